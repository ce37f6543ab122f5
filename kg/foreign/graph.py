"""A graph of somebody else's as far as claims can be made of it: terms, statements, and what was left."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.cleaned import cleaned
from kg.foreign.names import writable
from kg.foreign.tally import Changed, Left, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Draft", "ForeignGraph", "Statement", "Term"]

# The end of an IRI that can stand behind a prefix.
_LOCAL = re.compile(r"(?<![\w.-])[\w.-]+\Z")


class Term(NamedTuple):
    """A term by its identifier, with its English label and its exact synonyms.

    `kinds` are the terms that it is said to be a kind or an instance of.
    """

    id: str
    label: str | None = None
    synonyms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    obsolete: bool = False


class Statement(NamedTuple):
    """One term joined to another by a relation, each by its identifier."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True, slots=True)
class ForeignGraph:
    """What was read, in order of identifier. A statement is there as often as the file has it.

    `aliases` are what a relation of the file goes by elsewhere, as the file tells; `prefixes` are those that
    it gives to namespaces, by namespace.
    """

    terms: dict[str, Term]
    statements: tuple[Statement, ...]
    aliases: dict[str, tuple[str, ...]]
    tally: Tally
    prefixes: dict[str, str]

    def short(self, name: str) -> str:
        """Return a term's identifier as it is shown: an IRI by the prefix that the file gives it, if any."""
        if (local := _LOCAL.search(name)) and (prefix := self.prefixes.get(name[: local.start()])):
            return f"{prefix}:{local[0]}"
        return name


@dataclass(slots=True)
class _Loose:
    labels: set[str] = field(default_factory=set)
    synonyms: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    obsolete: bool = False


@dataclass(slots=True)
class Draft:
    """A foreign graph while it is being read, in whatever order its file tells things."""

    tally: Tally = field(default_factory=Tally)
    statements: list[Statement] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    _terms: dict[str, _Loose] = field(default_factory=dict)

    def term(self, name: str) -> _Loose:
        """Return what is known of a term so far, to add to it."""
        return self._terms.setdefault(name, _Loose())

    def drop(self, names: Iterable[str]) -> None:
        """Forget terms that have turned out to be relations, or the file itself."""
        for name in names:
            self._terms.pop(name, None)

    def done(self, aliases: dict[str, tuple[str, ...]]) -> ForeignGraph:
        """Return the graph; what cannot be written down as a label or an identifier is left out, and told."""
        terms = {name: self._term(name, found) for name, found in sorted(self._terms.items())}
        kept = {name: term for name, term in terms.items() if term is not None}
        named = {name for name in {name for each in self.statements for name in each} if writable(name)}
        statements = [each for each in sorted(self.statements) if named.issuperset(each)]
        for each in self.statements:
            if not named.issuperset(each):
                self.tally.add(Left.END, cleaned(each.relation))
        return ForeignGraph(kept, tuple(statements), aliases, self.tally, self.prefixes)

    def _term(self, name: str, found: _Loose) -> Term | None:
        if not writable(name):
            self.tally.add(Left.IDENTIFIER, cleaned(name))
            return None
        labels = sorted({name_ for text in found.labels if writable(name_ := cleaned(text))})
        label = next(iter(labels), None)
        for further in labels[1:]:
            self.tally.add(Left.FURTHER, f"{name} {further}")
        if label is not None and not any(_composed(text) == label for text in found.labels):
            self.tally.add(Changed.LETTERS, f"{name} {label}")
        synonyms = set()
        for text in found.synonyms:
            if writable(synonym := cleaned(text)):
                synonyms.add(synonym)
            else:
                self.tally.add(Left.SYNONYM, name)
        kinds = tuple(sorted(found.kinds - {name}))
        return Term(name, label, tuple(sorted(synonyms - {label})), kinds, found.obsolete)


def _composed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
