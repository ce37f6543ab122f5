"""RDF/XML: one description a subject, in order of IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.xml import to_rdfxml

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as RDF/XML."""
    return to_rdfxml(graph)
