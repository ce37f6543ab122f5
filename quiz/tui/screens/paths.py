"""Paths: how one thing leads to another, step by step, and how sure each step is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message
from textual.widgets import Static

from kg.errors import NoSuchEntityError
from quiz.tui.bindings import bindings
from quiz.tui.errand import Errand
from quiz.tui.messages import ShowEntity, ShowSource
from quiz.tui.screens.room import Room
from quiz.tui.text import plain
from quiz.tui.widgets.chains import Chains
from quiz.tui.widgets.chainsteps import ChainSteps
from quiz.tui.widgets.ends import Ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.graph import KnowledgeGraph
    from kg.nearpaths import Pair, Ways
    from kg.paths import Chain
    from quiz.tui.study import Study

__all__ = ["PathsScreen"]

PAIRS = 3
LOOKING = "Looking for chains"
HOW = "Type what to begin with and what to come to."


class PathsScreen(Room):
    """The room where causal chains are looked for. Posts `ShowEntity` and `ShowSource`."""

    NAME = "paths"
    PLACES = ("paths",)
    CSS_PATH = "../styles/paths.tcss"
    # A name that is typed at once must not go through the rooms as commands, and answer a quiz there.
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = bindings("paths")

    class Looked(Message):
        """What was found; `asked` is the number of the search."""

        def __init__(self, asked: int, found: Ways) -> None:
            super().__init__()
            self.asked = asked
            self.found = found

    class Unknown(Message):
        """Nothing goes by the name in the line at `place`."""

        def __init__(self, asked: int, place: int, error: NoSuchEntityError) -> None:
            super().__init__()
            self.asked = asked
            self.place = place
            self.error = error

    class Paired(Message):
        """Pairs of things that a chain joins."""

        def __init__(self, pairs: list[Pair]) -> None:
            super().__init__()
            self.pairs = pairs

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        # Made here, as keys are asked about before there is anything on the screen.
        self._ends = Ends(id="ends")
        self._chains = Chains(id="both")
        self._errand = Errand()
        self._shown = ["", ""]

    def body(self) -> ComposeResult:
        """Yield the two lines, and what is found for them."""
        yield self._ends
        yield Static(plain("Loading the graph …"), id="told-of-ends")
        yield self._chains

    def ready(self, graph: KnowledgeGraph) -> None:
        """Be where the learner was, or offer where to begin."""
        self._ends.take(graph)
        self._tell(HOW)
        if not any(self._place):
            self._pair(graph)

    def catch_up(self) -> None:
        """Look for what another room left here to be looked for."""
        super().catch_up()
        if self._study.graph is not None and self.is_mounted and self._place != self._shown:
            self._shown = self._place
            self._ends.fill(self._shown)
            self._ends.ask()

    @property
    def _place(self) -> list[str]:
        """What is to begin with and to come to, as it is remembered."""
        return [*self._study.places.get(self.NAME, []), "", ""][:2]

    def told(self) -> str:
        """Return what the status line says."""
        return "Causal chains, the shortest first"

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what cannot be done now."""
        match action:
            case "source":
                return self.fits and (self._chains.source is not None or None)
            case "swap":
                return self.fits and (any(self._ends.values) or None)
            case "matches":
                return self.typing
        return self.fits or action == "back"

    # Looking, and what is found

    @on(Ends.Matching)
    def names_shown(self, event: Ends.Matching) -> None:
        """Make room for the names that fit, as long as they are shown."""
        for hidden in ("#told-of-ends", "#both"):
            self.query_one(hidden).display = not event.shown

    @on(Ends.Given)
    def look(self) -> None:
        """Look for the chains between what stands in the lines."""
        graph = self._study.graph
        if graph is None:
            return
        self.status.work(LOOKING)
        self._work(graph, *self._ends.values, self._errand.begin())

    @work(thread=True, exclusive=True, group="paths", exit_on_error=False)
    def _work(self, graph: KnowledgeGraph, first: str, last: str, asked: int) -> None:
        from kg.nearpaths import ways

        ends = []
        for place, name in enumerate((first, last)):
            try:
                ends.append(graph.find(name))
            except NoSuchEntityError as error:
                self.post_message(self.Unknown(asked, place, error))
                return
        self.post_message(self.Looked(asked, ways(graph, ends[0], ends[1])))

    @work(thread=True, exclusive=True, group="pairs", exit_on_error=False)
    def _pair(self, graph: KnowledgeGraph) -> None:
        from kg.nearpaths import long_pairs

        self.post_message(self.Paired(long_pairs(graph, PAIRS)))

    def on_paths_screen_paired(self, message: Paired) -> None:
        """Offer pairs to choose from, where nothing was looked for meanwhile."""
        if not self._errand.begun:
            hint = "Or choose one of these (↓)." if message.pairs else "The graph has no causal claims."
            self._offer(f"{HOW} {hint}", [], message.pairs)
            if not self.typing:
                self._chains.go_to()

    def on_paths_screen_unknown(self, message: Unknown) -> None:
        """Say which name nothing goes by, and what was meant perhaps."""
        if not self._errand.returned(message.asked):
            return
        self.status.rest()
        self._offer(str(message.error), [])
        self._ends.edit(message.place)

    def on_paths_screen_looked(self, message: Looked) -> None:
        """Show the chains, or what there is instead."""
        if not self._errand.returned(message.asked):
            return
        from kg.nearpaths import in_words

        self.status.rest()
        found = message.found
        self._ends.fill_in([found.start.id, found.end.id])
        self._shown = self._study.places[self.NAME] = list(self._ends.values)
        self._offer(in_words(found), found.chains, [pair for pair in (found.back, found.nearest) if pair])
        self._chains.go_to()

    def _tell(self, told: str) -> None:
        self.query_one("#told-of-ends", Static).update(plain(told))

    def _offer(self, told: str, chains: Sequence[Chain], pairs: Sequence[Pair] = ()) -> None:
        assert self._study.graph is not None
        self._tell(told)
        self._chains.show(self._study.graph, chains, pairs)
        self.refresh_bindings()

    @on(Chains.Looked)
    def looked_at(self) -> None:
        """Offer what can be done with this line."""
        self.refresh_bindings()

    @on(Chains.Wanted)
    def wanted(self, event: Chains.Wanted) -> None:
        """Look for a pair that was offered."""
        self._ends.fill_in([event.pair.start, event.pair.end])
        self._ends.ask()

    @on(ChainSteps.Chosen)
    def step_chosen(self, event: ChainSteps.Chosen) -> None:
        """Show in the graph what a line of a step is about."""
        self.post_message(ShowEntity(event.claim.subject, event.claim.id))

    # What keys do

    def action_source(self) -> None:
        """Show who says what the highlighted line tells."""
        if self._chains.source is not None:
            self.post_message(ShowSource(self._chains.source))

    def action_ends(self) -> None:
        """Type other things."""
        self._ends.edit()

    def action_matches(self) -> None:
        """Go to the names that fit, or to what is below the lines."""
        if not self._ends.open():
            self._chains.go_to()

    def action_swap(self) -> None:
        """Look the other way round."""
        self._ends.fill(reversed(self._ends.values))
        self._ends.ask()

    def action_back(self) -> None:
        """Stop waiting; else leave the names that fit, the line or the steps; else the room."""
        if self._errand.waiting:
            self._errand.call_back()
            self.status.rest()
            self._tell("Stopped.")
        elif self._ends.leave():
            return
        elif self._here_below():
            self._ends.close()
        else:
            super().action_back()

    def _here_below(self) -> bool:
        """Go from the line or the steps to the chains; return whether that is somewhere else."""
        return (self.typing or self.focused is self._chains.steps) and self._chains.go_to()
