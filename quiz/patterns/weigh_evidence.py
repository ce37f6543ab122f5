"""Weigh the evidence: a finding and a claim; does it support it, contradict it, or test another thing?

What is near a claim (weakness, where the claim says tightness) counts neither for nor against it. To see
that is what reading a study takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Tier
from kg.proof import Proof, ProofKind
from kg.standing import evidence_line
from kg.wording import sentence, source_name, statement
from quiz.item import Bloom, Interaction, Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim, Evidence
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["INDIRECT", "TYPE", "bearing", "items"]

TYPE = "weigh-evidence"
INDIRECT = "indirect"
ANSWERS = {
    "supports": "It supports the statement",
    "disputes": "It contradicts the statement",
    INDIRECT: "It is about something nearby",
}


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield items on findings told in words, each of the three answers being right about as often."""
    graph = workshop.graph
    found: dict[str, list[tuple[Claim, Evidence]]] = {answer: [] for answer in ANSWERS}
    for claim in workshop.shuffled(graph.claims(), TYPE):
        if not claim.ask:
            continue
        for item in claim.evidence:
            if item.note and graph.sources[item.source].tier is Tier.STUDY and _speaks_once(claim, item):
                found[bearing(item)].append((claim, item))
    for answer, pairs in found.items():
        # One finding a claim and answer; claims that no other type could ask come first.
        once = {claim.id: (claim, item) for claim, item in reversed(pairs)}
        found[answer] = sorted(once.values(), key=lambda pair: pair[0].id in workshop.covered)
    fewest = min(map(len, found.values()))
    for pairs in found.values():
        for number, (claim, item) in enumerate(pairs):
            if number < fewest or claim.id not in workshop.covered:
                yield _item(workshop, claim, item)


def bearing(item: Evidence) -> str:
    """Return how a piece of evidence bears on its claim: supports, disputes, or indirect."""
    return INDIRECT if item.indirect else str(item.stance)


def _speaks_once(claim: Claim, item: Evidence) -> bool:
    """Return whether the source bears on the claim in one way, leaving aside what is near if this is not."""
    own = {bearing(other) for other in claim.evidence if other.source == item.source}
    return len(own if item.indirect else own - {INDIRECT}) == 1


def _item(workshop: Workshop, claim: Claim, item: Evidence) -> Item:
    graph, truth = workshop.graph, bearing(item)
    name = f"{claim.id}-{item.source}-{TYPE}"
    proof = Proof(
        ProofKind.CONTRADICTED, claim.subject, claim.relation, claim.object, truth, item.source, (claim.id,)
    )
    why = sentence(evidence_line(graph, item))
    options = [
        Option(text, None, answer == truth, why, None if answer == truth else proof)
        for answer, text in ANSWERS.items()
    ]
    workshop.rng(name).shuffle(options)
    stem = (
        f"“{sentence(statement(graph, claim))}” {sentence(source_name(graph, item.source))[:-1]} found: "
        f"“{sentence(item.note or '')}” How does the one bear on the other?"
    )
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, stem, None, [claim], options=options, steps=2
    )
