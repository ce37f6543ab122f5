"""Triples as bytes that never change unless the graph does, and as an rdflib graph."""

from __future__ import annotations

import heapq
import io
from bisect import bisect_left
from collections import defaultdict
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

import pyoxigraph

from kg.files import schema_bytes
from kg.rdf.read import parse
from kg.rdf.terms import PREFIXES, RDF_TYPE, named
from kg.rdf.write import by_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib
    from pyoxigraph import Triple

    from kg.graph import KnowledgeGraph

__all__ = ["all_triples", "each_triple", "to_ntriples", "to_rdflib", "to_turtle", "write_turtle"]

_FIRST = {RDF_TYPE: "0", named("rdfs:label"): "1"}
# So many triples are written as N-Triples and put in order at a time.
AT_A_TIME = 20_000


def each_triple(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield the vocabulary and the graph, each triple once, subjects in order of IRI.

    At no time are there more than the triples of one subject, beside the vocabulary.
    """
    vocabulary: dict[str, list[Triple]] = defaultdict(list)
    for triple in parse(schema_bytes(), "turtle", "schema.ttl"):
        vocabulary[str(triple.subject)].append(triple)
    merged = heapq.merge(sorted(vocabulary.items()), by_subject(graph), key=itemgetter(0))
    for _, parts in groupby(merged, key=itemgetter(0)):
        found = {_order(triple): triple for _, triples in parts for triple in triples}
        for key in sorted(found):
            yield found[key]


def all_triples(graph: KnowledgeGraph) -> list[Triple]:
    """Return what `each_triple` yields as a list."""
    return list(each_triple(graph))


def to_turtle(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as Turtle."""
    return _turtle(each_triple(graph))


def write_turtle(triples: Iterable[Triple]) -> bytes:
    """Return triples as Turtle: prefixes and subjects in order, one predicate a line."""
    return _turtle(sorted(triples, key=lambda triple: (str(triple.subject), *_order(triple))))


def _turtle(ordered: Iterable[Triple]) -> bytes:
    """Return triples that are in order as Turtle.

    Oxigraph writes triples as they come and groups what stands together; only its prefix block has an order
    of its own, and is replaced.
    """
    body = pyoxigraph.serialize(ordered, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert body is not None
    rest = 0
    while body.startswith(b"@prefix ", rest):
        rest = body.index(b"\n", rest) + 1
    head = [f"@prefix {prefix}: <{namespace}> .\n".encode() for prefix, namespace in sorted(PREFIXES.items())]
    return b"".join([*head, memoryview(body)[rest:]])


def to_ntriples(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as N-Triples, lines in order of their bytes."""
    triples = each_triple(graph)
    whole = io.BytesIO()
    pending: list[bytes] = []
    while some := list(islice(triples, AT_A_TIME)):
        data = pyoxigraph.serialize(some, format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert data is not None
        pending += data.splitlines(keepends=True)
        # The last subject may go on; those before it are complete, and all their lines come before its own.
        last = pending[-1].partition(b" ")[0]
        pending.sort()
        cut = bisect_left(pending, last + b" ")
        whole.writelines(pending[:cut])
        pending = pending[cut:]
    whole.writelines(pending)
    return whole.getvalue()


def to_rdflib(graph: KnowledgeGraph) -> rdflib.Graph:
    """Return the vocabulary and the graph as an `rdflib.Graph` with the project's prefixes bound."""
    import rdflib

    found = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace, override=True, replace=True)
    for triple in each_triple(graph):
        found.add(
            (
                _rdflib_subject(triple),
                rdflib.URIRef(triple.predicate.value),
                _rdflib_object(triple.object),
            )
        )
    return found


def _rdflib_subject(triple: Triple) -> rdflib.URIRef:
    import rdflib

    assert isinstance(triple.subject, pyoxigraph.NamedNode), "there are no blank nodes"
    return rdflib.URIRef(triple.subject.value)


def _rdflib_object(node: object) -> rdflib.term.Identifier:
    import rdflib

    if isinstance(node, pyoxigraph.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, pyoxigraph.Literal):
        if node.language is not None:
            return rdflib.Literal(node.value, lang=node.language)
        # rdflib takes "x" and "x"^^xsd:string for two terms, as RDF 1.0 did; we always write the first.
        datatype = None if node.datatype == named("xsd:string") else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=datatype)
    raise TypeError(f"no blank node can be here: {node}")


def _order(triple: Triple) -> tuple[str, str]:
    """Return by what the triples of one subject are put in order."""
    predicate = triple.predicate
    return (_FIRST.get(predicate) or "2" + predicate.value, str(triple.object))
