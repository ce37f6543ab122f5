"""The command that makes a course file.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import (
    json_option,
    keep_from,
    known,
    known_source,
    open_graph,
    pack_option,
    print_json,
)
from quiz.commands.options import made_bank, source_option
from quiz.limits import DEFAULT_NUMBER, DEFAULT_SEED, MAX_SEED

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.course import Course

__all__ = ["course", "course_view"]


@click.command("course")
@click.argument("words", metavar="TITLE", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option("--replace", is_flag=True, help="Write over the file if it is there already.")
@click.option(
    "-n",
    "--number",
    type=int,
    default=DEFAULT_NUMBER,
    show_default=True,
    help="How many questions a paper has.",
)
@click.option(
    "--topic", "topics", multiple=True, metavar="ENTITY", help="About this; may be given more than once."
)
@source_option
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Of this question type; may be given more than once.",
)
@click.option("--level", metavar="LEVEL", help="All of this level of Bloom's: remember, understand, apply, …")
@click.option("--seed", type=click.IntRange(0, MAX_SEED), help="The same papers for everyone.")
@click.option("--exam-date", metavar="DATE", help="The day of the exam, such as 2027-02-14.")
@pack_option
@json_option
def course(
    words: tuple[str, ...],
    output: Path | None,
    replace: bool,
    number: int,
    topics: tuple[str, ...],
    source: str | None,
    types: tuple[str, ...],
    level: str | None,
    seed: int | None,
    exam_date: str | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Make a course file for --course.

    Its paper has so many questions, in equal shares about each topic and of each type that is given. The file
    is printed or, with -o, written.
    """
    from kg.files import write_whole
    from quiz.coursefile import DraftError, course_text, drafted
    from quiz.item import Bloom
    from quiz.patterns import PATTERNS

    if replace and output is None:
        raise click.UsageError("--replace goes with -o FILE.")
    if output is not None and output.is_file() and not replace:
        raise click.UsageError(f"{output} is there already. Say that it may be written over: --replace.")
    keep_from(output, *packs)
    exam = None if exam_date is None else _day(exam_date)
    kinds = [known(kind, PATTERNS, "--type", "question type") for kind in types]
    level = known(level, [str(each) for each in Bloom], "--level", "level")
    graph = open_graph(packs)
    about = [graph.find(topic).id for topic in topics]
    try:
        course = drafted(
            " ".join(words), number, about, [kind for kind in kinds if kind is not None], level, seed, exam,
            known_source(source, graph.sources),
        )  # fmt: skip
    except DraftError as error:
        raise click.UsageError(str(error)) from None
    if topics or source or types or level:
        _tell_what_cannot_be_met(graph, course)
    text = course_text(course, graph)
    if output is not None:
        data = text.encode()
        write_whole(output, data)
        click.echo(f"Wrote {len(data):,} bytes to {output.absolute()}.", err=True)
    if as_json:
        print_json(course_view(course))
    elif output is None:
        click.echo(text, nl=False)


def course_view(course: Course) -> dict[str, Any]:
    """Return a course as plain data for JSON; docs/json.md describes it."""
    return {
        "title": course.title,
        "examDate": None if course.exam_date is None else course.exam_date.isoformat(),
        "seed": course.seed,
        "topics": [{"topic": topic.entity, "weight": topic.weight} for topic in course.topics],
        "blueprint": [
            {
                "number": part.number,
                "topic": part.wanted.topic,
                "source": part.wanted.source,
                "type": part.wanted.type,
                "level": part.wanted.level,
            }
            for part in course.blueprint
        ],
    }


def _tell_what_cannot_be_met(graph: KnowledgeGraph, course: Course) -> None:
    """Say at once what whoever takes the course would be told: that no paper can be made of it."""
    from quiz.blueprint import BlueprintError, papers

    bank = made_bank(graph, DEFAULT_SEED if course.seed is None else course.seed)
    try:
        papers(graph, bank, course.blueprint, 1)
    except BlueprintError as error:
        click.echo(f"No paper can be made by it with seed {bank.seed}. {error}", err=True)


def _day(text: str) -> date:
    """Return a date as a course file has it, too; a usage error where it is none."""
    # Python alone would also take 20270214 and 2027-W06-7, which a course file may not hold.
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise click.UsageError(f"“{text}” is no date: write year, month and day, such as 2027-02-14.")
