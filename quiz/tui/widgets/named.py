"""A line in which a thing of the graph is named; what is begun is completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import Input

if TYPE_CHECKING:
    from kg.completion import Names

__all__ = ["Completion", "NameLine"]


class NameLine(Input):
    """Completes names once it has them; → takes what it offers."""

    def __init__(self, *, placeholder: str, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(placeholder=placeholder, id=id, compact=True)

    def take(self, names: Names) -> None:
        """Complete from these names."""
        self.suggester = Completion(names)

    def fill(self, name: str) -> None:
        """Hold a name that was not typed: nobody is told of a change."""
        with self.prevent(Input.Changed):
            self.value = name
        self.cursor_position = len(name)


class Completion(Suggester):
    """Completes one of many names, whatever its case."""

    def __init__(self, names: Names) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole of the name that is begun; what is typed stays as it is."""
        name = self._names.complete(value)
        return None if name is None else value + name[len(value) :]
