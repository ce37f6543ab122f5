"""Home: go on, begin, or leave."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kg.errors import MyographError
from quiz.exam import MINUTES_A_QUESTION
from quiz.feedback import DISCLAIMER
from quiz.limits import DEFAULT_NUMBER
from quiz.session import Mode
from quiz.start import Pick, Request
from quiz.tui.messages import TakeQuiz
from quiz.tui.screens.line import LineScreen
from quiz.tui.screens.page import Page
from quiz.tui.text import plain, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.notifications import SeverityLevel

    from quiz.session import Session
    from quiz.tui.study import Study

__all__ = ["HomeScreen"]

WHAT = (
    "Questions on muscles, their disorders and exercises. Each answer shows who says so, in which "
    "words, and how sure that is."
)


class HomeScreen(Page[None]):
    """The first screen. Posts `TakeQuiz`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "go_on", "Continue", id="home.continue", tooltip="Go on with the quiz broken off last"),
        Binding("t", "today", "Today", id="home.today", tooltip="What is due, then what is new"),
        Binding("m", "mistakes", "Mistakes", id="home.mistakes", tooltip="What was wrong the last time"),
        Binding("n", "begin", "New quiz", id="home.new", tooltip="Begin a new quiz"),
        Binding("e", "exam", "Exam", id="home.exam", tooltip="Sit an exam: verdicts at its end"),
        Binding("x", "take_away", "Take answers away", show=False, id="home.export-log"),
        Binding("i", "bring_in", "Bring answers in", show=False, id="home.import-log"),
    ]

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study
        self._earlier: Session | None = None

    def body(self) -> ComposeResult:
        """Yield title, menu and what the student should know."""
        yield Static("Myograph", id="title")
        yield Static(plain(WHAT), id="what")
        yield OptionList(id="menu")
        yield Static(plain("Loading the graph …"), id="holds")
        yield Static(plain(DISCLAIMER), id="disclaimer")

    def on_mount(self) -> None:
        """Show what can be done."""
        self._fill()

    def graph_is_ready(self) -> None:
        """Show what the graph holds, and what can be done now."""
        self._fill()
        graph = self._study.graph
        if graph is not None:
            from kg.model import AskUse

            claims = graph.claims()
            marked = {mark.source for mark in graph.marks}
            asked = {claim.source for claim in claims if AskUse.ATTRIBUTED in claim.ask} & marked
            sources = sorted(graph.sources[source].label for source in asked)
            self.query_one("#holds", Static).update(
                plain(
                    f"The graph: {len(graph.entities)} things, {len(claims):,} claims. "
                    f"Asked from: {', '.join(sources)}."
                )
            )

    def _fill(self) -> None:
        self._earlier = self._study.unfinished()
        menu = self.query_one("#menu", OptionList)
        menu.clear_options()
        if self._earlier is not None:
            number, place = len(self._earlier.items), self._earlier.position + 1
            menu.add_option(
                Option(
                    styled(("c", "bold"), f"  Continue your quiz at question {place} of {number}"), id="go_on"
                )
            )
        ready = self._study.graph is not None
        exam = self._study.unfinished_exam()
        for key, words, name in (
            ("t", f"Today: {self._study.answered_today()} of {self._study.settings.answers_per_day} answered",
             "today"),
            ("m", "Go over your mistakes", "mistakes"),
            ("n", f"New quiz of {DEFAULT_NUMBER} questions", "begin"),
            ("e", "Go on with your exam" if exam else f"Exam of {DEFAULT_NUMBER} questions", "exam"),
        ):  # fmt: skip
            menu.add_option(Option(styled((key, "bold"), f"  {words}"), id=name, disabled=not ready))
        menu.add_option(Option(styled(("q", "bold"), "  Quit"), id="quit"))
        menu.highlighted = 0 if self._earlier is not None or ready else menu.option_count - 1
        menu.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what cannot be done now."""
        if action == "go_on":
            return self._earlier is not None and self.fits
        if action in ("begin", "today", "mistakes", "exam"):
            return self.fits and (self._study.graph is not None or None)
        return True

    @on(OptionList.OptionSelected, "#menu")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Do what the chosen line says."""
        await self.run_action("app.quit" if event.option_id == "quit" else f"screen.{event.option_id}")

    def action_go_on(self) -> None:
        """Go on with the quiz that was broken off, as another window may have left it by now."""
        self._fill()
        if self._earlier is not None:
            self.post_message(TakeQuiz(self._earlier))

    def action_begin(self) -> None:
        """Begin a new quiz."""
        self.post_message(TakeQuiz(None))

    def action_today(self) -> None:
        """Begin what the plan holds for today."""
        self.post_message(TakeQuiz(None, self._study.today()))

    def action_mistakes(self) -> None:
        """Begin a quiz of what was wrong the last time."""
        self.post_message(TakeQuiz(None, Request(pick=Pick.MISTAKES)))

    def action_exam(self) -> None:
        """Sit an exam, or go on with the one that was left."""
        minutes = DEFAULT_NUMBER * MINUTES_A_QUESTION
        self.post_message(TakeQuiz(self._study.unfinished_exam(), Request(mode=Mode.EXAM, minutes=minutes)))

    def action_take_away(self) -> None:
        """Write all answers to a file."""
        begun = str(Path.cwd() / "myograph-answers.jsonl")
        question = "Where should all your answers be written? A file there is replaced."
        self.app.push_screen(
            LineScreen(question, begun=begun), partial(self._with_log, self._study.write_log)
        )

    def action_bring_in(self) -> None:
        """Add the answers in a file."""
        question = "From which file should answers be added? JSON lines, or xAPI statements."
        self.app.push_screen(LineScreen(question), partial(self._with_log, self._study.read_log))

    def _with_log(self, do: Callable[[Path], str], line: str | None) -> None:
        if line:
            self._work_on_log(do, Path(line).expanduser())

    @work(thread=True, exclusive=True, group="log", exit_on_error=False)
    def _work_on_log(self, do: Callable[[Path], str], path: Path) -> None:
        """Read or write off the screen's thread: a log of years takes seconds."""
        try:
            told, severity = do(path), "information"
        except MyographError as error:
            told, severity = str(error), "error"
        self.app.call_from_thread(self._told_of_log, told, severity)

    def _told_of_log(self, told: str, severity: SeverityLevel) -> None:
        self.notify(told, severity=severity, markup=False, timeout=10)
        self._fill()
