"""Odd one out: three of which an established fact holds, and one of which it provably does not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import End
from kg.proof import Proof, ProofKind
from quiz.blank import Blank, outright_first
from quiz.distractors import too_long
from quiz.explanation import said_by
from quiz.item import Bloom, Interaction, Option
from quiz.stems import ask_not, scoped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "contradicted", "items"]

TYPE = "odd-one-out"
SHARING = 3


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield items of three facts that share their relation and one end; each comes first in one at most.

    What nobody can be asked outright is asked as the first source has it of which an item can be made.
    """
    for end in (End.SUBJECT, End.OBJECT):
        groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in workshop.shuffled(workshop.known(), f"{TYPE} {end}"):
            if claim.qualifier is None and not claim.derived_from:
                groups[claim.relation, claim.object if end is End.SUBJECT else claim.subject].append(claim)
        for group in groups.values():
            # Most of a large graph is in groups too small, or not asked about.
            if len(group) < SHARING or not any(map(workshop.asks_about, group)):
                continue
            by_scope: dict[str | None, list[Blank]] = defaultdict(list)
            for claim in group:
                for scope in workshop.scopes(claim):
                    by_scope[scope].append(Blank(claim, end, scope))
            made = (_of_group(workshop, by_scope[scope]) for scope in sorted(by_scope, key=outright_first))
            yield from next(filter(None, made), [])


def _of_group(workshop: Workshop, group: list[Blank]) -> list[Item]:
    found = []
    # Fewer leave no choice of three; of just three, each would make the same item.
    for first in range(len(group) if len(group) > SHARING else len(group) - SHARING + 1):
        if workshop.asks_about(group[first].claim):
            block = workshop.apart(group[first:] + group[:first], SHARING)
            if len(block) == SHARING and (item := _item(workshop, block)) is not None:
                found.append(item)
    return found


def _item(workshop: Workshop, block: list[Blank]) -> Item | None:
    graph, first = workshop.graph, block[0]
    name = f"{first.claim.id}-{TYPE}-{first.end}"
    rng = workshop.rng(name)
    question = ask_not(graph, first)
    claims = [blank.claim for blank in block]
    shared = [blank.key for blank in block]
    for odd, proof in workshop.distractors.pick(rng, first, TYPE, question):
        lengths = [len(graph.entity(entity).label) for entity in shared]
        length = len(graph.entity(odd).label)
        if too_long(length, max(lengths)) or too_long(min(lengths), length):
            continue
        if workshop.likeness.singled_out([*shared, odd]) <= {odd}:
            why = workshop.why_wrong(first.claim, odd, proof)
            options = [Option(graph.entity(odd).label, odd, True, why, proof)]
            options += [
                Option(
                    graph.entity(blank.key).label, blank.key, False,
                    said_by(graph, blank.claim, first.scope), contradicted(blank.claim),
                )
                for blank in block
            ]  # fmt: skip
            rng.shuffle(options)
            return workshop.item(
                name, TYPE, Interaction.CHOOSE_ONE, Bloom.ANALYSE, scoped(graph, question, first.scope),
                first.scope, claims, options=options,
                likeness=[workshop.likeness.score(odd, other) for other in shared],
            )  # fmt: skip
    return None


def contradicted(claim: Claim) -> Proof:
    """Return the proof against an option that denies an established claim, or one that the scope makes."""
    return Proof(
        ProofKind.CONTRADICTED,
        claim.subject,
        claim.relation,
        claim.object,
        claim.relation,
        witnesses=(claim.id,),
    )
