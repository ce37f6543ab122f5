"""Progress: how far the learner is, drawn where people look rather than read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from kg.errors import MyographError
from quiz.start import Pick, Request
from quiz.tui.bindings import bindings
from quiz.tui.breakpoints import BROAD
from quiz.tui.keynames import named_key
from quiz.tui.messages import ShowEntity, ShowSource, TakeQuiz
from quiz.tui.screens.measured import Measured
from quiz.tui.screens.sure import SureScreen
from quiz.tui.text import plain
from quiz.tui.widgets import standing
from quiz.tui.widgets.listed import Listed
from quiz.tui.widgets.progressview import LABELS, ProgressView
from quiz.tui.widgets.sections import Section, Sections

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["ProgressScreen"]


class ProgressScreen(Measured):
    """Mastery, calendar, forecast, what is mixed up and what is weak; of everything, or of one topic.

    Posts `TakeQuiz`, `ShowEntity` and `ShowSource`.
    """

    NAME = "progress"
    PLACES = ("progress",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")
    CSS_PATH = "../styles/progress.tcss"

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.here = "mastery"

    def body(self) -> ComposeResult:
        """Yield the title, the line of sections, and the sections."""
        yield Static(plain("Progress"), id="title")
        yield Sections(
            [Section(name, label, named_key(self.app, f"progress.{name}")) for name, label in LABELS.items()],
            id="sections",
        )
        yield Static(id="nothing")
        yield ProgressView(id="shown")

    @property
    def view(self) -> ProgressView:
        """The sections."""
        return self.query_one(ProgressView)

    def on_mount(self) -> None:
        """Show nothing before there is anything."""
        self._arrange()

    def ready(self, graph: KnowledgeGraph) -> None:
        """Be where the learner was."""
        section = self.remembered(graph)
        self._go_to(section if section in LABELS else self.here)

    def catch_up(self) -> None:
        """Work out anew how far the learner is."""
        super().catch_up()
        self.look()

    def told(self) -> str:
        """Return what the status line says."""
        if self.found is None:
            return ""
        told = self.found.told
        asked = told.claims - told.new
        return f"{asked:,} of {told.claims:,} asked, {told.learned:,} learned, {told.due_today:,} due"

    def look(self) -> None:
        """Name the topic, and work out how far the learner is with it."""
        self._title()
        super().look()

    def show(self, graph: KnowledgeGraph, found: Measured.Found) -> None:
        """Show how far the learner is."""
        self.view.show(graph, found.told, found.apart)
        self._arrange()

    def _arrange(self) -> None:
        """Show what is looked at, and where there is room, what stands beside it."""
        broad = self.app.size.width >= BROAD
        self.query_one(Sections).here = self.here
        found = self.found
        begun = found is not None and found.told.answers > 0
        self.query_one("#nothing").display = found is not None and not begun
        self.view.display = begun
        self.view.turn_to(self.here, broad=broad)
        self._title()
        if begun:
            self.view.look_at()
        elif found is not None:
            self._tell_how_to_begin(found.told.claims)
        self.refresh_bindings()

    def _title(self) -> None:
        self.query_one("#title", Static).update(plain(" › ".join(filter(None, ["Progress", self.path]))))

    def _tell_how_to_begin(self, claims: int) -> None:
        today, due = named_key(self.app, "go.today"), named_key(self.app, "today.due")
        self.query_one("#nothing", Static).update(
            plain(
                f"Nothing is answered yet. {claims:,} claims are waiting.\n\n"
                f"Go to Today with {today} and begin with {due}: after ten answers on a topic you see here "
                "how much of it you know, and after each day what comes due when."
            )
        )

    def on_resize(self) -> None:
        """Arrange all anew."""
        if self.is_mounted:
            self._arrange()

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is something to do with."""
        found = self.found
        if action == "back":
            return True
        if not self.fits:
            return False
        if found is None:
            return action in ("section", "step") or (None if action == "topic" else False)
        if action == "wider":
            return self.topic is not None
        if action == "drill":
            return self.here == "mixed" and (bool(self._claims_apart()) or None)
        if action == "aside":
            return self.here == "weak" and (self._leech() is not None or None)
        return found.told.answers > 0

    def _claims_apart(self) -> tuple[str, ...]:
        place = self.view.highlighted(standing.MIXED)
        if place is None or self.found is None:
            return ()
        return self.found.apart[self.found.told.confusions[int(place)].pair].claims

    def _leech(self) -> str | None:
        return self.view.highlighted(standing.CLAIM)

    @on(Listed.Moved)
    def offer(self) -> None:
        """Offer what can be done with what is highlighted by now."""
        self.refresh_bindings()

    @on(Sections.Chosen)
    def other_section(self, event: Sections.Chosen) -> None:
        """Go to the section that was clicked."""
        event.stop()
        self.action_section(event.name)

    def action_section(self, name: str) -> None:
        """Go to a section."""
        self._go_to(name)

    def action_step(self, by: int) -> None:
        """Go to the section that comes next, or before."""
        names = list(LABELS)
        self._go_to(names[(names.index(self.here) + by) % len(names)])

    def _go_to(self, name: str) -> None:
        self.here = name
        self.keep_place()
        self._arrange()

    @on(Listed.Chosen, "#mastery")
    def look_into(self, event: Listed.Chosen) -> None:
        """Narrow to a topic."""
        if event.entry.startswith(standing.ENTITY):
            self.narrow(event.entry.removeprefix(standing.ENTITY))
        else:
            self._show(event.entry)

    @on(Listed.Chosen, "#mixed")
    def tell_apart(self, event: Listed.Chosen) -> None:
        """Let the learner read what tells the two apart."""
        event.listed.read()

    @on(Listed.Chosen, "#weak")
    def see(self, event: Listed.Chosen) -> None:
        """Show in the graph what is weak."""
        self._show(event.entry)

    def _show(self, entry: str) -> None:
        """Show a thing, a claim or a source; a relation is none of these."""
        kind, _, name = entry.partition(":")
        graph = self._study.graph
        if graph is None:
            return
        if kind == "claim":
            self.post_message(ShowEntity(graph.claim(name).subject, name))
        elif kind == "entity":
            self.post_message(ShowEntity(name))
        elif kind == "source":
            self.post_message(ShowSource(name))
        else:
            self.notify("A relation is no place in the graph: choose a topic.", markup=False)

    def action_drill(self) -> None:
        """Begin a quiz of what tells the two apart."""
        self.post_message(TakeQuiz(None, Request(pick=Pick.CLAIMS, claims=self._claims_apart())))

    def action_aside(self) -> None:
        """Ask whether a claim should not be asked again."""
        claim = self._leech()
        if claim is not None:
            told = f"It is asked again after: myograph suspend --resume {claim}"
            self.app.push_screen(
                SureScreen("Set this claim aside?", told), lambda sure: self._set_aside(claim, sure=sure)
            )

    def _set_aside(self, claim: str, *, sure: bool | None) -> None:
        if sure:
            try:
                self._study.log.mark(claim, "suspended")
            except MyographError as error:
                self.failed(error)
            else:
                self.look()
