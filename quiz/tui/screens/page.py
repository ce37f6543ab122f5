"""What all screens share: a body, the notice for small terminals, a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.containers import Vertical
from textual.screen import Screen

from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.small import MIN_HEIGHT, MIN_WIDTH, SmallNotice

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["Page"]

_Result = TypeVar("_Result")


class Page(Screen[_Result]):
    """A screen whose body is hidden, and whose keys rest, while the terminal is too small for it."""

    def body(self) -> ComposeResult:
        """Yield the widgets of the screen."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Put the body between nothing and the footer."""
        with Vertical(id="body"):
            yield from self.body()
        yield SmallNotice(id="small")
        yield Keys()

    def on_resize(self) -> None:
        """Offer the keys anew: what rests while the terminal is too small is back when it is not."""
        self.refresh_bindings()

    @property
    def fits(self) -> bool:
        """Whether the terminal is large enough to show the body."""
        return self.app.size.width >= MIN_WIDTH and self.app.size.height >= MIN_HEIGHT
