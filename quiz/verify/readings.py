"""What a set of claims leaves room for, if they are read as generously as can be.

From the records alone: nothing of it is shared with what makes proofs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Claim, EntityClass, Relation

__all__ = ["CAUSAL", "Overlap", "Reading", "ancestors", "spread"]

# The relations whose meaning is built on here, as the vocabulary defines them.
CAUSAL, THROUGH, INVOLVES = "influences", "actsThrough", "involves"
# What goes with another, or before it, may well bring it about.
TOGETHER = ("associatedWith", "predicts")
BELONGS, BESIDE = "belongsTo", "overlapsWith"


def spread(starts: Iterable[str], steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the starts and all that can be reached from them, step by step."""
    seen = set(starts)
    edge = seen
    while edge:
        edge = {further for place in edge for further in steps.get(place, ())} - seen
        seen = seen | edge
    return frozenset(seen)


def ancestors(terms: Mapping[str, EntityClass] | Mapping[str, Relation]) -> dict[str, frozenset[str]]:
    """Return, for each class or relation, itself and all that stand above it."""
    parents = {name: term.parents for name, term in terms.items()}
    return {name: spread([name], parents) for name in parents}


class Overlap:
    """Which things are, in part, the same: whole and part, group and member, thing and state.

    `lineage` holds, for each relation, itself and those above it.
    """

    def __init__(self, claims: Iterable[Claim], lineage: Mapping[str, frozenset[str]]) -> None:
        self._wholes: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._beside: dict[str, list[str]] = defaultdict(list)
        self._near: dict[str, frozenset[str]] = {}
        for claim in claims:
            if BESIDE in lineage[claim.relation]:
                self._beside[claim.subject].append(claim.object)
                self._beside[claim.object].append(claim.subject)
            elif BELONGS in lineage[claim.relation]:
                self._wholes[claim.subject].append(claim.object)
                self._parts[claim.object].append(claim.subject)

    def near(self, entity: str) -> frozenset[str]:
        """Return the entity, its wholes, its parts, and whatever lies in what any of its wholes crosses."""
        if entity not in self._near:
            wholes = spread([entity], self._wholes)
            crossed = {other for whole in wholes for other in self._beside.get(whole, ())}
            self._near[entity] = wholes | spread({entity} | crossed, self._parts)
        return self._near[entity]


class Reading:
    """What some claims say or lead to, if things that overlap are taken for one another."""

    def __init__(
        self, claims: Iterable[Claim], lineage: Mapping[str, frozenset[str]], overlap: Overlap
    ) -> None:
        self._lineage, self._overlap = lineage, overlap
        self._by_subject: dict[str, list[Claim]] = defaultdict(list)
        self._effects: dict[str, set[str]] = defaultdict(set)
        self._objects: dict[tuple[str, str], frozenset[str]] = {}
        self._reached: dict[str, frozenset[str]] = {}
        through = []
        for claim in claims:
            self._by_subject[claim.subject].append(claim)
            if CAUSAL in lineage[claim.relation] or claim.relation == INVOLVES:
                self._effects[claim.subject].add(claim.object)
            if claim.relation == THROUGH:
                through.append(claim)
        self._lend(through)

    def allows(self, subject: str, relation: str, object_: str) -> bool:
        """Return whether a claim says it, by this relation or one above or below, or a chain leads there.

        Where the relation is a causal one, it is enough that both are said to be met together.
        """
        near = self._overlap.near(object_)
        if not self._said_of(subject, relation).isdisjoint(near):
            return True
        if CAUSAL not in self._lineage[relation]:
            return False
        return not self._reach(subject).isdisjoint(near) or self._met_together(subject, object_)

    def _met_together(self, one: str, other: str) -> bool:
        for first, second in ((one, other), (other, one)):
            ends = self._overlap.near(second)
            for near in self._overlap.near(first):
                if any(
                    claim.relation in TOGETHER and claim.object in ends
                    for claim in self._by_subject.get(near, ())
                ):
                    return True
        return False

    def _said_of(self, subject: str, relation: str) -> frozenset[str]:
        key = subject, relation
        if key not in self._objects:
            family = self._lineage[relation]
            self._objects[key] = frozenset(
                claim.object
                for near in self._overlap.near(subject)
                for claim in self._by_subject.get(near, ())
                if claim.relation in family or relation in self._lineage[claim.relation]
            )
        return self._objects[key]

    def _reach(self, subject: str) -> frozenset[str]:
        if subject not in self._reached:
            self._reached[subject] = self._follow(subject) - {subject}
        return self._reached[subject]

    def _follow(self, start: str) -> frozenset[str]:
        """Return all effects of the start, of what overlaps with it, and of those effects in turn."""
        seen: frozenset[str] = frozenset()
        edge = frozenset([start])
        while edge:
            causes = frozenset[str]().union(*map(self._overlap.near, edge))
            edge = frozenset(effect for cause in causes for effect in self._effects.get(cause, ())) - seen
            seen |= edge
        return seen

    def _lend(self, through: Iterable[Claim]) -> None:
        """Give what a thing acts through, and whatever that leads to, the effects of the thing itself.

        "It leads to pain through poor shock absorption" leaves room for the absorption leading to pain.
        """
        lenders: dict[str, set[str]] = defaultdict(set)
        for claim in through:
            for link in {claim.object} | self._follow(claim.object):
                lenders[link].add(claim.subject)
        own = {name: frozenset(effects) for name, effects in self._effects.items()}
        for link in lenders:
            for lender in spread([link], lenders):
                self._effects[link] |= own.get(lender, frozenset()) - {link}
