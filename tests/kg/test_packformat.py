"""The form of a pack is told once: the guide's tables say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.packs.format import CLAIM, FORMS, PACK

GUIDE = (Path(__file__).parents[2] / "docs" / "packs.md").read_text("utf-8")


def test_the_guide_has_every_key_in_order_with_its_meaning() -> None:
    rows = re.findall(r"^\| `(\w+)`( \*)? \| (.*) \|$", GUIDE, re.MULTILINE)
    fields = [field for form in FORMS for field in form.fields]
    assert [(name, bool(star)) for name, star, _ in rows] == [
        (field.name, field.required) for field in fields
    ]
    for field, (_, _, meaning) in zip(fields, rows, strict=True):
        words = ", ".join(f"`{word}`" for word in field.choices or ())
        assert meaning == (f"{field.what} {words}." if words else field.what)


def test_a_form_knows_its_keys() -> None:
    assert PACK.required == ("pack", "version", "title", "source", "curator")
    assert CLAIM.field("relation").what.startswith("What it says of the subject")
    with pytest.raises(KeyError):
        CLAIM.field("relatoin")
    for form in FORMS:
        assert len(set(form.keys)) == len(form.keys)
        assert set(form.required) <= set(form.keys)
