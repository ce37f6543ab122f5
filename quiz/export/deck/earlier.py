"""A deck that was written before: what its notes said, and how new Anki took them to be.

It may come from anyone, so that only so much of it is read, for only so long; what is no deck of ours has no
notes.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MAX_COLLECTION", "Earlier", "earlier_notes"]

# Bytes of a collection. One of the whole bundled bank has some ten million.
MAX_COLLECTION = 100_000_000
# Steps of SQLite's machine. The notes of the whole bundled bank take some ten thousand.
MAX_STEPS = 20_000_000
_EVERY = 100_000
_COLLECTION = "collection.anki2"
# Anki takes times that are far in the future for faults.
_END = 2**31
_BETWEEN_FIELDS = "\x1f"
# What a damaged package comes to: by its directory, by a name in it that is no UTF-8, by a later form of zip,
# by asking for a password, and by data that is damaged or ends too soon.
_NO_PACKAGE = (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error)


class Earlier(NamedTuple):
    """A note as it was: its fields, its tags, and its time in seconds since 1970."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]
    moment: int


def earlier_notes(package: bytes, note_type: int) -> dict[str, Earlier]:
    """Return the notes of one type in an Anki package by their GUID; none where it is no such package.

    >>> earlier_notes(b"no package", 1)
    {}
    """
    collection = _collection(package)
    if not collection:
        return {}
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_COLLECTION)
            database.set_progress_handler(_counting_down(), _EVERY)
            database.deserialize(collection)
            rows = database.execute("SELECT guid, flds, tags, mod FROM notes WHERE mid = ?", (note_type,))
            return dict(_note(*row) for row in rows if _is_note(*row))
    except (sqlite3.Error, UnicodeDecodeError):  # the latter where the name of a table is no UTF-8
        return {}


def _collection(package: bytes) -> bytes:
    """Return the collection in a package; nothing where it is damaged, too large, or packed otherwise."""
    try:
        with ZipFile(BytesIO(package)) as members:
            if members.getinfo(_COLLECTION).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                return b""
            with members.open(_COLLECTION) as member:
                data = member.read(MAX_COLLECTION + 1)
    except _NO_PACKAGE:
        return b""
    return data if len(data) <= MAX_COLLECTION else b""


def _counting_down() -> Callable[[], int]:
    """Return what SQLite asks now and then whether to give up."""
    left = MAX_STEPS // _EVERY

    def give_up() -> int:
        nonlocal left
        left -= 1
        return left < 0

    return give_up


def _is_note(guid: object, fields: object, tags: object, moment: object) -> bool:
    texts = isinstance(guid, str) and isinstance(fields, str) and isinstance(tags, str)
    return texts and isinstance(moment, int) and 0 <= moment < _END


def _note(guid: str, fields: str, tags: str, moment: int) -> tuple[str, Earlier]:
    return guid, Earlier(tuple(fields.split(_BETWEEN_FIELDS)), tuple(tags.split()), moment)
