"""Choose the exercise for a goal: that a source names for it, or that is hardest, or lightest, on a muscle.

The latter by what one study measured: values of different studies are never compared, as for one exercise
they differ twofold.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import End
from kg.proof import Proof, ProofKind
from kg.vocabulary import ACTIVATES, WORKS_ON
from kg.wording import name_of, source_name
from quiz.item import Bloom, Interaction, Option
from quiz.measures import surely_less

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim, Measure
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "exercise-goal"
INTERVENTION = "Intervention"
MIN_BESIDE, MAX_BESIDE = 2, 3
HARDEST, LIGHTEST = "hardest", "lightest"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each measured exercise that is surely above, or below, two others of its study."""
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in workshop.graph.claims(relation=ACTIVATES):
        if claim.live and claim.ask and claim.measure is not None:
            groups[claim.source, claim.object, claim.measure.unit].append(claim)
    for group in groups.values():
        for claim in group:
            less = [other for other in group if _less(other, claim)]
            more = [other for other in group if _less(claim, other)]
            for others, goal in ((less, HARDEST), (more, LIGHTEST)):
                if (item := _item(workshop, claim, others, goal)) is not None:
                    yield item
    yield from _named_for(workshop)


def _named_for(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each goal that a source names an exercise or treatment for."""
    graph = workshop.graph
    for claim, blanks in workshop.blanks(End.SUBJECT):
        intervention = graph.vocabulary.is_a(graph.entity(claim.subject).cls, INTERVENTION)
        goal = graph.vocabulary.causal(claim.relation) or graph.vocabulary.is_below(claim.relation, WORKS_ON)
        verb = graph.phrase(claim.relation).base
        # Nobody aims to be crucial for balance.
        if not (intervention and goal) or claim.measure is not None or verb.startswith("be "):
            continue
        aim = " ".join(filter(None, (verb, name_of(graph.entity(claim.object)), claim.qualifier)))
        question = f"which of these is named where the aim is to {aim}?"
        for blank in blanks:
            item = workshop.choose_one(f"{claim.id}-{TYPE}", blank, TYPE, Bloom.APPLY, question, [claim])
            if item is not None:
                yield item
                break


def _less(one: Claim, other: Claim) -> bool:
    assert one.measure is not None
    assert other.measure is not None
    return one.subject != other.subject and surely_less(one.measure.value, other.measure.value)


def _item(workshop: Workshop, claim: Claim, others: list[Claim], goal: str) -> Item | None:
    graph, name = workshop.graph, f"{claim.id}-{goal}-{TYPE}"
    rng = workshop.rng(name)
    muscle, source = name_of(graph.entity(claim.object)), source_name(graph, claim.source)
    rng.shuffle(others)
    # None is to stand out by its length, as variants make some names long.
    long = len(_named(workshop, claim))
    others.sort(key=lambda other: abs(len(_named(workshop, other)) - long))
    chosen: dict[str, Claim] = {}
    for other in others:
        if not any(workshop.falsity.overlaps(other.subject, known) for known in (claim.subject, *chosen)):
            chosen[other.subject] = other
    if len(chosen) < MIN_BESIDE:
        return None
    beside = list(chosen.values())[:MAX_BESIDE]
    options = [Option(_named(workshop, claim), claim.subject, True, _measured(claim, source))]
    for other in beside:
        less, more = (other, claim) if goal == HARDEST else (claim, other)
        proof = Proof(
            ProofKind.ORDER, less.subject, ACTIVATES, more.subject, _unit(claim), claim.source,
            (less.id, more.id),
        )  # fmt: skip
        options.append(Option(_named(workshop, other), other.subject, False, _measured(other, source), proof))
    rng.shuffle(options)
    stem = f"By what {source} measured, which of these exercises is {goal} on {muscle}?"
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.APPLY, stem, claim.source, [claim, *beside],
        options=options,
        likeness=[workshop.likeness.score(claim.subject, other.subject) for other in beside],
    )  # fmt: skip


def _named(workshop: Workshop, claim: Claim) -> str:
    label = workshop.graph.entity(claim.subject).label
    return f"{label} ({claim.qualifier})" if claim.qualifier else label


def _measured(claim: Claim, source: str) -> str:
    measure: Measure | None = claim.measure
    assert measure is not None
    return f"{source[:1].upper()}{source[1:]} measured {measure.value} {measure.unit}."


def _unit(claim: Claim) -> str:
    assert claim.measure is not None
    return claim.measure.unit
