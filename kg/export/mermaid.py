"""Mermaid, for pages and notes that draw it (GitHub, Obsidian, …): a flowchart with a legend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.drawing import FAMILY_WORDS, STATUS_WORDS, Family, arrows, boxes, families, statuses
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph

__all__ = ["export", "remark"]

# What Mermaid draws unless whoever runs it allows more; a chart cannot ask for it.
MAX_EDGES = 500
MAX_LETTERS = 50_000

_LINES = {
    Status.ESTABLISHED: "-->",
    Status.REPORTED: "-.->",
    Status.CONTESTED: "-.-o",
    Status.REFUTED: "--x",
    Status.DRAFT: "-.-",
}
_SHAPES = {
    Family.MUSCLE: ("([", "])"),
    Family.PART: ("[", "]"),
    Family.CONDITION: ("{{", "}}"),
    Family.MOVEMENT: ("[/", "/]"),
    Family.INTERVENTION: ("(", ")"),
    Family.OTHER: ("[[", "]]"),
}
# ASCII punctuation that means something to one of them; a hyphen at the start would begin a list.
_MARKUP = re.compile(r"[!-&*+.:-@\[-`{-~]|^-")


def export(graph: KnowledgeGraph) -> bytes:
    """Return the graph as a Mermaid flowchart; the id of each claim stands in a comment before its line."""
    return "\n".join(_lines(graph)).encode()


def remark(graph: KnowledgeGraph) -> str | None:
    """Return what to tell of a chart that Mermaid will not draw as it comes, or None."""
    edges, letters = len(graph.claims()), len(export(graph).decode())
    if edges <= MAX_EDGES - len(Status) and letters <= MAX_LETTERS:
        return None
    return (
        f"This chart has {edges:,} claims and {letters:,} letters; Mermaid draws {MAX_EDGES} lines and "
        f"{MAX_LETTERS:,} letters unless its maxEdges and maxTextSize are set higher. "
        "--around, --path, --query and --status take less."
    )


def _lines(graph: KnowledgeGraph) -> Iterator[str]:
    yield "flowchart LR"
    for box in boxes(graph):
        left, right = _SHAPES[box.family]
        yield f"  {_name(box.entity)}{left}{_quoted(box.label)}{right}"
    for arrow in arrows(graph):
        yield f"  %% claim:{quote(arrow.claim.id)}"
        line = f"{_LINES[arrow.claim.status]}|{_quoted(arrow.label)}|"
        yield f"  {_name(arrow.tail)} {line} {_name(arrow.head)}"
    yield '  subgraph Legend["How to read it"]'
    for family in families(graph):
        left, right = _SHAPES[family]
        yield f"    L{family}{left}{_quoted(FAMILY_WORDS[family])}{right}"
    for status in statuses(graph):
        line = f"{_LINES[status]}|{_quoted(STATUS_WORDS[status])}|"
        yield f'    L{status}1(" ") {line} L{status}2(" ")'
    yield "  end\n"


def _name(name: str) -> str:
    """Return an id as Mermaid takes it anywhere; no two become the same.

    >>> _name("knee-pain"), _name("end")
    ('id_knee_pain', 'id_end')
    """
    return "id_" + "".join(_letter(letter) for letter in name)


def _letter(letter: str) -> str:
    if letter == "-":
        return "_"
    return letter if re.fullmatch("[a-z0-9]", letter) else f"X{ord(letter):x}Z"


def _quoted(label: str) -> str:
    """Return a label in quotes; whatever Mermaid, Markdown or HTML could read in it becomes an entity.

    >>> _quoted('1. "tight" <b>')
    '"1#46; #34;tight#34; #60;b#62;"'
    >>> _quoted("- hip-hike")
    '"#45; hip-hike"'
    """
    return '"' + _MARKUP.sub(lambda found: f"#{ord(found[0])};", label) + '"'
