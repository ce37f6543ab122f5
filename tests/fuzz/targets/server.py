"""A server that holds anything under Myograph's names: looking things up there is told, never raised."""

from __future__ import annotations

import pyoxigraph

from fuzz.bundled import bundled
from kg.ask import ask
from kg.errors import MyographError
from kg.part import around
from kg.paths import causal_chains
from kg.rdf import to_ntriples
from kg.render import claim_lines, entity_lines
from kg.sparql.engine import Rows
from kg.sparql.graph import SparqlGraph
from kg.views import entity_page

WHOLE = bundled()
LINES = to_ntriples(around(WHOLE, "knee-pain", 1)).splitlines()
NAMED = (b"knee-pain", b"subPropertyOf", b"subClassOf", b"leadsTo")
HEADS = (b"/claim/", b"/evidence/", b"schema#")
SEEDS = [
    b"\n".join(line for line in LINES if any(name in line for name in NAMED))[:30_000],
    b"\n".join(line for line in LINES if any(name in line.split()[0] for name in HEADS))[:30_000],
]
WORDS = [line.split()[1] for line in LINES[::40]] + [line.split()[0] for line in LINES[::40]]
ERRORS = (MyographError,)


class Here:
    """Answers from a store, as a server would."""

    def __init__(self, data: bytes) -> None:
        self._store = pyoxigraph.Store()
        for line in data.splitlines():
            try:
                self._store.load(line, format=pyoxigraph.RdfFormat.N_TRIPLES)
            except (SyntaxError, ValueError):
                continue

    def select(self, text: str) -> Rows:
        """Return the rows of a query."""
        found = self._store.query(text)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return Rows(tuple(each.value for each in found.variables), [tuple(row) for row in found], False)


def read(data: bytes) -> None:
    """Look things up, and show them."""
    graph = SparqlGraph(Here(data))
    assert graph.vocabulary is not None
    graph.search("knee")
    for entity in graph.of_class("Entity")[:3]:
        entity_page(graph, entity)
        list(entity_lines(graph, entity))
    for claim in graph.claims()[:3]:
        list(claim_lines(graph, claim))
    ask(graph, "What leads to knee pain?")
    causal_chains(graph, graph.find("weak-gluteus-medius").id, graph.find("knee-pain").id)
