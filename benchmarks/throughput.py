"""How many items a second the engine makes with proofs and lint, and how time and memory grow with the graph.

    python -m benchmarks.throughput CLAIMS [MOST]

measures one synthetic graph in a process of its own, so that peaks of memory do not mix, and prints JSON.
With MOST, at most so many items of each type are made. The vocabulary comes on stdin, as the cache has it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING

import kg
from benchmarks.figures import ROOT, Budget, Found
from benchmarks.memory import peak
from benchmarks.page import prose, table
from benchmarks.synthetic import synthetic
from kg.packs.cache import content_from_json, content_to_json
from kg.packs.loading import content_of, read_packs
from quiz.lint import Linter
from quiz.lint.duplicates import near_duplicates
from quiz.patterns import PATTERNS
from quiz.tells import even_out
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["Run", "in_own_process", "measure", "timed"]

SEED = 1
ROUNDS = 3
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# Seconds for one size; what takes longer is told to.
PATIENCE = 1_200
# From here on all items would take minutes: so many of each type are made, and the whole is worked out.
SAMPLED_FROM, SAMPLE = 30_000, 4_000
QUICK = (100, 200)
BUDGET, DOUBLE = 1_000, 2.0
# As a profiler has it, at 100,000 claims against 1,000.
WHY = (
    "wrong options are sought among all that is of a kind, and ever more of it is tried for a proof "
    "(`_whole` and `_provable` in quiz/distractors.py, `Falsity` in kg/falsity.py); linter and spelling go "
    "through all names that begin alike or share a piece (`named` in quiz/lint/facts.py, `near` in "
    "quiz/near.py), and made-up names do so more than real ones"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one graph: the items `kept`, processor seconds for set-up, and the peak in KiB.

    `seconds` and `made` are by stage: a type, and then what is done with the items of all types. `first` are
    the seconds of a type until its first item, in which it looks through the graph.
    """

    claims: int
    kept: int
    set_up: float
    seconds: dict[str, float]
    first: dict[str, float]
    made: dict[str, int]
    peak: int

    @property
    def items(self) -> int:
        """Items made and linted."""
        return sum(self.made[name] for name in PATTERNS)

    @property
    def rate(self) -> float:
        """Items in a processor second, set-up included."""
        return self.items / (self.set_up + sum(self.seconds.values()))

    def per_claim(self, expected: dict[str, float]) -> float:
        """Return microseconds a claim, where a stage has so many items a claim.

        From a sample the whole is worked out stage by stage: what precedes the first item of a type counts
        once, the rest for each item. What is looked up once for many items counts in full against the sample,
        so that the figure is rather too high than too low.
        """
        once = self.set_up + sum(self.first.values())
        each = [
            (taken - self.first.get(name, 0.0)) / self.made[name] * expected[name]
            for name, taken in self.seconds.items()
            if self.made[name]
        ]
        return 1e6 * (once / self.claims + sum(each))


def timed(graph: KnowledgeGraph, most: int | None = None) -> Run:
    """Make, lint and even out the items of a graph, `most` of each type, as a bank does."""
    start = time.process_time()
    workshop, linter = Workshop(graph, SEED), Linter(graph)
    set_up = time.process_time() - start
    seconds: dict[str, float] = {}
    first: dict[str, float] = {}
    made: dict[str, int] = {}
    bank: list[Item] = []
    for name, pattern in PATTERNS.items():
        start, made[name] = time.process_time(), 0
        for item in islice(pattern(workshop), most):
            first.setdefault(name, time.process_time() - start)
            made[name] += 1
            if not linter.item(item):
                bank.append(item)
                workshop.covered.update(item.claims)
        seconds[name] = time.process_time() - start
        first.setdefault(name, seconds[name])
    for name, stage in (
        ("near duplicates", near_duplicates),
        ("evening out", lambda items: even_out(items, lambda item: not linter.item(item))),
    ):
        start, made[name] = time.process_time(), len(bank)
        stage(bank)
        seconds[name] = time.process_time() - start
    return Run(len(graph.claims()), len(bank), set_up, seconds, first, made, peak())


def in_own_process(claims: int, most: int | None = None) -> Run:
    """Run `timed` over a synthetic graph in a fresh interpreter. Raises `TimeoutExpired` past `PATIENCE`."""
    command = [sys.executable, "-m", "benchmarks.throughput", str(claims), *([str(most)] if most else [])]
    words = content_to_json(content_of(*read_packs([])))
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, input=words, timeout=PATIENCE
    )
    return Run(**json.loads(done.stdout))


def measure(setting: Setting) -> Found:
    """Measure the bundled graph and the synthetic ones, and return the tables."""
    rounds, sizes = setting.pick(ROUNDS, 1), setting.pick(SIZES, QUICK)
    setting.progress("the bundled graph")
    graph = kg.load()
    bundled = [timed(graph) for _ in range(rounds)]
    empty = in_own_process(0)
    runs, late = [], []
    for size in sizes:
        setting.progress(f"{size:,} claims")
        try:
            runs.append(in_own_process(size, SAMPLE if size >= SAMPLED_FROM else None))
        except subprocess.TimeoutExpired:
            late.append(f"At {size:,} claims it was not done within {PATIENCE // 60} minutes.")
    # As many items of a type a claim as the largest graph gives that was asked in full.
    full = max((run for run in runs if run.claims < SAMPLED_FROM), key=lambda run: run.claims)
    expected = {name: number / full.claims for name, number in full.made.items()}
    each = [run.per_claim(expected) for run in runs]
    lines = [*_lines(bundled, runs, each, empty, expected), *(line for told in late for line in ("", told))]
    return Found(lines, _budgets(bundled, runs, each, late), seeds=str(SEED))


def _rate(bundled: Sequence[Run]) -> tuple[float, str]:
    """Return the median of items a second, and with its range in words."""
    rates = [run.rate for run in bundled]
    middle = statistics.median(rates)
    return middle, f"{middle:,.0f} ({min(rates):,.0f} – {max(rates):,.0f})"


def _budgets(
    bundled: Sequence[Run], runs: Sequence[Run], each: Sequence[float], late: Sequence[str]
) -> list[Budget]:
    rate, told = _rate(bundled)
    worst = max(each) / each[0]
    at = runs[each.index(max(each))].claims
    return [
        Budget(
            "items a second, with proofs and lint", rate, BUDGET, told, f"at least {BUDGET:,}", at_least=True
        ),
        Budget(
            f"growth of making items, time a claim from {runs[0].claims:,} to {runs[-1].claims:,} claims",
            worst,
            DOUBLE,
            " ".join([f"{worst:.2f} × (at {at:,} claims)", *late]),
            f"at most {DOUBLE:.0f} ×",
            why=WHY,
        ),
    ]


def _lines(
    bundled: Sequence[Run], runs: Sequence[Run], each: Sequence[float], empty: Run, expected: dict[str, float]
) -> list[str]:
    first = runs[0].claims
    return [
        *prose(
            f"""
            On the bundled graph {bundled[0].items:,} items were made, proved and linted at
            {_rate(bundled)[1]} a second (at least {BUDGET:,}; processor time, median of {len(bundled)} runs
            with the least and the most; set-up and evening out included); {bundled[0].kept:,} of them were
            without a finding.
            """
        ),
        *prose(
            f"""
            On synthetic graphs (`benchmarks/synthetic.py`), each in a process of its own. Time a claim
            may at most double from {first:,} claims on. From {SAMPLED_FROM:,} on, at most {SAMPLE:,}
            items of each type are made (all would take minutes) and the time for all is worked out by
            type; what is looked up once for many items counts in full against the sample. Memory is the
            peak of the process above that of an empty graph, with the items kept; of a sample they are few.
            """
        ),
        *table(
            [
                "claims",
                "items made",
                "items a second",
                "time a claim",
                f"against {first:,}",
                "memory a claim",
            ],
            [_row(run, mine, each[0], empty.peak) for run, mine in zip(runs, each, strict=True)],
        ),
        "",
        _slowest(runs, expected),
    ]


def _an_item(run: Run, name: str) -> float:
    """Return the seconds that an item of a stage takes."""
    return (run.seconds[name] - run.first.get(name, 0.0)) / run.made[name]


def _row(run: Run, mine: float, first: float, empty: int) -> list[str]:
    sampled = "" if run.claims < SAMPLED_FROM else " (sample)"
    return [
        f"{run.claims:,}",
        f"{run.items:,}{sampled}",
        f"{run.rate:,.0f}",
        f"{mine / 1000:.2f} ms",
        f"{mine / first:.2f} ×{'' if mine <= DOUBLE * first else ' ✗'}",
        f"{(run.peak - empty) / run.claims:.1f} KiB",
    ]


def _slowest(runs: Sequence[Run], expected: dict[str, float]) -> str:
    """Return which types grow faster than the graph, by what an item takes in the first and the last run."""
    first, last = runs[0], runs[-1]
    grown = {
        name: _an_item(last, name) / _an_item(first, name)
        for name in expected
        if first.made[name] and last.made[name]
    }
    told = [f"{name} ({grown[name]:.1f} ×)" for name in sorted(grown, key=lambda name: -grown[name])[:3]]
    return f"What an item takes grows most for {', '.join(told)}, from the first graph to the last."


def main() -> None:
    claims, most = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None
    # The words come ready: reading them here would take memory that hides what the graph takes.
    words = content_from_json(sys.stdin.read())
    print(json.dumps(asdict(timed(synthetic(words, claims, SEED), most))))


if __name__ == "__main__":
    main()
