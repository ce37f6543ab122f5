"""What the references of a pack may name, and what to write where one names nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.faults import nearest, quoted
from kg.model import Tier
from kg.packs.advice import is_id
from kg.packs.format import Refers
from kg.packs.order import header
from kg.packs.yamlnodes import MappingNode, ScalarNode
from kg.status import KINDS
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Claim, Entity, Source
    from kg.packs.reader import PackReader
    from kg.packs.record import Record
    from kg.packs.yamlnodes import Node

__all__ = ["PackNames"]

# The key of a pack under which things of a kind are defined.
_DEFINED = {Refers.SOURCE: "sources", Refers.ENTITY: "entities", Refers.CLAIM: "claims"}
# So many unknown words of a pack are held against all names; with more of them it is another matter.
_MOST_COMPARED = 100
_MOST_LISTED = 40
_ADVICE = {
    Refers.SOURCE: "Define it under “sources”, or name another: `myograph sources` lists them.",
    Refers.ENTITY: "Define it under “entities”, or find what there is with `myograph search`.",
    Refers.CLAIM: "Write the id of a claim that stands above, or in a pack that is required.",
}


class PackNames:
    """The names that one pack may use: of what was read before it, in packs that it requires.

    `roots` are all the packs that are read together, so that a reference that leads to one that is not
    required, or comes later, can be told where it leads.
    """

    def __init__(self, reader: PackReader, roots: Iterable[Node], pack: str) -> None:
        self._reader = reader
        self._pack = pack
        self._requires: tuple[str, ...] = ()
        self._all_known = True
        self._within = {pack}
        self._things: Mapping[Refers, Mapping[str, Source | Entity | Claim]] = {
            Refers.SOURCE: reader.sources,
            Refers.ENTITY: reader.entities,
            Refers.CLAIM: reader.claims,
        }
        self._vocabulary = reader.vocabulary
        self._known: Mapping[Refers, Mapping[str, object] | frozenset[str]] = {
            **self._things,
            Refers.PACK: reader.packs,
            Refers.RELATION: frozenset(self._vocabulary.claimable()),
            Refers.ANY_RELATION: self._vocabulary.relations,
            Refers.CLASS: frozenset(
                name for name in self._vocabulary.classes if self._vocabulary.is_a(name, ROOT)
            ),
            Refers.EVIDENCE_KIND: KINDS,
        }
        self._roots = tuple(roots)
        self._missing: dict[str, tuple[Record, ScalarNode]] = {}
        self._called: dict[Refers, Mapping[str, tuple[str, str]]] = {}
        self._compared = 0

    def require(self, names: Iterable[str], *, all_known: bool) -> None:
        """Allow the use of these packs, and of those that they require.

        Where not all are known that are meant, nobody can say which are missing.
        """
        self._requires = tuple(names)
        self._all_known = all_known
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in self._within:
                self._within.add(name)
                waiting.extend(self._reader.packs[name].requires)

    def of(self, record: Record, key: str, refers: Refers) -> str | None:
        """Return the id behind `key`; None, and a fault, where it names nothing."""
        found = record.reference(
            key, self._known[refers], refers, lambda word: self._advise(word, refers, key)
        )
        node = record.place(key)
        if found is not None and isinstance(node, ScalarNode):
            self._owned(record, node, refers)
        return found

    def all_of(self, record: Record, key: str, refers: Refers) -> list[ScalarNode]:
        """Return the places of the ids in the list behind `key`; a fault for each that names nothing."""
        found = []
        for node in record.scalars(key):
            known = self._known[refers]
            if record.check_reference(node, known, refers, lambda word: self._advise(word, refers, key)):
                found.append(node)
                self._owned(record, node, refers)
        return found

    def close(self) -> None:
        """Log a fault for each pack whose things were used and that is not required."""
        for pack, (record, node) in self._missing.items() if self._all_known else ():
            message = f"{quoted(node.text)} is of the pack {pack}, which {self._pack} does not require."
            record.fault("references", node, message, self._to_require(*self._missing))

    def _to_require(self, *packs: str) -> str:
        return f"Write requires: [{', '.join(sorted({*self._requires, *packs}))}]."

    def _owned(self, record: Record, node: ScalarNode, refers: Refers) -> None:
        """Note where a thing is of a pack that is not required."""
        if refers in self._things and (pack := self._things[refers][node.text].pack) not in self._within:
            self._missing.setdefault(pack, (record, node))

    def _advise(self, word: str, refers: Refers, key: str) -> str:
        """Return what to write behind `key` for a word that names nothing of its kind."""
        pack = self._elsewhere.get((refers, word))
        if pack == self._pack:
            return "It stands further down: move it up, or say there what this says here."
        if pack is not None:
            return f"The pack {pack} defines it. {self._to_require(pack)}"
        if refers is Refers.PACK and word in self._headers:
            return "A pack requires neither itself nor one that requires it: leave it out."
        if refers is Refers.RELATION and word in self._vocabulary.relations:
            below = [name for name in self._vocabulary.claimable() if self._vocabulary.is_below(name, word)]
            return f"It only groups others; write one of them: {', '.join(below)}."
        labels = self._labels(refers)
        if word.casefold() in labels:
            name, label = labels[word.casefold()]
            return f"Write {name}: that is the id of {quoted(label)}."
        self._compared += 1
        known = self._known[refers]
        near = None
        if self._compared <= _MOST_COMPARED:
            near = self._longer(word, refers, key) or nearest(word, [*known, *labels])
        if near in known:
            return f"Did you mean “{near}”?"
        if near is not None:
            name, label = labels[near]
            called = "" if name == label else f", which is called {quoted(label)}"
            return f"Did you mean “{name}”{called}?"
        if len(known) <= _MOST_LISTED or refers not in _ADVICE:
            return f"Known ones: {', '.join(sorted(known)) or 'none'}."
        return _ADVICE[refers]

    def _longer(self, word: str, refers: Refers, key: str) -> str | None:
        """Return the one id that begins with a word and goes on; of sources, one that `key` may well name."""
        found = [name for name in self._known[refers] if name.startswith(f"{word}-")]
        if refers is Refers.SOURCE:
            sources = self._reader.sources
            curators = [name for name in found if sources[name].tier is Tier.CURATOR]
            found = curators if key == "curator" else [name for name in found if name not in curators]
        return found[0] if len(found) == 1 else None

    def _labels(self, refers: Refers) -> Mapping[str, tuple[str, str]]:
        """Return the ids of things by what they are called, without regard to case, and with it."""
        if refers not in self._called:
            self._called[refers] = {
                label.casefold(): (name, label) for name, labels in self._names(refers) for label in labels
            }
        return self._called[refers]

    def _names(self, refers: Refers) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield things of a kind by id, each with what it is called."""
        if refers is Refers.ENTITY:
            for entity in self._reader.entities.values():
                yield entity.id, (*entity.names, entity.in_sentence or entity.label)
        elif refers is Refers.SOURCE:
            for source in self._reader.sources.values():
                yield source.id, (source.label, source.in_sentence or source.label)
        elif refers in (Refers.RELATION, Refers.ANY_RELATION):
            for name in sorted(self._known[refers]):
                yield name, (self._vocabulary.relations[name].label,)
        elif refers is Refers.CLASS:
            for name in sorted(self._known[refers]):
                yield name, (self._vocabulary.classes[name].label, *self._vocabulary.classes[name].synonyms)

    @cached_property
    def _headers(self) -> set[str]:
        return {header(root)[0] for root in self._roots}

    @cached_property
    def _elsewhere(self) -> dict[tuple[Refers, str], str]:
        """The pack in which each thing is defined, by kind and id, read or not."""
        found: dict[tuple[Refers, str], str] = {}
        for root in self._roots:
            pack = header(root)[0]
            if not is_id(pack):
                continue
            parts = {key.text: value for key, value in root.pairs} if isinstance(root, MappingNode) else {}
            for refers, key in _DEFINED.items():
                part = parts.get(key)
                for name, _ in part.pairs if isinstance(part, MappingNode) else ():
                    found.setdefault((refers, name.text), pack)
        return found
