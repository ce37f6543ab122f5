"""Formats grow harder as memory grows, and what rests on other claims waits for them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from quiz.bank import draw
from quiz.coverage import may_be_asked
from quiz.item import Bloom, Interaction
from quiz.learner.formats import Stage, interleaved, items_for, stage, stage_of
from quiz.learner.memory import Memory
from quiz.lint import Linter

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def kept(streak: int) -> Memory:
    return Memory(10.0, 5.0, 739_000, answers=5, right=4, streak=streak)


@pytest.fixture(scope="module")
def claims(graph: KnowledgeGraph) -> list[str]:
    return [claim.id for claim in may_be_asked(graph) if claim.live][::31]


def test_a_claim_goes_up_by_days_on_which_it_was_right_and_falls_back_by_one_mistake() -> None:
    assert [stage(memory) for memory in (None, kept(0), kept(1), kept(2), kept(3), kept(9))] == [
        Stage.CHOOSE, Stage.CHOOSE, Stage.COMPLETE, Stage.RECALL, Stage.REASON, Stage.REASON,
    ]  # fmt: skip


def test_every_type_asks_something_of_the_memory(graph: KnowledgeGraph) -> None:
    for item in draw(graph, 1, 150):
        found = stage_of(item)
        assert (found is Stage.REASON) is (item.bloom in (Bloom.APPLY, Bloom.ANALYSE, Bloom.EVALUATE))
        if item.interaction is Interaction.TEXT:
            assert found in (Stage.COMPLETE, Stage.RECALL)


def test_each_claim_has_one_sound_item_in_the_order_asked(graph: KnowledgeGraph, claims: list[str]) -> None:
    items = items_for(graph, 1, claims, {})
    asked = [item.claims[0] for item in items]
    assert asked == [claim for claim in claims if claim in asked]
    assert len(asked) == len(set(asked)) >= 0.9 * len(claims)
    linter = Linter(graph)
    for item in items:
        assert linter.item(item) == [], item.id
    assert linter.hinges(items) == [], "no item tells the answer of another"
    assert items == items_for(graph, 1, claims, {})


def test_what_is_known_better_is_asked_harder(graph: KnowledgeGraph, claims: list[str]) -> None:
    means = []
    for streak in (0, 1, 2, 3):
        items = items_for(graph, 1, claims, dict.fromkeys(claims, kept(streak)))
        means.append(sum(stage_of(item) for item in items) / len(items))
        for item in items:
            if streak == 0:
                easier = items_for(graph, 1, [item.claims[0]], {})
                assert [stage_of(each) for each in easier] <= [stage_of(item)]
                break
    assert means[0] < means[1] < means[3]
    assert means[0] < 1.7


def test_an_item_that_rests_on_other_claims_waits_until_they_are_known(
    graph: KnowledgeGraph, claims: list[str]
) -> None:
    """Only the claims asked are known well; the others that reasoning would need are not."""
    memories = dict.fromkeys(claims, kept(5))
    for item in items_for(graph, 2, claims, memories):
        if stage_of(item) is Stage.REASON:
            assert set(item.claims[1:]) <= set(claims), item.id
    everything = dict.fromkeys((claim.id for claim in graph.claims()), kept(5))
    reasoned = [item for item in items_for(graph, 2, claims, everything) if stage_of(item) is Stage.REASON]
    assert any(not set(item.claims[1:]) <= set(claims) for item in reasoned)


def test_what_is_akin_does_not_stand_side_by_side_where_that_can_be(graph: KnowledgeGraph) -> None:
    items = draw(graph, 1, 12)
    kin = {item.claims[0]: (str(place % 3),) for place, item in enumerate(sorted(items, key=lambda i: i.id))}
    mixed = interleaved(sorted(items, key=lambda item: kin[item.claims[0]]), kin)
    assert sorted(item.id for item in mixed) == sorted(item.id for item in items)
    touching = sum(kin[a.claims[0]] == kin[b.claims[0]] for a, b in itertools.pairwise(mixed))
    assert touching <= 3, "of twelve in blocks of four, all but the rest at the end are apart"
