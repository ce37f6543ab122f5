"""N-Triples: one triple a line, lines in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import to_ntriples

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as N-Triples."""
    return to_ntriples(graph)
