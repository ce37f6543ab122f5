"""Triples as bytes that never change unless the graph does, and as an rdflib graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from kg.files import schema_bytes
from kg.rdf.read import parse
from kg.rdf.terms import PREFIXES, RDF_TYPE, named
from kg.rdf.write import triples_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib
    from pyoxigraph import Triple

    from kg.graph import KnowledgeGraph

__all__ = ["all_triples", "to_ntriples", "to_rdflib", "to_turtle", "write_turtle"]

_FIRST = {RDF_TYPE: "0", named("rdfs:label"): "1"}


def all_triples(graph: KnowledgeGraph) -> list[Triple]:
    """Return the vocabulary and the graph, each triple once, subjects in order of IRI."""
    vocabulary = parse(schema_bytes(), "turtle", "schema.ttl")
    return sorted({*vocabulary, *triples_of(graph)}, key=_order)


def to_turtle(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as Turtle."""
    return write_turtle(all_triples(graph))


def write_turtle(triples: Iterable[Triple]) -> bytes:
    """Return triples as Turtle: prefixes and subjects in order, one predicate a line.

    Oxigraph writes triples as they come and groups what stands together, so sorting them is enough;
    only its prefix block has an order of its own, and is replaced.
    """
    ordered = sorted(triples, key=_order)
    body = pyoxigraph.serialize(ordered, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert body is not None
    lines = body.split(b"\n")
    rest = lines[sum(line.startswith(b"@prefix ") for line in lines) :]
    head = [f"@prefix {prefix}: <{namespace}> .".encode() for prefix, namespace in sorted(PREFIXES.items())]
    return b"\n".join([*head, *rest])


def to_ntriples(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as N-Triples, lines in order of their bytes."""
    data = pyoxigraph.serialize(all_triples(graph), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert data is not None
    return b"".join(sorted(data.splitlines(keepends=True)))


def to_rdflib(graph: KnowledgeGraph) -> rdflib.Graph:
    """Return the vocabulary and the graph as an `rdflib.Graph` with the project's prefixes bound."""
    import rdflib

    found = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace, override=True, replace=True)
    for triple in all_triples(graph):
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


def _order(triple: Triple) -> tuple[str, str, str]:
    subject, predicate = triple.subject, triple.predicate
    return (str(subject), _FIRST.get(predicate, "2" + predicate.value), str(triple.object))
