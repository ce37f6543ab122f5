"""What of a foreign graph is known here, by the mappings of mappings.sssom.tsv.

An entity is the same only by `skos:exactMatch`: what is said of something close would otherwise be put into
its source's mouth as said of our thing. For a relation `skos:closeMatch` is enough: a foreign relation joins
classes ("every part of this kind is part of some …") and ours joins things, so that none of theirs can be
exactly ours; the triple itself is kept as evidence, and nothing more is made of it than "according to …". It
is read in its own direction only, as "every hand has some nail as its part" does not say that every nail is
part of a hand. A class of ours holds what stands below a class that is the same, close, or narrower.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.foreign.graph import ForeignGraph
    from kg.graph import KnowledgeGraph

__all__ = ["Mapped"]

_CLASS_MATCHES = frozenset({"exactMatch", "closeMatch", "narrowMatch"})
_RELATION_MATCHES = frozenset({"exactMatch", "closeMatch"})


class Mapped:
    """Looks up what foreign identifiers are here. Out of scope: mappings that the file itself asserts."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._vocabulary = graph.vocabulary
        self._relations: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self.same: dict[str, str] = {}
        self.close: dict[str, list[str]] = defaultdict(list)
        claimable = set(graph.vocabulary.claimable())
        for mapping in graph.mappings:
            prefix, _, name = mapping.subject.partition(":")
            if prefix == "id" and mapping.predicate == "exactMatch":
                self.same[mapping.object] = name
            elif prefix == "id" and mapping.predicate == "closeMatch":
                self.close[mapping.object].append(name)
            elif name in claimable and mapping.predicate in _RELATION_MATCHES:
                self._relations[mapping.object] = name
            elif name in graph.vocabulary.classes and mapping.predicate in _CLASS_MATCHES:
                self._classes[mapping.object] = name

    def is_class(self, term: str) -> bool:
        """Return whether a term is a class of ours and no thing."""
        return term in self._classes

    def relation(self, name: str, aliases: Iterable[str]) -> tuple[str, str] | None:
        """Return our relation and the identifier by which it is known; None where that is not one alone."""
        known = {self._relations[each]: each for each in (name, *aliases) if each in self._relations}
        return next(iter(known.items())) if len(known) == 1 else None

    def kinds(self, graph: ForeignGraph) -> Mapping[str, frozenset[str]]:
        """Return for each term of a graph the lowest of our classes that it stands below, however far up."""
        below: dict[str, list[str]] = defaultdict(list)
        for term in graph.terms.values():
            for kind in term.kinds:
                below[kind].append(term.id)
        found: dict[str, set[str]] = {name: set() for name in graph.terms}
        for top, cls in self._classes.items():
            seen, waiting = {top}, [top]
            while waiting:
                for term_id in below[waiting.pop()]:
                    if term_id not in seen:
                        seen.add(term_id)
                        waiting.append(term_id)
                        found[term_id].add(cls)
        return {name: self._lowest(classes) for name, classes in found.items()}

    def common(self, classes: frozenset[str]) -> str | None:
        """Return the lowest class that all of some classes stand below; None where there is none."""
        is_a = self._vocabulary.is_a
        shared = [
            name for name in self._vocabulary.classes
            if name != "Entity" and classes and all(is_a(each, name) for each in classes)
        ]  # fmt: skip
        return min(self._lowest(shared), default=None)

    def _lowest(self, classes: Iterable[str]) -> frozenset[str]:
        is_a, found = self._vocabulary.is_a, frozenset(classes)
        return frozenset(
            name for name in found if not any(name != other and is_a(other, name) for other in found)
        )
