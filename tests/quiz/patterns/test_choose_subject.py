"""Single choice, inverse: the object is told, its subject is the key, and no one claims a wrong option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import borne_out, said, wrong

from quiz.item import Bloom, Interaction
from quiz.patterns.choose_subject import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def test_the_subject_of_the_claim_is_the_one_key(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        claim = graph.claim(item.claims[0])
        assert item.interaction is Interaction.CHOOSE_ONE
        assert item.bloom == Bloom.REMEMBER
        assert [option.entity for option in item.options if option.correct] == [claim.subject]
        assert item.claims == (claim.id,)


def test_the_stem_names_the_object_and_not_the_subject(kept: list[Item], graph: KnowledgeGraph) -> None:
    for item in kept:
        claim = graph.claim(item.claims[0])
        assert graph.entity(claim.object).label in item.stem
        assert graph.entity(claim.subject).label not in item.stem


def test_no_one_claims_a_wrong_option(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        claim = graph.claim(item.claims[0])
        for option in wrong(item):
            assert option.entity is not None
            assert said(graph, option.entity, claim.relation, claim.object, item.scope) == [], item.id


def test_there_are_two_or_three_wrong_options(items: list[Item]) -> None:
    assert {len(wrong(item)) for item in items} == {2, 3}


def test_a_claim_is_asked_once(items: list[Item]) -> None:
    assert len({item.claims for item in items}) == len(items)


def test_a_scope_is_a_source_that_says_so(items: list[Item], graph: KnowledgeGraph) -> None:
    assert any(item.scope for item in items)
    for item in items:
        if item.scope is not None:
            assert borne_out(graph.claim(item.claims[0]), item.scope)
