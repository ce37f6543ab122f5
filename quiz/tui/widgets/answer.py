"""An answer on the screen: what is told of it, its table, the highlighted row, and what else to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static

from kg.answers import Named
from kg.model import Status
from kg.showable import one_line
from quiz.tui.clipboard import send
from quiz.tui.statuses import signed
from quiz.tui.text import plain
from quiz.tui.widgets.grid import Grid
from quiz.tui.widgets.lists import Choices, Pane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from kg.answers import Found

__all__ = ["AnswerPage"]


class AnswerPage(Vertical):
    """Posts `Looked`, `Picked` and `Near`."""

    class Looked(Message):
        """Another row is highlighted."""

    class Picked(Message):
        """A row is chosen, which is about what is `named`."""

        def __init__(self, named: Named) -> None:
            super().__init__()
            self.named = named

    class Near(Message):
        """A question that was offered is to be asked."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.found: Found | None = None

    def compose(self) -> ComposeResult:
        """Yield what is told, what can be asked instead, the table and a row of it."""
        with Pane(id="said"):
            yield Static(plain("Loading the graph …"))
        yield Choices(id="near")
        with Container(id="results"):
            yield Grid(id="answers")
            with Pane(id="row"):
                yield Static()

    @property
    def grid(self) -> Grid:
        """The table."""
        return self.query_one(Grid)

    @property
    def named(self) -> Named:
        """What the highlighted row is about."""
        row = None if self.found is None else self.grid.row
        return Named() if self.found is None or row is None else self.found.named(row)

    def show(self, found: Found) -> None:
        """Show an answer."""
        self.say(found.said)
        self.offer(found.near)
        self._set(found)

    def fail(self, told: str) -> None:
        """Show why there is no answer: lines as they are, in which a sign may point at a place."""
        self.say([])
        self.query_one("#said Static", Static).update(plain(told))
        self.offer([])
        self._set(None)

    def _set(self, found: Found | None) -> None:
        self.found = found
        self.query_one("#results").display = found is not None and bool(found.rows)
        self._tell_row([])
        if found is not None:
            self.grid.show(found.header, [_with_sign(found, row) for row in found.rows])

    def say(self, lines: Iterable[str]) -> None:
        """Tell something above the table."""
        said = self.query_one("#said", Pane)
        said.query_one(Static).update(plain(_in_lines(lines)))
        said.scroll_home(animate=False)

    def offer(self, questions: Iterable[str]) -> None:
        """Let these questions be chosen."""
        near = self.query_one("#near", Choices)
        near.set_options(map(plain, questions))
        near.display = near.option_count > 0
        if near.option_count:
            near.highlighted = 0

    def go_to(self) -> bool:
        """Go to the table, or to the questions; return whether there is one of them."""
        below = [part for part in ("#results", "#near") if self.query_one(part).display]
        if below:
            self.query_one("#answers" if below[0] == "#results" else "#near").focus()
        return bool(below)

    def copy(self) -> None:
        """Send the table, in the order in which it stands, to the terminal's clipboard."""
        from kg.cells import to_tsv
        from kg.inwords import counted

        rows = self.grid.in_order
        text = to_tsv(self.grid.header, rows)
        send(self, text, counted(len(rows), "row"))

    def _tell_row(self, lines: Iterable[str]) -> None:
        pane = self.query_one("#row", Pane)
        pane.query_one(Static).update(plain(_in_lines(lines)))
        pane.scroll_home(animate=False)

    @on(Grid.Looked)
    def row_looked_at(self, event: Grid.Looked) -> None:
        """Tell all of a row."""
        event.stop()
        if self.found is not None and event.row < len(self.found.rows):
            self._tell_row(self.found.told(event.row))
            self.post_message(self.Looked())

    @on(Grid.Picked)
    def row_picked(self, event: Grid.Picked) -> None:
        """Tell what the row is about."""
        event.stop()
        self.post_message(self.Picked(self.named))

    @on(OptionList.OptionSelected, "#near")
    def near_chosen(self, event: OptionList.OptionSelected) -> None:
        """Let a question that was offered be asked."""
        event.stop()
        self.post_message(self.Near(str(event.option.prompt)))


def _with_sign(found: Found, row: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row with the arrow of its claim's status before the word for it."""
    if not found.tells_surety or row[-1] not in set(Status):
        return row
    return *row[:-1], signed(Status(row[-1]))


def _in_lines(lines: Iterable[str]) -> str:
    return "\n".join(" " * (len(line) - len(line.lstrip())) + one_line(line) for line in lines)
