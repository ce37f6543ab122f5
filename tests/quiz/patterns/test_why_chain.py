"""Why-chain: the second step of a source's chain is told, and the root of the first is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import causal, claims_of, said, wrong

from kg.model import AskUse
from kg.wording import statement
from quiz.item import Bloom
from quiz.patterns.why_chain import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def test_the_key_is_the_root_of_two_causal_claims_of_the_scope(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        first, second = claims_of(graph, item)
        assert first.object == second.subject
        assert item.options[item.key].entity == first.subject
        assert item.bloom == Bloom.ANALYSE
        for claim in (first, second):
            assert claim.live
            assert claim.source == item.scope
            assert causal(graph, claim.relation)
            assert AskUse.ATTRIBUTED in claim.ask


def test_the_second_step_is_told_and_the_root_is_not(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, second = claims_of(graph, item)
        assert item.given == (second.id,)
        assert statement(graph, second) in item.stem
        assert graph.entity(first.subject).label not in item.stem


def test_no_one_has_a_wrong_option_lead_there(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, _ = claims_of(graph, item)
        for option in wrong(item):
            assert said(graph, option.entity or "", "influences", first.object, item.scope) == [], item.id


def test_each_chain_is_asked_once(items: list[Item]) -> None:
    assert len({item.claims for item in items}) == len(items)
