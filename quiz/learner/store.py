"""The file of the answer log: opened, brought to this form, written in whole steps or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections import Counter
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from kg.files import make_private
from quiz.learner.places import DATA_VARIABLE
from quiz.learner.schema import CHANGES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quiz.learner.clock import Clock

__all__ = ["BUSY_SECONDS", "FILE", "Store", "connect", "is_cut_off", "trouble"]

FILE = "answers.sqlite3"
BUSY_SECONDS = 10
# How often this process has each file open. Such a file must not be read past SQLite: the locks of a process
# on a file fall with whichever handle it closes first, and another program could then take the file over.
_OPEN: Counter[Path] = Counter()


class Store:
    """One learner's file. Every fault of file or disk is raised as `UnusableFileError` with a message.

    A file of an earlier form is copied before it is changed.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.clock = clock
        with trouble(self.path):
            make_private(folder)
            if _OPEN[self.path] < 1 and is_cut_off(self.path):
                # SQLite would go on until it comes to what is missing.
                raise sqlite3.DatabaseError("the file was cut off")
            if not self.path.exists():
                # Nobody else may open it even in the moment before its rights are set.
                self.path.touch(mode=0o600)
            self.path.chmod(0o600)
            self.db = connect(self.path)
            _OPEN[self.path] += 1
            write_ahead(self.db)
            self._bring_to_this_form()

    def _bring_to_this_form(self) -> None:
        """Change the file in one step: it is of the old form or of the new, never between."""
        found = self._form()
        if 0 < found < VERSION:
            from quiz.learner.backup import back_up

            back_up(self, f"form-{found}")
        if found < VERSION:
            # While tables are taken over, nothing may refer to what is not there yet.
            self.db.execute("PRAGMA foreign_keys = OFF")
            with self.transaction():
                # Another program may have been first.
                for version in range(self._form(), VERSION):
                    if version in CHANGES and self._form() == version:
                        CHANGES[version](self.db)
                        reached = VERSION if version == 0 else version + 1
                        self.db.execute(f"PRAGMA user_version = {reached}")
            self.db.execute("PRAGMA foreign_keys = ON")

    def _form(self) -> int:
        (version,) = self.db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise UnusableFileError(
                f"{self.path} was written by a newer Myograph (form {version}; this one knows "
                f"{VERSION}). Nothing was changed. Update Myograph to use it."
            )
        return int(version)

    def close(self) -> None:
        """Close the file."""
        self.db.close()
        _OPEN[self.path] -= 1

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all that follows, or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Do all that follows, or nothing, and turn faults into messages."""
        with trouble(self.path), self.transaction() as db:
            yield db

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Turn faults into messages."""
        with trouble(self.path):
            yield self.db


def is_cut_off(path: Path) -> bool:
    """Return whether a database ends before the size that its head tells. A file that is none does not."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        return False
    if len(head) < 100 or not head.startswith(b"SQLite format 3") or head[24:28] != head[92:96]:
        return False
    page = int.from_bytes(head[16:18], "big")
    whole = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    # While pages are taken over from the write-ahead log, some may still stand there alone.
    wal = path.with_name(f"{path.name}-wal")
    return size < whole and not (wal.exists() and wal.stat().st_size)


def connect(path: Path) -> sqlite3.Connection:
    """Open a file that keeps what it is told before it says so."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    return db


def write_ahead(db: sqlite3.Connection) -> None:
    """Let a file be read while another program writes it. Raises `sqlite3.OperationalError` if it stays busy.

    A new file that two programs open at once is refused to one of them here without the wait that SQLite
    keeps elsewhere.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@contextlib.contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn every fault of file and disk into a message that says what and where."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        advice = f"Choose another folder with {DATA_VARIABLE}, or make this one writable."
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason, advice = "that is not in a folder", f"Choose a folder with {DATA_VARIABLE}."
        elif isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            advice = (
                "Nothing in it was changed. Bring an earlier state back with myograph restore, or move that "
                "file away to begin a new one."
            )
        raise UnusableFileError(f"The answers cannot be kept in {path}: {reason}. {advice}") from None
