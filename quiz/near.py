"""Which names lie within a few wrong letters of a text, without looking at all names.

A wrong letter, or two swapped ones, spoils two pieces of a name at most. So of one piece more than twice the
wrong letters, one is whole and at nearly its own place: names are found by their pieces, and those alone are
measured (the partition scheme of Li, Deng and others 2011, for swaps as well).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NearNames"]

Piece = tuple[int, int, str]


class NearNames:
    """Names, to be found within `wrong` letters. `names` must be folded as answers are."""

    def __init__(self, names: Iterable[str], wrong: int) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._wrong = wrong
        self._pieces = 2 * wrong + 1

    @cached_property
    def _index(self) -> dict[Piece, list[str]]:
        index: dict[Piece, list[str]] = defaultdict(list)
        for name in self._names:
            for number, start, end in self._cuts(len(name)):
                index[len(name), number, name[start:end]].append(name)
        return index

    def _cuts(self, length: int) -> Iterator[tuple[int, int, int]]:
        for number in range(self._pieces):
            yield number, number * length // self._pieces, (number + 1) * length // self._pieces

    def near(self, text: str) -> Iterator[str]:
        """Yield each name within the wrong letters of a text, itself included, in no order to rely on.

        What few names share is gone through first: who wants one name only seldom comes to "nerve".

        >>> sorted(NearNames(["gluteus medius", "gluteus minimus", "soleus"], 1).near("gluteus medias"))
        ['gluteus medius']
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        seen: set[str] = set()
        for names in sorted(self._sharing(text), key=len):
            near = process.extract(
                text, names, scorer=OSA.distance, score_cutoff=self._wrong, limit=None, processor=None
            )
            for name, _, _ in near:
                if name not in seen:
                    seen.add(name)
                    yield name

    def _sharing(self, text: str) -> Iterator[list[str]]:
        """Yield the names that have a piece of a text at nearly its place, piece by piece."""
        shifts = range(-self._wrong, self._wrong + 1)
        for length in range(len(text) - self._wrong, len(text) + self._wrong + 1):
            for number, start, end in self._cuts(length):
                for shift in shifts:
                    if start + shift >= 0 and (
                        names := self._index.get((length, number, text[start + shift : end + shift]))
                    ):
                        yield names
