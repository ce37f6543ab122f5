"""The graph against rdflib and Oxigraph in one run, and how time and memory grow with its size.

    python -m benchmarks.graph [--size CLAIMS]… [--rounds N] [--write]

Graphs of several sizes are made in the shape of the bundled one, and each side measures each in a process of
its own, by turns. All are asked the same, and must answer the same, or nothing is told. `--write` puts the
tables into docs/benchmarks.md. Linux only; the whole needs 16 GB of memory and 5 GB for temporary files.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.graphplan import RDFLIB_MOST
from benchmarks.graphsides import SIDES, Run
from benchmarks.page import prose, put, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Size", "agree", "measured", "section"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
OURS, RDFLIB, OXIGRAPH = NAMES = ("Myograph", "rdflib", "Oxigraph")
# Rounds by size: a large graph takes minutes for each side.
ROUNDS = {1_000: 5, 10_000: 3, 100_000: 1, 1_000_000: 1}
# What is measured, and how it is told.
TIMES = {
    "load": "load",
    "look up": "look up: the claims about an entity",
    "two hops": "two hops: the nerves of the muscles that perform a movement",
    "chain": "causal chains between two entities",
    "search": "search: the entities that hold a word",
    "join": "SPARQL: nine patterns joined",
    "turtle out": "Turtle, written",
    "turtle in": "Turtle, read",
}
PEAKS = {"load": "peak while loading", "turtle out": "peak while writing", "turtle in": "peak while reading"}
MEMORY = "memory, loaded"
# What is asked of one thing and should not grow with the graph; all else is told by the claim.
ASKED = ("look up", "two hops", "chain")
FASTER, DOUBLE = 5.0, 2.0
# Ratios below this are told with more places.
SMALL, KIB = 0.1, 1024

HOW = f"""
Graphs in the shape of the bundled one (`benchmarks/shaped.py`), each side in a process of its own.
Medians over rounds, in brackets the least and the most. All sides gave the same answers. *Load*: for us
the model from the JSON of the cache, for rdflib N-Triples (which it reads faster than Turtle), for
Oxigraph Turtle into its store in memory. *Look up*, *two hops*: for the others patterns through their
Python API, without SPARQL; they give IRIs, ours whole claims. *Causal chains*: for the others a property
path that gives the entities on them; ours gives every chain with its claims. *Search*: for the others a
filter over labels, synonyms and definitions. *SPARQL*: ours is Oxigraph. *Turtle*: for us from the model
and back to it, in a stable order; for Oxigraph reading is loading. Memory is what the process grew by.
rdflib is left out above {RDFLIB_MOST:,} claims, as it would need more memory than the machine has. The
best in bold; a ratio below 1 is in our favour.
"""

_Unit = tuple[float, str]


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


def section(sizes: Sequence[Size]) -> list[str]:
    """Return the section in Markdown: every size, how it grows, and whether the budgets hold."""
    lines = prose(HOW)
    for size in sizes:
        rounds = max(len(figures) for figures in size.times[OURS].values())
        lines += [f"#### {size.claims:,} claims, {size.triples:,} triples", ""]
        lines += [f"Rounds: {rounds}.", ""]
        lines += table(["what", *NAMES, "ours / rdflib", "ours / Oxigraph"], _rows(size))
        lines.append("")
    if len(sizes) > 1:
        lines += _growth(sizes)
    return lines + _budgets(sizes)


def _rows(size: Size) -> Iterable[list[str]]:
    kinds = [(told, size.times, what) for what, told in TIMES.items()]
    kinds += [(told, size.memory, what) for what, told in {MEMORY: MEMORY, **PEAKS}.items()]
    for told, measures, what in kinds:
        unit = _time if measures is size.times else _size
        figures = {name: measures[name].get(what, []) for name in NAMES}
        if any(figures.values()):
            yield _row(told, figures, unit)


def _row(told: str, figures: dict[str, list[float]], unit: Callable[[float], _Unit]) -> list[str]:
    medians = {name: statistics.median(each) for name, each in figures.items() if each}
    best = min(medians, key=medians.__getitem__)
    cells = []
    for name, each in figures.items():
        cell = _in(unit, medians[name]) if each else "–"
        if name == best:
            cell = f"**{cell}**"
        if len(each) > 1:
            factor = unit(medians[name])[0]
            cell += f" ({min(each) * factor:,.1f} – {max(each) * factor:,.1f})"
        cells.append(cell)
    return [told, *cells, *(_ratio(medians.get(OURS), medians.get(name)) for name in NAMES[1:])]


def _ratio(ours: float | None, theirs: float | None) -> str:
    if ours is None or theirs is None:
        return "–"
    return f"{ours / theirs:.{2 if ours / theirs >= SMALL else 4}f} ×"


def _in(unit: Callable[[float], _Unit], figure: float) -> str:
    """Return a figure in a unit that suits it.

    >>> _in(_time, 0.0000123), _in(_time, 0.0123), _in(_time, 12.3), _in(_size, 2048), _in(_size, 2.5)
    ('12.3 µs', '12.3 ms', '12.3 s', '2.0 MiB', '2.5 KiB')
    """
    factor, name = unit(figure)
    return f"{figure * factor:,.1f} {name}"


def _time(seconds: float) -> _Unit:
    return (1, "s") if seconds >= 1 else (1e3, "ms") if seconds >= 1e-3 else (1e6, "µs")


def _size(kib: float) -> _Unit:
    return (1, "KiB") if kib < KIB else (1 / KIB, "MiB")


def _growth(sizes: Sequence[Size]) -> list[str]:
    first, last = sizes[0].claims, sizes[-1].claims
    head = ["ours", *(f"{size.claims:,}" for size in sizes), f"{last:,} against {first:,}"]
    rows = [
        [told, *(_in(unit, each) for each in figures), f"{figures[-1] / figures[0]:.2f} ×{_mark(figures)}"]
        for told, unit, figures in _a_claim(sizes)
    ]
    for what in ASKED:
        asked = [figure for size in sizes if (figure := size.median(OURS, what)) is not None]
        rows.append(
            [f"{what}, a question", *(_in(_time, each) for each in asked), f"{asked[-1] / asked[0]:.2f} ×"]
        )
    return [
        "#### Growth",
        "",
        *prose(
            """
            Of what goes through the whole graph, time and memory a claim may at most double (✗ where they do
            more). What is asked of a few things is told as it is.
            """
        ),
        *table(head, rows),
        "",
    ]


def _a_claim(sizes: Sequence[Size]) -> Iterable[tuple[str, Callable[[float], _Unit], list[float]]]:
    """Yield what may at most double: a name, its unit, and the figure a claim at each size."""
    kinds = [(what, what, False) for what in TIMES if what not in ASKED]
    kinds += [(what, told, True) for what, told in {MEMORY: MEMORY, **PEAKS}.items()]
    for what, told, memory in kinds:
        found = [size.median(OURS, what, memory=memory) for size in sizes]
        figures = [each / size.claims for each, size in zip(found, sizes, strict=True) if each is not None]
        if figures:
            yield told, _size if memory else _time, figures


def _mark(figures: Sequence[float]) -> str:
    return "" if figures[-1] <= DOUBLE * figures[0] else " ✗"


def _budgets(sizes: Sequence[Size]) -> list[str]:
    """Return for each budget whether it holds."""
    faster = {
        size.claims: theirs / ours
        for size in sizes
        if (ours := size.median(OURS, "turtle out")) and (theirs := size.median(RDFLIB, "turtle out"))
    }
    told = ", ".join(f"{ratio:.1f} × at {claims:,} claims" for claims, ratio in faster.items())
    if faster:
        verdict = f"{'holds' if min(faster.values()) >= FASTER else 'does not hold'}: {told}"
    else:
        verdict = "was not measured, as rdflib was left out"
    lines = prose(f"**Turtle at least {FASTER:.0f} × faster than rdflib's** {verdict}.")
    if len(sizes) > 1:
        over = [told for told, _, figures in _a_claim(sizes) if _mark(figures)]
        lines += prose(
            f"""
            **Time and memory a claim at most double from {sizes[0].claims:,} to {sizes[-1].claims:,} claims**
            {f"does not hold for: {'; '.join(over)}" if over else "holds for all of the above"}.
            """
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, action="append", metavar="CLAIMS")
    parser.add_argument("--rounds", type=int, help="instead of five, or fewer for large graphs")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    began = time.perf_counter()

    def progress(where: str) -> None:
        print(f"{time.perf_counter() - began:6.0f} s  {where}", file=sys.stderr, flush=True)

    sizes = []
    for claims in sorted(options.size or ROUNDS):
        least = min(rounds for most, rounds in ROUNDS.items() if most <= max(claims, min(ROUNDS)))
        sizes.append(measured(claims, options.rounds or least, progress))
    lines = section(sizes)
    print("\n".join(lines).strip())
    if options.write:
        PAGE.write_text(put(PAGE.read_text("utf-8"), "graph", lines), "utf-8")
    progress("done")


if __name__ == "__main__":
    main()
