"""Where words stand in a text, also where they were not copied letter by letter."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["alike", "nearest", "spans"]

# Signs that look alike, or that programs put in place of each other.
_ALIKE = ("-‐‑‒–—―−", "'’‘‚‛ʼ′´`", '"“”„‟″«»')
# The most places of one quote that are looked at.
_MOST = 1_000
# How alike the nearest words have to be, of 100, and in how long a text they are looked for.
_ALIKE_ENOUGH = 75
_LONGEST = 200_000


def spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a quote stands in a text, letter by letter.

    >>> list(spans("A toe. A toe!", "A toe"))
    [(0, 5), (7, 12)]
    """
    found = (match.span() for match in re.finditer(re.escape(quote), text))
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
    start, end = found.dest_start, found.dest_end
    # Whole words: a letter that was cut off is no mistake of the writer's.
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
