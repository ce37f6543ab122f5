"""Packs: every fault is told, none raised; of a pack in order a graph can be made."""

from __future__ import annotations

from fuzz.seeds import seeds
from kg.files import bundled_packs, schema_bytes
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of
from kg.packs.reader import PackReader
from kg.rdf import parse, read_vocabulary
from kg.vocabulary import Vocabulary

VOCABULARY = Vocabulary(*read_vocabulary(parse(schema_bytes(), "turtle", "schema.ttl")))
(SMALL,) = seeds("pack")
SEEDS = [SMALL, *(text.encode()[:6_000] for _, text in bundled_packs()[:3])]
WORDS = [
    b"established",
    b"contested", b"draft", b"refuted", b"leadsTo", b"Muscle", b"contradicts", b"derived_from", b"kind",
    b"sha256", b"figure", b"indirect", b"reread", b"finding",
]  # fmt: skip
ERRORS = ()


def read(data: bytes) -> None:
    """Read one pack, and make a graph of it where it is in order."""
    reader = PackReader(VOCABULARY)
    reader.read([("pack.yaml", data.decode("utf-8", "replace"))])
    if not reader.log.faults:
        KnowledgeGraph(content_of(reader, ()))
    for fault in reader.log.faults:
        str(fault)
