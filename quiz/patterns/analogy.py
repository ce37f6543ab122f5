"""Analogy: the one muscle is to its nerve as the other is to which?"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from kg.model import End
from kg.wording import name_of
from quiz.blank import Blank
from quiz.item import Bloom
from quiz.stems import kind_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "analogy"
MOST_TRIED = 8


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each fact that has another by the same relation, and no other relation, beside it.

    What nobody can be asked outright is asked as the first source has it of which an item can be made.
    """
    for relation in workshop.graph.vocabulary.claimable():
        if workshop.graph.vocabulary.relations[relation].symmetric:
            continue
        facts = [
            claim
            for claim in workshop.shuffled(workshop.known(relation), f"{TYPE} {relation}")
            if claim.relation == relation and claim.qualifier is None
        ]
        in_scope: dict[str | None, list[Claim]] = defaultdict(list)
        for claim in facts:
            for scope in workshop.scopes(claim):
                in_scope[scope].append(claim)
        places = {
            (scope, claim.id): place for scope, of in in_scope.items() for place, claim in enumerate(of)
        }
        for claim in facts:
            if workshop.asks_about(claim):
                made = (
                    _with_example(workshop, claim, scope, in_scope[scope], places[scope, claim.id])
                    for scope in workshop.scopes(claim)
                )
                yield from islice(filter(None, made), 1)


def _with_example(
    workshop: Workshop, claim: Claim, scope: str | None, facts: list[Claim], place: int
) -> Item | None:
    """Return the item with one of the facts after the claim's place as its example."""
    others = facts[place + 1 : place + 1 + MOST_TRIED]
    others += facts[: min(place, MOST_TRIED - len(others))]
    others.sort(key=lambda other: -workshop.likeness.score(claim.subject, other.subject))
    example = next((other for other in others if _apart(workshop, claim, other)), None)
    return None if example is None else _item(workshop, example, claim, scope)


def _apart(workshop: Workshop, one: Claim, other: Claim) -> bool:
    """Return whether two facts share nothing but their relation, and that alone joins their ends."""
    overlaps = workshop.falsity.overlaps
    return (
        not overlaps(one.subject, other.subject)
        and not overlaps(one.object, other.object)
        and all(len(workshop.joined(claim.subject, claim.object)) == 1 for claim in (one, other))
        and not workshop.joined(one.subject, other.object)
    )


def _item(workshop: Workshop, example: Claim, asked: Claim, scope: str | None) -> Item | None:
    graph, blank = workshop.graph, Blank(asked, End.OBJECT, scope)
    kind = kind_asked(graph, blank)
    first, second, third = (
        name_of(graph.entity(entity)) for entity in (example.subject, example.object, asked.subject)
    )
    question = f"{first} is to {second} as {third} is to {f'which {kind}' if kind else 'which of these'}?"
    return workshop.choose_one(
        f"{asked.id}-{TYPE}", blank, TYPE, Bloom.ANALYSE, question, [asked, example],
        # Joined by another relation, it could be taken for the answer by that one.
        may_stand=lambda entity: not workshop.joined(asked.subject, entity),
    )  # fmt: skip
