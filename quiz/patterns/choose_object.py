"""Single choice, forward: a claim's subject and relation are given, its object is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quiz.stems import ask_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item, Proof
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "choose-object"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim that has at least two provably wrong objects."""
    for claim in workshop.askable():
        question = ask_object(workshop.graph, claim)
        prove = partial(_prove, workshop, claim)
        item = workshop.choose_one(claim, TYPE, claim.object, question, prove)
        if item is not None:
            yield item


def _prove(workshop: Workshop, claim: Claim, entity: str) -> Proof | None:
    if entity == claim.subject:
        return None
    return workshop.falsity.prove(claim.subject, claim.relation, entity, claim.source)
