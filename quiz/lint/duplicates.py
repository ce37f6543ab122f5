"""Items of one type in nearly the same words, found without comparing all pairs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from quiz.words import FUNCTION_WORDS, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quiz.item import Item

__all__ = ["ALIKE", "near_duplicates"]

# From this share of words in common (Jaccard), two texts are nearly the same.
ALIKE = 0.8
# A word in more of a type's stems than this share is a word of their form, where there are enough to say so.
FORM, FEW = 0.4, 8

Words = frozenset[str]


def near_duplicates(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield pairs of items of one type whose stems are alike and whose options and answers are, too.

    Two sets that share so much have one of their rarest words in common (prefix filtering, Chaudhuri and
    others 2006); so only items that share a rare word of the stem and one of the options are compared.
    """
    by_type: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_type[item.type].append(item)
    for one_type in by_type.values():
        yield from _alike(one_type)


def _alike(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    stems = _telling([frozenset(tokens(item.stem)) for item in items])
    shown = [_shown(item) for item in items]
    rare_stems, rare_shown = _rarest(stems), _rarest(shown)
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        near: set[int] = set()
        for block in ((one, other) for one in rare_stems[place] for other in rare_shown[place]):
            near.update(blocks[block])
            blocks[block].append(place)
        for earlier in sorted(near):
            if (
                _share(stems[earlier], stems[place]) >= ALIKE
                and _share(shown[earlier], shown[place]) >= ALIKE
            ):
                yield items[earlier], item


def _telling(stems: Sequence[Words]) -> list[Words]:
    """Return the words of stems without those of the form that the type's questions share.

    What most of them have tells none from another: “which”, “true or false, and why”.
    """
    counts = Counter(word for words in stems for word in words)
    common = {word for word, count in counts.items() if count > FORM * len(stems) and len(stems) >= FEW}
    return [words - common - FUNCTION_WORDS for words in stems]


def _shown(item: Item) -> Words:
    """Return the words of what is shown below the stem and of the answer, which has no others."""
    texts = [option.text for option in item.options] + [row.text for row in item.rows] + list(item.accept[:1])
    return frozenset(word for text in texts for word in tokens(text))


def _rarest(sets: Sequence[Words]) -> list[list[str]]:
    """Return of each set so many of its rarest words that a set alike has one of them among its own."""
    counts = Counter(word for words in sets for word in words)

    def rarity(word: str) -> tuple[int, str]:
        return counts[word], word

    return [sorted(words, key=rarity)[: _enough(words)] or [""] for words in sets]


def _enough(words: Iterable[str]) -> int:
    size = len(list(words))
    return size - math.ceil(ALIKE * size) + 1


def _share(one: Words, other: Words) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 1.0
