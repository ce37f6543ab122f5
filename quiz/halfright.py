"""What is half an answer: the whole that the right one is directly a part of, or one of its few parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End
from kg.vocabulary import BELONGS_TO, CONTRASTS_WITH, OPPOSITE_OF

if TYPE_CHECKING:
    from kg.falsity import Falsity
    from kg.graph import KnowledgeGraph

__all__ = ["HalfRight"]

# Who names one of more parts, or a whole of more, shows next to nothing: much lies in the lower limb.
FEW_PARTS = 6


class HalfRight:
    """What is half right for each answer, over one graph. Worked out once for all who ask for it.

    One step counts, from part to whole, from member to group, from kind to what it is a kind of, and back:
    two steps up from the tibial nerve is all that the leg and the thigh have of nerves.
    """

    def __init__(self, graph: KnowledgeGraph, falsity: Falsity) -> None:
        self._graph = graph
        self._falsity = falsity
        self._next: dict[tuple[str, End], tuple[str, ...]] = {}
        self._about: dict[str, frozenset[str]] = {}

    def about(self, key: str) -> frozenset[str]:
        """Return the ids of what is half right where `key` is the answer.

        It is of the key's own kind: the pelvis is no half of the joint that lies there, nor a muscle of its
        weakness. Nor is it what stands against the key, and who names something vague ("dysfunction
        elsewhere in the body") has not half an answer.
        """
        if key not in self._about:
            wholes, parts = self._steps(key, End.OBJECT), self._steps(key, End.SUBJECT)
            near = [whole for whole in wholes if len(self._steps(whole, End.SUBJECT)) <= FEW_PARTS]
            near += parts if len(parts) <= FEW_PARTS else ()
            self._about[key] = frozenset(other for other in near if self._is_half(key, other))
        return self._about[key]

    def _is_half(self, key: str, other: str) -> bool:
        entity, vocabulary = self._graph.entity, self._graph.vocabulary
        return (
            not entity(other).vague
            and vocabulary.of_one_kind(entity(key).cls, entity(other).cls)
            and not any(
                claim.relation in (CONTRASTS_WITH, OPPOSITE_OF) for claim in self._falsity.between(key, other)
            )
        )

    def _steps(self, entity: str, end: End) -> tuple[str, ...]:
        """Return what an entity belongs to at the next step (`End.OBJECT`), or what belongs to it.

        Claims may also say outright what follows from two of them. A state of a thing is no part of it.
        """
        if (entity, end) not in self._next:
            self._next[entity, end] = tuple(sorted(self._next_to(entity, end)))
        return self._next[entity, end]

    def _next_to(self, entity: str, end: End) -> set[str]:
        up, above = end is End.OBJECT, self._falsity.above
        subject, object_ = (entity, None) if up else (None, entity)
        claims = self._graph.claims(subject=subject, relation=BELONGS_TO, object=object_)
        found = {claim.object if up else claim.subject for claim in claims if claim.live} - {entity}
        cls, vocabulary = self._graph.entity(entity).cls, self._graph.vocabulary
        kinds = {other: self._graph.entity(other).cls for other in found}
        near = {other for other, kind in kinds.items() if kind == cls or vocabulary.akin(cls, kind)}
        if len(near) > FEW_PARTS and not up:
            return near  # too many for any to count, and so nobody asks which are the nearest
        return {
            far
            for far in near
            if not any(
                # Of two that belong to each other neither is the nearer.
                (far in above(mid) if up else mid in above(far)) and above(mid) != above(far)
                for mid in near
            )
        }
