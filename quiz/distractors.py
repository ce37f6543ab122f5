"""Wrong options worth choosing: likely enough to tempt, and none that gives itself or the key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocabulary import EXAMPLE_OF
from quiz.item import ProofKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity
    from quiz.falsity import Falsity
    from quiz.item import Proof

__all__ = ["MAX_DISTRACTORS", "MIN_DISTRACTORS", "Distractors"]

MIN_DISTRACTORS = 2
MAX_DISTRACTORS = 3
# An option that its class rules out can be seen through by knowing words alone: it comes third, if at all.
MAX_OUTSIDE_CLASS = 1


class Distractors:
    """Picks wrong options over one graph. Out of scope: proving them wrong, which `Falsity` does."""

    def __init__(self, graph: KnowledgeGraph, falsity: Falsity) -> None:
        self.graph = graph
        self.falsity = falsity
        self._considered: dict[str, list[Entity]] = {}
        self._benefits = frozenset(entity for entity in graph.entities if self._is_benefit(entity))

    def pick(
        self, rng: Random, claim: Claim, key: str, question: str, prove: Callable[[str], Proof | None]
    ) -> list[tuple[str, Proof]]:
        """Return two or three entities with their proofs, best first, or nothing where there are not two.

        `key` is the end of the claim that is asked for; `prove` proves another entity wrong in its place.
        """
        given = claim.subject if key == claim.object else claim.object
        proofs = {
            entity.id: proof
            for entity in self._read_for(claim.source)
            if not entity.vague
            and not self.falsity.overlaps(entity.id, key)
            and not self.falsity.overlaps(entity.id, given)
            and self._likeness(entity, self.graph.entity(key)) > 0
            and entity.label.casefold() not in question.casefold()
            and not self._echoes(entity, claim)
            and (entity.id in self._benefits) == (key in self._benefits)
            and (proof := prove(entity.id)) is not None
        }
        return self._spread(rng, claim, key, proofs)

    def _read_for(self, source: str) -> list[Entity]:
        """Return what a person had in mind when reading the source, in order of id.

        That is what the packs hold or speak of that mark the source complete in some respect. Of anything
        else the graph may know nothing, and it might be true: an article that says that the hip hike works
        the gluteus medius does not make its neighbour, the gluteus minimus, a wrong answer.
        """
        if source not in self._considered:
            packs = {mark.pack for mark in self.graph.marks if mark.source == source}
            said = [claim for claim in self.graph.claims() if claim.pack in packs]
            ids = {end for claim in said for end in (claim.subject, claim.object)}
            ids |= {entity.id for entity in self.graph.entities.values() if entity.pack in packs}
            self._considered[source] = [self.graph.entity(entity) for entity in sorted(ids)]
        return self._considered[source]

    def difficulty(self, key: str, distractors: Iterable[str]) -> float:
        """Return an estimate from 0.2 (unlike the key) to 0.8 (all of its class)."""
        target = self.graph.entity(key)
        likeness = [self._likeness(self.graph.entity(entity), target) for entity in distractors]
        return round(0.2 + 0.6 * sum(likeness) / len(likeness), 2)

    def _likeness(self, one: Entity, other: Entity) -> float:
        """Return 1 for the same class, 0.5 for classes under a common one, 0 for the root alone."""
        if one.cls == other.cls:
            return 1.0
        return 0.5 if self.graph.vocabulary.akin(one.cls, other.cls) else 0.0

    def _spread(
        self, rng: Random, claim: Claim, key: str, proofs: dict[str, Proof]
    ) -> list[tuple[str, Proof]]:
        """Return up to three options, those worth choosing first, none of which overlaps with another."""
        target = self.graph.entity(key)
        order = sorted(proofs)
        rng.shuffle(order)
        order.sort(
            key=lambda entity: (
                -self._fit(entity, claim, key),
                -self._likeness(self.graph.entity(entity), target),
                proofs[entity].kind is ProofKind.DISJOINT_CLASS,
            )
        )
        inside = [entity for entity in order if proofs[entity].kind is not ProofKind.DISJOINT_CLASS]
        outside = [entity for entity in order if entity not in inside]
        phrase = self.graph.phrase(claim.relation)
        named = phrase.objects if key == claim.object else phrase.subjects
        chosen: list[str] = []
        for entity in inside + ([] if named else outside):
            outsiders = sum(other in outside for other in chosen)
            if len(chosen) == MAX_DISTRACTORS or (entity in outside and outsiders == MAX_OUTSIDE_CLASS):
                break
            if not any(self.falsity.overlaps(entity, other) for other in chosen):
                chosen.append(entity)
        if sum(entity in inside for entity in chosen) < MIN_DISTRACTORS:
            return []
        return [(entity, proofs[entity]) for entity in chosen]

    def _fit(self, entity: str, asked: Claim, key: str) -> int:
        """Return how well an entity fits the place asked for.

        3 where it stands there in a claim by the same relation, 2 by one of the same sort (the same sign
        or none, subjects and objects of like classes), 1 where any question may be about it, else 0.
        """
        forward = key == asked.object
        about = self.graph.claims(object=entity) if forward else self.graph.claims(subject=entity)
        if any(claim.relation == asked.relation and claim.live for claim in about):
            return 3
        if any(
            claim.live and claim.askable and self._alike(claim.relation, asked.relation) for claim in about
        ):
            return 2
        everything = (*self.graph.claims(object=entity), *self.graph.claims(subject=entity))
        return int(any(claim.askable for claim in everything))

    def _is_benefit(self, entity: str) -> bool:
        """Return whether it, or another of its kind, is said to be brought about by other than a condition.

        Next to three troubles, a benefit such as strength can be ruled out without knowing anything.
        """
        graph = self.graph
        kinds = [claim.object for claim in graph.claims(subject=entity, relation=EXAMPLE_OF)]
        kin = {claim.subject for kind in kinds for claim in graph.claims(object=kind, relation=EXAMPLE_OF)}
        return any(
            graph.vocabulary.relations[claim.relation].sign == "raises"
            and not graph.vocabulary.is_a(graph.entity(claim.subject).cls, "Condition")
            for other in {entity, *kin}
            for claim in graph.claims(object=other)
        )

    def _echoes(self, entity: Entity, claim: Claim) -> bool:
        """Return whether the option repeats the verb, as in "increases increased shock absorption"."""
        verb = max(self.graph.phrase(claim.relation).base.split(), key=len)
        return any(word.startswith(verb.removesuffix("e")) for word in entity.label.split())

    def _alike(self, one: str, other: str) -> bool:
        relations, is_a = self.graph.vocabulary.relations, self.graph.vocabulary.is_a
        first, second = relations[one], relations[other]
        same_sign = first.sign is None or second.sign is None or first.sign == second.sign
        return (same_sign or first.range == second.range) and all(
            a != "Entity" and b != "Entity" and (is_a(a, b) or is_a(b, a))
            for a, b in ((first.domain, second.domain), (first.range, second.range))
        )
