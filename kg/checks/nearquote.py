"""Where words stand in a text, also where they were not copied letter by letter."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["alike", "nearest", "spans", "whole_words"]

# Signs that look alike, or that programs put in place of each other.
_ALIKE = ("-‐‑‒–—―−", "'’‘‚‛ʼ′´`", '"“”„‟″«»')
# The most places of one quote that are looked at.
_MOST = 1_000
# How alike the nearest words have to be, of 100, and in how long a text they are looked for.
_ALIKE_ENOUGH = 75
_LONGEST = 200_000
# What is longer, in letters, is no word.
_LONGEST_WORD = 100
_NOT = re.compile(r"['’]t(?!\w)", re.IGNORECASE)


def spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a quote stands in a text, letter by letter.

    >>> list(spans("A toe. A toe!", "A toe"))
    [(0, 5), (7, 12)]
    """
    # By looking ahead, so that places that overlap are several, too.
    found = (match.span(1) for match in re.finditer(f"(?=({re.escape(quote)}))", text))
    yield from islice(found, _MOST)


def alike(text: str, quote: str) -> tuple[int, int] | None:
    r"""Return where a text has the words of a quote but for case, dashes, quotation marks and white space.

    >>> alike("It can  lead to the patient’s\nknee–pain.", "Can lead to the patient's knee-pain")
    (3, 39)
    """
    pattern = r"\s+".join("".join(map(_letter, word)) for word in quote.split())
    found = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return found.span() if found else None


def _letter(letter: str) -> str:
    group = next((group for group in _ALIKE if letter in group), None)
    if group is not None:
        return f"[{re.escape(group)}]"
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def nearest(text: str, quote: str) -> tuple[int, int] | None:
    """Return where the words of a text stand that are most like a quote, or None where none are like it.

    >>> text = "Weak hips can lead to toe pain, they say."
    >>> start, end = nearest(text, "can leed to toes")
    >>> text[start:end]
    'can lead to toe'
    """
    from rapidfuzz import fuzz

    if len(text) > _LONGEST:
        return None
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_ALIKE_ENOUGH)
    if found is None or found.dest_start == found.dest_end:
        return None
    # Whole words: a letter that was cut off is no mistake of the writer's.
    start, end = whole_words(text, found.dest_start, found.dest_end)
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with all of the words that it begins or ends in.

    The number of a footnote is no part of the word that it follows, "n't" is; scripts that put no space
    between words are left as they are.

    >>> text = "Rest is unlikely to harm; it can't. Knee pain2 may."
    >>> [text[slice(*whole_words(text, *span))] for span in ((10, 22), (26, 32), (36, 45))]
    ['unlikely to harm', "it can't", 'Knee pain']
    """
    first, last = max(start - _LONGEST_WORD, 0), min(end + _LONGEST_WORD, len(text))
    while first < start < len(text) and _joined(text[start - 1], text[start]):
        start -= 1
    while 0 < end < last and _joined(text[end - 1], text[end]):
        end += 1
    denial = _NOT.match(text, end) if end and text[end - 1] in "nN" else None
    return start, denial.end() if denial else end


def _joined(before: str, after: str) -> bool:
    """Return whether two letters or digits stand in one word."""
    if not (before.isalnum() and after.isalnum()) or (before.islower() and not after.isalpha()):
        return False
    return "Lo" not in (unicodedata.category(before), unicodedata.category(after))
