"""One hint for each interaction: it takes the question half the way, and never all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.item import Interaction

if TYPE_CHECKING:
    from quiz.item import Item, Option

__all__ = ["hint"]


def hint(item: Item) -> str:
    """Return the hint in one sentence, always the same for one item."""
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return f"It is not this one: {_first_wrong(item).text}"
        case Interaction.CHOOSE_MANY:
            right = len(item.keys)
            return f"{right} of the {len(item.options)} are right; one of them is: {_first_right(item).text}"
        case Interaction.TEXT:
            return _letters(item)
        case Interaction.MATCH:
            row = item.rows[0]
            return f"{row.text} goes with {item.options[row.key].text}."
        case Interaction.ORDER:
            return f"It begins with this one: {item.options[item.order[0]].text}"
    raise AssertionError(item.interaction)


def _first_wrong(item: Item) -> Option:
    """Return the first wrong option: they stand in no order that would tell the key."""
    return next(option for option in item.options if not option.correct)


def _first_right(item: Item) -> Option:
    return item.options[item.keys[0]]


def _letters(item: Item) -> str:
    """Return first letters and the number of words, more than the gap of a cloze shows."""
    words = item.accept[0].split()
    begun = " ".join(word if len(word) < 4 else f"{word[:3]}…" for word in words)
    number = "one word" if len(words) == 1 else f"{len(words)} words"
    return f"The answer has {number}: {begun}"
