"""The answer log: SQLite, append-only; an answer is on the disk before `record` returns."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from datetime import UTC
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from quiz.item import item_from_view, item_view
from quiz.learner.clock import study_day
from quiz.learner.places import DATA_VARIABLE
from quiz.session import Answer, AnsweredElsewhereError, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.learner.clock import Clock

__all__ = ["AnswerLog"]

FILE = "answers.sqlite3"
VERSION = 2
BUSY_SECONDS = 10

# `request` is what was asked for (number, topic, seed), so that the same command goes on with its quiz.
SESSION = """
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    request TEXT NOT NULL,
    items TEXT NOT NULL
) STRICT
"""
# `response` is JSON: a place, a list of places, or text. `chosen` is a JSON list of what that names: the ids
# of entities, or the words where an option is none; places mean something only beside the session's items.
ANSWER = """
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    type TEXT NOT NULL,
    claim TEXT NOT NULL,
    seed INTEGER NOT NULL,
    response TEXT NOT NULL,
    chosen TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    took_ms INTEGER NOT NULL CHECK (took_ms >= 0),
    answered_at TEXT NOT NULL,
    study_day TEXT NOT NULL,
    UNIQUE (session, position)
) STRICT
"""
SESSION_END = """
CREATE TABLE session_end (
    session TEXT PRIMARY KEY REFERENCES session (id),
    ended_at TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('finished', 'left'))
) STRICT
"""
# Form 1 knew single choices alone: `choice` was the place, `chosen` the id of the entity there.
FROM_1 = (
    "ALTER TABLE answer RENAME TO answer_1",
    ANSWER,
    """
    INSERT INTO answer SELECT id, session, position, item, type, claim, seed, CAST(choice AS TEXT),
        json_array(chosen), correct, correct, took_ms, answered_at, study_day FROM answer_1
    """,
    "DROP TABLE answer_1",
)
CHANGES = {0: (SESSION, ANSWER, SESSION_END), 1: FROM_1}


class AnswerLog:
    """One learner's answers in one file. Rows are only ever added.

    Every fault of the file or the disk is raised as `UnusableFileError` with a message for the user.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / FILE
        self._clock = clock
        with self._trouble():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self.path.chmod(0o600)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._open()

    def _open(self) -> None:
        """Bring the file to this form in one step: it is of the old form or of the new, never between."""
        with self._transaction():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version > VERSION:
                raise UnusableFileError(
                    f"{self.path} was written by a newer Myograph (form {version}; this one knows "
                    f"{VERSION}). Nothing was changed. Update Myograph to use it."
                )
            if version < VERSION:
                for command in CHANGES[version]:
                    self._db.execute(command)
                self._db.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def start(self, name: str, items: Sequence[Item], request: str) -> Session:
        """Begin a session under the id `name` and return it."""
        rows = json.dumps([item_view(item) for item in items], ensure_ascii=False)
        with self._trouble(), self._transaction():
            self._db.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?)", (name, self._clock().isoformat(), request, rows)
            )
        return Session(name, tuple(items), self._record)

    def unfinished(self, request: str | None = None) -> Session | None:
        """Return the session begun last that has neither ended nor been left, with its answers.

        With `request`, only one begun with the same; one whose items can no longer be read is passed over.
        """
        with self._trouble():
            rows = self._db.execute(
                "SELECT id, items FROM session WHERE id NOT IN (SELECT session FROM session_end) "
                "AND (? IS NULL OR request = ?) ORDER BY started_at DESC, rowid DESC",
                (request, request),
            ).fetchall()
        for name, items in rows:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                session = Session(name, tuple(map(item_from_view, json.loads(items))), self._record)
                session.resume(self._answers(name))
                if not session.finished:
                    return session
        return None

    def leave(self, session: Session) -> None:
        """Note that the student will not go on with a session."""
        with self._trouble(), self._transaction():
            self._end(session.id, "left")

    def _answers(self, session: str) -> dict[int, Answer]:
        with self._trouble():
            rows = self._db.execute(
                "SELECT position, response, score, correct, took_ms FROM answer WHERE session = ?", (session,)
            ).fetchall()
        return {
            position: Answer(position, _response(response), score, bool(right), took)
            for position, response, score, right, took in rows
        }

    def _record(self, session: Session, answer: Answer) -> None:
        """Keep an answer; with the last one, the session's end."""
        item = session.items[answer.position]
        instant = self._clock()
        with self._trouble(), self._transaction():
            try:
                self._db.execute(
                    "INSERT INTO answer (session, position, item, type, claim, seed, response, chosen,"
                    " score, correct, took_ms, answered_at, study_day)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        session.id,
                        answer.position,
                        item.id,
                        item.type,
                        item.claims[0],
                        item.seed,
                        json.dumps(answer.response),
                        json.dumps(_chosen(item, answer.response)),
                        answer.score,
                        int(answer.correct),
                        max(answer.took_ms, 0),
                        instant.astimezone(UTC).isoformat(),
                        study_day(instant).isoformat(),
                    ),
                )
            except sqlite3.IntegrityError:
                kept = self._answers(session.id)
                if answer.position not in kept:
                    raise
                raise AnsweredElsewhereError(kept) from None
            if len(session.answers) + 1 == len(session.items):
                self._end(session.id, "finished")

    def _end(self, session: str, how: str) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO session_end VALUES (?, ?, ?)", (session, self._clock().isoformat(), how)
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        """Turn every fault of file and disk into a message that says what and where."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            advice = f"Choose another folder with {DATA_VARIABLE}, or make this one writable."
            if isinstance(error, FileExistsError | NotADirectoryError):
                reason, advice = "that is not in a folder", f"Choose a folder with {DATA_VARIABLE}."
            elif isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                advice = "Move that file away to begin a new one; nothing in it was changed."
            raise UnusableFileError(
                f"The answers cannot be kept in {self.path}: {reason}. {advice}"
            ) from None


def _response(kept: str) -> Response:
    found: int | list[int] | str = json.loads(kept)
    return tuple(found) if isinstance(found, list) else found


def _chosen(item: Item, response: Response) -> list[str]:
    """Return what a response names, in words that outlive the item: ids where there are any."""
    if isinstance(response, str):
        return [response]
    places = (response,) if isinstance(response, int) else response
    return [item.options[place].entity or item.options[place].text for place in places]
