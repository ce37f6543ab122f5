"""Grading, by interaction."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quiz.item import Interaction

if TYPE_CHECKING:
    from quiz.item import Item

__all__ = [
    "CLAIMED_WORDS",
    "CLOSE",
    "CLOSE_WORDS",
    "RULED_OUT_WORDS",
    "Grade",
    "Response",
    "fold",
    "grade",
    "is_claimed",
    "is_response",
]

# A place, places (chosen, per row, or in order), or text, as the interaction asks.
Response = int | tuple[int, ...] | str


# The score of an answer that is a part of the right one, or holds it; or that holds as well as it does.
CLOSE = 0.5
# What is told to who gives the one or the other.
CLOSE_WORDS = "That is a part of it, or has it as a part."
CLAIMED_WORDS = "That is claimed as well, but is not the one asked for."
RULED_OUT_WORDS = "That is claimed as well, but the letters shown rule it out."


@dataclass(frozen=True, slots=True)
class Grade:
    """How right a response is: `score` from 0 to 1, `right` only where all of it is.

    `spelled` is the accepted answer that a typed one was taken for, where its letters differ. What is
    `claimed` holds, too, by what is claimed, and is not what was asked for; it scores nothing where the
    letters of a gap ruled it out.
    """

    score: float
    right: bool
    spelled: str | None = None
    claimed: bool = False


def is_response(item: Item, response: Response) -> bool:
    """Return whether a response is of the form that the item asks for."""
    places = range(len(item.options))
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return isinstance(response, int) and response in places
        case Interaction.TEXT:
            return isinstance(response, str) and bool(fold(response))
        case Interaction.CHOOSE_MANY:
            return _distinct(response, places) and bool(response)
        case Interaction.MATCH | Interaction.ORDER:
            wanted = len(item.rows) if item.interaction is Interaction.MATCH else len(item.options)
            return _distinct(response, places) and len(response) == wanted  # type: ignore[arg-type]
    raise AssertionError(item.interaction)


def _distinct(response: Response, places: range) -> bool:
    return (
        isinstance(response, tuple)
        and len(set(response)) == len(response)
        and all(place in places for place in response)
    )


def grade(item: Item, response: Response) -> Grade:
    """Return how right a response is. Raises `ValueError` where it is not of the form asked for.

    Choose many: plus for each right option, minus for each wrong one, as a share of the right ones, never
    below 0. Match: the share of rows. Order: the share of neighbours that stand next to each other in
    this order. All of it has to be right for `right`.
    """
    if not is_response(item, response):
        raise ValueError(f"not a response to {item.id}: {response!r}")
    if isinstance(response, str):
        return _grade_text(item, response)
    if isinstance(response, int):
        right = item.options[response].correct
        return Grade(float(right), right)
    score = _score(item, response)
    return Grade(score, score == 1.0)


def _score(item: Item, response: tuple[int, ...]) -> float:
    if item.interaction is Interaction.CHOOSE_MANY:
        points = sum(1 if item.options[place].correct else -1 for place in response)
        return max(points, 0) / len(item.keys)
    if item.interaction is Interaction.MATCH:
        return sum(row.key == place for row, place in zip(item.rows, response, strict=True)) / len(item.rows)
    wanted = set(pairwise(item.order))
    return sum(pair in wanted for pair in pairwise(response)) / len(wanted)


def _grade_text(item: Item, response: str) -> Grade:
    given = fold(response)
    for answer in item.accept:
        if given == fold(answer):
            return Grade(1.0, True)
    if _named(response, item.close):
        return Grade(CLOSE, False)
    if _named(response, item.also_claimed):
        return Grade(CLOSE, False, claimed=True)
    if _named(response, item.ruled_out):
        return Grade(0.0, False, claimed=True)
    from rapidfuzz.distance import OSA

    # Letters added, dropped, changed, or swapped with their neighbour.
    apart = {answer: OSA.distance(given, fold(answer)) for answer in item.accept}
    nearest = min(apart, key=apart.__getitem__)
    if apart[nearest] <= item.forgiven:
        return Grade(1.0, True, nearest)
    return Grade(0.0, False)


def is_claimed(item: Item, response: str) -> bool:
    """Return whether what was typed is claimed as well as the answer, and is not what was asked for."""
    return _named(response, item.also_claimed + item.ruled_out)


def _named(response: str, names: tuple[str, ...]) -> bool:
    return bool(names) and fold(response) in map(fold, names)


_ARTICLE = re.compile(r"^(the|an|a) ")


def fold(text: str) -> str:
    """Return text as it is compared: letters and digits alone, without case, accents or a leading article.

    >>> fold("The  Gluteus médius!")
    'gluteus medius'
    >>> fold("L5-S1"), fold("tensor fasciæ latae")
    ('l5 s1', 'tensor fasciae latae')
    """
    if text.isascii():
        kept = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", text).casefold().replace("æ", "ae").replace("œ", "oe")
        kept = "".join(char for char in plain if not unicodedata.combining(char))
    words = " ".join(re.findall(r"[^\W_]+", kept))
    return _ARTICLE.sub("", words)
