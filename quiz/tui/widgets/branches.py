"""A tree with the keys of the registry, apart from the lists that the first room needs."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Tree

from quiz.tui.bindings import bindings

__all__ = ["Branches"]


class Branches(Tree[str]):
    """A tree, whose nodes carry the id of what they show."""

    BINDINGS: ClassVar = bindings("lists")

    def action_first(self) -> None:
        """Go to the first line."""
        self.action_scroll_home()

    def action_last(self) -> None:
        """Go to the last line."""
        self.action_scroll_end()
