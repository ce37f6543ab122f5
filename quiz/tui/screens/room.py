"""What the rooms share: the line of rooms at the top, the status line, and the graph once it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical

from quiz.tui.breakpoints import BREAKPOINTS
from quiz.tui.keyed import chosen_keys
from quiz.tui.messages import Go
from quiz.tui.screens.page import Page
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.rooms import Rooms
from quiz.tui.widgets.small import SmallNotice
from quiz.tui.widgets.status import Status

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kg.errors import MyographError
    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["Room"]


class Room(Page[None]):
    """A screen that the learner goes to and comes back to. Posts `Go`.

    A room that was not opened from the line of rooms but from another screen (`alone`) shows no such line,
    and Escape leads back. What is remembered of a room from one start to the next is `Study.places` of NAME.
    """

    NAME = ""
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, study: Study, *, alone: bool = False) -> None:
        super().__init__()
        self._study = study
        self._alone = alone
        self._graph_shown = False

    def compose(self) -> ComposeResult:
        """Put the rooms above the body, and status and keys below it."""
        if not self._alone:
            yield Rooms(self.NAME, dict(chosen_keys(self.app)))
        with Vertical(id="body"):
            yield from self.body()
        yield SmallNotice(id="small")
        yield Status()
        yield Keys()

    @property
    def status(self) -> Status:
        """The line above the keys."""
        return self.query_one(Status)

    def on_screen_resume(self) -> None:
        """Show what may have changed meanwhile."""
        self.catch_up()

    def catch_up(self) -> None:
        """Show the graph, where it is there by now and was not shown yet; then what may have changed."""
        if not self.is_mounted:
            return
        if not self._graph_shown and self._study.graph is not None:
            self._graph_shown = True
            self.ready(self._study.graph)
        self.refresh_status()
        self.refresh_bindings()

    def ready(self, graph: KnowledgeGraph) -> None:
        """Show the graph; called once, as soon as it is there and the room is."""

    def told(self) -> str:
        """Return what the status line says of this room."""
        return ""

    def refresh_status(self) -> None:
        """Show what the status line says by now."""
        if self._study.graph is None:
            self.status.tell("Loading the graph …")
            return
        done, planned = self._study.answered_today(), self._study.settings.answers_per_day
        self.status.tell(self.told(), f"{done} of {planned} today · {self.app.theme}")

    @on(Rooms.Chosen)
    def other_room(self, event: Rooms.Chosen) -> None:
        """Go to the room that was clicked."""
        event.stop()
        self.post_message(Go(event.room))

    def action_back(self) -> None:
        """Go back to where the learner came from, or to the first room."""
        if self._alone:
            self.dismiss(None)
        else:
            self.post_message(Go("today"))

    def failed(self, error: MyographError) -> None:
        """Tell of something that could not be done."""
        self.status.rest()
        self.notify(str(error), severity="error", markup=False, timeout=10)
