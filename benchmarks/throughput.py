"""How many items a second the engine makes with proofs and lint, and how time and memory grow with the graph.

    python -m benchmarks.throughput CLAIMS [OF]

measures one synthetic graph in a process of its own, so that peaks of memory do not mix, and prints JSON.
With OF, one part of so many is asked about. The vocabulary comes on stdin, as the cache has it.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, replace
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
from quiz.uncollected import uncollected
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["Run", "Stage", "evened", "in_own_process", "measure", "parts_of", "timed", "whole"]

SEED = 1
ROUNDS = 3
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# Of this size both are done, to see how well a sample tells the whole, with one part of so many.
TRIED, TRIED_OF = 10_000, 10
# Seconds for one size; what takes longer is told to.
PATIENCE = 1_200
# From here on all items would take too long: one part of so many is asked about, and the whole worked out.
SAMPLED_FROM, ASKED_OF = 200_000, 40
# A block of one claim holds three others, which a sample leaves free to begin blocks of their own.
IN_BLOCKS, BLOCK = "match", 4
# It looks at a bank as a whole. In a sample most wrong options are right nowhere, so that it has much to do.
OF_THE_WHOLE = "evening out"
QUICK = (100, 200)
BUDGET, DOUBLE = 1_000, 2.0
# As a profiler has it, at a million claims against ten thousand.
WHY = (
    "each item calls the same functions as often as in a small graph, and each call takes longer: what it "
    "reads lies apart in gigabytes that no cache of the processor holds (`Likeness` in quiz/likeness.py, the "
    "look-ups of kg/graph.py and kg/falsity.py)"
)


class Stage(NamedTuple):
    """What one type, or what is done with the items of all, takes for a whole graph: items and seconds."""

    items: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one graph: items `made` and `kept`, processor seconds in all, and the peak in KiB.

    `set_up` are the seconds before the first item, and `stages` all others.
    """

    claims: int
    made: int
    kept: int
    seconds: float
    set_up: float
    stages: dict[str, Stage]
    peak: int

    @property
    def rate(self) -> float:
        """Items in a processor second, set-up included."""
        return self.made / self.seconds

    @property
    def per_claim(self) -> float:
        """Microseconds a claim, for all items of the graph."""
        return 1e6 * (self.set_up + sum(stage.seconds for stage in self.stages.values())) / self.claims


class Asking(Workshop):
    """A workshop that asks about a part of the graph alone, of things that hang together.

    `parts` has the number of each claim's part; only those of `part` are asked about, or none where it is -1.
    """

    parts: Mapping[str, int] | None = None
    part = 0

    def asks_about(self, claim: Claim) -> bool:
        """Return whether a claim is of those that are asked about."""
        return self.parts is None or self.parts[claim.id] == self.part


def parts_of(graph: KnowledgeGraph, of: int) -> dict[str, int]:
    """Return for each claim the number of its part, of so many, where what claims join stays together."""
    above: dict[str, str] = {}

    def top(entity: str) -> str:
        while (higher := above.setdefault(entity, entity)) != entity:
            above[entity] = entity = above[higher]
        return entity

    for claim in graph.claims():
        above[top(claim.subject)] = top(claim.object)
    numbers: dict[str, int] = {}
    return {claim.id: numbers.setdefault(top(claim.subject), len(numbers)) % of for claim in graph.claims()}


class Passed(NamedTuple):
    """What going through all types once took, by stage, and the items kept."""

    taken: dict[str, Stage]
    kept: list[Item]


def passed(workshop: Workshop, linter: Linter) -> Passed:
    """Make, lint and even out the items, as a bank does."""
    with uncollected():
        return _passed(workshop, linter)


def _passed(workshop: Workshop, linter: Linter) -> Passed:
    taken: dict[str, Stage] = {}
    kept: list[Item] = []
    for name, pattern in PATTERNS.items():
        start, made = time.process_time(), 0
        for item in pattern(workshop):
            made += 1
            if not linter.item(item):
                kept.append(item)
                workshop.covered.update(item.claims)
        taken[name] = Stage(made, time.process_time() - start)
    for name, stage in (
        ("near duplicates", near_duplicates),
        (OF_THE_WHOLE, lambda items: even_out(items, lambda item: not linter.item(item))),
    ):
        start = time.process_time()
        # The one is lazy, and both are done with at once.
        deque(stage(kept), maxlen=0)
        taken[name] = Stage(len(kept), time.process_time() - start)
    return Passed(taken, kept)


def timed(graph: KnowledgeGraph, of: int = 1) -> Run:
    """Make, lint and even out the items of a graph, where `of` is above 1 of one part of so many."""
    begin = time.process_time()
    workshop, linter = Asking(graph, SEED), Linter(graph)
    set_up = time.process_time() - begin
    if of == 1:
        runs = [passed(workshop, linter)]
        stages = runs[0].taken
    else:
        runs = []
        workshop.parts = parts_of(graph, of)
        # Nothing twice, so that what is only looked through is told from the first time; then two samples.
        for part in (-1, -1, 0, 1):
            workshop.part = part
            workshop.covered = set()
            runs.append(passed(workshop, linter))
        stages = {name: whole(name, [run.taken[name] for run in runs], of) for name in runs[0].taken}
    seconds = time.process_time() - begin
    made = sum(int(run.taken[name].items) for run in runs for name in PATTERNS)
    kept = sum(len(run.kept) for run in runs)
    return Run(len(graph.claims()), made, kept, seconds, set_up, stages, peak())


def whole(name: str, runs: Sequence[Stage], of: int) -> Stage:
    """Return what a stage takes of the whole graph, by two runs that ask nothing and two samples.

    What the first sample took beyond the second is counted once: it was looked up for many items.
    """
    cold, warm, first, second = runs
    times = of / BLOCK if name == IN_BLOCKS else of
    once = cold.seconds + max(first.seconds - second.seconds, 0.0)
    return Stage(second.items * times, once + (second.seconds - warm.seconds) * times)


def evened(sample: Run, full: Run) -> Run:
    """Return a sampled run whose evening out takes as long, for an item, as that of a graph done in full."""
    items, seconds = full.stages[OF_THE_WHOLE]
    every = sample.stages[OF_THE_WHOLE].items
    return replace(sample, stages=sample.stages | {OF_THE_WHOLE: Stage(every, seconds / items * every)})


def in_own_process(claims: int, of: int = 1) -> Run:
    """Run `timed` over a synthetic graph in a fresh interpreter. Raises `TimeoutExpired` past `PATIENCE`."""
    command = [sys.executable, "-m", "benchmarks.throughput", str(claims), str(of)]
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
            run = in_own_process(size, ASKED_OF if size >= SAMPLED_FROM else 1)
            runs.append(run if size < SAMPLED_FROM else evened(run, runs[-1]))
        except subprocess.TimeoutExpired:
            late.append(f"At {size:,} claims it was not done within {PATIENCE // 60} minutes.")
    setting.progress("how well a sample tells the whole")
    tried = setting.pick(TRIED, sizes[-1])
    sample = in_own_process(tried, TRIED_OF)
    full = next(run for run in runs if run.claims == sample.claims)
    sample = evened(sample, full)
    lines = _lines(bundled, runs, empty, sample.per_claim / full.per_claim)
    lines += [line for told in late for line in ("", told)]
    return Found(lines, _budgets(bundled, runs, late), seeds=str(SEED))


def _rate(bundled: Sequence[Run]) -> tuple[float, str]:
    """Return the median of items a second, and with its range in words."""
    rates = [run.rate for run in bundled]
    middle = statistics.median(rates)
    return middle, f"{middle:,.0f} ({min(rates):,.0f} – {max(rates):,.0f})"


def _budgets(bundled: Sequence[Run], runs: Sequence[Run], late: Sequence[str]) -> list[Budget]:
    rate, told = _rate(bundled)
    worst = max(runs, key=lambda run: run.per_claim)
    growth = worst.per_claim / runs[0].per_claim
    return [
        Budget(
            "items a second, with proofs and lint", rate, BUDGET, told, f"at least {BUDGET:,}", at_least=True
        ),
        Budget(
            f"growth of making items, time a claim from {runs[0].claims:,} to {runs[-1].claims:,} claims",
            growth,
            DOUBLE,
            " ".join([f"{growth:.2f} × (at {worst.claims:,} claims)", *late]),
            f"at most {DOUBLE:.0f} ×",
            why=WHY,
        ),
    ]


def _lines(bundled: Sequence[Run], runs: Sequence[Run], empty: Run, tried: float) -> list[str]:
    first = runs[0]
    return [
        *prose(
            f"""
            On the bundled graph {bundled[0].made:,} items were made, proved and linted at
            {_rate(bundled)[1]} a second (at least {BUDGET:,}; processor time, median of {len(bundled)} runs
            with the least and the most; set-up and evening out included); {bundled[0].kept:,} of them were
            without a finding.
            """
        ),
        *prose(
            f"""
            On synthetic graphs (`benchmarks/synthetic.py`), each in a process of its own. Time a claim
            may at most double from {first.claims:,} claims on. From {SAMPLED_FROM:,} on, one part of
            {ASKED_OF} is asked about (all would take an hour) and the time for all is worked out type by
            type: going through the graph once, what the first sample took beyond a second one once, and
            {ASKED_OF} times the second sample; evening out, which looks at the bank as a whole, takes as long
            for an item as with the graph before. So worked out, the whole of the graph of about {TRIED:,}
            claims came to {tried:.2f} × what it takes. Memory is the peak of the process above that of an
            empty graph, with the items kept; of a sample they are few.
            """
        ),
        *table(
            [
                "claims",
                "items made",
                "items a second",
                "time a claim",
                f"against {first.claims:,}",
                "memory a claim",
            ],
            [_row(run, first, empty.peak) for run in runs],
        ),
        "",
        _slowest(runs),
    ]


def _row(run: Run, first: Run, empty: int) -> list[str]:
    sampled = "" if run.claims < SAMPLED_FROM else " (sample)"
    return [
        f"{run.claims:,}",
        f"{run.made:,}{sampled}",
        f"{run.rate:,.0f}",
        f"{run.per_claim / 1000:.2f} ms",
        f"{run.per_claim / first.per_claim:.2f} ×{'' if run.per_claim <= DOUBLE * first.per_claim else ' ✗'}",
        f"{(run.peak - empty) / run.claims:.1f} KiB",
    ]


def _slowest(runs: Sequence[Run]) -> str:
    """Return which stages grow faster than the graph, with their share of the time of the last run."""
    first, last = runs[0], runs[-1]
    every = sum(stage.seconds for stage in last.stages.values())
    grown = {
        name: stage.seconds / last.claims / (first.stages[name].seconds / first.claims)
        for name, stage in last.stages.items()
        if first.stages[name].seconds and stage.seconds > every / 20
    }
    told = [
        f"{name} ({grown[name]:.1f} ×, {last.stages[name].seconds / every:.0%} of the time)"
        for name in sorted(grown, key=lambda name: -grown[name])[:3]
    ]
    return f"Of what takes a twentieth of the time or more, these grow most a claim: {', '.join(told)}."


def main() -> None:
    claims, of = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    # The words come ready: reading them here would take memory that hides what the graph takes.
    words = content_from_json(sys.stdin.read())
    graph = synthetic(words, claims, SEED)
    gc.freeze()  # as commands do once a graph is open
    print(json.dumps(asdict(timed(graph, of))))


if __name__ == "__main__":
    main()
