"""A small graph to import beside, and the ways to a pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.foreign import read
from kg.foreign.claims import Provenance, imported
from kg.foreign.packtext import pack_text
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of, read_packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.foreign.claims import Imported

ORIGIN = Provenance("theirs", "Theirs", "Somebody, a graph, 2026.", None, "theirs", "0" * 64)
# A few things of the bundled packs, by the ids that the mappings know.
BOOK = """\
pack: mini
version: 1.0.0
title: Mini
source: mini-book
curator: mini-book
sources:
  mini-book: {label: Mini, tier: reference, citation: A book.}
entities:
  femur: {class: Bone, label: femur, definition: The bone of the thigh.}
  hip-bone: {class: Bone, label: hip bone, definition: The bone of the hip.}
  ilium: {class: Bone, label: ilium, definition: The upper part of the hip bone.}
  gluteus-medius: {class: Muscle, label: gluteus medius, definition: A muscle of the buttock.}
  gluteal-muscles: {class: MuscleGroup, label: gluteal muscles, synonyms: [glutes], definition: Muscles.}
claims:
  mini-1:
    subject: ilium
    relation: partOf
    object: hip-bone
    modality: is
    status: reported
    ask: [attributed]
    evidence: [{}]
"""


@pytest.fixture(scope="session")
def book() -> tuple[str, str]:
    """The small pack, as a file name and its text."""
    return "mini.yaml", BOOK


@pytest.fixture(scope="session")
def small(_bundled: KnowledgeGraph, book: tuple[str, str]) -> KnowledgeGraph:
    """The graph of the small pack, with what the mappings know of it."""
    reader, phrases = read_packs([book])
    assert reader.log.faults == []
    known = {f"id:{name}" for name in reader.entities}
    mappings = tuple(
        each for each in _bundled.content.mappings if each.subject in known or each.subject[:3] == "myo"
    )
    return KnowledgeGraph(replace(content_of(reader, phrases), mappings=mappings))


@pytest.fixture(scope="session")
def take(small: KnowledgeGraph) -> Callable[..., Imported]:
    """Import data, in a format, beside the small graph."""

    def take(data: bytes | str, form: str, graph: KnowledgeGraph = small) -> Imported:
        whole = data.encode() if isinstance(data, str) else data
        return imported(read(whole, form, "theirs"), graph, ORIGIN)

    return take


@pytest.fixture(scope="session")
def written() -> Callable[[Imported], str]:
    """Write an imported pack as text."""
    return lambda found: pack_text(found, "Made up.")
