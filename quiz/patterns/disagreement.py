"""Sources disagree: two that bear on one claim; which of them bears it out, which speaks against it?"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kg.model import Stance, Status, Tier
from kg.proof import Proof, ProofKind
from kg.standing import evidence_line
from kg.wording import sentence, source_name, statement
from quiz.item import Bloom, Interaction, Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim, Evidence
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "disagreement"
PAIRS = 2
# Of four answers each should be right as often; so many claims without dispute balance one with.
BALANCE = 2


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim with a source on either side, and as many on which two sources agree.

    Without the latter, "they differ" would be the answer every time.
    """
    graph = workshop.graph
    claims = [
        claim
        for claim in workshop.shuffled(graph.claims(), TYPE)
        if claim.ask
        # Which page names which root is nothing to learn; which study found what is.
        and not graph.vocabulary.anatomical(claim.relation)
    ]
    found = {
        sides: [(claim, pair) for claim in claims for pair in _pairs(workshop, claim, *sides)]
        for sides in ((Stance.SUPPORTS, Stance.DISPUTES), (Stance.DISPUTES,) * 2, (Stance.SUPPORTS,) * 2)
    }
    differ, against, bear_out = found.values()
    for claim, pair in [*differ, *against, *bear_out[: len(differ) // BALANCE]]:
        yield _item(workshop, claim, pair)


def _pairs(workshop: Workshop, claim: Claim, one: Stance, other: Stance) -> list[tuple[Evidence, Evidence]]:
    """Return up to two pairs of direct evidence of these stances, from sources with different names."""
    graph = workshop.graph
    direct = [
        item
        for item in claim.evidence
        if not item.indirect and graph.sources[item.source].tier is not Tier.CURATOR
    ]
    pairs = product(
        [item for item in direct if item.stance is one], [item for item in direct if item.stance is other]
    )
    apart = [
        (first, second)
        for first, second in pairs
        if source_name(graph, first.source) != source_name(graph, second.source)
        and (one is not other or first.source < second.source)
        and not _on_both_sides(direct, first.source, second.source)
    ]
    # Two that agree would be asked for the same answer again.
    most = 1 if one is other else PAIRS
    return workshop.rng(f"{claim.id} pairs").sample(apart, min(len(apart), most))


def _on_both_sides(evidence: list[Evidence], *sources: str) -> bool:
    return any(len({item.stance for item in evidence if item.source == source}) > 1 for source in sources)


def _item(workshop: Workshop, claim: Claim, pair: tuple[Evidence, Evidence]) -> Item:
    graph = workshop.graph
    name = "-".join((claim.id, *sorted(item.source for item in pair), TYPE))
    rng = workshop.rng(name)
    first, second = rng.sample(pair, 2)
    one, other = (source_name(graph, item.source) for item in (first, second))
    why = " ".join(f"{evidence_line(graph, item)}." for item in (first, second)).replace("..", ".")
    answers = {
        (Stance.SUPPORTS, Stance.SUPPORTS): "Both: it is so",
        (Stance.SUPPORTS, Stance.DISPUTES): f"{one}: it is so; {other}: it is otherwise",
        (Stance.DISPUTES, Stance.SUPPORTS): f"{one}: it is otherwise; {other}: it is so",
        (Stance.DISPUTES, Stance.DISPUTES): "Both: it is otherwise",
    }
    truth = (first.stance, second.stance)
    options = []
    for sides, text in answers.items():
        proof = None
        if sides != truth:
            wrong = first if sides[0] is not first.stance else second
            proof = Proof(
                ProofKind.CONTRADICTED, claim.subject, claim.relation, claim.object, str(wrong.stance),
                wrong.source, (claim.id,),
            )  # fmt: skip
        options.append(
            Option(
                text[:1].upper() + text[1:],
                None,
                sides == truth,
                why if proof is None else _why(workshop, wrong),
                proof,
            )
        )
    rng.shuffle(options)
    stem = f"“{sentence(statement(graph, claim))}” What do {one} and {other} have to say on this?"
    opening, *rest = workshop.explained(claim)
    # Told flatly, what is disputed would be learned.
    if claim.status is not Status.REFUTED:
        opening = sentence(f"the question is whether {statement(graph, claim)}")
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, stem, None, [claim], options=options, steps=2,
        told=[opening, *rest],
    )  # fmt: skip


def _why(workshop: Workshop, item: Evidence) -> str:
    side = "bears it out" if item.stance is Stance.SUPPORTS else "speaks against it"
    return sentence(f"{source_name(workshop.graph, item.source)} {side}")
