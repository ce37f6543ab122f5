"""The facts that a log holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from quiz.learner.facts import Fact

__all__ = ["ANSWER", "answer_in", "answers_in", "ends_of", "facts_in", "session_in"]

SESSION = "id, started_at, request, mode, deadline, items, versions"
# The columns of an answer, in the order of `AnswerFact`.
ANSWER = (
    "session, position, attempt, item, type, interaction, claim, seed, response, chosen, score, correct, "
    "unsure, hinted, took_ms, answered_at, study_day"
)


def facts_in(db: sqlite3.Connection) -> Iterator[Fact]:
    """Yield all facts of a log, each after those that it refers to; of a kind in the order they happened."""
    for row in db.execute("SELECT digest, body FROM item ORDER BY digest"):
        yield ItemFact(*row)
    for row in db.execute(f"SELECT {SESSION} FROM session ORDER BY started_at, id"):
        yield _session_of(row)
    yield from answers_in(db)
    for session, position, attempt, undone_at in db.execute(
        "SELECT session, position, attempt, undone_at FROM undo JOIN answer ON id = answer ORDER BY answer"
    ):
        yield UndoFact(Place(session, position, attempt), undone_at)
    for row in db.execute("SELECT session, ended_at, how FROM session_end ORDER BY id"):
        yield EndFact(*row)
    for row in db.execute("SELECT session, position, kind, noted_at FROM note ORDER BY id"):
        yield NoteFact(*row)
    for row in db.execute("SELECT claim, kind, words, marked_at FROM mark ORDER BY id"):
        yield MarkFact(*row)


def answers_in(db: sqlite3.Connection) -> Iterator[AnswerFact]:
    """Yield all answers in the order they were given, those taken back too."""
    for number, *row in db.execute(f"SELECT id, {ANSWER} FROM answer ORDER BY id"):
        yield _fact_of(db, number, row)


def answer_in(db: sqlite3.Connection, number: int) -> AnswerFact:
    """Return the answer with a number of the log's own."""
    return _fact_of(db, number, db.execute(f"SELECT {ANSWER} FROM answer WHERE id = ?", (number,)).fetchone())


def _fact_of(db: sqlite3.Connection, number: int, row: Sequence[Any]) -> AnswerFact:
    session, position, attempt, item, kind, interaction, claim, seed, response, chosen, *rest = row
    score, correct, unsure, hinted, took_ms, answered_at, study_day = rest
    return AnswerFact(
        Place(session, position, attempt), item, kind, interaction, claim, seed, _even(response),
        _even(chosen), score, bool(correct), bool(unsure), bool(hinted), took_ms, answered_at, study_day,
        told_by(db, number), mixed_up_by(db, number),
    )  # fmt: skip


def _even(text: str) -> str:
    """Return JSON as we write it: earlier forms spaced it otherwise."""
    return json.dumps(json.loads(text))


def told_by(db: sqlite3.Connection, answer: int) -> tuple[tuple[str, bool, str | None], ...]:
    """Return the outcomes of an answer."""
    rows = db.execute(
        "SELECT claim, correct, version FROM outcome WHERE answer = ? ORDER BY claim", (answer,)
    )
    return tuple((claim, bool(correct), version) for claim, correct, version in rows)


def mixed_up_by(db: sqlite3.Connection, answer: int) -> tuple[tuple[str, str], ...]:
    """Return what was taken for what in an answer."""
    rows = db.execute("SELECT right, taken FROM mixup WHERE answer = ? ORDER BY right, taken", (answer,))
    return tuple((right, taken) for right, taken in rows)


def session_in(db: sqlite3.Connection, name: str) -> SessionFact:
    """Return a session."""
    return _session_of(db.execute(f"SELECT {SESSION} FROM session WHERE id = ?", (name,)).fetchone())


def _session_of(row: tuple[Any, ...]) -> SessionFact:
    name, started_at, request, mode, deadline, items, versions = row
    return SessionFact(
        name, started_at, request, mode, deadline, tuple(json.loads(items)), json.loads(versions)
    )


def ends_of(db: sqlite3.Connection, session: str) -> list[EndFact]:
    """Return when and how a session ended, and was opened again."""
    rows = db.execute(
        "SELECT session, ended_at, how FROM session_end WHERE session = ? ORDER BY id", (session,)
    )
    return [EndFact(*row) for row in rows]
