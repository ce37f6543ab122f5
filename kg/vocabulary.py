"""The classes and relations of the graph, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.model import EntityClass, Relation

__all__ = [
    "ACTIVATES",
    "ACTS_THROUGH",
    "ANATOMICAL_ENTITY",
    "ANTAGONIST_OF",
    "BELONGS_TO",
    "CONTRASTS_WITH",
    "EXAMPLE_OF",
    "INFLUENCES",
    "INNERVATED_BY",
    "INVOLVES",
    "OCCURS_AT",
    "OPPOSITE_OF",
    "OVERLAPS_WITH",
    "PERFORMS",
    "ROOT",
    "WORKS_ON",
    "Vocabulary",
]

ROOT = "Entity"
ANATOMICAL_ENTITY = "AnatomicalEntity"
JOINT_MOVEMENT = "JointMovement"
# The few relations whose meaning the code itself relies on.
INFLUENCES = "influences"
BELONGS_TO = "belongsTo"
OVERLAPS_WITH = "overlapsWith"
ACTS_THROUGH = "actsThrough"
INVOLVES = "involves"
EXAMPLE_OF = "exampleOf"
PERFORMS = "performs"
INNERVATED_BY = "innervatedBy"
ACTIVATES = "activates"
WORKS_ON = "worksOn"
CONTRASTS_WITH = "contrastsWith"
OPPOSITE_OF = "oppositeOf"
OCCURS_AT = "occursAt"
ANTAGONIST_OF = "antagonistOf"


class Vocabulary:
    """Look-ups over classes and relations. Out of scope: reasoning beyond sub-terms and disjointness."""

    def __init__(self, classes: Iterable[EntityClass], relations: Iterable[Relation]) -> None:
        self.classes: Mapping[str, EntityClass] = {term.id: term for term in classes}
        self.relations: Mapping[str, Relation] = {term.id: term for term in relations}
        self._above_class = {name: _closure(name, self._class_parents) for name in self.classes}
        self._by_label = {term.label: term.id for term in self.classes.values()}
        self._above_relation = {name: _closure(name, self._relation_parents) for name in self.relations}

    def _class_parents(self, name: str) -> tuple[str, ...]:
        return self.classes[name].parents if name in self.classes else ()

    def _relation_parents(self, name: str) -> tuple[str, ...]:
        return self.relations[name].parents if name in self.relations else ()

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Return whether `cls` is `ancestor` or stands below it."""
        return ancestor in self._above_class[cls]

    def called(self, noun: str) -> str | None:
        """Return the id of the class that a noun is the label of, None where there is none."""
        return self._by_label.get(noun)

    def akin(self, one: str, other: str) -> bool:
        """Return whether two classes stand below a common one other than the root, `Entity`."""
        return not (self._above_class[one] - {ROOT}).isdisjoint(self._above_class[other])

    def of_one_kind(self, one: str, other: str) -> bool:
        """Return whether the one class is the other or below it, or both are kinds of the same thing.

        A muscle and a group of muscles are; a muscle and a nerve only are both of the body.
        """
        if self.is_a(one, other) or self.is_a(other, one):
            return True
        common = self._above_class[one] & self._above_class[other]
        return any(ROOT not in self._class_parents(name) for name in common - {ROOT})

    def disjoint(self, one: str, other: str) -> bool:
        """Return whether nothing can be of both classes, by declaration on them or on classes above."""
        return any(
            upper_other in self.classes[upper_one].disjoint_with
            or upper_one in self.classes[upper_other].disjoint_with
            for upper_one in self._above_class[one]
            for upper_other in self._above_class[other]
        )

    def is_below(self, relation: str, ancestor: str) -> bool:
        """Return whether `relation` is `ancestor` or a sub-relation of it."""
        return ancestor in self._above_relation[relation]

    def above(self, relation: str) -> frozenset[str]:
        """Return `relation` and all the relations above it."""
        return self._above_relation[relation]

    def causal(self, relation: str) -> bool:
        """Return whether the relation says that its subject influences its object."""
        return self.is_below(relation, INFLUENCES)

    def anatomical(self, relation: str) -> bool:
        """Return whether the relation is one of anatomy, which a reference work can settle."""
        domain = self.relations[relation].domain
        anatomy = self.is_a(domain, ANATOMICAL_ENTITY) or self.is_a(domain, JOINT_MOVEMENT)
        return anatomy and not self.causal(relation)

    def overlapping(self, relation: str) -> bool:
        """Return whether the relation says that its two sides are, in part, the same answer."""
        return self.is_below(relation, BELONGS_TO) or relation == OVERLAPS_WITH

    def handed_down(self, relation: str) -> bool:
        """Return whether what belongs to a thing by the relation belongs to all that the thing belongs to."""
        return self.relations[relation].transitive or relation == BELONGS_TO

    def upper(self, relations: Iterable[str]) -> list[str]:
        """Return the relations that stand above all others over any of these, in order."""
        above = {name for relation in relations for name in self._above_relation[relation]}
        return sorted(name for name in above if name in self.relations and not self.relations[name].parents)

    def claimable(self) -> list[str]:
        """Return the relations that a claim may state, in order of name."""
        return sorted(name for name, relation in self.relations.items() if relation.claimable)


def _closure(name: str, parents_of: Callable[[str], tuple[str, ...]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(parents_of(current))
    return frozenset(seen)
