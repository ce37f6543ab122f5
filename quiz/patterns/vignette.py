"""Case vignette: two muscles fail and a movement is weak; damage to which nerve explains it?"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import End
from kg.vocabulary import INNERVATED_BY, PERFORMS
from kg.wording import name_of
from quiz.blank import Blank
from quiz.item import Bloom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "vignette"
# Rounds of pairing the muscles of one nerve, each in another order.
ROUNDS = 3


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield cases of two muscles with one nerve, one of which performs the movement that is weak."""
    moves: dict[str, list[Claim]] = defaultdict(list)
    for claim in workshop.known(PERFORMS):
        if claim.qualifier is None:
            moves[claim.subject].append(claim)
    seen: set[frozenset[str]] = set()
    for number in range(ROUNDS):
        supplied: dict[str, list[Claim]] = defaultdict(list)
        for claim in workshop.shuffled(workshop.facts(INNERVATED_BY), f"{TYPE} {number}"):
            if claim.qualifier is None:
                supplied[claim.object].append(claim)
        for nerve in sorted(supplied):
            for first, second in pairwise(supplied[nerve]):
                pair = frozenset((first.subject, second.subject))
                if pair not in seen and (item := _case(workshop, first, second, moves)) is not None:
                    seen.add(pair)
                    yield item


def _case(workshop: Workshop, first: Claim, second: Claim, moves: dict[str, list[Claim]]) -> Item | None:
    graph = workshop.graph
    if not moves[first.subject] or workshop.falsity.overlaps(first.subject, second.subject):
        return None
    name = f"{first.id}-{second.id}-{TYPE}"
    move = workshop.rng(f"{name} sign").choice(moves[first.subject])
    weak = name_of(graph.entity(move.object))
    one, other = (name_of(graph.entity(claim.subject)) for claim in (first, second))
    question = (
        f"in a patient, {weak} has become weak. On testing, {one} and {other} fail to contract. "
        "Damage to which nerve explains both?"
    )
    return workshop.choose_one(
        name, Blank(first, End.OBJECT, None), TYPE, Bloom.APPLY, question, [first, second, move], given=[move]
    )
