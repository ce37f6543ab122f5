"""Running the app on a terminal, and telling of a crash on a screen of its own, from where it goes on."""

from __future__ import annotations

import gc
import sys
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console

from kg.errors import MyographError
from quiz.tui.app import MyographApp
from quiz.tui.messages import TakeQuiz

if TYPE_CHECKING:
    from rich.console import RenderableType

    from quiz.start import Request
    from quiz.tui.messages import GraphLoaded
    from quiz.tui.study import Study

__all__ = ["Fall", "WatchedApp", "run"]

# So many crashes within so many seconds are one that comes again at once.
MOST_CRASHES = 3
SECONDS = 10.0


class Fall(NamedTuple):
    """What the app fell over; in which room, where there was any by then, and on which screens there.

    `session` is the id of the quiz that was open; `at_once`, whether one was still to be opened.
    """

    trace: str
    room: str | None = None
    screens: str = ""
    session: str | None = None
    at_once: bool = False


class WatchedApp(MyographApp):
    """The app, which notes what it falls over, and takes the quiz of `session` up again."""

    def __init__(
        self, study: Study, request: Request | None, *, at_once: bool, new: bool, session: str | None = None
    ) -> None:
        super().__init__(study, request, at_once=at_once, new=new)
        self._session = session
        self._painted = False
        self.fall: Fall | None = None
        # What Textual prints at the end of a crash shows the values at hand, answers among them.
        self.error_console = Console(file=StringIO())

    def on_ready(self) -> None:
        """Note that there was something to see."""
        self._painted = True

    def on_graph_loaded(self, message: GraphLoaded) -> None:
        """Take up the quiz that was open; throw away from now on what is of no use, but not what is there.

        The graph stays until the end: to go through it time and again would hold up a key now and then.
        """
        gc.freeze()
        gc.enable()
        session = None if self._session is None else self.study.log.session(self._session)
        self._session = None
        if session is not None and not session.finished:
            self.post_message(TakeQuiz(session))

    def bell(self) -> None:
        """Ring; an app that falls does so while it handles the error, and nowhere else could one see it."""
        self._note()
        super().bell()

    def panic(self, *renderables: RenderableType) -> None:
        """End over a fault of the style sheet, for which there is no bell."""
        self._note()
        super().panic(*renderables)

    def _note(self) -> None:
        """Note the error that is being handled, if there is one; what follows from the first is no news."""
        error = sys.exc_info()[1]
        if error is None or self.fall is not None:
            return
        if isinstance(error, MyographError):  # foreseen, if not here
            self.failure = self.failure or error
        from quiz.tui.crashreport import trace_of

        self.fall = Fall(trace_of(error))
        if self._painted:
            from quiz.tui.screens.question import QuestionPage

            stack = self.screen_stack
            asking = [screen.session.id for screen in stack if isinstance(screen, QuestionPage)]
            self.fall = self.fall._replace(
                room=self.current_mode,
                screens=", ".join(type(screen).__name__ for screen in stack),
                session=asking[-1] if asking else None,
                at_once=self.quizzes.at_once,
            )


def run(study: Study, request: Request | None, *, at_once: bool, new: bool = False) -> int:
    """Run the app until the learner leaves, and return its exit code. Raises what it was foreseen to end by.

    After a crash the learner may go on where they were, unless it comes again at once, or there was
    nothing to see yet.
    """
    crashes: list[float] = []
    session: str | None = None
    while True:
        fall = _once(study, request, at_once=at_once, new=new, session=session)
        if fall is None:
            study.remember()
            return 0
        report = _report(study, fall)
        crashes.append(study.timer())
        last = crashes[-MOST_CRASHES:]
        comes_again = len(last) == MOST_CRASHES and last[-1] - last[0] <= SECONDS
        if fall.room is None or comes_again or not _goes_on(study, report):
            print(f"myograph: it fell over a fault of its own. {report}", file=sys.stderr)
            study.remembered.room = None
            study.remember()
            return 1
        # The place may be what the room fell over; where it falls once more, the room.
        study.places.pop(fall.room, None)
        study.remembered.room = fall.room if len(crashes) == 1 else None
        study.remembered.day = study.log.today()
        session, at_once = fall.session, fall.at_once


def _once(
    study: Study, request: Request | None, *, at_once: bool, new: bool, session: str | None
) -> Fall | None:
    """Run the app to its end; return what it fell over. Raises what it was foreseen to end by."""
    try:
        app = WatchedApp(study, request, at_once=at_once, new=new, session=session)
        app.run()
    except Exception as error:  # before Textual could handle any
        from quiz.tui.crashreport import trace_of

        return Fall(trace_of(error))
    if app.failure is not None:
        raise app.failure
    return (app.fall or Fall("What it was is not known.\n")) if app.return_code else None


def _report(study: Study, fall: Fall) -> str:
    """Write down what happened; return a sentence on where that lies, or on why it is not written."""
    from quiz.tui.crashreport import write_report

    place = f"{fall.room}: {fall.screens}" if fall.room else "before the first screen"
    try:
        path = write_report(study.log.store.folder, study.log.now(), place, fall.trace)
    except MyographError as error:
        return f"No report could be written: {error}"
    return f"The report is in {path}"


def _goes_on(study: Study, report: str) -> bool:
    """Tell the learner, and return whether they go on."""
    from quiz.tui.crash import CrashApp

    try:
        return CrashApp(report, study.settings, study.remembered.theme).run() is True
    except Exception:  # the line on the terminal remains
        return False
