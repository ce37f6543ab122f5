"""An answer as bytes, in the formats that its kind of query can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.sparql.engine import Triples, Truth
from kg.sparql.guard import Kind
from kg.sparql.wire import to_ntriples, to_results_json

if TYPE_CHECKING:
    from kg.sparql.engine import Answer

__all__ = ["FORMATS", "forms", "printed"]

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = ("turtle", "ntriples", "json")
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")


def forms(kind: Kind) -> tuple[str, ...]:
    """Return the formats that the answer to a kind of query can have, the one for people first.

    >>> forms(Kind.ASK)
    ('table', 'json', 'xml')
    """
    if kind in (Kind.CONSTRUCT, Kind.DESCRIBE):
        return _GRAPHS
    # The W3C's CSV and TSV are for rows alone.
    return ("table", "json", "xml") if kind is Kind.ASK else ("table", *_RESULTS)


def printed(answer: Answer, form: str, *, columns: int | None = None) -> bytes:
    """Return an answer in one of the `forms` of its query, with a line break at its end.

    `columns` is how wide a table may be; None lets each cell stand on one line. `json` is the W3C's JSON for
    rows and truth, and JSON-LD for triples.
    """
    data = _written(answer, form, columns)
    return data if data.endswith(b"\n") or not data else data + b"\n"


def _written(answer: Answer, form: str, columns: int | None) -> bytes:
    if isinstance(answer, Triples):
        return _graph(answer, form)
    if form != "table":
        found = pyoxigraph.parse_query_results(to_results_json(answer), format=QueryResultsFormat.JSON)
        data = found.serialize(format=_RESULTS[form])
        assert data is not None
        return data
    if isinstance(answer, Truth):
        return b"yes" if answer.value else b"no"
    from kg.sparql.table import table_lines

    return "".join(f"{line}\n" for line in table_lines(answer, columns)).encode()


def _graph(answer: Triples, form: str) -> bytes:
    if form == "ntriples":
        return to_ntriples(answer.triples)
    if form == "json":
        data = pyoxigraph.serialize(answer.triples, format=RdfFormat.JSON_LD)
        assert data is not None
        return data
    from kg.rdf.serialise import write_turtle

    return _without_unused_prefixes(write_turtle(answer.triples))


def _without_unused_prefixes(turtle: bytes) -> bytes:
    lines = turtle.split(b"\n")
    count = sum(line.startswith(b"@prefix ") for line in lines)
    body = b"\n".join(lines[count:])
    head = [line for line in lines[:count] if line.split()[1] in body]
    return b"\n".join([*head, body]) if head else body
