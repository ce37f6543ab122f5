"""Matching: four subjects and four objects of one relation, of which only one pairing holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.proof import ProofKind
from quiz.explanation import said_by
from quiz.item import Bloom, Interaction, Option, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from kg.proof import Proof
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "match"
ROWS = 4
ROUNDS = 3
# A block that cannot be filled from so many claims is given up.
MOST_TRIED = 40


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield blocks of facts by one relation; in each round a claim stands in one block at most."""
    for relation in workshop.graph.vocabulary.claimable():
        if workshop.graph.vocabulary.relations[relation].symmetric:
            continue
        closed = [
            claim
            for claim in workshop.known(relation)
            if claim.relation == relation and claim.qualifier is None
            and workshop.falsity.closed(claim.subject, relation)
        ]  # fmt: skip
        first_ones: set[str] = set()
        for number in range(ROUNDS):
            taken: set[str] = set()
            order = workshop.shuffled(closed, f"{TYPE} {relation} {number}")
            for at, claim in enumerate(order):
                if claim.id in taken or claim.id in first_ones or not workshop.asks_about(claim):
                    continue
                beside = [other for other in order[at + 1 : at + 1 + MOST_TRIED] if other.id not in taken]
                block = _block(workshop, claim, beside)
                if len(block) == ROWS:
                    first_ones.add(claim.id)
                    taken.update(other.id for other in block)
                    yield _item(workshop, block)


def _block(workshop: Workshop, first: Claim, beside: list[Claim]) -> list[Claim]:
    chosen = [first]
    for claim in beside:
        if all(_apart(workshop, claim, other) for other in chosen):
            chosen.append(claim)
        if len(chosen) == ROWS:
            break
    return chosen


def _apart(workshop: Workshop, one: Claim, other: Claim) -> bool:
    return (
        one.subject != other.subject
        and _proof(workshop, one, other) is not None
        and _proof(workshop, other, one) is not None
    )


def _proof(workshop: Workshop, claim: Claim, other: Claim) -> Proof | None:
    """Return why the object of another claim does not belong to the subject of this one."""
    proof = workshop.falsity.prove(claim.subject, claim.relation, other.object, None)
    return None if proof is None or proof.kind is ProofKind.DISJOINT_CLASS else proof


def _item(workshop: Workshop, block: list[Claim]) -> Item:
    graph, relation = workshop.graph, block[0].relation
    name = f"{block[0].id}-{TYPE}"
    shown = list(range(ROWS))
    workshop.rng(name).shuffle(shown)
    options = [
        Option(
            graph.entity(block[place].object).label,
            block[place].object,
            True,
            said_by(graph, block[place], None),
        )
        for place in shown
    ]
    rows = [
        Row(
            graph.entity(claim.subject).label,
            claim.subject,
            shown.index(number),
            tuple(
                None if block[place] is claim else _proof(workshop, claim, block[place]) for place in shown
            ),
        )
        for number, claim in enumerate(block)
    ]
    phrase = graph.phrase(relation)
    stem = f"Match each {phrase.subjects or 'line'}: it {phrase.singular} which of these?"
    return workshop.item(
        name, TYPE, Interaction.MATCH, Bloom.UNDERSTAND, stem, None, block, options=options,
        rows=tuple(rows),
        likeness=[workshop.likeness.score(block[0].object, claim.object) for claim in block[1:]],
    )  # fmt: skip
