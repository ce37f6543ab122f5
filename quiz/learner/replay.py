"""What follows from the answers: outcomes from items and answers, and memories from outcomes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from quiz.item import Interaction, item_from_view
from quiz.learner.memory import Memory, rate, replayed
from quiz.learner.outcome import mixed_up, outcomes, recalled
from quiz.session import Answer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.learner.memory import Rating

__all__ = [
    "Kept",
    "Review",
    "file_outcomes",
    "file_told",
    "foresee",
    "keep",
    "memories",
    "rating_of",
    "remember_again",
    "remember_all",
    "remembered",
    "response_of",
    "reviews",
]

# Of each outcome that counts: its claim, and what the memory is worked out from.
_COUNTING = (
    "SELECT o.answer, o.claim, o.correct, o.version, a.unsure, a.hinted, a.interaction, a.took_ms, "
    "a.study_day FROM outcome AS o JOIN answer AS a ON a.id = o.answer "
    "WHERE o.answer NOT IN (SELECT answer FROM undo)"
)


class Kept(NamedTuple):
    """The memory of a claim, and how the claim stood when it was last asked, where that is known."""

    memory: Memory
    version: str | None


def response_of(kept: str) -> Response:
    """Return a response from its JSON."""
    found: int | list[int] | str = json.loads(kept)
    return tuple(found) if isinstance(found, list) else found


class Review(NamedTuple):
    """An answer to a claim as the memory met it: `before` is None where it was the first."""

    answer: int
    claim: str
    day: int
    correct: bool
    recalled: bool
    before: Memory | None
    after: Kept


def reviews(db: sqlite3.Connection, claim: str | None = None) -> Iterator[Review]:
    """Yield all that counts, claim by claim, each in the order of its answers; or of one claim alone."""
    if claim is None:
        rows = db.execute(f"{_COUNTING} ORDER BY o.claim, o.answer")
    else:
        rows = db.execute(f"{_COUNTING} AND o.claim = ? ORDER BY o.answer", (claim,))
    days: dict[str, int] = {}
    name, before = None, None
    for answer, of, correct, version, unsure, hinted, interaction, took, day in rows:
        if of != name:
            name, before = of, None
        without = recalled(Interaction(interaction))
        rating = rate(
            correct=bool(correct), unsure=bool(unsure), hinted=bool(hinted), recalled=without, took_ms=took
        )
        if day not in days:
            days[day] = date.fromisoformat(day).toordinal()
        after = replayed(before, [(rating, days[day])])
        assert after is not None
        yield Review(answer, of, days[day], bool(correct), without, before, Kept(after, version))
        before = after


def memories(db: sqlite3.Connection, claim: str | None = None) -> dict[str, Kept]:
    """Return what follows from all answers that count, by claim; or of one claim alone."""
    return {review.claim: review.after for review in reviews(db, claim)}


def foresee(db: sqlite3.Connection, review: Review) -> None:
    """Write the memory that a review met, unless it was the first answer, or not the first of its day."""
    before = review.before
    if before is not None and review.day > before.last_day:
        db.execute(
            "INSERT OR REPLACE INTO foresight VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                review.answer, review.claim, review.day, int(review.correct), int(review.recalled),
                before.stability, before.last_day, before.answers,
            ),
        )  # fmt: skip


def remembered(db: sqlite3.Connection, names: Iterable[str] | None = None) -> dict[str, Kept]:
    """Return what is kept of claims, by claim: of all, or of some."""
    columns = "claim, stability, difficulty, last_day, answers, right, lapses, streak, version"
    if names is None:
        rows: Iterable[tuple[object, ...]] = db.execute(f"SELECT {columns} FROM memory ORDER BY claim")
    else:
        rows = (
            row
            for name in names
            for row in db.execute(f"SELECT {columns} FROM memory WHERE claim = ?", (name,))
        )
    return {str(name): Kept(Memory(*rest), version) for name, *rest, version in rows}  # type: ignore[arg-type]


def keep(db: sqlite3.Connection, claim: str, kept: Kept | None) -> None:
    """Write what is known of a claim, or that nothing is."""
    if kept is None:
        db.execute("DELETE FROM memory WHERE claim = ?", (claim,))
        return
    memory = kept.memory
    db.execute(
        "INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            claim, memory.stability, memory.difficulty, memory.last_day, memory.answers, memory.right,
            memory.lapses, memory.streak, kept.version,
        ),
    )  # fmt: skip


def remember_all(db: sqlite3.Connection) -> None:
    """Work all memories out anew."""
    db.execute("DELETE FROM memory")
    db.execute("DELETE FROM foresight")
    last: Review | None = None
    for review in reviews(db):
        foresee(db, review)
        if last is not None and last.claim != review.claim:
            keep(db, last.claim, last.after)
        last = review
    if last is not None:
        keep(db, last.claim, last.after)


def remember_again(db: sqlite3.Connection, claim: str) -> None:
    """Work the memory of one claim out anew."""
    db.execute(
        "DELETE FROM foresight WHERE answer IN (SELECT answer FROM outcome WHERE claim = ?) AND claim = ?",
        (claim, claim),
    )
    kept = None
    for review in reviews(db, claim):
        foresee(db, review)
        kept = review.after
    keep(db, claim, kept)


def rating_of(answer: Answer, interaction: Interaction, *, correct: bool) -> Rating:
    """Return what an answer says of the memory of one claim that it tells of."""
    return rate(
        correct=correct, unsure=answer.unsure, hinted=answer.hinted, recalled=recalled(interaction),
        took_ms=answer.took_ms,
    )  # fmt: skip


def file_outcomes(db: sqlite3.Connection) -> None:
    """File what each answer without any outcome tells of claims.

    Where its item can no longer be read, it still tells of its own claim.
    """
    rows = db.execute(
        "SELECT id, session, position, claim, response, score, correct, unsure, hinted, took_ms FROM answer "
        "WHERE id NOT IN (SELECT answer FROM outcome) ORDER BY session, position"
    ).fetchall()
    session = ""
    items: list[Item | None] = []
    versions: dict[str, str] = {}
    for number, name, position, claim, response, score, correct, unsure, hinted, took in rows:
        if name != session:
            session, items, versions = name, list(_items(db, name)), _versions(db, name)
        answer = Answer(
            position, response_of(response), score, bool(correct), took, bool(unsure), bool(hinted)
        )
        item = items[position] if position < len(items) else None
        try:
            told = [(claim, answer.correct)] if item is None else outcomes(item, answer)
            mixed = [] if item is None else mixed_up(item, answer)
        except (IndexError, ValueError):
            told, mixed = [(claim, answer.correct)], []
        file_told(db, number, told, mixed, versions)


def file_told(
    db: sqlite3.Connection,
    answer: int,
    told: Iterable[tuple[str, bool]],
    mixed: Iterable[tuple[str, str]],
    versions: dict[str, str] | None,
) -> None:
    """File what an answer tells."""
    for claim, correct in told:
        version = (versions or {}).get(claim)
        db.execute("INSERT INTO outcome VALUES (?, ?, ?, ?)", (claim, answer, int(correct), version))
    for right, taken in mixed:
        db.execute("INSERT OR IGNORE INTO mixup VALUES (?, ?, ?)", (answer, right, taken))


def _items(db: sqlite3.Connection, session: str) -> Iterator[Item | None]:
    """Yield the items of a session, None for one that cannot be read any more."""
    (digests,) = db.execute("SELECT items FROM session WHERE id = ?", (session,)).fetchone()
    for digest in json.loads(digests):
        row = db.execute("SELECT body FROM item WHERE digest = ?", (digest,)).fetchone()
        try:
            yield item_from_view(json.loads(row[0]))
        except (ValueError, KeyError, TypeError):
            yield None


def _versions(db: sqlite3.Connection, session: str) -> dict[str, str]:
    """Return how claims stood when a session began, as far as it is known."""
    (versions,) = db.execute("SELECT versions FROM session WHERE id = ?", (session,)).fetchone()
    found: dict[str, str] = json.loads(versions)
    return found
