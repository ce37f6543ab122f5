"""Anki packages that a deck is written over: those that are none of ours have no notes."""

from __future__ import annotations

import sqlite3
from io import BytesIO
from zipfile import ZipFile

from quiz.export.deck.earlier import earlier_notes


def _collection() -> bytes:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "PRAGMA page_size = 512; CREATE TABLE notes(guid, flds, tags, mod, mid);"
        "INSERT INTO notes VALUES ('a', 'b' || char(31) || 'c', ' t ', 1, 1);"
    )
    return database.serialize()


def _packed(collection: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("collection.anki2", collection)
    return buffer.getvalue()


SEEDS = [_packed(_collection()), _collection()]
WORDS = [b"CREATE TABLE", b"CREATE VIEW", b"notes", b"collection.anki2", b"PK\x03\x04", b"SQLite format 3\0"]
ERRORS = ()


def read(data: bytes) -> None:
    """Read one as a package, and as the collection in one."""
    earlier_notes(data, 1)
    earlier_notes(_packed(data), 1)
