"""The answers of the last weeks, day by day, and what comes due in the next ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from kg.inwords import counted
from quiz.charts import columns, heat_map, legend, week_table
from quiz.inwords import WEEKDAYS, long_day, short_day
from quiz.tui.bindings import bindings
from quiz.tui.text import plain

if TYPE_CHECKING:
    from textual.content import Content
    from textual.events import Click

    from quiz.learner.progress import Progress

__all__ = ["Calendar", "Forecast"]

WEEK, WEEKS = 7, 12
# In a narrow terminal numbers stand in the place of signs.
NARROW, NARROW_WEEKS = 80, 4
# The columns before the first week of the map, and of each week.
LABEL, CELL = 4, 3
HIGH, WIDEST = 6, 84


class Calendar(Widget, can_focus=True):
    """Shows the days; the arrows go from day to day, page up and page down from week to week."""

    BINDINGS: ClassVar = bindings("lists")

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._progress: Progress | None = None
        self._day = 0

    def show(self, progress: Progress) -> None:
        """Show the days up to today, and today itself where another today was shown before."""
        if self._progress is None or self._progress.today != progress.today:
            self._day = progress.today
        self._progress = progress
        self.refresh(layout=True)

    @property
    def weeks(self) -> int:
        """How many weeks are shown."""
        return NARROW_WEEKS if self.app.size.width < NARROW else WEEKS

    def render(self) -> Content:
        """Return the map, what its signs mean, and the day that was chosen."""
        told = self._progress
        if told is None:
            return plain("")
        self._move(0)
        answers = {day.day: day.answers for day in told.calendar}
        first = self._first(told.today)
        if self.weeks == WEEKS:
            most = max((number for day, number in answers.items() if day >= first), default=0)
            lines = [*heat_map(answers, told.today, WEEKS, self._day), "", legend(most)]
        else:
            lines = week_table(answers, told.today, NARROW_WEEKS, self._day)
        of_day = {day.day: day for day in told.calendar}.get(self._day)
        words = "no answers"
        if of_day is not None:
            words = f"{counted(of_day.answers, 'answer')}, {of_day.right:,} right in full"
        lines += ["", f"[{long_day(self._day)}] {words}."]
        lines += [f"In all: {counted(told.answers, 'answer')}, {told.right:,} right in full."]
        lines.append(
            f"Streak: {counted(told.streak.current, 'study day')}, longest {told.streak.longest:,}. "
            "One day off a week does not end it."
        )
        later = sum(day.answers for day in told.calendar if day.day > told.today)
        if later:
            lines.append(f"{counted(later, 'answer')} on later days: the clock was set back since.")
        return plain("\n".join(lines))

    def _first(self, today: int) -> int:
        return today - (today - 1) % WEEK - (self.weeks - 1) * WEEK

    def _move(self, days: int) -> None:
        if self._progress is not None:
            today = self._progress.today
            self._day = min(max(self._day + days, self._first(today)), today)
            self.refresh()

    def action_cursor_up(self) -> None:
        """Choose the day before."""
        self._move(-1)

    def action_cursor_down(self) -> None:
        """Choose the day after."""
        self._move(1)

    def action_page_up(self) -> None:
        """Choose the same day a week before."""
        self._move(-WEEK)

    def action_page_down(self) -> None:
        """Choose the same day a week later."""
        self._move(WEEK)

    def action_first(self) -> None:
        """Choose the first day that is shown."""
        self._move(-WEEK * WEEKS)

    def action_last(self) -> None:
        """Choose today."""
        self._move(WEEK * WEEKS)

    def on_click(self, event: Click) -> None:
        """Choose the day that was clicked on the map."""
        week, weekday = (event.x - LABEL) // CELL, event.y - 1
        told = self._progress
        if told is not None and self.weeks == WEEKS and 0 <= week < WEEKS and 0 <= weekday < WEEK:
            self._move(self._first(told.today) + week * WEEK + weekday - self._day)


class Forecast(Widget, can_focus=True):
    """Shows how many claims come due on each of the next days."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._progress: Progress | None = None

    def show(self, progress: Progress) -> None:
        """Show what is foreseen."""
        self._progress = progress
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the columns, and what they come to."""
        told = self._progress
        if told is None:
            return plain("")
        days = [told.today + ahead for ahead in range(len(told.forecast))]
        names = [WEEKDAYS[(day - 1) % WEEK] for day in days]
        of_month = [short_day(day).split()[1] for day in days]
        lines = ["Claims due a day, as far as known today:"]
        lines += columns(told.forecast, [names, of_month], min(self.size.width, WIDEST), HIGH)
        soon = f"Due today: {told.due_today:,}. Within a week: {told.due_week:,}."
        lines += ["", f"{soon} Within two: {sum(told.forecast):,}."]
        busiest = max(told.forecast[1:], default=0)
        if busiest:
            day = told.today + 1 + told.forecast[1:].index(busiest)
            lines.append(f"The busiest day after today: {short_day(day)}, {busiest:,} due.")
        return plain("\n".join(lines))
