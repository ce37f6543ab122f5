"""What can still be read of a damaged log, carried over into a new one, row by row."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UnusableFileError
from quiz.learner.backup import is_whole, move_aside, reading
from quiz.learner.itemcheck import digest_of
from quiz.learner.replay import file_outcomes, remember_all
from quiz.learner.store import FILE, Store, connect

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from quiz.learner.clock import Clock

    Row = tuple[Any, ...]

__all__ = ["salvage"]

# Beyond what can be read from either end, so many rows are asked for one by one.
PROBES = 200_000
BLIND_PROBES = 20_000

COLUMNS = {
    "session": "id, started_at, request, mode, deadline, items, versions",
    "answer": (
        "id, session, position, attempt, item, type, interaction, claim, seed, response, chosen, score, "
        "correct, unsure, hinted, took_ms, answered_at, study_day"
    ),
    "undo": "answer, undone_at",
    "session_end": "id, session, ended_at, how",
    "note": "id, session, position, kind, noted_at",
    "mark": "id, claim, kind, words, marked_at",
}


def salvage(path: Path, clock: Clock) -> list[str]:
    """Put a new log with all that can be read in the place of a damaged one, which is kept beside it.

    Return in words what was done. Raises `UnusableFileError` where nothing at all can be read.
    """
    with tempfile.TemporaryDirectory(prefix=".salvage-", dir=path.parent) as room:
        store = Store(Path(room), clock)
        with contextlib.closing(store.db) as new:
            try:
                with reading(path) as old:
                    saved = _carry_over(old, new, clock)
            except sqlite3.DatabaseError as error:
                raise _nothing(path, str(error)) from None
            if not saved["answer"]:
                raise _nothing(path, "no answer can be read")
        with contextlib.closing(connect(Path(room) / FILE)) as ready:
            ready.execute("PRAGMA journal_mode = DELETE")
            if not is_whole(ready) or ready.execute("PRAGMA foreign_key_check").fetchone():
                raise _nothing(path, "what is left does not fit together")
        damaged = move_aside(path, clock, "damaged")
        (Path(room) / FILE).replace(path)
    return [
        f"What could be read is in a new file: {saved['answer']:,} answers of {saved['session']:,} sessions.",
        f"The damaged file is kept: {damaged}",
        "A backup may hold more: myograph backup --list.",
    ]


def _nothing(path: Path, why: str) -> UnusableFileError:
    return UnusableFileError(
        f"{path} is damaged, and nothing can be carried over: {why}. It was left as it is. Bring an earlier "
        "state back with myograph restore."
    )


def _carry_over(old: sqlite3.Connection, new: sqlite3.Connection, clock: Clock) -> dict[str, int]:
    """Copy rows and return how many of each table; what makes no sense without a lost row is left out."""
    new.execute("PRAGMA foreign_keys = OFF")
    new.execute("BEGIN IMMEDIATE")
    saved = {}
    for table, columns in COLUMNS.items():
        key = "answer" if table == "undo" else "rowid"
        saved[table] = _put(new, table, _by_number(old, table, key, columns), SENSE.get(table))
    named = {digest for (items,) in new.execute("SELECT items FROM session") for digest in json.loads(items)}
    _put(new, "item", _items(old, sorted(named)), lambda row: digest_of(row[1]) == row[0])
    _stand_ins(new, clock)
    for table, rows in _all_or_none(old, "outcome", "mixup").items():
        _put(new, table, rows, None)
    for table in ("undo", "outcome", "mixup"):
        new.execute(f"DELETE FROM {table} WHERE answer NOT IN (SELECT id FROM answer)")
    for table in ("session_end", "note"):
        new.execute(f"DELETE FROM {table} WHERE session NOT IN (SELECT id FROM session)")
    file_outcomes(new)
    remember_all(new)
    new.execute("COMMIT")
    return saved


def _sound_answer(row: Row) -> bool:
    json.loads(row[9]), json.loads(row[10]), datetime.fromisoformat(row[16]), date.fromisoformat(row[17])
    return True


def _sound_session(row: Row) -> bool:
    items, versions = json.loads(row[5]), json.loads(row[6])
    return (
        isinstance(items, list)
        and all(isinstance(each, str) for each in items)
        and isinstance(versions, dict)
    )


SENSE: dict[str, Callable[[Row], bool]] = {"answer": _sound_answer, "session": _sound_session}


def _put(
    new: sqlite3.Connection, table: str, rows: Iterable[Row], makes_sense: Callable[[Row], bool] | None
) -> int:
    number = 0
    for row in rows:
        # A damaged page may give rows that were never written.
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
            if makes_sense is None or makes_sense(row):
                places = ", ".join("?" * len(row))
                number += new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row).rowcount
    return number


def _by_number(old: sqlite3.Connection, table: str, key: str, columns: str) -> Iterator[Row]:
    """Yield the rows of a table from its beginning, from its end, and those between that can be found."""
    query = f"SELECT {key}, {columns} FROM {table} NOT INDEXED"
    low = yield from _until_damage(old, f"{query} ORDER BY {key}")
    if low is None:
        return
    high = yield from _until_damage(old, f"{query} WHERE {key} > {low} ORDER BY {key} DESC")
    if high is None:
        return
    end = min(high, low + PROBES) if high > low else low + BLIND_PROBES
    for number in range(low + 1, end):
        with contextlib.suppress(sqlite3.DatabaseError):
            for row in old.execute(f"{query} WHERE {key} = ?", (number,)):
                yield row[1:]


def _until_damage(old: sqlite3.Connection, query: str) -> Generator[Row, None, int | None]:
    """Yield rows, and return the number of the last one that could be read, or None where all could."""
    last = 0
    try:
        for number, *row in old.execute(query):
            last = number
            yield tuple(row)
    except sqlite3.DatabaseError:
        return last
    return None


def _items(old: sqlite3.Connection, digests: Iterable[str]) -> Iterator[Row]:
    for digest in digests:
        with contextlib.suppress(sqlite3.DatabaseError):
            yield from old.execute("SELECT digest, body FROM item WHERE digest = ?", (digest,)).fetchall()


def _all_or_none(old: sqlite3.Connection, *tables: str) -> dict[str, list[Row]]:
    """Return all rows of tables, or none: they can be worked out anew, but not in part."""
    try:
        return {table: old.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    except sqlite3.DatabaseError:
        return {}


def _stand_ins(new: sqlite3.Connection, clock: Clock) -> None:
    """Give answers whose session is lost another in its name, which is not gone on with."""
    lost = new.execute(
        "SELECT session, min(answered_at) FROM answer WHERE session NOT IN (SELECT id FROM session) "
        "GROUP BY session"
    ).fetchall()
    for session, began in lost:
        new.execute("INSERT INTO session VALUES (?, ?, '{}', 'practice', NULL, '[]', '{}')", (session, began))
        new.execute(
            "INSERT INTO session_end (session, ended_at, how) VALUES (?, ?, 'left')",
            (session, clock().astimezone(UTC).isoformat()),
        )
