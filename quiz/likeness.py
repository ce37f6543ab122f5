"""How easily two entities are taken for each other: by kind, by what the graph says of both, and by name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.vocabulary import CONTRASTS_WITH, OPPOSITE_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from kg.graph import KnowledgeGraph

__all__ = ["MOST_KEPT", "Likeness"]

SAME_CLASS, AKIN, SHARED, NAMED_ALIKE = 0.3, 0.1, 0.4, 0.3
# An opposite is what is mixed up most: abduction with adduction, tight with weak.
OPPOSITE = 0.3
# So many of those that share something are looked at, so that the work does not grow with the graph.
MOST_SHARING = 24
# Of so many pairs it is kept what was found, of all in a graph like the bundled one: in a large one hardly
# any comes twice.
MOST_KEPT = 200_000
# Of more things than these none is kept: to look for a pair would cost as much as to compare it.
FEW = 2_000


class Likeness:
    """Likeness over one graph, worked out when asked for. Out of scope: whether an option is wrong."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        # A feature is what the graph says: a relation and an end. They go by number, each made once, as sets
        # of them are held against each other far more often than one is read.
        numbers: dict[tuple[str, str], int] = {}
        self._features: dict[str, set[int]] = defaultdict(set)
        self._sharing: list[list[str]] = []
        self._opposites: set[tuple[str, str]] = set()
        for claim in graph.claims():
            if not claim.live:
                continue
            if claim.relation in (OPPOSITE_OF, CONTRASTS_WITH):
                self._opposites |= {(claim.subject, claim.object), (claim.object, claim.subject)}
            symmetric = graph.vocabulary.relations[claim.relation].symmetric
            turned = (claim.relation, claim.subject) if symmetric else (claim.subject, claim.relation)
            for entity, feature in (
                (claim.subject, (claim.relation, claim.object)),
                (claim.object, turned),
            ):
                number = numbers.setdefault(feature, len(numbers))
                if number == len(self._sharing):
                    self._sharing.append([])
                if number not in self._features[entity]:
                    self._features[entity].add(number)
                    self._sharing[number].append(entity)
        self._named = list(numbers)
        # Class, features and words of each: pairs are held against each other more often than anything else.
        self._known = {
            entity.id: (
                entity.cls,
                self._features.get(entity.id, set()),
                frozenset(entity.label.casefold().split()),
            )
            for entity in graph.entities.values()
        }
        self._kinds: dict[tuple[str, str], float] = {}
        self._scores: dict[tuple[str, str], float] = {}
        self._kept = len(self._known) <= FEW

    def score(self, one: str, other: str) -> float:
        """Return a likeness from 0 (of different kinds) to 1 (alike in all that the graph says).

        It is the sum of four parts: of one class (0.3; 0.1 for classes under a common one), the share of what
        the graph says of the one that it says of the other, too (0.4), the share of words of their labels
        (0.3), and a bonus for opposites (0.3).
        """
        key = (one, other) if one < other else (other, one)
        if not self._kept:
            return self._score(*key)
        if key not in self._scores:
            if len(self._scores) >= MOST_KEPT:
                self._scores.clear()
            self._scores[key] = self._score(*key)
        return self._scores[key]

    def of_like_kind(self, one: str, other: str) -> bool:
        """Return whether there is any likeness: both are of one class, or of classes under a common one."""
        first, second = self._known[one][0], self._known[other][0]
        return first == second or self._akin(first, second) > 0

    def _score(self, one: str, other: str) -> float:
        first, features, words = self._known[one]
        second, other_features, other_words = self._known[other]
        kind = SAME_CLASS if first == second else self._akin(first, second)
        if not kind:
            return 0.0
        shared = 0.0 if features.isdisjoint(other_features) else _share(features, other_features)
        named = 0.0 if words.isdisjoint(other_words) else _share(words, other_words)
        opposite = OPPOSITE if (one, other) in self._opposites else 0.0
        return round(min(1.0, kind + SHARED * shared + NAMED_ALIKE * named + opposite), 4)

    def _akin(self, one: str, other: str) -> float:
        """Return what two different classes have in common."""
        if (one, other) not in self._kinds:
            self._kinds[one, other] = AKIN if self._graph.vocabulary.akin(one, other) else 0.0
        return self._kinds[one, other]

    def neighbours(self, entity: str) -> list[str]:
        """Return entities of which the graph says something that it says of this one, too."""
        found: dict[str, None] = {}
        for feature in sorted(self._features.get(entity, ()), key=self._named.__getitem__):
            for other in self._sharing[feature][:MOST_SHARING]:
                found[other] = None
        found.pop(entity, None)
        return list(found)

    def nearest(self, entity: str, others: Iterable[str]) -> list[str]:
        """Return the others, likest first, then in order of id."""
        return sorted(
            (other for other in others if other != entity),
            key=lambda other: (-self.score(entity, other), other),
        )

    def singled_out(self, entities: Sequence[str]) -> set[str]:
        """Return those that lack something which the graph says of all the others."""
        found = set()
        for one in entities:
            rest = [self._features.get(other, set()) for other in entities if other != one]
            if set.intersection(*rest) - self._features.get(one, set()):
                found.add(one)
        return found


def _share(one: Set[object], other: Set[object]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
