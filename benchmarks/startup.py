"""How long the command takes to start, as ratios against a peer in the same run.

    python benchmarks/startup.py [--rounds N] [--write]

Every figure is taken from outside, on whole processes, in rounds that alternate between the two sides;
the ratio is the median over rounds. `--write` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MYOGRAPH = [sys.executable, "-m", "quiz"]
TURTLE = """
import sys, time, kg
from kg.rdf import to_rdflib
from kg.rdf.serialise import all_triples, write_turtle
graph = kg.load()
triples = all_triples(graph)
copies = []
import pyoxigraph
for number in range(80_000 // len(triples) + 1):
    for triple in triples:
        subject = pyoxigraph.NamedNode(f"{triple.subject.value}-{number}")
        copies.append(pyoxigraph.Triple(subject, triple.predicate, triple.object))
start = time.perf_counter(); ours = write_turtle(copies); ours_took = time.perf_counter() - start
import rdflib
theirs = rdflib.Graph().parse(data=ours, format="turtle")
start = time.perf_counter(); theirs.serialize(format="turtle"); theirs_took = time.perf_counter() - start
print(len(copies), ours_took, theirs_took)
"""


def whole(command: list[str]) -> float:
    """Return the seconds that a command takes from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def row(what: str, ours: list[float], theirs: list[float], budget: str, *, ratio: bool = True) -> str:
    pairs = list(zip(ours, theirs, strict=True))
    figure = (
        f"{statistics.median(a / b for a, b in pairs):.2f} ×"
        if ratio
        else f"+{1000 * statistics.median(a - b for a, b in pairs):.0f} ms"
    )
    a, b = (1000 * statistics.median(each) for each in (ours, theirs))
    return f"| {what} | {a:.0f} ms | {b:.0f} ms | {figure} | {budget} |"


def measure(rounds: int) -> list[str]:
    python = [sys.executable, "-c"]
    commands = {
        "version": ([*MYOGRAPH, "--version"], [*python, "import click"]),
        "help": ([*MYOGRAPH, "--help"], [*python, "import click"]),
        "show": ([*MYOGRAPH, "show", "knee pain"], [*python, "import rdflib"]),
        "ask": ([*MYOGRAPH, "ask", "Which nerve supplies the sartorius?"], [*python, "import rdflib"]),
        "claims": ([*MYOGRAPH, "claims", "--source", "article"], [*python, "import rdflib"]),
    }
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in commands}
    for round_ in range(rounds + 1):
        for name, (ours, theirs) in commands.items():
            pair = whole(ours), whole(theirs)
            if round_:  # the first round warms caches
                times[name][0].append(pair[0])
                times[name][1].append(pair[1])
    triples, ours_took, theirs_took = subprocess.run(
        [*python, TURTLE], check=True, capture_output=True, text=True
    ).stdout.split()
    return [
        "| what | Myograph | peer | figure | budget |",
        "|---|---|---|---|---|",
        row("`--version` against `import click`", *times["version"], "at most +30 ms", ratio=False),
        row("`--help` against `import click`", *times["help"], "at most +30 ms", ratio=False),
        row("`show` (warm cache) against `import rdflib`", *times["show"], "below 1 ×"),
        row("`ask` (warm cache) against `import rdflib`", *times["ask"], "below 1 ×"),
        row("`claims` (warm cache) against `import rdflib`", *times["claims"], "below 1 ×"),
        (
            f"| Turtle of {int(triples):,} triples against rdflib's | {1000 * float(ours_took):.0f} ms "
            f"| {1000 * float(theirs_took):.0f} ms | {float(theirs_took) / float(ours_took):.1f} × faster "
            "| at least 5 × faster |"
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["MYOGRAPH_DATA_DIR"] = folder
        # As for those who install it: modules are compiled once.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        table = measure(options.rounds)
    print("\n".join(table))
    if options.write:
        page = ROOT / "docs" / "benchmarks.md"
        begin, end = "<!-- startup -->", "<!-- /startup -->"
        text = page.read_text("utf-8")
        head, _, rest = text.partition(begin)
        _, _, tail = rest.partition(end)
        body = "\n".join([begin, "", f"Medians of {options.rounds} rounds.", "", *table, "", end])
        page.write_text(head + body + tail, "utf-8")


if __name__ == "__main__":
    main()
