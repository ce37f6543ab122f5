"""PNG: a picture in pixels, laid out by Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.picture import png, remark

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["BINARY", "export", "remark"]

BINARY = True


def export(graph: KnowledgeGraph) -> bytes:
    """Return a picture of the graph as PNG. Raises `MissingProgramError` without Graphviz."""
    return png(graph)
