"""Answers as bytes: between the engine's process and ours, and from a server.

Rows and truth are W3C SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/), with the
triples of RDF 1.2; triples are N-Triples.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kg.nesting import is_deep_json, is_deep_turtle
from kg.sparql.engine import Rows, Triples, Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.sparql.engine import Term

__all__ = [
    "from_ntriples",
    "from_results_json",
    "parsed_results",
    "parsed_triples",
    "to_ntriples",
    "to_results_json",
]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_results_json(answer: Rows | Truth) -> bytes:
    """Return rows or truth as W3C JSON."""
    data: dict[str, Any]
    if isinstance(answer, Truth):
        data = {"head": {}, "boolean": answer.value}
    else:
        bindings = [
            {name: _plain(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        data = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _plain(part) for name, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language is not None:
        found["xml:lang"] = term.language
        if term.direction is not None:
            found["its:dir"] = str(term.direction)
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def from_results_json(data: bytes, *, truncated: bool = False) -> Rows | Truth:
    """Return the rows or the truth of W3C JSON.

    Raises `SyntaxError` or `ValueError` on anything else.
    """
    found = parsed_results(data)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Truth(bool(found))
    names = tuple(variable.value for variable in found.variables)
    return Rows(names, [tuple(row) for row in found], truncated)


def parsed_results(data: bytes) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    """Return what W3C JSON holds, its rows as they are read. Raises as `from_results_json` does."""
    # Only triple terms nest; their type may be spelt with escapes.
    if (b"triple" in data or b"\\u" in data) and is_deep_json(data):
        raise ValueError("triples stand within triples, too deep")
    return pyoxigraph.parse_query_results(data, format=QueryResultsFormat.JSON)


def parsed_triples(data: bytes, form: RdfFormat = RdfFormat.N_TRIPLES) -> set[Triple]:
    """Return the triples of N-Triples or Turtle. Raises `SyntaxError` or `ValueError` on anything else."""
    if is_deep_turtle(data):
        raise ValueError("triples stand within triples, too deep")
    return {quad.triple for quad in pyoxigraph.parse(data, format=form)}


def to_ntriples(triples: Sequence[Triple]) -> bytes:
    """Return triples as N-Triples, in their order."""
    data = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    assert data is not None
    return data


def from_ntriples(data: bytes, *, truncated: bool = False) -> Triples:
    """Return the triples of N-Triples, each once and in order.

    Raises `SyntaxError` or `ValueError` on anything else.
    """
    return Triples(sorted(parsed_triples(data), key=str), truncated)
