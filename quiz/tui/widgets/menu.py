"""The menu of the first room: what can be done there, each line with its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quiz.limits import DEFAULT_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.learner.outlook import Outlook

__all__ = ["Choice", "Day", "choices"]


class Choice(NamedTuple):
    """A line of the menu: the action's id, its words, and whether it can be done now."""

    action: str
    words: str
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """What the menu depends on.

    `place` and `number` are those of the quiz that was broken off, None without one; `labels` are of what is
    mixed up; `seen` is None as long as nothing is worked out, and so is what can be done without it.
    """

    answered: int
    planned: int
    place: int | None
    number: int
    exam: bool
    ready: bool
    seen: Outlook | None
    labels: tuple[str, ...]


def choices(day: Day) -> Iterator[Choice]:
    """Yield the lines of the menu."""
    if day.place is not None:
        yield Choice("today.continue", f"Continue your quiz at question {day.place} of {day.number}")
    yield Choice("today.due", _todays(day), day.ready)
    mistakes = None if day.seen is None else day.seen.mistakes
    words = "No mistakes to go over" if mistakes == 0 else "Go over your mistakes"
    yield Choice(
        "today.mistakes", words + (f" ({mistakes:,})" if mistakes else ""), day.ready and mistakes != 0
    )
    if day.labels:
        yield Choice("today.drill", f"Tell apart: {' and '.join(day.labels)}", day.ready)
    yield Choice("today.new", f"New quiz of {DEFAULT_NUMBER} questions", day.ready)
    exam = "Go on with your exam" if day.exam else f"Exam of {DEFAULT_NUMBER} questions"
    yield Choice("today.exam", exam, day.ready)
    yield Choice("app.quit", "Quit")


def _todays(day: Day) -> str:
    """Return what today's quiz is made of."""
    left = day.planned - day.answered
    if left <= 0:
        return f"{DEFAULT_NUMBER} more for today: the {day.planned} planned are answered"
    words = f"Today's quiz: {left} to answer"
    if day.seen is None:
        return words
    due = day.seen.plan.due
    if due >= left:
        return f"{words}, {due:,} due"
    return f"{words}, {due:,} due, then new" if due else f"{words}, all new"
