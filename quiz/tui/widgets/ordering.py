"""A question whose options are to be put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quiz.feedback import follows
from quiz.tui.bindings import bindings
from quiz.tui.widgets.asking import DIGITS, Asking
from quiz.tui.widgets.line import GOOD, STRONG, WRONG

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["Ordering"]


class Ordering(Asking):
    """A digit, a click, or Space on the highlighted option puts it next in order, or takes it back.

    The options stay where they are, so that their numbers do; each shows its place in the order.
    """

    HOW = "Press the numbers in order, first to last; ⌫ takes back, Enter hands in."
    BINDINGS: ClassVar[list[BindingType]] = bindings("answer", *DIGITS, "take-back")

    def __init__(self, item: Item) -> None:
        super().__init__(item)
        self._order: list[int] = []

    @property
    def response(self) -> Response | None:
        """The options in order, where all of them are."""
        return tuple(self._order) if len(self._order) == len(self.lines) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer taking back only when there is something to take."""
        if action == "take_back":
            return self._open and bool(self._order)
        return super().check_action(action, parameters)

    def pick(self, place: int) -> None:
        """Put an option next in order, or take it back; those after it move up."""
        if place in self._order:
            self._order.remove(place)
        else:
            self._order.append(place)
        self.show()
        self.changed([place])

    def action_take_back(self) -> None:
        """Take back the option that was put last."""
        self.pick(self._order[-1])

    def show(self) -> None:
        """Show the place of each option in the order so far."""
        for place, (line, option) in enumerate(zip(self.lines, self.item.options, strict=True)):
            at = _ordinal(self._order.index(place) + 1) if place in self._order else "…"
            line.show((f"{place + 1} {at:>4}", STRONG), option.text)

    def reveal(self, response: Response) -> None:
        """Show the right order, and of each option whether the student put it after the one before it."""
        mine = response if isinstance(response, tuple) else ()
        for at, (line, place) in enumerate(zip(self.lines, self.item.order, strict=True), 1):
            text, yours = self.item.options[place].text, f"yours: {_ordinal(mine.index(place) + 1)}"
            if at == 1:
                line.show((f"{_ordinal(at)}  ", STRONG), text, (f" ({yours})", STRONG))
            elif follows(self.item, mine, place):
                line.show((f"{_ordinal(at)} ✓", GOOD), text, (f" ({yours}, in order)", STRONG))
            else:
                line.show((f"{_ordinal(at)} ✗", WRONG), text, (f" ({yours}, out of order)", STRONG))


def _ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"
