"""Why a wrong option is wrong: proofs of the allowed kinds, or none.

What the graph does not say is unknown, not false. A statement is proved wrong only where

- the graph holds it as refuted, and nothing that stands says it;
- a class that the relation asks for excludes what stands in its place;
- the list of values is closed, and this is none of them: a functional relation has its value, or two
  references that do not copy each other were each read as giving the whole list, of a relation on which
  references agree as a rule;
- inside one source's scope: a person marked that source complete for the subject and relation.

Before any of these but the first, whatever could be taken for true is let go without a proof: what any claim
says, of the same two things or of others that overlap with them, and, for a causal relation, whatever a chain
of claims reaches, or what is said to go together.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.model import Stance, Status, Tier
from kg.proof import Proof, ProofKind
from kg.vocabulary import ACTS_THROUGH, INVOLVES, OVERLAPS_WITH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Evidence, Source

__all__ = ["VOICES_NEEDED", "Falsity", "supports"]

# So many references have to give a list as the whole before it is closed for everyone.
VOICES_NEEDED = 2
# Relations of things that are met together, of which one may well be the cause of the other.
COMPANY = ("associatedWith", "predicts")


class Falsity:
    """Proves statements wrong over one graph. Out of scope: finding options worth choosing.

    What is asked for again and again is worked out once, when it is first asked for.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._said = [claim for claim in graph.claims() if claim.status is not Status.DRAFT]
        self._pairs: dict[str, dict[str, list[Claim]]] = defaultdict(dict)
        self._up: dict[str, list[str]] = defaultdict(list)
        self._down: dict[str, list[str]] = defaultdict(list)
        self._beside: dict[str, list[str]] = defaultdict(list)
        # What is said to be met with each, whichever of the two comes first.
        self._company: dict[str, set[str]] = defaultdict(set)
        for claim in self._said:
            if claim.relation in COMPANY:
                self._company[claim.subject].add(claim.object)
                self._company[claim.object].add(claim.subject)
            self._pairs[claim.subject].setdefault(claim.object, []).append(claim)
            if claim.relation == OVERLAPS_WITH:
                self._beside[claim.subject].append(claim.object)
                self._beside[claim.object].append(claim.subject)
            elif graph.vocabulary.overlapping(claim.relation):
                self._up[claim.subject].append(claim.object)
                self._down[claim.object].append(claim.subject)
        self._above: dict[str, frozenset[str]] = {}
        self._overlaps: dict[str, frozenset[str]] = {}
        self._reach: dict[str, frozenset[str]] = {}
        # By relation, then by subject: a pair of both for each would lie apart from all that is at hand.
        self._closed: dict[str, dict[str, tuple[str, tuple[str, ...]] | None]] = defaultdict(dict)
        self._classes_apart: dict[tuple[str, str, str], str | None] = {}
        self._leads = self._direct_steps()
        self._alike = {
            name: frozenset(
                other
                for other in graph.vocabulary.relations
                if graph.vocabulary.is_below(other, name) or graph.vocabulary.is_below(name, other)
            )
            for name in graph.vocabulary.relations
        }

    def overlaps(self, one: str, other: str) -> bool:
        """Return whether two entities are, in part, the same answer: part, member, kind or state."""
        return other in self.near(one)

    def within(self, entity: str, topic: str) -> bool:
        """Return whether an entity is the topic, or a part, member, kind or state of it, however far up."""
        return topic in self.above(entity)

    def above(self, entity: str) -> frozenset[str]:
        """Return the entity and all that it belongs to, however far up."""
        if entity not in self._above:
            self._above[entity] = _closure(entity, self._up)
        return self._above[entity]

    def near(self, entity: str) -> frozenset[str]:
        """Return the entity and all that overlaps with it."""
        if entity not in self._overlaps:
            beside = [
                below
                for upper in self.above(entity)
                for other in self._beside.get(upper, ())
                for below in _closure(other, self._down)
            ]
            self._overlaps[entity] = self.above(entity) | _closure(entity, self._down) | frozenset(beside)
        return self._overlaps[entity]

    def between(self, one: str, other: str) -> list[Claim]:
        """Return all claims but drafts that join two entities, either way round."""
        return [*self._pairs.get(one, {}).get(other, ()), *self._pairs.get(other, {}).get(one, ())]

    def prove(self, subject: str, relation: str, object_: str, scope: str | None) -> Proof | None:
        """Return a proof that `subject relation object` is wrong, or None.

        With a `scope` it is wrong according to that source; without, it is wrong outright.
        """
        if scope is None:
            for claim in self._pairs.get(subject, {}).get(object_, ()):
                # With a qualifier it is the narrower statement alone that was refuted.
                if claim.relation == relation and not claim.qualifier and (proof := self.refuted(claim)):
                    return proof
        # The guard comes last, as it costs most.
        proof = self._ground(subject, relation, object_, scope)
        return None if proof is None or self.may_be_true(subject, relation, object_) else proof

    def _ground(self, subject: str, relation: str, object_: str, scope: str | None) -> Proof | None:
        """Return the proof that holds unless the statement may be true."""
        entity = self._graph.entity
        excluded = self._excluded(relation, entity(subject).cls, entity(object_).cls)
        if excluded is not None:
            return Proof(ProofKind.DISJOINT_CLASS, subject, relation, object_, excluded)
        if scope is None:
            closed = self.closed(subject, relation)
            if closed is None:
                return None
            return Proof(ProofKind.AT_MOST, subject, relation, object_, closed[0], witnesses=closed[1])
        # What others list closes nothing here: the source may say otherwise, rightly or wrongly.
        for ground in sorted(self._graph.vocabulary.above(relation)):
            if self._graph.marked(scope, subject, ground):
                return Proof(ProofKind.CLOSED_SCOPE, subject, relation, object_, ground, scope)
        return None

    def _excluded(self, relation: str, subject: str, object_: str) -> str | None:
        """Return the class that the relation asks for and one of these classes excludes, or None."""
        key = relation, subject, object_
        if key not in self._classes_apart:
            term, disjoint = self._graph.vocabulary.relations[relation], self._graph.vocabulary.disjoint
            ends = ((term.domain, subject), (term.range, object_))
            self._classes_apart[key] = next(
                (wanted for wanted, found in ends if disjoint(wanted, found)), None
            )
        return self._classes_apart[key]

    def closed(self, subject: str, relation: str) -> tuple[str, tuple[str, ...]] | None:
        """Return why all the subject's values for the relation are known, whoever is asked, or None.

        That is the ground (the relation, or one above it) and the witnesses, as `Proof` has them.
        """
        closed = self._closed[relation]
        if subject not in closed:
            closed[subject] = self._why_closed(subject, relation)
        return closed[subject]

    def _why_closed(self, subject: str, relation: str) -> tuple[str, tuple[str, ...]] | None:
        graph = self._graph
        if graph.vocabulary.relations[relation].functional:
            values = [
                claim
                for claim in graph.claims(subject=subject, relation=relation)
                if claim.status is Status.ESTABLISHED
            ]
            return (relation, (values[0].id,)) if len({claim.object for claim in values}) == 1 else None
        if graph.vocabulary.relations[relation].lists_vary:
            return None
        for ground in sorted(graph.vocabulary.above(relation)):
            lists = [
                source
                for source in graph.complete_lists(subject, ground)
                if graph.sources[source].tier is Tier.REFERENCE and self._lists_any(source, subject, relation)
            ]
            voices = _independent(lists, graph.sources)
            if len(voices) >= VOICES_NEEDED:
                return ground, voices
        return None

    def _lists_any(self, source: str, subject: str, relation: str) -> bool:
        """Return whether the source's list holds anything: an empty one closes nothing."""
        return any(
            claim.live and any(supports(item, source) for item in claim.evidence)
            for claim in self._graph.claims(subject=subject, relation=relation)
        )

    def refuted(self, claim: Claim) -> Proof | None:
        """Return the proof that a refuted claim is wrong; None where anything that stands says the like."""
        near = self.near(claim.subject), self.near(claim.object)
        if claim.status is not Status.REFUTED or self._says(near[0], claim.relation, near[1], live=True):
            return None
        return Proof(
            ProofKind.EXPLICIT_NEGATIVE, claim.subject, claim.relation, claim.object, claim.relation,
            witnesses=(claim.id,),
        )  # fmt: skip

    def may_be_true(self, subject: str, relation: str, object_: str) -> bool:
        """Return whether anything in the graph, read generously, says the statement or leads to it."""
        if self._graph.vocabulary.causal(relation) and not self.reach(subject).isdisjoint(self.near(object_)):
            return True
        near_subject, near_object = self.near(subject), self.near(object_)
        if self._graph.vocabulary.causal(relation) and self._go_together(near_subject, near_object):
            return True
        return self._says(near_subject, relation, near_object) or (
            self._graph.vocabulary.relations[relation].symmetric
            and self._says(near_object, relation, near_subject)
        )

    def _go_together(self, subjects: Iterable[str], objects: frozenset[str]) -> bool:
        """Return whether any of the one is said to be met with any of the other, before it or beside it.

        That leaves open whether the one brings the other about.
        """
        return any(
            not objects.isdisjoint(self._company[subject]) for subject in subjects if subject in self._company
        )

    def _says(
        self, subjects: Iterable[str], relation: str, objects: frozenset[str], *, live: bool = False
    ) -> bool:
        """Return whether some claim joins any of the subjects to any of the objects in a like way."""
        alike = self._alike[relation]
        return any(
            claim.relation in alike and (claim.live or not live)
            for subject in subjects
            if subject in self._pairs
            for object_ in _common(self._pairs[subject], objects)
            for claim in self._pairs[subject][object_]
        )

    def reach(self, entity: str) -> frozenset[str]:
        """Return what an entity may be taken to influence, directly or by a chain; never itself.

        A chain goes on through whatever overlaps with a link and through what a link involves. What a
        subject acts through, and whatever lies beyond that, is taken to reach what the subject reaches.
        """
        if entity not in self._reach:
            self._reach[entity] = self._spread(entity, self._leads) - {entity}
        return self._reach[entity]

    def _direct_steps(self) -> Mapping[str, set[str]]:
        direct: dict[str, set[str]] = defaultdict(set)
        for claim in self._said:
            if self._graph.vocabulary.causal(claim.relation) or claim.relation == INVOLVES:
                direct[claim.subject].add(claim.object)
        through = [claim for claim in self._said if claim.relation == ACTS_THROUGH]
        beyond = [(claim, self._spread(claim.object, direct) | {claim.object}) for claim in through]
        for claim, links in beyond:
            for link in sorted(links):
                direct[link] = direct[link] | (direct[claim.subject] - {link})
        return direct

    def _spread(self, start: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
        """Return all that can be reached by direct steps, each taken from anything that overlaps."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            current = waiting.pop()
            for near in self.near(current):
                for further in direct.get(near, ()):
                    if further not in seen:
                        seen.add(further)
                        waiting.append(further)
        return frozenset(seen)


def supports(item: Evidence, source: str) -> bool:
    """Return whether a piece of evidence is that source's own and bears directly out the claim."""
    return item.source == source and item.stance is Stance.SUPPORTS and not item.indirect


def _independent(names: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return sources of which no two were read on one site or go by one name, as copies of one work do."""
    sites: set[str] = set()
    works: set[str] = set()
    voices = []
    for name in names:
        host = urlsplit(sources[name].url or "").hostname
        site = host.removeprefix("www.") if host else name
        work = sources[name].in_sentence or sources[name].label
        if site not in sites and work not in works:
            voices.append(name)
            sites.add(site)
            works.add(work)
    return tuple(voices)


def _closure(start: str, direct: Mapping[str, Iterable[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(direct.get(current, ()))
    return frozenset(seen)


def _common(pairs: Mapping[str, object], wanted: frozenset[str]) -> Iterable[str]:
    """Return the keys that are wanted. Either side may have thousands: the smaller one is gone through."""
    return wanted.intersection(pairs) if len(pairs) < len(wanted) else pairs.keys() & wanted
