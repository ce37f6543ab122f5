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
from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["Run", "in_own_process", "measure", "timed"]

SEED = 1
ROUNDS = 3
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# Seconds for one size; what takes longer is told to.
PATIENCE = 1_200
# From here on all items would take minutes: so many of each type are made, and the whole is worked out.
SAMPLED_FROM, SAMPLE = 30_000, 8_000
# These go through claims one by one and pass over most of a large graph, whose names are ever more alike:
# their work is told by the claims that were gone through, not by the few items that came of them.
BY_CLAIM = ("typed", "cloze")
QUICK = (100, 200)
BUDGET, DOUBLE = 1_000, 2.0
# As a profiler has it, at a million claims against ten thousand.
WHY = (
    "each item calls the same functions as often as in a small graph, and each call takes longer: what it "
    "reads lies apart in gigabytes that no cache of the processor holds (`Likeness` in quiz/likeness.py, the "
    "look-ups of kg/graph.py and kg/falsity.py)"
)


class Stage(NamedTuple):
    """What one type, or what is done with the items of all types, took: processor seconds and work done.

    `work` are items, or claims gone through. `half_seconds` and `half_work` are those when half of a sample
    was made; 0 where all items were.
    """

    seconds: float
    items: int
    work: int
    half_seconds: float = 0.0
    half_work: int = 0

    @property
    def each(self) -> float:
        """Seconds for a piece of work, once what is looked up for many of them is known."""
        return (self.seconds - self.half_seconds) / max(self.work - self.half_work, 1)

    @property
    def once(self) -> float:
        """Seconds that the first half of a sample took beyond the second: they are spent once in a graph."""
        return max(self.half_seconds - self.half_work * self.each, 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one graph: the items `kept`, processor seconds for set-up, and the peak in KiB."""

    claims: int
    kept: int
    set_up: float
    stages: dict[str, Stage]
    peak: int

    @property
    def items(self) -> int:
        """Items made and linted."""
        return sum(self.stages[name].items for name in PATTERNS)

    @property
    def rate(self) -> float:
        """Items in a processor second, set-up included."""
        return self.items / (self.set_up + sum(stage.seconds for stage in self.stages.values()))

    def per_claim(self, expected: dict[str, float]) -> float:
        """Return microseconds a claim, where a stage has so much work a claim.

        From a sample the whole is worked out stage by stage: what only the first half took counts once, and
        for the rest each piece of work as much as in the second half.
        """
        once = self.set_up + sum(stage.once for stage in self.stages.values())
        each = (stage.each * expected[name] for name, stage in self.stages.items())
        return 1e6 * (once / self.claims + sum(each))


class Counting(Workshop):
    """A workshop that counts the claims that are drawn from its shuffled lists, one by one."""

    drawn = 0

    def shuffled(self, claims: Iterable[Claim], name: str) -> list[Claim]:
        """Return claims in a seeded order, counted as they are drawn."""
        return Drawn(super().shuffled(claims, name), self)


class Drawn(list["Claim"]):
    """Claims whose drawing is counted."""

    def __init__(self, claims: list[Claim], counting: Counting) -> None:
        super().__init__(claims)
        self._counting = counting

    def __iter__(self) -> Iterator[Claim]:
        """Yield the claims, and count."""
        for claim in super().__iter__():
            self._counting.drawn += 1
            yield claim


def timed(graph: KnowledgeGraph, most: int | None = None) -> Run:
    """Make, lint and even out the items of a graph, `most` of each type, as a bank does."""
    start = time.process_time()
    workshop, linter = Counting(graph, SEED), Linter(graph)
    set_up = time.process_time() - start
    stages: dict[str, Stage] = {}
    bank: list[Item] = []
    for name, pattern in PATTERNS.items():
        start, drawn, made, half = time.process_time(), workshop.drawn, 0, (0.0, 0)
        by_claim = name in BY_CLAIM
        for item in islice(pattern(workshop), most):
            made += 1
            if not linter.item(item):
                bank.append(item)
                workshop.covered.update(item.claims)
            if made * 2 == most:
                half = time.process_time() - start, workshop.drawn - drawn if by_claim else made
        work = workshop.drawn - drawn if by_claim else made
        stages[name] = Stage(time.process_time() - start, made, work, *half)
    for name, stage in (
        ("near duplicates", near_duplicates),
        ("evening out", lambda items: even_out(items, lambda item: not linter.item(item))),
    ):
        start, items = time.process_time(), len(bank)
        stage(bank)
        stages[name] = Stage(time.process_time() - start, items, items)
    return Run(len(graph.claims()), len(bank), set_up, stages, peak())


def in_own_process(claims: int, most: int | None = None) -> Run:
    """Run `timed` over a synthetic graph in a fresh interpreter. Raises `TimeoutExpired` past `PATIENCE`."""
    command = [sys.executable, "-m", "benchmarks.throughput", str(claims), *([str(most)] if most else [])]
    words = content_to_json(content_of(*read_packs([])))
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, input=words, timeout=PATIENCE
    )
    told = json.loads(done.stdout)
    return Run(**told | {"stages": {name: Stage(*stage) for name, stage in told["stages"].items()}})


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
    # As much work a claim as the largest graph makes that was asked in full.
    full = max((run for run in runs if run.claims < SAMPLED_FROM), key=lambda run: run.claims)
    expected = {name: stage.work / full.claims for name, stage in full.stages.items()}
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
            type: what the first half of the sample took beyond the second counts once, each item (for
            {" and ".join(BY_CLAIM)}, each claim gone through) as in the second half. Memory is the peak of
            the process above that of an empty graph, with the items kept; of a sample they are few.
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
    """Return which types grow faster than the graph, by what a piece of work takes first and last."""
    first, last = runs[0].stages, runs[-1].stages
    grown = {
        name: last[name].each / first[name].each for name in expected if first[name].work and last[name].work
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
