"""Order the chain: each neighbour in the right order is a claim of the scope, and no other order will do."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from askable import fact
from oracles import causal, claims_of, leads, wholes
from smallgraphs import world

from kg.model import End, Modality
from quiz.item import Bloom, Interaction
from quiz.patterns import PATTERNS
from quiz.patterns.order_chain import TYPE
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["TYPE"]


def ordered(item: Item) -> list[str]:
    return [item.options[place].entity or "" for place in item.order]


def test_each_step_is_a_live_causal_claim_of_the_scope(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        steps = list(pairwise(ordered(item)))
        assert [(claim.subject, claim.object) for claim in claims_of(graph, item)] == steps
        for claim in claims_of(graph, item):
            assert claim.live
            assert claim.source == item.scope
            assert causal(graph, claim.relation)


def test_nothing_leads_back(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        assert item.scope is not None
        for before, after in combinations(ordered(item), 2):
            assert before not in leads(graph, item.scope, after), item.id


def test_it_has_three_or_four_links_and_each_once(items: list[Item]) -> None:
    for item in items:
        assert (item.interaction, item.bloom) == (Interaction.ORDER, Bloom.ANALYSE)
        assert len(item.options) in (3, 4)
        assert sorted(item.order) == list(range(len(item.options)))
        assert len(set(ordered(item))) == len(item.options)


def test_no_link_is_in_part_another(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for entity in ordered(item):
            assert wholes(graph, entity) & set(ordered(item)) == {entity}, item.id


def test_only_the_last_step_lowers_anything(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for claim in claims_of(graph, item)[:-1]:
            assert graph.vocabulary.relations[claim.relation].sign != "lowers"


@pytest.mark.parametrize(
    ("hedges", "verb"),
    [
        ("is is", "leads to"),
        ("is often", "often leads to"),
        ("often can", "can lead to"),
        ("can may", "may lead to"),
        ("may is", "may lead to"),
        ("aim aim", "is meant to lead to"),
        ("can aim", "can lead to, or is meant to lead to,"),
    ],
)
def test_the_stem_says_no_more_than_the_weakest_step(graph: KnowledgeGraph, hedges: str, verb: str) -> None:
    """A step that may be was once asked about as one that can be."""
    first, second = (Modality(hedge) for hedge in hedges.split())
    steps = [fact("start leadsTo middle"), fact("middle leadsTo end")]
    (item,) = made_by(graph, steps[0]._replace(modality=first), steps[1]._replace(modality=second))
    assert f"one of these {verb} the next: put them in order." in item.stem


def test_what_is_often_a_result_is_not_said_to_come_often(graph: KnowledgeGraph) -> None:
    often = fact("start leadsTo middle")._replace(modality=Modality.OFTEN, reads_from=End.OBJECT)
    (item,) = made_by(graph, often, fact("middle leadsTo end"))
    assert "one of these can lead to the next" in item.stem


@pytest.mark.parametrize(
    ("relations", "verb"),
    [
        ("leadsTo limits", "influences"),
        ("leadsTo increases", "influences"),
        ("improves helpsPrevent", "influences"),
        ("increases increases", "increases"),
    ],
)
def test_what_is_limited_is_not_said_to_be_led_to(graph: KnowledgeGraph, relations: str, verb: str) -> None:
    """“One of these can lead to the next” once stood over knee pain that can limit daily activities."""
    first, second = relations.split()
    (item,) = made_by(graph, fact(f"start {first} middle"), fact(f"middle {second} end"))
    assert f"one of these {verb} the next: put them in order." in item.stem


def test_the_links_are_never_shown_in_their_order(items: list[Item]) -> None:
    assert items
    assert not any(item.order == tuple(range(len(item.options))) for item in items)


@pytest.mark.parametrize("back", ["third leadsTo first", "second leadsTo first", "third improves middle"])
def test_a_chain_that_leads_back_has_no_one_order(graph: KnowledgeGraph, back: str) -> None:
    steps = [fact("first leadsTo second"), fact("second leadsTo third"), fact("middle leadsTo first")]
    assert len(made_by(graph, *steps[:2])) == 1
    assert all("second" not in item.claims[0] for item in made_by(graph, *steps, fact(back)))


def test_a_chain_over_two_sources_is_no_chain(graph: KnowledgeGraph) -> None:
    other = fact("second leadsTo third")._replace(source="page")
    assert made_by(graph, fact("first leadsTo second"), other) == []


def test_what_is_lowered_leads_on_to_nothing(graph: KnowledgeGraph) -> None:
    lowered = fact("first reduces second")
    assert graph.vocabulary.relations["reduces"].sign == "lowers"
    assert made_by(graph, lowered, fact("second leadsTo third")) == []


def made_by(graph: KnowledgeGraph, *claims: Claim) -> list[Item]:
    """Return what the pattern makes of a few claims, without the linter."""
    return list(PATTERNS[TYPE](Workshop(world(graph, *claims), 1)))
