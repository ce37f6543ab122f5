"""All causal chains between two things; where there is none, the nearest. And pairs that a chain joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.inwords import counted
from kg.paths import MAX_CHAINS, MAX_STEPS, causal_chains
from kg.vocabulary import INFLUENCES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.graph import KnowledgeGraph
    from kg.model import Entity
    from kg.paths import Chain

__all__ = ["Pair", "Ways", "in_words", "long_pairs", "nearest_pair", "ways"]

# How far from what was asked for the nearest may be, in claims of any kind.
FARTHEST = 3
# Of a large graph so many beginnings are looked at.
BEGINNINGS = 500
_CONDITION = "Condition"


class Pair(NamedTuple):
    """Two entities by their ids that a causal chain joins, of so many steps at least."""

    start: str
    end: str
    steps: int


class Ways(NamedTuple):
    """The chains from one entity to another, `more` where there are more than `MAX_CHAINS`.

    Where there are none: the shortest one `back`, from the end to the start, and the `nearest` there is.
    """

    start: Entity
    end: Entity
    chains: list[Chain]
    more: bool = False
    back: Pair | None = None
    nearest: Pair | None = None


def ways(graph: KnowledgeGraph, start: Entity, end: Entity) -> Ways:
    """Return how one entity leads to another. May be slow.

    >>> import kg
    >>> graph = kg.load()
    >>> found = ways(graph, graph.find("knee pain"), graph.find("weak gluteus medius"))
    >>> found.chains, found.back.steps, found.nearest
    ([], 2, Pair(start='knee-pain', end='daily-activities', steps=1))
    """
    chains = causal_chains(graph, start.id, end.id, limit=MAX_CHAINS + 1)
    if chains:
        return Ways(start, end, chains[:MAX_CHAINS], more=len(chains) > MAX_CHAINS)
    if start == end:
        return Ways(start, end, [])
    shortest = causal_chains(graph, end.id, start.id, limit=1)
    back = Pair(end.id, start.id, len(shortest[0].steps)) if shortest else None
    return Ways(start, end, [], back=back, nearest=nearest_pair(graph, start.id, end.id))


def in_words(found: Ways) -> str:
    """Return how many chains there are, or in the words of the command that there are none."""
    if found.chains:
        number = counted(len(found.chains), "chain")
        if found.more:
            return f"Only the first {number}, the shortest; there are more."
        return f"{number}, the shortest first." if len(found.chains) > 1 else f"{number}."
    if found.start == found.end:
        return "Both are the same: name two things."
    told = f"No claim, nor chain of claims, leads from “{found.start.label}” to “{found.end.label}”."
    back = " There is one the other way round." if found.back else ""
    nearest = " The last of these is the nearest there is." if found.back else " The nearest there is:"
    return f"{told}{back}{nearest if found.nearest else ''}"


def nearest_pair(graph: KnowledgeGraph, start: str, end: str) -> Pair | None:
    """Return the chain nearest to one from `start` to `end`, of which there is none; or None.

    One of the two ends stays as it is; the other is the thing with the fewest claims of any kind between it
    and what was asked for. The start stays where both are as near. Where nothing is near, it is the shortest
    chain from the start, else to the end.

    >>> import kg
    >>> nearest_pair(kg.load(), "sartorius", "knee-pain")
    Pair(start='tight-gluteus-medius', end='knee-pain', steps=1)
    """
    onward = _reached(graph, start, onward=True)
    back = _reached(graph, end, onward=False)
    around_end, around_start = list(_circles(graph, end)), list(_circles(graph, start))
    for ending, beginning in zip((*around_end, set(onward)), (*around_start, set(back)), strict=True):
        if ending & onward.keys():
            name = min(ending & onward.keys(), key=lambda name: (onward[name], name))
            return Pair(start, name, onward[name])
        if beginning & back.keys():
            name = min(beginning & back.keys(), key=lambda name: (back[name], name))
            return Pair(name, end, back[name])
    return None


def long_pairs(graph: KnowledgeGraph, number: int) -> list[Pair]:
    """Return the pairs of conditions whose shortest chain is longest, no condition twice.

    Pairs of other things follow where there are too few of conditions.

    >>> import kg
    >>> [pair.steps for pair in long_pairs(kg.load(), 2)]
    [3, 3]
    """
    found = []
    for start in _beginnings(graph):
        for end, steps in _reached(graph, start, onward=True).items():
            ends = (graph.entity(start), graph.entity(end))
            both = all(graph.vocabulary.is_a(each.cls, _CONDITION) for each in ends)
            found.append((not both, -steps, ends[0].label, ends[1].label, Pair(start, end, steps)))
    chosen: list[Pair] = []
    taken: set[str] = set()
    for *_, pair in sorted(found):
        if len(chosen) < number and taken.isdisjoint(pair[:2]):
            chosen.append(pair)
            taken.update(pair[:2])
    return chosen


def _beginnings(graph: KnowledgeGraph) -> list[str]:
    claims = (claim for claim in graph.claims(relation=INFLUENCES) if claim.live)
    return sorted({claim.subject for claim in claims})[:BEGINNINGS]


def _reached(graph: KnowledgeGraph, start: str, *, onward: bool) -> Mapping[str, int]:
    """Return what live causal claims lead to, or come from, and in how many steps."""
    found, level = dict[str, int](), {start}
    for steps in range(1, MAX_STEPS + 1):
        level = _next(graph, level, onward=onward) - found.keys() - {start}
        found.update(dict.fromkeys(level, steps))
    return found


def _next(graph: KnowledgeGraph, level: Collection[str], *, onward: bool) -> set[str]:
    if onward:
        return {claim.object for claim in graph.leaving(level, INFLUENCES) if claim.live}
    return {claim.subject for claim in graph.entering(level, INFLUENCES) if claim.live}


def _circles(graph: KnowledgeGraph, entity: str) -> Iterator[set[str]]:
    """Yield what is one claim of any kind away, then two, and so on."""
    seen, level = {entity}, {entity}
    for _ in range(FARTHEST):
        level = {near for name in level for near in graph.neighbours(name)} - seen
        seen |= level
        yield level
