"""The sections of the progress room: one at a time, or, where there is room, a list beside the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from quiz.tui.widgets import standing
from quiz.tui.widgets.calendar import Calendar, Forecast
from quiz.tui.widgets.listed import Listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from kg.graph import KnowledgeGraph
    from quiz.learner.confusions import Contrast, Pair
    from quiz.learner.progress import Progress

__all__ = ["LABELS", "ProgressView"]

LABELS = {
    "mastery": "Mastery", "calendar": "Calendar", "forecast": "Forecast", "mixed": "Mixed up", "weak": "Weak",
}  # fmt: skip
# The sections that are lists, and what Enter does in each.
LISTS = {
    "mastery": "Enter: only this topic",
    "mixed": "Enter: read on below",
    "weak": "Enter: show it in the graph",
}


class ProgressView(Container):
    """Shows how far the learner is; `here` is the section that is looked at."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._here = self._list = "mastery"

    def compose(self) -> ComposeResult:
        """Yield the lists, then the days."""
        with Container(id="lists"):
            for name, hint in LISTS.items():
                yield Listed(hint, id=name)
        with Container(id="days"):
            yield Calendar(id="calendar")
            yield Forecast(id="forecast")

    def show(self, graph: KnowledgeGraph, told: Progress, apart: Mapping[Pair, Contrast]) -> None:
        """Show what was worked out; `apart` is what tells each pair apart that is mixed up."""
        self.query_one("#mastery", Listed).show(standing.mastery(told))
        self.query_one("#mixed", Listed).show(standing.mixed(graph, told, apart))
        self.query_one("#weak", Listed).show(standing.weak(graph, told))
        self.query_one(Calendar).show(told)
        self.query_one(Forecast).show(told)

    def turn_to(self, here: str, *, broad: bool) -> None:
        """Show a section; where it is `broad`, the days beside the list that was looked at last."""
        self._here = here
        if here in LISTS:
            self._list = here
        for name in LABELS:
            beside = name == self._list or name not in LISTS
            self.query_one(f"#{name}").display = name == here or (broad and beside)
        self.query_one("#lists").display = broad or here in LISTS
        self.query_one("#days").display = broad or here not in LISTS

    def look_at(self) -> None:
        """Give the focus to the section that is looked at."""
        section = self.query_one(f"#{self._here}")
        (section.lines if isinstance(section, Listed) else section).focus()

    def highlighted(self, kind: str) -> str | None:
        """Return the id of what is highlighted in the list that is looked at, where it is of a kind."""
        if self._here not in LISTS:
            return None
        entry = self.query_one(f"#{self._here}", Listed).entry
        if entry is None or entry.id is None or not entry.id.startswith(kind):
            return None
        return entry.id.removeprefix(kind)
