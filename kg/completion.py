"""Names of things as they are typed: what one may be going to be, and which hold what is there."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import NoSuchEntityError
from kg.sourcelist import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph import KnowledgeGraph

__all__ = ["Match", "Names", "typed_name"]

MOST = 20


class Match(NamedTuple):
    """An entity, or a source, by one of its names."""

    name: str
    entity: str


class Names:
    """Names looked up by how they begin or by what they hold; case-blind."""

    def __init__(self, named: Iterable[tuple[Match, bool]]) -> None:
        """Take names; of two that are spelled alike, one that is a label comes first."""
        found = sorted((match.name.casefold(), not label, match.entity, match.name) for match, label in named)
        self._folded = [row[0] for row in found]
        self._matches = [Match(name, entity) for _, _, entity, name in found]

    @classmethod
    def of_things(cls, graph: KnowledgeGraph) -> Names:
        """Return all labels and synonyms of a graph."""
        return cls(
            (Match(name, entity.id), name == entity.label)
            for entity in graph.entities.values()
            for name in entity.names
        )

    @classmethod
    def of_sources(cls, graph: KnowledgeGraph) -> Names:
        """Return all that the sources of a graph can be named by.

        >>> import kg
        >>> Names.of_sources(kg.load()).complete("Tight gl")
        'Tight Gluteus Medius and Knee Pain'
        """
        return cls((Match(name, source), False) for name, source in names_of(graph.sources).items())

    def complete(self, text: str) -> str | None:
        """Return the first name that begins with these letters, as they are, or None.

        >>> import kg
        >>> Names.of_things(kg.load()).complete("Weak gluteus m")
        'weak gluteus medius'
        """
        key = text.casefold()
        if not key.strip():
            return None
        names = (match.name for match in self._beginning(key))
        return next((name for name in names if name[: len(text)].casefold() == key), None)

    def matches(self, text: str, limit: int = MOST) -> list[Match]:
        """Return the names that begin with a text, then those that hold all its words; an entity once."""
        key = " ".join(text.casefold().split())
        found: dict[str, Match] = {}
        if not key:
            return []
        for match in self._all(key):
            found.setdefault(match.entity, match)
            if len(found) == limit:
                break
        return list(found.values())

    def _all(self, key: str) -> Iterator[Match]:
        yield from self._beginning(key)
        words = key.split()
        for folded, match in zip(self._folded, self._matches, strict=True):
            if all(word in folded for word in words):
                yield match

    def _beginning(self, key: str) -> Iterator[Match]:
        for place in range(bisect_left(self._folded, key), len(self._folded)):
            if not self._folded[place].startswith(key):
                return
            yield self._matches[place]


def typed_name(graph: KnowledgeGraph, entity: str) -> str:
    """Return what to type for an entity: its label, or its id where the label does not find it."""
    from kg.showable import one_line

    label = graph.entity(entity).label
    try:
        same = one_line(label) == label and graph.find(label).id == entity
    except NoSuchEntityError:
        same = False
    return label if same else entity
