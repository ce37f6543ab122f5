"""An exam: no verdict before it is handed in, moving about, flags, and the time left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quiz.exam import TimeUpError, clock_face, left, numbered, open_places
from quiz.feedback import in_words
from quiz.tui.bindings import bindings
from quiz.tui.messages import Answered
from quiz.tui.screens.question import NOT_SURE, QuestionPage
from quiz.tui.screens.sure import SureScreen
from quiz.tui.text import plain, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.session import Session
    from quiz.tui.study import Study

__all__ = ["ExamScreen"]

# Seconds between two looks at the clock.
TICK = 1.0


class ExamScreen(QuestionPage):
    """Asks the questions of an exam in any order; ends with the session, handed in or not."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("exam")
    PLACES = ("exam",)

    def __init__(self, study: Study, session: Session) -> None:
        super().__init__(study, session)
        self._place = min(session.position, len(session.items) - 1)

    def body(self) -> ComposeResult:
        """Yield where the student is and the time, the question, and room for the means to answer it."""
        yield Static(id="progress")
        with VerticalScroll(id="page"):
            yield Static(id="stem")
            yield Static(id="aside")
            yield Vertical(id="answer")

    async def on_mount(self) -> None:
        """Ask the first open question, unless the time is over by now."""
        self.set_interval(TICK, self._tick)
        await self._ask()
        self._tick()

    def on_screen_resume(self) -> None:
        """End where the time ran out while something else was on top."""
        if self._session.submitted:
            self.dismiss(self._session)

    async def _ask(self) -> None:
        with self.app.batch_update():
            await self._put(self._session.items[self._place])
            self._show()
        self._asked()

    def _show(self) -> None:
        """Show place, time, and what is kept of the question."""
        session = self._session
        number, open_now = len(session.items), len(open_places(session))
        parts = [f"Question {self._place + 1} of {number}", f"{open_now} open"]
        if session.flagged:
            parts.append(f"{len(session.flagged)} flagged")
        remaining = left(session, self._study.log.now())
        if remaining is not None:
            parts.append(f"{clock_face(remaining)} left")
        self.query_one("#progress", Static).update(plain(" · ".join(parts)))
        told = ["⚑ Flagged."] if self._place in session.flagged else []
        answer = session.answers.get(self._place)
        if answer is not None:
            given = in_words(session.items[self._place], answer.response)
            told.append(f"Your answer so far: {given}. Another one takes its place.")
        if self._unsure:
            told.append(NOT_SURE)
        aside = self.query_one("#aside", Static)
        aside.update(styled("\n".join(told)))
        aside.display = bool(told)

    def _tick(self) -> None:
        """Show the time left, and hand in when it is over."""
        if self._session.submitted or (not self.is_current and self._time_is_left):
            return
        self._show()
        if not self._time_is_left:
            self._hand_in()
            self.notify(str(TimeUpError()), severity="warning", markup=False)

    @property
    def _time_is_left(self) -> bool:
        remaining = left(self._session, self._study.log.now())
        return remaining is None or bool(remaining)

    @on(Answered)
    async def take(self, event: Answered) -> None:
        """Keep the answer and go to the next open question."""
        event.stop()
        if not self._time_is_left:
            self._tick()
            return
        took, unsure = self._took_ms, self._unsure
        self._keeping(lambda: self._session.answer_at(self._place, event.response, took, unsure=unsure))
        open_now = open_places(self._session)
        following = [place for place in open_now if place > self._place]
        self._place = (following or open_now or [self._place])[0]
        await self._ask()

    async def action_move(self, by: int) -> None:
        """Go to the next or the previous question, round the ends."""
        self._place = (self._place + by) % len(self._session.items)
        await self._ask()

    def action_flag(self) -> None:
        """Flag the question, or take its flag away."""
        self._keeping(lambda: self._session.flag(self._place))
        self._show()

    def action_unsure(self) -> None:
        """Note that the student is not sure, or is after all."""
        self._unsure = not self._unsure
        self._show()

    def action_done(self) -> None:
        """Hand in, after asking where something is open or flagged."""
        open_now, flagged = open_places(self._session), sorted(self._session.flagged)
        if not open_now and not flagged:
            self._hand_in()
            return
        told = f"Open: {numbered(open_now)}. Flagged: {numbered(flagged)}. What is open counts as wrong."
        self.app.push_screen(SureScreen("Hand the exam in?", told), self._decided)

    def _decided(self, sure: bool | None) -> None:
        if sure:
            self._hand_in()

    def _hand_in(self) -> None:
        self._keeping(self._session.submit)
        if self._session.submitted:
            self.dismiss(self._session)
