"""Queries in SPARQL 1.1 over the graph.

`query(graph, "ASK { id:gluteus-medius a myo:Muscle }")` gives `Truth(value=True)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.sparql.engine import DEFAULT_LIMIT, DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer

__all__ = ["query"]


def query(
    graph: KnowledgeGraph, text: str, *, timeout: float = DEFAULT_TIMEOUT, limit: int = DEFAULT_LIMIT
) -> Answer:
    """Return the answer to a query over the vocabulary and the graph.

    The project's prefixes are declared already. `timeout` is in seconds; `limit` is how many rows or triples
    to return at most, 0 for all.

    Raises `kg.sparql.errors.QueryError` where the query is wrong or would do more than read,
    `QueryStoppedError` where it takes too much time or memory, and `EngineFailedError` where the engine
    breaks down over it.
    """
    from kg.rdf import to_ntriples
    from kg.rdf.terms import PREFIXES
    from kg.sparql.guard import read_query
    from kg.sparql.process import Oxigraph

    wanted = read_query(text, PREFIXES)
    return Oxigraph(to_ntriples(graph)).answer(wanted, timeout=timeout, limit=limit)
