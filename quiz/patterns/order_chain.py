"""Order the causal chain: what, as a source has it, acts on what."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kg.proof import Proof, ProofKind
from kg.vocabulary import INFLUENCES
from kg.wording import sentence, statement
from quiz.chains import MAX_STEPS, chains, leads_to, nodes, step_verb
from quiz.item import Bloom, Interaction, Option
from quiz.stems import scoped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "order-chain"
MIN_STEPS = 2


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each chain of two or three steps whose order is the only one."""
    for steps in range(MIN_STEPS, MAX_STEPS + 1):
        for chain in chains(workshop.graph, steps):
            links = nodes(chain)
            leads_back = any(
                leads_to(workshop.graph, chain[0].source, other, one) for one, other in combinations(links, 2)
            )
            if not leads_back and not any(
                workshop.falsity.overlaps(*pair) for pair in combinations(links, 2)
            ):
                yield _item(workshop, chain)


def _item(workshop: Workshop, chain: tuple[Claim, ...]) -> Item:
    graph, links, scope = workshop.graph, nodes(chain), chain[0].source
    name = "-".join((*(claim.id for claim in chain), TYPE))
    shown = list(range(len(links)))
    rng = workshop.rng(name)
    while shown == sorted(shown):  # what stands in order already is no question
        rng.shuffle(shown)
    question = f"one of these {step_verb(graph, chain)} the next: put them in order."
    options = []
    for place in shown:
        step = chain[max(place - 1, 0)]
        proof = None
        if place > 0:
            proof = Proof(
                ProofKind.ORDER, links[place], step.relation, links[place - 1], INFLUENCES, scope, (step.id,)
            )
        options.append(
            Option(
                graph.entity(links[place]).label, links[place], True, sentence(statement(graph, step)), proof
            )
        )
    return workshop.item(
        name, TYPE, Interaction.ORDER, Bloom.ANALYSE, scoped(graph, question, scope), scope, chain,
        options=options, order=tuple(shown.index(place) for place in range(len(links))),
        likeness=[workshop.likeness.score(links[0], other) for other in links[1:]],
    )  # fmt: skip
