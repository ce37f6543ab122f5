"""Graphs of others: Turtle, JSON-LD and OBO."""

from __future__ import annotations

import contextlib

from fuzz.seeds import seeds
from fuzz.targets.turtle import SMALL
from kg.errors import UnusableFileError
from kg.foreign import FORMATS
from kg.foreign import read as read_foreign

SEEDS = [SMALL, *seeds("foreign")]
WORDS = [
    b"[Term]", b"is_obsolete: true", b"relationship:", b"@context",
    b"@graph", b"@id", b"@type", b"@list", b"@json", b"owl:imports", b"rdfs:subClassOf", b"\\n",
    b'{a="b"}', b"alt_id:",
]  # fmt: skip
ERRORS = (UnusableFileError,)


def read(data: bytes) -> None:
    """Read one file in each format."""
    for form in FORMATS:
        with contextlib.suppress(*ERRORS):
            read_foreign(data, form, "file")
