"""What servers answer: results in the W3C's JSON, triples, and words on a failure."""

from __future__ import annotations

import contextlib

from fuzz.seeds import seeds
from kg.sparql.engine import Rows
from kg.sparql.table import table_lines
from kg.sparql.web import Reply, complaint
from kg.sparql.wire import from_ntriples, from_results_json, to_results_json

SEEDS = seeds("results_json")
WORDS = [
    b'"type"', b'"value"', b'"triple"', b'"datatype"', b'"xml:lang"', b'"its:dir"', b"<<(", b")>>",
    b"<style>",
]  # fmt: skip
ERRORS = (SyntaxError, ValueError)


def read(data: bytes) -> None:
    """Read one answer in each way."""
    complaint(Reply(500, {"content-type": "text/html"}, data))
    with contextlib.suppress(*ERRORS):
        from_ntriples(data)
    found = from_results_json(data)
    if isinstance(found, Rows):
        list(table_lines(found, 60))
    to_results_json(found)
