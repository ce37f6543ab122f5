"""Texts that a new pack is drafted from: whatever they say, the pack is one that can be read."""

from __future__ import annotations

from pathlib import Path

from fuzz.bundled import bundled
from fuzz.seeds import seeds
from kg.authoring.describing import described
from kg.authoring.drafting import draft_with_things
from kg.authoring.layout import laid_out
from kg.authoring.packtext import pack_text
from kg.errors import UnusableFileError
from kg.files import text_of

SEEDS = [
    *seeds("source_text"),
    b"Necks\n\nWhy\n- Chin Tuck: Draw the chin in. This stretches the long flexors and may ease neck pain.\n",
]
WORDS = [
    b"leads to", b"stretches", b"the", b"weak", b"can", b"help to", b"which", b"this", b": ", b"\n- ", b"and",
    b"of the", b"knee pain", b"no evidence", b"causes", b"is a",
]  # fmt: skip
ERRORS = (UnusableFileError,)


def read(data: bytes) -> None:
    """Draft a pack from a text."""
    text = text_of(data, "new.txt")
    if not text.strip():
        return
    about = described(bundled(), Path("new.yaml"), Path("new.txt"), data, None)
    pack = pack_text(about, draft_with_things(text, bundled()), bundled())
    assert laid_out(pack, "new.yaml") == (pack, [])
