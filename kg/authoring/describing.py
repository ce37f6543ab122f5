"""How a new pack describes itself and its text: ids, title, hash and counts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.authoring.ids import free, slug
from kg.authoring.packtext import Described
from kg.authoring.sections import title_of
from kg.cleaned import cleaned
from kg.errors import UnusableFileError
from kg.files import read_bytes, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph

__all__ = ["described", "read_source"]

UNTITLED = "Untitled"


def read_source(path: Path) -> bytes:
    """Return the bytes of a text.

    Raises `UnusableFileError` where it cannot be read, is empty or is not UTF-8.
    """
    data = read_bytes(path)
    if not text_of(data, str(path)).strip():
        raise UnusableFileError(f"{path} is empty.")
    return data


def described(
    graph: KnowledgeGraph, pack: Path, source_text: Path | None, data: bytes | None, title: str | None
) -> Described:
    """Return what the head of a pack for this text says, with ids that the graph does not have."""
    text = data.decode() if data is not None else ""
    stem = pack.name.removesuffix(pack.suffix)
    heading = cleaned(title or "") or title_of(text) or cleaned(stem) or UNTITLED
    name = free(slug(stem) or slug(heading) or "my-pack", graph.packs)
    source = free(slug(heading) or f"{name}-text", graph.sources)
    return Described(
        pack=name,
        source=source,
        title=heading,
        file=str(pack),
        text_file=str(source_text) if source_text is not None else None,
        sha256=hashlib.sha256(data).hexdigest() if data is not None else "",
        length=len(text),
        words=len(text.split()),
    )
