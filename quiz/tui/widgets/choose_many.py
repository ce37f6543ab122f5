"""A question of which all right options are to be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quiz.tui.bindings import bindings
from quiz.tui.widgets.asking import DIGITS, Asking
from quiz.tui.widgets.line import GOOD, STRONG, WRONG

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["ChooseMany"]


class ChooseMany(Asking):
    """A digit, a click, or Space on the highlighted option chooses it or takes it back."""

    HOW = "Press all numbers that apply; a wrong one costs a point. Enter hands in."
    BINDINGS: ClassVar[list[BindingType]] = bindings("answer", *DIGITS)

    def __init__(self, item: Item) -> None:
        super().__init__(item)
        self._chosen: set[int] = set()

    @property
    def response(self) -> Response | None:
        """The options chosen, where there is one."""
        return tuple(sorted(self._chosen)) or None

    def pick(self, place: int) -> None:
        """Choose an option, or take it back."""
        self._chosen ^= {place}
        self.show()
        self.changed([place])

    def show(self) -> None:
        """Show what is chosen so far."""
        for place, (line, option) in enumerate(zip(self.lines, self.item.options, strict=True)):
            line.show((f"{place + 1} {'[x]' if place in self._chosen else '[ ]'}", STRONG), option.text)

    def reveal(self, response: Response) -> None:
        """Mark the right options, those that were missed, and the wrong ones that were chosen."""
        chosen = response if isinstance(response, tuple) else ()
        for place, (line, option) in enumerate(zip(self.lines, self.item.options, strict=True)):
            number = str(place + 1)
            if option.correct:
                word = " (an answer, and yours)" if place in chosen else " (an answer; you missed it)"
                line.show((f"{number} ✓", GOOD), option.text, (word, STRONG))
            elif place in chosen:
                line.show((f"{number} ✗", WRONG), option.text, (" (your answer)", STRONG))
            else:
                line.show((number, STRONG), option.text)
