"""What all screens share: a body, the notice for small terminals, a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, TextArea

from quiz.tui.keyed import chosen_keys, typed
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.small import MIN_HEIGHT, MIN_WIDTH, SmallNotice

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["Page"]

_Result = TypeVar("_Result")


class Page(Screen[_Result]):
    """A screen whose body is hidden, and whose keys rest, while the terminal is too small for it.

    `PLACES` are those places of the registry whose actions the screen has; the palette lists them.
    """

    PLACES: ClassVar[tuple[str, ...]] = ()

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

    @property
    def typing(self) -> bool:
        """Whether letters type, so that they can do nothing else."""
        return isinstance(self.focused, Input | TextArea)

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be done now; None greys it out."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing by a key that types, and what is `possible` else."""
        if self.typing and action in typed(self.PLACES, chosen_keys(self.app)):
            return False
        return self.possible(action, parameters)
