"""Odd one out: three share an established fact, and one, by all that is claimed, does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import claims_of, said, wrong

from kg.falsity import supports
from kg.model import Status
from quiz.item import Bloom
from quiz.patterns.odd_one_out import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["TYPE"]


def with_fact(graph: KnowledgeGraph, item: Item, entity: str) -> list[Claim]:
    """Return the claims by which an entity has what the three share."""
    claims = claims_of(graph, item)
    first = claims[0]
    if len({claim.object for claim in claims}) == 1:
        return said(graph, entity, first.relation, first.object)
    return said(graph, first.subject, first.relation, entity)


def features(graph: KnowledgeGraph, entity: str) -> set[tuple[str, str, str]]:
    """Return what all live claims say of an entity; of a symmetric relation, either way round."""
    symmetric = {name for name, term in graph.vocabulary.relations.items() if term.symmetric}
    return {
        (claim.relation, "" if claim.relation in symmetric else end, other)
        for found, end in ((graph.claims(subject=entity), "object"), (graph.claims(object=entity), "subject"))
        for claim in found
        if claim.live
        for other in (claim.object if end == "object" else claim.subject,)
    }


def test_one_of_four_lacks_what_the_others_share(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        assert len(item.options) == 4
        lacking = [option for option in item.options if not with_fact(graph, item, option.entity or "")]
        assert lacking == [item.options[item.key]], item.id


def test_the_others_have_it_by_an_established_fact(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        assert {claim.status for claim in claims_of(graph, item)} == {Status.ESTABLISHED}
        for option in wrong(item):
            found = with_fact(graph, item, option.entity or "")
            assert any(claim.status is Status.ESTABLISHED for claim in found), item.id


def test_nothing_else_singles_out_one_of_the_three(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        all_of = {option.entity or "": features(graph, option.entity or "") for option in item.options}
        for option in wrong(item):
            rest = [found for entity, found in all_of.items() if entity != option.entity]
            assert set.intersection(*rest) <= all_of[option.entity or ""], (item.id, option.text)


def test_the_stem_says_not_once_in_capitals(items: list[Item]) -> None:
    for item in items:
        assert item.stem.split().count("NOT") == 1
        assert item.bloom == Bloom.ANALYSE


def test_one_source_is_named_only_where_it_says_all_that_the_three_share(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    scoped = [item for item in items if item.scope is not None]
    assert scoped
    for item in scoped:
        assert item.stem.startswith("According to ")
        for claim in claims_of(graph, item):
            assert any(supports(evidence, item.scope or "") for evidence in claim.evidence), item.id
            outright = item.scope in graph.complete_lists(claim.subject, claim.relation)
            assert outright or claim.source == item.scope, item.id


def test_a_claim_comes_first_in_one_item_for_each_end_at_most(items: list[Item]) -> None:
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert item.id.startswith(item.claims[0])
