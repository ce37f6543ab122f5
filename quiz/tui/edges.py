"""How an edge of the graph is written: its verb, an arrow by status, and a word where there is doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.tui.statuses import LINES

if TYPE_CHECKING:
    from kg.ego import Edge

__all__ = ["heading", "in_tree", "named"]


def heading(edge: Edge, *, right: bool) -> str:
    """Return verb, arrow and doubt of an edge on the right or the left of what it is an edge of.

    On the right, dots before a verb that reads to the left stand for the thing that is named after it.
    """
    line = LINES[edge.status]
    if edge.mutual:
        told = f"{edge.verb} ◀{line}▶"
    elif edge.turned:
        told = f"◀{line} {'… ' if right else ''}{edge.verb}"
    else:
        told = f"{edge.verb} {line}▶"
    return f"{told} {edge.doubt}".rstrip()


def named(edge: Edge) -> tuple[str, str]:
    """Return what is at the other end, and what narrows the edge: a qualifier, and how many claims it is."""
    count = f" ({edge.number})" if edge.number else ""
    return edge.label, (f", {edge.qualifier}" if edge.qualifier else "") + count


def in_tree(edge: Edge, *, right: bool) -> str:
    """Return an edge as a line below what it is an edge of, in the order in which it reads."""
    label, more = named(edge)
    told = heading(edge, right=False)
    return (f"{told} {label}" if right is not edge.turned else f"{label} {told}") + more
