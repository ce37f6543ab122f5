"""The cache of the graph: anything else than what was written is none."""

from __future__ import annotations

import json

from fuzz.bundled import bundled
from kg.packs.cache import content_from_json, content_to_json
from kg.part import around

WHOLE = content_to_json(around(bundled(), "knee-pain", 1).content).encode()
_NAMES = (
    "evidence", "classes", "relations", "phrases", "packs", "sources", "entities", "claims", "marks",
    "mappings",
)  # fmt: skip
SEEDS = [WHOLE[:30_000], json.dumps({name: [] for name in _NAMES}).encode()]
WORDS = [b"[", b"]", b"null", b"true", b'"supports"', b'"reported"', b"0"]
# Those that `kg.packs.loading` reads past.
ERRORS = (ValueError, LookupError, AttributeError, TypeError, RecursionError)


def read(data: bytes) -> None:
    """Read one cache."""
    content_from_json(data.decode("utf-8"))
