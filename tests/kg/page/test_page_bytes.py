"""The page as bytes, and as one without scripts shows it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import Stance
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

from pages import Pages, Reader, as_shown


def test_the_same_graph_gives_the_same_bytes(pages: Pages) -> None:
    code = (
        "import hashlib, kg; from kg.export.html import export\n"
        "print(hashlib.sha256(export(kg.load())).hexdigest())"
    )
    # This process has a seed of its own, which is another one.
    other = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256((pages.folder / "whole.html").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["small", "hostile", "whole"])
def test_all_the_words_can_be_read_without_scripts(name: str, pages: Pages, read: dict[str, Reader]) -> None:
    shown: KnowledgeGraph = getattr(pages, name)
    rows = read[name].rows
    assert list(rows) == [each.id for each in shown.claims()]
    for each in shown.claims():
        subject, verb, object_, status, who, words = rows[each.id]
        ends = {as_shown(shown.entity(end).label) for end in (each.subject, each.object)}
        assert subject in ends
        assert object_.removesuffix(f" {each.qualifier}") in ends
        assert verb
        assert status == each.status
        assert who == shown.sources[each.source].label
        assert all(as_shown(item.quote) in words for item in each.evidence if item.quote)
        assert "Against it: " in words or not any(
            item.stance is Stance.DISPUTES and not item.indirect for item in each.evidence
        )
        assert each.measure is None or f"Measured: {each.measure.value}" in words
    assert read[name].tags["noscript"] == 1


@pytest.mark.parametrize("name", ["small", "hostile", "whole"])
def test_the_data_holds_the_things_and_claims_of_the_graph(
    name: str, pages: Pages, read: dict[str, Reader]
) -> None:
    shown: KnowledgeGraph = getattr(pages, name)
    data: dict[str, Any] = json.loads(read[name].raw["application/json"])
    assert {each["id"]: each["label"] for each in data["things"]} == {
        entity.id: as_shown(entity.label) for entity in shown.entities.values()
    }
    things = [each["id"] for each in data["things"]]
    assert {
        (each["id"], frozenset((things[each["from"]], things[each["to"]]))) for each in data["claims"]
    } == {(each.id, frozenset((each.subject, each.object))) for each in shown.claims()}
    assert [each["says"] for each in data["claims"]] == [
        as_shown(sentence(statement(shown, each))) for each in shown.claims()
    ]


@pytest.mark.parametrize("name", ["small", "hostile", "whole"])
def test_the_policy_allows_what_is_in_the_page_alone(name: str, read: dict[str, Reader]) -> None:
    page = read[name]
    hashes = {
        kind: base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        for kind in ("script", "style")
    }
    assert dict(rule.split(" ", 1) for rule in page.policy.split("; ")) == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
        **{f"{kind}-src": f"'sha256-{value}'" for kind, value in hashes.items()},
    }
    assert (page.tags["script"], page.tags["style"], page.tags["img"]) == (2, 1, 0)
    assert ("link", "data:,") in page.addresses
    others = [(tag, url) for tag, url in page.addresses if url not in ("data:,", "#claims")]
    assert others
    assert all(tag == "a" and re.match("https?://", url) for tag, url in others)


def test_the_whole_graph_takes_less_than_three_megabytes(pages: Pages) -> None:
    assert (pages.folder / "whole.html").stat().st_size < 3_000_000
