"""Why a wrong option is wrong: proofs of the allowed kinds, or none.

What the graph does not say is unknown, not false. A statement is proved wrong in two ways only: a
class that the relation asks for excludes the option, or a person marked the source complete for the
subject and relation and the option is not among its values. Before either, whatever could be taken for
true is let go without a proof: what any claim says, of the same two things or of others that overlap
with them, and, for a causal relation, whatever a chain of claims reaches.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import Status
from kg.vocabulary import ACTS_THROUGH, INVOLVES, OVERLAPS_WITH
from quiz.item import Proof, ProofKind

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["Falsity"]


class Falsity:
    """Proves statements wrong over one graph. Out of scope: finding options worth choosing."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._said = [claim for claim in graph.claims() if claim.status is not Status.DRAFT]
        self._above = self._ancestors()
        self._overlaps = self._overlapping()
        self._reach = self._reachable()
        self._relations: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim in self._said:
            self._relations[claim.subject][claim.object].add(claim.relation)

    def overlaps(self, one: str, other: str) -> bool:
        """Return whether two entities are, in part, the same answer: part, member, kind or state."""
        return other in self._overlaps[one]

    def within(self, entity: str, topic: str) -> bool:
        """Return whether an entity is the topic, or a part, member, kind or state of it, however far down."""
        return topic in self._above[entity]

    def prove(self, subject: str, relation: str, object_: str, source: str) -> Proof | None:
        """Return a proof that `subject relation object` is wrong, in the words of `source` if need be."""
        if self._may_be_true(subject, relation, object_):
            return None
        vocabulary, entity = self._graph.vocabulary, self._graph.entity
        term = vocabulary.relations[relation]
        for wanted, found in ((term.domain, entity(subject).cls), (term.range, entity(object_).cls)):
            if vocabulary.disjoint(wanted, found):
                return Proof(ProofKind.DISJOINT_CLASS, subject, relation, object_, wanted)
        for ground in sorted(vocabulary.above(relation)):
            if self._graph.marked(source, subject, ground):
                return Proof(ProofKind.CLOSED_SCOPE, subject, relation, object_, ground, source)
        return None

    def _may_be_true(self, subject: str, relation: str, object_: str) -> bool:
        causal = self._graph.vocabulary.causal(relation)
        symmetric = self._graph.vocabulary.relations[relation].symmetric
        if causal and not self._reach[subject].isdisjoint(self._overlaps[object_]):
            return True
        near_subject, near_object = self._overlaps[subject], self._overlaps[object_]
        return self._says(near_subject, relation, near_object) or (
            symmetric and self._says(near_object, relation, near_subject)
        )

    def _says(self, subjects: set[str], relation: str, objects: set[str]) -> bool:
        """Return whether some claim joins any of the subjects to any of the objects in a like way."""
        vocabulary = self._graph.vocabulary
        return any(
            vocabulary.is_below(said, relation) or vocabulary.is_below(relation, said)
            for subject in subjects
            if subject in self._relations
            for object_ in self._relations[subject].keys() & objects
            for said in self._relations[subject][object_]
        )

    def _ancestors(self) -> dict[str, set[str]]:
        """Return for each entity itself and all that it belongs to, however far up."""
        direct: dict[str, set[str]] = defaultdict(set)
        for claim in self._said:
            if self._graph.vocabulary.overlapping(claim.relation) and claim.relation != OVERLAPS_WITH:
                direct[claim.subject].add(claim.object)
        return {entity: _closure(entity, direct) for entity in self._graph.entities}

    def _overlapping(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {entity: set(above) for entity, above in self._above.items()}
        below: dict[str, set[str]] = defaultdict(set)
        for entity, above in self._above.items():
            for upper in above:
                found[upper].add(entity)
                below[upper].add(entity)
        for claim in self._said:
            if claim.relation == OVERLAPS_WITH:
                for one in below[claim.subject]:
                    for other in below[claim.object]:
                        found[one].add(other)
                        found[other].add(one)
        return found

    def _reachable(self) -> dict[str, set[str]]:
        """Return what each entity may be taken to influence, directly or by a chain.

        A chain goes on through whatever overlaps with a link and through what a link involves. What a
        subject acts through, and whatever lies beyond that, is taken to reach what the subject reaches.
        """
        direct: dict[str, set[str]] = defaultdict(set)
        for claim in self._said:
            if self._graph.vocabulary.causal(claim.relation) or claim.relation == INVOLVES:
                direct[claim.subject].add(claim.object)
        reach = self._spread(direct)
        for claim in self._said:
            if claim.relation == ACTS_THROUGH:
                for beyond in (claim.object, *reach[claim.object]):
                    direct[beyond] = direct[beyond] | (direct[claim.subject] - {beyond})
        return self._spread(direct)

    def _spread(self, direct: dict[str, set[str]]) -> dict[str, set[str]]:
        """Return all that can be reached by direct steps, each taken from anything that overlaps."""
        steps = {
            entity: set[str]().union(*(direct.get(near, ()) for near in self._overlaps[entity]))
            for entity in self._graph.entities
        }
        return {entity: _closure(entity, steps) - {entity} for entity in steps}


def _closure(start: str, direct: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(direct.get(current, ()))
    return seen
