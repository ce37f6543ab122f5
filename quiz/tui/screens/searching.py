"""A room in which things are looked for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from kg.showable import one_line
from quiz.tui.finding import Matches, find
from quiz.tui.keynames import named_key
from quiz.tui.screens.room import Room
from quiz.tui.widgets.search import Search

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["SearchingRoom"]


class SearchingRoom(Room):
    """A room with a `Search`, whose list takes the place of all else while something is looked for."""

    # Letters do what they do everywhere until the learner goes to the line.
    AUTO_FOCUS = ""

    class Found(Message):
        """Something was looked for."""

        def __init__(self, matches: Matches) -> None:
            super().__init__()
            self.matches = matches

    def __init__(self, study: Study, *, alone: bool = False) -> None:
        super().__init__(study, alone=alone)
        self._matches = Matches("", ())
        self._match: int | None = None

    def show_entity(self, entity: str) -> None:
        """Show what was found."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin with nothing chosen."""
        self.searching = True

    @property
    def search(self) -> Search:
        """The line and its list."""
        return self.query_one(Search)

    @property
    def searching(self) -> bool:
        """Whether something is looked for, so that all else is hidden."""
        return self.has_class("-searching")

    @searching.setter
    def searching(self, searching: bool) -> None:
        self.set_class(searching, "-searching")

    def action_search(self) -> None:
        """Let the learner type."""
        self.searching = True
        if self._study.graph is not None and not self._matches.entities:
            self.look_for(self._study.graph, self.search.text)
        self.search.take_keys(line=True)
        self.refresh_bindings()

    def action_to_list(self) -> None:
        """Go from the line into the list."""
        self.search.take_keys(line=False)

    @on(Search.Typed)
    def typed(self, event: Search.Typed) -> None:
        """Look for what is typed by now."""
        if self._study.graph is not None:
            self.look_for(self._study.graph, event.text)

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def look_for(self, graph: KnowledgeGraph, text: str) -> None:
        """Look for a text off the screen's thread: a large graph has many names."""
        self.post_message(self.Found(find(graph, text)))

    @on(Found)
    def found(self, event: Found) -> None:
        """Show what was found, where it is still looked for."""
        if event.matches.text == self.search.text:
            self._take(event.matches)
            if self.searching and not self.typing:
                self.search.take_keys(line=False)

    def _take(self, matches: Matches) -> None:
        graph = self._study.graph
        assert graph is not None
        self._matches, self._match = matches, None
        things = map(graph.entity, matches.entities)
        names = [(one_line(thing.label), graph.vocabulary.classes[thing.cls].label) for thing in things]
        self.search.offer(names, matches.told or self._how())
        self._count()
        self.refresh_bindings()

    def _how(self) -> str:
        into, back = named_key(self.app, "explore.to-list"), named_key(self.app, "explore.back")
        return f"Enter shows the first; {into} goes into the list; {back} leaves the search."

    def _count(self) -> None:
        number = len(self._matches.entities)
        told = f"{number} found" if self._match is None else f"{self._match + 1} of {number}"
        self.search.line.count(told if self._matches.text.strip() else "")

    @on(Search.Chosen)
    def chosen(self, event: Search.Chosen) -> None:
        """Show one of what was found; what was typed last may not have been looked for yet."""
        graph = self._study.graph
        if graph is None:
            return
        if self._matches.text != self.search.text:
            self._take(find(graph, self.search.text))
        if self._matches.entities:
            self._show_match(event.place or 0)

    def action_match(self, by: int) -> None:
        """Show what was found before or after what is shown."""
        number = len(self._matches.entities)
        first = 0 if by > 0 else number - 1
        self._show_match(first if self._match is None else (self._match + by) % number)

    def _show_match(self, place: int) -> None:
        self._match = place
        self._count()
        self.show_entity(self._matches.entities[place])

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer looking for things once there are some, and going on where several were found."""
        if action == "search":
            return self.fits and self._study.graph is not None
        if action == "to_list":
            return self.fits and self.typing
        if action == "match":
            return self.fits and bool(self._matches.text.strip() and self._matches.entities)
        return True
