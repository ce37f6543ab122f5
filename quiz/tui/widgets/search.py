"""A line to look for things with, beside it how many were found, and under it which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.tui.text import plain, styled
from quiz.tui.widgets.lists import Choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

__all__ = ["MAX_TYPED", "Search", "SearchLine"]

MAX_TYPED = 200
# Nobody reads on so far; a letter more finds less.
MAX_LISTED = 200


class SearchLine(Horizontal):
    """The line in which is typed what to look for."""

    def __init__(self, line: Input) -> None:
        super().__init__(id="finding")
        self._line = line

    def compose(self) -> ComposeResult:
        """Yield what it is, the line, and how many were found."""
        yield Static(plain("Search"), id="sign")
        yield self._line
        yield Static(id="count")

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._line.value

    def fill(self, text: str) -> None:
        """Look for something else."""
        self._line.value = text

    def count(self, told: str) -> None:
        """Say how many were found."""
        self.query_one("#count", Static).update(plain(told))

    def edit(self) -> None:
        """Let keys type."""
        self._line.focus()


class Search(Vertical):
    """A line and a list. Posts `Typed` for each change and `Chosen` where one of what was found is chosen."""

    class Typed(Message):
        """What is looked for has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Chosen(Message):
        """One of what was found is chosen, by its place; None from the line, for the one at the top."""

        def __init__(self, place: int | None) -> None:
            super().__init__()
            self.place = place

    def compose(self) -> ComposeResult:
        """Yield the line, what is told of what was found, and the list."""
        yield SearchLine(
            Input(
                id="search",
                placeholder="a name, an id, or words about it",
                compact=True,
                max_length=MAX_TYPED,
                select_on_focus=True,
            )
        )
        yield Static(plain("Loading the graph …"), id="hint")
        yield Choices(id="matches")

    @property
    def line(self) -> SearchLine:
        """The line."""
        return self.query_one(SearchLine)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.line.text

    def offer(self, names: Sequence[tuple[str, str]], told: str) -> None:
        """List what was found, a name and the kind of thing each, and say something of it."""
        self.query_one("#hint", Static).update(plain(told))
        matches = self.query_one("#matches", Choices)
        matches.clear_options()
        matches.add_options(
            [Option(styled(name, (f"  {kind}", "$text-muted"))) for name, kind in names[:MAX_LISTED]]
        )
        if len(names) > MAX_LISTED:
            matches.add_option(Option(plain(f"and {len(names) - MAX_LISTED} more"), disabled=True))
        if names:
            matches.highlighted = 0

    def take_keys(self, *, line: bool) -> None:
        """Let keys type, or move in the list where there is something in it."""
        matches = self.query_one("#matches", Choices)
        if line or not matches.option_count:
            self.line.edit()
        else:
            matches.focus()

    @on(Input.Changed)
    def typing(self, event: Input.Changed) -> None:
        """Say what is looked for."""
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Say that what stands first is wanted."""
        event.stop()
        self.post_message(self.Chosen(None))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Say which is wanted."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))
