"""What the commands have in common: groups, options, what these mean, and their progress bar.

Importing this module costs no more than click.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import known, known_source, open_graph
from kg.progressbar import counting
from quiz.ownlog import open_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.course import Course
    from quiz.wanted import Wanted

__all__ = [
    "LazyGroup",
    "SuggestingGroup",
    "course_of",
    "level_option",
    "made_bank",
    "making",
    "open_log",
    "read_plan_course",
    "source_option",
    "topic_option",
    "type_option",
    "wanted_of",
    "weights_of",
]

_Command = Any

topic_option: Callable[[_Command], _Command] = click.option(
    "--topic", metavar="ENTITY", help="Only questions about this entity."
)
source_option: Callable[[_Command], _Command] = click.option(
    "--source", metavar="SOURCE", help="Only questions on what this source says; see myograph sources."
)
type_option: Callable[[_Command], _Command] = click.option(
    "--type", "kind", metavar="TYPE", help="Only questions of this type."
)
level_option: Callable[[_Command], _Command] = click.option(
    "--level", metavar="LEVEL", help="Only questions of this level of Bloom's: remember, understand, apply, …"
)


class SuggestingGroup(click.Group):
    """A group that answers an unknown command with the nearest one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; a usage error where there is none."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            from kg.faults import did_you_mean

            hint = did_you_mean(args[0], names)
            raise click.UsageError(f"There is no command “{args[0]}”. {hint}".rstrip(), ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(SuggestingGroup):
    """A group whose commands are imported when one is asked for, by name, or when all are listed.

    `places` says for each where it is: the module, a colon and the name in it.
    """

    def __init__(self, *args: Any, places: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*self._places, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now if need be; None where there is none."""
        if cmd_name in self._places and cmd_name not in self.commands:
            from importlib import import_module

            module, _, name = self._places[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), name), cmd_name)
        return super().get_command(ctx, cmd_name)


def wanted_of(
    graph: KnowledgeGraph, topic: str | None, source: str | None, kind: str | None, level: str | None
) -> Wanted:
    """Return what the options ask for; what they name has to be there."""
    from quiz.item import Bloom
    from quiz.patterns import PATTERNS
    from quiz.wanted import Wanted

    return Wanted(
        graph.find(topic).id if topic is not None else None,
        known(kind, PATTERNS, "--type", "question type"),
        known(level, [str(each) for each in Bloom], "--level", "level"),
        known_source(source, graph.sources),
    )


def course_of(
    graph: KnowledgeGraph,
    path: Path,
    *,
    topic: str | None,
    source: str | None,
    kind: str | None,
    level: str | None,
    number: int | None,
) -> Course:
    """Return the course in a file. What the course itself says may not be said by an option as well."""
    from kg.files import read_text
    from quiz.course import MAX_PAPER, read_course

    said = {"--topic": topic, "--source": source, "--type": kind, "--level": level}
    for option, value in said.items():
        if value is not None:
            raise click.UsageError(f"{option} does not go with --course: the course says what is asked.")
    course = read_course(read_text(path), str(path), graph)
    if number is not None and course.blueprint:
        raise click.UsageError("-n does not go with this course: its blueprint says how many are asked.")
    if number is not None and number > MAX_PAPER:
        raise click.UsageError(f"A paper has at most {MAX_PAPER} questions.")
    return course


def read_plan_course(packs: tuple[Path, ...], path: Path) -> Course:
    """Return the course in a file."""
    from kg.files import read_text
    from quiz.course import read_course

    return read_course(read_text(path), str(path), open_graph(packs))


def weights_of(course: Course) -> tuple[tuple[str, float], ...]:
    """Return the weights of a course's topics, or of those that its blueprint asks about."""
    if course.topics:
        return tuple((topic.entity, float(topic.weight)) for topic in course.topics)
    numbers: dict[str, float] = {}
    for part in course.blueprint:
        if part.wanted.topic is not None:
            numbers[part.wanted.topic] = numbers.get(part.wanted.topic, 0.0) + part.number
    return tuple(numbers.items())


@contextmanager
def making() -> Iterator[Callable[[str], None]]:
    """Yield what to tell of each step as it is begun; on a terminal, a bar shows if it takes long."""
    from quiz.patterns import PATTERNS

    with counting("Making items", len(PATTERNS)) as next_one:
        yield next_one


def made_bank(graph: KnowledgeGraph, seed: int) -> Bank:
    """Return the bank of a graph and a seed; on a terminal, a bar shows if it takes long."""
    from quiz.bank import build

    with making() as progress:
        return build(graph, seed, progress=progress)
