"""How the answer log grows: how long it takes to open it, record an answer, plan a day, tell progress.

    python -m benchmarks.answerlog fill FOLDER ANSWERS    makes a log
    python -m benchmarks.answerlog measure FOLDER ANSWERS measures it, and prints JSON

each in a process of its own, so that memory does not mix. A session has 20 items of the bundled graph's bank;
four of five are answered right, 400 each study day, over years. Linux only, for the memory.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import kg
from benchmarks.figures import ROOT, Budget, Found, in_unit, ranged
from benchmarks.figures import size as in_kib
from benchmarks.figures import time as unit
from benchmarks.memory import begin_anew, held, peak
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
    from collections.abc import Iterator, Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["Log", "fill", "measure", "measured", "told"]

SIZES, QUICK = (1_000, 10_000, 100_000, 1_000_000), (40, 80)
A_DAY, A_SESSION, SEED = 400, 20, 1
END = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROUNDS = 5
DOUBLE = 2.0


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


def measured(folder: Path, answers: int) -> Log:
    """Return what is done with a log of so many answers takes, and its memory beyond the graph's."""
    graph = kg.load()
    items = build(graph, SEED).items[:ROUNDS]
    took: dict[str, list[float]] = {}
    gc.collect()
    empty = held()
    begin_anew()
    for number in range(ROUNDS):
        with _timed(took, "open"):
            log = AnswerLog(folder, lambda: END)
            log.unfinished()
        session = log.start(f"one more {number}", items, "{}")
        for item in items:
            with _timed(took, "record"):
                session.answer(_response(item, Random(number)), 5_000)
        with _timed(took, "undo"):
            log.undo()
        with _timed(took, "plan"):
            memories = {claim: kept.memory for claim, kept in log.memories().items()}
            agenda = Agenda(graph, memories, log.today(), log.today() + 60, log.suspended(), None, log.pace())
            plan(agenda, 40, log.answered_on(log.today()), 1)
        with _timed(took, "today"):
            agenda.items(20, 1)
        with _timed(took, "progress"):
            progress(graph, log)
        log.close()
    kept = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    return Log(answers, took, peak() - empty, kept)


@dataclass(frozen=True, slots=True)
class Log:
    """A log of so many answers: seconds by what is done with it, the peak of memory in KiB, bytes on disk."""

    answers: int
    seconds: dict[str, list[float]]
    peak: int
    bytes: int


SAID = {
    "open": "open the log and look for a quiz to go on with",
    "record": "record an answer, with its claims' memories",
    "undo": "take the last answer back",
    "plan": "plan up to an exam in 60 days, the learner's pace and the fewest answers a day included",
    "today": "make today's 20 questions",
    "progress": "tell progress by topic and relation",
}


def measure(setting: Setting) -> Found:
    """Measure logs of all sizes, and return the table."""
    logs = []
    for answers in setting.pick(SIZES, QUICK):
        setting.progress(f"a log of {answers:,} answers")
        with tempfile.TemporaryDirectory() as folder:
            _child("fill", folder, str(answers))
            logs.append(Log(**json.loads(_child("measure", folder, str(answers)))))
    return told(logs)


def _child(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.answerlog", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def told(logs: Sequence[Log]) -> Found:
    """Return the table of logs of several sizes, and whether what they take grows faster than they do."""
    first, last = logs[0], logs[-1]
    rows, grown = [], {}
    for name, said in SAID.items():
        medians = [statistics.median(log.seconds[name]) for log in logs]
        grown[name] = _most(medians, logs)
        rows.append([said, *(ranged(unit, log.seconds[name]) for log in logs), *_against(medians, logs)])
    sizes: dict[str, list[float]] = {
        "memory, the most beyond that of the graph": [log.peak for log in logs],
        "size on disk": [log.bytes / 1024 for log in logs],
    }
    for said, figures in sizes.items():
        grown[said] = _most(figures, logs)
        rows.append([said, *(in_unit(in_kib, each) for each in figures), *_against(figures, logs)])
    head = ["what", *(f"{log.answers:,}" for log in logs), f"{last.answers:,} against {first.answers:,}"]
    worst = max(grown, key=grown.__getitem__)
    span = f"from {first.answers:,} to {last.answers:,} answers"
    what = f"growth of the log, time and memory an answer {span}, against any smaller log: the worst of all"
    figure = f"{grown[worst]:.2g} × ({worst})"
    budget = Budget(what, grown[worst], DOUBLE, figure, f"at most {DOUBLE:.0f} ×", aim=True)
    lines = [
        *prose(
            f"""
            Logs of several sizes, in quizzes of {A_SESSION} items, {A_DAY} answers a day. Medians of {ROUNDS}
            rounds, in brackets the least and the most; the graph is loaded before. The last column tells how
            much more the largest log takes, and how much that is for each answer: below 1 × an answer, cost
            grows more slowly than the log.
            """
        ),
        *table([*head, "the same, an answer"], rows),
    ]
    return Found(lines, [budget], seeds=str(SEED))


def _most(figures: Sequence[float], logs: Sequence[Log]) -> float:
    """Return how much more an answer takes, at the most, in one log than in any smaller one.

    What is spent once, however small the log, makes the first one dear; so later ones are compared, too.
    """
    each = [figure / log.answers for figure, log in zip(figures, logs, strict=True)]
    return max(each[place] / min(each[:place]) for place in range(1, len(each)))


def _against(figures: Sequence[float], logs: Sequence[Log]) -> tuple[str, str]:
    more = figures[-1] / figures[0]
    return f"{more:,.2f} ×", f"{more * logs[0].answers / logs[-1].answers:.2g} ×"


def main() -> None:
    what, folder, answers = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if what == "fill":
        log = AnswerLog(folder, lambda: END)
        fill(log, kg.load(), answers)
        log.close()
    else:
        print(json.dumps(asdict(measured(folder, answers))))


if __name__ == "__main__":
    main()
