"""Which part of a graph is asked for: on the causal chains between two things, or named by a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import MyographError
from kg.part import part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer

__all__ = ["NothingLeftError", "named_by", "on_chains"]


class NothingLeftError(MyographError):
    """No claim of the graph is in the part that was asked for."""


def on_chains(graph: KnowledgeGraph, start: str, end: str) -> KnowledgeGraph:
    """Return the claims on all causal chains from one entity to another.

    Raises `NothingLeftError` where there is no chain.
    """
    from kg.paths import causal_chains

    chains = causal_chains(graph, start, end)
    if not chains:
        first, last = graph.entity(start).label, graph.entity(end).label
        hint = " There is one the other way round." if causal_chains(graph, end, start) else ""
        raise NothingLeftError(f"No claim, nor chain of claims, leads from “{first}” to “{last}”.{hint}")
    return part(graph, [claim for chain in chains for step in chain.steps for claim in step])


def named_by(graph: KnowledgeGraph, query: str) -> KnowledgeGraph:
    """Return the claims that the answer to a SPARQL query names, and the entities.

    Where it names entities alone, the claims between them are taken, whatever their status. Raises what
    `kg.sparql.query` raises, and `NothingLeftError` where the answer names neither.
    """
    from kg import iri, sparql
    from kg.sparql.engine import NO_LIMIT

    names = set(_names(sparql.query(graph, query, limit=NO_LIMIT)))
    claims = [claim for claim in graph.claims() if iri.claim_iri(claim.id) in names]
    entities = {entity for entity in graph.entities if iri.entity_iri(entity) in names}
    if not claims and not entities:
        raise NothingLeftError("The query names no claim and no entity of the graph.")
    if not claims:
        claims = [claim for claim in graph.claims() if {claim.subject, claim.object} <= entities]
    return part(graph, claims, entities)


def _names(answer: Answer) -> Iterator[str]:
    """Yield every IRI that an answer holds."""
    from pyoxigraph import NamedNode

    from kg.sparql.engine import Rows, Truth

    if isinstance(answer, Truth):
        raise NothingLeftError("An ASK query names no claims: use SELECT or CONSTRUCT.")
    groups: Iterable[Iterable[object]]
    groups = answer.rows if isinstance(answer, Rows) else map(tuple, answer.triples)
    for group in groups:
        for term in group:
            if isinstance(term, NamedNode):
                yield term.value
