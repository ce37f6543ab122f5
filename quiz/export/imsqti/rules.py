"""How QTI is told to score an answer and which feedback to show: the same points as `quiz.grade` gives.

No standard template of QTI sets a feedback, so that each item has rules of its own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.showable import one_line
from quiz.grade import CLOSE, fold
from quiz.item import Interaction

if TYPE_CHECKING:
    from quiz.export.imsqti.dialect import Dialect
    from quiz.item import Item

__all__ = [
    "ANSWER",
    "CHOSEN",
    "CLOSE_BY",
    "EXPLAINED",
    "SCORE",
    "SHOWN",
    "mapping",
    "missed",
    "option",
    "row",
    "rules",
]

ANSWER = "RESPONSE"
SCORE = "SCORE"
# The outcomes that feedback hangs on: what was chosen; that an answer was close; that there was one.
CHOSEN = "FEEDBACK"
CLOSE_BY = "CLOSE"
EXPLAINED = "EXPLANATION"
SHOWN = "shown"
# Said of each that is not shown: a player may keep what it showed after the answer before.
HIDDEN = "hidden"


def option(place: int) -> str:
    """Return what the option at a place, counted from 0, is called in its item."""
    return f"option-{place + 1}"


def row(place: int) -> str:
    """Return what the row at a place, counted from 0, is called in its item."""
    return f"row-{place + 1}"


def missed(place: int) -> str:
    """Return the outcome that tells that the row or option at a place was not put where it belongs."""
    return f"MISSED-{place + 1}"


def mapping(dialect: Dialect, item: Item) -> str:
    """Return the points for each answer that is counted; empty where rules alone do it.

    Typed answers are compared without case. QTI forgives no wrong letters, so that answers are listed also
    without accents and hyphens, and with an article.
    """
    match item.interaction:
        case Interaction.CHOOSE_MANY:
            points = [
                (option(place), 1.0 if each.correct else -1.0) for place, each in enumerate(item.options)
            ]
        case Interaction.TEXT:
            points = _typed(item)
        case _:
            return ""
    case = "false" if item.interaction is Interaction.TEXT else "true"
    entries = [
        dialect.tag("mapEntry", mapKey=key, mappedValue=f"{worth:g}", caseSensitive=case)
        for key, worth in points
    ]
    return dialect.tag("mapping", *entries, lowerBound="0", defaultValue="0")


def _typed(item: Item) -> list[tuple[str, float]]:
    """Return what may be typed and its points, each once however it is written."""
    found: dict[str, tuple[str, float]] = {}
    for names, worth in ((item.accept, 1.0), (item.half_right, CLOSE)):
        for name in map(one_line, names):
            for typed in (name, fold(name), f"the {name}"):
                if typed and fold(typed) == fold(name):
                    found.setdefault(typed.lower(), (typed, worth))
    return list(found.values())


def rules(dialect: Dialect, item: Item) -> str:
    """Return the response processing of an item."""
    said = _Rules(dialect)
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            told = [
                said.when(said.right(), [said.put(SCORE, said.number(1))]),
                said.put(CHOSEN, said.answer()),
            ]
        case Interaction.CHOOSE_MANY:
            points = said.share(said.mapped(), len(item.keys))
            told = [said.answered([said.put(SCORE, points)]), said.put(CHOSEN, said.answer())]
        case Interaction.TEXT:
            told = [said.answered([said.put(SCORE, said.mapped())])]
            if item.half_right:
                told.append(said.when(said.half(), [said.flag(CLOSE_BY)], [said.flag(CLOSE_BY, HIDDEN)]))
        case Interaction.MATCH:
            told = [
                said.point(said.paired(row(place), option(each.key)), missed(place))
                for place, each in enumerate(item.rows)
            ]
            told.append(said.put(SCORE, said.share(said.score(), len(item.rows))))
        case Interaction.ORDER:
            told = [
                said.point(said.follows(option(first), option(second), len(item.order)), missed(second))
                for first, second in pairwise(item.order)
            ]
            told.append(said.put(SCORE, said.share(said.score(), len(item.order) - 1)))
    return dialect.tag("responseProcessing", *told, said.flag(EXPLAINED))


class _Rules:
    """Rules and expressions of QTI in one of its versions."""

    def __init__(self, dialect: Dialect) -> None:
        self._tag = dialect.tag

    def _value(self, kind: str, value: str) -> str:
        return self._tag("baseValue", value, baseType=kind)

    def number(self, value: int) -> str:
        return self._value("float", str(value))

    def answer(self) -> str:
        return self._tag("variable", identifier=ANSWER)

    def score(self) -> str:
        return self._tag("variable", identifier=SCORE)

    def mapped(self) -> str:
        return self._tag("mapResponse", identifier=ANSWER)

    def share(self, points: str, of: int) -> str:
        return self._tag("divide", points, self.number(of))

    def right(self) -> str:
        return self._tag("match", self.answer(), self._tag("correct", identifier=ANSWER))

    def half(self) -> str:
        """Return whether the score is neither nothing nor all."""
        above = self._tag("gt", self.score(), self.number(0))
        return self._tag("and", above, self._tag("lt", self.score(), self.number(1)))

    def paired(self, left: str, right: str) -> str:
        return self._tag("member", self._value("directedPair", f"{left} {right}"), self.answer())

    def follows(self, first: str, second: str, of: int) -> str:
        """Return whether one stands right before the other among so many."""
        ways = [
            self._tag("and", self._stands(first, place), self._stands(second, place + 1))
            for place in range(1, of)
        ]
        return self._tag("or", *ways)

    def _stands(self, name: str, place: int) -> str:
        at = self._tag("index", self.answer(), n=str(place))
        return self._tag("match", at, self._value("identifier", name))

    def put(self, outcome: str, value: str) -> str:
        return self._tag("setOutcomeValue", value, identifier=outcome)

    def flag(self, outcome: str, value: str = SHOWN) -> str:
        return self.put(outcome, self._value("identifier", value))

    def point(self, holds: str, otherwise: str) -> str:
        """Return that there is a point where something holds, and the feedback of this outcome where not."""
        more = self._tag("sum", self.score(), self.number(1))
        return self.when(holds, [self.put(SCORE, more), self.flag(otherwise, HIDDEN)], [self.flag(otherwise)])

    def when(self, holds: str, then: list[str], otherwise: list[str] | None = None) -> str:
        branches = [self._tag("responseIf", holds, *then)]
        if otherwise:
            branches.append(self._tag("responseElse", *otherwise))
        return self._tag("responseCondition", *branches)

    def answered(self, then: list[str]) -> str:
        """Return what is done where there is an answer at all; programs cannot map one that there is not."""
        return self.when(self._tag("not", self._tag("isNull", self.answer())), then)
