"""Weigh the evidence: a finding and a claim; does it support it, contradict it, or test another thing?

What is near a claim (weakness, where the claim says tightness) counts neither for nor against it. To see
that is what reading a study takes.

Asked is what evidence tells as its `finding`: a result, in words that do not say how it bears. A note will
not do, as it often names no result, or gives the answer away. Nor will what was not read again: it does not
count toward the status, and a student would be told that it supports the claim and that it does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Tier
from kg.proof import Proof, ProofKind
from kg.standing import kind_name
from kg.wording import sentence, source_name, statement
from quiz.item import Bloom, Interaction, Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim, Evidence
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["INDIRECT", "TYPE", "bearing", "items"]

TYPE = "weigh-evidence"
INDIRECT, SUPPORTS, DISPUTES = "indirect", "supports", "disputes"
ANSWERS = {
    SUPPORTS: "It supports the statement",
    DISPUTES: "It contradicts the statement",
    INDIRECT: "It is about something nearby",
}
_SAME = "What was looked at is not merely near the statement: it is what the statement is about"
# Why an answer is right or wrong, by how the finding bears in truth and by the answer.
REASONS = {
    (SUPPORTS, SUPPORTS): "The study looked at just what the statement is about, and found it so",
    (SUPPORTS, DISPUTES): "What was found goes the same way as the statement, not against it",
    (SUPPORTS, INDIRECT): _SAME,
    (DISPUTES, SUPPORTS): "The statement says that it is so, and the study did not find it so",
    (DISPUTES, DISPUTES): "The study looked at just what the statement is about, and did not find it so",
    (DISPUTES, INDIRECT): _SAME,
    (INDIRECT, SUPPORTS): "Even where it seems to fit, it does not show that the statement holds",
    (INDIRECT, DISPUTES): "Even where it seems to clash, it does not show that the statement fails",
    (INDIRECT, INDIRECT): "It is near what the statement says and not the same, so it counts neither way",
}


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield items on findings told in words, each of the three answers being right about as often.

    No finding is asked in the same words with one answer here and another there: whoever remembers the words
    would be led astray by them.
    """
    graph = workshop.graph
    found: dict[str, list[tuple[Claim, Evidence]]] = {answer: [] for answer in ANSWERS}
    answered: dict[str, str] = {}
    for claim in workshop.shuffled(graph.claims(), TYPE):
        if not claim.ask:
            continue
        for item in claim.evidence:
            if (
                item.finding
                and item.reread
                and graph.sources[item.source].tier is Tier.STUDY
                and _speaks_once(claim, item)
                and answered.setdefault(item.finding.casefold(), bearing(item)) == bearing(item)
            ):
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
    options = [
        Option(text, None, answer == truth, _why(item, answer), None if answer == truth else proof)
        for answer, text in ANSWERS.items()
    ]
    workshop.rng(name).shuffle(options)
    kind = kind_name(item.kind)
    stem = (
        f"Statement: {sentence(statement(graph, claim))} "
        f"{'An' if kind[0] in 'aeiou' else 'A'} {kind} ({source_name(graph, item.source)}) found this: "
        f"{sentence(item.finding or '')} How does the finding bear on the statement?"
    )
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_ONE, Bloom.EVALUATE, stem, None, [claim], options=options, steps=2
    )


def _why(item: Evidence, answer: str) -> str:
    """Return why an answer is right or wrong; of what is only near, also what it is about instead."""
    reason = REASONS[bearing(item), answer]
    return sentence(f"{reason}: {item.note}" if item.indirect and item.note else reason)
