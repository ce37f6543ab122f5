"""Build: a quiz, an exam or a paper of one's own, seen before it is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.message import Message
from textual.worker import get_current_worker

from kg.portion import FieldError
from kg.showable import one_line
from quiz.coursefile import course_text
from quiz.limits import MAX_SEED
from quiz.tailored import Preview, Tailored, commands, paper, preview
from quiz.tui.bindings import bindings
from quiz.tui.clipboard import send
from quiz.tui.messages import TakeQuiz
from quiz.tui.screens.bankroom import BankRoom
from quiz.tui.screens.filing import LeftError, write
from quiz.tui.screens.paper import PaperScreen
from quiz.tui.widgets.questions import Questions
from quiz.tui.widgets.tailorform import TailorForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["BuildScreen"]

# Seconds after the last change before questions are looked for.
PATIENCE = 0.3


class BuildScreen(BankRoom):
    """A form, and what comes of it. Posts `TakeQuiz`."""

    NAME = "build"
    PLACES = ("build",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("build")
    CSS_PATH = ["../styles/form.tcss", "../styles/build.tcss"]  # noqa: RUF012 - as Textual declares it

    class Found(Message):
        """The questions are found."""

        def __init__(self, asked: Tailored, found: Preview) -> None:
            super().__init__()
            self.asked = asked
            self.found = found

    def __init__(self, study: Study, *, alone: bool = False) -> None:
        super().__init__(study, alone=alone)
        self._by_chance = 0
        self._looked_for: tuple[Tailored, frozenset[str]] | None = None
        self._told = ""
        self._later: Timer | None = None

    def body(self) -> ComposeResult:
        """Yield the form, and beside it what comes of it."""
        with Horizontal(id="build"):
            yield TailorForm(id="form")
            yield Questions(id="questions")

    @property
    def _form(self) -> TailorForm:
        return self.query_one(TailorForm)

    def on_mount(self) -> None:
        """Begin where letters are still commands."""
        self._form.start()

    def ready(self, graph: KnowledgeGraph) -> None:
        """Put back what was wanted the last time."""
        self._draw_seed()
        self._form.complete(graph)
        self._form.recall(self._study.places.get(self.NAME, []))

    def catch_up(self) -> None:
        """Look again: what is not to be asked again may have changed."""
        super().catch_up()
        if self.is_mounted:
            self._look()

    def told(self) -> str:
        """Return how many questions were found."""
        return self._told

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what needs the graph while it is not there."""
        return self.fits and (action in ("back", "turn_over") or self._study.graph is not None or None)

    def _draw_seed(self) -> None:
        self._by_chance = self._study.rng.randint(0, MAX_SEED)

    @on(TailorForm.Changed)
    def changed(self) -> None:
        """Remember it, and look for questions once nothing more changes."""
        if self._graph_shown:
            self._study.places[self.NAME] = self._form.place
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(PATIENCE, self._look)

    def _look(self) -> None:
        """Look for the questions, where something else is wanted than the last time."""
        graph = self._study.graph
        if graph is None:
            return
        try:
            wanted = self._form.asked(graph, self._by_chance), self._study.log.suspended()
        except FieldError as error:
            self._looked_for = None
            self.workers.cancel_group(self, "preview")
            self._tell(one_line(str(error)))
            self.query_one(Questions).show_fault(str(error))
            return
        if wanted != self._looked_for:
            self._looked_for = wanted
            self.status.work("Finding questions")
            self._find(graph, *wanted)

    def _tell(self, told: str) -> None:
        self._told = told
        self.status.rest()
        self.refresh_status()

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _find(self, graph: KnowledgeGraph, asked: Tailored, without: frozenset[str]) -> None:
        try:
            found = preview(graph, asked, without, lambda: self.bank(graph, asked.seed))
        except LeftError:
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Found(asked, found))

    @on(Found)
    def show_found(self, message: Found) -> None:
        """Show the questions."""
        graph, asked = self._study.graph, message.asked
        if graph is None or self._looked_for is None or self._looked_for[0] != asked:
            return
        self._tell(message.found.told)
        seed = f"{asked.seed}, by chance" if self._form.by_chance else str(asked.seed)
        whole = len(message.found.items) == asked.number
        self.query_one(Questions).show(message.found, whole, seed, commands(graph, asked))

    def _checked(self) -> tuple[KnowledgeGraph, Tailored] | None:
        """Return what is wanted; where it is none, say why and go to the line where that is mended."""
        graph = self._study.graph
        if graph is None:
            return None
        try:
            return graph, self._form.asked(graph, self._by_chance)
        except FieldError as error:
            self.failed(error)
            self.remove_class("-over")
            self._form.go_to(error.field)
            return None

    @on(TailorForm.Start)
    def action_start(self) -> None:
        """Begin it. The next one that is drawn by chance will be another."""
        checked = self._checked()
        if checked is not None:
            self.post_message(TakeQuiz(None, checked[1].request))
            self._draw_seed()

    def action_again(self) -> None:
        """Draw another seed, in place of one that was typed."""
        self._draw_seed()
        form = self._form
        if form.by_chance:
            self._look()
        else:
            form.forget_seed()

    def action_turn_over(self) -> None:
        """Go from the form to the questions, or back; where one alone fits, it takes the other's place."""
        over = not self.has_class("-over")
        self.set_class(over, "-over")
        if over:
            self.query_one(Questions).focus()
        else:
            self._form.start()

    def action_copy(self) -> None:
        """Send the command that does the same to the terminal's clipboard."""
        checked = self._checked()
        if checked is not None:
            send(self, "\n".join(commands(*checked)))

    def action_back(self) -> None:
        """Leave the line that is typed in, then the questions, then the room."""
        if self.has_class("-over"):
            self.action_turn_over()
        elif self.typing:
            self._form.start()
        else:
            super().action_back()

    def action_save(self) -> None:
        """Ask where to save it as a course file."""
        checked = self._checked()
        if checked is None:
            return
        graph, asked = checked

        def prepared(path: Path) -> Callable[[], str]:
            return lambda: write(path, course_text(asked.course(graph), graph).encode())

        self.ask_where("Where should the course file be written?", "quiz.yaml", prepared)

    def action_paper(self) -> None:
        """Ask in which format, and where to, a paper is to be written."""
        checked = self._checked()
        if checked is None:
            return
        graph, asked = checked

        def chosen(answer: tuple[str, Path] | None) -> None:
            from quiz import export

            if answer is None:
                return
            form, path = answer

            def do() -> str:
                made = paper(graph, asked, self.bank(graph, asked.seed))
                return write(path, export.write(made, form))

            self.write_to(path, do)

        self.app.push_screen(PaperScreen(), chosen)
