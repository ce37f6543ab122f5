"""Evening out what a whole bank tells: labels and words that are nearly always right, or nearly always wrong.

No single item is at fault, so it is the surplus that goes: of a label that is right too often, the items made
last; of one that is wrong too often, the option itself where three others remain, else the item.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.item import Interaction
from quiz.lint.agents import BY_FORM, shares, single_choices
from quiz.lint.statistics import binomial_p, standard_error
from quiz.words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.item import Item, Option

    # What the text of an option can be known by.
    Marks = Callable[[str], frozenset[str]]

__all__ = ["even_lengths", "even_out", "outguess"]

# Stricter than the rules of lint (B03, B04), which take 0.05, so that what passes here passes there.
P = 0.15
LEAST_SEEN = 8
# How much more, or less, often than by chance a mark may be right once it is evened out.
LEANING = 1.25
MIN_OPTIONS = 3
# Guessing may pay by so many standard errors; lint (B06) allows three. Few items say nothing of it.
MOST_ERRORS = 2.0
LEAST_PLAYED = 50
# The key may be the longest option, or the shortest, by so many standard errors more or less often than by
# chance; lint (B02) allows three.
LENGTH_ERRORS = 2.5
ROUNDS = 12


class _Surplus(NamedTuple):
    """How many items to drop for a mark too often right, or options for one too often wrong."""

    items: int
    options: int


def even_out(items: Sequence[Item], stands: Callable[[Item], bool]) -> list[Item]:
    """Return the items without the surplus of telling marks, in order.

    An item that lost an option is kept only where `stands` says that it is still in order.
    """
    kept = list(items)
    # A label stands in many items, and each is looked through in every round.
    marks = cache(_marks)
    for _ in range(ROUNDS):
        surplus = _telling(kept, marks)
        if not surplus:
            break
        kept = _without(kept, surplus, marks, stands)
    return kept


def even_lengths(items: Sequence[Item], spare: Callable[[Item], bool]) -> list[Item]:
    """Return the items without the surplus by which the key's length leans, but for what is to be spared."""
    kept = list(items)
    for sign in (1, -1):
        played = [(item, item.options[item.key]) for item in single_choices(kept) if _one_longest(item, sign)]
        if len(played) < LEAST_PLAYED:
            continue
        chances = [1 / len(item.options) for item, _ in played]
        chance, margin = sum(chances) / len(chances), LENGTH_ERRORS * standard_error(chances)
        # Made first to last, so that those made last go.
        told = [(item, _length(key, sign) == _most(item, sign)) for item, key in played]
        hit, missed = (
            [item.id for item, longest in told if longest is wanted and not spare(item)]
            for wanted in (True, False)
        )
        hits = sum(longest for _, longest in told)
        too_many = math.ceil((hits - (chance + margin) * len(played)) / (1 - chance - margin))
        too_few = math.ceil(len(played) - hits / (chance - margin)) if chance > margin else 0
        gone = set(hit[-too_many:] if too_many > 0 else missed[-too_few:] if too_few > 0 else ())
        kept = [item for item in kept if item.id not in gone]
    return kept


def _length(option: Option, sign: int) -> int:
    return sign * len(option.text)


def _most(item: Item, sign: int) -> int:
    return max(_length(option, sign) for option in item.options)


def _one_longest(item: Item, sign: int) -> bool:
    return sum(_length(option, sign) == _most(item, sign) for option in item.options) == 1


def outguess(items: Sequence[Item], spare: Callable[[Item], bool]) -> list[Item]:
    """Return the items without the surplus by which a student who guesses by form would do better than luck.

    Of the items that such a guess gets right, those made last go, but for what is to be spared.
    """
    kept = list(items)
    for _ in range(ROUNDS):
        played = single_choices(kept)
        chances = [1 / len(item.options) for item in played]
        if len(played) < LEAST_PLAYED:
            break
        chance = sum(chances) / len(chances)
        most = chance + MOST_ERRORS * standard_error(chances)
        won = shares(played, BY_FORM)
        name = max(won, key=lambda agent: sum(won[agent]))
        surplus = math.ceil((sum(won[name]) - most * len(played)) / (1 - most))
        if surplus <= 0:
            break
        surely = [
            item.id for item, share in zip(played, won[name], strict=True) if share == 1.0 and not spare(item)
        ]
        gone = set(surely[-surplus:])
        kept = [item for item in kept if item.id not in gone]
    return kept


def _marks(text: str) -> frozenset[str]:
    """Return what an option of this text can be known by: its whole text, and each word."""
    return frozenset((text, *(f"{word}*" for word in tokens(text))))


def _telling(items: Sequence[Item], marks: Marks) -> dict[str, _Surplus]:
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    chance: dict[str, float] = defaultdict(float)
    choices: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.interaction is Interaction.CHOOSE_ONE:
            choices[len(item.options)].append(item)
    for number, alike in choices.items():
        shown = Counter(mark for item in alike for option in item.options for mark in marks(option.text))
        for mark, count in shown.items():
            seen[mark] += count
            chance[mark] += count / number
        right.update(
            mark for item in alike for option in item.options if option.correct for mark in marks(option.text)
        )
    tested = sorted(mark for mark, count in seen.items() if count >= LEAST_SEEN)
    found = {}
    for mark in tested:
        rate = chance[mark] / seen[mark]
        if binomial_p(right[mark], seen[mark], rate) * len(tested) < P:
            found[mark] = _surplus(right[mark], seen[mark], rate)
    return found


def _surplus(right: int, seen: int, rate: float) -> _Surplus:
    if right > rate * seen:
        most = min(rate * LEANING, 0.9)
        return _Surplus(max(1, round((right - most * seen) / (1 - most))), 0)
    return _Surplus(0, max(1, min(seen - LEAST_SEEN + 1, round(seen - right * LEANING / rate))))


def _without(
    items: Sequence[Item], surplus: dict[str, _Surplus], marks: Marks, stands: Callable[[Item], bool]
) -> list[Item]:
    items_left = {mark: number.items for mark, number in surplus.items() if number.items}
    options_left = {mark: number.options for mark, number in surplus.items() if number.options}
    kept: list[Item] = []
    for item in reversed(items):
        if item.interaction is not Interaction.CHOOSE_ONE:
            kept.append(item)
            continue
        elsewhere = {mark for option in item.options if not option.correct for mark in marks(option.text)}
        if _spend(items_left, marks(item.options[item.key].text) - elsewhere):
            continue
        lighter = _lighter(item, options_left, marks)
        if lighter is item or (lighter is not None and stands(lighter)):
            kept.append(lighter)
    return kept[::-1]


def _spend(left: dict[str, int], marks: frozenset[str]) -> bool:
    """Take one from what is left of each of these marks; False where there is nothing left of any."""
    over = [mark for mark in marks if left.get(mark)]
    for mark in over:
        left[mark] -= 1
    return bool(over)


def _lighter(item: Item, left: dict[str, int], marks: Marks) -> Item | None:
    """Return the item without the first wrong option that is a surplus; None where too few options remain."""
    for option in item.options:
        if not option.correct and _spend(left, marks(option.text)):
            # An option that shows a claim cannot go without what is told of that claim.
            if len(item.options) <= MIN_OPTIONS or option.entity is None:
                return None
            return replace(item, options=tuple(other for other in item.options if other is not option))
    return item
