"""A line that can be picked: what options and rows are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from quiz.tui.text import styled

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from quiz.tui.text import Part

__all__ = ["GOOD", "PARTLY", "STRONG", "WRONG", "Line"]

STRONG = "bold"
GOOD = "$text-success bold"
WRONG = "$text-error bold"
PARTLY = "$text-warning bold"


class Line(Horizontal, can_focus=True):
    """A mark and, beside it, words that wrap. Posts `Picked` on a click."""

    class Picked(Message):
        """The student clicked on a line."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    def __init__(self, mark: Part, *words: Part) -> None:
        super().__init__()
        self._mark = Static(styled(mark), classes="mark")
        self._words = Static(styled(*words), classes="words")

    def compose(self) -> ComposeResult:
        """Yield the mark and the words."""
        yield self._mark
        yield self._words

    def show(self, mark: Part, *words: Part) -> None:
        """Show another mark and other words."""
        self._mark.update(styled(mark))
        self._words.update(styled(*words))

    @property
    def text(self) -> str:
        """What the line reads as."""
        return f"{self._mark.content} {self._words.content}"

    def on_click(self) -> None:
        """Say that this line was picked."""
        self.post_message(self.Picked(self))
