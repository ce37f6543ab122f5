"""Triples as JSON-LD 1.1, compact and in order, with a context that makes it read like the Turtle."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg.rdf.serialise import all_triples
from kg.rdf.terms import PREFIXES, RDF_TYPE, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from kg.graph import KnowledgeGraph

__all__ = ["to_jsonld", "write_jsonld"]

ENGLISH = "en"
_INTEGER, _BOOLEAN, _STRING = named("xsd:integer"), named("xsd:boolean"), named("xsd:string")
# Integers that JSON readers keep as they are: those that a double holds, spelt as JSON spells them.
_SMALL = re.compile(r"0|-?[1-9]\d{0,14}")
_IRI, _ENGLISH, _OTHER = object(), object(), object()


def to_jsonld(graph: KnowledgeGraph) -> bytes:
    """Return the vocabulary and the graph as JSON-LD: one object a subject, in order of IRI."""
    return write_jsonld(all_triples(graph))


def write_jsonld(triples: Sequence[Triple]) -> bytes:
    """Return triples as JSON-LD; those of one subject and predicate stand together.

    Objects that are things and texts in English are plain strings, by what the context says of their
    property; numbers and truth values are those of JSON; all else is spelt out.
    """
    kinds = _kinds(triples)
    context: dict[str, Any] = dict(sorted(PREFIXES.items()))
    for predicate, kind in sorted(kinds.items(), key=lambda pair: _short(pair[0])):
        if kind is _IRI and predicate != RDF_TYPE.value:
            context[_short(predicate)] = {"@type": "@id"}
        elif kind is _ENGLISH:
            context[_short(predicate)] = {"@language": ENGLISH}
    nodes = [_node(group, kinds) for _, group in groupby(triples, key=lambda triple: triple.subject)]
    whole = {"@context": context, "@graph": nodes}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _kinds(triples: Iterable[Triple]) -> dict[str, object]:
    """Return what the objects of each predicate are, where they are all the same."""
    found: dict[str, set[object]] = {}
    for triple in triples:
        value, kind = triple.object, _OTHER
        if isinstance(value, NamedNode):
            kind = _IRI
        elif isinstance(value, Literal) and value.language == ENGLISH:
            kind = _ENGLISH
        found.setdefault(triple.predicate.value, set()).add(kind)
    return {predicate: next(iter(each)) if len(each) == 1 else _OTHER for predicate, each in found.items()}


def _node(triples: Iterable[Triple], kinds: dict[str, object]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for predicate, group in groupby(triples, key=lambda triple: triple.predicate):
        values = []
        for triple in group:
            assert isinstance(triple.subject, NamedNode), "there are no blank nodes"
            node.setdefault("@id", _short(triple.subject.value))
            values.append(_value(triple.object, kinds[predicate.value], is_type=predicate == RDF_TYPE))
        name = "@type" if predicate == RDF_TYPE else _short(predicate.value)
        node[name] = values[0] if len(values) == 1 else values
    return node


def _value(value: object, kind: object, *, is_type: bool) -> Any:
    if isinstance(value, NamedNode):
        short = _short(value.value)
        return short if is_type or kind is _IRI else {"@id": short}
    assert isinstance(value, Literal), "there are neither blank nodes nor quoted triples"
    if value.language is not None:
        return value.value if kind is _ENGLISH else {"@value": value.value, "@language": value.language}
    if value.datatype == _STRING:
        return value.value
    if value.datatype == _INTEGER and _SMALL.fullmatch(value.value):
        return int(value.value)
    if value.datatype == _BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    return {"@value": value.value, "@type": _short(value.datatype.value)}


@cache
def _short(iri: str) -> str:
    """Return an IRI with its prefix, by the longest namespace that it begins with."""
    found = max(
        (prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda prefix: len(PREFIXES[prefix]),
        default=None,
    )
    rest = iri if found is None else iri[len(PREFIXES[found]) :]
    # “id://…” would be taken for an IRI of its own.
    return iri if found is None or rest.startswith("//") else f"{found}:{rest}"
