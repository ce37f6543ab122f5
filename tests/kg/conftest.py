"""A small pack to spoil, and its reader."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from kg.loading import read_packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.pack import PackReader

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
