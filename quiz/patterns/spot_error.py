"""Spot the error: three statements that stand, and one that is wrong.

The wrong one is what a source says and evidence refutes, or an established statement with its object
exchanged for one that is proved wrong there. Of a popular text it is a statement that others speak against,
beside some that others bear out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import End, Stance, Status, Tier
from kg.proof import Proof, ProofKind
from kg.standing import evidence_line
from kg.wording import sentence, source_name, statement
from quiz.blank import Blank
from quiz.distractors import MIN_DISTRACTORS, about_as_long, too_long
from quiz.explanation import said_by, why_false
from quiz.item import Bloom, Interaction, Option
from quiz.patterns.odd_one_out import contradicted

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from kg.model import Claim, Evidence
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "spot-error"
STEM = "Which of these statements is WRONG?"
STANDING = 3
MOST_TRIED = 24


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each refuted claim, and for every second fact with the wrong object in it."""
    graph = workshop.graph
    facts = [
        claim
        for claim in workshop.shuffled(workshop.known(), TYPE)
        if claim.degree is None and not claim.derived_from
    ]
    by_relation: dict[str, list[Claim]] = defaultdict(list)
    for fact in facts:
        by_relation[fact.relation].append(fact)
    for claim in graph.claims(status=Status.REFUTED):
        proof = workshop.falsity.refuted(claim)
        if claim.ask and proof is not None:
            why = f"{why_false(graph, proof, claim)} {_against(claim)}".strip()
            key = Option(_told(workshop, claim), None, True, why, proof)
            item = _beside(workshop, claim, key, by_relation[claim.relation])
            if item is not None:
                yield item
    for source in graph.sources.values():
        if source.tier is Tier.POPULAR:
            yield from _slips(workshop, source.id)
    for number, claim in enumerate(facts):
        if (
            number % 2 == 0
            and claim.qualifier is None
            and workshop.asks_about(claim)
            and (item := _corrupted(workshop, claim, by_relation)) is not None
        ):
            yield item


def _slips(workshop: Workshop, source: str) -> Iterator[Item]:
    """Yield an item for each statement of a text that others speak against and none bears out."""
    graph = workshop.graph
    said = [claim for claim in graph.claims(source=source) if claim.source == source and claim.ask]
    sides = {claim.id: (_other(claim, Stance.SUPPORTS), _other(claim, Stance.DISPUTES)) for claim in said}
    borne_out = [claim for claim in said if sides[claim.id][0] and not sides[claim.id][1]]
    for claim in said:
        supporter, disputer = sides[claim.id]
        if disputer is None or supporter is not None or claim.status is Status.REFUTED:
            continue
        name = f"{claim.id}-{TYPE}"
        rng = workshop.rng(name)
        key = Option(
            _told(workshop, claim), None, True, sentence(evidence_line(graph, disputer)),
            _on_record(claim, disputer),
        )  # fmt: skip
        beside = [
            other
            for other in rng.sample(borne_out, len(borne_out))
            if about_as_long(_told(workshop, other), key.text)
        ][:STANDING]
        if len(beside) < MIN_DISTRACTORS:
            continue
        options = [key]
        for other in beside:
            evidence = sides[other.id][0]
            assert evidence is not None
            why = f"{source_name(graph, evidence.source)} bears this out."
            options.append(
                Option(_told(workshop, other), None, False, sentence(why), _on_record(other, evidence))
            )
        rng.shuffle(options)
        stem = f"Which statement of {source_name(graph, source)} does another source call WRONG?"
        yield workshop.item(
            name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, stem, source,
            [claim, *beside], options=options, steps=STANDING,
        )  # fmt: skip


def _other(claim: Claim, stance: Stance) -> Evidence | None:
    """Return the first direct evidence of this stance that is not the claim's own source's."""
    return next(
        (
            item
            for item in claim.evidence
            if item.source != claim.source and item.stance is stance and not item.indirect
        ),
        None,
    )


def _on_record(claim: Claim, evidence: Evidence) -> Proof:
    return Proof(
        ProofKind.CONTRADICTED, claim.subject, claim.relation, claim.object, str(evidence.stance),
        evidence.source, (claim.id,),
    )  # fmt: skip


def _against(claim: Claim) -> str:
    """Return what was found against a refuted claim."""
    told = [item.told for item in claim.evidence if item.stance == "disputes" and item.told]
    return told[0] if told else ""


def _corrupted(workshop: Workshop, claim: Claim, by_relation: dict[str, list[Claim]]) -> Item | None:
    graph, blank = workshop.graph, Blank(claim, End.OBJECT, None)
    for wrong, inner in workshop.distractors.pick(workshop.rng(f"{claim.id}-{TYPE}"), blank, TYPE, ""):
        ground = f"{inner.kind} {inner.ground}"
        proof = Proof(
            ProofKind.CORRUPTED, *blank.filled(wrong), ground, inner.source, (claim.id, *inner.witnesses)
        )
        why = f"{why_false(graph, inner, claim)} What is true: {statement(graph, claim)}."
        key = Option(_told(workshop, blank.other(wrong)), None, True, why, proof)
        # What else is said of the same things would be read as a hint.
        return _beside(
            workshop, claim, key, by_relation[claim.relation], {claim.subject, claim.object, wrong}
        )
    return None


def _beside(
    workshop: Workshop, claim: Claim, key: Option, facts: Sequence[Claim], taken: Container[str] = ()
) -> Item | None:
    """Return the item with facts beside the key that are about as long and share no end, nor one taken."""
    graph, name = workshop.graph, f"{claim.id}-{TYPE}"
    rng = workshop.rng(f"{name} beside")
    beside: list[Claim] = []
    near = [
        fact
        for fact in rng.sample(facts, min(len(facts), MOST_TRIED))
        if fact.subject not in taken and fact.object not in taken
    ]
    # A statement that stands is not to be seen more often than one that is wrong.
    near.sort(key=lambda fact: (workshop.stood[fact.id], abs(len(_told(workshop, fact)) - len(key.text))))
    for fact in near:
        ends = {fact.subject, fact.object}
        if all(ends.isdisjoint({other.subject, other.object}) for other in beside):
            beside.append(fact)
        if len(beside) == STANDING:
            break
    lengths = [len(_told(workshop, fact)) for fact in beside]
    if (
        len(beside) < STANDING
        or too_long(len(key.text), max(lengths))
        or too_long(min(lengths), len(key.text))
    ):
        return None
    workshop.stood.update(fact.id for fact in beside)
    options = [key] + [
        Option(
            _told(workshop, fact),
            None,
            False,
            f"This stands. {said_by(graph, fact, None)}",
            contradicted(fact),
        )
        for fact in beside
    ]
    rng.shuffle(options)
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, STEM, None, [claim, *beside], options=options,
        likeness=[workshop.likeness.score(claim.object, fact.object) for fact in beside], steps=STANDING,
    )  # fmt: skip


def _told(workshop: Workshop, claim: Claim) -> str:
    return sentence(statement(workshop.graph, claim))
