"""From files to a graph, by way of a cache keyed by what the files hold.

The cache is JSON, never pickle, and only ever a shortcut: where it cannot be read or written, the packs
are read afresh.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import kg
from kg.errors import PackError, UnusableFileError
from kg.files import (
    bundled_packs,
    make_private,
    mappings_text,
    phrases_text,
    read_text,
    schema_bytes,
    write_whole,
)
from kg.graph import KnowledgeGraph
from kg.model import Content
from kg.packs.cache import content_from_json, content_to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model import Mapping, Phrase
    from kg.packs.reader import PackReader

__all__ = [
    "content_of",
    "load_graph",
    "read_bundled_mappings",
    "read_packs",
]

# Part of the cache's key: raise it when the form of the cache changes.
CACHE_FORM = "11"


def load_graph(extra_packs: Sequence[Path] = (), *, cache_dir: Path | None = None) -> KnowledgeGraph:
    """Return the graph of the bundled packs and of `extra_packs`; see `kg.load`."""
    texts = [*bundled_packs(), *((str(path), read_text(path)) for path in extra_packs)]
    entry = cache_dir / f"graph-{_key(texts)}.json" if cache_dir is not None else None
    if entry is not None and (content := _cached(entry)) is not None:
        return KnowledgeGraph(content)
    reader, phrases = read_packs(texts)
    mappings = read_bundled_mappings(reader)
    if reader.log.faults:
        raise PackError(reader.log.faults)
    content = replace(content_of(reader, phrases), mappings=mappings)
    if entry is not None:
        _keep(entry, content)
    return KnowledgeGraph(content)


def read_bundled_mappings(reader: PackReader) -> tuple[Mapping, ...]:
    """Read the bundled mappings of what `reader` has read; faults are in its log."""
    from kg.packs.mappings import read_mappings

    terms = {
        *(f"id:{name}" for name in reader.entities),
        *(f"myo:{name}" for name in reader.vocabulary.relations),
        *(f"myo:{name}" for name in reader.vocabulary.classes),
    }
    return tuple(read_mappings(mappings_text(), "mappings.sssom.tsv", terms, reader.log))


def content_of(reader: PackReader, phrases: tuple[Phrase, ...]) -> Content:
    """Return what a reader without faults has read, and what follows from it by rule."""
    from kg.derive import antagonists

    claims = tuple(reader.claims.values())
    return Content(
        classes=tuple(reader.vocabulary.classes.values()),
        relations=tuple(reader.vocabulary.relations.values()),
        phrases=phrases,
        packs=tuple(reader.packs.values()),
        sources=tuple(reader.sources.values()),
        entities=tuple(reader.entities.values()),
        claims=(*claims, *antagonists(claims, reader.entities, reader.sources, reader.packs)),
        marks=tuple(reader.marks.values()),
    )


def read_packs(texts: Sequence[tuple[str, str]]) -> tuple[PackReader, tuple[Phrase, ...]]:
    """Read packs, given as file names and texts; faults are in the reader's log."""
    from kg.packs.phrases import read_phrases
    from kg.packs.reader import PackReader
    from kg.rdf import parse, read_vocabulary
    from kg.vocabulary import Vocabulary

    vocabulary = Vocabulary(*read_vocabulary(parse(schema_bytes(), "turtle", "schema.ttl")))
    reader = PackReader(vocabulary)
    phrases = read_phrases(phrases_text(), "phrases.yaml", vocabulary, reader.log)
    reader.read(texts)
    return reader, tuple(phrases)


def _key(texts: Sequence[tuple[str, str]]) -> str:
    digest = hashlib.sha256(f"{CACHE_FORM} {kg.__version__}".encode())
    for part in (
        schema_bytes(),
        phrases_text().encode(),
        mappings_text().encode(),
        *(f"{name}\0{text}".encode() for name, text in texts),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:32]


def _cached(entry: Path) -> Content | None:
    try:
        return content_from_json(entry.read_text("utf-8"))
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def _keep(entry: Path, content: Content) -> None:
    """Write the cache whole or not at all, and drop those of other contents."""
    with contextlib.suppress(OSError, UnusableFileError):
        make_private(entry.parent)
        # Packs of one's own may be nobody else's business.
        write_whole(entry, content_to_json(content).encode(), mode=0o600)
        for old in entry.parent.glob("graph-*.json"):
            if old != entry:
                old.unlink(missing_ok=True)
