"""The app: which screens there are and what is known to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding

from kg.errors import MyographError
from quiz.feedback import to_review
from quiz.session import Mode
from quiz.start import Pick, Request
from quiz.tui.messages import Failed, GraphLoaded, NotBegun, QuizBegun, TakeQuiz
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.summary import Next, SummaryScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from quiz.session import Session
    from quiz.tui.study import Study

__all__ = ["MyographApp"]


class MyographApp(App[None]):
    """Home, quiz and summary over one `Study`.

    With `at_once` the quiz of `request` opens as soon as the graph is loaded: the one that was broken
    off, unless `new` is set.
    """

    TITLE = "Myograph"
    CSS_PATH = "styles/app.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-too-narrow"),
        (60, "-wide-enough"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-short"), (18, "-low"), (22, "-tall-enough")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave; every answer is kept"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(
        self, study: Study, request: Request | None = None, *, at_once: bool = False, new: bool = False
    ) -> None:
        super().__init__()
        self.study = study
        self._request = request or Request()
        self._at_once = at_once
        self._new = new
        self._beginning = False
        self.failure: MyographError | None = None

    def get_default_screen(self) -> Screen[None]:
        """Show home first; it paints before the graph is there."""
        return HomeScreen(self.study)

    def on_ready(self) -> None:
        """Load the graph once something is on the screen."""
        self._load()

    @work(thread=True, exclusive=True, group="graph", exit_on_error=False)
    def _load(self) -> None:
        try:
            graph = self.study.load_graph()
        except MyographError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(GraphLoaded(graph))

    def on_graph_loaded(self, message: GraphLoaded) -> None:
        """Take over the graph and tell the screens."""
        self.study.graph = message.graph
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.graph_is_ready()
        if self._at_once:
            self._at_once = False
            self.take(None if self._new else self.study.unfinished(self._request), self._request)

    def on_failed(self, message: Failed) -> None:
        """End the app; the command line tells why once the terminal is its own again."""
        self.failure = message.error
        self.exit(return_code=message.error.exit_code)

    def on_take_quiz(self, message: TakeQuiz) -> None:
        """Open the quiz that a screen asks for."""
        self.take(message.session, message.request)

    def take(self, session: Session | None, request: Request | None = None) -> None:
        """Open a quiz: the one given, or a new one once it is made. Waits for one that is being made."""
        if self._beginning:
            return
        if session is not None:
            self._open(session)
        else:
            self._beginning = True
            self._begin(request or Request())

    @work(thread=True, group="begin")
    def _begin(self, request: Request) -> None:
        """Make a quiz off the screen's thread: proving its options takes longer than a key may."""
        try:
            session = self.study.begin(request)
        except MyographError as error:
            self.post_message(NotBegun(error))
        else:
            self.post_message(QuizBegun(session))

    def on_quiz_begun(self, message: QuizBegun) -> None:
        """Open the new quiz."""
        self._beginning = False
        self._open(message.session)

    def on_not_begun(self, message: NotBegun) -> None:
        """Say why there is no quiz."""
        self._beginning = False
        self.notify(str(message.error), severity="error", markup=False)

    def _open(self, session: Session) -> None:
        if session.mode is Mode.EXAM:
            from quiz.tui.screens.exam import ExamScreen

            self.push_screen(ExamScreen(self.study, session), self._exam_ended)
        else:
            self.push_screen(QuizScreen(self.study, session), self._quiz_ended)

    def _exam_ended(self, session: Session | None) -> None:
        if session is not None and session.submitted:
            from quiz.tui.screens.result import ResultScreen

            self.push_screen(ResultScreen(session), lambda _: self._refresh_home())
        else:
            self._refresh_home()

    def _quiz_ended(self, session: Session | None) -> None:
        if session is not None and session.finished:
            self.push_screen(SummaryScreen(session), lambda wanted: self._summary_ended(session, wanted))
        else:
            self._refresh_home()

    def _summary_ended(self, session: Session, wanted: Next | None) -> None:
        self._refresh_home()
        if wanted is Next.NEW:
            self.take(None)
        elif wanted is Next.RETRY:
            missed = tuple(dict.fromkeys(item.claims[0] for item, _ in to_review(session)))
            self.take(None, Request(number=len(missed), pick=Pick.CLAIMS, claims=missed))

    def _refresh_home(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.graph_is_ready()
