"""How easily two entities are taken for each other: by kind, by what the graph says of both, and by name."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from kg.vocabulary import CONTRASTS_WITH, OPPOSITE_OF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity

    # What the graph says of entities, a relation and an end, with those of which it says so, in order.
    Said = Mapping[tuple[str, str], Collection[str]]

__all__ = ["Likeness", "Traits"]

SAME_CLASS, AKIN, SHARED, NAMED_ALIKE = 0.3, 0.1, 0.4, 0.3
# An opposite is what is mixed up most: abduction with adduction, tight with weak.
OPPOSITE = 0.3
# So many of those that share something are looked at, so that the work does not grow with the graph.
MOST_SHARING = 24
# There are few different sums, as all parts but the kind are shares of what a handful of marks has in common.
SUMS_KEPT = 1 << 14
_NOTHING = frozenset[int]()


class Traits:
    """What an entity is compared by, in one record: in a large graph all that is looked up apart lies apart.

    `marks` are numbers: from 0 on for what the graph says of it, `features` of them, in order of relation and
    end; below 0 for the words of its label, `words` of them. `length` is that of the label, in letters.
    """

    __slots__ = ("cls", "entity", "features", "length", "marks", "words")

    def __init__(self, entity: Entity, features: Sequence[int], words: Sequence[int]) -> None:
        self.entity = entity
        self.cls = entity.cls
        self.length = len(entity.label)
        self.features = len(features)
        self.words = len(words)
        # Packed: as sets, so few numbers would take ten times the memory, and as many waits for it.
        self.marks = array("i", (*features, *words))


class Likeness:
    """Likeness over one graph, worked out when asked for. Out of scope: whether an option is wrong."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        live = [claim for claim in graph.claims() if claim.live]
        self._opposites: dict[str, set[str]] = defaultdict(set)
        for claim in live:
            if claim.relation in (OPPOSITE_OF, CONTRASTS_WITH):
                self._opposites[claim.subject].add(claim.object)
                self._opposites[claim.object].add(claim.subject)
        said = self._said(live)
        order = sorted(said)
        features: dict[str, list[int]] = defaultdict(list)
        for number, feature in enumerate(order):
            for entity in said[feature]:
                features[entity].append(number)
        words: dict[str, int] = {}
        self._traits = {
            entity.id: Traits(entity, features.get(entity.id, ()), _words(entity.label, words))
            for entity in graph.entities.values()
        }
        self._sharing = [self._first(said[feature]) for feature in order]
        self._kinds: dict[str, dict[str, float]] = {}

    def _said(self, claims: Iterable[Claim]) -> Said:
        said: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for claim in claims:
            symmetric = self._graph.vocabulary.relations[claim.relation].symmetric
            turned = (claim.relation, claim.subject) if symmetric else (claim.subject, claim.relation)
            said[claim.relation, claim.object][claim.subject] = None
            said[turned][claim.object] = None
        return said

    def _first(self, entities: Collection[str]) -> tuple[Traits, ...]:
        """Return the first of those of which the same is said; of one alone it is shared by none."""
        return tuple(map(self.traits, islice(entities, MOST_SHARING))) if len(entities) > 1 else ()

    def traits(self, entity: str) -> Traits:
        """Return what an entity is compared by. Raises `KeyError` where there is none."""
        return self._traits[entity]

    def score(self, one: str, other: str) -> float:
        """Return a likeness from 0 (of different kinds) to 1 (alike in all that the graph says).

        It is the sum of four parts: of one class (0.3; 0.1 for classes under a common one), the share of what
        the graph says of the one that it says of the other, too (0.4), the share of words of their labels
        (0.3), and a bonus for opposites (0.3).
        """
        return next(self.scores(one, (self._traits[other],)))

    def scores(self, one: str, others: Iterable[Traits]) -> Iterator[float]:
        """Yield the likeness of one entity to each of the others."""
        traits = self._traits[one]
        marks, words = frozenset(traits.marks), frozenset(traits.marks[traits.features :])
        kinds, opposites = self._kinds_to(traits.cls), self._opposites.get(one, ())
        for other in others:
            kind = kinds[other.cls]
            # Of another kind nothing counts, and most have nothing else in common.
            common = marks.intersection(other.marks) if kind else _NOTHING
            if not common and not (kind and opposites):
                yield kind
                continue
            named = len(common & words)
            shared = len(common) - named
            yield _sum(
                kind,
                shared / min(traits.features, other.features) if shared else 0.0,
                named / min(traits.words, other.words) if named else 0.0,
                OPPOSITE if opposites and other.entity.id in opposites else 0.0,
            )

    def opposites(self, entity: str) -> frozenset[str]:
        """Return what is said to be the opposite of an entity, or to be told apart from it."""
        return frozenset(self._opposites.get(entity, ()))

    def of_like_kind(self, one: str, other: str) -> bool:
        """Return whether there is any likeness: both are of one class, or of classes under a common one."""
        return self.akin(self._traits[one].cls, self._traits[other].cls)

    def akin(self, one: str, other: str) -> bool:
        """Return whether two classes are one, or stand under a common one."""
        return self._kinds_to(one)[other] > 0

    def _kinds_to(self, cls: str) -> Mapping[str, float]:
        """Return what a class has in common with each."""
        if cls not in self._kinds:
            vocabulary = self._graph.vocabulary
            self._kinds[cls] = {
                other: SAME_CLASS if other == cls else AKIN if vocabulary.akin(cls, other) else 0.0
                for other in vocabulary.classes
            }
        return self._kinds[cls]

    def neighbours(self, entity: str) -> list[Traits]:
        """Return those of which the graph says something that it says of this one, too."""
        traits = self._traits[entity]
        found = dict.fromkeys(
            other for feature in traits.marks[: traits.features] for other in self._sharing[feature]
        )
        found.pop(traits, None)
        return list(found)

    def nearest(self, entity: str, others: Iterable[str]) -> list[str]:
        """Return the others, likest first, then in order of id."""
        names = [other for other in others if other != entity]
        scores = dict(zip(names, self.scores(entity, map(self.traits, names)), strict=True))
        return sorted(names, key=lambda other: (-scores[other], other))

    def singled_out(self, entities: Sequence[str]) -> set[str]:
        """Return those that lack something which the graph says of all the others."""
        features = {entity: self._features(entity) for entity in entities}
        found = set()
        for one in entities:
            rest = [features[other] for other in entities if other != one]
            if frozenset.intersection(*rest) - features[one]:
                found.add(one)
        return found

    def _features(self, entity: str) -> frozenset[int]:
        traits = self._traits[entity]
        return frozenset(traits.marks[: traits.features])


def _words(label: str, numbers: dict[str, int]) -> list[int]:
    """Return the numbers of a label's words, below 0, each word getting one when it first comes."""
    return [numbers.setdefault(word, -1 - len(numbers)) for word in frozenset(label.casefold().split())]


@lru_cache(maxsize=SUMS_KEPT)
def _sum(kind: float, shared: float, named: float, opposite: float) -> float:
    return round(min(1.0, kind + SHARED * shared + NAMED_ALIKE * named + opposite), 4)
