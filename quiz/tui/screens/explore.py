"""Explore: a walk through the graph, one thing and its neighbours at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from kg import iri
from kg.completion import typed_name
from kg.ego import ego
from kg.fit import cut
from kg.showable import one_line
from kg.walk import Walk
from quiz.start import Request
from quiz.tui.bindings import bindings
from quiz.tui.breakpoints import TALL, WIDE
from quiz.tui.clipboard import send
from quiz.tui.entitypage import about, all_claims, claims_text
from quiz.tui.messages import Go, ShowSource, TakeQuiz
from quiz.tui.screens.searching import SearchingRoom
from quiz.tui.widgets.edgetree import EdgeTree
from quiz.tui.widgets.ego import EgoDrawing
from quiz.tui.widgets.entitypage import EntityPage
from quiz.tui.widgets.search import Search
from quiz.tui.widgets.trail import Trail
from quiz.tui.widgets.walking import Highlighted, Recentre, StepBack

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.ego import Edge, Ego
    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["ExploreScreen"]

MAX_TOLD = 40


class ExploreScreen(SearchingRoom):
    """Shows a thing, what is around it, and the page about it; begins at `entity` where one is given.

    `claim` is what is highlighted at first. Posts `TakeQuiz`, `ShowSource` and `Go`.
    """

    NAME = "explore"
    PLACES = ("explore",)
    CSS_PATH = ["../styles/search.tcss", "../styles/explore.tcss"]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = bindings("explore")

    def __init__(
        self, study: Study, *, alone: bool = False, entity: str | None = None, claim: str | None = None
    ) -> None:
        super().__init__(study, alone=alone)
        self._first = (entity, claim)
        self._walk = Walk()
        self._ego: Ego | None = None
        self._edge: Edge | None = None
        self._drawn: EgoDrawing | EdgeTree | None = None

    def body(self) -> ComposeResult:
        """Yield the search, then where the learner is: the way there, what is around it, the page."""
        yield Search()
        yield Trail()
        with Container(id="view"):
            yield EgoDrawing()
            yield EdgeTree(self._around)
            yield EntityPage()

    def ready(self, graph: KnowledgeGraph) -> None:
        """Go where the learner is sent, or was the last time; else show where to begin."""
        entity, claim = self._first
        if entity is None:
            known = [name for name in self._study.places.get(self.NAME, ()) if name in graph.entities]
            self._go(Walk(tuple(known)))
        elif entity in graph.entities:
            self._go(Walk((entity,)), claim)
        else:
            self.notify(f"“{entity}” is not in the graph any more.", severity="warning", markup=False)
        if self._ego is None:
            self.look_for(graph, self.search.text)

    def told(self) -> str:
        """Say where the learner is."""
        return "Nothing chosen yet" if self._ego is None else cut(self._ego.label, MAX_TOLD)

    def _around(self, entity: str) -> Ego:
        assert self._study.graph is not None
        return ego(self._study.graph, entity)

    def _go(self, walk: Walk, claim: str | None = None) -> None:
        """Show where a walk is, with a claim highlighted."""
        graph = self._study.graph
        if walk.current is None or graph is None:
            return
        self._walk, self._ego = walk, self._around(walk.current)
        if not self._alone:
            self._study.places[self.NAME] = list(walk.trail)
        edge = None if claim is None else self._ego.holding(claim)
        with self.app.batch_update():
            self.searching = False
            self.query_one(Trail).show([one_line(graph.entity(name).label) for name in walk.trail])
            self.query_one(EntityPage).show(about(graph, walk.current), all_claims(graph, walk.current))
            self._draw(edge)
            self._look_at(edge)
            self._take_keys()
        self.refresh_status()

    @property
    def _one_pane(self) -> bool:
        """Whether one pane is shown at a time, and a tree instead of the drawing."""
        return self.app.size.width < WIDE or self.app.size.height < TALL

    @property
    def _picture(self) -> EgoDrawing | EdgeTree:
        """What shows what is around the thing: the drawing, or the tree where there is little room."""
        return self.query_one(EdgeTree) if self._one_pane else self.query_one(EgoDrawing)

    def _draw(self, edge: Edge | None) -> None:
        if self._ego is not None:
            self._drawn = self._picture
            self._drawn.show(self._ego, edge)

    def _take_keys(self) -> None:
        """Give the keys to what is shown."""
        (self.query_one(EntityPage) if self._reading else self._picture).focus()

    @property
    def _reading(self) -> bool:
        return self.query_one("#view").has_class("-reading")

    def on_resize(self) -> None:
        """Draw anew where there is room for another kind of picture now."""
        if self._drawn is not None and self._drawn is not self._picture:
            had_keys = self._drawn.has_focus
            self._draw(self._edge)
            if had_keys:
                self.call_after_refresh(self._take_keys)

    def _look_at(self, edge: Edge | None) -> None:
        graph = self._study.graph
        assert graph is not None
        self._edge = edge
        page = self.query_one(EntityPage)
        if edge is None:
            page.tell(None)
        else:
            several = f": {len(edge.claims)} claims" if len(edge.claims) > 1 else ""
            page.tell(claims_text(graph, edge.claims, f"Highlighted{several}"))
        self.refresh_bindings()

    @on(Highlighted)
    def highlighted(self, event: Highlighted) -> None:
        """Show what is highlighted at the top of the page."""
        if event.edge is not self._edge:
            self._look_at(event.edge)

    @on(Recentre)
    def recentre(self, event: Recentre) -> None:
        """Go to another thing."""
        self.show_entity(event.entity)

    @on(StepBack)
    def step_back_to(self, event: StepBack) -> None:
        """Go back to an earlier one."""
        self._go(self._walk.back_to(event.place))

    def show_entity(self, entity: str) -> None:
        """Walk on to a thing."""
        self._go(self._walk.to(entity))

    def action_step_back(self) -> None:
        """Go back to where the learner came from."""
        self._go(self._walk.back())

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing on a thing before there is one, or while another is looked for."""
        here = self.fits and self._ego is not None and not self.searching
        if action == "source":
            return here and (self._edge is not None or None)
        if action == "step_back":
            return here and len(self._walk.trail) > 1
        if action == "paths":
            return here and not self._alone
        return here if action in ("page", "quiz", "copy") else super().possible(action, parameters)

    def action_page(self) -> None:
        """Show the page alone, or not."""
        self.query_one("#view").toggle_class("-reading")
        self._take_keys()

    def action_quiz(self) -> None:
        """Begin a quiz about the thing."""
        self.post_message(TakeQuiz(None, Request(topic=self._walk.current)))

    def action_source(self) -> None:
        """Show who says what is highlighted."""
        if self._edge is not None:
            self.post_message(ShowSource(self._edge.claims[0].source))

    def action_copy(self) -> None:
        """Send the IRI of the thing to the terminal's clipboard."""
        if self._walk.current is not None:
            where = iri.entity_iri(self._walk.current)
            send(self, where, where)

    def action_paths(self) -> None:
        """Ask where the thing leads."""
        graph = self._study.graph
        if self._ego is not None and graph is not None:
            self._study.places["paths"] = [typed_name(graph, self._ego.entity), ""]
            self.post_message(Go("paths"))

    def action_back(self) -> None:
        """Leave the search or the page; then the room."""
        if self.searching and self._ego is not None:
            self.searching = False
            self._take_keys()
        elif self.searching and self.typing and self.search.text:
            self.search.line.fill("")
        elif self._reading and not self.searching:
            self.action_page()
        else:
            super().action_back()
        self.refresh_bindings()
