"""The line above the keys: where the learner is, how the day goes, and what is being worked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widgets import Static

from kg.fit import padded
from quiz.charts import bar
from quiz.tui.text import styled

if TYPE_CHECKING:
    from textual.timer import Timer

__all__ = ["Status"]

# Work that is done sooner shows nothing.
PATIENCE = 0.5
BAR = 20
GAP = "  "


class Status(Static):
    """Says on the left what the screen wants to say, on the right what does not change with it.

    While something is worked at for longer than half a second, it shows a bar instead, or, where nobody can
    tell how far it is, the seconds that went by.
    """

    def __init__(self) -> None:
        super().__init__(id="status")
        self._left = self._right = ""
        self._work: str | None = None
        self._done = self._total = self._waited = 0
        self._timer: Timer | None = None

    def tell(self, left: str, right: str = "") -> None:
        """Show what there is to say."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self._show()

    def work(self, label: str, done: int = 0, total: int = 0) -> None:
        """Note that something is worked at, and how far it is."""
        self._done, self._total = done, total
        if self._work is None:
            self._waited = 0
            self._timer = self.set_interval(PATIENCE, self._tick)
        self._work = label

    def rest(self) -> None:
        """Note that it is done."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._work = None
        self._show()

    @property
    def working(self) -> bool:
        """Whether something is worked at."""
        return self._work is not None

    def on_resize(self) -> None:
        """Set both sides apart anew."""
        self._show()

    def _tick(self) -> None:
        self._waited += 1
        self._show()

    def _show(self) -> None:
        if self._work is not None and self._waited:
            self.update(styled(self._bar()))
            return
        right = f"{GAP}{self._right}" if self._right else ""
        # The content's own width; before the first layout there is none, and nothing to cut.
        room = self.size.width - cell_len(right)
        self.update(styled(padded(self._left, room) if room > 0 else self._left, right))

    def _bar(self) -> str:
        if not self._total:
            return f"{self._work} … {self._waited * PATIENCE:.0f} s"
        return f"{self._work} {bar(self._done, self._total, BAR)} {self._done} of {self._total}"
