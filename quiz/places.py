"""What stands in which place of claims: at one end of a relation."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.model import End

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.likeness import Likeness, Traits

__all__ = ["NOWHERE", "STANDS_THERE", "Place", "Places"]

# How well an entity fits a place where it stands already, in some claim by the same relation.
STANDS_THERE = 3


class Place(NamedTuple):
    """What stands in one place of claims, in order and to look up."""

    order: Sequence[Traits]
    held: frozenset[Traits]

    @classmethod
    def of(cls, entities: Iterable[Traits]) -> Place:
        """Return the place that these stand in."""
        order = tuple(entities)
        return cls(order, frozenset(order))


NOWHERE = Place((), frozenset())


class Places:
    """All places of live claims of one graph."""

    def __init__(self, graph: KnowledgeGraph, likeness: Likeness) -> None:
        self._graph = graph
        self._asked: dict[tuple[str, End], Counter[Traits]] = defaultdict(Counter)
        self._alike: dict[tuple[str, End], frozenset[Traits]] = {}
        traits = likeness.traits
        for claim in graph.claims():
            if claim.live:
                self._asked[claim.relation, End.SUBJECT][traits(claim.subject)] += bool(claim.ask)
                self._asked[claim.relation, End.OBJECT][traits(claim.object)] += bool(claim.ask)

    def asked(self, relation: str, end: End) -> Counter[Traits]:
        """Return what stands there, and in how many claims that any question may use."""
        return self._asked[relation, end]

    def ever_asked(self) -> set[Traits]:
        """Return what any question may have as its key."""
        return {traits for place in self._asked.values() for traits, times in place.items() if times}

    def fit(self, traits: Traits, relation: str, end: End) -> int:
        """Return how well an entity fits a place.

        3 where it stands there in a claim by the same relation, 2 by one of the same sort (the same sign
        or none, subjects and objects of like classes), 1 where any question may be about it, else 0.
        """
        if traits in self._asked[relation, end]:
            return STANDS_THERE
        if traits in self._like(relation, end):
            return 2
        entity = traits.entity.id
        everything = (*self._graph.claims(object=entity), *self._graph.claims(subject=entity))
        return int(any(claim.askable for claim in everything))

    def _like(self, asked: str, end: End) -> frozenset[Traits]:
        """Return what stands at this end of claims by relations of the same sort."""
        if (asked, end) not in self._alike:
            self._alike[asked, end] = frozenset(
                traits
                for (relation, place), held in self._asked.items()
                if place == end and self._of_one_sort(relation, asked)
                for traits in held
            )
        return self._alike[asked, end]

    def _of_one_sort(self, one: str, other: str) -> bool:
        relations, is_a = self._graph.vocabulary.relations, self._graph.vocabulary.is_a
        first, second = relations[one], relations[other]
        same_sign = first.sign is None or second.sign is None or first.sign == second.sign
        return (same_sign or first.range == second.range) and all(
            a != "Entity" and b != "Entity" and (is_a(a, b) or is_a(b, a))
            for a, b in ((first.domain, second.domain), (first.range, second.range))
        )
