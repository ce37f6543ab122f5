"""The page about a thing: what is highlighted at its top, and its end added as the learner comes near it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from quiz.tui.text import plain
from quiz.tui.widgets.lists import Pane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content

__all__ = ["EntityPage"]

# So many screens of text below the one that is shown are laid out.
AHEAD = 2


class EntityPage(Pane):
    """Shows a text in parts: what is long is laid out a part at a time, so that no key waits for it."""

    def __init__(self) -> None:
        super().__init__(id="entity")
        self._parts: Iterator[Content] = iter(())
        self._to_end = False

    def compose(self) -> ComposeResult:
        """Yield room for what is highlighted, and for what is always there."""
        yield Static(id="claim")
        yield Static(id="about")

    def show(self, about: Content, parts: Iterator[Content]) -> None:
        """Show another page from its top: what is short at once, then part after part."""
        self.query(".part").remove()
        self._parts = parts
        self.tell(None)
        self.query_one("#about", Static).update(about)
        self.call_after_refresh(self._go_on)

    def tell(self, claim: Content | None) -> None:
        """Show something at the top, or nothing."""
        told = self.query_one("#claim", Static)
        shown: Content = plain("") if claim is None else claim
        told.update(shown)
        told.display = claim is not None
        self._to_end = False
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Show the end, with all that comes before it."""
        self._to_end = True
        self.scroll_end(animate=False)
        self.call_after_refresh(self._go_on)

    def on_resize(self) -> None:
        """Lay out what is in view by now."""
        self._go_on()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into view soon."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value:
            self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        """Add the next part where it is wanted by now, then look again."""
        height = self.size.height
        near = self.scroll_y + AHEAD * height >= self.max_scroll_y
        if not self.is_attached or not height or not (near or self._to_end):
            return
        part: Content | None = next(self._parts, None)
        if part is None:
            self._to_end = False
            return
        self.mount(Static(part, classes="part"))
        if self._to_end:
            self.call_after_refresh(self.scroll_end, animate=False)
        self.call_after_refresh(self._go_on)
