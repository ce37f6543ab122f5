"""A quiz or a paper of one's own: what is wanted, what comes of it, and the command that repeats it."""

from __future__ import annotations

import math
import re
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.completion import typed_name
from kg.portion import FieldError, entity_in, source_in
from kg.showable import one_line
from quiz.bank import build, draw
from quiz.blueprint import BlueprintError, papers
from quiz.course import MAX_PAPER
from quiz.coursefile import drafted
from quiz.exam import MINUTES_A_QUESTION
from quiz.limits import MAX_SEED
from quiz.session import Mode
from quiz.start import Request
from quiz.typenames import TYPE_NAMES
from quiz.wanted import Wanted, wanted_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.blueprint import Part
    from quiz.course import Course
    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["LastBank", "Preview", "Tailored", "commands", "paper", "papers_of", "preview", "tailored"]

# As the command has it.
LEAST_MINUTES, MOST_MINUTES = 0.1, 600.0


@dataclass(frozen=True, slots=True)
class Tailored:
    """What is wanted; None and an empty tuple leave it open. `topic` is an entity's id, `source` a source's.

    With `minutes` it is an exam, else a quiz.
    """

    number: int
    topic: str | None
    types: tuple[str, ...]
    level: str | None
    seed: int
    minutes: float | None = None
    source: str | None = None

    @property
    def mixed(self) -> bool:
        """Whether several types have their share each, so that it is a paper by blueprint."""
        return len(self.types) > 1

    @property
    def wanted(self) -> Wanted:
        """What each question is to be, where not `mixed`."""
        return Wanted(self.topic, self.types[0] if self.types else None, self.level, self.source)

    @property
    def request(self) -> Request:
        """What begins it."""
        found = Request.of(self.number, self.wanted, self.seed)
        if self.mixed:
            found = Request(self.number, seed=self.seed, parts=self._drafted("paper").blueprint)
        return found if self.minutes is None else replace(found, mode=Mode.EXAM, minutes=self.minutes)

    def course(self, graph: KnowledgeGraph) -> Course:
        """Return the course whose papers are like this, titled by what is asked. Raises `DraftError`."""
        about = "" if self.topic is None else f" about {graph.entity(self.topic).label}"
        by = "" if self.source is None else f" from {graph.sources[self.source].label}"
        return self._drafted(one_line(f"Questions{about}{by}"))

    def _drafted(self, title: str) -> Course:
        topics = [] if self.topic is None else [self.topic]
        return drafted(title, self.number, topics, self.types, self.level, self.seed, source=self.source)


def tailored(
    graph: KnowledgeGraph,
    *,
    number: str,
    topic: str,
    source: str,
    types: Sequence[str],
    level: str | None,
    seed: str,
    by_chance: int,
    exam: bool,
    minutes: str,
) -> Tailored:
    """Return what is wanted from what was typed; `by_chance` is the seed where none is.

    Raises `FieldError` for the first field that cannot be used.
    """
    entity = entity_in(graph, "topic", topic) if topic.strip() else None
    many = _whole("number", number, 1, MAX_PAPER, "The number of questions")
    chosen = _whole("seed", seed, 0, MAX_SEED, "The seed") if seed.strip() else by_chance
    time = _minutes(minutes, many) if exam else None
    named = source_in(graph, "source", source) if source.strip() else None
    return Tailored(many, entity, tuple(types), level, chosen, time, named)


def _whole(field: str, text: str, least: int, most: int, what: str) -> int:
    if re.fullmatch("[0-9]{1,10}", text.strip()) and least <= int(text) <= most:
        return int(text)
    raise FieldError(field, f"{what} is from {least:,} to {most:,}.")


def _minutes(text: str, number: int) -> float:
    if not text.strip():
        return min(MINUTES_A_QUESTION * number, MOST_MINUTES)
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if LEAST_MINUTES <= minutes <= MOST_MINUTES:
        return minutes
    raise FieldError("minutes", f"An exam has from {LEAST_MINUTES} to {MOST_MINUTES:.0f} minutes.")


class LastBank:
    """Makes banks of one graph and keeps the last: making one takes seconds."""

    def __init__(self) -> None:
        self._bank: Bank | None = None

    def of(self, graph: KnowledgeGraph, seed: int, progress: Callable[[str], None]) -> Bank:
        """Return the bank of a seed; `progress` is told as `quiz.bank.build` tells it."""
        bank = self._bank
        if bank is None or bank.seed != seed:
            bank = self._bank = build(graph, seed, progress=progress)
        return bank


class Preview(NamedTuple):
    """The questions that come of it, and how many that are of how many, with the reason where it is fewer."""

    items: tuple[Item, ...]
    told: str


def preview(
    graph: KnowledgeGraph, asked: Tailored, without: Collection[str], bank: Callable[[], Bank]
) -> Preview:
    """Return what a quiz begun with `asked.request` asks; `without` are the claims that are not to be asked.

    `bank` makes the bank of its seed, which takes seconds; it is called only where types are `mixed`.
    """
    unfit = [kind for kind in asked.types if asked.level not in (None, TYPE_NAMES[kind].level)]
    if unfit:
        levels = ", ".join(f"{kind} is at level “{TYPE_NAMES[kind].level}”" for kind in unfit)
        return Preview((), f"None can be made: you chose level “{asked.level}”, and {levels}.")
    if asked.mixed:
        try:
            found = papers(graph, bank(), asked.request.parts, 1).papers[0]
        except BlueprintError as error:
            return Preview((), f"None can be made. {error}")
    else:
        found = tuple(draw(graph, asked.seed, asked.number, asked.wanted, without=without))
    if len(found) == asked.number:
        return Preview(found, f"{asked.number} of {asked.number} found.")
    told = f"Only {len(found)} of {asked.number} can be made" if found else "None can be made"
    about = wanted_in_words(graph, asked.wanted)
    aside = " What you said not to ask again is left out." if without else ""
    more = "more " if found else ""
    return Preview(found, f"{told}, because the graph proves no {more}answers to questions{about}.{aside}")


def paper(graph: KnowledgeGraph, asked: Tailored, bank: Bank) -> Chosen:
    """Return the paper by the course's blueprint, for other programs. Raises `BlueprintError`."""
    course = asked.course(graph)
    return papers_of(graph, bank, course.title, course.blueprint, 1)


def papers_of(graph: KnowledgeGraph, bank: Bank, title: str, parts: Sequence[Part], count: int) -> Chosen:
    """Return so many papers of a course, for other programs. Raises `BlueprintError`."""
    from kg.fingerprint import fingerprint
    from quiz.claimfacts import facts_of, named_texts
    from quiz.export import Chosen

    found = papers(graph, bank, parts, count)
    items = {item.id: item for paper in found.papers for item in paper}
    return Chosen(
        bank.seed,
        fingerprint(graph),
        tuple(items.values()),
        title,
        found.papers,
        shared=found.shared,
        facts=facts_of(graph, items.values()),
        named=named_texts(graph, items.values()),
    )


def commands(graph: KnowledgeGraph, asked: Tailored) -> list[str]:
    """Return the command lines that do the same: one, or two where a course file has to be made first.

    >>> import kg
    >>> commands(kg.load(), Tailored(10, "gluteus-medius", ("cloze",), None, 7))
    ["myograph quiz --topic 'gluteus medius' --type cloze -n 10 --seed 7"]
    """
    verb = ["quiz"] if asked.minutes is None else ["exam", "--minutes", f"{asked.minutes:g}"]
    options: list[str] = []
    if asked.topic is not None:
        options += ["--topic", typed_name(graph, asked.topic)]
    if asked.source is not None:
        options += ["--source", asked.source]
    for kind in asked.types:
        options += ["--type", kind]
    if asked.level is not None:
        options += ["--level", asked.level]
    options += ["-n", str(asked.number), "--seed", str(asked.seed)]
    if not asked.mixed:
        return [shlex.join(["myograph", *verb, *options])]
    return [
        shlex.join(["myograph", "course", "Questions", *options, "-o", "quiz.yaml"]),
        shlex.join(["myograph", *verb, "--course", "quiz.yaml"]),
    ]
