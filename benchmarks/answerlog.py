"""A log of a million answers: how long it takes to open it, record one answer, plan a day, and tell progress.

    python -m benchmarks.answerlog [ANSWERS]

makes a log in a folder of its own and prints JSON. A session has 20 items of the bundled graph's bank; four
of five are answered right, 400 each study day, over years.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import kg
from benchmarks.page import prose, table
from quiz.bank import build
from quiz.grade import grade
from quiz.item import Interaction, item_view
from quiz.learner.agenda import Agenda
from quiz.learner.log import AnswerLog
from quiz.learner.outcome import chosen, mixed_up, outcomes
from quiz.learner.planner import plan
from quiz.learner.progress import progress
from quiz.learner.replay import remember_all
from quiz.learner.schema import filed
from quiz.session import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.graph import KnowledgeGraph
    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["fill", "measured", "section"]

ROOT = Path(__file__).parents[1]
ANSWERS, A_DAY, A_SESSION, SEED = 1_000_000, 400, 20, 1
END = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROUNDS = 5


def fill(log: AnswerLog, graph: KnowledgeGraph, answers: int) -> None:
    """Write so many answers as they would have been recorded, day by day up to `END`."""
    rng = Random(f"answers {SEED}")
    items = build(graph, SEED).items
    first = END - timedelta(days=answers // A_DAY + 1)
    with log.store.writing() as db:
        digests = {item.id: filed(db, item_view(item)) for item in items}
        number = 0
        while number < answers:
            asked = rng.sample(items, A_SESSION)
            name = f"session-{number}"
            instant = first + timedelta(days=number // A_DAY)
            db.execute(
                "INSERT INTO session VALUES (?, ?, '{}', 'practice', NULL, ?, '{}')",
                (name, instant.isoformat(), json.dumps([digests[item.id] for item in asked])),
            )
            for position, item in enumerate(asked):
                number += 1
                _answer(db, number, name, position, item, instant, rng)
            db.execute(
                "INSERT INTO session_end (session, ended_at, how) VALUES (?, ?, 'finished')",
                (name, instant.isoformat()),
            )
        remember_all(db)


def _answer(
    db: object, number: int, session: str, position: int, item: Item, instant: datetime, rng: Random
) -> None:
    response = _response(item, rng)
    graded = grade(item, response)
    answer = Answer(position, response, graded.score, graded.right, rng.randrange(2_000, 40_000))
    db.execute(  # type: ignore[attr-defined]
        "INSERT INTO answer VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)",
        (
            number, session, position, item.id, item.type, str(item.interaction), item.claims[0], item.seed,
            json.dumps(response), json.dumps(chosen(item, answer)), answer.score, int(answer.correct),
            answer.took_ms, instant.isoformat(), instant.date().isoformat(),
        ),
    )  # fmt: skip
    for claim, right in outcomes(item, answer):
        db.execute("INSERT INTO outcome VALUES (?, ?, ?, NULL)", (claim, number, int(right)))  # type: ignore[attr-defined]
    for right_one, taken in mixed_up(item, answer):
        db.execute("INSERT OR IGNORE INTO mixup VALUES (?, ?, ?)", (number, right_one, taken))  # type: ignore[attr-defined]


def _response(item: Item, rng: Random) -> Response:
    """Return a response that is right four times in five."""
    right = rng.random() < 0.8
    match item.interaction:
        case Interaction.TEXT:
            return item.accept[0] if right else "something else"
        case Interaction.CHOOSE_ONE:
            return item.key if right else (item.key + 1) % len(item.options)
        case Interaction.CHOOSE_MANY:
            return item.keys if right else item.keys[:1]
        case Interaction.MATCH:
            keys = [row.key for row in item.rows]
            return tuple(keys) if right else tuple(keys[::-1])
        case _:
            return item.order if right else item.order[::-1]


@contextmanager
def _timed(into: dict[str, list[float]], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    into.setdefault(name, []).append(time.perf_counter() - start)


def measured(answers: int) -> dict[str, float]:
    """Return median seconds by what is done with a log of so many answers, and its size in bytes."""
    graph = kg.load()
    took: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        with _timed(took, "fill"):
            log = AnswerLog(Path(folder), lambda: END)
            fill(log, graph, answers)
            log.close()
        size = (Path(folder) / "answers.sqlite3").stat().st_size
        items = build(graph, SEED).items[:ROUNDS]
        for number in range(ROUNDS):
            with _timed(took, "open"):
                log = AnswerLog(Path(folder), lambda: END)
                log.unfinished()
            session = log.start(f"one more {number}", items, "{}")
            for item in items:
                with _timed(took, "record"):
                    session.answer(_response(item, Random(number)), 5_000)
            with _timed(took, "undo"):
                log.undo()
            with _timed(took, "plan"):
                memories = {claim: kept.memory for claim, kept in log.memories().items()}
                agenda = Agenda(
                    graph, memories, log.today(), log.today() + 60, log.suspended(), None, log.pace()
                )
                plan(agenda, 40, log.answered_on(log.today()), 1)
            with _timed(took, "today"):
                agenda.items(20, 1)
            log.close()
        log = AnswerLog(Path(folder), lambda: END)
        with _timed(took, "progress"):
            progress(graph, log)
        log.close()
    return {name: sorted(times)[len(times) // 2] for name, times in took.items()} | {"bytes": float(size)}


SAID = {
    "open": "open the log and look for a quiz to go on with",
    "record": "record an answer, with its claims' memories",
    "undo": "take the last answer back",
    "plan": "plan up to an exam in 60 days, the learner's pace and the fewest answers a day included",
    "today": "make today's 20 questions",
    "progress": "tell progress by topic and relation",
}


def section(_learners: int, _processes: int, progress: Callable[[str], None]) -> list[str]:
    """Measure in a process of its own, and return the section in Markdown."""
    progress(f"a log of {ANSWERS:,} answers")
    command = [sys.executable, "-m", "benchmarks.answerlog"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    found = json.loads(done.stdout)
    return [
        *prose(
            f"""
            {ANSWERS:,} answers in {ANSWERS // A_SESSION:,} quizzes of {A_SESSION} items, {A_DAY} a day:
            {found["bytes"] / 1e6:,.0f} MB. Median of {ROUNDS} rounds, of one for the progress; the graph is
            loaded before.
            """
        ),
        *table(
            ["what", "milliseconds"],
            [[told, f"{1000 * found[name]:,.1f}"] for name, told in SAID.items()],
        ),
        "",
    ]


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS)))
