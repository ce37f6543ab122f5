"""A list whose lines are drawn to the width there is, and, below it, what there is to say of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.tui.text import plain, styled
from quiz.tui.widgets.lists import Choices, Pane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from quiz.tui.text import Part

__all__ = ["Entry", "Listed"]

# The columns that a list keeps for its scroll bar.
BAR = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: `drawn` returns it for so many columns, `words` say more of it.

    `id` is None for a heading, which cannot be chosen.
    """

    id: str | None
    drawn: Callable[[int], list[Part]]
    words: str = ""


class Listed(Vertical):
    """Shows the words of the highlighted line below the list. Posts `Chosen`.

    `hint` stands between the two and says what Enter does. Once the words have the focus, they scroll.
    """

    class Chosen(Message):
        """A line was chosen."""

        def __init__(self, listed: Listed, entry: str) -> None:
            super().__init__()
            self.listed = listed
            self.entry = entry

        @property
        def control(self) -> Listed:
            """The list in which it was chosen."""
            return self.listed

    class Moved(Message):
        """Another line is highlighted."""

    def __init__(self, hint: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hint = hint
        self._entries: Sequence[Entry] = ()
        self._drawn = 0

    def compose(self) -> ComposeResult:
        """Yield the list and the words."""
        yield Choices(classes="lines")
        with Pane(classes="more") as more:
            more.border_title = self._hint
            yield Static(classes="words")

    @property
    def lines(self) -> Choices:
        """The list."""
        return self.query_one(Choices)

    @property
    def entry(self) -> Entry | None:
        """The highlighted line."""
        place = self.lines.highlighted
        return None if place is None or place >= len(self._entries) else self._entries[place]

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other lines; the one that was highlighted stays so, or its place does."""
        before, place = self.entry, self.lines.highlighted or 0
        self._entries = entries
        self._draw()
        ids = [entry.id for entry in entries]
        if before is not None and before.id in ids:
            place = ids.index(before.id)
        free = [at for at, name in enumerate(ids) if name is not None]
        self.lines.highlighted = min(free, key=lambda at: abs(at - place)) if free else None
        self._tell()

    def on_resize(self) -> None:
        """Draw the lines to the new width."""
        if self.size.width != self._drawn:
            place = self.lines.highlighted
            self._draw()
            self.lines.highlighted = place

    def _draw(self) -> None:
        self._drawn = self.size.width
        width = max(self.size.width - BAR, 1)
        self.lines.set_options(
            Option(styled(*entry.drawn(width)), id=entry.id, disabled=entry.id is None)
            for entry in self._entries
        )

    @on(OptionList.OptionHighlighted)
    def moved(self, event: OptionList.OptionHighlighted) -> None:
        """Show the words of another line."""
        event.stop()
        self._tell()
        self.post_message(self.Moved())

    def _tell(self) -> None:
        entry = self.entry
        self.query_one(".words", Static).update(plain("" if entry is None else entry.words))
        self.query_one(Pane).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Say which line was chosen."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(self, event.option_id))

    def read(self) -> None:
        """Let the arrows scroll the words."""
        self.query_one(Pane).focus()
