"""Figures of the question engine, losses too, and its part of docs/benchmarks.md.

    python -m benchmarks.questions [--only PART]… [--flashcardf PATH] [--write]

It prints what it measures, and says on stderr where it is; all of it takes about ten minutes. `--only` may be
given more than once. The part `flashcardf` needs Node and a checkout outside this one:

    git clone https://github.com/wschella/flashcardf PATH && cd PATH && npm install && npx tsc

`--write` puts each part that was measured into docs/benchmarks.md and leaves the others as they were.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from benchmarks import bankfigures, flashcardf, holdout, students, throughput
from benchmarks.page import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PARTS: dict[str, Callable[[KnowledgeGraph, Callable[[str], None]], list[str]]] = {
    "bank": bankfigures.section,
    "hold-out": holdout.section,
    "throughput": throughput.section,
    "students": students.section,
}
BESIDE = "flashcardf"


def main() -> None:
    options = _options()
    parts = dict(PARTS)
    if options.flashcardf is not None:
        parts[BESIDE] = partial(flashcardf.section, checkout=options.flashcardf)
    graph = kg.load()
    began = time.perf_counter()

    def progress(where: str) -> None:
        print(f"{time.perf_counter() - began:6.0f} s  {where}", file=sys.stderr, flush=True)

    for name, measure in parts.items():
        if options.only and name not in options.only:
            continue
        lines = measure(graph, progress)
        print("\n".join([f"## {name}", "", *lines]).strip(), end="\n\n", flush=True)
        if options.write:
            PAGE.write_text(put(PAGE.read_text("utf-8"), f"questions: {name}", lines), "utf-8")
    progress("done")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=[*PARTS, BESIDE], metavar="PART")
    parser.add_argument("--flashcardf", type=Path, metavar="PATH")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.flashcardf is None and BESIDE in (options.only or ()):
        parser.error(f"the part {BESIDE} needs --flashcardf PATH")
    if options.flashcardf is not None and not (options.flashcardf / "dist" / "quiz.js").is_file():
        parser.error(f"{options.flashcardf} holds no dist/quiz.js: run npm install and npx tsc there")
    return options


if __name__ == "__main__":
    main()
