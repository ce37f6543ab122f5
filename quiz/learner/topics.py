"""What claims are about: the parts of the graph that progress is told by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.falsity import supports
from kg.model import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.falsity import Falsity
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["Topic", "by_relation", "chosen_topics", "topics"]

# A topic that nobody chose has so many claims, and so many things that belong to it at once.
LEAST_CLAIMS = 20
LEAST_PARTS = 2
# Inside a topic that was chosen, smaller ones are told.
LEAST_CLAIMS_INSIDE = 5
MOST_TOPICS = 20
# Of two topics that share so much of what either has, one is told.
THE_SAME = 0.9


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of what can be asked. `kind` is a class of the vocabulary, `Source` or `Relation`."""

    id: str
    label: str
    kind: str
    claims: frozenset[str]


def topics(
    graph: KnowledgeGraph, falsity: Falsity, claims: Iterable[Claim], inside: str | None = None
) -> list[Topic]:
    """Return what the claims are about, the largest topic first.

    A topic is an entity that others belong to, or a text that a pack was made of. With `inside`, it is that
    entity, and whatever belongs to it.
    """
    parts: dict[str, set[str]] = defaultdict(set)
    for claim in graph.claims():
        if claim.live and graph.vocabulary.overlapping(claim.relation):
            parts[claim.object].add(claim.subject)
    texts = {pack.source for pack in graph.packs.values()} if inside is None else set()
    texts = {name for name in texts if graph.sources[name].tier is not Tier.CURATOR}
    about: dict[str, set[str]] = defaultdict(set)
    said: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for entity in falsity.above(claim.subject) | falsity.above(claim.object):
            about[entity].add(claim.id)
        for name in texts:
            if claim.source == name or any(supports(item, name) for item in claim.evidence):
                said[name].add(claim.id)
    found = [
        Topic(name, graph.entity(name).label, graph.entity(name).cls, frozenset(its))
        for name, its in about.items()
        if (
            len(parts[name]) >= LEAST_PARTS and len(its) >= LEAST_CLAIMS
            if inside is None
            else name == inside or (falsity.within(name, inside) and len(its) >= LEAST_CLAIMS_INSIDE)
        )
    ]
    found.sort(key=lambda topic: (topic.id != inside, -len(topic.claims), topic.id))
    sources = [
        Topic(name, graph.sources[name].label, "Source", frozenset(its)) for name, its in sorted(said.items())
    ]
    return _distinct(found)[:MOST_TOPICS] + sources


def _distinct(found: Sequence[Topic]) -> list[Topic]:
    kept: list[Topic] = []
    for topic in found:
        if not any(
            len(topic.claims & other.claims) >= THE_SAME * len(topic.claims | other.claims) for other in kept
        ):
            kept.append(topic)
    return kept


def chosen_topics(
    graph: KnowledgeGraph, falsity: Falsity, claims: Iterable[Claim], names: Iterable[str]
) -> list[Topic]:
    """Return the topics of a course, in its order."""
    claims = list(claims)
    return [
        Topic(
            name,
            graph.entity(name).label,
            graph.entity(name).cls,
            frozenset(
                claim.id
                for claim in claims
                if falsity.within(claim.subject, name) or falsity.within(claim.object, name)
            ),
        )
        for name in dict.fromkeys(names)
    ]


def by_relation(graph: KnowledgeGraph, claims: Iterable[Claim]) -> list[Topic]:
    """Return the claims by relation, the largest group first."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found[claim.relation].add(claim.id)
    return [
        Topic(name, graph.vocabulary.relations[name].label, "Relation", frozenset(its))
        for name, its in sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
