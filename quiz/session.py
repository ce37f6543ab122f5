"""One quiz from its first question to its last: plain data, no clock, no file, no screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kg.errors import MyographError
from quiz.grade import grade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["Answer", "AnsweredElsewhereError", "Recorder", "Session"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is kept: the student's response to the item at `position`, counted from 0.

    `score` is how right it is, from 0 to 1; `correct`, whether all of it is. `took_ms` is how long the
    student thought, in milliseconds. What `quiz.grade.Grade` tells beyond that, grading again tells.
    """

    position: int
    response: Response
    score: float
    correct: bool
    took_ms: int


class AnsweredElsewhereError(MyographError):
    """The question was answered meanwhile in another window; `answers` are all that are kept."""

    def __init__(self, answers: Mapping[int, Answer]) -> None:
        self.answers = answers
        super().__init__("This question was answered meanwhile in another window; that answer counts.")


class Recorder(Protocol):
    """Keeps an answer for good, or raises; nothing is shown to the student before it has returned."""

    def __call__(self, session: Session, answer: Answer) -> None:
        """Keep the answer."""


@dataclass(slots=True)
class Session:
    """The items of one quiz, the answers so far, and who keeps them."""

    id: str
    items: tuple[Item, ...]
    record: Recorder
    answers: dict[int, Answer] = field(default_factory=dict)

    @property
    def position(self) -> int:
        """The place of the first item without an answer; the number of items where there is none."""
        return next((place for place in range(len(self.items)) if place not in self.answers), len(self.items))

    @property
    def current(self) -> Item | None:
        """The item to be asked now, or None at the end."""
        return self.items[self.position] if not self.finished else None

    @property
    def finished(self) -> bool:
        """Whether every item has its answer."""
        return self.position == len(self.items)

    @property
    def right(self) -> int:
        """The number of answers that are right in full."""
        return sum(answer.correct for answer in self.answers.values())

    def answer(self, response: Response, took_ms: int) -> Answer:
        """Answer the current item; return the answer once it is kept.

        Raises `ValueError` where the response is not of the form that the item asks for, `IndexError` at
        the end, and whatever the recorder raises; the session is then as it was, or, after
        `AnsweredElsewhereError`, as it is kept.
        """
        position = self.position
        graded = grade(self.items[position], response)
        found = Answer(position, response, graded.score, graded.right, took_ms)
        try:
            self.record(self, found)
        except AnsweredElsewhereError as error:
            self.resume(error.answers)
            raise
        self.answers[position] = found
        return found

    def resume(self, answers: Mapping[int, Answer]) -> None:
        """Take over answers that were kept before."""
        self.answers.update(answers)
