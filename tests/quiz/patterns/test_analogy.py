"""Analogy: example and key are joined by one relation, which alone joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import claims_of, joined, said, wrong

from kg.falsity import supports
from kg.model import Status
from quiz.item import Bloom
from quiz.patterns.analogy import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def test_example_and_key_are_joined_by_the_same_relation(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        asked, example = claims_of(graph, item)
        assert asked.relation == example.relation
        assert {asked.status, example.status} == {Status.ESTABLISHED}
        assert item.options[item.key].entity == asked.object
        assert item.bloom == Bloom.ANALYSE
        for claim in (asked, example):
            assert item.scope is None or any(supports(each, item.scope) for each in claim.evidence)


def test_the_stem_tells_the_example_and_then_what_is_asked(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        asked, example = claims_of(graph, item)
        told = [example.subject, example.object, asked.subject]
        stem = item.stem.casefold()
        left, _, right = stem.partition(" as ")
        assert all(graph.entity(entity).label.casefold() in left for entity in told[:2]), item.stem
        assert graph.entity(told[2]).label.casefold() in right
        assert item.answer.casefold() not in stem


def test_no_other_claim_joins_either_pair(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for claim in claims_of(graph, item):
            assert joined(graph, claim.subject, claim.object) == [claim], item.id


def test_no_wrong_option_is_joined_to_what_is_asked_in_any_way(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        asked, _ = claims_of(graph, item)
        for option in wrong(item):
            assert joined(graph, asked.subject, option.entity or "") == [], item.id
            assert said(graph, asked.subject, asked.relation, option.entity or "") == []


def test_the_example_does_not_answer_the_question(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        asked, example = claims_of(graph, item)
        assert len({asked.subject, asked.object, example.subject, example.object}) == 4
        assert joined(graph, asked.subject, example.object) == []
