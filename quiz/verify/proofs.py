"""Whether one proof of falsity holds, by kind. What each kind needs is told in `quiz.item.Proof`.

For any kind but a contradiction or an order, one thing more is needed: nothing in the graph may say the
statement or lead to it, however generously it is read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.model import Stance, Status, Tier
from kg.proof import ProofKind
from quiz.verify.measures import Range
from quiz.verify.readings import CAUSAL, Overlap, Reading, ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.proof import Proof

__all__ = ["ProofChecker"]

# How evidence bears on a claim when it is about something near.
INDIRECT = "indirect"
# One reference may err or copy; two that were read on different sites close a list.
VOICES = 2
CORRUPTIBLE = (
    ProofKind.EXPLICIT_NEGATIVE,
    ProofKind.AT_MOST,
    ProofKind.DISJOINT_CLASS,
    ProofKind.CLOSED_SCOPE,
)


class ProofChecker:
    """Judges proofs by the claims, marks and declarations of one graph; drafts count for nothing."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._entities, self._sources = graph.entities, graph.sources
        self._relations, self._classes = graph.vocabulary.relations, graph.vocabulary.classes
        self._lineage, self._kinds = ancestors(self._relations), ancestors(self._classes)
        self.said = {claim.id: claim for claim in graph.claims() if claim.status is not Status.DRAFT}
        self._about: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.said.values():
            for relation in self._lineage[claim.relation]:
                for end in {claim.subject, claim.object}:
                    self._about[end, relation].append(claim)
        self._marked = {(mark.source, mark.subject, mark.relation) for mark in graph.marks}
        live = [claim for claim in self.said.values() if claim.live]
        self._overlap = Overlap(self.said.values(), self._lineage)
        self._anyone = Reading(self.said.values(), self._lineage, self._overlap)
        self._standing = Reading(live, self._lineage, self._overlap)

    def about(self, entity: str, relation: str) -> Sequence[Claim]:
        """Return the claims with the entity at an end, by the relation or one below it, in order of id."""
        return self._about.get((entity, relation), ())

    def same_family(self, one: str, other: str) -> bool:
        """Return whether two relations are of one family: the same, or with one above both."""
        return not self._lineage[one].isdisjoint(self._lineage[other])

    def symmetric(self, relation: str) -> bool:
        """Return whether the ends of the relation may be exchanged."""
        return self._relations[relation].symmetric

    def disputed(self, name: str) -> bool:
        """Return whether any source's own evidence disputes just this claim."""
        claim = self.said[name]
        return any(item.stance is Stance.DISPUTES and not item.indirect for item in claim.evidence)

    def unknown(self, proof: Proof) -> str | None:
        """Return what the proof names that the graph does not hold, in a sentence, or None."""
        if proof.relation not in self._relations:
            return f"“{proof.relation}” is no relation."
        for end in (proof.subject, proof.object):
            if end not in self._entities:
                return f"“{end}” is no entity."
        for name in proof.witnesses:
            if name not in self.said and name not in self._sources:
                return f"it rests on “{name}”, which is neither a source nor a claim that counts."
        return None

    def faults(self, proof: Proof, scope: str | None, entity: str | None = None) -> Iterator[str]:
        """Yield why a proof does not hold in a scope; nothing where it does.

        `entity` is what the option names, where it names anything. The proof names nothing `unknown`.
        """
        match proof.kind:
            case ProofKind.CONTRADICTED:
                yield from self._contradicted(scope, proof)
            case ProofKind.ORDER if CAUSAL in self._lineage[proof.relation]:
                yield from self._chain(scope, proof)
            case ProofKind.ORDER:
                yield from self._measured(scope, proof)
            case ProofKind.CORRUPTED:
                yield from self._corrupted(scope, entity, proof)
            case _:
                yield from self._negative(scope, entity, proof)

    def _negative(self, scope: str | None, entity: str | None, proof: Proof) -> Iterator[str]:
        """Yield why a statement is not proved wrong; it is asked first whether it could be true."""
        refuted = proof.kind is ProofKind.EXPLICIT_NEGATIVE
        turned = self.symmetric(proof.relation)
        reading = self._standing if refuted else self._anyone
        if reading.allows(proof.subject, proof.relation, proof.object) or (
            turned and reading.allows(proof.object, proof.relation, proof.subject)
        ):
            yield "the graph leaves room for it to be true."
        match proof.kind:
            case ProofKind.EXPLICIT_NEGATIVE:
                yield from self._refuted(scope, proof)
            case ProofKind.DISJOINT_CLASS:
                yield from self._disjoint(entity, proof)
            case ProofKind.CLOSED_SCOPE:
                yield from self._closed(scope, proof)
            case _ if scope is not None:
                yield "what others list proves nothing inside a source's scope."
            case _ if any(name in self._sources for name in proof.witnesses):
                yield from self._whole_list(proof)
            case _:
                yield from self._one_value(proof)

    def _refuted(self, scope: str | None, proof: Proof) -> Iterator[str]:
        if scope is not None:
            yield "what is refuted proves nothing inside a source's scope."
        for claim in self._witnesses(proof):
            if claim is None or claim.status is not Status.REFUTED or not self._states(claim, proof):
                yield "the witness is no refuted claim that says just this."

    def _disjoint(self, entity: str | None, proof: Proof) -> Iterator[str]:
        term = self._relations[proof.relation]
        ends = ((proof.subject, term.domain), (proof.object, term.range))
        if not any(
            wanted == proof.ground
            and entity in (None, end)
            and self._exclude(wanted, self._entities[end].cls)
            for end, wanted in ends
        ):
            yield f"nothing says that it is no {proof.ground}, or that the relation asks for one."

    def _exclude(self, one: str, other: str) -> bool:
        ones, others = self._kinds[one], self._kinds[other]
        return any(not ones.isdisjoint(self._classes[kind].disjoint_with) for kind in others) or any(
            not others.isdisjoint(self._classes[kind].disjoint_with) for kind in ones
        )

    def _closed(self, scope: str | None, proof: Proof) -> Iterator[str]:
        if scope is None or proof.source != scope:
            yield "the source of the proof is not the one that the item names."
        if proof.ground not in self._lineage[proof.relation]:
            yield f"“{proof.ground}” does not cover the relation."
        if (proof.source, proof.subject, proof.ground) not in self._marked:
            yield "nobody marked the source complete for this."

    def _one_value(self, proof: Proof) -> Iterator[str]:
        if not self._relations[proof.relation].functional or proof.ground != proof.relation:
            yield "the relation may have several values."
        established = [
            claim
            for claim in self.about(proof.subject, proof.relation)
            if claim.subject == proof.subject and claim.status is Status.ESTABLISHED
        ]
        if not established or any(claim not in established for claim in self._witnesses(proof)):
            yield "the witness is no established claim with the value."
        elif len({claim.object for claim in established}) != 1:
            yield "more than one value is established."
        elif established[0].object in self._overlap.near(proof.object):
            yield "it overlaps with the value that should exclude it."

    def _whole_list(self, proof: Proof) -> Iterator[str]:
        if proof.ground not in self._lineage[proof.relation]:
            yield f"“{proof.ground}” does not cover the relation."
        if self._relations[proof.relation].lists_vary:
            yield "references list this differently, so that no two of them settle it."
        for name in proof.witnesses:
            if name not in self._sources or self._sources[name].tier is not Tier.REFERENCE:
                yield f"“{name}” is no reference."
            elif (name, proof.subject, proof.ground) not in self._marked:
                yield f"nobody marked “{name}” complete for this."
            elif not self._lists_any(name, proof):
                yield f"the list of “{name}” is empty."
        known = [name for name in proof.witnesses if name in self._sources]
        if min(len({voice(name) for name in known}) for voice in (self._site, self._name)) < VOICES:
            yield f"it takes {VOICES} references of different names that were read on different sites."

    def _lists_any(self, source: str, proof: Proof) -> bool:
        turned = self.symmetric(proof.relation)
        return any(
            claim.live
            and (claim.subject == proof.subject or turned)
            and Stance.SUPPORTS in _stances(claim, source)
            for claim in self.about(proof.subject, proof.relation)
        )

    def _name(self, source: str) -> str:
        """Return the name that a source goes by: mirrors of one work share it."""
        return self._sources[source].in_sentence or self._sources[source].label

    def _site(self, source: str) -> str:
        host = urlsplit(self._sources[source].url or "").hostname
        return host.removesuffix(".").removeprefix("www.") if host else source

    def _corrupted(self, scope: str | None, entity: str | None, proof: Proof) -> Iterator[str]:
        name, _, ground = proof.ground.partition(" ")
        original = self.said.get(proof.witnesses[0]) if proof.witnesses else None
        if original is None or not original.live:
            yield "there is no claim that was corrupted."
        elif original.relation != proof.relation or (
            (original.subject == proof.subject) == (original.object == proof.object)
        ):
            yield "it is not the claim with one end exchanged."
        if name not in CORRUPTIBLE:
            yield f"“{name}” is no way to prove that what was exchanged is wrong."
            return
        inner = replace(proof, kind=ProofKind(name), ground=ground, witnesses=proof.witnesses[1:])
        yield from self._negative(scope, entity, inner)

    def _contradicted(self, scope: str | None, proof: Proof) -> Iterator[str]:
        witnesses = self._witnesses(proof)
        if not all(claim is not None and self._states(claim, proof) for claim in witnesses):
            yield "the witness does not say what the option denies."
        elif proof.source is not None and proof.source != scope:
            yield from self._on_record(proof.source, proof)
        elif scope is None:
            if not all(claim is not None and claim.status is Status.ESTABLISHED for claim in witnesses):
                yield "what the option denies is not established."
        elif not all(claim is not None and claim.live and _asserts(claim, scope) for claim in witnesses):
            yield "the source does not say what the option denies."

    def _on_record(self, source: str, proof: Proof) -> Iterator[str]:
        """Yield why the source does not bear on the claim as the proof says, or not in that way alone."""
        if source not in self._sources:
            yield f"“{source}” is no source."
        named = (self.said[name] for name in proof.witnesses)
        if not all(_bearings(claim, source) == {proof.ground} for claim in named):
            yield f"what the source has on record is not just “{proof.ground}”."

    def _chain(self, scope: str | None, proof: Proof) -> Iterator[str]:
        links = [claim for claim in self._witnesses(proof) if claim is not None and self._leads(claim, scope)]
        stops = [proof.object, *(claim.object for claim in links)]
        if len(links) < len(proof.witnesses):
            yield "a witness does not say, where it counts, that one thing leads to another."
        elif not links or [claim.subject for claim in links] != stops[:-1] or stops[-1] != proof.subject:
            yield "the witnesses are no chain that ends at it."
        elif self._leads_on(proof.subject, scope, proof.object):
            yield "a chain leads the other way round as well."

    def _leads(self, claim: Claim, scope: str | None) -> bool:
        """Return whether a claim is a causal one that an item in this scope may build on."""
        stands = (
            claim.status is Status.ESTABLISHED if scope is None else claim.live and _asserts(claim, scope)
        )
        return stands and CAUSAL in self._lineage[claim.relation]

    def _leads_on(self, start: str, scope: str | None, end: str) -> bool:
        """Return whether a chain of live causal claims, of the scope if any, goes from start to end."""
        seen, waiting = {start}, [start]
        while waiting:
            place = waiting.pop()
            for claim in self.about(place, CAUSAL):
                leads = claim.subject == place and claim.live and (scope is None or _asserts(claim, scope))
                if leads and claim.object not in seen:
                    seen.add(claim.object)
                    waiting.append(claim.object)
        return end in seen

    def _measured(self, scope: str | None, proof: Proof) -> Iterator[str]:
        found = [claim for claim in self._witnesses(proof) if claim is not None and claim.live]
        if not len(found) == len(proof.witnesses) == 2 or any(
            _study(claim) != (found[0].source, proof.relation, proof.ground) for claim in found
        ):
            yield f"the witnesses are no two measurements of one study in “{proof.ground}”."
            return
        if scope not in (None, found[0].source):
            yield "it was not measured by the source that the item names."
        ends = proof.subject, proof.object
        for less, more in (found, found[::-1]):
            if ((less.subject, more.subject) == ends and less.object == more.object) or (
                (less.object, more.object) == ends and less.subject == more.subject
            ):
                if not _value(less).below(_value(more)):
                    yield "what was measured of it is not surely the smaller."
                return
        yield "the two measurements are not of these two things."

    def _witnesses(self, proof: Proof) -> list[Claim | None]:
        """Return the witnesses that are claims, None for each other, and a None where there are none."""
        return [self.said.get(name) for name in proof.witnesses] or [None]

    def _states(self, claim: Claim, proof: Proof) -> bool:
        """Return whether a claim says just what the proof's statement does."""
        ends, stated = (claim.subject, claim.object), (proof.subject, proof.object)
        turned = self.symmetric(proof.relation)
        return claim.relation == proof.relation and (ends == stated or (turned and ends == stated[::-1]))


def _value(claim: Claim) -> Range:
    return Range.read(claim.measure.value if claim.measure is not None else "")


def _study(claim: Claim) -> tuple[str, str, str | None]:
    """Return within what measurements may be compared: one source, relation and unit."""
    return claim.source, claim.relation, claim.measure.unit if claim.measure is not None else None


def _stances(claim: Claim, source: str) -> set[Stance]:
    """Return how a source's own evidence bears on just this claim."""
    return {item.stance for item in claim.evidence if item.source == source and not item.indirect}


def _bearings(claim: Claim, source: str) -> set[str]:
    """Return how what a source has on record bears on a claim: what is near counts where that is all."""
    near = {INDIRECT for item in claim.evidence if item.source == source}
    return {str(stance) for stance in _stances(claim, source)} or near


def _asserts(claim: Claim, source: str) -> bool:
    """Return whether the claim is the source's own, or borne out by evidence of its own."""
    return claim.source == source or Stance.SUPPORTS in _stances(claim, source)
