"""`myograph results`: what the answers of a class tell of its questions, and of what it mixes up.

Importing this module costs no more than click: what the command needs is imported when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import json_option, open_graph, pack_option, print_json, print_lines
from quiz.commands.options import made_bank
from quiz.limits import DEFAULT_SEED, MAX_SEED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.item import Item
    from quiz.results.sheet import Column, Sheet

__all__ = ["results"]

# So many questions are named.
_NAMED = 5
_ANOTHER = (
    "If they are of another seed, say which: --bank-seed N, as bank export told it; if of a pack of yours, "
    "--pack; or give the questions themselves: --items FILE."
)


@click.command(name="results")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--bank-seed",
    "seed",
    type=click.IntRange(0, MAX_SEED),
    help=f"The seed of the bank that was exported; {DEFAULT_SEED} where not given.",
)
@click.option(
    "--items",
    "exported",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The questions themselves, as bank export -f json wrote them, instead of a seed.",
)
@pack_option
@json_option
def results(
    files: tuple[Path, ...],
    seed: int | None,
    exported: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Tell how the questions of a class did: its answers from Moodle, a table, or results of exams.

    Of Moodle's reports it takes the responses and the grades, as CSV; of our own, docs/results.md tells the
    columns. Several files are taken where they are results of exams.
    """
    from quiz.results.analysis import analysed
    from quiz.results.marking import mark
    from quiz.results.mixups import class_mixups
    from quiz.results.read import read

    if seed is not None and exported is not None:
        raise click.UsageError("--bank-seed and --items both say which questions; one of the two.")
    sheet = read(files)
    graph = open_graph(packs)
    _find_items(graph, sheet, seed, exported)
    mark(sheet)
    analysis, mixups = analysed(sheet), class_mixups(graph, sheet)
    if as_json:
        from quiz.results.view import results_view

        print_json(results_view(graph, analysis, mixups))
    else:
        from quiz.results.tell import page

        print_lines(page(graph, analysis, mixups))


def _find_items(graph: KnowledgeGraph, sheet: Sheet, seed: int | None, exported: Path | None) -> None:
    """Find out which questions are of ours; the bank is made only where any could be."""
    from quiz.results.ours import Ours, may_be_ours

    columns = list(sheet.columns.values())
    if all(column.item is not None for column in columns):
        return
    claims = {claim.id for claim in graph.claims()}
    if exported is None and not any(column.text or may_be_ours(column.name, claims) for column in columns):
        return
    ours = Ours(_items(graph, seed, exported))
    ours.find(columns)
    others = ours.let_go(columns)
    if exported is not None and not any(column.item for column in columns):
        ours.find_by_place(columns)
    sheet.doubts += _doubts(columns, others, claims, "the questions of --items" if exported else "this bank")


def _doubts(
    columns: Sequence[Column], others: Sequence[str], claims: Collection[str], bank: str
) -> Iterator[str]:
    """Yield what speaks for another bank than the one looked in; `others` only seemed to be of it."""
    from kg.inwords import counted
    from kg.showable import one_line
    from quiz.results.ours import may_be_ours

    unknown = [column for column in columns if column.item is None and column.name not in others]
    named = [column.name for column in unknown if may_be_ours(column.name, claims)]
    found = any(column.item for column in columns)
    told = [column.name for column in unknown if column.text and found and column.name not in named]
    for names, what in (
        (others, f"known by name, and answered with what is no option in {bank}"),
        (named, f"named as ours are, and not in {bank}"),
        (told, f"beside others of ours, and not in {bank}"),
    ):
        if names:
            listed = ", ".join(map(one_line, names[:_NAMED])) + (" …" if len(names) > _NAMED else "")
            yield f"{counted(len(names), 'question')} {what}: {listed}. {_ANOTHER}"


def _items(graph: KnowledgeGraph, seed: int | None, exported: Path | None) -> Sequence[Item]:
    if exported is not None:
        from quiz.results.examfile import items_of

        return items_of(exported)
    return made_bank(graph, DEFAULT_SEED if seed is None else seed).items
