"""The keys at the foot of a screen."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from textual.widgets import Footer

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.screen import Screen

__all__ = ["Keys"]

_Offered = list[tuple["Binding", bool, str]]


# More are not looked at: the rest is in the help. Those of the app itself come last.
MOST = 6


class Keys(Footer):
    """A footer of few keys that is made anew once, and only where it offers something else.

    Textual makes it anew for every change of focus and every letter typed, often several times for one key:
    that took longer than all else that a key does.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._shown: _Offered | None = None
        self._waiting = False

    def compose(self) -> ComposeResult:
        """Yield the first keys there are."""
        yield from islice(super().compose(), MOST)

    def on_resize(self) -> None:
        """Draw the keys anew: how close they stand hangs on how much room there is."""
        self.call_after_refresh(self._draw_keys)

    def _draw_keys(self) -> None:
        for key in self.children:
            key.refresh(layout=True)

    def bindings_changed(self, screen: Screen[Any]) -> None:
        """Make the footer anew after the next refresh, where it is not waiting for that already."""
        if not self._waiting and _offered(screen) != self._shown:
            self._waiting = screen.app.app_focus and self.is_attached and screen is self.screen
            super().bindings_changed(screen)

    async def recompose(self) -> None:
        """Make the footer anew."""
        self._waiting = False
        if self.is_attached:  # not while its screen is being left
            self._shown = _offered(self.screen)
            await super().recompose()


def _offered(screen: Screen[Any]) -> _Offered:
    """Return the keys that a footer shows, whether each works now, and what is told about it."""
    return [
        (binding, enabled, tooltip)
        for _, binding, enabled, tooltip in screen.active_bindings.values()
        if binding.show
    ]
