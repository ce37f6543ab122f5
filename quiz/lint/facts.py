"""What the rules ask the graph, by plain queries over claims, each answered once.

Nothing here is shared with what makes the items or their proofs: a fault of theirs must not hide here, too.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from kg.model import End, Stance
from kg.vocabulary import BELONGS_TO, INFLUENCES, OVERLAPS_WITH, ROOT
from kg.wording import source_name
from quiz.grade import fold
from quiz.near import NearNames
from quiz.words import roots, stem_of, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["Facts"]

# Kinds of thing that a stem may name however the key is called: "which movement …?", "side-lying exercise".
_COMMON_KINDS = "exercise movement muscle nerve joint bone root group region pose"


class Facts:
    """Queries over one graph. A scope is a source whose word counts alone, or None for anyone's."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.kinds = _kinds(graph)
        self.source_names = {name: source_name(graph, name) for name in graph.sources}
        self._source_words = {
            name: frozenset(map(stem_of, tokens(shown))) for name, shown in self.source_names.items()
        }
        # By all words of a name, whose it is, None for a source's; and by its first word, how long names are.
        self._named: dict[tuple[str, ...], list[str | None]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        owned: list[tuple[str, str | None]] = [
            (name, entity.id) for entity in graph.entities.values() for name in entity.names
        ]
        owned += [(shown, None) for shown in dict.fromkeys(self.source_names.values())]
        for name, owner in owned:
            if words := tokens(name):
                self._named[words].append(owner)
                lengths[words[0]].add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        self.owners: dict[str, set[str]] = defaultdict(set)
        for entity in graph.entities.values():
            for name in entity.names:
                self.owners[fold(name)].add(entity.id)
        self._names: dict[str, frozenset[str]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._values: dict[tuple[str, str, End, str | None], frozenset[str]] = {}
        self._taken_for: dict[str, list[str]] = {}
        self._properties: dict[tuple[str, str | None], frozenset[tuple[str, ...]]] = {}
        self._overlaps: dict[str, frozenset[str]] = {}
        self._near: dict[tuple[str, int], Callable[[str], tuple[str, ...]]] = {}
        self._reach: dict[tuple[str, str | None], frozenset[str]] = {}

    def names(self, entity: str) -> frozenset[str]:
        """Return the names of an entity, folded as they are compared; of a source, its name alone."""
        if entity not in self._names:
            known = self.graph.entities.get(entity)
            shown = known.names if known is not None else (self.source_names.get(entity, entity),)
            self._names[entity] = frozenset(map(fold, shown))
        return self._names[entity]

    def words(self, entity: str) -> frozenset[str]:
        """Return the stems of the content words of all an entity's names."""
        if entity not in self._words:
            known = self.graph.entities.get(entity)
            self._words[entity] = frozenset(
                root for name in (known.names if known is not None else ()) for root in roots(name)
            )
        return self._words[entity]

    def source_words(self, source: str | None) -> frozenset[str]:
        """Return the stems of the words of a source's name."""
        return self._source_words.get(source or "", frozenset())

    def named(self, words: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Return the entities that a text names, longest names first, and its other words.

        A name counts as one other word, and so does the name of a source.
        """
        found: list[str] = []
        left: list[str] = []
        place, end = 0, len(words)
        while place < end:
            word = words[place]
            known = (n for n in self._lengths.get(word, ()) if words[place : place + n] in self._named)
            length = next(known, 0)
            if length:
                owners = self._named[words[place : place + length]]
                found.extend(owner for owner in owners if owner is not None)
            left.append("it" if length else word)
            place += length or 1
        return found, left

    def near_names(self, cls: str, wrong: int) -> Callable[[str], tuple[str, ...]]:
        """Return what finds the names of a class within so many wrong letters of a folded text."""
        key = cls, wrong
        if key not in self._near:
            named = [entity for entity in self.graph.entities.values() if entity.cls == cls]
            names = NearNames((fold(name) for entity in named for name in entity.names), wrong)
            self._near[key] = cache(lambda text: tuple(names.near(text)))
        return self._near[key]

    def known(self, claim: str) -> list[Claim]:
        """Return the claim with this id, or nothing where the graph has none."""
        try:
            return [self.graph.claim(claim)]
        except KeyError:
            return []

    def says(self, claim: Claim, scope: str | None) -> bool:
        """Return whether a claim stands, and is the scope's own word where there is a scope."""
        if not claim.live or scope is None:
            return claim.live
        return claim.source == scope or any(
            item.source == scope and item.stance is Stance.SUPPORTS and not item.indirect
            for item in claim.evidence
        )

    def values(self, given: str, relation: str, end: End, scope: str | None) -> frozenset[str]:
        """Return what live claims of the scope have at `end`, where `given` stands at the other one.

        The relation stands for those below it; symmetric and transitive ones are read as such.
        """
        key = given, relation, end, scope
        if key not in self._values:
            self._values[key] = self._find_values(given, relation, end, scope)
        return self._values[key]

    def _find_values(self, given: str, relation: str, end: End, scope: str | None) -> frozenset[str]:
        term = self.graph.vocabulary.relations[relation]
        found: set[str] = set()
        waiting = [given]
        while waiting:
            current = waiting.pop()
            subject, object_ = (current, None) if end is End.OBJECT else (None, current)
            for claim in self.graph.claims(subject=subject, relation=relation, object=object_):
                if self.says(claim, scope):
                    other = claim.object if claim.subject == current else claim.subject
                    if other not in found:
                        found.add(other)
                        if term.transitive:
                            waiting.append(other)
        return frozenset(found)

    def taken_for(self, relation: str) -> list[str]:
        """Return what may be taken for a relation: all below the same highest one, of no opposite sign."""
        if relation not in self._taken_for:
            relations, above = self.graph.vocabulary.relations, self.graph.vocabulary.above
            sign = relations[relation].sign
            self._taken_for[relation] = [
                name
                for name, term in sorted(relations.items())
                if not above(name).isdisjoint(above(relation)) and {sign, term.sign} != {"raises", "lowers"}
            ]
        return self._taken_for[relation]

    def joined(self, one: str, other: str, relations: Iterable[str], scope: str | None) -> bool:
        """Return whether a live claim of the scope joins two entities by one of the relations, either way."""
        return any(other in self.values(one, relation, end, scope) for relation in relations for end in End)

    def properties(self, entity: str, scope: str | None) -> frozenset[tuple[str, ...]]:
        """Return what things can share: their classes, and what live claims of the scope say of them."""
        key = entity, scope
        if key not in self._properties:
            graph = self.graph
            lineage = graph.vocabulary.classes
            found: set[tuple[str, ...]] = set()
            waiting = [graph.entity(entity).cls]
            while waiting:
                current = waiting.pop()
                if current != ROOT:
                    found.add(("class", current))
                    waiting.extend(lineage[current].parents)
            for claim in graph.claims(subject=entity):
                if self.says(claim, scope):
                    found.add((claim.relation, "object", claim.object))
            for claim in graph.claims(object=entity):
                if self.says(claim, scope):
                    symmetric = graph.vocabulary.relations[claim.relation].symmetric
                    found.add((claim.relation, "object" if symmetric else "subject", claim.subject))
            self._properties[key] = frozenset(found)
        return self._properties[key]

    def overlaps(self, entity: str) -> frozenset[str]:
        """Return the entity, what it belongs to, what belongs to it, and what is said to overlap with it."""
        if entity not in self._overlaps:
            crossed = self.values(entity, OVERLAPS_WITH, End.OBJECT, None) if self._has(OVERLAPS_WITH) else ()
            self._overlaps[entity] = (
                self._along(entity, End.OBJECT) | self._along(entity, End.SUBJECT) | set(crossed)
            )
        return self._overlaps[entity]

    def _along(self, entity: str, end: End) -> frozenset[str]:
        """Return the entity and what it belongs to, or what belongs to it, however far."""
        found = {entity}
        waiting = [entity]
        while waiting:
            current = waiting.pop()
            subject, object_ = (current, None) if end is End.OBJECT else (None, current)
            for claim in self.graph.claims(subject=subject, object=object_):
                far = claim.object if end is End.OBJECT else claim.subject
                if (
                    claim.live
                    and far not in found
                    and self.graph.vocabulary.is_below(claim.relation, BELONGS_TO)
                ):
                    found.add(far)
                    waiting.append(far)
        return frozenset(found)

    def _has(self, relation: str) -> bool:
        return relation in self.graph.vocabulary.relations

    def reach(self, entity: str, scope: str | None) -> frozenset[str]:
        """Return what an entity influences, directly or by a chain of live causal claims of the scope."""
        key = entity, scope
        if key not in self._reach:
            found: set[str] = set()
            waiting = [entity]
            while waiting:
                for claim in self.graph.claims(subject=waiting.pop()):
                    if (
                        claim.object not in found
                        and self.graph.vocabulary.is_below(claim.relation, INFLUENCES)
                        and self.says(claim, scope)
                    ):
                        found.add(claim.object)
                        waiting.append(claim.object)
            self._reach[key] = frozenset(found)
        return self._reach[key]

    def akin(self, one: str, other: str) -> bool:
        """Return whether two entities are of kinds that have more in common than being things."""
        entities = self.graph.entities
        if one not in entities or other not in entities:
            return one not in entities and other not in entities
        return self.graph.vocabulary.akin(entities[one].cls, entities[other].cls)

    def fits(self, entity: str, relation: str, end: End) -> bool:
        """Return whether an entity is of the kind that a relation has at `end`."""
        term = self.graph.vocabulary.relations[relation]
        wanted = term.range if end is End.OBJECT else term.domain
        known = self.graph.entities.get(entity)
        return known is not None and self.graph.vocabulary.is_a(known.cls, wanted)


def _kinds(graph: KnowledgeGraph) -> frozenset[str]:
    shown = [_COMMON_KINDS]
    shown += [cls.label for cls in graph.vocabulary.classes.values()]
    for phrase in graph.content.phrases:
        shown += filter(None, (phrase.subjects, phrase.objects, phrase.values))
    return frozenset(root for text in shown for root in roots(text))
