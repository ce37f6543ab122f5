"""A pack as it was written: keys and values as they stand in the file, with the comments that go with them.

`kg.packs.yamlnodes` tells what a file says; this tells how, so that `kg.authoring.layout` can move it about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import yaml

from kg.packs.yamlnodes import LOADER

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Branch", "Part", "Word", "comments_in", "read_written"]

# The column of a comment that stands within what comes next, whatever its own is.
WITHIN = -1


class Word(NamedTuple):
    """A plain value: as it stands in the file, quotes and all, what it says, and the sign it begins with."""

    source: str
    text: str
    style: str | None


@dataclass(slots=True)
class Part:
    """A key with its value, or an item of a list, where there is no key.

    `lead` are the comments on the lines before it, with "" for a blank line; `note` is the comment at the end
    of its line, with the space before.
    """

    lead: list[str]
    key: Word | None = None
    value: Word | Branch | None = None
    note: str = ""


@dataclass(slots=True)
class Branch:
    """A mapping or list. `flow` is one between braces or brackets; `tail` are the comments at its end."""

    mapping: bool
    flow: bool
    column: int
    parts: list[Part] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


class _Remark(NamedTuple):
    """A comment, or "" for a blank line; `note` is one at the end of a line, with the space before it."""

    text: str
    column: int
    note: bool = False


def comments_in(branch: Branch) -> Iterator[str]:
    """Yield all comments in a branch but those in the head of a block of text, which are part of that."""
    for part in branch.parts:
        yield from filter(None, part.lead)
        if part.note:
            yield part.note.strip()
        if isinstance(part.value, Branch):
            yield from comments_in(part.value)
    yield from filter(None, branch.tail)


def read_written(text: str) -> Branch:
    """Return a file whose root is a mapping or list, and which `kg.packs.yamlnodes.read_yaml` can read.

    Its lines end in a line feed and nothing else.
    """
    return _Reader(text).read()


class _Reader:
    """Goes through the parser's events, and through what stands between them for comments."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open: list[Branch] = []
        # Blocks that have ended since the last part began, inner ones first.
        self._closed: list[tuple[Branch, int]] = []
        # The part whose line a comment may still stand at the end of.
        self._last: Part | None = None
        # Comments that go before the first part of a block.
        self._carried: list[_Remark] = []
        self._root: Branch | None = None

    def read(self) -> Branch:
        for event in yaml.parse(self._text, Loader=LOADER):
            assert event.start_mark is not None
            assert event.end_mark is not None
            start, end = event.start_mark.index, event.end_mark.index
            if isinstance(event, yaml.ScalarEvent):
                source = _without_blank_end(self._text[start:end])
                self._word(Word(source, event.value, event.style), start)
                self._at = start + len(source)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                mapping = isinstance(event, yaml.MappingStartEvent)
                self._begin(Branch(mapping, bool(event.flow_style), event.start_mark.column), start)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self._end(start, end)
        assert self._root is not None
        self._open = []
        self._root.tail += self._before_part(self._gap(len(self._text)), WITHIN)
        return self._root

    def _word(self, word: Word, start: int) -> None:
        here = self._open[-1]
        if here.mapping and not self._awaits_value(here):
            part = Part(self._before_part(self._gap(start), here.column), key=word)
            here.parts.append(part)
            return
        self._last = self._place(word, start)

    def _begin(self, branch: Branch, start: int) -> None:
        parent = self._open[-1] if self._open else None
        if parent is None:
            self._root = branch
            self._carried = self._gap(start)
        elif branch.flow or not self._awaits_value(parent):
            self._place(branch, start)
        else:
            part = parent.parts[-1]
            part.value = branch
            for remark in self._gap(start):
                if remark.note:
                    part.note = remark.text
                else:
                    self._carried.append(remark)
        self._open.append(branch)
        self._last = None
        self._at = start + 1 if branch.flow else start

    def _end(self, start: int, end: int) -> None:
        branch = self._open.pop()
        if branch.flow:
            branch.tail += [remark.text.strip() for remark in self._after_last(self._gap(start))]
            self._at = end
            self._last = self._open[-1].parts[-1] if self._open else None
            return
        # A list may stand in the column of its key: what stands there in turn is no more of the list.
        inward = bool(self._open) and self._open[-1].mapping and self._open[-1].column == branch.column
        self._closed.append((branch, branch.column + inward))

    def _place(self, value: Word | Branch, start: int) -> Part:
        """Put a value behind its key, or as the next item of a list."""
        here, remarks = self._open[-1], self._gap(start)
        if self._awaits_value(here):
            part = here.parts[-1]
            part.lead += [remark.text.strip() for remark in remarks if remark.text]
        else:
            part = Part(self._before_part(remarks, here.column))
            here.parts.append(part)
        part.value = value
        return part

    @staticmethod
    def _awaits_value(here: Branch) -> bool:
        return here.mapping and bool(here.parts) and here.parts[-1].value is None

    def _after_last(self, remarks: list[_Remark]) -> list[_Remark]:
        """Give the last part the comment at the end of its line; return the others."""
        if remarks and remarks[0].note and self._last is not None and not self._last.note:
            self._last.note = remarks[0].text
            return remarks[1:]
        return remarks

    def _before_part(self, remarks: list[_Remark], column: int) -> list[str]:
        """Return the comments that go before a part of a branch in `column`; give the blocks before theirs.

        A comment goes to the innermost block that has ended and reaches out to its column, and none further
        in than the one before it.
        """
        left = self._after_last([*self._carried, *remarks])
        closed, self._carried, self._closed = self._closed, [], []
        blanks: list[str] = []
        for place, remark in enumerate(left):
            if remark.text and (not closed or remark.column <= column):
                return [*blanks, *(each.text.strip() for each in left[place:])]
            if not remark.text:
                blanks.append("")
                continue
            while len(closed) > 1 and closed[0][1] > remark.column:
                closed.pop(0)
            closed[0][0].tail += [*blanks, remark.text.strip()]
            blanks = []
        return blanks

    def _gap(self, end: int) -> list[_Remark]:
        """Return the comments and blank lines from where the reader is to `end`."""
        found: list[_Remark] = []
        pieces = self._text[self._at : end].split("\n")
        within = False
        for number, piece in enumerate(pieces):
            before, sign, comment = piece.partition("#")
            # The first piece goes on with the line of what was read last.
            begun = bool(before.strip()) or (number == 0 and self._at > 0)
            within = within or (number > 0 and begun)
            if sign:
                note = number == 0 and begun
                space = (before[len(before.rstrip()) :] or " ") if note else ""
                column = WITHIN if within else len(before)
                found.append(_Remark(f"{space}#{comment}".rstrip(), column, note))
            elif not begun and number < len(pieces) - 1:
                found.append(_Remark("", 0))
        return found


def _without_blank_end(text: str) -> str:
    """Return a text less the blank lines at its end."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)
