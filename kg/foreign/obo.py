"""OBO 1.2 and 1.4 as a foreign graph: terms, instances, and the relationships between them.

A reader of our own, clause by clause: what one line gets wrong costs that line alone, and files as they are
released do get lines wrong (no reader that holds every line to the grammar opens UBERON's own slims).
A relation is known by the identifier that its `[Typedef]` stanza gives it as its xref.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from kg.cleaned import cleaned
from kg.errors import UnusableFileError
from kg.foreign.graph import Draft, ForeignGraph, Statement
from kg.foreign.names import curie, writable
from kg.foreign.tally import Left

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_obo"]

# What is read of one file: longer lines and more nonsense are nobody's terms.
_MAX_LINE = 20_000
_MAX_STANZAS = 200_000
_MAX_NONSENSE = 20_000
_THINGS = ("Term", "Instance")
_LOGICAL = frozenset({
    "intersection_of", "union_of", "equivalent_to", "disjoint_from", "disjoint_over", "inverse_of",
    "transitive_over", "holds_over_chain", "equivalent_to_chain", "domain", "range", "is_transitive",
    "is_symmetric", "is_reflexive", "is_functional", "is_inverse_functional", "is_asymmetric",
    "is_anti_symmetric", "is_cyclic", "relation",
})  # fmt: skip
# Qualifiers under which a relationship says less, or something else, than that it holds.
_NARROWING = re.compile(r"(^|[\s,])(cardinality|minCardinality|maxCardinality|all_only|gci_\w+)\s*=")
_CLAUSE = re.compile(r"([A-Za-z_][\w-]*)\s*:\s*(.*)")
_STANZA = re.compile(r"\[(\w+)\]")
_SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(\w*)')
# Qualifiers at the end of a text without quotes.
_BRACES = re.compile(r"(?<!\\)\{[^{}]*\}\s*$")
_ESCAPES = {"n": "\n", "t": "\t", "W": " "}


class _Stanza(NamedTuple):
    kind: str
    clauses: list[tuple[str, str]]

    def values(self, tag: str) -> list[str]:
        return [value for name, value in self.clauses if name == tag]


def read_obo(text: str, file: str) -> ForeignGraph:
    """Return what the stanzas of a file say. Raises `UnusableFileError` where there is none, or too much."""
    draft = Draft()
    header, *stanzas = _stanzas(text, file, draft)
    if not stanzas:
        raise UnusableFileError(f"{file} is no OBO: there is no stanza such as [Term] in it.")
    for tag, value in header.clauses:
        draft.tally.add(Left.IMPORT if tag == "import" else Left.VALUE, value if tag == "import" else tag)
    for stanza in stanzas:
        if stanza.kind in _THINGS:
            _thing(stanza, draft)
        else:
            for tag, _ in stanza.clauses:
                if tag not in ("id", "name", "xref"):
                    draft.tally.add(Left.AXIOM if tag in _LOGICAL else Left.VALUE, f"{stanza.kind} {tag}")
    return draft.done(_aliases(stanzas))


def _stanzas(text: str, file: str, draft: Draft) -> Iterator[_Stanza]:
    """Yield the header, which may be empty, and then each stanza."""
    found, stanzas, nonsense = _Stanza("", []), 0, 0
    for line in text.split("\n"):
        line = line.strip()  # noqa: PLW2901 - its ends mean nothing
        if not line or line.startswith("!"):
            continue
        if opening := _STANZA.match(line):
            yield found
            found, stanzas = _Stanza(opening[1], []), stanzas + 1
            if stanzas > _MAX_STANZAS:
                raise UnusableFileError(f"{file} has more than {_MAX_STANZAS:,} stanzas. Take a part of it.")
        elif len(line) <= _MAX_LINE and (clause := _CLAUSE.fullmatch(line)):
            found.clauses.append((clause[1], clause[2]))
        else:
            nonsense += 1
            if nonsense > _MAX_NONSENSE:
                raise UnusableFileError(
                    f"{file} is no OBO: over {_MAX_NONSENSE:,} lines in it are no clause."
                )
            draft.tally.add(Left.LINE, cleaned(line[:80]))
    yield found


def _aliases(stanzas: list[_Stanza]) -> dict[str, tuple[str, ...]]:
    """Return what each relation of the file goes by elsewhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for stanza in stanzas:
        if stanza.kind == "Typedef":
            for name in stanza.values("id"):
                found[_first(name)].update(map(_first, stanza.values("xref")))
    return {name: tuple(sorted(others - {""})) for name, others in sorted(found.items())}


def _thing(stanza: _Stanza, draft: Draft) -> None:
    names = list(filter(None, map(_first, stanza.values("id"))))
    if len(names) != 1:
        draft.tally.add(Left.IDENTIFIER, f"[{stanza.kind}] " + (cleaned(" ".join(names)) or "without an id"))
        return
    name = names[0]
    term = draft.term(name)
    for tag, value in stanza.clauses:
        if tag == "name":
            _name(value, name, draft)
        elif tag == "synonym":
            _synonym(value, name, draft)
        elif tag in ("is_a", "instance_of"):
            if _NARROWING.search(_qualifiers(value)):
                draft.tally.add(Left.NARROWED, tag)
            elif kind := _first(value):
                term.kinds.add(kind)
            else:
                draft.tally.add(Left.LINE, f"{tag}: {cleaned(value)}"[:80])
        elif tag == "is_obsolete":
            term.obsolete |= _first(value).lower() == "true"
        elif tag == "relationship":
            _relationship(value, name, draft)
        elif tag != "id":
            draft.tally.add(Left.AXIOM if tag in _LOGICAL else Left.VALUE, tag)


def _name(value: str, term: str, draft: Draft) -> None:
    """Add a label. A term has one name: where there are two, perhaps in two stanzas, the first holds."""
    labels, label = draft.term(term).labels, _unescaped(_BRACES.sub("", value.partition(" ! ")[0]))
    if label not in labels and any(writable(cleaned(text)) for text in labels):
        draft.tally.add(Left.FURTHER, f"{term} {cleaned(label)}")
    else:
        labels.add(label)


def _synonym(value: str, name: str, draft: Draft) -> None:
    found = _SYNONYM.match(value)
    if found is None:
        draft.tally.add(Left.LINE, f"synonym: {cleaned(value)}"[:80])
    elif found[2] == "EXACT":
        draft.term(name).synonyms.add(_unescaped(found[1]))
    else:
        draft.tally.add(Left.VALUE, "synonym that is not exact")


def _relationship(value: str, subject: str, draft: Draft) -> None:
    words = _bare(value)
    if len(words) != 2:
        draft.tally.add(Left.LINE, f"relationship: {cleaned(value)}"[:80])
        return
    relation, object_ = map(_identifier, words)
    if _NARROWING.search(_qualifiers(value)):
        draft.tally.add(Left.NARROWED, cleaned(relation))
    else:
        draft.statements.append(Statement(subject, relation, object_))


def _first(value: str) -> str:
    """Return the identifier that a value begins with, or nothing."""
    words = value.split(maxsplit=1)
    return _identifier(words[0]) if words and words[0][0] not in "!{" else ""


def _identifier(word: str) -> str:
    return curie(_unescaped(word))


def _bare(value: str) -> list[str]:
    """Return the words of a value before its qualifiers and the remark at its end."""
    return list(takewhile(lambda word: word[0] not in "!{", value.split()))


def _qualifiers(value: str) -> str:
    """Return what stands in braces at the end of a value, without the texts in it."""
    inside = value.partition("{")[2].replace("\\\\", "").replace('\\"', "")
    return '""'.join(inside.split('"')[::2])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text)
