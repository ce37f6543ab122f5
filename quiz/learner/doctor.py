"""What may be wrong with the answer log, named fault by fault, and what of it can be made good.

Looking changes nothing. A repair never changes facts either: what follows from them is worked out anew, and
where the file itself is damaged, what can still be read is carried over into a new one.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from quiz.grade import is_response
from quiz.learner.backup import BEFORE_REPAIR, FOLDER, back_up, backups, reading
from quiz.learner.itemcheck import digest_of, fault_of, item_of
from quiz.learner.replay import file_outcomes, memories, remember_all, remembered, response_of
from quiz.learner.schema import VERSION
from quiz.learner.store import FILE, Store, trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from quiz.item import Item
    from quiz.learner.clock import Clock

__all__ = ["Check", "Report", "examine", "latest_backup", "repair"]

# So many faults of one kind are told one by one.
TOLD = 10
# Clocks are set right by seconds all the time.
TOLERANCE = timedelta(minutes=1)
PRIVATE = 0o077
HEAD = b"SQLite format 3\x00"
RESTORE = "Bring an earlier state back with myograph restore, or move the file away to begin a new one."

WHOLE, KEYS, TIMES, ITEMS = "file", "references", "times", "items"
RESPONSES, OUTCOMES, PLACES, MEMORY = "responses", "outcomes", "places", "memory"
CLAIMS, PERMISSIONS = "claims", "permissions"

# Of each table that has one, the column that says when.
WHEN = {
    "answer": "answered_at", "undo": "undone_at", "session_end": "ended_at", "note": "noted_at",
    "mark": "marked_at", "session": "started_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how many things it looked at, the faults it found, and what else is worth knowing."""

    name: str
    count: int
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of a log. `unusable` says why it cannot be worked with at all; `form` is the file's."""

    path: Path
    form: int | None
    checks: tuple[Check, ...]
    unusable: str | None = None

    @property
    def faults(self) -> int:
        """The number of faults told, over all checks."""
        return sum(len(check.faults) for check in self.checks)

    def failed(self, name: str) -> bool:
        """Return whether a check found faults."""
        return any(check.name == name and check.faults for check in self.checks)


def examine(folder: Path, clock: Clock, claims: Collection[str] | None = None) -> Report:
    """Look the log of a folder over. `claims` are those of the graph, where that is known.

    Raises `UnusableFileError` only where the disk itself fails.
    """
    path = folder / FILE
    with trouble(path):
        if not path.exists():
            return Report(path, None, (Check(WHOLE, 0, notes=("There is no answer log yet.",)),))
        checks = [_permissions(path)]
        if not path.is_file():
            return Report(path, None, tuple(checks), f"{path} is no file. {RESTORE}")
        with path.open("rb") as file:
            head = file.read(len(HEAD))
        if not head:
            fault = f"{path} is empty. Where there were answers, bring them back with myograph restore."
            return Report(path, None, (Check(WHOLE, 1, (fault,)), *checks))
        if head != HEAD:
            return Report(path, None, tuple(checks), f"{path} is not a database. {RESTORE}")
        try:
            with reading(path) as db:
                return _looked_into(db, path, checks, clock, claims)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            damage = f"{path} is damaged: {error}. {RESTORE}"
            return Report(path, None, (Check(WHOLE, 1, (damage,)), *checks))


def _looked_into(
    db: sqlite3.Connection, path: Path, checks: list[Check], clock: Clock, claims: Collection[str] | None
) -> Report:
    (form,) = db.execute("PRAGMA user_version").fetchone()
    if form > VERSION:
        newer = (
            f"{path} was written by a newer Myograph (form {form}; this one knows {VERSION}). Update "
            "Myograph to use it."
        )
        return Report(path, form, tuple(checks), newer)
    checks.insert(0, _attempt(WHOLE, lambda: _whole(db)))
    if form < VERSION:
        note = f"It is of form {form}, and is brought to form {VERSION} when it is next used."
        checks[0] = replace(checks[0], notes=(note,))
        return Report(path, form, tuple(checks))
    found: list[tuple[str, Callable[[], Check]]] = [
        (KEYS, lambda: _references(db)),
        (TIMES, lambda: _times(db, clock())),
        (ITEMS, lambda: _items(db)),
        (RESPONSES, lambda: _responses(db)),
        (OUTCOMES, lambda: _outcomes(db)),
        (PLACES, lambda: _places(db)),
        (MEMORY, lambda: _memory(db)),
    ]
    if claims is not None:
        found.append((CLAIMS, lambda: _claims(db, claims)))
    checks[1:1] = [_attempt(name, look) for name, look in found]
    return Report(path, form, tuple(checks))


def _attempt(name: str, look: Callable[[], Check]) -> Check:
    """Return a check, or, where the log cannot even be looked at, that as its fault."""
    try:
        return look()
    except sqlite3.DatabaseError as error:
        return Check(name, 0, (f"This cannot be checked: {error}.",))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Check(name, 0, (f"This cannot be checked, as a value makes no sense: {str(error)[:100]}.",))


def _told(messages: Collection[str]) -> tuple[str, ...]:
    """Return the first of many messages, and how many more there are."""
    first = tuple(messages)[:TOLD]
    more = len(messages) - len(first)
    return (*first, f"… and {more:,} more of these.") if more else first


def _permissions(path: Path) -> Check:
    places = list(_private_places(path))
    faults = [
        f"{place} can be read by others on this machine."
        for place in places
        if place.stat().st_mode & PRIVATE
    ]
    faults += [
        f"{place} cannot be written: no answer can be kept."
        for place in (path.parent, path)
        if not os.access(place, os.W_OK)
    ]
    return Check(PERMISSIONS, len(places), _told(faults))


def _private_places(path: Path) -> Iterator[Path]:
    """Yield what is nobody else's business: the folder, the log, what lies beside it, and its copies."""
    yield path.parent
    copies = path.parent / FOLDER
    for place in (*sorted(path.parent.glob("answers*")), copies, *sorted(copies.glob("answers-*"))):
        if place.exists():
            yield place


def _whole(db: sqlite3.Connection) -> Check:
    found = [str(row[0]) for row in db.execute("PRAGMA quick_check")]
    if found == ["ok"]:
        return Check(WHOLE, 1)
    return Check(WHOLE, 1, _told([f"The file is damaged: {each}." for each in found]))


def _references(db: sqlite3.Connection) -> Check:
    faults = [
        f"Row {row} of the table {table} refers to a row of {parent} that is not there."
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check")
    ]
    (count,) = db.execute("SELECT (SELECT count(*) FROM answer) + (SELECT count(*) FROM undo)").fetchone()
    return Check(KEYS, count, _told(faults))


def _times(db: sqlite3.Connection, now: datetime) -> Check:
    late = (now + TOLERANCE).astimezone(UTC).isoformat()
    faults, count = [], 0
    for table, column in WHEN.items():
        # Sessions say when they began in the learner's own zone.
        instant = f"strftime('%Y-%m-%dT%H:%M:%f', {column})" if table == "session" else column
        number, future, last = db.execute(
            f"SELECT count(*), count(*) FILTER (WHERE {instant} > ?), max({instant}) FROM {table}", (late,)
        ).fetchone()
        count += number
        if future:
            faults.append(
                f"{future:,} in the table {table} happen after now, {now.isoformat(timespec='minutes')}: "
                f"the last at {last}. Was a clock set wrong?"
            )
    (back,) = db.execute(
        "SELECT count(*) FROM (SELECT answered_at, lag(answered_at) OVER (ORDER BY id) AS before "
        "FROM answer) WHERE answered_at < before"
    ).fetchone()
    notes = [f"{_answers(back)} given at an earlier time than the one before: a clock was set back."]
    return Check(TIMES, count, tuple(faults), tuple(notes if back else ()))


def _answers(number: int) -> str:
    return f"{number:,} {'answer was' if number == 1 else 'answers were'}"


def _items(db: sqlite3.Connection) -> Check:
    faults, there = [], set()
    for digest, body in db.execute("SELECT digest, body FROM item"):
        there.add(digest)
        if digest_of(body) != digest:
            faults.append(f"The item {digest} is not what it was when it was asked.")
        elif item_of(body) is None:
            faults.append(f"The item {digest} cannot be read.")
        elif fault := fault_of(body):
            faults.append(f"The item {digest} cannot be asked: {fault}.")
    for session, digests in db.execute("SELECT id, items FROM session"):
        missing = sum(digest not in there for digest in json.loads(digests))
        if missing:
            faults.append(f"The session {session} has lost {missing:,} of its items.")
    return Check(ITEMS, len(there), _told(faults))


def _responses(db: sqlite3.Connection) -> Check:
    items: dict[str, Item | None] = {
        digest: item_of(body) for digest, body in db.execute("SELECT digest, body FROM item")
    }
    asked = {name: json.loads(digests) for name, digests in db.execute("SELECT id, items FROM session")}
    faults, count = [], 0
    for session, position, response in db.execute("SELECT session, position, response FROM answer"):
        count += 1
        digests = asked.get(session, ())
        item = items.get(digests[position]) if position < len(digests) else None
        fits = item is None or is_response(item, response_of(response))
        if not fits or position >= len(digests) > 0:
            faults.append(
                f"The answer to question {position + 1} of the session {session} is none that it could have."
            )
    return Check(RESPONSES, count, _told(faults))


def _outcomes(db: sqlite3.Connection) -> Check:
    count, without = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE id NOT IN (SELECT answer FROM outcome)) FROM answer"
    ).fetchone()
    fault = f"{without:,} {'answer tells' if without == 1 else 'answers tell'} of no claim."
    return Check(OUTCOMES, count, (fault,) if without else ())


def _places(db: sqlite3.Connection) -> Check:
    rows = db.execute(
        "SELECT session, position, count(*) - count((SELECT 1 FROM undo WHERE answer = a.id)) AS counting, "
        "max(attempt) + 1 - count(*) FROM answer AS a GROUP BY session, position"
    ).fetchall()
    faults = [
        f"Question {position + 1} of the session {session} "
        + (f"has {counting} answers that count." if counting > 1 else "lacks one that was taken back.")
        for session, position, counting, lacking in rows
        if counting > 1 or lacking
    ]
    return Check(PLACES, len(rows), _told(faults))


def _memory(db: sqlite3.Connection) -> Check:
    kept, follows = remembered(db), memories(db)
    faults = [
        f"What is remembered of the claim {claim} is not what its answers say."
        for claim in sorted(kept.keys() | follows.keys())
        if kept.get(claim) != follows.get(claim)
    ]
    return Check(MEMORY, len(follows), _told(faults))


def _claims(db: sqlite3.Connection, claims: Collection[str]) -> Check:
    known = frozenset(claims)
    notes, count = [], 0
    for what, query in (
        ("answered", "SELECT DISTINCT claim FROM memory"),
        ("suspended or reported", "SELECT DISTINCT claim FROM mark"),
    ):
        named = [claim for (claim,) in db.execute(f"{query} ORDER BY claim")]
        strange = [claim for claim in named if claim not in known]
        count += len(named)
        if strange:
            some = ", ".join(strange[:5]) + (", …" if len(strange) > 5 else "")
            notes.append(
                f"{len(strange):,} of the claims that were {what} {'is' if len(strange) == 1 else 'are'} not "
                f"in the graph: {some}. A pack may be missing; what is known of them is kept."
            )
    return Check(CLAIMS, count, notes=tuple(notes))


def repair(report: Report, clock: Clock) -> list[str]:
    """Make good what can be, and return in words what was done.

    Raises `UnusableFileError` where the file cannot be written or nothing can be read of it.
    """
    path = report.path
    done: list[str] = []
    if report.unusable is not None:
        return done
    with trouble(path):
        if report.failed(PERMISSIONS):
            for place in _private_places(path):
                place.chmod(0o700 if place.is_dir() else 0o600)
            done.append("The answers can be read and written by you, and by nobody else on this machine.")
        if report.failed(WHOLE):
            from quiz.learner.salvage import salvage

            return [*done, *salvage(path, clock)]
        follows = [name for name in (OUTCOMES, MEMORY) if report.failed(name)]
        if follows:
            store = Store(path.parent, clock)
            try:
                made = back_up(store, BEFORE_REPAIR)
                with store.writing() as db:
                    file_outcomes(db)
                    remember_all(db)
            except (ValueError, TypeError, KeyError) as error:
                return [*done, f"The memories cannot be worked out: {str(error)[:100]}. {RESTORE}"]
            finally:
                store.close()
            done.append(f"The memories were worked out anew from the answers. The log as it was: {made}")
    return done


def latest_backup(folder: Path) -> str:
    """Return a sentence on the copy that a restore would bring back, or that there is none."""
    there = backups(folder)
    return f"The latest backup: {there[0].path}" if there else "There is no backup."
