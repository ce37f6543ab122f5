"""What every pattern needs to make items: the graph, proofs, a seed, and how options are picked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from kg.model import AskUse
from kg.render import evidence_line, surety
from kg.wording import name_of, sentence, source_name, statement
from quiz.falsity import Falsity
from quiz.item import Interaction, Item, Option, Proof, ProofKind
from quiz.stems import scoped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity

__all__ = ["MAX_DISTRACTORS", "MIN_DISTRACTORS", "Workshop"]

MIN_DISTRACTORS = 2
EXAMPLE_OF = "exampleOf"
# An option that its class rules out can be seen through by knowing words alone: it comes third, if at all.
MAX_OUTSIDE_CLASS = 1
MAX_DISTRACTORS = 3


@dataclass(slots=True)
class Workshop:
    """One graph and one seed. The same two always make the same items."""

    graph: KnowledgeGraph
    seed: int
    falsity: Falsity = field(init=False)

    def __post_init__(self) -> None:
        self.falsity = Falsity(self.graph)

    def askable(self) -> list[Claim]:
        """Return the claims that a plain question may have as its key, in order of id."""
        return [claim for claim in self.graph.claims() if claim.live and AskUse.ATTRIBUTED in claim.ask]

    def choose_one(
        self, claim: Claim, kind: str, key: str, question: str, prove: Callable[[str], Proof | None]
    ) -> Item | None:
        """Return a single-choice item, or None where fewer than two wrong options can be proved.

        `key` is the entity that is right, and `prove` proves another one wrong in its place.
        """
        name = f"{claim.id}-{kind}"
        rng = Random(f"{self.seed} {name}")
        given = claim.subject if key == claim.object else claim.object
        proofs = {
            entity.id: proof
            for entity in self.graph.entities.values()
            if not entity.vague
            and not self.falsity.overlaps(entity.id, key)
            and not self.falsity.overlaps(entity.id, given)
            and self._likeness(entity, self.graph.entity(key)) > 0
            and entity.label.casefold() not in question.casefold()
            and not self._echoes(entity, claim)
            and self._wanted(entity.id) == self._wanted(key)
            and (proof := prove(entity.id)) is not None
        }
        chosen = self._spread(rng, claim, key, proofs)
        if len(chosen) < MIN_DISTRACTORS:
            return None
        options = [Option(self.graph.entity(key).label, key, True, self._why_right(claim))]
        options += [
            Option(
                self.graph.entity(entity).label, entity, False, self._why_wrong(claim, entity, proof), proof
            )
            for entity, proof in chosen
        ]
        rng.shuffle(options)
        return Item(
            id=name,
            type=kind,
            interaction=Interaction.CHOOSE_ONE,
            bloom="remember",
            difficulty=self._difficulty(key, [entity for entity, _ in chosen]),
            stem=scoped(self.graph, question, claim.source),
            scope=claim.source,
            options=tuple(options),
            claims=(claim.id,),
            explanation=self._explanation(claim),
            seed=self.seed,
        )

    def _likeness(self, one: Entity, other: Entity) -> float:
        """Return 1 for the same class, 0.5 for classes under a common one, 0 for the root alone."""
        if one.cls == other.cls:
            return 1.0
        classes = self.graph.vocabulary.classes
        shared = [
            name
            for name in classes
            if name != "Entity"
            and self.graph.vocabulary.is_a(one.cls, name)
            and self.graph.vocabulary.is_a(other.cls, name)
        ]
        return 0.5 if shared else 0.0

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

    def _wanted(self, entity: str) -> bool:
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

    def _difficulty(self, key: str, distractors: Iterable[str]) -> float:
        target = self.graph.entity(key)
        likeness = [self._likeness(self.graph.entity(entity), target) for entity in distractors]
        return round(0.2 + 0.6 * sum(likeness) / len(likeness), 2)

    def _why_right(self, claim: Claim) -> str:
        return sentence(f"{source_name(self.graph, claim.source)} says: {statement(self.graph, claim)}")

    def _explanation(self, claim: Claim) -> tuple[str, ...]:
        lines = [sentence(statement(self.graph, claim))]
        lines += [sentence(evidence_line(self.graph, item)) for item in claim.evidence]
        if claim.degree:
            lines.append(f"How much, in its own words: “{claim.degree}”.")
        if claim.reading:
            lines.append(f"How it was read: {claim.reading}")
        lines.append(f"How sure: {surety(self.graph, claim)}")
        return tuple(lines)

    def _why_wrong(self, claim: Claim, entity: str, proof: Proof) -> str:
        graph = self.graph
        found = graph.entity(entity)
        if proof.kind is ProofKind.DISJOINT_CLASS:
            own, wanted = graph.vocabulary.classes[found.cls], graph.vocabulary.classes[proof.ground]
            verb = "are each" if found.plural else "is"
            why = f"{name_of(found)} {verb} {_a(own.label)}, and what is asked for is {_a(wanted.label)}"
        else:
            said = statement(graph, replace(claim, subject=proof.subject, object=proof.object))
            why = f"{source_name(graph, claim.source)} does not say that {said}"
        elsewhere = self._true_of(entity, claim)
        if elsewhere is not None:
            why += f". What it does say: {statement(graph, elsewhere)}"
        return sentence(why)

    def _true_of(self, entity: str, asked: Claim) -> Claim | None:
        """Return what the source does say of a wrong option, likest to what was asked."""
        about = [
            claim
            for claim in (*self.graph.claims(object=entity), *self.graph.claims(subject=entity))
            if claim.source == asked.source and claim.live and AskUse.ATTRIBUTED in claim.ask
        ]
        return min(about, key=lambda claim: (claim.relation != asked.relation, claim.id), default=None)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
