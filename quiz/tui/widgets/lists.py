"""Lists and pages that scroll, with the keys of the registry, so that all can be rebound."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widgets import OptionList

from quiz.tui.bindings import bindings

__all__ = ["Choices", "Pane"]


class Choices(OptionList):
    """A list to choose from."""

    BINDINGS: ClassVar = bindings("lists")

    def action_page_up(self) -> None:
        """Go one page up; Textual breaks down over a list that was not drawn yet."""
        if self.size.height:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Go one page down; Textual breaks down over a list that was not drawn yet."""
        if self.size.height:
            super().action_page_down()  # type: ignore[no-untyped-call]


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
