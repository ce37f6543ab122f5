"""The sentences of a text as words, each with its place in code points."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.words import tokens
from kg.authoring.sections import BULLET, MAX_TITLE, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Sentence", "Word", "sentences", "words_of"]

# What is longer is no sentence: it is cut, so that a text without full stops costs no more than another.
MAX_WORDS = 120
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,;:()\[\]{}<>|/—–“”\"…•=+*#]|[.!?。！？]+")
_ENDS = ".!?。！？"
# A list item without a bullet, as a paste from the web has it: "Wrist Curl: Hold …".
_ITEM = re.compile(r"[^\W\d_a-z][^.!?:;,]{2,60}: \S")
# A full stop after one of these, or after a single letter, ends no sentence.
_SHORT = frozenset(
    {"dr", "mr", "mrs", "ms", "st", "vs", "eg", "ie", "etc", "approx", "fig", "no", "al", "cf", "max"}
)


class Word(NamedTuple):
    """A word or a mark: where it starts and ends in the text, and its form for look-ups."""

    start: int
    end: int
    form: str

    @property
    def mark(self) -> bool:
        """Whether it is a mark and no word."""
        return not self.form[0].isalnum() and self.form != "'s"


class Sentence(NamedTuple):
    """The words of a sentence. `block` counts the paragraphs and list items, `line` the lines, from 1."""

    words: tuple[Word, ...]
    block: int
    line: int
    question: bool


def words_of(all_sentences: Iterable[Sentence]) -> list[str]:
    """Return the words of some sentences as they are looked up, each once, in order."""
    return list(dict.fromkeys(word.form for each in all_sentences for word in each.words if not word.mark))


def sentences(text: str, headings: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of a text, without its first line and its headings.

    >>> [[word.form for word in each.words] for each in sentences("Hips\\n\\nIt hurts. Rest helps!", ())]
    [['it', 'hurts'], ['rest', 'helps']]
    """
    names = tuple(headings)
    block, pending, first_line, begun = 0, list[Word](), 0, False
    for number, (at, line) in enumerate(lines_of(text), 1):
        plain = line.strip().lstrip("\ufeff")
        title = bool(plain) and not begun
        begun = begun or bool(plain)
        bullet = BULLET.match(line)
        heading = (title and _is_title(plain)) or _is_heading(plain, names)
        if not plain or bullet or heading or (not pending and _ITEM.match(plain)):
            yield from _flush(pending, block, first_line)
            pending, block = [], block + 1
        if not plain or heading:
            continue
        for word in _words(line, at, bullet.end() if bullet else 0):
            if not pending:
                first_line = number
            if word.form[0] in _ENDS:
                if _ends_sentence(text, pending, word):
                    yield from _flush(pending, block, first_line, word.form)
                    pending = []
                continue
            pending.append(word)
            if len(pending) >= MAX_WORDS:
                yield from _flush(pending, block, first_line)
                pending = []
    yield from _flush(pending, block, first_line)


def _is_title(plain: str) -> bool:
    return plain[-1] not in _ENDS and len(plain) <= MAX_TITLE


def _is_heading(plain: str, names: tuple[str, ...]) -> bool:
    return plain.lstrip("#=*_> \t") in names


def _flush(pending: list[Word], block: int, line: int, end: str = "") -> Iterator[Sentence]:
    if pending:
        yield Sentence(tuple(pending), block, line, "?" in end or "？" in end)


def _ends_sentence(text: str, pending: Sequence[Word], mark: Word) -> bool:
    if not pending:
        return False
    last = pending[-1]
    if mark.form == "." and last.end == mark.start and (last.form in _SHORT or last.end - last.start == 1):
        return False
    following = text[mark.end : mark.end + 3].lstrip("\"'”’)]")
    return not following or following[0].isspace() or mark.form[0] in "。！？"


def _words(line: str, at: int, skip: int) -> Iterator[Word]:
    for found in _PIECE.finditer(line, skip):
        piece = found[0]
        if piece[0].isalnum():
            for form in _forms(piece):
                yield Word(at + found.start(), at + found.end(), form)
        else:
            yield Word(at + found.start(), at + found.end(), piece)


@lru_cache(maxsize=8192)
def _forms(piece: str) -> tuple[str, ...]:
    return tuple(tokens(piece))
