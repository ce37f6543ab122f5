"""Which claims that may be asked have no item, and why."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.model import AskUse, End, Status, Tier
from kg.wording import ends
from quiz.blank import Blank
from quiz.claimed import MOST_BESIDE, Claimed
from quiz.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["LeftOut", "may_be_asked", "uncovered"]

_NO_CHOICE = "No choice of answers to it is proved and passes the rules"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that may be asked and has no item, and why, as a sentence."""

    claim: str
    reason: str


def may_be_asked(graph: KnowledgeGraph) -> list[Claim]:
    """Return the claims that a curator allows to be asked after, in order of id.

    Those that may only be shown as a slip are not among them.
    """
    return [
        claim
        for claim in graph.claims()
        if claim.status is not Status.DRAFT and {AskUse.ATTRIBUTED, AskUse.FACT} & set(claim.ask)
    ]


def uncovered(
    graph: KnowledgeGraph, items: Iterable[Item], twins: Mapping[str, str] = MappingProxyType({})
) -> list[LeftOut]:
    """Return the claims that may be asked or shown as a slip and are in no item, in order of id.

    `twins` names for a claim the item that asks nearly what its own would.
    """
    covered = {claim for item in items for claim in item.claims}
    spelling, claimed = Spelling(graph), Claimed(graph)
    left = [
        claim
        for claim in graph.claims()
        if claim.ask and claim.status is not Status.DRAFT and claim.id not in covered
    ]
    return [
        LeftOut(
            claim.id,
            _twin(twins[claim.id]) if claim.id in twins else _reason(graph, spelling, claimed, claim),
        )
        for claim in left
    ]


def _twin(item: str) -> str:
    return f"It would be asked in nearly the words of {item}."


def _reason(graph: KnowledgeGraph, spelling: Spelling, claimed: Claimed, claim: Claim) -> str:
    if claim.status is Status.REFUTED:
        return "It is refuted, and no three facts about as long are there to stand beside it."
    if set(claim.ask) == {AskUse.ERROR}:
        return "It may only be asked as a slip, and no finding here bears on it."
    if graph.sources[claim.source].tier is Tier.CURATOR and claim.status is not Status.ESTABLISHED:
        return "It is a question that was tested, and no finding on it is told in words."
    names = [graph.entity(end) for end in ends(graph, claim)]
    if not any(spelling.accepted(entity.id) for entity in names):
        return f"{_NO_CHOICE}, and its names are those of other things, too."
    blanks = [Blank(claim, end, scope) for end in End for scope in (None, claim.source)]
    few = (blank for blank in blanks if len(claimed.rivals(blank)) <= MOST_BESIDE)
    if not any(spelling.letters_to_show(blank.key) for blank in few):
        return f"{_NO_CHOICE}, and more than one thing fits the gap."
    return "No question on it passes the rules; `myograph bank lint` counts what each of them drops."
