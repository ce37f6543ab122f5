"""Turtle and JSON-LD as a foreign graph.

A statement is a triple of named nodes, or, as OBO ontologies write it in OWL, a class that is a sub-class of
`relation some class`: the two say the same where OBO has one `relationship` line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from kg import iri
from kg.cleaned import cleaned
from kg.errors import UnusableFileError
from kg.foreign.graph import Draft, ForeignGraph, Statement
from kg.foreign.names import curie
from kg.foreign.tally import Left
from kg.nesting import MAX_DEPTH, is_deep_json, is_deep_turtle
from kg.packs.registries import REGISTRIES
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

__all__ = ["read_triples"]

_FORMATS = {"turtle": pyoxigraph.RdfFormat.TURTLE, "jsonld": pyoxigraph.RdfFormat.JSON_LD}
_MAX_TRIPLES = 500_000
_OWL, _RDF, _RDFS, _SKOS = (PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "skos"))
_TYPE, _SUBCLASS = _RDF + "type", _RDFS + "subClassOf"
_RESTRICTION = {_TYPE, _OWL + "onProperty", _OWL + "someValuesFrom"}
_LABELS = frozenset({_RDFS + "label", _SKOS + "prefLabel"})
_SYNONYM = "http://www.geneontology.org/formats/oboInOwl#hasExactSynonym"
_PROPERTIES = frozenset(
    _OWL + name for name in ("ObjectProperty", "AnnotationProperty", "DatatypeProperty", "Ontology")
) | {_RDF + "Property"}
_SCHEMA = (_OWL, _RDF, _RDFS)
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,19}")
_TRUE = frozenset({"true", "1"})
# What pyoxigraph says of a context that has to be fetched.
_FETCHED = "LoadDocumentCallback"


def read_triples(data: bytes, form: str, file: str) -> ForeignGraph:
    """Return what Turtle or JSON-LD says. Raises `UnusableFileError` where it cannot be read.

    So does what Myograph itself has written: its claims stand in the packs that it was made from.
    """
    draft = Draft()
    nameless: dict[BlankNode, list[Triple]] = defaultdict(list)
    above: list[tuple[str, BlankNode]] = []
    properties: set[str] = set()
    for triple in _parsed(data, form, file, draft):
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if isinstance(subject, BlankNode):
            nameless[subject].append(triple)
        elif not isinstance(subject, NamedNode):
            draft.tally.add(Left.BLANK, "triple about a triple")
        elif predicate == _TYPE and isinstance(value, NamedNode) and value.value in _PROPERTIES:
            properties.add(curie(subject.value))
        elif isinstance(value, BlankNode):
            if predicate == _SUBCLASS:
                above.append((curie(subject.value), value))
            else:
                draft.tally.add(Left.AXIOM if predicate.startswith(_SCHEMA) else Left.BLANK, curie(predicate))
        elif isinstance(value, Literal):
            _literal(curie(subject.value), predicate, value, draft)
        elif isinstance(value, NamedNode):
            if (predicate, value.value) == (_TYPE, iri.SCHEMA + "Claim"):
                raise UnusableFileError(
                    f"{file} was written by Myograph itself: its claims stand in the packs that it was made "
                    "from, and a pack is added with --pack FILE."
                )
            _named(curie(subject.value), predicate, value.value, draft)
        else:
            draft.tally.add(Left.BLANK, "triple about a triple")
    for name, node in above:
        _restricted(name, nameless.pop(node, []), draft)
    for triples in nameless.values():
        kinds = [curie(str(each.object.value)) for each in triples if each.predicate.value == _TYPE
                 and isinstance(each.object, NamedNode)]  # fmt: skip
        draft.tally.add(Left.BLANK, min(kinds, default="of no type"))
    draft.drop(properties)
    return draft.done({})


def _parsed(data: bytes, form: str, file: str, draft: Draft) -> Iterator[Triple]:
    """Yield the triples that the file itself states, as they are read: those of its named graphs are told.

    Of JSON-LD the reader would hold whole arrays, however long.
    """
    if form == "jsonld" and data.count(b",") > _MAX_TRIPLES:
        raise UnusableFileError(f"{file} has more than {_MAX_TRIPLES:,} values. Take a part of it.")
    if is_deep_json(data) if form == "jsonld" else is_deep_turtle(data):
        raise UnusableFileError(f"{file} nests more than {MAX_DEPTH} levels deep.")
    try:
        parser = pyoxigraph.parse(data, format=_FORMATS[form])
        for number, quad in enumerate(parser):
            if number == _MAX_TRIPLES:
                raise UnusableFileError(f"{file} has more than {_MAX_TRIPLES:,} triples. Take a part of it.")
            if isinstance(graph := quad.graph_name, DefaultGraph):
                yield quad.triple
            else:
                draft.tally.add(Left.GRAPH, curie(graph.value) if isinstance(graph, NamedNode) else "no name")
        draft.prefixes = _prefixes(parser.prefixes)
    except SyntaxError as error:
        if _FETCHED in error.msg:
            raise UnusableFileError(
                f"{file} takes its @context from the network, from which nothing is fetched. Write the "
                "context itself into the file, or expand it first."
            ) from None
        xml = data.lstrip().startswith((b"<?xml", b"<rdf:", b"<RDF", b"<!DOCTYPE"))
        hint = " It looks like XML: convert it to Turtle first." if xml else ""
        raise UnusableFileError(f"{file} is no {form}: {cleaned(error.msg)[:300]}.{hint}") from None
    except MemoryError:
        raise UnusableFileError(f"{file} holds a text that is too large to be read.") from None


def _prefixes(given: dict[str, str]) -> dict[str, str]:
    """Return the prefixes that a file gives, by namespace; one that is a registry's means that alone."""
    return {
        namespace: prefix
        for prefix, namespace in sorted(given.items())
        if prefix not in REGISTRIES and _PREFIX.fullmatch(prefix)
    }


def _literal(subject: str, predicate: str, value: Literal, draft: Draft) -> None:
    english = value.language is None or value.language.lower().split("-")[0] == "en"
    if predicate in _LABELS:
        if english:
            draft.term(subject).labels.add(value.value)
        else:
            draft.tally.add(Left.LANGUAGE, value.language or "")
    elif predicate == _SYNONYM and english:
        draft.term(subject).synonyms.add(value.value)
    elif predicate == _OWL + "deprecated":
        draft.term(subject).obsolete |= value.value in _TRUE
    else:
        draft.tally.add(Left.VALUE, curie(predicate))


def _named(subject: str, predicate: str, value: str, draft: Draft) -> None:
    if predicate in (_TYPE, _SUBCLASS):
        term = draft.term(subject)
        if not value.startswith(_SCHEMA):
            term.kinds.add(curie(value))
    elif predicate == _OWL + "imports":
        draft.tally.add(Left.IMPORT, value)
    elif predicate.startswith(_SCHEMA):
        draft.tally.add(Left.AXIOM, curie(predicate))
    else:
        draft.term(subject)  # known, if only by this
        draft.statements.append(Statement(subject, curie(predicate), curie(value)))


def _restricted(subject: str, triples: list[Triple], draft: Draft) -> None:
    """Read an anonymous class that a term is a kind of, where it is `relation some class`."""
    found = {each.predicate.value: each.object for each in triples}
    relation, filler = found.get(_OWL + "onProperty"), found.get(_OWL + "someValuesFrom")
    simple = found.keys() == _RESTRICTION and len(triples) == len(_RESTRICTION)
    if simple and isinstance(relation, NamedNode) and isinstance(filler, NamedNode):
        draft.statements.append(Statement(subject, curie(relation.value), curie(filler.value)))
    else:
        draft.tally.add(Left.AXIOM, "anonymous class above")
