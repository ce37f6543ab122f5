"""Causal chains within one source: what it says leads to what, and what is true of every step of a chain."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import AskUse, Modality
from kg.vocabulary import INFLUENCES
from kg.wording import ends, hedged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["MAX_STEPS", "chains", "leads_to", "nodes", "said_of_all", "step_verb"]

MAX_STEPS = 3
# So many chains at most from one start: enough to ask about, and the work does not grow with the graph.
MOST_FROM_ONE = 12
LOWERS = "lowers"
WEAKEST_FIRST = (Modality.MAY, Modality.CAN, Modality.OFTEN, Modality.IS)


def chains(graph: KnowledgeGraph, steps: int) -> list[tuple[Claim, ...]]:
    """Return the chains of so many steps, at most three, each of claims of one source that may be asked.

    Nothing stands in a chain twice, and only its last step may lower something: what is lowered leads on to
    nothing.

    >>> import kg
    >>> [[claim.id for claim in chain] for chain in chains(kg.load(), 3)][:1]
    [['article-c18', 'article-c20', 'article-c02']]
    """
    if not 1 <= steps <= MAX_STEPS:
        raise ValueError(steps)
    onward: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    starts = []
    for claim in graph.claims():
        if claim.live and AskUse.ATTRIBUTED in claim.ask and graph.vocabulary.causal(claim.relation):
            onward[claim.source, claim.subject].append(claim)
            starts.append(claim)
    found: list[tuple[Claim, ...]] = []
    for claim in starts:
        for number, chain in enumerate(_longer(graph, onward, (claim,), steps)):
            if number == MOST_FROM_ONE:
                break
            found.append(chain)
    return found


def _longer(
    graph: KnowledgeGraph, onward: dict[tuple[str, str], list[Claim]], chain: tuple[Claim, ...], steps: int
) -> Iterator[tuple[Claim, ...]]:
    if len(chain) == steps:
        yield chain
    elif graph.vocabulary.relations[chain[-1].relation].sign != LOWERS:
        for claim in onward.get((chain[-1].source, chain[-1].object), ()):
            if claim.object not in nodes(chain):
                yield from _longer(graph, onward, (*chain, claim), steps)


def nodes(chain: tuple[Claim, ...]) -> tuple[str, ...]:
    """Return the entities of a chain in order."""
    return (chain[0].subject, *(claim.object for claim in chain))


def leads_to(graph: KnowledgeGraph, source: str, start: str, end: str) -> bool:
    """Return whether a source has the one lead to the other, by however many steps.

    >>> import kg
    >>> leads_to(kg.load(), "article", "weak-gluteus-medius", "knee-joint-stress")
    True
    """
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        for claim in graph.claims(subject=current):
            if claim.source == source and claim.live and graph.vocabulary.causal(claim.relation):
                if claim.object == end:
                    return True
                if claim.object not in seen:
                    seen.add(claim.object)
                    waiting.append(claim.object)
    return False


def step_verb(graph: KnowledgeGraph, chain: Sequence[Claim]) -> str:
    """Return what every link of a chain does to the next, as weakly put as the weakest step.

    It leads to the next where every step says so. What is limited or made greater is not brought about: where
    the steps differ, the verb is that of the nearest relation that takes in all of them.

    >>> import kg
    >>> graph = kg.load()
    >>> step_verb(graph, [graph.claim("article-c18"), graph.claim("article-c20")])
    'can lead to'
    >>> step_verb(graph, [graph.claim("article-c05"), graph.claim("article-c02")])
    'can influence'
    """
    above = [graph.vocabulary.above(claim.relation) for claim in chain]
    shared = frozenset.intersection(*above)
    # The nearest has the most above itself.
    relation = max(sorted(shared), key=lambda name: len(graph.vocabulary.above(name)), default=INFLUENCES)
    phrase = graph.phrase(relation)
    return said_of_all(graph, chain, (phrase.base, phrase.singular, phrase.plural))


def said_of_all(graph: KnowledgeGraph, claims: Sequence[Claim], forms: Sequence[str]) -> str:
    """Return a verb, given in its three forms, that says no more than any of the claims does.

    What is meant to be so need not be possible, nor the other way round: beside other hedges, an aim is named
    as well.

    >>> import kg
    >>> graph = kg.load()
    >>> claims = [graph.claim("article-c05"), graph.claim("article-c02")]
    >>> said_of_all(graph, claims, ("link", "links", "link"))
    'can link'
    """
    hedges = {_forwards(graph, claim) for claim in claims}
    said = [modality for modality in WEAKEST_FIRST if modality in hedges][:1]
    aims = [Modality.AIM] if Modality.AIM in hedges else []
    verbs = [hedged(forms, modality) for modality in said + aims]
    return verbs[0] if len(verbs) == 1 else ", or ".join(verbs) + ","


def _forwards(graph: KnowledgeGraph, claim: Claim) -> Modality:
    """Return the hedge of a claim when it is told from its subject.

    “Pain is often the result of weakness” says how much of the pain is: not that weakness often leads there.
    """
    turned = ends(graph, claim)[0] != claim.subject
    return Modality.CAN if turned and claim.modality in (Modality.OFTEN, Modality.IS) else claim.modality
