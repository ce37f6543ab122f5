"""A paper and its answer key as they are read, for whatever sets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import kg
from kg.inwords import counted
from kg.showable import one_line
from quiz.export.paper.told import kept_with, sources, verdicts
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.export import Chosen, Facts
    from quiz.item import Item

__all__ = ["Answer", "Line", "Question", "Sheet", "foot", "letter", "sheets", "title"]

_LETTERS = 26
_HOW = {
    Interaction.CHOOSE_ONE: "Choose one.",
    Interaction.CHOOSE_MANY: "Choose all that apply: a wrong one takes away what a right one brings.",
    Interaction.TEXT: "Write the answer.",
    Interaction.MATCH: "Write beside each the letter that belongs to it. Each letter belongs once.",
    Interaction.ORDER: "Number them in the right order, from 1 for the first.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a line, after its letter or number."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the student reads it; `kind` is its interaction."""

    number: int
    kind: str
    stem: str
    how: str
    rows: tuple[Line, ...]
    options: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the key says of a question.

    `short` is what is to stand on the paper, as far as it is letters and numbers; `verdicts` say of each
    option whether it is right, and why; `kept_with` says what the question is filed under.
    """

    number: int
    short: str
    answer: str
    also: str
    why: tuple[str, ...]
    verdicts: tuple[Line, ...]
    sources: tuple[str, ...]
    kept_with: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of a paper; `name` is empty where there is only one."""

    name: str
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]


def title(chosen: Chosen) -> str:
    """Return what stands above it all."""
    about = f" about {chosen.topic}" if chosen.topic else ""
    return one_line(chosen.title or f"{counted(len(chosen.items), 'question')}{about}")


def foot(chosen: Chosen) -> str:
    """Return what stands below it all: what it was made from, and under which licence."""
    return one_line(
        f"For learning, not medical advice. Made with Myograph {kg.__version__} from the graph "
        f"{chosen.graph} and the seed {chosen.seed}. The data of Myograph's own packs is licensed under "
        "CC BY 4.0, but for the quotes: they are words of the sources named beside them and remain under the "
        "rights of their authors. Attribute it as: Myograph, The Myograph team, 2026. What comes from "
        "another pack is its author's."
    )


def sheets(chosen: Chosen) -> list[Sheet]:
    """Return the papers, or all items as one where there is none."""
    papers = chosen.papers or (chosen.items,)
    return [
        Sheet(
            _called(place, len(papers), chosen.versions),
            tuple(_question(item, number) for number, item in enumerate(paper, 1)),
            tuple(_answer(item, number, chosen.facts) for number, item in enumerate(paper, 1)),
        )
        for place, paper in enumerate(papers)
    ]


def _called(place: int, number: int, versions: int) -> str:
    """Return what one of so many sheets is called, of which each paper has so many versions.

    >>> [_called(place, 4, 2) for place in (1, 2)]
    ['Paper 1, version B', 'Paper 2, version A']
    >>> _called(1, 2, 2), _called(1, 2, 1), _called(0, 1, 1)
    ('Version B', 'Paper 2', '')
    """
    paper, version = divmod(place, versions)
    parts = [f"paper {paper + 1}"] if number > versions else []
    parts += [f"version {letter(version)}"] if versions > 1 else []
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def letter(place: int) -> str:
    """Return the letter of a place, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    more, last = divmod(place, _LETTERS)
    return (letter(more - 1) if more else "") + chr(ord("A") + last)


def _question(item: Item, number: int) -> Question:
    return Question(
        number,
        item.interaction.value,
        one_line(item.stem),
        _HOW[item.interaction],
        tuple(Line(str(place), one_line(row.text)) for place, row in enumerate(item.rows, 1)),
        tuple(Line(letter(place), one_line(option.text)) for place, option in enumerate(item.options)),
    )


def _answer(item: Item, number: int, facts: Mapping[str, Facts]) -> Answer:
    notes = [("Also right", item.accept[1:]), ("Half right", item.half_right)]
    return Answer(
        number,
        _short(item),
        one_line(item.answer),
        " ".join(one_line(f"{name}: {'; '.join(names)}.") for name, names in notes if names),
        tuple(map(one_line, item.explanation)),
        tuple(
            Line(_marked(letter(each.place), right=each.right), one_line(f"{each.text}: {each.why}"))
            for each in verdicts(item)
        ),
        tuple(map(one_line, sources(item, facts))),
        one_line("; ".join(f"{name}: {value}" for name, value in kept_with(item, facts)) + "."),
    )


def _short(item: Item) -> str:
    """Return what is to stand on the paper in letters and numbers, or that it is words."""
    match item.interaction:
        case Interaction.TEXT:
            return "in words"
        case Interaction.MATCH:
            return ", ".join(f"{place} {letter(row.key)}" for place, row in enumerate(item.rows, 1))
        case Interaction.ORDER:
            numbers = {place: number for number, place in enumerate(item.order, 1)}
            return ", ".join(f"{letter(place)} {numbers[place]}" for place in sorted(numbers))
        case _:
            return ", ".join(map(letter, item.keys))


def _marked(mark: str, *, right: bool | None) -> str:
    return mark if right is None else f"{mark} ({'right' if right else 'wrong'})"
