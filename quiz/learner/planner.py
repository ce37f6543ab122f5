"""The plan: what fits before the exam, what comes first, what today holds, and what to expect on the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.learner.memory import due_day
from quiz.learner.policy import forecast, needed
from quiz.limits import MOST_A_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.learner.agenda import Agenda
    from quiz.learner.policy import Forecast

__all__ = ["Plan", "plan"]

FIRST_SHOWN = 10
WEEK = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as of one study day. Days are ordinals.

    `claims` are all that the course asks, `seen` those asked before, `due` and `due_this_week` those to be
    gone over by today and within seven days, `waiting` those that follow from others and wait for them.
    `first` are the claims to be asked next. Where there is an exam, `expected` is what to expect of it, and
    `needed` is the fewest answers a day by which every claim is asked before it, None where no number does.
    """

    day: int
    exam_day: int | None
    answers_per_day: int
    answered_today: int
    claims: int
    seen: int
    due: int
    due_this_week: int
    waiting: int
    first: tuple[str, ...]
    expected: Forecast | None
    needed: int | None
    changed: tuple[str, ...] = ()

    @property
    def days_left(self) -> int | None:
        """The study days before the exam, today among them; None without one."""
        return None if self.exam_day is None else max(self.exam_day - self.day, 0)

    @property
    def fits(self) -> bool:
        """Whether every claim can be asked before the exam."""
        return self.expected is None or self.expected.reached >= self.expected.claims


def plan(
    agenda: Agenda, answers_per_day: int, answered_today: int, seed: int, changed: Sequence[str] = ()
) -> Plan:
    """Return the plan for so many answers on each day."""
    syllabus, now = agenda.syllabus(), agenda.candidates()
    due_on = [due_day(each.memory, each.claim) for each in syllabus if each.memory is not None]
    exam_day = agenda.exam_day if agenda.exam_day is not None and agenda.exam_day > agenda.day else None
    left_today = max(answers_per_day - answered_today, 0)
    expected = None
    if exam_day is not None:
        expected = forecast(syllabus, agenda.day, exam_day, answers_per_day, agenda.pace)
    return Plan(
        day=agenda.day,
        exam_day=exam_day,
        answers_per_day=answers_per_day,
        answered_today=answered_today,
        claims=len(syllabus),
        seen=len(due_on),
        due=sum(day <= agenda.day for day in due_on),
        due_this_week=sum(day < agenda.day + WEEK for day in due_on),
        waiting=len(syllabus) - len(now),
        first=tuple(agenda.claims(min(left_today or answers_per_day, FIRST_SHOWN), seed)),
        expected=expected,
        needed=None if exam_day is None else needed(syllabus, agenda.day, exam_day, MOST_A_DAY, agenda.pace),
        changed=tuple(changed),
    )
