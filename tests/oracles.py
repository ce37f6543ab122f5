"""What tests of questions look up in a graph by themselves, sharing nothing with what makes the questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import AskUse, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item, Option

__all__ = [
    "asked_as_fact",
    "borne_out",
    "causal",
    "claims_of",
    "fits_gap",
    "gap",
    "joined",
    "leads",
    "said",
    "stances",
    "uppers",
    "wholes",
    "wrong",
]

# Relations by which the one side is, in part, the other.
BELONGING = ("partOf", "memberOf", "exampleOf", "stateOf")


def claims_of(graph: KnowledgeGraph, item: Item) -> list[Claim]:
    return [graph.claim(name) for name in item.claims]


def wrong(item: Item) -> list[Option]:
    return [option for option in item.options if not option.correct]


def uppers(graph: KnowledgeGraph, relation: str) -> set[str]:
    """Return a relation and those above it, from the records alone."""
    found, waiting = set(), [relation]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += graph.vocabulary.relations[current].parents
    return found


def causal(graph: KnowledgeGraph, relation: str) -> bool:
    return "influences" in uppers(graph, relation)


def said(
    graph: KnowledgeGraph, subject: str, relation: str, object_: str, scope: str | None = None
) -> list[Claim]:
    """Return the claims that say so, by the relation, one below it or one above it.

    Outright, what is refuted is not so. In a source's scope it may be what the source says.
    """
    found = [
        claim
        for claim in graph.claims(subject=subject, object=object_)
        if relation in uppers(graph, claim.relation) or claim.relation in uppers(graph, relation)
    ]
    if graph.vocabulary.relations[relation].symmetric:
        found += graph.claims(subject=object_, relation=relation, object=subject)
    return [claim for claim in found if claim.live or (scope and claim.status is Status.REFUTED)]


def joined(graph: KnowledgeGraph, one: str, other: str) -> list[Claim]:
    """Return the live claims that join two entities, either way round."""
    both = (*graph.claims(subject=one, object=other), *graph.claims(subject=other, object=one))
    return [claim for claim in both if claim.live]


def borne_out(claim: Claim, source: str) -> bool:
    """Return whether a source has direct evidence for the claim."""
    return any(
        item.source == source and item.stance is Stance.SUPPORTS and not item.indirect
        for item in claim.evidence
    )


def stances(claim: Claim, source: str) -> set[str]:
    """Return how all that a source has on record for a claim bears on it."""
    return {
        "indirect" if item.indirect else str(item.stance) for item in claim.evidence if item.source == source
    }


def leads(graph: KnowledgeGraph, source: str, start: str) -> set[str]:
    """Return all that a source's own live claims have the start lead to, by any number of steps."""
    reached: set[str] = set()
    while True:
        further = {
            claim.object
            for claim in graph.claims()
            if claim.live
            and claim.source == source
            and claim.subject in {start, *reached}
            and causal(graph, claim.relation)
        }
        if further <= reached:
            return reached
        reached |= further


def wholes(graph: KnowledgeGraph, entity: str) -> set[str]:
    """Return the entity and all that it is a part, member, kind or state of, whoever says so."""
    found, waiting = set(), [entity]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [
                claim.object
                for claim in graph.claims(subject=current)
                if claim.relation in BELONGING and claim.status is not Status.DRAFT
            ]
    return found


def gap(stem: str) -> str:
    """Return the gap of a stem: from its first word with a blank in it to the last such word."""
    words = re.sub(r"[.?]$", "", stem).split(" ")
    places = [place for place, word in enumerate(words) if "_" in word]
    return " ".join(words[places[0] : places[-1] + 1])


def fits_gap(shown: str, name: str) -> bool:
    """Return whether a name has the letters that a gap shows, and as many as it hides."""
    return len(name) == len(shown) and all(
        letter == seen if seen != "_" else letter != " "
        for letter, seen in zip(name.casefold(), shown.casefold(), strict=True)
    )


def asked_as_fact(claims: Iterable[Claim]) -> list[Claim]:
    """Return those that are established and that a curator allows to be asked as facts."""
    return [claim for claim in claims if claim.status is Status.ESTABLISHED and AskUse.FACT in claim.ask]
