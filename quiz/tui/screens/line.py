"""A question that is answered in a line of the student's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, Static

from quiz.tui.bindings import bindings
from quiz.tui.screens.dialog import Dialog
from quiz.tui.text import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.suggester import Suggester

__all__ = ["LineScreen"]


class LineScreen(Dialog[str | None]):
    """Ends with the line, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ends", "leave")

    def __init__(self, question: str, *, begun: str = "", most: int = 0) -> None:
        super().__init__()
        self._question = question
        self._begun = begun
        self._most = most

    def compose(self) -> ComposeResult:
        """Yield what is asked and a line to type in."""
        with Vertical(id="box"):
            yield Static(plain(self._question), id="asks")
            yield Input(
                self._begun,
                max_length=self._most,
                placeholder="Enter to go on, Escape to go back",
                suggester=self.suggester(),
                id="words",
            )

    def suggester(self) -> Suggester | None:
        """Return what completes the line, if anything does."""
        return None

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """End where nothing was typed; else take it."""
        event.stop()
        line = event.value.strip()
        if line:
            self.take(line)
        else:
            self.dismiss(None)

    def take(self, line: str) -> None:
        """End with what was typed."""
        self.dismiss(line)

    def action_leave(self) -> None:
        """End without a word."""
        self.dismiss(None)
