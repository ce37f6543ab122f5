"""Triples as RDF/XML, the same bytes each time. Oxigraph's own writer orders namespaces by chance."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import ExportError
from kg.rdf.serialise import all_triples
from kg.rdf.terms import PREFIXES, named
from kg.xmltext import attribute, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from kg.graph import KnowledgeGraph

__all__ = ["to_rdfxml"]

FORM = "RDF/XML"
_PLAIN = {named("xsd:string"), named("rdf:langString")}
# What may follow a namespace as an element's name; less than XML allows, and all that we use.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def to_rdfxml(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as RDF/XML, subjects in order of IRI.

    Raises `ExportError` where a text has a character that XML cannot hold.
    """
    return "".join(_document(all_triples(graph))).encode()


def _document(triples: list[Triple]) -> Iterator[str]:
    used = {"rdf", *(_split(triple.predicate)[0] for triple in triples)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix in sorted(used):
        yield f"\n    xmlns:{prefix}={attribute(PREFIXES[prefix], FORM)}"
    yield ">\n"
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        assert isinstance(subject, NamedNode), "there are no blank nodes"
        yield f"  <rdf:Description rdf:about={attribute(subject.value, FORM)}>\n"
        for triple in group:
            yield f"    {_property(triple)}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(triple: Triple) -> str:
    name, value = ":".join(_split(triple.predicate)), triple.object
    if isinstance(value, NamedNode):
        return f"<{name} rdf:resource={attribute(value.value, FORM)}/>"
    assert isinstance(value, Literal), "there are neither blank nodes nor quoted triples"
    kind = ""
    if value.language is not None:
        kind = f" xml:lang={attribute(value.language, FORM)}"
    elif value.datatype not in _PLAIN:
        kind = f" rdf:datatype={attribute(value.datatype.value, FORM)}"
    return f"<{name}{kind}>{text(value.value, FORM)}</{name}>"


def _split(predicate: NamedNode) -> tuple[str, str]:
    for prefix, namespace in PREFIXES.items():
        name = predicate.value.removeprefix(namespace)
        if name != predicate.value and _NAME.fullmatch(name):
            return prefix, name
    raise ExportError(f"{FORM} has no name for the property <{predicate.value}>.")
