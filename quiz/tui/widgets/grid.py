"""A table of texts: fitted to its place, put in order by any column, filled while the app goes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on, work
from textual.message import Message

from kg.cells import all_numbers, in_order
from quiz.tui.text import cell
from quiz.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

__all__ = ["Grid"]

# So many rows are added before anything else may happen.
AT_ONCE = 200
# So many rows say how wide the columns are; none becomes narrower than this, and the rest scrolls.
MEASURED = 500
NARROWEST = 10
# Beside a column stands a blank on either side, beside the table what scrolls it.
_BESIDE, _SCROLLED = 2, 2


class Grid(Table):
    """Rows go by their place in what was shown first. Posts `Looked` and `Picked`."""

    class Looked(Message):
        """A row is highlighted."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Picked(Message):
        """A row is chosen."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, cursor_type="row", zebra_stripes=False)
        self._header: Sequence[str] = ()
        self._all: Sequence[tuple[str, ...]] = ()
        self._order: list[int] = []
        self._sorted: tuple[int, bool] | None = None
        self._widths: list[int] = []

    @property
    def header(self) -> Sequence[str]:
        """What the columns are called."""
        return self._header

    @property
    def in_order(self) -> list[tuple[str, ...]]:
        """The rows as they stand."""
        return [self._all[place] for place in self._order]

    @property
    def row(self) -> int | None:
        """The highlighted row, or None where there is none."""
        return self._order[self.cursor_row] if 0 <= self.cursor_row < self.row_count else None

    def show(self, header: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show another table."""
        self._header, self._all = header, rows
        self._order, self._sorted = list(range(len(rows))), None
        self._lay_out(0)

    def put_in_order(self, column: int) -> None:
        """Put the rows in order of a column; the other way round where they are in its order."""
        if column < len(self._header):
            down = self._sorted == (column, False)
            self._sorted = column, down
            self._order = in_order(self._all, column, down=down)
            self._lay_out(0)

    def on_resize(self) -> None:
        """Fit the columns anew."""
        if self._header and self._fitted() != self._widths:
            self._lay_out(self.cursor_row)

    def _lay_out(self, row: int) -> None:
        self.clear(columns=True)
        self._widths = self._fitted()
        for number, (name, width) in enumerate(zip(self._header, self._widths, strict=True)):
            self.add_column(self._named(number, name), width=width)
        self._fill(row)

    def _named(self, number: int, name: str) -> Text:
        at, down = self._sorted or (None, False)
        sign = "" if at != number else " ▼" if down else " ▲"
        key = f"{number + 1} " if number < 9 else ""
        return cell(f"{key}{name}{sign}")

    def _fitted(self) -> list[int]:
        """Return the widths of the columns, the widest cut first, as long as none becomes too narrow."""
        heads = [cell_len(name) + 4 for name in self._header]
        rows = [[cell_len(text) for text in row] for row in self._all[:MEASURED]]
        natural = [max(column) for column in zip(heads, *rows, strict=True)]
        room = max(self.size.width, NARROWEST) - _SCROLLED - _BESIDE * len(natural)
        most = max(natural, default=NARROWEST)
        while most > NARROWEST and sum(min(width, most) for width in natural) > room:
            most -= 1
        return [min(width, most) for width in natural]

    @work(exclusive=True, group="fill", exit_on_error=False)
    async def _fill(self, row: int) -> None:
        numbers = [all_numbers(column) for column in zip(*self._all[:MEASURED], strict=True)]
        for start in range(0, len(self._order), AT_ONCE):
            for place in self._order[start : start + AT_ONCE]:
                self.add_row(*self._cells(self._all[place], numbers), key=str(place))
            if start <= row < start + AT_ONCE:
                self.move_cursor(row=row)
            await asyncio.sleep(0)

    def _cells(self, texts: tuple[str, ...], numbers: list[bool]) -> list[Text]:
        found = [cell(text) for text in texts]
        for text, is_number in zip(found, numbers, strict=True):
            if is_number:
                text.justify = "right"
        return found

    @on(Table.RowHighlighted)
    def row_looked_at(self, event: Table.RowHighlighted) -> None:
        """Tell which row it is."""
        event.stop()
        if event.row_key is not None and event.row_key.value is not None:
            self.post_message(self.Looked(int(event.row_key.value)))

    @on(Table.RowSelected)
    def row_picked(self, event: Table.RowSelected) -> None:
        """Tell which row it is."""
        event.stop()
        if event.row_key.value is not None:
            self.post_message(self.Picked(int(event.row_key.value)))

    @on(Table.HeaderSelected)
    def header_clicked(self, event: Table.HeaderSelected) -> None:
        """Put the rows in order of a column that was clicked."""
        event.stop()
        self.put_in_order(event.column_index)
