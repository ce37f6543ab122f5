"""What a worker was sent out for: only what was asked last counts, and it may be called back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Errand"]


class Errand:
    """One thing after another that is worked out off the screen's thread.

    >>> errand = Errand()
    >>> first, second = errand.begin(), errand.begin()
    >>> errand.returned(first), errand.waiting, errand.returned(second), errand.waiting
    (False, True, True, False)
    """

    def __init__(self) -> None:
        self.begun = 0
        self.waiting = False
        self._call_back: Callable[[], None] | None = None

    def begin(self, call_back: Callable[[], None] | None = None) -> int:
        """Return the number of a new one, in place of the one before; `call_back` ends it early."""
        self.call_back()
        self.begun += 1
        self.waiting = True
        self._call_back = call_back
        return self.begun

    def returned(self, number: int) -> bool:
        """Return whether what came back is still wanted; it is then waited for no longer."""
        wanted = self.waiting and number == self.begun
        if wanted:
            self.waiting = False
            self._call_back = None
        return wanted

    def call_back(self) -> None:
        """Want it no longer."""
        self.waiting = False
        if self._call_back is not None:
            self._call_back()
            self._call_back = None
