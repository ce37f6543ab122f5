"""SVG: a picture for pages and slides, laid out by Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.picture import remark, svg

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export", "remark"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return a picture of the graph as SVG. Raises `MissingProgramError` without Graphviz."""
    return svg(graph)
