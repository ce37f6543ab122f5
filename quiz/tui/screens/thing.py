"""A question that is answered with the name of a thing in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from kg.completion import Names
from kg.errors import NoSuchEntityError
from quiz.tui.screens.line import LineScreen
from quiz.tui.text import plain
from quiz.tui.widgets.named import Completion

if TYPE_CHECKING:
    from textual.suggester import Suggester

    from kg.graph import KnowledgeGraph

__all__ = ["ThingScreen"]


class ThingScreen(LineScreen):
    """Ends with the id of an entity, or None. Completes names, and says what may be meant by a wrong one."""

    def __init__(self, graph: KnowledgeGraph, question: str) -> None:
        super().__init__(question)
        self._graph = graph

    def suggester(self) -> Suggester:
        """Return what completes the name."""
        return Completion(Names.of_things(self._graph))

    def take(self, line: str) -> None:
        """End with what goes by the name, or say that nothing does."""
        try:
            entity = self._graph.find(line).id
        except NoSuchEntityError as error:
            self.query_one("#asks", Static).update(plain(str(error)))
        else:
            self.dismiss(entity)
