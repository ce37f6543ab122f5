"""Mechanism: the key is the middle of a path of two claims, and no wrong option lies on such a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import causal, claims_of, said, wrong

from kg.model import Modality, Status
from quiz.item import Bloom
from quiz.patterns.mechanism import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def by_anatomy(graph: KnowledgeGraph, item: Item) -> bool:
    return claims_of(graph, item)[0].relation == "innervatedBy"


def test_there_are_paths_of_cause_and_of_anatomy(items: list[Item], graph: KnowledgeGraph) -> None:
    assert {by_anatomy(graph, item) for item in items} == {True, False}
    assert {item.bloom for item in items} == {Bloom.ANALYSE}


def test_the_key_joins_two_claims_of_one_source_by_cause(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        if not by_anatomy(graph, item):
            first, second = claims_of(graph, item)
            assert causal(graph, first.relation)
            assert causal(graph, second.relation)
            assert item.options[item.key].entity == first.object == second.subject
            assert item.scope == first.source == second.source
            for end in (first.subject, second.object):
                assert graph.entity(end).label in item.stem


def test_the_key_is_a_muscle_between_its_nerve_and_its_movement(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        if by_anatomy(graph, item):
            supply, move = claims_of(graph, item)
            assert move.relation == "performs"
            assert {supply.status, move.status} == {Status.ESTABLISHED}
            assert item.options[item.key].entity == supply.subject == move.subject
            assert item.scope is None
            for end in (supply.object, move.object):
                assert graph.entity(end).label in item.stem


def test_no_wrong_option_lies_on_such_a_path(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        first, second = claims_of(graph, item)
        for option in wrong(item):
            entity = option.entity or ""
            if by_anatomy(graph, item):
                ways = (
                    said(graph, entity, first.relation, first.object),
                    said(graph, entity, second.relation, second.object),
                )
            else:
                ways = (
                    said(graph, first.subject, "influences", entity),
                    said(graph, entity, "influences", second.object),
                )
            assert not all(ways), item.id
            assert ways[0] == [], item.id


def test_the_link_is_no_surer_than_the_weaker_claim(items: list[Item], graph: KnowledgeGraph) -> None:
    surest = [" may link ", " can link ", " often links ", " links "]
    as_sure = {Modality.MAY: 0, Modality.CAN: 1, Modality.OFTEN: 2, Modality.IS: 3}
    for item in items:
        if not by_anatomy(graph, item):
            weaker = min(as_sure[claim.modality] for claim in claims_of(graph, item))
            assert surest.index(next(verb for verb in surest if verb in item.stem)) <= weaker, item.id


def test_the_verb_goes_with_the_number_of_its_subject(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        if by_anatomy(graph, item):
            nerve = graph.entity(claims_of(graph, item)[0].object)
            assert f"{nerve.label} {'serve' if nerve.plural else 'serves'} " in item.stem
