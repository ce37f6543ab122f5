"""The line that tells by which things the learner came here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widget import Widget

from kg.fit import cut
from quiz.tui.text import styled
from quiz.tui.widgets.walking import StepBack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.events import Click

    from quiz.tui.text import Part

__all__ = ["Trail"]

BETWEEN = " › "
EARLIER = "… › "


class Trail(Widget):
    """Shows the last steps of a walk that fit. Posts `StepBack` where one is clicked."""

    def __init__(self) -> None:
        super().__init__(id="trail")
        self._labels: list[str] = []

    def show(self, labels: Sequence[str]) -> None:
        """Show other steps; the last one is where the learner is."""
        self._labels = list(labels)
        self.refresh()

    def _fitting(self) -> tuple[int, list[str]]:
        """Return the place of the first step that is shown, and the steps from there on."""
        width = self.content_size.width
        shown, place = self._labels[-1:], len(self._labels) - 1
        shown = [cut(label, width - cell_len(EARLIER)) for label in shown]
        while place > 0:
            longer = [self._labels[place - 1], *shown]
            if cell_len(BETWEEN.join(longer)) + (cell_len(EARLIER) if place > 1 else 0) > width:
                break
            shown, place = longer, place - 1
        return max(place, 0), shown

    def render(self) -> Content:
        """Return the line."""
        place, shown = self._fitting()
        parts: list[Part] = [(EARLIER, "$text-muted")] if place else []
        for label in shown[:-1]:
            parts += [(label, "$text-muted"), (BETWEEN, "$text-muted")]
        return styled(*parts, *((label, "bold") for label in shown[-1:]))

    def on_click(self, event: Click) -> None:
        """Say to which step to go back."""
        place, shown = self._fitting()
        left = cell_len(EARLIER) if place else 0
        for number, label in enumerate(shown, place):
            if left <= event.x < left + cell_len(label) and number < len(self._labels) - 1:
                self.post_message(StepBack(number))
            left += cell_len(label) + cell_len(BETWEEN)
