"""What may be typed for an entity, and how many wrong letters can be forgiven before it may be another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quiz.grade import fold
from quiz.stems import mask

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["Spelling"]

MOST_FORGIVEN = 2
# Of each word, in a gap.
MOST_SHOWN = 2
# One wrong letter for so many right ones.
LETTERS_FOR_ONE = 6


class Spelling:
    """Names over one graph, as they are typed."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._named: dict[str, list[str]] = defaultdict(list)
        self._masked: dict[str, set[str]] = defaultdict(set)
        for entity in graph.entities.values():
            for name in dict.fromkeys(map(fold, entity.names)):
                self._named[name].append(entity.id)
            for name in entity.names:
                for shown in range(1, MOST_SHOWN + 1):
                    self._masked[mask(name, shown).casefold()].add(entity.id)
        self._of_length: dict[int, list[str]] = defaultdict(list)
        for name in self._named:
            self._of_length[len(name)].append(name)
        self._near_length: dict[tuple[int, int], list[str]] = {}
        self._forgiven: dict[str, int] = {}

    def accepted(self, entity: str) -> tuple[str, ...]:
        """Return the names of an entity that no other has, its label first; none where that is shared."""
        own = [name for name in self._graph.entity(entity).names if self._named[fold(name)] == [entity]]
        return tuple(own) if own and own[0] == self._graph.entity(entity).label else ()

    def forgiven(self, entity: str) -> int:
        """Return how many wrong letters leave no doubt which entity was meant, at most two."""
        if entity not in self._forgiven:
            self._forgiven[entity] = self._clear_up_to(entity)
        return self._forgiven[entity]

    def _clear_up_to(self, entity: str) -> int:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        names = [fold(name) for name in self.accepted(entity)]
        least = min((len(name) for name in names), default=0) // LETTERS_FOR_ONE
        allowed = min(MOST_FORGIVEN, least)
        for name in names:
            about_as_long = self._about_as_long(len(name), 2 * allowed)
            near = process.extract(
                name, about_as_long, scorer=OSA.distance, score_cutoff=2 * allowed, limit=None, processor=None
            )
            for other, apart, _ in near:
                if self._named[other] != [entity]:
                    # Nearer to its own name than to the other's, whatever was typed.
                    allowed = min(allowed, (int(apart) - 1) // 2)
        return max(allowed, 0)

    def _about_as_long(self, letters: int, reach: int) -> list[str]:
        """Return the names whose length differs by no more than `reach`."""
        key = letters, reach
        if key not in self._near_length:
            lengths = range(letters - reach, letters + reach + 1)
            self._near_length[key] = [name for length in lengths for name in self._of_length.get(length, ())]
        return self._near_length[key]

    def letters_to_show(self, entity: str) -> int | None:
        """Return how many first letters, with the lengths of words, tell the entity's label from all names.

        None where more would have to be shown than leaves anything to recall.

        >>> import kg
        >>> spelling = Spelling(kg.load())
        >>> spelling.letters_to_show("femoral-nerve"), spelling.letters_to_show("gluteus-minimus")
        (1, 2)
        """
        label = self._graph.entity(entity).label
        for shown in range(1, MOST_SHOWN + 1):
            if self._masked[mask(label, shown).casefold()] == {entity}:
                return shown
        return None
