"""How a new pack describes itself and its text: ids, title, hash and counts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from kg.authoring.packtext import Described
from kg.authoring.scalars import stands_plain
from kg.authoring.sections import title_of
from kg.cleaned import cleaned
from kg.errors import UnusableFileError
from kg.files import read_bytes, text_of

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from kg.graph import KnowledgeGraph

__all__ = ["described", "read_source"]

# An id may have 80 letters; those of claims and of the curator are made from it.
MAX_ID = 40
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
    name = _free(_slug(stem) or _slug(heading) or "my-pack", graph.packs)
    source = _free(_slug(heading) or f"{name}-text", graph.sources)
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


def _slug(text: str) -> str:
    """Return text as an id.

    >>> _slug("Épaule & “hip”: why?"), _slug("膝"), _slug("2026"), _slug("No")
    ('epaule-hip-why', '', 'text-2026', 'text-no')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    name = ""
    for word in words:
        if len(name) + len(word) > MAX_ID:
            break
        name = f"{name}-{word}" if name else word
    name = name or "".join(words)[:MAX_ID]
    if name and (name[0].isdigit() or not stands_plain(name, flow=True)):
        # YAML would read a number, or a word of its own.
        return f"text-{name}"
    return name


def _free(name: str, taken: Container[str]) -> str:
    """Return an id that is not taken, nor the curator's that is made from it."""
    number, found = 1, name
    while found in taken or f"{found}-curator" in taken:
        number += 1
        found = f"{name}-{number}"
    return found
