"""Ask: questions in plain words or in SPARQL, with the claims that each answer rests on."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message

from kg.errors import MyographError
from quiz.tui.bindings import bindings
from quiz.tui.errand import Errand
from quiz.tui.keynames import named_key
from quiz.tui.messages import ShowEntity, ShowSource
from quiz.tui.screens.answersaving import AnswerSaving
from quiz.tui.widgets.answer import AnswerPage
from quiz.tui.widgets.question import SPARQL, WORDS, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.answers import Found
    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["AskScreen"]

HOW = "Ask in plain words; {} turns to SPARQL. ↓ leads to these, which can be asked:"


class AskScreen(AnswerSaving):
    """The room where questions are asked. Posts `ShowEntity` and `ShowSource`."""

    NAME = "ask"
    PLACES = ("ask",)
    CSS_PATH = "../styles/ask.tcss"
    # A question that is typed at once must not go through the rooms as commands, and answer a quiz there.
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = bindings("ask")

    class Answered(Message):
        """What came of what was asked as number `asked`: an answer, or why there is none."""

        def __init__(self, asked: int, came: Found | MyographError) -> None:
            super().__init__()
            self.asked = asked
            self.came = came

    class Suggested(Message):
        """Questions to begin with."""

        def __init__(self, questions: list[str]) -> None:
            super().__init__()
            self.questions = questions

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        # Made here, as keys are asked about before there is anything on the screen.
        self._question = Question(id="asked")
        self._page = AnswerPage(id="page-of-answer")
        self._ntriples: Callable[[], bytes] = bytes
        self._errand = Errand()

    def body(self) -> ComposeResult:
        """Yield where a question is typed, and what is answered."""
        yield self._question
        yield self._page

    def ready(self, graph: KnowledgeGraph) -> None:
        """Take over what was asked before, and offer what can be asked."""

        @cache
        def ntriples() -> bytes:
            from kg.rdf import to_ntriples

            return to_ntriples(graph)

        self._ntriples = ntriples
        self._question.remember(self._study.places.get(self.NAME, []))
        self._page.say([HOW.format(named_key(self.app, "ask.turn"))])
        self._suggest(graph)

    def told(self) -> str:
        """Return what the status line says."""
        from kg.inwords import counted

        found = self._page.found
        if found is None or not found.rows:
            return "Plain words" if self._question.kind == WORDS else "SPARQL"
        return counted(len(found.rows), "row")

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide or grey what cannot be done now."""
        found = self._page.found
        rows = found is not None and bool(found.rows)
        match action:
            case "save":
                return self.fits and ((found is not None and not found.near) or None)
            case "line":
                return self.fits and not self.typing
            case "copy":
                return self.fits and (rows or None)
            case "sort":
                return self.fits and rows
            case "source":
                return self.fits and (self._page.named.source is not None or None)
            case "run":
                return self.fits and (self._study.graph is not None or None)
        return self.fits or action == "back"

    # Asking

    @on(Question.Entered)
    def action_run(self) -> None:
        """Ask what is typed."""
        graph, text, kind = self._study.graph, self._question.text, self._question.kind
        if graph is None or not text.strip():
            return
        self._study.places[self.NAME] = self._question.note()
        self.status.work("Asking")
        if kind == SPARQL:
            from kg.answers import SparqlRun

            run = SparqlRun(graph, text, self._ntriples)
            self._work(run.answer, self._errand.begin(run.stop))
        else:
            from kg.answers import asked_in_words

            self._work(partial(asked_in_words, graph, text), self._errand.begin())

    @work(thread=True, exclusive=True, group="ask", exit_on_error=False)
    def _work(self, ask: Callable[[], Found], asked: int) -> None:
        try:
            self.post_message(self.Answered(asked, ask()))
        except MyographError as error:
            self.post_message(self.Answered(asked, error))

    @work(thread=True, exclusive=True, group="suggest", exit_on_error=False)
    def _suggest(self, graph: KnowledgeGraph) -> None:
        from kg.ask.nearest import well_known

        self.post_message(self.Suggested(well_known(graph)))

    def on_unmount(self) -> None:
        """Leave no query behind that runs."""
        self._errand.call_back()

    # What came of it

    @on(Suggested)
    def suggested(self, message: Suggested) -> None:
        """Offer questions to begin with, where nothing was asked meanwhile."""
        if not self._errand.begun:
            self._page.offer(message.questions)
            if not self.typing:
                self._page.go_to()

    @on(Answered)
    def answered(self, message: Answered) -> None:
        """Show the answer and go to it; or say what is wrong, and go to where it is."""
        if not self._errand.returned(message.asked):
            return
        self.status.rest()
        came = message.came
        if isinstance(came, MyographError):
            self._page.fail(str(came))
            self._question.point_at(getattr(came, "line", 0), getattr(came, "column", 0))
            self._question.edit()
        else:
            self._page.show(came)
            self._page.go_to()
        self.catch_up()

    @on(AnswerPage.Near)
    def ask_near(self, event: AnswerPage.Near) -> None:
        """Ask a question that was offered."""
        self._question.turn_to(WORDS)
        self._question.fill(event.question)
        self.action_run()

    @on(AnswerPage.Looked)
    def row_looked_at(self) -> None:
        """Offer what can be done with this row."""
        self.refresh_bindings()

    @on(AnswerPage.Picked)
    def row_picked(self, event: AnswerPage.Picked) -> None:
        """Show in the graph what a row is about."""
        named = event.named
        if named.entity is not None:
            self.post_message(ShowEntity(named.entity, named.claim))
        elif named.source is not None:
            self.post_message(ShowSource(named.source))
        else:
            self.notify("This row names nothing of the graph.", markup=False)

    # What keys do

    def action_turn(self) -> None:
        """Turn between plain words and SPARQL."""
        self._question.turn_to(SPARQL if self._question.kind == WORDS else WORDS)
        self._question.edit()
        self.refresh_status()

    def action_line(self) -> None:
        """Type another question."""
        self._question.edit()

    def action_earlier(self) -> None:
        """Bring back what was asked before."""
        if self.typing:
            self._question.older()

    def action_later(self) -> None:
        """Bring back what was asked after that, or go to what is below."""
        if self.typing and not self._question.newer():
            self._page.go_to()

    def action_sort(self, column: int) -> None:
        """Put the table in order of a column."""
        self._page.grid.put_in_order(column - 1)

    def action_source(self) -> None:
        """Show who says what the highlighted row tells."""
        source = self._page.named.source
        if source is not None:
            self.post_message(ShowSource(source))

    def action_copy(self) -> None:
        """Send the table to the terminal's clipboard."""
        self._page.copy()

    def action_save(self) -> None:
        """Ask where to write the answer."""
        if self._page.found is not None:
            self.save(self._page.found)

    def action_back(self) -> None:
        """Stop waiting; else leave the line; else the room."""
        if self._errand.waiting:
            self._errand.call_back()
            self.status.rest()
            self._page.fail("Stopped.")
            self.catch_up()
        elif not (self.typing and self._page.go_to()):
            super().action_back()
