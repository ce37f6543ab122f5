"""Spot the error: three statements that stand, and one that is wrong.

The wrong one is what a source says and evidence refutes, or an established statement with its object
exchanged for one that is proved wrong there. Of a popular text it is a statement that others speak against,
beside some that others bear out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.falsity import VOICES_NEEDED
from kg.inwords import listed
from kg.model import End, Stance, Status, Tier
from kg.proof import Proof, ProofKind
from kg.standing import evidence_line
from kg.wording import sentence, source_name, statement
from quiz.blank import Blank
from quiz.distractors import MIN_DISTRACTORS, about_as_long, too_long
from quiz.explanation import NO_ERROR, false, why_false
from quiz.item import Bloom, Interaction, Option
from quiz.patterns.odd_one_out import contradicted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from kg.graph import KnowledgeGraph
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
            true = _true_instead(workshop, claim, by_relation[claim.relation])
            key = Option(_told(workshop, claim), None, True, _error([_against(graph, claim), *true]), proof)
            opening, *rest = workshop.explained(claim)
            # Else how sure it is would be read of what is true.
            told = [opening, *true, *(["On the false statement:"] if true else ()), *rest]
            taken = {claim.subject, claim.object}
            item = _beside(workshop, claim, key, by_relation[claim.relation], told, taken)
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
            _told(workshop, claim), None, True,
            f"Called wrong, so it is the answer. {sentence(evidence_line(graph, disputer))}",
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
            why = f"Borne out, so it is not the answer: {source_name(graph, evidence.source)} says so, too"
            options.append(
                Option(_told(workshop, other), None, False, sentence(why), _on_record(other, evidence))
            )
        rng.shuffle(options)
        stem = f"Which statement of {source_name(graph, source)} does another source call WRONG?"
        yield workshop.item(
            name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, stem, source,
            [claim, *beside], options=options, steps=STANDING,
            told=[
                *_headed(workshop, "This statement is called wrong", claim),
                *(line for other in beside for line in _headed(workshop, "Borne out", other)),
            ],
        )  # fmt: skip


def _headed(workshop: Workshop, heading: str, claim: Claim) -> list[str]:
    """Return a claim as it is explained, with what it is among the options before it."""
    return [sentence(f"{heading}: {statement(workshop.graph, claim)}"), *workshop.explained(claim)[1:]]


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


def _error(reasons: Iterable[str]) -> str:
    """Return why a false statement is the answer."""
    return " ".join(["False, so it is the answer.", *filter(None, reasons)])


def _against(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the first finding against a refuted claim, one that is told in words first."""
    disputing = [item for item in claim.evidence if item.stance is Stance.DISPUTES]
    disputing.sort(key=lambda item: not item.told)
    return sentence(evidence_line(graph, disputing[0])) if disputing else ""


def _true_instead(workshop: Workshop, claim: Claim, facts: Sequence[Claim]) -> list[str]:
    """Return what is true of a refuted claim's subject: what is likest to what was said, if anything."""
    score = workshop.likeness.score
    own = [fact for fact in facts if fact.subject == claim.subject]
    own.sort(key=lambda fact: (fact.qualifier is not None, -score(claim.object, fact.object), fact.id))
    return [_true(workshop, fact) for fact in own[:1]]


def _true(workshop: Workshop, claim: Claim) -> str:
    return sentence(f"what is true: {statement(workshop.graph, claim)}")


def _corrupted(workshop: Workshop, claim: Claim, by_relation: dict[str, list[Claim]]) -> Item | None:
    graph, blank = workshop.graph, Blank(claim, End.OBJECT, None)
    for wrong, inner in workshop.distractors.pick(workshop.rng(f"{claim.id}-{TYPE}"), blank, TYPE, ""):
        ground = f"{inner.kind} {inner.ground}"
        proof = Proof(
            ProofKind.CORRUPTED, *blank.filled(wrong), ground, inner.source, (claim.id, *inner.witnesses)
        )
        said = blank.other(wrong)
        reasons = [why_false(graph, inner, claim), _true(workshop, claim)]
        key = Option(_told(workshop, said), None, True, _error(reasons), proof)
        told = [false(graph, said), *reasons, *workshop.explained(claim)[1:]]
        # What else is said of the same things, such as the opposite movement, would be read as a hint.
        taken = {claim.subject, claim.object, wrong}
        return _beside(workshop, claim, key, by_relation[claim.relation], told, taken)
    return None


def _beside(
    workshop: Workshop,
    claim: Claim,
    key: Option,
    facts: Sequence[Claim],
    told: Sequence[str],
    taken: Container[str],
) -> Item | None:
    """Return the item with facts beside the key that are about as long and share no end, nor one taken.

    `told` is the explanation of the key.
    """
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
            f"{NO_ERROR}: {_who_says(graph, fact)}",
            contradicted(fact),
        )
        for fact in beside
    ]
    rng.shuffle(options)
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, STEM, None, [claim, *beside], options=options,
        likeness=[workshop.likeness.score(claim.object, fact.object) for fact in beside], steps=STANDING,
        told=[*told, *(line for fact in beside for line in _headed(workshop, "True", fact))],
    )  # fmt: skip


def _who_says(graph: KnowledgeGraph, fact: Claim) -> str:
    """Return which sources bear a fact out, as a sentence."""
    direct = [item for item in fact.evidence if item.stance is Stance.SUPPORTS and not item.indirect]
    names = list(dict.fromkeys(source_name(graph, item.source) for item in direct))[:VOICES_NEEDED]
    return f"{listed(names)} {'says' if len(names) == 1 else 'say'} so."


def _told(workshop: Workshop, claim: Claim) -> str:
    """Return a claim as an option: without a full stop, as words on it follow."""
    return sentence(statement(workshop.graph, claim)).removesuffix(".")
