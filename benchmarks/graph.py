"""The graph against rdflib and Oxigraph in one run, and how time and memory grow with its size.

Graphs of several sizes are made in the shape of the bundled one, and each side measures each in a process of
its own, by turns. All are asked the same, and must answer the same, or nothing is told. Linux only; the whole
needs 16 GB of memory and 5 GB for temporary files.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Budget, Found, Match, in_unit, outcome, ranged, size, times
from benchmarks.figures import time as unit
from benchmarks.graphplan import RDFLIB_MOST
from benchmarks.graphplan import SEED as PLANNED
from benchmarks.graphsides import SIDES, Run
from benchmarks.page import prose, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.figures import Setting, Unit

__all__ = ["Size", "agree", "measure", "measured", "section"]

OURS, RDFLIB, OXIGRAPH = NAMES = ("Myograph", "rdflib", "Oxigraph")
# Rounds by size: a large graph takes minutes for each side.
ROUNDS = {1_000: 5, 10_000: 3, 100_000: 1, 1_000_000: 1}
QUICK = {200: 1, 400: 1}
# What is measured, and how it is told.
TIMES = {
    "load": "load",
    "look up": "look up: the claims about an entity",
    "two hops": "two hops: the nerves of the muscles that perform a movement",
    "chain": "causal chains between two entities",
    "search": "search: the entities that hold a word",
    "ask": "a question in plain words",
    "join": "SPARQL: nine patterns joined",
    "turtle out": "Turtle, written",
    "turtle in": "Turtle, read",
}
PEAKS = {"load": "peak while loading", "turtle out": "peak while writing", "turtle in": "peak while reading"}
MEMORY = "memory, loaded"
# What is asked of one thing and should not grow with the graph; all else is told by the claim.
ASKED = ("look up", "two hops", "chain")
FASTER, DOUBLE = 5.0, 2.0
# Why ours takes longer than a peer, where it does.
WHY = {
    "two hops": "ours goes through whole claims and passes over refuted ones; others follow edges for "
    "which that was done when the graph was written",
    "chain": "ours gives every chain with its claims, Oxigraph the entities on them",
    "turtle out": "ours makes triples of the model first and sorts them, so that bytes are stable; Oxigraph "
    "holds triples and writes them as they come",
    "turtle in": "ours makes claims, in Python, of what the same parser reads",
}

HOW = f"""
Graphs in the shape of the bundled one (`benchmarks/shaped.py`), each side in a process of its own.
Medians over rounds, in brackets the least and the most. All sides gave the same answers. *Load*: for us
the model from the JSON of the cache, for rdflib N-Triples (which it reads faster than Turtle), for
Oxigraph Turtle into its store in memory. *Look up*, *two hops*: for the others patterns through their
Python API, without SPARQL; they give IRIs, ours whole claims. *Causal chains*: for the others a property
path that gives the entities on them; ours gives every chain with its claims. *Search*: for the others a
filter over labels, synonyms and definitions. *A question in plain words* asks for the nerve of a muscle;
the others read none. *SPARQL*: ours is Oxigraph. *Turtle*: for us from the model and back to it, in a
stable order; for Oxigraph reading is loading. Memory is what the process grew by. rdflib is left out
above {RDFLIB_MOST:,} claims, as it would need more memory than the machine has. The best in bold; a
ratio below 1 is in our favour.
"""


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size: figures by side and measure, one a round. Seconds, and KiB."""

    claims: int
    triples: int
    times: dict[str, dict[str, list[float]]]
    memory: dict[str, dict[str, list[float]]]

    def median(self, side: str, what: str, *, memory: bool = False) -> float | None:
        """Return the median over rounds, where it was measured."""
        found = (self.memory if memory else self.times)[side].get(what)
        return statistics.median(found) if found else None


def measured(claims: int, rounds: int, progress: Callable[[str], None]) -> Size:
    """Measure all sides at one size."""
    times: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in NAMES}
    memory: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in NAMES}
    sides = [side for side in SIDES if claims <= RDFLIB_MOST or not side.startswith("rdflib")]
    triples = 0
    with tempfile.TemporaryDirectory() as folder:
        progress(f"{claims:,} claims: make the graph")
        _child("make", folder, str(claims))
        for round_ in range(rounds):
            runs: dict[str, Run] = {}
            for side in sides:
                progress(f"{claims:,} claims, round {round_ + 1} of {rounds}: {side}")
                runs[side] = run = Run(**json.loads(_child(side, folder)))
                name = next(name for name in NAMES if _is_of(side, name))
                for what, seconds in run.seconds.items():
                    times[name][what].append(seconds)
                for what, peak in run.peak.items():
                    memory[name][what].append(peak)
                if run.memory:
                    memory[name][MEMORY].append(run.memory)
            agree(runs)
            triples = runs["oxigraph"].triples
    return Size(claims, triples, times, memory)


def _is_of(side: str, name: str) -> bool:
    return side.partition("-")[0] == {OURS: "ours"}.get(name, name.lower())


def _child(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.graphsides", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def agree(runs: dict[str, Run]) -> None:
    """Raise `ValueError` where two sides did not answer a question alike."""
    answers: dict[str, dict[str, str]] = defaultdict(dict)
    for side, run in runs.items():
        for what, digest in run.answers.items():
            answers[what][side] = digest
    for what, found in answers.items():
        if len(set(found.values())) > 1:
            raise ValueError(f"The sides do not answer “{what}” alike: {found}")


def measure(setting: Setting) -> Found:
    """Measure all sizes, and return the tables."""
    rounds = setting.pick(ROUNDS, QUICK)
    return section([measured(claims, number, setting.progress) for claims, number in rounds.items()])


def section(sizes: Sequence[Size]) -> Found:
    """Return the tables of all sizes and of growth, the budgets, and how ours did beside the others."""
    lines = prose(HOW)
    for each in sizes:
        rounds = max(len(figures) for figures in each.times[OURS].values())
        lines += [f"#### {each.claims:,} claims, {each.triples:,} triples", ""]
        lines += [f"Rounds: {rounds}.", ""]
        lines += table(["what", *NAMES, "ours / rdflib", "ours / Oxigraph"], map(_row, _measures(each)))
        lines.append("")
    if len(sizes) > 1:
        lines += _growth(sizes)
    matches = [match for each in sizes for match in _matches(each)]
    return Found(lines, list(_budgets(sizes)), matches, f"graph and questions: {PLANNED}")


@dataclass(frozen=True, slots=True)
class _Measure:
    """One measure at one size: its key, its name, and the figures by side in a unit."""

    what: str
    told: str
    figures: dict[str, list[float]]
    unit: Callable[[float], Unit]


def _measures(each: Size) -> Iterable[_Measure]:
    kinds: list[tuple[str, str, dict[str, dict[str, list[float]]], Callable[[float], Unit]]]
    kinds = [(what, told, each.times, unit) for what, told in TIMES.items()]
    kinds += [(what, told, each.memory, size) for what, told in {MEMORY: MEMORY, **PEAKS}.items()]
    for what, told, measures, suits in kinds:
        figures = {name: measures[name].get(what, []) for name in NAMES}
        if any(figures.values()):
            yield _Measure(what, told, figures, suits)


def _row(measure_: _Measure) -> list[str]:
    medians = {name: statistics.median(each) for name, each in measure_.figures.items() if each}
    best = min(medians, key=medians.__getitem__)
    cells = [
        ranged(measure_.unit, each, bold=name == best) if each else "–"
        for name, each in measure_.figures.items()
    ]
    ratios = [
        times([medians[OURS] / medians[name]]) if OURS in medians and name in medians else "–"
        for name in NAMES[1:]
    ]
    return [measure_.told, *cells, *ratios]


def _matches(each: Size) -> Iterable[Match]:
    for measure_ in _measures(each):
        mine = measure_.figures[OURS]
        for name in NAMES[1:]:
            theirs = measure_.figures[name]
            if mine and theirs:
                yield Match(
                    name,
                    f"{measure_.told}, {each.claims:,} claims",
                    outcome(mine, theirs),
                    times([statistics.median(mine) / statistics.median(theirs)]),
                    WHY.get(measure_.what, ""),
                )


def _growth(sizes: Sequence[Size]) -> list[str]:
    first = sizes[0].claims
    head = ["ours", *(f"{each.claims:,}" for each in sizes), f"the most, against {first:,}"]
    rows = [
        [told, *(in_unit(suits, each) for each in figures), f"{_most(figures):.2f} ×{_mark(figures)}"]
        for told, suits, figures in _a_claim(sizes)
    ]
    for what in ASKED:
        asked = [figure for each in sizes if (figure := each.median(OURS, what)) is not None]
        rows.append(
            [f"{what}, a question", *(in_unit(unit, each) for each in asked), f"{_most(asked):.2f} ×"]
        )
    return [
        "#### Growth",
        "",
        *prose(
            """
            Of what goes through the whole graph, time and memory a claim may at most double (✗ where they do
            more at any size). What is asked of a few things is told as it is.
            """
        ),
        *table(head, rows),
        "",
    ]


def _a_claim(sizes: Sequence[Size]) -> Iterable[tuple[str, Callable[[float], Unit], list[float]]]:
    """Yield what may at most double: a name, its unit, and the figure a claim at each size."""
    kinds = [(what, what, False) for what in TIMES if what not in ASKED]
    kinds += [(what, told, True) for what, told in {MEMORY: MEMORY, **PEAKS}.items()]
    for what, told, memory in kinds:
        found = [each.median(OURS, what, memory=memory) for each in sizes]
        figures = [
            median / each.claims for median, each in zip(found, sizes, strict=True) if median is not None
        ]
        if figures:
            yield told, size if memory else unit, figures


def _most(figures: Sequence[float]) -> float:
    return max(figures) / figures[0]


def _mark(figures: Sequence[float]) -> str:
    return "" if _most(figures) <= DOUBLE else " ✗"


def _budgets(sizes: Sequence[Size]) -> Iterable[Budget]:
    faster = {
        each.claims: theirs / ours
        for each in sizes
        if (ours := each.median(OURS, "turtle out")) and (theirs := each.median(RDFLIB, "turtle out"))
    }
    if faster:
        told = ", ".join(f"{ratio:.1f} × at {claims:,} claims" for claims, ratio in faster.items())
        what = "Turtle of graphs of several sizes: how often faster than rdflib’s writer, at the least"
        yield Budget(what, min(faster.values()), FASTER, told, f"at least {FASTER:.0f} ×", at_least=True)
    if len(sizes) > 1:
        grown = {told: (suits, _most(figures)) for told, suits, figures in _a_claim(sizes)}
        span = f"from {sizes[0].claims:,} to {sizes[-1].claims:,} claims"
        for kind, suits in (("time", unit), ("memory", size)):
            of_kind = {told: most for told, (mine, most) in grown.items() if mine is suits}
            if of_kind:
                worst = max(of_kind, key=of_kind.__getitem__)
                what = f"growth of the graph, {kind} a claim {span}: the worst of {'; '.join(of_kind)}"
                told = f"{of_kind[worst]:.2f} × ({worst})"
                yield Budget(what, of_kind[worst], DOUBLE, told, f"at most {DOUBLE:.0f} ×")
