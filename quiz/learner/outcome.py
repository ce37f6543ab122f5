"""What an answer tells: of which claims, and what was taken for what."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.proof import ProofKind
from quiz.grade import is_claimed
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.item import Item
    from quiz.session import Answer

__all__ = ["chosen", "mixed_up", "outcomes", "recalled"]

# A wrong option with such a proof was taken for the key; with another it is a statement or an order.
IN_THE_PLACE_OF_THE_KEY = frozenset(
    {ProofKind.AT_MOST, ProofKind.CLOSED_SCOPE, ProofKind.EXPLICIT_NEGATIVE, ProofKind.DISJOINT_CLASS}
)


def recalled(interaction: Interaction) -> bool:
    """Return whether nothing was shown to choose from, so that a right answer is no guess."""
    return interaction in (Interaction.TEXT, Interaction.ORDER)


def outcomes(item: Item, answer: Answer) -> list[tuple[str, bool]]:
    """Return the claims that an answer tells something of, each with whether the student knew it.

    A single answer tells of the claim that the item's memory hangs on, and of no other: who finds the one
    wrong statement among four need not know the three. Of several, each tells of its own claim: each right
    option of a multiple choice (a wrong one chosen counts against the first claim), each row of a match, each
    link of a chain.
    """
    response, first = answer.response, item.claims[0]
    match item.interaction:
        case Interaction.CHOOSE_MANY if isinstance(response, tuple):
            told = {first: True} | {
                item.options[place].claim or first: place in response for place in item.keys
            }
            if any(not item.options[place].correct for place in response):
                told[first] = False
            return list(told.items())
        case Interaction.MATCH if isinstance(response, tuple) and len(item.claims) == len(item.rows):
            rows = zip(item.claims, item.rows, response, strict=True)
            return [(claim, row.key == place) for claim, row, place in rows]
        case Interaction.ORDER if isinstance(response, tuple) and len(item.claims) == len(item.order) - 1:
            given = set(pairwise(response))
            links = zip(item.claims, pairwise(item.order), strict=True)
            return list({claim: link in given for claim, link in links}.items())
        case _:
            return [(first, answer.correct)]


def mixed_up(item: Item, answer: Answer) -> list[tuple[str, str]]:
    """Return pairs of what was right and what was taken for it: ids of entities or, where typed, words."""
    response = answer.response
    if answer.correct:
        return []
    if isinstance(response, str):
        # What is claimed as well was taken for nothing else.
        return [] if is_claimed(item, response) else [(item.accept[0], response)]
    if isinstance(response, int):
        return list(_pairs(item, item.key, response))
    if item.interaction is Interaction.MATCH:
        rows = zip(item.rows, response, strict=True)
        found = (((item.options[row.key].entity, item.options[place].entity)) for row, place in rows)
        return [(key, taken) for key, taken in found if key and taken and key != taken]
    if item.interaction is Interaction.CHOOSE_MANY:
        missed = [place for place in item.keys if place not in response] or list(item.keys)
        wrong = [place for place in response if not item.options[place].correct]
        return [pair for place in wrong for pair in _pairs(item, missed[0], place)]
    return []


def _pairs(item: Item, key: int, place: int) -> Iterator[tuple[str, str]]:
    right, taken = item.options[key], item.options[place]
    if right.entity and taken.entity and taken.proof and taken.proof.kind in IN_THE_PLACE_OF_THE_KEY:
        yield right.entity, taken.entity


def chosen(item: Item, answer: Answer) -> list[str]:
    """Return what a response names, in words that outlive the item: ids where there are any."""
    response = answer.response
    if isinstance(response, str):
        return [response]
    places = (response,) if isinstance(response, int) else response
    return [item.options[place].entity or item.options[place].text for place in places]
