"""A question with one right option."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quiz.tui.bindings import bindings
from quiz.tui.widgets.asking import DIGITS, Asking
from quiz.tui.widgets.line import GOOD, STRONG, WRONG

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quiz.grade import Response

__all__ = ["ChooseOne"]


class ChooseOne(Asking):
    """A digit, a click, or Enter on the highlighted option answers at once."""

    HOW = "Press the number of your answer."
    BINDINGS: ClassVar[list[BindingType]] = bindings("answer", *DIGITS)

    @property
    def response(self) -> Response | None:
        """The highlighted option."""
        return self.at

    def pick(self, place: int) -> None:
        """Answer."""
        self.hand_in(place)

    def reveal(self, response: Response) -> None:
        """Mark the right option and the one chosen."""
        for place, (line, option) in enumerate(zip(self.lines, self.item.options, strict=True)):
            number = str(place + 1)
            if option.correct:
                mine = " (the answer, and yours)" if place == response else " (the answer)"
                line.show((f"{number} ✓", GOOD), option.text, (mine, STRONG))
            elif place == response:
                line.show((f"{number} ✗", WRONG), option.text, (" (your answer)", STRONG))
