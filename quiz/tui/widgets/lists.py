"""Lists, tables, trees and pages that scroll, with the keys of the registry, so that all can be rebound."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widgets import DataTable, OptionList, Tree

from quiz.tui.bindings import bindings

__all__ = ["Branches", "Choices", "Pane", "Table"]


class Choices(OptionList):
    """A list to choose from."""

    BINDINGS: ClassVar = bindings("lists")


class Table(DataTable[object]):
    """A table, chosen from by rows."""

    BINDINGS: ClassVar = bindings("lists")

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_cursor(row=0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_cursor(row=self.row_count - 1)


class Branches(Tree[str]):
    """A tree, whose nodes carry the id of what they show."""

    BINDINGS: ClassVar = bindings("lists")

    def action_first(self) -> None:
        """Go to the first line."""
        self.action_scroll_home()

    def action_last(self) -> None:
        """Go to the last line."""
        self.action_scroll_end()


class Pane(VerticalScroll, can_focus=True):
    """A page that scrolls by line, by page and to its ends."""

    BINDINGS: ClassVar = bindings("lists")

    def action_cursor_up(self) -> None:
        """Show one line more above."""
        self.scroll_relative(y=-1, animate=False)

    def action_cursor_down(self) -> None:
        """Show one line more below."""
        self.scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Show the page above, at once."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Show the page below, at once."""
        self.scroll_page_down(animate=False)

    def action_first(self) -> None:
        """Show the beginning."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Show the end."""
        self.scroll_end(animate=False)
