"""What all screens share: a body, the notice for small terminals, a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.screen import Screen

from quiz.tui.keyed import chosen_keys, typed
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.small import MIN_HEIGHT, MIN_WIDTH, SmallNotice

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import DescendantFocus
    from textual.widget import Widget

__all__ = ["Page"]

_Result = TypeVar("_Result")


class Page(Screen[_Result]):
    """A screen whose body is hidden, and whose keys rest, while the terminal is too small for it.

    `PLACES` are those places of the registry whose actions the screen has; the palette lists them.
    """

    PLACES: ClassVar[tuple[str, ...]] = ()
    _had_keys: Widget | None = None

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
        self.call_after_refresh(self._give_back)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Note what has the keys."""
        self._had_keys = event.widget

    def _give_back(self) -> None:
        """Give the keys back to what had them: what is hidden loses them."""
        had = self._had_keys
        if self.focused is None and self.fits and had is not None and had.is_attached and had.focusable:
            self.set_focus(had)

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """End with a result, once; not while something else is on top, which Textual would end instead."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @property
    def fits(self) -> bool:
        """Whether the terminal is large enough to show the body."""
        return self.app.size.width >= MIN_WIDTH and self.app.size.height >= MIN_HEIGHT

    @property
    def typing(self) -> bool:
        """Whether letters type, so that they can do nothing else."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be done now; None greys it out."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing by a key that types, and what is `possible` else."""
        if self.typing and action in typed(self.PLACES, chosen_keys(self.app)):
            return False
        return self.possible(action, parameters)
