"""Quizzes and exams on top of the rooms: begun, gone on with, ended, and what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import MyographError
from quiz.tui.messages import Making, NotBegun, QuizBegun
from quiz.tui.screens.room import Room

if TYPE_CHECKING:
    from quiz.session import Session
    from quiz.start import Request
    from quiz.tui.app import MyographApp
    from quiz.tui.screens.summary import Next
    from quiz.tui.study import Study
    from quiz.tui.widgets.status import Status

__all__ = ["Quizzes"]


class Quizzes:
    """Takes one quiz at a time on the app's screens.

    With `at_once` that of `request` is taken as soon as the graph is there: the one that was broken off,
    unless `new` is set.
    """

    def __init__(
        self, app: MyographApp, study: Study, request: Request | None, *, at_once: bool, new: bool
    ) -> None:
        self._app = app
        self._study = study
        self._request = request
        self.at_once = at_once
        self._new = new
        self._beginning = False
        self._busy: list[Status] = []

    def graph_is_ready(self) -> None:
        """Take the quiz that was asked for on the command line."""
        if self.at_once:
            from quiz.start import Request

            self.at_once = False
            request = self._request or Request()
            self.take(None if self._new else self._study.unfinished(request), request)

    def take(self, session: Session | None, request: Request | None = None) -> None:
        """Open a quiz: the one given, or a new one once it is made.

        Not while one is being made, or where one has just been opened: a key was pressed twice.
        """
        from quiz.tui.screens.question import QuestionPage

        if self._beginning or isinstance(self._app.screen, QuestionPage):
            return
        if session is not None:
            self._open(session)
            return
        self._beginning = True
        from quiz.start import Request

        wanted = request or Request()
        self._app.run_worker(lambda: self._begin(wanted), group="begin", thread=True, exit_on_error=False)

    def _begin(self, request: Request) -> None:
        """Make a quiz off the screen's thread: proving its options takes longer than a key may."""
        from quiz.patterns import PATTERNS

        begun = 0

        def next_one(_: str) -> None:
            nonlocal begun
            self._app.post_message(Making(begun, len(PATTERNS) + 1))
            begun += 1

        self._app.post_message(Making(0, 0))
        try:
            session = self._study.begin(request, next_one)
        except MyographError as error:
            self._app.post_message(NotBegun(error))
        else:
            self._app.post_message(QuizBegun(session))

    def making(self, message: Making) -> None:
        """Show how far a quiz is that is being made."""
        if self._beginning and isinstance(self._app.screen, Room):
            status = self._app.screen.status
            if status not in self._busy:
                self._busy.append(status)
            status.work("Making the quiz", message.done, message.total)

    def begun(self, message: QuizBegun) -> None:
        """Open the new quiz."""
        self._ended()
        self._open(message.session)

    def not_begun(self, message: NotBegun) -> None:
        """Say why there is no quiz."""
        self._ended()
        self._app.notify(str(message.error), severity="error", markup=False)

    def _ended(self) -> None:
        self._beginning = False
        for status in self._busy:  # of each room where the learner was meanwhile
            status.rest()
        self._busy = []

    def _open(self, session: Session) -> None:
        from quiz.session import Mode

        if session.mode is Mode.EXAM:
            from quiz.tui.screens.exam import ExamScreen

            self._app.push_screen(ExamScreen(self._study, session), self._exam_ended)
        else:
            from quiz.tui.screens.quiz import QuizScreen

            self._app.push_screen(QuizScreen(self._study, session), self._quiz_ended)

    def _exam_ended(self, session: Session | None) -> None:
        if session is not None and session.submitted:
            from quiz.tui.screens.result import ResultScreen

            self._app.push_screen(ResultScreen(session), lambda _: self._app.catch_up())
        else:
            self._app.catch_up()

    def _quiz_ended(self, session: Session | None) -> None:
        if session is not None and session.finished:
            from quiz.tui.screens.summary import SummaryScreen

            screen = SummaryScreen(session)
            self._app.push_screen(screen, lambda wanted: self._summary_ended(session, wanted))
        else:
            self._app.catch_up()

    def _summary_ended(self, session: Session, wanted: Next | None) -> None:
        from quiz.tui.screens.summary import Next

        self._app.catch_up()
        if wanted is Next.NEW:
            self.take(None)
        elif wanted is Next.RETRY:
            from quiz.feedback import to_review
            from quiz.start import Pick, Request

            missed = tuple(dict.fromkeys(item.claims[0] for item, _ in to_review(session)))
            self.take(None, Request(number=len(missed), pick=Pick.CLAIMS, claims=missed))
