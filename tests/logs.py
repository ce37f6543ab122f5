"""Answer logs to try things on: a clock that is told what to say, and logs that something happened in."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

from handmade import ALL, right, wrong
from hypothesis import strategies as st

from quiz.learner.exchange import export_lines
from quiz.learner.log import FILE, AnswerLog
from quiz.learner.store import connect
from quiz.session import Mode, NothingToUndoError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.item import Item
    from quiz.session import Session

__all__ = ["MORNING", "Clock", "Step", "a_log", "exported", "opened", "play", "plays", "sql", "studied"]

MORNING = datetime.fromisoformat("2026-03-02T09:00:00+01:00")

Step = tuple[str, int]


class Clock:
    """Says an instant, and each time it is asked one some seconds later."""

    def __init__(self, instant: datetime = MORNING, seconds: float = 7) -> None:
        self.instant = instant
        self.seconds = seconds

    def __call__(self) -> datetime:
        self.instant += timedelta(seconds=self.seconds)
        return self.instant

    def wait(self, **more: float) -> None:
        self.instant += timedelta(**more)


# What may happen: a kind, and a number that stands for whatever it needs.
plays = st.lists(
    st.tuples(
        st.sampled_from(
            ["practice", "exam", *["answer"] * 6, "undo", "undo last", "flag", "hint", "leave", "submit",
             "mark", "wait", "set back"]
        ),
        st.integers(0, 11),
    ),
    max_size=25,
)  # fmt: skip


def play(log: AnswerLog, clock: Clock, steps: list[Step], name: str = "s") -> None:
    """Do all that the steps say, as far as it can be done."""
    sessions: list[Session] = []
    for kind, number in [("practice", 0), *steps]:
        session = sessions[-1] if sessions else None
        if kind in ("practice", "exam"):
            versions = {"claim-text": f"v{number}"} if number % 2 else {}
            deadline = clock() if number % 3 == 0 else None
            sessions.append(
                log.start(
                    f"{name}{len(sessions)}", ALL, f'{{"n": {number}}}', mode=Mode(kind), deadline=deadline,
                    versions=versions,
                )
            )  # fmt: skip
        elif kind == "wait":
            clock.wait(hours=7 * number)
        elif kind == "set back":
            clock.wait(hours=-number)
        elif kind == "mark":
            log.mark(
                f"claim-{number % 3}", ("suspended", "resumed", "reported")[number % 3], "“why” 日本\n\u2028"
            )
        elif kind == "undo last":
            with suppress(NothingToUndoError):
                log.undo()
        elif session is not None:
            # What was taken back through the log is not known to a session that was begun before.
            with suppress(NothingToUndoError):
                _play(log, session, kind, number)


def _play(log: AnswerLog, session: Session, kind: str, number: int) -> None:
    if kind == "answer" and not session.finished:
        exam = session.mode is Mode.EXAM
        place = number % len(ALL) if exam else session.position
        response = (right if number % 2 else wrong)(ALL[place])
        session.answer_at(place, response, number * 1000, unsure=number % 5 == 0)
    elif kind == "undo" and session.answers and not session.submitted:
        session.undo()
    elif kind == "flag":
        session.flag(number % len(ALL))
    elif kind == "hint":
        session.hint(number % len(ALL))
    elif kind == "leave" and session.mode is Mode.PRACTICE:
        log.leave(session)
    elif kind == "submit" and session.mode is Mode.EXAM:
        session.submit()


# One of everything: all interactions, right and wrong, taken back, an exam with a second answer, marks.
SOME: list[Step] = [
    *[("answer", number) for number in (0, 1, 2, 3)], ("undo", 0), ("hint", 3), ("answer", 5), ("flag", 4),
    ("answer", 6), ("wait", 6), ("exam", 1), ("answer", 1), ("answer", 6), ("submit", 0), ("practice", 3),
    ("answer", 2), ("answer", 1), ("undo last", 0), ("leave", 0), ("mark", 0), ("mark", 2), ("practice", 1),
    ("answer", 7),
]  # fmt: skip


def a_log(folder: Path, clock: Clock | None = None, name: str = "s") -> AnswerLog:
    """Return a log in which one of everything happened."""
    clock = clock or Clock()
    log = opened(folder, clock)
    play(log, clock, SOME, name)
    return log


def opened(folder: Path, clock: Clock | None = None) -> AnswerLog:
    """Open a log without waiting for the disk, where it is not the disk that is tried."""
    with patch("quiz.learner.store.connect", _unsafely):
        return AnswerLog(folder, clock or Clock())


def _unsafely(path: Path) -> sqlite3.Connection:
    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    return db


def exported(log: AnswerLog) -> list[bytes]:
    return list(export_lines(log.store.db))


def sql(folder: Path, command: str, *values: object) -> list[tuple[object, ...]]:
    """Do something to the file that no part of Myograph does."""
    with closing(sqlite3.connect(folder / FILE)) as db, db:
        return db.execute(command, values).fetchall()


def studied(folder: Path, graph: KnowledgeGraph, until: datetime, days: int = 16) -> None:
    """Write a log of days of study, one after the other, of which the last was the day before an instant.

    Each day asks the same single choices: the first two go wrong every other day, so that they are forgotten
    again and again and mixed up with the same thing each time; the next six go wrong on the first day, and
    on the last four days are right; the last six are always wrong; all others are right.
    """
    items = _questions(graph)
    for ago in range(days, 0, -1):
        log = opened(folder, Clock(until - timedelta(days=ago), 20))
        session = log.start(f"day-{ago}", items, "{}")
        for place, item in enumerate(items):
            fails = ago % 2 == 0 if place < 2 else ago == days if place < 8 else place >= 24
            session.answer(_slip(item) if fails else item.key, 4_000)
        log.close()


def _questions(graph: KnowledgeGraph) -> list[Item]:
    """Return 30 single choices that test no claim twice. How a quiz is drawn has no part in it."""
    from quiz.bank import placed
    from quiz.lint import Linter
    from quiz.patterns import PATTERNS
    from quiz.workshop import Workshop

    workshop, linter = Workshop(graph, 3), Linter(graph)
    chosen: list[Item] = []
    told: set[str] = set()
    for item in PATTERNS["choose-object"](workshop):
        if not linter.item(item) and told.isdisjoint(item.claims):
            chosen.append(item)
            told.update(item.claims)
        if len(chosen) == 60:
            telling = {finding.item for finding in linter.hinges(chosen)}
            if not telling:
                break
            chosen = [known for known in chosen if known.id not in telling]
    workshop.rng("order").shuffle(chosen)
    return placed(workshop, chosen)[:30]


def _slip(item: Item) -> int:
    """The same wrong option each time."""
    return next(place for place, option in enumerate(item.options) if not option.correct)
