"""The tables of the answer log, and how a file of an earlier form is brought to this one.

What happened is only ever added. `memory` and `foresight` alone are worked out from the rest, in the same
transaction, so that nothing has to be gone through again to plan a day; `quiz.learner.replay` makes them
anew.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

__all__ = ["CHANGES", "DIGITS", "TABLES", "VERSION", "filed"]

VERSION = 3
# Of the digest that an item is filed under.
DIGITS = 24
CHOOSE_ONE = "choose-one"

# An item as `quiz.item.item_view` has it, once for all the sessions that ask it.
ITEM = """
CREATE TABLE item (
    digest TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
# `request` is what was asked for (number, topic, seed), so that the same command goes on with its quiz.
# `items` is a JSON list of digests, `versions` a JSON object of claims and how they stood.
SESSION = """
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    request TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('practice', 'exam')),
    deadline TEXT,
    items TEXT NOT NULL,
    versions TEXT NOT NULL
) STRICT
"""
# `response` is JSON: a place, a list of places, or text. `chosen` is a JSON list of what that names: the ids
# of entities, or the words where an option is none; places mean something only beside the session's items.
# `attempt` counts the answers at one place that were taken back before.
ANSWER = """
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    item TEXT NOT NULL,
    type TEXT NOT NULL,
    interaction TEXT NOT NULL,
    claim TEXT NOT NULL,
    seed INTEGER NOT NULL,
    response TEXT NOT NULL,
    chosen TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    unsure INTEGER NOT NULL CHECK (unsure IN (0, 1)),
    hinted INTEGER NOT NULL CHECK (hinted IN (0, 1)),
    took_ms INTEGER NOT NULL CHECK (took_ms >= 0),
    answered_at TEXT NOT NULL,
    study_day TEXT NOT NULL,
    UNIQUE (session, position, attempt)
) STRICT
"""
# What an answer tells of each claim; `version` is how the claim stood then, where that is known.
OUTCOME = """
CREATE TABLE outcome (
    claim TEXT NOT NULL,
    answer INTEGER NOT NULL REFERENCES answer (id),
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    version TEXT,
    PRIMARY KEY (claim, answer)
) STRICT, WITHOUT ROWID
"""
OUTCOME_INDEX = "CREATE INDEX outcome_of_answer ON outcome (answer)"
MIXUP = """
CREATE TABLE mixup (
    answer INTEGER NOT NULL REFERENCES answer (id),
    right TEXT NOT NULL,
    taken TEXT NOT NULL,
    PRIMARY KEY (answer, right, taken)
) STRICT, WITHOUT ROWID
"""
# An answer that was taken back does not count, and stays.
UNDO = """
CREATE TABLE undo (
    answer INTEGER PRIMARY KEY REFERENCES answer (id),
    undone_at TEXT NOT NULL
) STRICT
"""
SESSION_END = """
CREATE TABLE session_end (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    ended_at TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('finished', 'left', 'reopened'))
) STRICT
"""
SESSION_END_INDEX = "CREATE INDEX session_end_of ON session_end (session)"
NOTE = """
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    kind TEXT NOT NULL CHECK (kind IN ('flagged', 'unflagged', 'hinted')),
    noted_at TEXT NOT NULL
) STRICT
"""
NOTE_INDEX = "CREATE INDEX note_of ON note (session)"
MARK = """
CREATE TABLE mark (
    id INTEGER PRIMARY KEY,
    claim TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('suspended', 'resumed', 'reported')),
    words TEXT NOT NULL,
    marked_at TEXT NOT NULL
) STRICT
"""
# Worked out from the rest: what a `quiz.learner.memory.Memory` holds, and how the claim last stood.
MEMORY = """
CREATE TABLE memory (
    claim TEXT PRIMARY KEY,
    stability REAL NOT NULL,
    difficulty REAL NOT NULL,
    last_day INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    right INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    streak INTEGER NOT NULL,
    version TEXT
) STRICT, WITHOUT ROWID
"""
# Worked out from the rest, too: the memory that each review of a later day met, for the learner's own pace.
FORESIGHT = """
CREATE TABLE foresight (
    answer INTEGER NOT NULL,
    claim TEXT NOT NULL,
    day INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    recalled INTEGER NOT NULL,
    stability REAL NOT NULL,
    last_day INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    PRIMARY KEY (answer, claim)
) STRICT, WITHOUT ROWID
"""
TABLES = (
    ITEM, SESSION, ANSWER, OUTCOME, OUTCOME_INDEX, MIXUP, UNDO, SESSION_END, SESSION_END_INDEX, NOTE,
    NOTE_INDEX, MARK, MEMORY, FORESIGHT,
)  # fmt: skip


def _new(db: sqlite3.Connection) -> None:
    for command in TABLES:
        db.execute(command)


def _from_1(db: sqlite3.Connection) -> None:
    """Form 1 knew single choices alone: `choice` was the place, `chosen` the id of the entity there."""
    db.execute("ALTER TABLE answer RENAME TO answer_1")
    db.execute(
        """
        CREATE TABLE answer (
            id INTEGER PRIMARY KEY, session TEXT NOT NULL, position INTEGER NOT NULL, item TEXT NOT NULL,
            type TEXT NOT NULL, claim TEXT NOT NULL, seed INTEGER NOT NULL, response TEXT NOT NULL,
            chosen TEXT NOT NULL, score REAL NOT NULL, correct INTEGER NOT NULL, took_ms INTEGER NOT NULL,
            answered_at TEXT NOT NULL, study_day TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        INSERT INTO answer SELECT id, session, position, item, type, claim, seed, CAST(choice AS TEXT),
            json_array(chosen), correct, correct, took_ms, answered_at, study_day FROM answer_1
        """
    )
    db.execute("DROP TABLE answer_1")


def _from_2(db: sqlite3.Connection) -> None:
    """Form 2 kept the items in each session, one end a session, and nothing but the answers themselves.

    What was told of which claim follows from items and answers, as `record` works it out; an item that can no
    longer be read still tells of its answer's claim.
    """
    from quiz.learner.replay import file_outcomes, remember_all

    for table in ("session", "answer", "session_end"):
        db.execute(f"ALTER TABLE {table} RENAME TO {table}_2")
    _new(db)
    asked: dict[tuple[str, int], str] = {}
    for name, started, request, items in db.execute(
        "SELECT id, started_at, request, items FROM session_2"
    ).fetchall():
        views = json.loads(items)
        for position, view in enumerate(views):
            asked[name, position] = str(view.get("interaction", CHOOSE_ONE))
        db.execute(
            "INSERT INTO session VALUES (?, ?, ?, 'practice', NULL, ?, '{}')",
            (name, started, request, json.dumps([filed(db, view) for view in views])),
        )
    for number, session, position, item, kind, *rest in db.execute(
        "SELECT id, session, position, item, type, claim, seed, response, chosen, score, correct, took_ms, "
        "answered_at, study_day FROM answer_2 ORDER BY id"
    ).fetchall():
        interaction = asked.get((session, position), CHOOSE_ONE)
        *before, took, instant, day = rest
        db.execute(
            "INSERT INTO answer VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)",
            (number, session, position, item, kind, interaction, *before, took, instant, day),
        )
    db.execute(
        "INSERT INTO session_end (session, ended_at, how) SELECT session, ended_at, how FROM session_end_2"
    )
    for table in ("answer", "session_end", "session"):
        db.execute(f"DROP TABLE {table}_2")
    file_outcomes(db)
    remember_all(db)


def filed(db: sqlite3.Connection, view: dict[str, Any]) -> str:
    """File an item, if it is not there, and return its digest."""
    body = json.dumps(view, ensure_ascii=False)
    digest = hashlib.sha256(body.encode()).hexdigest()[:DIGITS]
    db.execute("INSERT OR IGNORE INTO item VALUES (?, ?)", (digest, body))
    return digest


CHANGES: Mapping[int, Callable[[sqlite3.Connection], None]] = {0: _new, 1: _from_1, 2: _from_2}
