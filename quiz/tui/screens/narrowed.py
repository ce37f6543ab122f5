"""A room that is about everything, or about one thing, and one in that, as the learner chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.showable import one_line
from quiz.tui.screens.room import Room
from quiz.tui.screens.thing import ThingScreen

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["Narrowed"]


class Narrowed(Room):
    """A room with a topic. What is made of it says by `look` how it shows another one.

    `Study.places` keeps where the learner is in the room (`here`), then the topics, the last one innermost.
    """

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.here = ""
        self._topics: list[str] = []

    def look(self) -> None:
        """Show what there is to show of the topic."""

    @property
    def topic(self) -> str | None:
        """The id of the entity that all is about, or None."""
        return self._topics[-1] if self._topics else None

    @property
    def path(self) -> str:
        """The topics by their labels, each after the one that it was chosen from."""
        graph = self._study.graph
        names = [] if graph is None else [one_line(graph.entity(name).label) for name in self._topics]
        return " › ".join(names)

    def remembered(self, graph: KnowledgeGraph) -> str:
        """Take the topics from what is remembered, and return where in the room the learner was."""
        here, *topics = self._study.places.get(self.NAME) or [self.here]
        self._topics = [name for name in topics if name in graph.entities]
        return here

    def keep_place(self) -> None:
        """Remember where the learner is."""
        self._study.places[self.NAME] = [self.here, *self._topics]

    def narrow(self, entity: str) -> None:
        """Let all be about an entity."""
        if entity != self.topic:
            self._topics.append(entity)
            self.keep_place()
            self.look()

    def action_wider(self) -> None:
        """Go back to what the topic was chosen from."""
        if self._topics:
            self._topics.pop()
            self.keep_place()
            self.look()

    def action_topic(self) -> None:
        """Ask what all should be about."""
        graph = self._study.graph
        if graph is not None:
            question = "Which thing should all be about? Its name, such as gluteal muscles."
            self.app.push_screen(ThingScreen(graph, question), self._chosen)

    def _chosen(self, entity: str | None) -> None:
        if entity is not None:
            self.narrow(entity)
