"""What is asked in between, on top of a screen."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

__all__ = ["Dialog"]

_Result = TypeVar("_Result")


class Dialog(ModalScreen[_Result]):
    """A screen on top of another one, which it leaves there when it ends."""

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """End with a result, once: Textual would end the screen below for a key that was pressed twice."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
