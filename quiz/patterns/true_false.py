"""True or false, and why: whether two things have the same value, with the values as the reason.

Both the verdict and its reason have to be right, which tells a misconception from a lucky guess.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.wording import name_of, predicate, sentence
from quiz.explanation import why_false, why_right
from quiz.item import Bloom, Interaction, Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from kg.proof import Proof
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "true-false"
MOST_TRIED = 40


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield statements that two things share their only value, as many of them true as false."""
    for relation in workshop.graph.vocabulary.claimable():
        if workshop.graph.phrase(relation).objects is None:
            continue
        alone = [
            claim
            for claim in workshop.shuffled(workshop.known(relation), f"{TYPE} {relation}")
            if claim.relation == relation
            and claim.qualifier is None
            and workshop.falsity.closed(claim.subject, relation)
            and {said.object for said in workshop.graph.claims(subject=claim.subject, relation=relation)}
            == {claim.object}
        ]
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in alone:
            groups[claim.object].append(claim)
        for number, claim in enumerate(alone):
            if not workshop.asks_about(claim):
                continue
            # The next in a seeded order; all of them would be too many in a large graph.
            others = [alone[(number + step) % len(alone)] for step in range(1, min(len(alone), MOST_TRIED))]
            same = [other for other in groups[claim.object][:MOST_TRIED] if other.subject != claim.subject]
            apart = [other for other in others if not workshop.falsity.overlaps(other.object, claim.object)]
            values = sorted({other.object for other in (*others, *alone[:MOST_TRIED])})
            # Asked both ways, so that as many statements are true as are false.
            if same and apart:
                pair = [_item(workshop, claim, same, values), _item(workshop, claim, apart, values)]
                yield from (item for item in pair if item is not None and all(pair))


def _item(workshop: Workshop, claim: Claim, others: list[Claim], values: list[str]) -> Item | None:
    """Return the item on a claim and the first of others whose four answers can be told apart by proof."""
    graph = workshop.graph
    others = sorted(others, key=lambda other: -workshop.likeness.score(claim.subject, other.subject))
    for other in others[:4]:
        third = _third(workshop, claim, other, values)
        if third is None or workshop.falsity.overlaps(claim.subject, other.subject):
            continue
        shared = claim.object == other.object
        one, two = claim.object, third if shared else other.object
        truth = (claim.object, other.object)
        options = []
        for said in ((one, one), (two, two), (one, two), (two, one)):
            text = _verdict(workshop, (claim, other), said)
            if said == truth:
                options.append(Option(text, None, True, why_right(graph, [claim, other], None)))
                continue
            proof = _false(workshop, (claim, other), said)
            if proof is None:
                break
            asked = claim if proof.subject == claim.subject else other
            options.append(Option(text, None, False, why_false(graph, proof, asked), proof))
        else:
            return _made(workshop, claim, other, options)
    return None


def _third(workshop: Workshop, claim: Claim, other: Claim, values: list[str]) -> str | None:
    """Return a value that neither has, likest to theirs."""
    for value in workshop.likeness.nearest(claim.object, values):
        if value != other.object and all(
            workshop.falsity.prove(each.subject, each.relation, value, None) for each in (claim, other)
        ):
            return value
    return None


def _false(workshop: Workshop, claims: tuple[Claim, Claim], values: tuple[str, str]) -> Proof | None:
    for claim, value in zip(claims, values, strict=True):
        if value != claim.object:
            return workshop.falsity.prove(claim.subject, claim.relation, value, None)
    return None


def _made(workshop: Workshop, claim: Claim, other: Claim, options: list[Option]) -> Item:
    graph, name = workshop.graph, f"{claim.id}-{other.id}-{TYPE}"
    workshop.rng(name).shuffle(options)
    phrase = graph.phrase(claim.relation)
    one, two = (name_of(graph.entity(each.subject)) for each in (claim, other))
    stem = sentence(f"{one} and {two} {phrase.plural} the same {phrase.objects}: true or false, and why?")
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.UNDERSTAND, stem, None, [claim, other], options=options,
        likeness=[workshop.likeness.score(claim.object, other.object)],
    )  # fmt: skip


def _verdict(workshop: Workshop, claims: tuple[Claim, Claim], values: tuple[str, str]) -> str:
    """Return an answer: the verdict, and each thing with its value, so that none has to count which is whose.

    A value that both have is named twice, or the length of an answer would tell its verdict.
    """
    graph = workshop.graph
    each = [
        f"{name_of(graph.entity(claim.subject))} {_joining(workshop, claim)} {name_of(graph.entity(value))}"
        for claim, value in zip(claims, values, strict=True)
    ]
    return f"{'True' if values[0] == values[1] else 'False'}: {', '.join(each)}"


def _joining(workshop: Workshop, claim: Claim) -> str:
    """Return the verb of a claim; of one in the passive, which the stem has already, just the "by"."""
    phrase = workshop.graph.phrase(claim.relation)
    match phrase.singular.split():
        case ["is", participle, by] if participle.endswith("ed"):
            return by
    return predicate(claim, phrase, plural=workshop.graph.entity(claim.subject).plural)
