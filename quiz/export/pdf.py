"""PDF: the papers and their keys as `quiz.export.print` has them, set by Typst."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import MissingProgramError
from quiz.export.paper.sheet import foot, sheets, title

if TYPE_CHECKING:
    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["BINARY", "SUFFIX", "export", "kind"]

SUFFIX = "pdf"
BINARY = True

_TEMPLATE = Path(__file__).parent / "paper" / "paper.typ"
_MISSING = (
    "PDF needs the package typst, which is not installed: pip install 'myograph[pdf]'. "
    "Or write print, and let a browser print that page."
)


def kind(item: Item) -> str:
    """Return what an item becomes: on paper each interaction is done with a pen."""
    return item.interaction.value


def export(chosen: Chosen) -> bytes:
    """Return the papers and then their keys as PDF, tagged so that it can be read aloud.

    No date stands in it. Raises `MissingProgramError` where Typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise MissingProgramError(_MISSING) from None

    data = {
        "title": title(chosen),
        "about": chosen.about,
        "foot": foot(chosen),
        "sheets": [asdict(sheet) for sheet in sheets(chosen)],
    }
    return typst.compile(_TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(data)})
