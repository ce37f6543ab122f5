"""Turtle: the vocabulary and the graph, subjects in order of IRI, the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import to_turtle

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as Turtle."""
    return to_turtle(graph)
