"""A part of a graph as a graph of its own: what a picture, a page or a file is made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Claim, CompletenessMark

__all__ = ["around", "part", "with_status"]


def part(graph: KnowledgeGraph, claims: Iterable[Claim], entities: Iterable[str] = ()) -> KnowledgeGraph:
    """Return a graph of these claims and entities alone, with the vocabulary, and what they rest on.

    That is the ends of the claims, their sources and packs, and the mappings of what is kept. A
    completeness mark is kept only where all the claims that it vouches for are.

    >>> import kg
    >>> graph = kg.load()
    >>> small = part(graph, [graph.claim("article-c18")])
    >>> sorted(small.entities), len(small.claims())
    (['femoral-internal-rotation', 'weak-gluteus-medius'], 1)
    """
    kept = {claim.id: claim for claim in claims}
    names = {*entities, *(end for claim in kept.values() for end in (claim.subject, claim.object))}
    marks = [mark for mark in graph.marks if mark.subject in names and _vouched(graph, mark) <= kept.keys()]
    packs = _required(graph, {claim.pack for claim in kept.values()} | {graph.entity(n).pack for n in names})
    sources = {
        *(claim.source for claim in kept.values()),
        *(item.source for claim in kept.values() for item in claim.evidence),
        *(source for mark in marks for source in (mark.source, mark.curator)),
        *(source for name in packs for source in (graph.packs[name].source, graph.packs[name].curator)),
    }
    packs = _required(graph, packs | {graph.sources[name].pack for name in sources})
    sources |= {source for name in packs for source in (graph.packs[name].source, graph.packs[name].curator)}
    content = graph.content
    return KnowledgeGraph(
        replace(
            content,
            packs=tuple(pack for pack in content.packs if pack.name in packs),
            sources=tuple(source for source in content.sources if source.id in sources),
            entities=tuple(entity for entity in content.entities if entity.id in names),
            claims=tuple(claim for claim in content.claims if claim.id in kept),
            marks=tuple(marks),
            mappings=tuple(
                mapping
                for mapping in content.mappings
                if mapping.subject.startswith("myo:") or mapping.subject.removeprefix("id:") in names
            ),
        )
    )


def around(graph: KnowledgeGraph, entity: str, depth: int) -> KnowledgeGraph:
    """Return the part within `depth` steps of an entity, whichever way the claims point.

    Live claims alone lead further. Kept are the claims, whatever their status, that have an end among the
    entities nearer than that: what joins two of the outermost to each other would only hide the middle.

    >>> import kg
    >>> sorted(around(kg.load(), "treadmill", 1).entities)
    ['gait-retraining', 'treadmill']
    """
    inner: set[str] = set()
    reached, last = {entity}, {entity}
    for _ in range(depth):
        inner |= last
        last = {near for name in last for near in graph.neighbours(name)} - reached
        reached |= last
    between = [
        claim
        for claim in graph.claims()
        if {claim.subject, claim.object} <= reached and not inner.isdisjoint((claim.subject, claim.object))
    ]
    return part(graph, between, reached)


def with_status(graph: KnowledgeGraph, statuses: Iterable[str]) -> KnowledgeGraph:
    """Return the part whose claims have one of these statuses, with the entities that they join."""
    wanted = set(statuses)
    return part(graph, [claim for claim in graph.claims() if claim.status in wanted])


def _vouched(graph: KnowledgeGraph, mark: CompletenessMark) -> set[str]:
    """Return the ids of the claims that a mark says are all there are."""
    found = graph.claims(subject=mark.subject, relation=mark.relation, source=mark.source)
    return {claim.id for claim in found}


def _required(graph: KnowledgeGraph, names: Iterable[str]) -> set[str]:
    """Return packs and all the packs that they require."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in graph.packs:
            found.add(name)
            waiting.extend(graph.packs[name].requires)
    return found
