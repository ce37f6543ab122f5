"""A walk through the graph, one entity at a time, and where it may well begin."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.drawing import Family
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["MOST", "Walk", "beginnings"]

# So many steps back are kept.
MOST = 50
OF_A_FAMILY = 2


class Walk(NamedTuple):
    """The entities that were walked through, by id; the last one is where the walk is.

    >>> walk = Walk().to("hip").to("knee").to("knee").to("ankle")
    >>> walk.current, walk.back().trail
    ('ankle', ('hip', 'knee'))
    """

    trail: tuple[str, ...] = ()

    @property
    def current(self) -> str | None:
        """Where the walk is, once it has begun."""
        return self.trail[-1] if self.trail else None

    def to(self, entity: str) -> Walk:
        """Return the walk with one more step; it does not step to where it is."""
        return self if entity == self.current else Walk((*self.trail, entity)[-MOST:])

    def back(self) -> Walk:
        """Return the walk without its last step; its beginning stays."""
        return Walk(self.trail[:-1]) if len(self.trail) > 1 else self

    def back_to(self, place: int) -> Walk:
        """Return the walk up to a place in the trail, counted from 0."""
        return Walk(self.trail[: place + 1])


def beginnings(graph: KnowledgeGraph) -> list[str]:
    """Return the ids of good entities to begin from: those with the most claims, of each family some.

    The first is the one that the texts which were read whole have the most claims on, where there are such.

    >>> import kg
    >>> beginnings(kg.load())[0]
    'gluteus-medius'
    """
    claims, of_texts = Counter[str](), Counter[str]()
    for claim in graph.claims():
        if claim.status is not Status.DRAFT:
            ends = {claim.subject, claim.object}
            claims.update(ends)
            if graph.sources[claim.source].sha256 is not None:
                of_texts.update(ends)
    found = [name for name, _ in sorted(of_texts.items(), key=_most)[:1]]
    is_a = graph.vocabulary.is_a
    left = {family: OF_A_FAMILY for family in Family if family is not Family.OTHER} | {Family.OTHER: 0}
    for name, _ in sorted(claims.items(), key=_most):
        family = next(each for each in Family if is_a(graph.entity(name).cls, each))
        if left[family] and name not in found:
            left[family] -= 1
            found.append(name)
    return found


def _most(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
