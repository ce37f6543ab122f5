"""A small pack to spoil, and its reader."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from kg.packs.loading import read_packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph
    from kg.packs.reader import PackReader
    from kg.sparql.engine import Answer
    from kg.sparql.process import Oxigraph

TEXT = "Ankles\nA weak arch can lead to toe pain, they say.\n"
PACK = f"""\
pack: ankles
version: 1.0.0
title: Ankles
source: leaflet
curator: leaflet
sources:
  leaflet:
    label: Ankles
    tier: popular
    citation: A leaflet.
    sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
    length: {len(TEXT)}
    words: {len(TEXT.split())}
    sections: [Ankles]
entities:
  weak-arch: {{class: Dysfunction, label: weak arch, in_sentence: a weak arch, definition: A limp foot.}}
  toe-pain: {{class: Symptom, label: toe pain, definition: Pain in a toe.}}
claims:
  ankles-1:
    subject: weak-arch
    relation: leadsTo
    object: toe-pain
    modality: can
    status: reported
    ask: [attributed]
    evidence:
      - quote: can lead to toe
        span: [19, 34]
        section: Ankles
complete:
  - {{subject: weak-arch, relations: [influences]}}
"""


@pytest.fixture
def pack_text() -> str:
    """A pack without faults."""
    return PACK


@pytest.fixture
def source_text() -> str:
    """The text that the pack quotes."""
    return TEXT


@pytest.fixture
def read() -> Callable[[str], PackReader]:
    """Read one pack on its own."""

    def read_one(text: str) -> PackReader:
        return read_packs([("ankles.yaml", text)])[0]

    return read_one


@pytest.fixture(scope="module")
def engine(few: KnowledgeGraph) -> Oxigraph:
    """Embedded Oxigraph over a few claims."""
    from kg.rdf import to_ntriples
    from kg.sparql.process import Oxigraph

    return Oxigraph(to_ntriples(few))


@pytest.fixture(scope="module")
def ask(engine: Oxigraph) -> Callable[..., Answer]:
    """Answers queries with the project's prefixes over these claims."""
    from kg.rdf.terms import PREFIXES
    from kg.sparql.engine import NO_LIMIT
    from kg.sparql.guard import read_query

    def answer(text: str, *, timeout: float = 30, limit: int = NO_LIMIT) -> Answer:
        return engine.answer(read_query(text, PREFIXES), timeout=timeout, limit=limit)

    return answer
