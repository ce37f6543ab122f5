"""How often each entity is a wrong option, beside how often it is the right one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quiz.likeness import Traits

__all__ = ["Balance"]

# What is never right has this for the number of times that it is, and comes last.
NEVER = 0.3
NEVER_RIGHT_NOR_WRONG = 1 / NEVER


class Balance:
    """How often each entity was wrong in one place of one type, by how often it is right there."""

    def __init__(self, right: Mapping[Traits, int]) -> None:
        self._right = right
        self._wrong: Counter[Traits] = Counter()
        # Of each that was wrong, how often by how often it is right.
        self._shares: dict[Traits, float] = {}
        self._all = 0
        self._total = max(sum(right.values()), 1)

    def lacks(self, entities: Iterable[Traits]) -> Iterator[float]:
        """Yield how far each entity's share of wrong options stays behind that of all; below 0 if ahead."""
        of_all, share_of, right = self._all / self._total, self._shares.get, self._right.get
        for entity in entities:
            share = share_of(entity)
            if share is None:
                share = 0.0 if right(entity) else NEVER_RIGHT_NOR_WRONG
            yield of_all - share

    def use(self, entities: Iterable[Traits]) -> None:
        """Count entities as wrong options once more."""
        for entity in entities:
            self._wrong[entity] += 1
            self._all += 1
            right, wrong = self._right.get(entity, 0), self._wrong[entity]
            self._shares[entity] = wrong / right if right else (wrong + 1) / NEVER
