"""A question that is answered with yes or no before something that cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from quiz.tui.bindings import bindings
from quiz.tui.screens.dialog import Dialog
from quiz.tui.text import plain, styled
from quiz.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["SureScreen"]


class SureScreen(Dialog[bool]):
    """Ends with whether the student is sure."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ends", "yes", "no")

    def __init__(self, question: str, told: str) -> None:
        super().__init__()
        self._question = question
        self._told = told

    def compose(self) -> ComposeResult:
        """Yield the question, what hangs on it, and the keys."""
        with Vertical(id="box"):
            yield Static(styled((self._question, "bold")))
            yield Static(plain(self._told))
            yield Static(plain("y: yes · n: no"))
        yield Keys()

    def action_decide(self, sure: bool) -> None:
        """End."""
        self.dismiss(sure)
