"""The graph against its shapes: those of shapes.ttl, and those that follow from the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple

from kg import iri
from kg.files import shapes_bytes
from kg.rdf.read import parse
from kg.rdf.serialise import to_rdflib
from kg.rdf.terms import RDF_TYPE, myo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Relation
    from kg.vocabulary import Vocabulary

__all__ = ["SHAPE", "shapes_turtle", "violations"]

SHAPE = iri.BASE + "shape/"
SHACL = "http://www.w3.org/ns/shacl#"


def shapes_turtle(vocabulary: Vocabulary) -> bytes:
    """Return all shapes as Turtle.

    For each relation there are two more than in shapes.ttl: whatever stands at either end of what is
    claimed by it is of the class that the vocabulary asks for.
    """
    triples = parse(shapes_bytes(), "turtle", "shapes.ttl")
    for relation in vocabulary.relations.values():
        triples += _end(relation, "domain", "targetSubjectsOf", relation.domain)
        triples += _end(relation, "range", "targetObjectsOf", relation.range)
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE)
    assert data is not None
    return data


def _end(relation: Relation, end: str, target: str, cls: str) -> Iterator[Triple]:
    shape = NamedNode(f"{SHAPE}{relation.id}-{end}")
    which = "subject" if end == "domain" else "object"
    message = f"The {which} of a claim by “{relation.label}” is of the class {cls}."
    yield Triple(shape, RDF_TYPE, NamedNode(SHACL + "NodeShape"))
    yield Triple(shape, NamedNode(SHACL + target), myo(relation.twin))
    yield Triple(shape, NamedNode(SHACL + "class"), myo(cls))
    yield Triple(shape, NamedNode(SHACL + "message"), Literal(message, language="en"))


def violations(graph: KnowledgeGraph) -> tuple[int, list[str]]:
    """Return how many shapes were held against the graph, and a message for each violation, in order."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    shapes = rdflib.Graph().parse(data=shapes_turtle(graph.vocabulary), format="turtle")
    _, report, _ = pyshacl.validate(to_rdflib(graph), shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    messages = [
        f"{report.value(result, SH.focusNode)}: {report.value(result, SH.resultMessage)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return len(set(shapes.subjects(RDF.type, SH.NodeShape))), sorted(messages)
