"""Which claims may be asked and are in no item: each told once, with a reason that is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from oracles import fits_gap
from smallgraphs import claim, item, world

from kg.model import AskUse, Status
from quiz.coverage import LeftOut, may_be_asked, uncovered
from quiz.stems import mask

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.bank import Bank

ASK = (AskUse.ATTRIBUTED, AskUse.FACT)


def askable(text: str, status: Status = Status.ESTABLISHED, *uses: AskUse, source: str = "book") -> Claim:
    return claim(text, status, source)._replace(ask=uses or ASK)


@pytest.fixture(scope="module")
def left(bank: Bank, graph: KnowledgeGraph) -> list[LeftOut]:
    return uncovered(graph, bank.items, bank.twins)


def test_each_claim_that_may_be_asked_is_in_an_item_or_told_with_a_reason(
    bank: Bank, graph: KnowledgeGraph, left: list[LeftOut]
) -> None:
    covered = {name for each in bank.items for name in each.claims}
    asked = {each.id for each in graph.claims() if each.ask and each.status is not Status.DRAFT}
    assert asked - covered == {each.claim for each in left}
    assert all(each.reason.endswith(".") for each in left)


def test_they_are_told_in_order_and_once(left: list[LeftOut]) -> None:
    names = [each.claim for each in left]
    assert names == sorted(set(names))


def test_few_claims_are_left_out(graph: KnowledgeGraph, left: list[LeftOut]) -> None:
    assert len(left) < 0.02 * len(may_be_asked(graph))


def test_that_it_may_only_be_a_slip_is_said_of_no_other_claim(
    graph: KnowledgeGraph, left: list[LeftOut]
) -> None:
    for each in left:
        assert ("only be asked as a slip" in each.reason) is (
            set(graph.claim(each.claim).ask) == {AskUse.ERROR}
            and graph.claim(each.claim).status is not Status.REFUTED
        )


def test_that_it_is_refuted_is_said_of_what_is(graph: KnowledgeGraph, left: list[LeftOut]) -> None:
    for each in left:
        refuted = graph.claim(each.claim).status is Status.REFUTED
        assert each.reason.startswith("It is refuted") is refuted


def test_that_more_than_one_thing_fits_a_gap_is_so(graph: KnowledgeGraph, left: list[LeftOut]) -> None:
    names = {name: entity.id for entity in graph.entities.values() for name in entity.names}
    for each in left:
        if "more than one thing fits" in each.reason:
            said = graph.claim(each.claim)
            for end in (said.subject, said.object):
                gap = mask(graph.entity(end).label, 2)
                fitting = {owner for name, owner in names.items() if fits_gap(gap, name)}
                assert fitting != {end}, each.claim


def test_that_an_item_asks_nearly_the_same_is_said_of_one_in_the_bank(
    bank: Bank, graph: KnowledgeGraph, left: list[LeftOut]
) -> None:
    """The two claims have an end and their relation in common."""
    by_id = {each.id: each for each in bank.items}
    told = {each.claim: each.reason for each in left}
    for name, twin in bank.twins.items():
        assert twin in told[name]
        said, other = graph.claim(name), graph.claim(by_id[twin].claims[0])
        assert said.relation == other.relation
        assert {said.subject, said.object} & {other.subject, other.object}


def test_what_may_be_asked_has_a_plain_use_and_is_no_draft(graph: KnowledgeGraph) -> None:
    made = world(
        graph,
        askable("muscle leadsTo fact", Status.ESTABLISHED, AskUse.FACT),
        askable("muscle leadsTo said", Status.REPORTED, AskUse.ATTRIBUTED),
        askable("muscle leadsTo slip", Status.REPORTED, AskUse.ERROR),
        askable("muscle leadsTo draft", Status.DRAFT),
        claim("muscle leadsTo silent"),
    )
    assert [each.id for each in may_be_asked(made)] == ["muscle leadsTo fact", "muscle leadsTo said"]


def test_what_is_in_an_item_is_not_told(graph: KnowledgeGraph) -> None:
    said = askable("muscle leadsTo right")
    made = world(graph, said)
    assert [each.claim for each in uncovered(made, [])] == [said.id]
    assert uncovered(made, [item(claims=(said.id,))]) == []


def test_drafts_and_what_may_not_be_asked_are_not_told(graph: KnowledgeGraph) -> None:
    made = world(graph, askable("muscle leadsTo draft", Status.DRAFT), claim("muscle leadsTo silent"))
    assert uncovered(made, []) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (askable("muscle leadsTo wrong", Status.REFUTED, AskUse.ERROR), "It is refuted"),
        (askable("muscle leadsTo right", Status.REPORTED, AskUse.ERROR), "It may only be asked as a slip"),
    ],
)
def test_the_reason_follows_from_the_claim(graph: KnowledgeGraph, said: Claim, reason: str) -> None:
    (left,) = uncovered(world(graph, said), [])
    assert left.reason.startswith(reason)


def test_that_a_gap_would_be_told_is_not_said_of_what_the_rules_drop(graph: KnowledgeGraph) -> None:
    """No proof, and names that a gap could show: what keeps it out is known to the rules alone."""
    said = askable("muscle leadsTo right")
    (left,) = uncovered(world(graph, said), [])
    assert left.reason.startswith("No question on it passes the rules; `myograph bank lint`")


def test_a_twin_is_named_as_the_reason_before_any_other(graph: KnowledgeGraph) -> None:
    said = askable("muscle leadsTo right")
    (left,) = uncovered(world(graph, said), [], {said.id: "some-item"})
    assert "some-item" in left.reason
