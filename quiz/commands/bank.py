"""`myograph bank`: all the items that a graph and a seed give, to look at, to check and to take away.

Importing this module costs no more than click: each command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import (
    json_option,
    keep_from,
    known,
    open_graph,
    pack_option,
    print_json,
    print_lines,
)
from kg.errors import MyographError
from kg.inwords import counted
from quiz.commands.options import (
    SuggestingGroup,
    course_of,
    level_option,
    made_bank,
    source_option,
    topic_option,
    type_option,
    wanted_of,
)
from quiz.limits import DEFAULT_NUMBER, DEFAULT_SEED, MAX_NUMBER, MAX_SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.course import Course
    from quiz.coverage import LeftOut
    from quiz.export import Chosen
    from quiz.item import Item
    from quiz.lint import Finding
    from quiz.wanted import Wanted

__all__ = ["bank"]

MAX_PAPERS = 20
MAX_VERSIONS = 6
# So many other topics are named.
_NAMED = 6
# Formats whose files know no papers, and those whose answers come back in tables.
_TOGETHER = ("anki", "html")
_COMES_BACK = ("csv", "gift", "html", "moodle", "pdf", "print", "qti", "qti21")
# So many drawn quizzes are looked through for items that give each other away.
SESSIONS = 5

_Command = Any

_seed_option: Callable[[_Command], _Command] = click.option(
    "--seed",
    type=click.IntRange(0, MAX_SEED),
    default=DEFAULT_SEED,
    show_default=True,
    help="The same seed and graph make the same items.",
)


class NoSuchItemError(MyographError):
    """No item of the bank is what was asked for."""


@click.group(cls=SuggestingGroup)
def bank() -> None:
    """All items that can be asked: list them, show one, check them, take them away."""


@bank.command(name="list")
@topic_option
@source_option
@type_option
@level_option
@_seed_option
@pack_option
@json_option
def list_(
    topic: str | None,
    source: str | None,
    kind: str | None,
    level: str | None,
    seed: int,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List the items, and the claims that may be asked and have none."""
    from quiz.bankview import bank_lines, bank_view

    graph = open_graph(packs)
    wanted = wanted_of(graph, topic, source, kind, level)
    _tell_topic(graph, topic, wanted)
    made = made_bank(graph, seed)
    items = _wanted_items(graph, made, wanted)
    left_out = _left_out(graph, made, wanted)
    if as_json:
        print_json(bank_view(seed, items, left_out, made.dropped))
    else:
        print_lines(bank_lines(graph, items, left_out))


@bank.command()
@click.argument("name", metavar="ID")
@_seed_option
@pack_option
@json_option
def show(name: str, seed: int, packs: tuple[Path, ...], as_json: bool) -> None:
    """Show an item with its proofs and its explanation."""
    graph = open_graph(packs)
    item = _find(made_bank(graph, seed), name)
    if as_json:
        from quiz.item import item_view

        print_json(item_view(item))
    else:
        from quiz.bankview import item_lines

        print_lines(item_lines(graph, item))


@bank.command()
@_seed_option
@pack_option
@json_option
@click.pass_context
def lint(context: click.Context, seed: int, packs: tuple[Path, ...], as_json: bool) -> None:
    """Check every item and the whole bank by the rules of item writing."""
    from quiz.bankview import lint_lines, lint_view

    graph = open_graph(packs)
    made = made_bank(graph, seed)
    left_out = _left_out(graph, made)
    found = _findings(graph, made)
    view = lint_view(seed, made.items, found, made.dropped, left_out)
    if as_json:
        print_json(view)
    else:
        print_lines(lint_lines(view))
    if found:
        click.echo(f"{counted(len(found), 'finding')}.", err=True)
        context.exit(1)


@bank.command()
@click.option(
    "-f",
    "--format",
    "form",
    default="json",
    metavar="FORMAT",
    help="json where none is given; an unknown one is answered with those there are.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option(
    "-n", "--number", type=click.IntRange(1, MAX_NUMBER), help="How many items; all where not given."
)
@topic_option
@source_option
@type_option
@level_option
@click.option(
    "--course",
    "--blueprint",
    "course",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make papers of this course's blueprint.",
)
@click.option(
    "--papers",
    "count",
    type=click.IntRange(1, MAX_PAPERS),
    help="How many papers of the course; 1 where not given.",
)
@click.option(
    "--versions",
    type=click.IntRange(1, MAX_VERSIONS),
    help="How many versions of each paper: the same questions in another order. For print and pdf.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, MAX_SEED),
    help=f"The same seed and graph make the same items. Else the course's, or {DEFAULT_SEED}.",
)
@pack_option
def export(
    form: str,
    output: Path | None,
    number: int | None,
    topic: str | None,
    source: str | None,
    kind: str | None,
    level: str | None,
    course: Path | None,
    count: int | None,
    versions: int | None,
    seed: int | None,
    packs: tuple[Path, ...],
) -> None:
    """Write items, or papers made of them, for other programs."""
    from kg.files import check_folder, read_bytes, write_whole
    from kg.progressbar import waiting
    from kg.terminal import write_data
    from quiz.bankview import went_lines
    from quiz.export import FORMATS, changes_in_words, is_binary, updates, went_where, why_left_out, write

    name = known(form, FORMATS, "--format", "format")
    assert name is not None
    if output is None and is_binary(name) and sys.stdout.isatty():
        raise click.UsageError(f"{name} is no text for a terminal: use -o FILE.")
    if versions is not None and name not in ("print", "pdf"):
        raise click.UsageError("--versions goes with -f print or -f pdf.")
    keep_from(output, course, *packs)
    if output is not None:
        check_folder(output)  # nobody need wait for that
    graph = open_graph(packs)
    if course is None:
        if count is not None:
            raise click.UsageError("--papers needs a course: --course FILE.")
        wanted = wanted_of(graph, topic, source, kind, level)
        _tell_topic(graph, topic, wanted)
        chosen = _chosen_items(graph, DEFAULT_SEED if seed is None else seed, wanted, number)
    else:
        found = course_of(graph, course, topic=topic, source=source, kind=kind, level=level, number=number)
        chosen = _chosen_papers(graph, found, seed, number or DEFAULT_NUMBER, count or 1)
    if versions is not None:
        from quiz.export.paper.versions import versions as shuffled

        chosen = shuffled(chosen, versions)
    # A deck that is written over is updated.
    earlier = read_bytes(output) if output is not None and updates(name) and output.exists() else b""
    with waiting(f"Writing {name}"):
        data = write(chosen, name, earlier)
    if output is None:
        write_data(data)
    else:
        write_whole(output, data)
    for line in went_lines(went_where(chosen, name), why_left_out(name)):
        click.echo(line, err=True)
    for line in _notes(chosen, name, output):
        click.echo(line, err=True)
    if earlier and (told := changes_in_words(chosen, name, earlier)):
        click.echo(told, err=True)
    if output is not None:
        click.echo(f"Wrote {len(data):,} bytes to {output.absolute()}.", err=True)


def _tell_topic(graph: KnowledgeGraph, typed: str | None, wanted: Wanted) -> None:
    """Tell what a topic was taken for, and what is called alike and is a topic of its own."""
    if typed is None or wanted.topic is None:
        return
    label, words = graph.entity(wanted.topic).label, " ".join(typed.split()).casefold()
    if words in (label.casefold(), wanted.topic):
        return
    from kg.falsity import Falsity
    from kg.inwords import listed

    within = Falsity(graph).within
    others = [
        entity.label
        for entity in graph.search(words)
        if entity.label.casefold().startswith(f"{words} ") and not within(entity.id, wanted.topic)
    ]
    more = f" Topics of their own: {listed(others[:_NAMED])}." if others else ""
    click.echo(f"The topic is “{label}”.{more}", err=True)


def _notes(chosen: Chosen, name: str, output: Path | None) -> Iterator[str]:
    """Yield what whoever hands the file on has to know."""
    from kg.showable import one_line
    from quiz.export import suffix

    for about in chosen.about:
        yield one_line(about)
    if len(chosen.papers) > chosen.versions and name in _TOGETHER:
        yield f"The questions of all {len(chosen.papers)} papers stand in it together."
    if output is not None and output.suffix.lower() != f".{suffix(name)}":
        yield f"Programs that read {name} look for files that end in .{suffix(name)}."
    if name in _COMES_BACK:
        yield f"To read a class's answers: myograph results FILE --bank-seed {chosen.seed}"


def _chosen_items(graph: KnowledgeGraph, seed: int, wanted: Wanted, number: int | None) -> Chosen:
    from kg.fingerprint import fingerprint
    from quiz.bank import pick
    from quiz.claimfacts import facts_of, named_texts
    from quiz.export import Chosen

    items = _wanted_items(graph, made_bank(graph, seed), wanted)
    if number is not None:
        if number > len(items):
            click.echo(f"There are only {len(items):,} of them.", err=True)
        items = pick(items, number, seed)
    return Chosen(
        seed, fingerprint(graph), tuple(items), facts=facts_of(graph, items),
        topic=None if wanted.topic is None else graph.entity(wanted.topic).label,
        named=named_texts(graph, items),
    )  # fmt: skip


def _chosen_papers(
    graph: KnowledgeGraph, course: Course, seed: int | None, number: int, count: int
) -> Chosen:
    from quiz.blueprint import shared_in_words
    from quiz.tailored import papers_of

    if seed is None:
        seed = DEFAULT_SEED if course.seed is None else course.seed
    parts = course.parts(number)
    chosen = papers_of(graph, made_bank(graph, seed), course.title, parts, count)
    for shared in chosen.shared:
        click.echo(shared_in_words(graph, parts, shared), err=True)
    return chosen


def _wanted_items(graph: KnowledgeGraph, made: Bank, wanted: Wanted) -> list[Item]:
    """Return the items of a bank that are wanted. Raises `NoSuchItemError` where there are none."""
    from quiz.blueprint import fitting
    from quiz.wanted import wanted_in_words

    found = fitting(graph, made.items, wanted)
    if not found:
        asked = wanted_in_words(graph, wanted)
        raise NoSuchItemError(
            f"There is no item{asked} whose answer can be proved. What the rules of item writing kept out is "
            "counted by: myograph bank lint."
        )
    return found


def _left_out(graph: KnowledgeGraph, made: Bank, wanted: Wanted | None = None) -> list[LeftOut]:
    """Return the claims without an item, of those on the topic and from the source that are wanted."""
    from quiz.blueprint import about
    from quiz.coverage import uncovered
    from quiz.wanted import Wanted

    asked = about(graph, wanted or Wanted())
    return [each for each in uncovered(graph, made.items, made.twins) if asked(each.claim)]


def _find(made: Bank, name: str) -> Item:
    from kg.faults import did_you_mean

    by_id = {item.id: item for item in made.items}
    if name in by_id:
        return by_id[name]
    hint = did_you_mean(name, by_id) or "Those there are: myograph bank list."
    raise NoSuchItemError(f"There is no item “{name}” in the bank of seed {made.seed}. {hint}")


def _findings(graph: KnowledgeGraph, made: Bank) -> list[Finding]:
    """Return what all rules find on items and bank, on quizzes drawn (L21) and on a second build (B08)."""
    from quiz.bank import draw
    from quiz.coverage import may_be_asked
    from quiz.lint import Linter, deterministic

    linter = Linter(graph)
    found = [finding for item in made.items for finding in linter.item(item)]
    for seed in range(made.seed, made.seed + SESSIONS):
        found += linter.hinges(draw(graph, seed, DEFAULT_NUMBER))
    found += linter.bank(made.items, [claim for claim in may_be_asked(graph) if claim.id not in made.twins])
    waiting = [made]  # stands for one of the two builds
    found += deterministic(lambda: (waiting.pop() if waiting else made_bank(graph, made.seed)).items)
    return found
