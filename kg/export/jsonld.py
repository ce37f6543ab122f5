"""JSON-LD: things and texts as plain strings, by a context that reads like the Turtle's prefixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.jsonld import to_jsonld

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as JSON-LD."""
    return to_jsonld(graph)
