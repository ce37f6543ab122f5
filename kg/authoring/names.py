"""The names in running text of what the graph knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.lexicon import MAX_NAME
from kg.ask.smallwords import ARTICLES, PREPOSITIONS
from kg.ask.words import singular, stem, tokens
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.lexicon import Lexicon
    from kg.authoring.cues import Cues
    from kg.graph import KnowledgeGraph

__all__ = ["Names"]

MUSCLE_NOUNS = frozenset({"muscle", "group"})
# What a name with such a noun behind it, or among its words, still names.
OF_MUSCLES = ("Musculature", "Dysfunction")
EXERCISE, HEADING = "Exercise", "Heading"


class Names:
    """Finds the longest name at a place of a text, in any form and order of its words."""

    def __init__(self, graph: KnowledgeGraph, cues: Cues, lexicon: Lexicon) -> None:
        self._graph = graph
        self._states = cues.states
        self._lexicon = lexicon
        self._seen: dict[tuple[str, ...], tuple[int, str]] = {}
        self._stems = {stem(word) for name, _ in graph.names_like(()) for word in tokens(name)}

    def is_a(self, entity: str, *classes: str) -> bool:
        """Return whether an entity is of one of these classes."""
        cls = self._graph.entity(entity).cls
        return any(self._graph.vocabulary.is_a(cls, wanted) for wanted in classes)

    def knows(self, word: str) -> bool:
        """Return whether a word is, in some form, part of a name."""
        return stem(word) in self._stems

    def longest(self, plain: list[str], place: int) -> tuple[int, str]:
        """Return where the longest name from here ends, and the entity; 0 and "" where there is none."""
        if plain[place] in ARTICLES or plain[place] in PREPOSITIONS:
            return 0, ""
        end = place
        while end < min(len(plain), place + MAX_NAME) and self._joins(plain[end]):
            end += 1
        span = tuple(plain[place:end])
        if span not in self._seen:
            self._seen[span] = self._longest(list(enumerate(span, 1)))
        length, entity = self._seen[span]
        if not entity:
            return 0, ""
        last = place + length
        noun = _muscle if self.is_a(entity, *OF_MUSCLES) else _exercise
        while last < len(plain) and noun(plain[last]) and self.is_a(entity, *OF_MUSCLES, EXERCISE):
            last += 1
        return last, entity

    def _joins(self, word: str) -> bool:
        small = word in ARTICLES or word in PREPOSITIONS
        return small or self.knows(word) or word in self._states or _muscle(word)

    def _longest(self, span: list[tuple[int, str]]) -> tuple[int, str]:
        """Return the longest name that a span of numbered words begins with, as its length and the entity."""
        found = [self._named(span)]
        if any(word in self._states for _, word in span):
            found.append(self._named([(after, self._states.get(word, word)) for after, word in span]))
            # "Hip weakness" is that of its muscles.
            found += [
                (length, entity)
                for length in range(1, len(span) + 1)
                if any(word in self._states for _, word in span[:length])
                for end, entity in [self._named([*span[:length], (length + 1, "muscle")])]
                if end == length + 1
            ]
        if any(_muscle(word) for _, word in span[1:]):
            fewer = [span[0], *(each for each in span[1:] if not _muscle(each[1]))]
            found.append(self._named(fewer, OF_MUSCLES))
        return max(found, key=lambda each: each[0])

    def _named(self, span: list[tuple[int, str]], classes: Iterable[str] = (ROOT,)) -> tuple[int, str]:
        """Return the longest name that a span of words begins with, as where it ends and the entity."""
        for found in self._lexicon.entities([word for _, word in span], 0):
            for entity in found.ids:
                # A heading of another text is no thing that this one names.
                if self.is_a(entity, *classes) and not self.is_a(entity, HEADING):
                    return span[found.end - 1][0], entity
        return 0, ""


def _exercise(word: str) -> bool:
    return singular(word) == "exercise"


def _muscle(word: str) -> bool:
    return singular(word) in MUSCLE_NOUNS
