"""Turtle: what is read is made a graph of, or told to be none of ours."""

from __future__ import annotations

from fuzz.seeds import seeds
from kg.errors import UnusableFileError
from kg.files import schema_bytes
from kg.rdf import content_from_triples, parse

BASE, SMALL = seeds("turtle")
SEEDS = [SMALL, schema_bytes()[:8_000], BASE]
WORDS = [
    b"myo:status-draft", b"@prefix", b"@base",
    b"^^xsd:integer", b"[ ]", b"( )", b"<<(", b")>>", b"_:b", b"a",
]  # fmt: skip
# A graph that says something else than it should is no graph of ours.
ERRORS = (UnusableFileError, ValueError, LookupError)


def read(data: bytes) -> None:
    """Parse one text, and read the graph that it tells of."""
    content_from_triples(parse(data, "turtle", "graph.ttl"), ())
