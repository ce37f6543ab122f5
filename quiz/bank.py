"""All the items that a graph and a seed give, and picking some for a quiz."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from quiz.patterns import PATTERNS
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["about", "build", "pick"]


def build(graph: KnowledgeGraph, seed: int) -> list[Item]:
    """Return every item of every type, in order of type and claim."""
    workshop = Workshop(graph, seed)
    return [item for pattern in PATTERNS.values() for item in pattern(workshop)]


def about(graph: KnowledgeGraph, items: Sequence[Item], topic: str) -> list[Item]:
    """Return the items whose claims have the topic, or what belongs to it, as subject or object."""
    within = Workshop(graph, 0).falsity.within
    return [
        item
        for item in items
        if any(
            within(end, topic)
            for claim in map(graph.claim, item.claims)
            for end in (claim.subject, claim.object)
        )
    ]


def pick(items: Sequence[Item], number: int, seed: int) -> list[Item]:
    """Return up to `number` items in a seeded order, no claim twice before each had its turn."""
    rng = Random(f"pick {seed}")
    order = list(items)
    rng.shuffle(order)
    turns: dict[tuple[str, ...], int] = {}
    ranked = []
    for item in order:
        turn = turns.get(item.claims, 0)
        turns[item.claims] = turn + 1
        ranked.append((turn, item))
    ranked.sort(key=lambda pair: pair[0])
    return [item for _, item in ranked[:number]]
