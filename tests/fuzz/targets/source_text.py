"""Copies of a source's text, which quotes are held against."""

from __future__ import annotations

import hashlib

from fuzz.seeds import seeds
from fuzz.targets.pack import SMALL, VOCABULARY
from kg.checks.quotes import read_source_text
from kg.packs.reader import PackReader

SEEDS = seeds("source_text")
WORDS = [b"can lead to toe", b"Ankles", b"can", b"lead", b"toe pain"]
ERRORS = ()


def read(data: bytes) -> None:
    """Hold a pack's quotes against one text, said to be its source's."""
    digest = hashlib.sha256(data).hexdigest()
    reader = PackReader(VOCABULARY)
    reader.read([("pack.yaml", SMALL.decode().replace("length: 9", f"length: 9, sha256: {digest}"))])
    proof = read_source_text(reader, "text", data)
    assert proof.count == 1, reader.log.faults
    read_source_text(reader, "another", data + b" ")
