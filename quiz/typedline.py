"""What a typed line means: a response to an item, or a word to the program."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.feedback import ROW_LETTERS
from quiz.grade import is_response
from quiz.item import Interaction
from quiz.limits import MAX_TYPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["Word", "advice", "parse", "prompt", "unsure", "word_of"]

UNSURE = "?"


@dataclass(frozen=True, slots=True)
class Word:
    """A word to the program, such as undo, and what was typed after it."""

    name: str
    rest: str = ""


def word_of(item: Item, line: str, words: Mapping[str, str]) -> Word | None:
    """Return the word to the program that a line begins with, or None where it is none.

    `words` gives by each word and its short form what it is called. After a colon it is always one; without,
    only where no answer is typed in words: there, the short form of stopping alone is (`q`).

    >>> from types import SimpleNamespace
    >>> words = {"u": "undo", "undo": "undo", "q": "quit"}
    >>> word_of(SimpleNamespace(interaction=Interaction.CHOOSE_ONE), "undo", words)
    Word(name='undo', rest='')
    >>> word_of(SimpleNamespace(interaction=Interaction.TEXT), "undo", words) is None
    True
    >>> word_of(SimpleNamespace(interaction=Interaction.TEXT), ":undo", words).name
    'undo'
    """
    typed = line.strip()
    marked = typed.startswith(":")
    first, _, rest = typed.removeprefix(":").strip().partition(" ")
    name = words.get(first.casefold())
    if name is None or not (marked or item.interaction is not Interaction.TEXT or typed.casefold() == "q"):
        return None
    return Word(name, rest.strip())


def unsure(line: str) -> tuple[str, bool]:
    """Return a line without the question mark at its end, and whether there was one.

    >>> unsure("2 ?"), unsure("2")
    (('2', True), ('2', False))
    """
    typed = line.strip()
    return typed.removesuffix(UNSURE).rstrip(), typed.endswith(UNSURE)


def prompt(item: Item) -> str:
    """Return what is written before the student's answer."""
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return f"Your answer, 1 to {len(item.options)}: "
        case Interaction.CHOOSE_MANY:
            return "Your answer, all that apply, such as 1 3: "
        case Interaction.TEXT:
            return "Type your answer: "
        case Interaction.MATCH:
            return f"Your answer, such as {_example_of_pairs(item)}: "
        case Interaction.ORDER:
            return f"Your answer, the numbers in order, such as {_example_of_order(item)}: "
    raise AssertionError(item.interaction)


def advice(item: Item) -> str:
    """Return what to type instead of a line that means nothing here."""
    last = len(item.options)
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return f"Please type a number from 1 to {last}, or q to stop."
        case Interaction.CHOOSE_MANY:
            return f"Please type numbers from 1 to {last}, such as 1 3, or q to stop."
        case Interaction.TEXT:
            return f"Please type your answer in at most {MAX_TYPED} letters, or q alone to stop."
        case Interaction.MATCH:
            return (
                f"Please give each letter from a to {ROW_LETTERS[len(item.rows) - 1]} a number of its own "
                f"from 1 to {last}, such as {_example_of_pairs(item)}, or type q to stop."
            )
        case Interaction.ORDER:
            return (
                f"Please type each number from 1 to {last} once, such as {_example_of_order(item)}, "
                "or q to stop."
            )
    raise AssertionError(item.interaction)


def _example_of_pairs(item: Item) -> str:
    numbers = [2, 1, *range(3, len(item.rows) + 1)]
    return " ".join(f"{letter}{number}" for letter, number in zip(ROW_LETTERS, numbers, strict=False))


def _example_of_order(item: Item) -> str:
    last = len(item.options)
    return " ".join(map(str, (last, *range(1, last))))


def parse(item: Item, line: str) -> Response | None:
    """Return the response that a typed line means, or None where it means none.

    Numbers may stand with spaces or commas between them or, where there are fewer than ten options, with
    nothing. A match may be given as pairs in any order (`a2 b1`) or as numbers in the order of the rows.
    """
    match item.interaction:
        case Interaction.TEXT:
            response: Response | None = _parse_text(line)
        case Interaction.MATCH:
            response = _parse_match(item, line)
        case _:
            response = _parse_places(item, line)
            if response is not None and item.interaction is Interaction.CHOOSE_MANY:
                response = tuple(sorted(set(response)))
            elif response is not None and item.interaction is Interaction.CHOOSE_ONE:
                response = response[0] if len(response) == 1 else None
    return response if response is not None and is_response(item, response) else None


def _parse_text(line: str) -> str | None:
    typed = " ".join(line.split())
    unprintable = any(unicodedata.category(char) in ("Cc", "Cs") for char in typed)
    return None if unprintable or len(typed) > MAX_TYPED else typed


_BETWEEN = re.compile(r"[\s,;.]+")
_PAIR = re.compile(r"([a-z])[-:=)]?([0-9]+)")


def _parse_match(item: Item, line: str) -> tuple[int, ...] | None:
    written = _BETWEEN.sub("", line.casefold())
    if not re.fullmatch(f"({_PAIR.pattern})+", written):
        return _parse_places(item, line)
    pairs = _PAIR.findall(written)
    given = {ROW_LETTERS.index(letter): _place(number) for letter, number in pairs}
    complete = len(pairs) == len(given) and sorted(given) == list(range(len(item.rows)))
    return tuple(given[row] for row in sorted(given)) if complete else None


def _parse_places(item: Item, line: str) -> tuple[int, ...] | None:
    words = [word for word in _BETWEEN.split(line) if word]
    if not words or not all(re.fullmatch("[0-9]+", word) for word in words):
        return None
    if len(item.options) < 10:
        words = list("".join(words))
    return tuple(map(_place, words))


def _place(number: str) -> int:
    # Nobody has options enough for five digits, and Python refuses to read thousands of them.
    return int(number[:4]) - 1
