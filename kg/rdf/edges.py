"""The direct edges of the RDF, by two ways that share nothing: from the claims, and by a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from kg import iri
from kg.model import Modality, Status
from kg.rdf.serialise import each_triple

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["expected", "found"]

Edge = tuple[str, str, str]

QUERY = f"""
PREFIX myo: <{iri.SCHEMA}>
SELECT ?subject ?property ?object WHERE {{
    ?subject ?property ?object .
    FILTER (STRSTARTS(STR(?subject), "{iri.ENTITY}") && STRSTARTS(STR(?object), "{iri.ENTITY}"))
}}
"""


def expected(graph: KnowledgeGraph) -> set[Edge]:
    """Return the edges that the claims call for, as ids."""
    edges: set[Edge] = set()
    for claim in graph.claims():
        twin = graph.vocabulary.relations[claim.relation].twin
        if claim.status in (Status.ESTABLISHED, Status.CONTESTED, Status.REPORTED):
            edges.add((claim.subject, twin, claim.object))
        plain = claim.modality is Modality.IS and claim.qualifier is None
        if claim.status is Status.ESTABLISHED and plain:
            edges.add((claim.subject, claim.relation, claim.object))
    return edges


def found(graph: KnowledgeGraph) -> set[Edge]:
    """Return the edges between entities that a query finds in the triples, as ids."""
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*triple) for triple in each_triple(graph))
    rows = store.query(QUERY)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    return {
        (
            row["subject"].value.removeprefix(iri.ENTITY),
            row["property"].value.removeprefix(iri.SCHEMA),
            row["object"].value.removeprefix(iri.ENTITY),
        )
        for row in rows
    }
