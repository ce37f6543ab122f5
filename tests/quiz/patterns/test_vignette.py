"""Case vignette: both muscles have the nerve, one performs the movement, and no other nerve serves both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import claims_of, said, wholes, wrong

from kg.model import Status
from quiz.item import Bloom
from quiz.patterns.vignette import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def test_both_muscles_have_the_nerve_that_is_the_key(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, second, _ = claims_of(graph, item)
        key = item.options[item.key].entity
        assert first.relation == second.relation == "innervatedBy"
        assert first.object == second.object == key
        assert first.subject != second.subject
        assert (item.bloom, item.scope) == (Bloom.APPLY, None)


def test_the_weak_movement_is_one_that_the_first_muscle_performs(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        first, _, move = claims_of(graph, item)
        assert (move.subject, move.relation) == (first.subject, "performs")
        assert item.given == (move.id,)
        assert graph.entity(move.object).label in item.stem


def test_all_of_the_case_is_established_without_condition(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for claim in claims_of(graph, item):
            assert (claim.status, claim.qualifier) == (Status.ESTABLISHED, None)


def test_the_case_names_both_muscles_and_not_the_nerve(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, second, _ = claims_of(graph, item)
        assert all(graph.entity(claim.subject).label in item.stem for claim in (first, second))
        assert item.answer not in item.stem


def test_no_wrong_nerve_explains_both(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, second, _ = claims_of(graph, item)
        for option in wrong(item):
            served = [
                bool(said(graph, muscle, "innervatedBy", option.entity or ""))
                for muscle in (first.subject, second.subject)
            ]
            assert not all(served), item.id


def test_the_two_muscles_are_not_a_part_and_its_whole(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, second, _ = claims_of(graph, item)
        assert first.subject not in wholes(graph, second.subject)
        assert second.subject not in wholes(graph, first.subject)


def test_a_pair_of_muscles_makes_one_case(items: list[Item], graph: KnowledgeGraph) -> None:
    pairs = [frozenset(claim.subject for claim in claims_of(graph, item)[:2]) for item in items]
    assert len(set(pairs)) == len(pairs)
