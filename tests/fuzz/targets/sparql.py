"""Queries: the guard tells what is wrong with one, and cuts it into words in time."""

from __future__ import annotations

from fuzz.seeds import seeds
from kg.rdf.terms import PREFIXES
from kg.sparql.errors import QueryError
from kg.sparql.guard import read_query
from kg.sparql.tokens import spread

SEEDS = seeds("sparql")
WORDS = [
    b"SELECT", b"ASK", b"PREFIX", b"BASE", b"SERVICE", b"FROM", b"LOAD", b"INSERT", b"DISTINCT", b"'''",
    b'"""', b"<", b">", b"\\u0041", b"\\U0010FFFF", b"id:", b"%41",
]  # fmt: skip
ERRORS = (QueryError,)


def read(data: bytes) -> None:
    """Read one query."""
    spread(read_query(data.decode("utf-8", "surrogateescape"), PREFIXES).words)
