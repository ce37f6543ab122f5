"""Backups: a file that is none, or holds something else beside answers, is told and changes nothing."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from logs import Clock, a_log

from kg.errors import MyographError
from quiz.learner.backup import answers_in, restore
from quiz.learner.doctor import examine

ROOM = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
_SOME = a_log(ROOM / "some")
_SOME.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
_SOME.close()
with sqlite3.connect(ROOM / "small") as db:
    db.execute("PRAGMA page_size = 512")
    sqlite3.connect(ROOM / "some" / "answers.sqlite3").backup(db)
    db.execute("VACUUM")
SEEDS = [(ROOM / "small").read_bytes()[:40_000], (ROOM / "small").read_bytes()[:512]]
WORDS = [
    b"CREATE TABLE",
    b"CREATE VIEW",
    b"CREATE TRIGGER",
    b"INTEGER PRIMARY KEY",
    b"WITHOUT ROWID",
    b"SQLite format 3\0",
]
ERRORS = (MyographError,)


def read(data: bytes) -> None:
    """Look one over, and restore from it."""
    import shutil

    folder = ROOM / "data"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "answers.sqlite3").write_bytes(data)
    examine(folder, Clock(), set())
    (folder / "answers.sqlite3").unlink()
    (ROOM / "backup").write_bytes(data)
    answers_in(ROOM / "backup")
    restore(folder, Clock(), ROOM / "backup")
