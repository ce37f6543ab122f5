"""Which question a claim is asked by: the better it is known, the harder the format."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from quiz.bank import placed
from quiz.item import Bloom, Interaction
from quiz.lint import Linter
from quiz.patterns import PATTERNS
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item
    from quiz.learner.memory import Memory

__all__ = ["Stage", "interleaved", "items_for", "stage", "stage_of"]

GAP = "_"
REASONING = (Bloom.APPLY, Bloom.ANALYSE, Bloom.EVALUATE)


class Stage(IntEnum):
    """What a format asks of the memory: to choose, to complete, to recall, to reason with it."""

    CHOOSE = 1
    COMPLETE = 2
    RECALL = 3
    REASON = 4


def stage(memory: Memory | None) -> Stage:
    """Return the stage a claim has reached: one more with each study day on which it was right.

    What is new, or was wrong the last time, is chosen.
    """
    return Stage(min((memory.streak if memory is not None else 0) + 1, Stage.REASON))


def stage_of(item: Item) -> Stage:
    """Return what an item asks of the memory."""
    if item.bloom in REASONING:
        return Stage.REASON
    match item.interaction:
        case Interaction.TEXT:
            return Stage.COMPLETE if GAP in item.stem else Stage.RECALL
        case Interaction.ORDER:
            return Stage.RECALL
        case Interaction.CHOOSE_MANY | Interaction.MATCH:
            return Stage.COMPLETE
        case _:
            return Stage.CHOOSE


@dataclass(slots=True)
class _OfSome(Workshop):
    """Makes items of some claims alone."""

    only: Collection[str] = field(default=frozenset())

    def asks_about(self, claim: Claim) -> bool:
        """Return whether the claim is one of them."""
        return claim.id in self.only


def items_for(
    graph: KnowledgeGraph, seed: int, claims: Sequence[str], memories: Mapping[str, Memory]
) -> list[Item]:
    """Return an item for each claim, in their order, whose format fits what is known of it.

    Where a claim cannot be asked as its stage wants, it is asked in an easier format, or else a harder one.
    An item that rests on more than its own claim waits until these are known. A claim of which no sound item
    can be made, or that another item would give away, has none.
    """
    workshop, linter = _OfSome(graph, seed, only=frozenset(claims)), Linter(graph)
    known = {claim for claim, memory in memories.items() if memory.streak > 0}
    by_claim: dict[str, list[Item]] = defaultdict(list)
    for pattern in PATTERNS.values():
        for item in pattern(workshop):
            first, *others = item.claims
            if first in workshop.only and (stage_of(item) < Stage.REASON or known.issuperset(others)):
                by_claim[first].append(item)
    chosen: dict[str, Item] = {}
    for claim in claims:
        rng = workshop.rng(f"format {claim}")
        wanted = stage(memories.get(claim))
        found = sorted(by_claim[claim], key=lambda item: (_distance(item, wanted), rng.random()))
        sound = next((item for item in found if not linter.item(item)), None)
        if sound is not None:
            chosen[claim] = sound
    telling = {finding.item for finding in linter.hinges(list(chosen.values()))}
    return placed(workshop, [item for item in chosen.values() if item.id not in telling])


def _distance(item: Item, wanted: Stage) -> int:
    """Return how far a format is from the one wanted; a harder one is further than any easier one."""
    found = stage_of(item)
    return wanted - found if found <= wanted else len(Stage) + found - wanted


def interleaved(items: Iterable[Item], kin: Mapping[str, Collection[str]]) -> list[Item]:
    """Return items so that what is akin does not stand side by side, where that can be; else in their order.

    `kin` are, by claim, the things that its item is about.
    """
    waiting = list(items)
    found: list[Item] = []
    while waiting:
        last = set(kin.get(found[-1].claims[0], ())) if found else set()
        at = next(
            (place for place, item in enumerate(waiting) if last.isdisjoint(kin.get(item.claims[0], ()))),
            0,
        )
        found.append(waiting.pop(at))
    return found
