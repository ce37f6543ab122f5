"""What is wrong with a question, in the student's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quiz.limits import MAX_TYPED
from quiz.tui.text import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["ReportScreen"]


class ReportScreen(ModalScreen[str | None]):
    """Ends with the words, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="report.back", tooltip="Back, without a word"),
    ]

    def __init__(self, claim: str) -> None:
        super().__init__()
        self._claim = claim

    def compose(self) -> ComposeResult:
        """Yield what is asked and a line to type in."""
        with Vertical(id="report"):
            yield Static(plain(f"What is wrong with this question? It is kept on the claim {self._claim}."))
            yield Input(max_length=MAX_TYPED, placeholder="Enter to keep it, Escape to go back", id="words")

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """End with what was typed."""
        event.stop()
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """End without a word."""
        self.dismiss(None)
