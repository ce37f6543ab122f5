"""Rows as a table for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.fit import width
from kg.rdf.terms import PREFIXES
from kg.sparql.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.sparql.engine import Rows, Term

__all__ = ["shown", "table_lines"]

_GAP = "  "
# Narrower than this, a column cannot be read; rows are then written one below the other.
_NARROWEST = 10
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
# The longest first: one may begin another.
_NAMESPACES = sorted(PREFIXES.items(), key=lambda pair: (-len(pair[1]), pair))
_XSD = PREFIXES["xsd"]
_NUMBERS = {f"{_XSD}{name}" for name in ("decimal", "double", "float", "integer")}


def shown(term: Term | None) -> str:
    """Return a term for people: an IRI by its prefix where it has one, a literal by its text alone.

    >>> shown(NamedNode("https://w3id.org/myograph/id/knee-pain")), shown(NamedNode("http://example.org/"))
    ('id:knee-pain', '<http://example.org/>')
    >>> shown(Literal("knee pain", language="en")), shown(None)
    ('knee pain', '')
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return visible(_named(term.value))
    if isinstance(term, Literal):
        return visible(term.value)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return f"<<( {shown(term.subject)} {shown(term.predicate)} {shown(term.object)} )>>"


def _named(iri: str) -> str:
    for prefix, namespace in _NAMESPACES:
        if iri.startswith(namespace) and _PLAIN.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def table_lines(rows: Rows, columns: int | None = None) -> Iterator[str]:
    """Yield the lines of a table; `columns` is how wide it may be, None for as wide as it takes.

    Where the columns would become too narrow to read, each row is written as a list of names and values.
    """
    names = [f"?{name}" for name in rows.variables]
    cells = [[shown(term) for term in row] for row in rows.rows]
    natural = [max(map(width, (name, *column))) for name, *column in zip(names, *cells, strict=True)]
    widths = _fitted(natural, columns)
    if widths is None:
        yield from _records(names, cells)
        return
    right = [_is_number(column) for column in zip(*rows.rows, strict=True)] or [False] * len(names)
    yield _line(names, widths, right)
    yield _line(["─" * each for each in widths], widths, right)
    for row in cells:
        parts = [_wrapped(cell, each) for cell, each in zip(row, widths, strict=True)]
        for number in range(max(map(len, parts), default=1)):
            yield _line([part[number] if number < len(part) else "" for part in parts], widths, right)


def _fitted(natural: Sequence[int], columns: int | None) -> list[int] | None:
    """Return the widths of columns, the widest cut first; None where that leaves too little."""
    if columns is None:
        return list(natural)
    room = columns - len(_GAP) * (len(natural) - 1)
    cap = max(natural, default=0)
    while sum(min(each, cap) for each in natural) > room:
        cap -= 1
        if cap < _NARROWEST:
            return None
    return [min(each, cap) for each in natural]


def _records(names: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    longest = max(map(width, names))
    for number, row in enumerate(cells):
        if number:
            yield ""
        for name, cell in zip(names, row, strict=True):
            yield f"{name}{' ' * (longest - width(name))}{_GAP}{cell}".rstrip()
    if not cells:
        yield " ".join(names)


def _is_number(column: Sequence[Term | None]) -> bool:
    bound = [term for term in column if term is not None]
    return bool(bound) and all(
        isinstance(term, Literal) and term.datatype.value in _NUMBERS for term in bound
    )


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for cell, each, numbers in zip(cells, widths, right, strict=True):
        blank = " " * (each - width(cell))
        parts.append(blank + cell if numbers else cell + blank)
    return _GAP.join(parts).rstrip()


def _wrapped(text: str, room: int) -> list[str]:
    """Return text as lines of no more than `room` cells, broken between words where that can be."""
    if width(text) <= room:
        return [text]
    lines, line = [], ""
    waiting = text.split(" ")[::-1]
    while waiting:
        word = waiting.pop()
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        cut = len(word)
        while width(word[:cut]) > room:
            cut -= 1
        line = word[:cut]
        if word[cut:]:
            lines.append(line)
            line = ""
            waiting.append(word[cut:])
    return [*lines, line]
