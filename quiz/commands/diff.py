"""`myograph diff`: what differs between two packs, releases or exports, and which answers that touches.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import json_option, print_json, print_lines
from kg.inwords import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.learner.touched import Touched

__all__ = ["diff", "touched_lines", "touched_view"]

# What becomes of the answers, by fate; the names are those of `quiz.learner.touched.Fate`.
_WORDS = {
    "renamed": "Renamed: the answers stay with the old id, and the claim is asked as a new one. Where it "
    "is the same fact, give it its old id back",
    "removed": "Removed: the answers stay in the log, and nothing asks for it any more",
    "not asked": "Not asked any more: the answers stay, and count again if it is asked again",
    "asked again": "Asked again: the answers count as they did",
    "restated": "Says something else or stands otherwise: the answers count; the plan names it as changed",
    "kept": "Changed in evidence or in how it is asked alone: the answers count as before",
}


@click.command("diff")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--log",
    "log_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Look for answers in this log, or copy of one, instead of your own.",
)
@click.option("--no-log", is_flag=True, help="Say nothing of answers.")
@json_option
def diff(first: str, second: str, log_file: Path | None, no_log: bool, as_json: bool) -> None:
    """Tell what differs between A and B, and which answers of yours that touches.

    Each is a pack, a folder of packs, an export (.ttl or .nt), or `bundled`, which are the packs that come
    with Myograph. A pack is read with these, in place of the one of its own name; a folder stands by itself.
    """
    from kg.difference import difference
    from kg.diffwords import difference_lines, difference_view
    from kg.packs.editions import read_editions
    from quiz.learner.places import data_dir
    from quiz.learner.store import FILE
    from quiz.learner.touched import tallies, touched

    if no_log and log_file is not None:
        raise click.UsageError("--log and --no-log do not go together.")
    before, after = read_editions(first, second)
    found = difference(before.content, after.content)
    path, rows = log_file or data_dir() / FILE, None
    if log_file is not None or (not no_log and path.exists()):
        rows = touched(found, before, after, tallies(path))
    if as_json:
        learner = None if rows is None else {"log": str(path), "claims": touched_view(rows)}
        print_json(difference_view(found, before, after) | {"learner": learner})
        return
    print_lines(difference_lines(found, before, after))
    if rows is not None and found:
        print_lines(touched_lines(rows, before, after, path))
    elif found and not no_log:
        print_lines(["", "No answers are kept on this machine yet."])


def touched_view(rows: Sequence[Touched]) -> list[dict[str, Any]]:
    """Return the answered claims that are touched as plain data for JSON; docs/json.md describes it."""
    return [
        {
            "id": row.claim,
            "now": row.now,
            "fate": str(row.fate),
            "answers": row.tally.answers,
            "right": row.tally.right,
            "lastDay": row.tally.last_day,
        }
        for row in rows
    ]


def touched_lines(
    rows: Sequence[Touched], before: KnowledgeGraph, after: KnowledgeGraph, path: Path
) -> Iterator[str]:
    """Yield which claims that were answered are touched, and what becomes of the answers."""
    from kg.diffwords import said

    answers = sum(row.tally.answers for row in rows)
    yield ""
    if not rows:
        yield f"No answer in {path} is touched."
        return
    yield f"Touched in {path}: {counted(answers, 'answer')} to {counted(len(rows), 'claim')}."
    for fate, alike in groupby(rows, key=lambda row: row.fate):
        yield f"  {_WORDS[fate]}:"
        for row in alike:
            graph, name = (before, row.claim) if row.now is None else (after, row.now)
            number = f"{counted(row.tally.answers, 'answer')}, {row.tally.right:,} right"
            was = f" (was {row.claim})" if row.now not in (None, row.claim) else ""
            yield f"    {said(graph, graph.claim(name))}{was}: {number}, the last on {row.tally.last_day}"
