"""A table with the keys of the registry, apart from the lists that the first room needs."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import DataTable

from quiz.tui.bindings import bindings

__all__ = ["Table"]


class Table(DataTable[object]):
    """A table, chosen from by rows."""

    BINDINGS: ClassVar = bindings("lists")

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_cursor(row=0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_cursor(row=self.row_count - 1)
