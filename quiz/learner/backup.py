"""Copies of the answer log: one a day, thinned out with time, and one before anything that changes it whole.

A copy is one file that stands for itself, named by its instant and by why it was made.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import MyographError, UnusableFileError
from kg.files import make_private
from quiz.learner.clock import ROLLOVER_HOUR, study_day
from quiz.learner.schema import TABLES, VERSION
from quiz.learner.store import BUSY_SECONDS, FILE, Store, connect, trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quiz.learner.clock import Clock

__all__ = [
    "BEFORE_IMPORT",
    "BEFORE_REPAIR",
    "BEFORE_RESTORE",
    "BY_HAND",
    "FOLDER",
    "Backup",
    "NoSuchBackupError",
    "answers_in",
    "back_up",
    "back_up_daily",
    "backups",
    "find_backup",
    "is_whole",
    "move_aside",
    "reading",
    "restore",
]

FOLDER = "backups"
DAILY = "daily"
# Copies that were asked for are the user's own, and stay.
BY_HAND = "by-hand"
BEFORE_IMPORT, BEFORE_REPAIR, BEFORE_RESTORE = "before-import", "before-repair", "before-restore"
DAYS, WEEKS, MONTHS = 7, 4, 12
# So many are kept of those made before a change, for each kind of change.
BEFORE_CHANGES = 10

_STRANGE = "holds other things than the tables of an answer log"
_INSTANT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"answers-(\d{8}T\d{6}Z)-([a-z0-9-]+)(?:\.\d+)?\.sqlite3")


class NoSuchBackupError(MyographError):
    """There is no copy of the answers by this name, or none at all."""


class Backup(NamedTuple):
    """A copy of the log: its file, the instant it was made at, why, and its size in bytes."""

    path: Path
    made_at: datetime
    why: str
    size: int

    @property
    def day(self) -> date | None:
        """The study day that a daily copy was made for; None of any other."""
        _, is_daily, day = self.why.partition(f"{DAILY}-")
        with contextlib.suppress(ValueError):
            return date.fromisoformat(day) if is_daily else None
        return None


def back_up(store: Store, why: str) -> Path:
    """Copy the file as it is and return the copy. `why` becomes part of its name."""
    with trouble(store.path):
        return _copy(store.db, store.folder, store.clock, why)


def back_up_daily(store: Store, rollover_hour: int = ROLLOVER_HOUR) -> Path | None:
    """Copy the log if there is no copy yet of this study day; return it, or None.

    Where there is one, this looks at names in a folder and at nothing else. Old copies are thinned out.
    """
    today = study_day(store.clock(), rollover_hour)
    if any(backup.day == today for backup in backups(store.folder)):
        return None
    made = back_up(store, f"{DAILY}-{today.isoformat()}")
    _thin_out(store.folder, today)
    return made


def backups(folder: Path) -> list[Backup]:
    """Return the copies in a data folder, the latest first."""
    found = []
    with trouble(folder / FILE), contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for path in (folder / FOLDER).iterdir():
            name = _NAME.fullmatch(path.name)
            with contextlib.suppress(FileNotFoundError, ValueError):
                if name:
                    made_at = datetime.strptime(name[1], _INSTANT).replace(tzinfo=UTC)
                    stat = path.stat()
                    # Of those made within a second, the file system knows which was the last.
                    found.append((stat.st_mtime_ns, Backup(path, made_at, name[2], stat.st_size)))
    return [backup for _, backup in sorted(found, key=lambda pair: (pair[1].made_at, *pair), reverse=True)]


def find_backup(folder: Path, name: str | None) -> Path:
    """Return the copy of a name or path, or the latest where none is named.

    Raises `NoSuchBackupError` where there is none.
    """
    there = backups(folder)
    if name is None:
        if not there:
            raise NoSuchBackupError(f"There is no backup in {folder / FOLDER} yet.")
        return there[0].path
    for path in (folder / FOLDER / name, Path(name)):
        if path.is_file():
            return path
    from kg.faults import did_you_mean

    hint = did_you_mean(name, [backup.path.name for backup in there])
    raise NoSuchBackupError(
        f"There is no backup “{name}”. {hint or 'Those there are: myograph backup --list.'}"
    )


def answers_in(path: Path) -> int | None:
    """Return how many answers a copy holds, or None where it cannot be read."""
    try:
        with reading(path) as db:
            return int(db.execute("SELECT count(*) FROM answer").fetchone()[0])
    except (sqlite3.Error, OSError):
        return None


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file of answers so that nothing in it can change. Raises `sqlite3.Error` where it is none."""
    uri = path.absolute().as_uri()
    db = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        db.execute("PRAGMA schema_version")
    except sqlite3.OperationalError:
        # Where no file may be made beside it, SQLite reads one that is told never to change.
        db.close()
        db = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    try:
        yield db
    finally:
        db.close()


def is_whole(db: sqlite3.Connection) -> bool:
    """Return whether SQLite finds nothing wrong with a file."""
    try:
        return [tuple(row) for row in db.execute("PRAGMA quick_check(1)")] == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def restore(folder: Path, clock: Clock, backup: Path) -> Path | None:
    """Bring an earlier state back; return the copy of the present one, or None where there was none.

    The copy is looked over first, and what is there now is copied before it goes: either all of it is
    replaced or none. Other programs may have the log open, and see the earlier state from then on. A log that
    cannot be read is moved aside. Raises `UnusableFileError` where the copy is none, or of a newer form.
    """
    path = folder / FILE
    if backup.exists() and path.exists() and backup.samefile(path):
        raise UnusableFileError(f"{backup} is the log itself. Name a backup: myograph backup --list.")
    _check(backup)
    with trouble(path):
        make_private(folder)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as room:
            ready = _of_this_form(backup, Path(room), clock)
            _refuse_strange(ready, backup)
            if not path.exists():
                before = None
            elif (live := _opened(path)) is None:
                before = move_aside(path, clock, "unusable")
            else:
                with contextlib.closing(live):
                    return _exchanged(live, folder, clock, ready)
            ready.replace(path)
            return before


def move_aside(path: Path, clock: Clock, why: str) -> Path:
    """Give a log that cannot be read another name beside its old one; return that."""
    stem = f"answers-{clock().astimezone(UTC):{_INSTANT}}-{why}"
    aside = _free(path.parent, stem)
    # First what belongs to it: a new file must never meet the write-ahead log of the old one.
    for tail in ("-wal", "-shm"):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + tail))
    path.replace(aside)
    return aside


def _copy(db: sqlite3.Connection, folder: Path, clock: Clock, why: str) -> Path:
    """Copy what a connection sees into a file of its own; the name is free or the copy gets another."""
    into = folder / FOLDER
    into.mkdir(exist_ok=True, mode=0o700)
    # Two programs may copy at once: each into a file of its own.
    handle, name = tempfile.mkstemp(".partial", dir=into)
    os.close(handle)
    unready = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(unready)) as copy:
            db.backup(copy)
            # One file, which needs no other beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        path = _free(into, f"answers-{clock().astimezone(UTC):{_INSTANT}}-{why}")
        unready.replace(path)
    finally:
        unready.unlink(missing_ok=True)
    return path


def _free(folder: Path, stem: str) -> Path:
    """Return a name in a folder that is not taken, and take it."""
    number = 1
    while True:
        path = folder / f"{stem}{f'.{number}' if number > 1 else ''}.sqlite3"
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return path


def _thin_out(folder: Path, today: date) -> None:
    """Remove copies that others stand for. One of a day to come, by a clock that went wrong, waits for it."""
    there = backups(folder)
    daily = [(backup.day, backup) for backup in there if backup.day is not None and backup.day <= today]
    daily.sort(key=lambda pair: pair[0], reverse=True)
    keep = {backup for _, backup in daily[:DAYS]}
    weekly = _newest_of_each(daily[DAYS:], "%G-%V", WEEKS)
    rest = [pair for pair in daily[DAYS:] if not weekly or pair[0] < min(day for day, _ in weekly)]
    monthly = _newest_of_each(rest, "%Y-%m", MONTHS)
    keep |= {backup for _, backup in (*weekly, *monthly)}
    before: dict[str, list[Backup]] = {}
    for backup in there:
        if backup.day is None and backup.why != BY_HAND:
            before.setdefault(backup.why, []).append(backup)
    surplus = [backup for _, backup in daily if backup not in keep]
    surplus += [backup for kind in before.values() for backup in kind[BEFORE_CHANGES:]]
    for backup in surplus:
        backup.path.unlink(missing_ok=True)


def _newest_of_each(
    daily: Iterable[tuple[date, Backup]], period: str, number: int
) -> list[tuple[date, Backup]]:
    found: dict[str, tuple[date, Backup]] = {}
    for pair in daily:
        found.setdefault(pair[0].strftime(period), pair)
    return list(found.values())[:number]


def _check(backup: Path) -> None:
    """Raise `UnusableFileError` unless a file is a log that this program can read."""
    try:
        with reading(backup) as db:
            (form,) = db.execute("PRAGMA user_version").fetchone()
            named = dict(db.execute("SELECT name, type FROM sqlite_master"))
            strange = not {*named.values()} <= {"table", "index"}
            whole = not strange and is_whole(db)
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnusableFileError(f"{backup} cannot be read: {reason}. Nothing was changed.") from None
    if form > VERSION:
        fault = f"was written by a newer Myograph (form {form}; this one knows {VERSION})"
    elif form < 1 or not {"session", "answer"} <= named.keys():
        fault = "is no answer log of Myograph"
    elif strange:
        fault = _STRANGE
    elif not whole:
        fault = "is damaged"
    else:
        return
    raise UnusableFileError(f"{backup} {fault}. Nothing was changed.")


def _refuse_strange(copy: Path, backup: Path) -> None:
    """Raise `UnusableFileError` where a copy in today's form has other tables than a new log.

    It would take the place of the log: what a table has of its own, or a trigger, would go on working there.
    """
    with contextlib.closing(connect(copy)) as db, contextlib.closing(sqlite3.connect(":memory:")) as new:
        for command in TABLES:
            new.execute(command)
        query = "SELECT type, name, sql FROM sqlite_master"
        found, ours = (sorted(each.execute(query)) for each in (db, new))
    if [row[:2] for row in found] != [row[:2] for row in ours] or _said(found) != _said(ours):
        raise UnusableFileError(f"{backup} {_STRANGE}. Nothing was changed.")


def _said(rows: list[tuple[str, str, str | None]]) -> list[list[str]]:
    """Return how tables are declared, whatever stands between the words."""
    return [(sql or "").replace('"', "").split() for _, _, sql in rows]


def _of_this_form(backup: Path, room: Path, clock: Clock) -> Path:
    """Return a copy of a backup, in a folder that will go, that has the form of today."""
    with reading(backup) as old, contextlib.closing(sqlite3.connect(room / FILE)) as copy:
        old.backup(copy)
    Store(room, clock).close()
    with contextlib.closing(connect(room / FILE)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
    return room / FILE


def _opened(path: Path) -> sqlite3.Connection | None:
    """Return a connection to a log that SQLite finds nothing wrong with, else None."""
    db = None
    try:
        db = connect(path)
        db.execute("PRAGMA schema_version")
        if is_whole(db):
            return db
    except sqlite3.OperationalError:
        if db is not None:
            db.close()
        raise
    except sqlite3.DatabaseError:
        pass
    if db is not None:
        db.close()
    return None


def _exchanged(live: sqlite3.Connection, folder: Path, clock: Clock, ready: Path) -> Path:
    """Put other tables in the place of those of an open log, in one step; return the copy made before.

    Not by exchanging files: a program that has the old one open would go on writing into it unseen.
    """
    live.execute("PRAGMA foreign_keys = OFF")
    live.execute("ATTACH ? AS ready", (str(ready),))
    live.execute("BEGIN IMMEDIATE")
    try:
        # Nobody can write any more, so that nothing is missing from the copy.
        with contextlib.closing(connect(folder / FILE)) as other:
            before = _copy(other, folder, clock, BEFORE_RESTORE)
        for (name,) in live.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall():
            live.execute(f'DROP TABLE main."{name}"')
        for command in TABLES:
            live.execute(command)
        for (name,) in live.execute(
            "SELECT name FROM ready.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall():
            # Row by row in their order, which tells sessions of one instant apart.
            live.execute(f'INSERT INTO main."{name}" SELECT * FROM ready."{name}"')
        live.execute(f"PRAGMA main.user_version = {VERSION}")
        live.execute("COMMIT")
    except BaseException:
        if live.in_transaction:
            live.execute("ROLLBACK")
        raise
    live.execute("DETACH ready")
    live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return before
