"""What may be typed for an entity, and how many wrong letters can be forgiven before it may be another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quiz.grade import fold
from quiz.near import NearNames
from quiz.stems import begun, mask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import KnowledgeGraph

__all__ = ["Spelling"]

MOST_FORGIVEN = 2
# Of each word, in a gap.
MOST_SHOWN = 2
# And so many where others would be as good an answer.
MOST_BESIDE_OTHERS = 4
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
        # By class, length, and first letters of the words where these are shown.
        self._like: dict[tuple[str, int, str | None], list[str]] = defaultdict(list)
        for name in self._named:
            for cls in self._classes(name):
                for initial in (None, name[:1]):
                    self._like[cls, len(name), initial].append(name)
        self._near = NearNames(self._named, MOST_FORGIVEN)
        self._about: dict[tuple[str, int, int, str | None], list[str]] = {}
        self._accepted: dict[str, tuple[str, ...]] = {}
        self._forgiven: dict[tuple[str, bool], int] = {}

    def accepted(self, entity: str) -> tuple[str, ...]:
        """Return the names of an entity that no other has, its label first; none where that is shared."""
        if entity not in self._accepted:
            names = self._graph.entity(entity).names
            own = tuple(name for name in names if self._named[fold(name)] == [entity])
            self._accepted[entity] = own if own and own[0] == self._graph.entity(entity).label else ()
        return self._accepted[entity]

    def forgiven(self, entity: str, *, initial_shown: bool) -> int:
        """Return how many wrong letters leave no doubt which entity was meant, at most two.

        So many do not lead to the name of another. Nor is what was typed as near to that of another of its
        class as to its own, where only those count that begin alike if the first letter is shown.
        """
        key = entity, initial_shown
        if key not in self._forgiven:
            self._forgiven[key] = self._clear_up_to(entity, initial_shown)
        return self._forgiven[key]

    def _clear_up_to(self, entity: str, initial_shown: bool) -> int:
        from rapidfuzz.distance import OSA

        names = [fold(name) for name in self.accepted(entity)]
        least = min((len(name) for name in names), default=0) // LETTERS_FOR_ONE
        allowed, cls = min(MOST_FORGIVEN, least), self._graph.entity(entity).cls
        for name in names:
            for other in self._near.near(name) if allowed else ():
                if self._named[other] != [entity]:
                    apart = int(OSA.distance(name, other))
                    rival = (not initial_shown or other[:1] == name[:1]) and cls in self._classes(other)
                    allowed = min(allowed, (apart - 1) // 2 if rival else apart - 1)
                if allowed <= 0:
                    return 0
            # So far those were found whom half of what was allowed at first leads to.
            if 2 * allowed > MOST_FORGIVEN:
                allowed = min(allowed, self._clear_of_rivals(entity, name, allowed, initial_shown))
        return max(allowed, 0)

    def _clear_of_rivals(self, entity: str, name: str, allowed: int, initial_shown: bool) -> int:
        """Return how many wrong letters leave a text nearer to a name than to another of its class."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        cls = self._graph.entity(entity).cls
        like = self._about_as_long(cls, len(name), 2 * allowed, name[:1] if initial_shown else None)
        near = process.extract_iter(name, like, scorer=OSA.distance, score_cutoff=2 * allowed, processor=None)
        for other, apart, _ in near:
            if self._named[other] != [entity]:
                # Nearer to its own name than to the other's, whatever was typed.
                allowed = min(allowed, (int(apart) - 1) // 2)
            # None is left within the letters that lead to another at once, so no further one tells more.
            if allowed <= MOST_FORGIVEN // 2:
                break
        return allowed

    def _classes(self, name: str) -> set[str]:
        return {self._graph.entity(owner).cls for owner in self._named[name]}

    def _about_as_long(self, cls: str, letters: int, reach: int, initial: str | None) -> list[str]:
        """Return the names of a class whose length differs by no more than `reach`."""
        key = cls, letters, reach, initial
        if key not in self._about:
            lengths = range(letters - reach, letters + reach + 1)
            self._about[key] = [
                name for length in lengths for name in self._like.get((cls, length, initial), ())
            ]
        return self._about[key]

    def letters_to_show(
        self, entity: str, others: Iterable[str] = (), *, by_strokes: bool = False
    ) -> int | None:
        """Return how many first letters, with the lengths of words, tell the entity's label from all names.

        The names of `others` they tell it from without the lengths: nobody counts the strokes of a gap. Where
        they cannot, that is as many as may be shown, `by_strokes`, or else None, as it is where more would
        have to be shown than leaves anything to recall.

        >>> import kg
        >>> spelling = Spelling(kg.load())
        >>> spelling.letters_to_show("femoral-nerve"), spelling.letters_to_show("gluteus-minimus")
        (1, 2)
        >>> spelling.letters_to_show("femoral-nerve", ["common-fibular-nerve", "fibularis-longus"])
        1
        >>> spelling.letters_to_show("semimembranosus", ["semitendinosus"])
        >>> spelling.letters_to_show("semimembranosus", ["semitendinosus"], by_strokes=True)
        4
        """
        label = self._graph.entity(entity).label
        rivals = [name for other in others for name in self._graph.entity(other).names]
        clear = (
            shown
            for shown in range(1, MOST_SHOWN + 1)
            if self._masked[mask(label, shown).casefold()] == {entity}
        )
        may_show = [
            shown
            for shown in range(next(clear, MOST_BESIDE_OTHERS + 1), MOST_BESIDE_OTHERS + 1)
            if shown <= MOST_SHOWN or _leaves_half(label, shown)
        ]
        told = (
            shown for shown in may_show if all(begun(name, shown) != begun(label, shown) for name in rivals)
        )
        return next(told, may_show[-1] if by_strokes and may_show else None)


def _leaves_half(label: str, shown: int) -> bool:
    """Return whether a gap that shows so many letters of each word hides as many at least."""
    hidden = mask(label, shown)
    return 2 * hidden.count("_") >= len(hidden.replace(" ", ""))
