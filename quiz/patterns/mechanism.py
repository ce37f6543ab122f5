"""Which mechanism links the one to the other: the middle of a path of two claims.

The path is causal, in the words of one source; or it goes by established anatomy from a nerve through a
muscle to a movement.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import End
from kg.vocabulary import INNERVATED_BY, PERFORMS
from kg.wording import name_of
from quiz.blank import Blank
from quiz.chains import chains, said_of_all
from quiz.item import Bloom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Claim
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "mechanism"
LINK = ("link", "links", "link")


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each path whose middle has at least two provably wrong ones beside it."""
    name = workshop.graph.entity
    for first, second in chains(workshop.graph, 2):
        verb = said_of_all(workshop.graph, (first, second), LINK)
        question = f"which of these {verb} {name_of(name(first.subject))} to {name_of(name(second.object))}?"
        item = _item(workshop, Blank(first, End.OBJECT, first.source), [first, second], question)
        if item is not None:
            yield item
    moves: dict[str, list[Claim]] = defaultdict(list)
    for claim in workshop.shuffled(workshop.known(PERFORMS), TYPE):
        if claim.qualifier is None:
            moves[claim.subject].append(claim)
    for supply in workshop.facts(INNERVATED_BY):
        for move in moves.get(supply.subject, ())[:1] if supply.qualifier is None else ():
            question = (
                f"{name_of(name(supply.object))} {'serve' if name(supply.object).plural else 'serves'} "
                f"{name_of(name(move.object))}: "
                "through which of these muscles?"
            )
            item = _item(workshop, Blank(supply, End.SUBJECT, None), [supply, move], question)
            if item is not None:
                yield item


def _item(workshop: Workshop, blank: Blank, path: Sequence[Claim], question: str) -> Item | None:
    """Return the item whose key fills the blank; what does not fill it lies on no such path."""
    name = "-".join((*(claim.id for claim in path), TYPE))
    return workshop.choose_one(name, blank, TYPE, Bloom.ANALYSE, question, path)
