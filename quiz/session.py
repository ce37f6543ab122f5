"""One quiz from its first question to its last: plain data, no clock, no file, no screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kg.errors import MyographError
from quiz.grade import grade
from quiz.hint import hint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from quiz.grade import Response
    from quiz.item import Item

__all__ = [
    "Answer",
    "AnsweredElsewhereError",
    "Keeper",
    "Mode",
    "Note",
    "NothingToUndoError",
    "Session",
    "TakenBackElsewhereError",
]

# What a right answer is worth after a hint.
HINTED_SHARE = 0.5


class Mode(StrEnum):
    """How a session is taken: with feedback at once, or as an exam, with feedback at its end."""

    PRACTICE = "practice"
    EXAM = "exam"


class Note(StrEnum):
    """What is kept of a question besides its answer."""

    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    HINTED = "hinted"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is kept: the student's response to the item at `position`, counted from 0.

    `score` is how right it is, from 0 to 1, less where a hint was taken; `correct`, whether all of it is
    right. `took_ms` is how long the student thought, in milliseconds; `unsure`, that the student said so;
    `hinted`, that a hint was shown before. What `quiz.grade.Grade` tells beyond that, grading again tells.
    """

    position: int
    response: Response
    score: float
    correct: bool
    took_ms: int
    unsure: bool = False
    hinted: bool = False


class AnsweredElsewhereError(MyographError):
    """The question was answered meanwhile in another window; `answers` are all that are kept."""

    def __init__(self, answers: Mapping[int, Answer]) -> None:
        self.answers = answers
        super().__init__("This question was answered meanwhile in another window; that answer counts.")


class NothingToUndoError(MyographError):
    """There is no answer that could be taken back."""

    def __init__(self, message: str = "There is no answer to take back.") -> None:
        super().__init__(message)


class TakenBackElsewhereError(NothingToUndoError):
    """The answer was taken back meanwhile in another window; `answers` are all that are kept."""

    def __init__(self, answers: Mapping[int, Answer]) -> None:
        self.answers = answers
        super().__init__("This answer was taken back meanwhile in another window.")


class Keeper(Protocol):
    """Keeps what happens in a session for good, or raises.

    Nothing is shown to the student, nor taken over by the session, before it has returned.
    """

    def record(self, session: Session, answer: Answer) -> None:
        """Keep an answer; in an exam it takes the place of an earlier one at its position."""

    def take_back(self, session: Session, position: int) -> None:
        """Keep that the answer at a position does not count any more."""

    def note(self, session: Session, position: int, note: Note) -> None:
        """Keep something about the question at a position."""

    def submit(self, session: Session) -> None:
        """Keep that an exam was handed in."""


@dataclass(slots=True)
class Session:
    """The items of one quiz, the answers so far in the order given, and who keeps them.

    An exam has a `deadline`, or none; `versions` are the digests of its claims as they stood when it began.
    """

    id: str
    items: tuple[Item, ...]
    keeper: Keeper
    mode: Mode = Mode.PRACTICE
    deadline: datetime | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    answers: dict[int, Answer] = field(default_factory=dict)
    flagged: set[int] = field(default_factory=set)
    hinted: set[int] = field(default_factory=set)
    submitted: bool = False

    @property
    def position(self) -> int:
        """The place of the first item without an answer; the number of items where there is none."""
        return next((place for place in range(len(self.items)) if place not in self.answers), len(self.items))

    @property
    def current(self) -> Item | None:
        """The item to be asked now, or None where every item has its answer."""
        return self.items[self.position] if self.position < len(self.items) else None

    @property
    def finished(self) -> bool:
        """Whether every item has its answer or, of an exam, whether it was handed in."""
        return self.submitted if self.mode is Mode.EXAM else self.position == len(self.items)

    @property
    def right(self) -> int:
        """The number of answers that are right in full."""
        return sum(answer.correct for answer in self.answers.values())

    def answer(self, response: Response, took_ms: int, *, unsure: bool = False) -> Answer:
        """Answer the current item; return the answer once it is kept.

        Raises `ValueError` where the response is not of the form that the item asks for, `IndexError` at
        the end, and whatever the keeper raises; the session is then as it was, or, after
        `AnsweredElsewhereError`, as it is kept.
        """
        return self.answer_at(self.position, response, took_ms, unsure=unsure)

    def answer_at(self, position: int, response: Response, took_ms: int, *, unsure: bool = False) -> Answer:
        """Answer the item at a position, in an exam also for another time; as `answer` else."""
        graded = grade(self.items[position], response)
        hinted = position in self.hinted
        share = HINTED_SHARE if hinted else 1.0
        found = Answer(position, response, graded.score * share, graded.right, took_ms, unsure, hinted)
        try:
            self.keeper.record(self, found)
        except AnsweredElsewhereError as error:
            self.resume(error.answers)
            raise
        self.answers.pop(position, None)
        self.answers[position] = found
        return found

    def undo(self) -> Answer:
        """Take the last answer back and return it. Raises `NothingToUndoError` where there is none."""
        if not self.answers or self.submitted:
            raise NothingToUndoError
        position = next(reversed(self.answers))
        try:
            self.keeper.take_back(self, position)
        except TakenBackElsewhereError as error:
            self.answers.clear()
            self.resume(error.answers)
            raise
        return self.answers.pop(position)

    def hint(self, position: int) -> str:
        """Return the hint for the item at a position, once it is kept that it was taken."""
        if position not in self.hinted:
            self.keeper.note(self, position, Note.HINTED)
            self.hinted.add(position)
        return hint(self.items[position])

    def flag(self, position: int) -> bool:
        """Flag the item at a position to come back to, or take its flag away; return whether it has one."""
        flagged = position not in self.flagged
        self.keeper.note(self, position, Note.FLAGGED if flagged else Note.UNFLAGGED)
        (self.flagged.add if flagged else self.flagged.discard)(position)
        return flagged

    def submit(self) -> None:
        """Hand an exam in: what has no answer by now is wrong."""
        if not self.submitted:
            self.keeper.submit(self)
            self.submitted = True

    def resume(self, answers: Mapping[int, Answer]) -> None:
        """Take over answers that were kept before."""
        self.answers.update(answers)
