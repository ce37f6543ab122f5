"""How long the command takes to start, and Turtle to be written, beside a peer in the same run.

Commands are timed from outside, on whole processes with a cache that is warm, in rounds that alternate
between the two sides. Turtle is written in a process of its own, by turns, too.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Budget, Found, Match, against, outcome, ranged, times
from benchmarks.figures import time as unit
from benchmarks.page import prose, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Setting

__all__ = ["measure"]

ROUNDS, TURTLE_ROUNDS, TRIPLES = 11, 3, 80_000
FEWEST = 2_000
EXTRA_MS, FASTER = 30.0, 5.0
PYTHON = [sys.executable, "-c"]
MYOGRAPH = [sys.executable, "-m", "quiz"]
CLICK, RDFLIB = "import click", "import rdflib"
# What is run, and what it is held against.
COMMANDS = {
    "`--version`": (["--version"], CLICK),
    "`--help`": (["--help"], CLICK),
    "`show`": (["show", "knee pain"], RDFLIB),
    "`ask`": (["ask", "Which nerve supplies the sartorius?"], RDFLIB),
    "`claims`": (["claims", "--source", "article"], RDFLIB),
}
# Copies of the bundled graph. They are written twice, the second time in another order, for the bytes.
TURTLE = """
import gc, json, random, sys, time
import kg, pyoxigraph, rdflib
from kg.rdf.serialise import all_triples, write_turtle
rounds, fewest = map(int, sys.argv[1:])
triples, copies = all_triples(kg.load()), []
for number in range(fewest // len(triples) + 1):
    for triple in triples:
        subject = pyoxigraph.NamedNode(f"{triple.subject.value}-{number}")
        copies.append(pyoxigraph.Triple(subject, triple.predicate, triple.object))
written = write_turtle(copies)
graph = rdflib.Graph().parse(data=written, format="turtle")
shuffled = random.Random(1).sample(copies, len(copies))
ours, theirs = [], []
for _ in range(rounds):
    gc.collect(); start = time.perf_counter(); write_turtle(copies); ours.append(time.perf_counter() - start)
    gc.collect(); start = time.perf_counter(); graph.serialize(format="turtle")
    theirs.append(time.perf_counter() - start)
print(json.dumps([len(copies), ours, theirs, write_turtle(shuffled) == written]))
"""


def measure(setting: Setting) -> Found:
    """Measure both, and return their tables."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["MYOGRAPH_DATA_DIR"] = folder
        # As for those who install it: modules are compiled once.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        rounds = setting.pick(ROUNDS, 1)
        taken = _commands(rounds, setting)
        setting.progress("Turtle")
        turtle = _turtle(setting)
    budgets = [_budget(name, *both) for name, both in taken.items()]
    rows = [
        [f"{name} against `{COMMANDS[name][1]}`", ranged(unit, ours), ranged(unit, theirs), budget.told,
         budget.wanted]
        for (name, (ours, theirs)), budget in zip(taken.items(), budgets, strict=True)
    ]  # fmt: skip
    triples, ours, theirs, stable = turtle
    faster = against(theirs, ours)
    budgets += [
        Budget(f"Turtle of {triples:,} triples: how often faster than rdflib’s writer",
               statistics.median(faster), FASTER, times(faster), f"at least {FASTER:.0f} ×", at_least=True),
        Budget("the same Turtle from triples in any order: runs with other bytes", int(not stable), 0,
               f"{int(not stable)} of 1", "0"),
    ]  # fmt: skip
    rows.append(
        [f"Turtle of {triples:,} triples against rdflib’s", ranged(unit, ours), ranged(unit, theirs),
         f"{times(faster)} faster", f"at least {FASTER:.0f} × faster"]
    )  # fmt: skip
    matches = [
        Match("rdflib", f"{name} against the import of rdflib alone", outcome(*taken[name]),
              times(against(*taken[name])))
        for name, (_, peer) in COMMANDS.items() if peer == RDFLIB
    ]  # fmt: skip
    lines = [
        *prose(
            f"""
            Medians of {rounds} rounds, of {len(ours)} for Turtle, in brackets the least and the most. What
            is told as a difference or a ratio is so round by round. The same triples in another order gave
            {"the same" if stable else "OTHER"} bytes.
            """
        ),
        *table(["what", "Myograph", "peer", "figure", "budget"], rows),
    ]
    return Found(lines, budgets, matches)


def _commands(rounds: int, setting: Setting) -> dict[str, tuple[list[float], list[float]]]:
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in COMMANDS}
    for round_ in range(rounds + 1):
        setting.progress(f"commands, round {round_} of {rounds}")
        for name, (arguments, peer) in COMMANDS.items():
            pair = _whole([*MYOGRAPH, *arguments]), _whole([*PYTHON, peer])
            if round_:  # the first round warms caches
                for kept, seconds in zip(taken[name], pair, strict=True):
                    kept.append(seconds)
    return taken


def _whole(command: list[str]) -> float:
    """Return the seconds that a command takes from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def _turtle(setting: Setting) -> tuple[int, list[float], list[float], bool]:
    """Return how many triples were written, the seconds of both sides, and whether the bytes are stable."""
    rounds, fewest = setting.pick(TURTLE_ROUNDS, 1), setting.pick(TRIPLES, FEWEST)
    command = [*PYTHON, TURTLE, str(rounds), str(fewest)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    triples, ours, theirs, stable = json.loads(done.stdout)
    return triples, ours, theirs, stable


def _budget(name: str, ours: Sequence[float], theirs: Sequence[float]) -> Budget:
    peer = COMMANDS[name][1]
    if peer == CLICK:
        extra = [1000 * (mine - other) for mine, other in zip(ours, theirs, strict=True)]
        more = statistics.median(extra)
        told = f"{more:+.0f} ms"
        if len(extra) > 1:
            told += f" ({min(extra):+.0f} – {max(extra):+.0f})"
        return Budget(f"{name}, beyond `{peer}`", more, EXTRA_MS, told, f"at most +{EXTRA_MS:.0f} ms")
    ratios = against(ours, theirs)
    what = f"{name} on the bundled packs, warm cache, against `{peer}`"
    return Budget(what, statistics.median(ratios), 1.0, times(ratios), "below 1 ×")
