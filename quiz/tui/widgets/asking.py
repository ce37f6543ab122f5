"""What the widgets of all interactions share: lines to move through, one response to hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from quiz.tui.bindings import bindings
from quiz.tui.messages import Answered
from quiz.tui.text import plain
from quiz.tui.widgets.line import STRONG, Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["DIGITS", "Asking"]

DIGITS = tuple(map(str, range(1, 10)))


class Asking(Vertical, can_focus=True):
    """Takes one response to one item and posts `Answered` once; afterwards shows what was right.

    Nothing is highlighted and nothing is complete at first: a key that is still held down from the
    question before answers nothing.
    """

    HOW: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = bindings("answer", "up", "down", "pick", "hand-in")

    def __init__(self, item: Item) -> None:
        super().__init__(id="asking")
        self.item = item
        self.lines: list[Line] = []
        self._open = True

    def compose(self) -> ComposeResult:
        """Yield how to answer, then what the interaction needs."""
        yield Static(plain(self.HOW), id="how")
        yield from self.means()

    def means(self) -> ComposeResult:
        """Yield a line for each option."""
        self.lines = [
            Line((str(number), STRONG), option.text) for number, option in enumerate(self.item.options, 1)
        ]
        self.show()
        yield from self.lines

    def show(self) -> None:
        """Show on the lines what is chosen so far."""

    def start(self) -> None:
        """Take the keys."""
        self.focus()

    @property
    def response(self) -> Response | None:
        """What would be handed in now, or None where it is not complete."""
        raise NotImplementedError

    @property
    def at(self) -> int | None:
        """The place of the highlighted line, if there is one."""
        focused = self.screen.focused
        return self.lines.index(focused) if isinstance(focused, Line) and focused in self.lines else None

    def pick(self, place: int) -> None:
        """Do what picking a line means here: with its digit, with Space, or with the mouse."""

    def reveal(self, response: Response) -> None:
        """Show what was right and what was chosen: by sign and word, and by colour too."""
        raise NotImplementedError

    def hand_in(self, response: Response) -> None:
        """Post the response, unless one was."""
        if self._open:
            self._open = False
            self.post_message(Answered(response))

    def close(self, response: Response) -> None:
        """Take no more keys, and reveal."""
        self._open = False
        for node in (self, *self.lines):
            node.can_focus = False
        self.query_one("#how").display = False
        self.reveal(response)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer handing in only when there is something to hand in."""
        if action == "hand_in":
            return self._open and self.response is not None
        if action in ("pick", "digit"):
            return self._open
        return True

    def action_move(self, by: int) -> None:
        """Move the highlight, round the ends."""
        if self.lines:
            start = self.at if self.at is not None else (-1 if by > 0 else 0)
            self.lines[(start + by) % len(self.lines)].focus()

    def action_pick(self) -> None:
        """Pick the highlighted line."""
        if self.at is not None:
            self.pick(self.at)

    def action_digit(self, number: int) -> None:
        """Pick the line with a number."""
        if number <= len(self.item.options):
            self.pick(number - 1)

    def action_hand_in(self) -> None:
        """Hand in what there is."""
        if self.response is not None:
            self.hand_in(self.response)

    @on(Line.Picked)
    def picked(self, event: Line.Picked) -> None:
        """Pick the line that was clicked."""
        event.stop()
        if self._open and event.line in self.lines:
            self.pick(self.lines.index(event.line))

    def changed(self, places: Iterable[int] = ()) -> None:
        """Offer the keys anew after a change, and keep the lines at `places` in sight."""
        for place in places:
            self.lines[place].scroll_visible(animate=False)
        self.refresh_bindings()
