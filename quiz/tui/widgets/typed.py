"""A question that is answered in the student's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from quiz.grade import fold, grade
from quiz.limits import MAX_TYPED
from quiz.tui.bindings import bindings
from quiz.tui.widgets.asking import Asking
from quiz.tui.widgets.line import GOOD, PARTLY, STRONG, WRONG, Line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.grade import Response

__all__ = ["Typed"]


class _Field(Input):
    """An input that shows in the footer when it can be handed in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answer", "hand-in-text")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer handing in only when there is a word."""
        return bool(fold(self.value)) if action == "submit" else True


class Typed(Asking, can_focus=False):
    """Every key types; Enter hands in."""

    HOW = "Type your answer; Enter hands in, Escape leaves for now."

    def means(self) -> ComposeResult:
        """Yield the field."""
        yield _Field(id="field", max_length=MAX_TYPED)

    @property
    def _field(self) -> _Field:
        return self.query_one("#field", _Field)

    def start(self) -> None:
        """Let every key type."""
        self._field.focus()

    @property
    def _typed(self) -> str:
        return " ".join(self._field.value.split())

    @property
    def response(self) -> Response | None:
        """What was typed, where there is a word in it."""
        return self._typed if fold(self._typed) else None

    @on(Input.Changed)
    def typing(self, event: Input.Changed) -> None:
        """Offer handing in as soon as there is something."""
        event.stop()
        self.changed()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Hand in what was typed."""
        event.stop()
        self.action_hand_in()

    def reveal(self, response: Response) -> None:
        """Show in the field's place what was typed and, where that differs, what is right."""
        self._field.display = False
        self._field.can_focus = False
        graded = grade(self.item, response)
        if graded.right:
            lines = [Line(("✓", GOOD), self._typed, (" (your answer)", STRONG))]
        else:
            mark = ("±", PARTLY) if graded.score else ("✗", WRONG)
            lines = [
                Line(mark, self._typed, (" (your answer)", STRONG)),
                Line(("✓", GOOD), self.item.answer, (" (the answer)", STRONG)),
                *(Line(("✓", GOOD), other, (" (also right)", STRONG)) for other in self.item.accept[1:]),
            ]
        for line in lines:
            line.can_focus = False
        self.mount(*lines)
