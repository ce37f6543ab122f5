"""The line at the top: which rooms there are, the key to each, and in which one the learner is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from quiz.actions import of
from quiz.tui.text import styled

if TYPE_CHECKING:
    from textual.content import Content
    from textual.events import Click

    from quiz.tui.text import Part

__all__ = ["Rooms"]

GAP = 1


class Rooms(Widget):
    """Shows the rooms side by side, the present one greyed and with a dot for its key. Posts `Chosen`."""

    class Chosen(Message):
        """The learner clicked on another room."""

        def __init__(self, room: str) -> None:
            super().__init__()
            self.room = room

    def __init__(self, here: str, keys: dict[str, str]) -> None:
        super().__init__(id="rooms")
        self._here = here
        self._keys = keys

    def _labels(self) -> list[tuple[str, str, str]]:
        """Return name, key and label of each room."""
        rooms = [(action.id.partition(".")[2], action) for action in of("go")]
        return [(name, self._keys.get(action.id, action.keys), action.label) for name, action in rooms]

    def render(self) -> Content:
        """Return the line."""
        parts: list[Part] = []
        for name, key, label in self._labels():
            here = name == self._here
            mark = "•" if here else key.partition(",")[0]
            parts += [(f"{mark} ", "dim" if here else "$text-accent bold")]
            parts += [(label, "dim" if here else ""), " " * GAP]
        return styled(*parts[:-1])

    def on_click(self, event: Click) -> None:
        """Say which room was clicked."""
        left = self.gutter.left
        for name, key, label in self._labels():
            width = len("•" if name == self._here else key.partition(",")[0]) + 1 + len(label)
            if left <= event.x < left + width and name != self._here:
                self.post_message(self.Chosen(name))
            left += width + GAP
