"""Facts from elsewhere taken into a log that has facts of its own."""

from __future__ import annotations

import json
from heapq import merge as in_order
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from quiz.grade import is_response
from quiz.learner.factread import BadLineError
from quiz.learner.facts import (
    AnswerFact,
    EndFact,
    ItemFact,
    MarkFact,
    NoteFact,
    Place,
    SessionFact,
    UndoFact,
)
from quiz.learner.factstore import ANSWER, answer_in, session_in
from quiz.learner.itemcheck import item_of
from quiz.learner.replay import remember_all, response_of

if TYPE_CHECKING:
    import sqlite3

    from quiz.item import Item
    from quiz.learner.facts import Fact

__all__ = ["Merge", "Merged"]

# What happens in an order has a number by it, and a time; where a number is named beside its own table.
ORDERED = {
    "answer": ("answered_at", ("outcome", "mixup", "undo")),
    "session_end": ("ended_at", ()),
    "note": ("noted_at", ()),
    "mark": ("marked_at", ()),
}


class Merged(NamedTuple):
    """How much of a file was new to the log, by kind, and how many facts of it were there before."""

    sessions: int
    answers: int
    taken_back: int
    others: int
    known: int

    @property
    def new(self) -> int:
        """The number of facts that were new, items apart: they are no more than what sessions ask."""
        return self.sessions + self.answers + self.taken_back + self.others


class Merge:
    """Takes in one fact after the other, each after those that it refers to; to be used in a transaction.

    A fact that is there is not added again. One that says otherwise than the log raises `BadLineError`, as
    does one that refers to nothing: the transaction has then to be given up. Of two logs merged, that which
    happened first comes first, each keeping its own order, whichever is merged into which: numbers by
    which the log keeps its order may be given anew, and nothing else ever changes.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._counts = dict.fromkeys(("sessions", "answers", "taken_back", "others", "known"), 0)
        self._from = {table: self._last(table) + 1 for table in ORDERED}
        self._seen: dict[tuple[object, ...], int] = {}
        self._item_cache: tuple[str, list[Item | None]] = ("", [])
        # Rows may get other numbers before those that name them do.
        db.execute("PRAGMA defer_foreign_keys = ON")

    def add(self, fact: Fact, line: int) -> None:
        """Take a fact in. `line` is where it stands, for messages."""
        match fact:
            case ItemFact():
                self._item(fact)
            case SessionFact():
                self._session(fact, line)
            case AnswerFact():
                self._answer(fact, line)
            case UndoFact():
                self._undo(fact, line)
            case EndFact():
                self._known_session(fact.session, line)
                self._event("session_end", ("session", "ended_at", "how"), fact)
            case NoteFact():
                self._known_session(fact.session, line)
                self._event("note", ("session", "position", "kind", "noted_at"), fact)
            case MarkFact():
                self._event("mark", ("claim", "kind", "words", "marked_at"), fact)

    def finish(self) -> Merged:
        """Put all in order, work the memories out anew, and return what was new."""
        for table in ORDERED:
            self._interleave(table)
        self._check_places()
        if self._counts["answers"] or self._counts["taken_back"]:
            remember_all(self._db)
        return Merged(**self._counts)

    def _last(self, table: str) -> int:
        (last,) = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        return int(last)

    def _item(self, fact: ItemFact) -> None:
        # The reader has seen that the digest is that of the body, so one that is there is the same.
        self._db.execute("INSERT OR IGNORE INTO item VALUES (?, ?)", fact)

    def _session(self, fact: SessionFact, line: int) -> None:
        row = self._db.execute("SELECT 1 FROM session WHERE id = ?", (fact.session,)).fetchone()
        if row is None:
            self._db.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*fact[:5], json.dumps(list(fact.items)), json.dumps(fact.versions, sort_keys=True)),
            )
            self._counts["sessions"] += 1
        elif session_in(self._db, fact.session) != fact:
            self._conflict(line, f"the session {fact.session[:40]}")
        else:
            self._counts["known"] += 1

    def _answer(self, fact: AnswerFact, line: int) -> None:
        self._known_session(fact.place.session, line)
        number = self._number(fact.place)
        columns = (*fact.place, *fact[1:-2])
        if number is not None:
            if answer_in(self._db, number) != fact:
                self._conflict(line, _named(fact.place))
            self._counts["known"] += 1
            return
        self._check_response(fact, line)
        number = self._db.execute(
            f"INSERT INTO answer ({ANSWER}) VALUES ({', '.join('?' * len(columns))})", columns
        ).lastrowid
        self._db.executemany(
            "INSERT INTO outcome VALUES (?, ?, ?, ?)",
            [(claim, number, correct, version) for claim, correct, version in fact.outcomes],
        )
        self._db.executemany("INSERT INTO mixup VALUES (?, ?, ?)", [(number, *pair) for pair in fact.mixups])
        self._counts["answers"] += 1

    def _undo(self, fact: UndoFact, line: int) -> None:
        number = self._number(fact.place)
        if number is None:
            raise BadLineError(line, f"{_named(fact.place)} is neither in this file nor in the log.")
        # Taken back in both logs, it is taken back; when, the log knows best.
        added = self._db.execute(
            "INSERT OR IGNORE INTO undo VALUES (?, ?)", (number, fact.undone_at)
        ).rowcount
        self._counts["taken_back" if added else "known"] += 1

    def _event(self, table: str, columns: tuple[str, ...], fact: tuple[Any, ...]) -> None:
        """Add what has no name of its own, unless the log has it as often as the file so far."""
        key = (table, *fact)
        self._seen[key] = self._seen.get(key, 0) + 1
        (there,) = self._db.execute(
            f"SELECT count(*) FROM {table} WHERE {' AND '.join(f'{column} = ?' for column in columns)}", fact
        ).fetchone()
        if there >= self._seen[key]:
            self._counts["known"] += 1
            return
        self._db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", fact
        )
        self._counts["others"] += 1

    def _number(self, place: Place) -> int | None:
        row = self._db.execute(
            "SELECT id FROM answer WHERE session = ? AND position = ? AND attempt = ?", place
        ).fetchone()
        return None if row is None else int(row[0])

    def _known_session(self, session: str, line: int) -> None:
        if self._db.execute("SELECT 1 FROM session WHERE id = ?", (session,)).fetchone() is None:
            raise BadLineError(line, f"the session {session[:40]} is neither in this file nor in the log.")

    def _check_response(self, fact: AnswerFact, line: int) -> None:
        if self._item_cache[0] != fact.place.session:
            self._item_cache = (fact.place.session, self._items(fact.place.session))
        items = self._item_cache[1]
        if fact.place.position >= len(items):
            raise BadLineError(
                line, f"{_named(fact.place)} is to question {fact.place.position + 1:,} of {len(items):,}."
            )
        item = items[fact.place.position]
        if item is not None and not (
            is_response(item, response_of(fact.response)) and item.interaction == fact.interaction
        ):
            raise BadLineError(line, f"{_named(fact.place)} is none that its question can be answered with.")

    def _items(self, session: str) -> list[Item | None]:
        (digests,) = self._db.execute("SELECT items FROM session WHERE id = ?", (session,)).fetchone()
        bodies = [
            self._db.execute("SELECT body FROM item WHERE digest = ?", (digest,)).fetchone()
            for digest in json.loads(digests)
        ]
        return [None if row is None else item_of(row[0]) for row in bodies]

    def _conflict(self, line: int, what: str) -> NoReturn:
        raise BadLineError(line, f"{what} is in the log already, and not as it stands here.")

    def _interleave(self, table: str) -> None:
        """Number rows anew where some that came in happened before some that were there."""
        db, begin = self._db, self._from[table]
        time, named_in = ORDERED[table]
        (earliest,) = db.execute(f"SELECT min({time}) FROM {table} WHERE id >= ?", (begin,)).fetchone()
        if earliest is None:
            return
        (first,) = db.execute(
            f"SELECT min(id) FROM {table} WHERE id < ? AND {time} >= ?", (begin, earliest)
        ).fetchone()
        if first is None:
            return
        # What is compared is the same whichever of the logs is merged into which.
        rest = "session, position, attempt" if table == "answer" else "*"
        ours, theirs = (
            [
                (row[1], tuple(map(str, row[2 if table == "answer" else 3 :])), int(row[0]))
                for row in db.execute(
                    f"SELECT id, {time}, {rest} FROM {table} WHERE id >= ? AND id < ? ORDER BY id", bounds
                )
            ]
            for bounds in ((first, begin), (begin, 2**62))
        )
        merged = [number for _, _, number in in_order(ours, theirs)]
        top = max(merged) + 1
        pairs = [(new, old) for new, old in enumerate(merged, top)]
        db.executemany(f"UPDATE {table} SET id = ? WHERE id = ?", pairs)
        for other in named_in:
            db.executemany(f"UPDATE {other} SET answer = ? WHERE answer = ?", pairs)

    def _check_places(self) -> None:
        """Raise `BadLineError` where the two logs together have an answer too many to one question."""
        row = self._db.execute(
            "SELECT session, position FROM answer AS a GROUP BY session, position HAVING count(*) "
            "- count((SELECT 1 FROM undo WHERE answer = a.id)) > 1 OR max(attempt) + 1 != count(*) LIMIT 1"
        ).fetchone()
        if row is not None:
            session, position = row
            raise BadLineError(
                0,
                f"question {position + 1:,} of the session {session[:40]} would have more answers than one "
                "that counts, or lack one that was taken back.",
            )


def _named(place: Place) -> str:
    again = f" (attempt {place.attempt + 1:,})" if place.attempt else ""
    return f"the answer to question {place.position + 1:,} of the session {place.session[:40]}{again}"
