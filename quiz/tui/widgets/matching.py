"""A question in which each row is to be given an option of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.events import DescendantFocus

from quiz.feedback import ROW_LETTERS
from quiz.tui.bindings import bindings
from quiz.tui.widgets.asking import DIGITS, Asking
from quiz.tui.widgets.line import GOOD, STRONG, WRONG, Line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["Matching"]


class Matching(Asking, can_focus=False):
    """Rows are highlighted; a digit or a click gives an option to the highlighted row.

    An option that another row has moves. The highlight goes on to the next row that has none.
    """

    HOW = "Give each letter a number: it goes to the highlighted row. ⌫ takes back, Enter hands in."
    BINDINGS: ClassVar[list[BindingType]] = bindings("answer", *DIGITS, "take-back")

    def __init__(self, item: Item) -> None:
        super().__init__(item)
        self._given: list[int | None] = [None] * len(item.rows)
        self._row = 0
        self._options: list[Line] = []

    def means(self) -> ComposeResult:
        """Yield a line for each row, and below them the options to give."""
        self.lines = [Line("") for _ in self.item.rows]
        self._options = [Line("") for _ in self.item.options]
        self._options[0].add_class("first-option")
        for line in self._options:
            line.can_focus = False
        self.show()
        yield from self.lines
        yield from self._options

    def start(self) -> None:
        """Begin at the first row."""
        self.lines[0].focus()

    @on(DescendantFocus)
    def row_chosen(self) -> None:
        """Note which row is highlighted."""
        if self.at is not None:
            self._row = self.at
            self.refresh_bindings()

    @property
    def response(self) -> Response | None:
        """The options in the order of the rows, where each row has one."""
        given = tuple(place for place in self._given if place is not None)
        return given if len(given) == len(self._given) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer taking back only from a row that has an option."""
        if action == "take_back":
            return self._open and self._given[self._row] is not None
        return action != "pick" and super().check_action(action, parameters)

    @on(Line.Picked)
    def picked(self, event: Line.Picked) -> None:
        """Give the option that was clicked; a row that was clicked has the focus already."""
        event.stop()
        if self._open and event.line in self._options:
            self.pick(self._options.index(event.line))

    def pick(self, place: int) -> None:
        """Give an option to the highlighted row, and go on to the next row without one."""
        if place in self._given:
            self._given[self._given.index(place)] = None
        self._given[self._row] = place
        rows = len(self._given)
        following = [(self._row + step) % rows for step in range(1, rows)]
        self._row = next((row for row in following if self._given[row] is None), self._row)
        self._changed()

    def action_take_back(self) -> None:
        """Take the option from the highlighted row."""
        self._given[self._row] = None
        self._changed()

    def _changed(self) -> None:
        self.show()
        self.lines[self._row].focus()
        self.changed()

    def show(self) -> None:
        """Show which row has which option so far."""
        options = self.item.options
        for letter, line, row, place in zip(
            ROW_LETTERS, self.lines, self.item.rows, self._given, strict=False
        ):
            given = "…" if place is None else f"{place + 1} {options[place].text}"
            line.show((letter, STRONG), f"{row.text} → ", (given, STRONG))
        for place, (line, option) in enumerate(zip(self._options, options, strict=True)):
            to = f" (given to {ROW_LETTERS[self._given.index(place)]})" if place in self._given else ""
            line.show((str(place + 1), STRONG), option.text, to)

    def reveal(self, response: Response) -> None:
        """Show of each row what it was given and, where that is wrong, what belongs to it."""
        options = self.item.options
        for line in self._options:
            line.display = False
        places = response if isinstance(response, tuple) else ()
        for letter, line, row, place in zip(ROW_LETTERS, self.lines, self.item.rows, places, strict=False):
            mine = f"{row.text} → {options[place].text}"
            if place == row.key:
                line.show((f"{letter} ✓", GOOD), mine, (" (right)", STRONG))
            else:
                right = f" (your answer; right is {row.key + 1} {options[row.key].text})"
                line.show((f"{letter} ✗", WRONG), mine, (right, STRONG))
