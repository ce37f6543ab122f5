"""Single choice, inverse: a claim's relation and object are given, its subject is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quiz.stems import ask_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item, Proof
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "choose-subject"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim that has at least two provably wrong subjects."""
    for claim in workshop.askable():
        question = ask_subject(workshop.graph, claim)
        prove = partial(_prove, workshop, claim)
        item = workshop.choose_one(claim, TYPE, claim.subject, question, prove)
        if item is not None:
            yield item


def _prove(workshop: Workshop, claim: Claim, entity: str) -> Proof | None:
    if entity == claim.object:
        return None
    return workshop.falsity.prove(entity, claim.relation, claim.object, claim.source)
