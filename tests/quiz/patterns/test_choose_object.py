"""Single choice, forward: the subject is told, its object is the key, and no one claims a wrong option."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oracles import asked_as_fact, borne_out, said, wrong

from kg.model import Tier
from quiz.item import Bloom, Interaction
from quiz.patterns.choose_object import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def test_the_object_of_the_claim_is_the_one_key(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        claim = graph.claim(item.claims[0])
        assert item.interaction is Interaction.CHOOSE_ONE
        assert item.bloom == Bloom.REMEMBER
        assert [option.entity for option in item.options if option.correct] == [claim.object]
        assert item.claims == (claim.id,)


def test_the_stem_names_the_subject_and_not_the_object(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        claim = graph.claim(item.claims[0])
        assert graph.entity(claim.subject).label in item.stem
        assert graph.entity(claim.object).label not in item.stem


def test_no_one_claims_a_wrong_option(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        claim = graph.claim(item.claims[0])
        for option in wrong(item):
            assert option.entity is not None
            assert said(graph, claim.subject, claim.relation, option.entity, item.scope) == [], item.id


def test_there_are_two_or_three_wrong_options(items: list[Item]) -> None:
    assert {len(wrong(item)) for item in items} == {2, 3}


def test_a_claim_is_asked_once(items: list[Item]) -> None:
    assert len({item.claims for item in items}) == len(items)


def test_a_scope_is_a_source_that_says_so(items: list[Item], graph: KnowledgeGraph) -> None:
    assert any(item.scope for item in items)
    for item in items:
        if item.scope is not None:
            assert borne_out(graph.claim(item.claims[0]), item.scope)


def test_a_source_is_seldom_named_where_two_references_close_the_list(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    """Only where no two wrong options go together outright, by length or words, is a source asked instead."""
    needless = []
    for item in items:
        claim = graph.claim(item.claims[0])
        vary = graph.vocabulary.relations[claim.relation].lists_vary
        if item.scope is None or vary or not asked_as_fact([claim]):
            continue
        sites = {
            urlsplit(graph.sources[mark.source].url or mark.source).hostname
            for mark in graph.marks
            if (mark.subject, mark.relation) == (claim.subject, claim.relation)
            and graph.sources[mark.source].tier is Tier.REFERENCE
            and any(
                borne_out(each, mark.source)
                for each in graph.claims(subject=claim.subject, relation=claim.relation)
            )
        }
        if len(sites) > 1:
            needless.append(item.id)
    assert len(needless) * 100 <= len(items), needless
