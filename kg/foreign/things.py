"""Which foreign terms are things that claims can be about, of which class, and what they are called here."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.foreign.names import kebab
from kg.foreign.tally import Changed, Left
from kg.model import Entity
from kg.packs.format import MAX_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.foreign.graph import ForeignGraph, Term
    from kg.foreign.mapped import Mapped
    from kg.foreign.tally import Tally
    from kg.graph import KnowledgeGraph

__all__ = ["Things"]

# So many steps in all are gone up from terms to what they are kinds of.
_MOST_STEPS = 500_000
_ARTICLES = ("the ", "a ", "an ")


@dataclass(slots=True)
class Things:
    """The terms of a foreign graph as things; why one is none is told once, when it is first asked for.

    `namesakes` are entities of ours that have a name of a new one, once those have been made.
    """

    foreign: ForeignGraph
    graph: KnowledgeGraph
    mapped: Mapped
    tally: Tally
    namesakes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _kinds: Mapping[str, frozenset[str]] = field(init=False)
    _classes: dict[str, str | None] = field(default_factory=dict)
    _steps: int = 0

    def __post_init__(self) -> None:
        self._kinds = self.mapped.kinds(self.foreign)

    def cls(self, name: str) -> str | None:
        """Return our class of a term; None where it is not read."""
        if name not in self._classes:
            self._classes[name] = self._cls(name)
        return self._classes[name]

    def _cls(self, name: str) -> str | None:
        term = self.foreign.terms.get(name)
        if term is not None and term.obsolete:
            self.tally.add(Left.OBSOLETE, _told(term))
        elif name in self.mapped.same:
            return self.graph.entity(self.mapped.same[name]).cls
        elif self.mapped.is_class(name):
            self.tally.add(Left.GENERAL, name if term is None else _told(term))
        elif term is None or term.label is None:
            self.tally.add(Left.UNNAMED, name)
        elif (found := self.mapped.common(self._kinds[name])) is None:
            self.tally.add(Left.UNCLASSED, _told(term))
        else:
            if len(self._kinds[name]) > 1:
                kinds = ", ".join(sorted(self._kinds[name]))
                self.tally.add(Changed.KINDS, f"{_told(term)}: {kinds}")
            return found
        return None

    def paths_up(self, name: str, kept: Collection[str]) -> Iterator[list[str]]:
        """Yield the way from a term up to each nearest term above it that is kept, shortest first."""
        below, waiting = {name: ""}, deque([name])
        while waiting and self._steps < _MOST_STEPS:
            current = waiting.popleft()
            term = self.foreign.terms.get(current)
            for kind in () if term is None else term.kinds:
                self._steps += 1
                if kind in below:
                    continue
                below[kind] = current
                if kind in kept:
                    yield _way(kind, below)
                elif not self.mapped.is_class(kind):
                    waiting.append(kind)
        if waiting:
            self.tally.add(Left.KINDS, name)

    def entities(self, kept: Iterable[str], pack: str, title: str) -> dict[str, Entity]:
        """Return new entities for the kept terms that are none of ours, by term.

        Each has an id and a label of its own. They are `vague`: as no one has looked whether they are
        something of ours by another name, none may stand as a wrong answer.
        """
        new = [self.foreign.terms[name] for name in kept if name not in self.mapped.same]
        ids = dict.fromkeys(self.graph.entities, 1)
        names = {
            name.casefold(): entity.id for entity in self.graph.entities.values() for name in entity.names
        }
        labels = {term.id: self._label(term, names) for term in new}
        found = {}
        for term in new:
            label, cls = labels[term.id], self.cls(term.id)
            assert term.label is not None
            assert cls is not None
            found[term.id] = Entity(
                id=_id(term.label, term.id, ids),
                cls=cls,
                label=label,
                definition=f"A term of {title} ({term.id}).",
                pack=pack,
                synonyms=self._synonyms(term, label, names),
                in_sentence=label if label.casefold().startswith(_ARTICLES) else f"the {label}",
                vague=True,
            )
        return found

    def _note_namesake(self, term: Term, ours: str | None) -> None:
        if ours:
            self.namesakes[term.id].add(ours)

    def _label(self, term: Term, names: dict[str, str]) -> str:
        """Return the label, with the identifier where it names something else already, and take it."""
        assert term.label is not None
        label, number = term.label, 1
        name = self.foreign.short(term.id)
        name = name.partition("://")[2] or name  # a link has no place in a question
        self._note_namesake(term, names.get(label.casefold()))
        while label.casefold() in names:
            label = f"{term.label} ({name})" + (f" {number}" if number > 1 else "")
            number += 1
        if number > 1:
            self.tally.add(Changed.CLASH, label)
        names[label.casefold()] = ""
        return label

    def _synonyms(self, term: Term, label: str, names: dict[str, str]) -> tuple[str, ...]:
        found = []
        for synonym in term.synonyms:
            if synonym.casefold() in names and synonym.casefold() != label.casefold():
                self.tally.add(Left.SYNONYM, f"{term.id} {synonym}")
                self._note_namesake(term, names[synonym.casefold()])
            elif synonym.casefold() not in names:
                names[synonym.casefold()] = ""
                found.append(synonym)
        return tuple(found)


def _way(top: str, below: Mapping[str, str]) -> list[str]:
    """Return the way up to a term, from the first step on, of what stands below each."""
    found = [top]
    while below[below[found[-1]]]:
        found.append(below[found[-1]])
    return found[::-1]


def _told(term: Term) -> str:
    return f"{term.id} {term.label}" if term.label else term.id


def _id(label: str, term: str, taken: dict[str, int]) -> str:
    """Return an id that is not taken, and take it: from the label, with the identifier where need be.

    `taken` has for each id the number that the next one like it may have.
    """
    base = kebab(label)
    longer = kebab(f"{base[: MAX_ID // 2]} {term}") or "term"
    found = base or longer
    if found in taken:
        found = longer
    while found in taken:
        taken[longer] = taken.setdefault(longer, 1) + 1
        tail = f"-{taken[longer]}"
        found = longer[: MAX_ID - len(tail)].strip("-") + tail
    taken[found] = 1
    return found
