"""How a graph shows in a notebook: a small one as a picture, another as a table of its first claims."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import MyographError
from kg.inwords import counted
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["html", "svg"]

MAX_DRAWN = 60
MAX_ROWS = 20


def svg(graph: KnowledgeGraph) -> str | None:
    """Return a picture of a small graph; None where it is larger or cannot be drawn."""
    if not 0 < len(graph.claims()) <= MAX_DRAWN:
        return None
    from kg import picture

    try:
        return picture.svg(graph).decode()
    except MyographError:
        return None


def html(graph: KnowledgeGraph) -> str | None:
    """Return a table of a graph's first claims; None where `svg` draws it, as notebooks prefer HTML."""
    if svg(graph) is not None:
        return None
    claims = graph.claims()
    caption = f"{counted(len(claims), 'claim')} about {counted(len(graph.entities), 'thing')}"
    if len(claims) > MAX_ROWS:
        caption += f", the first {MAX_ROWS} of them"
    rows = "".join(
        f"<tr><td>{escape(sentence(statement(graph, claim)))}</td><td>{escape(claim.status)}</td>"
        f"<td>{escape(graph.sources[claim.source].label)}</td><td>{escape(claim.id)}</td></tr>"
        for claim in islice(claims, MAX_ROWS)
    )
    head = "".join(f'<th scope="col">{word}</th>' for word in ("claim", "status", "asserted by", "id"))
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
