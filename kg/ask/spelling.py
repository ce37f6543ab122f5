"""Words of a question that are nearly words that the graph knows."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from kg.ask.smallwords import FILLERS, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ask.lexicon import Lexicon

__all__ = ["corrections"]

# So many wrong letters are forgiven in a word of at least so many letters.
_FORGIVEN = ((8, 2), (4, 1))
# So many ways to put words right are tried.
MAX_WAYS = 12


def corrections(
    lexicon: Lexicon, words: Sequence[str]
) -> tuple[list[tuple[list[str], tuple[tuple[str, str], ...]]], tuple[str, ...]]:
    """Return ways to put misspelt words right, likeliest first, and the words that stand for nothing.

    Each way has all the words, and pairs of what was written and what it is taken for.
    """
    choices: list[list[str]] = []
    unknown: dict[str, None] = {}
    for word in words:
        if word in SMALL or lexicon.knows(word):
            choices.append([word])
            continue
        near = _near(lexicon, word)
        if not near:
            unknown[word] = None
        choices.append(near or [word])
    ways = []
    for way in islice(product(*choices), MAX_WAYS):
        changed = tuple((old, new) for old, new in zip(words, way, strict=True) if old != new)
        if changed:
            ways.append(([part for word in way for part in word.split()], changed))
    return ways, tuple(unknown)


def _near(lexicon: Lexicon, word: str) -> list[str]:
    """Return the known words within as many wrong letters as are forgiven, nearest first, or two halves."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    forgiven = next((number for length, number in _FORGIVEN if len(word) >= length), 0)
    known = sorted((lexicon.words | SMALL) - FILLERS)
    found = (
        process.extract(word, known, scorer=OSA.distance, score_cutoff=forgiven, limit=3) if forgiven else []
    )
    halves = _halves(lexicon, word)
    return [name for name, _, _ in found] or ([" ".join(halves)] if halves else [])


def _halves(lexicon: Lexicon, word: str) -> tuple[str, str] | None:
    """Return the two known words that a word is made of: "plantarflex"."""
    for place in range(4, len(word) - 3):
        if lexicon.knows(word[:place]) and lexicon.knows(word[place:]):
            return word[:place], word[place:]
    return None
