"""Versions of a paper: the same questions, with questions and options in another order."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["turned", "versions"]


def versions(chosen: Chosen, number: int) -> Chosen:
    """Return the items with so many versions of each of their papers, or of all items where there is none.

    The first version of a paper is the paper itself. The others have its questions in another order, and each
    question its options; what is right moves along. The same seed gives the same versions.
    """
    papers = []
    for place, paper in enumerate(chosen.papers or (chosen.items,)):
        papers.append(paper)
        for version in range(1, number):
            chance = random.Random(f"{chosen.seed}:{place}:{version}")
            items = [paper[at] for at in _shuffled(len(paper), chance)]
            papers.append(tuple(turned(item, chance) for item in items))
    return replace(chosen, papers=tuple(papers), versions=number)


def turned(item: Item, chance: random.Random) -> Item:
    """Return an item with its options, and its rows, in another order.

    What is to be put in order does not stand in the right one, where more than two things are.
    """
    places = _shuffled(len(item.options), chance)
    while len(places) > 2 and tuple(places) == item.order:
        places = _shuffled(len(item.options), chance)
    now = {was: at for at, was in enumerate(places)}
    rows = [
        replace(row, key=now[row.key], proofs=tuple(row.proofs[was] for was in places)) for row in item.rows
    ]
    return replace(
        item,
        options=tuple(item.options[was] for was in places),
        rows=tuple(rows[at] for at in _shuffled(len(rows), chance)),
        order=tuple(now[was] for was in item.order),
    )


def _shuffled(number: int, chance: random.Random) -> list[int]:
    """Return places in another order than they are in, where there is one."""
    found = list(range(number))
    while found == sorted(found) and number > 1:
        chance.shuffle(found)
    return found
