"""A line of sections, of which one is looked at, with the key to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quiz.tui.text import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.events import Click

    from quiz.tui.text import Part

__all__ = ["Section", "Sections"]

GAP = 2


class Section(NamedTuple):
    """A section: its name, what it is called, and the key that leads to it."""

    name: str
    label: str
    key: str


class Sections(Widget):
    """Shows the sections side by side, the one that is looked at with a sign for its key. Posts `Chosen`."""

    here: reactive[str] = reactive("")

    class Chosen(Message):
        """The learner clicked on a section."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, sections: Sequence[Section], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sections = sections

    def render(self) -> Content:
        """Return the line."""
        parts: list[Part] = []
        for each in self._sections:
            here = each.name == self.here
            mark = "▸" if here else each.key
            parts += [(f"{mark} ", "$text-accent bold"), (each.label, "bold underline" if here else "")]
            parts += [" " * GAP]
        return styled(*parts[:-1])

    def on_click(self, event: Click) -> None:
        """Say which section was clicked."""
        left = self.gutter.left
        for each in self._sections:
            width = len("▸" if each.name == self.here else each.key) + 1 + len(each.label)
            if left <= event.x < left + width:
                self.post_message(self.Chosen(each.name))
            left += width + GAP
