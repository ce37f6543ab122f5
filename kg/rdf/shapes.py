"""The graph against shapes.ttl, by pySHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.files import shapes_bytes
from kg.rdf.serialise import to_rdflib

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["violations"]


def violations(graph: KnowledgeGraph) -> tuple[int, list[str]]:
    """Return how many shapes were held against the graph, and a message for each violation, in order."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    shapes = rdflib.Graph().parse(data=shapes_bytes(), format="turtle")
    _, report, _ = pyshacl.validate(to_rdflib(graph), shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    messages = [
        f"{report.value(result, SH.focusNode)}: {report.value(result, SH.resultMessage)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return len(set(shapes.subjects(RDF.type, SH.NodeShape))), sorted(messages)
