"""What was asked before, newest first, and a way back and forth through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Earlier"]

MOST = 20
# All of them are kept in one small file: what is longer than a person types is not.
LONGEST = 1000


class Earlier:
    """Questions of several kinds; `kept` are those of one start, to be given to the next.

    >>> earlier = Earlier(["words: What is pain?", "sparql: ASK { }"])
    >>> earlier.newest, earlier.back("words", "Wh"), earlier.back("words", "What is pain?")
    ('words', 'What is pain?', None)
    >>> earlier.forth("words")
    'Wh'
    """

    def __init__(self, kept: Iterable[str]) -> None:
        parted = (text.partition(": ") for text in kept)
        self._asked = [(kind, text) for kind, _, text in parted if text][:MOST]
        self._place = -1
        self._begun = ""

    @property
    def kept(self) -> list[str]:
        """What to keep."""
        return [f"{kind}: {text}" for kind, text in self._asked]

    @property
    def newest(self) -> str | None:
        """Of which kind the newest is."""
        return self._asked[0][0] if self._asked else None

    def add(self, kind: str, text: str) -> None:
        """Note that something was asked; what was asked twice is kept once."""
        self._place = -1
        if len(text) <= LONGEST:
            others = [each for each in self._asked if each != (kind, text)]
            self._asked = [(kind, text), *others][:MOST]

    def back(self, kind: str, now: str) -> str | None:
        """Return what was asked before what is shown `now`, or None."""
        if self._place < 0:
            self._begun = now
        return self._step(kind, 1, now)

    def forth(self, kind: str) -> str | None:
        """Return what was asked after that, at last what was begun; None where that is shown."""
        if self._place < 0:
            return None
        found = self._step(kind, -1, None)
        if found is None:
            self._place, found = -1, self._begun
        return found

    def _step(self, kind: str, by: int, now: str | None) -> str | None:
        place = self._place + by
        while 0 <= place < len(self._asked):
            if self._asked[place][0] == kind and self._asked[place][1] != now:
                self._place = place
                return self._asked[place][1]
            place += by
        return None
