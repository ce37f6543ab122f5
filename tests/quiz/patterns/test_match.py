"""Matching: four rows, four options, and one pairing that the live claims allow."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from askable import fact, nerves
from oracles import claims_of, said, wholes

from quiz.item import Bloom, Interaction
from quiz.patterns import PATTERNS
from quiz.patterns.match import TYPE
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def test_one_pairing_alone_is_claimed(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        (relation,) = {claim.relation for claim in claims_of(graph, item)}
        holds = [
            [bool(said(graph, row.entity, relation, option.entity or "")) for option in item.options]
            for row in item.rows
        ]
        pairings = [
            order
            for order in permutations(range(len(item.options)))
            if all(holds[row][place] for row, place in enumerate(order))
        ]
        assert pairings == [tuple(row.key for row in item.rows)], item.id


def test_what_is_not_the_key_of_a_row_is_claimed_of_it_by_no_one(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        relation = claims_of(graph, item)[0].relation
        for row in item.rows:
            for place, option in enumerate(item.options):
                if place != row.key:
                    assert said(graph, row.entity, relation, option.entity or "") == [], item.id


def test_there_are_four_of_each_side_each_with_a_proof_against_all_but_its_key(items: list[Item]) -> None:
    for item in items:
        assert (item.interaction, item.bloom) == (Interaction.MATCH, Bloom.UNDERSTAND)
        assert len(item.rows) == len(item.options) == 4
        for row in item.rows:
            assert [place for place, proof in enumerate(row.proofs) if proof is None] == [row.key]


def test_the_rows_are_the_subjects_of_its_claims_in_order(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for row, claim in zip(item.rows, claims_of(graph, item), strict=True):
            assert (row.entity, row.text) == (claim.subject, graph.entity(claim.subject).label)
            assert item.options[row.key].entity == claim.object


def test_no_side_holds_a_thing_and_its_whole(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for side in ([row.entity for row in item.rows], [option.entity or "" for option in item.options]):
            for entity in side:
                assert wholes(graph, entity) & set(side) == {entity}, item.id


def test_a_claim_comes_first_in_one_block_at_most(items: list[Item]) -> None:
    first = [item.claims[0] for item in items]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("near", ["nimbar partOf opalen", "brevor partOf adlex"])
def test_what_overlaps_stands_in_no_block_together(graph: KnowledgeGraph, near: str) -> None:
    plain, joined = (list(PATTERNS[TYPE](Workshop(nerves(graph, *more), 1))) for more in ((), (fact(near),)))
    pair = {"adlex", "brevor"}
    assert any(pair <= {row.entity for row in item.rows} for item in plain)
    assert joined
    assert not any(pair <= {row.entity for row in item.rows} for item in joined)


def test_a_second_nerve_of_a_muscle_keeps_it_from_standing_beside_the_first_one_of_that_nerve(
    graph: KnowledgeGraph,
) -> None:
    """Else two pairings would hold."""
    for item in PATTERNS[TYPE](Workshop(nerves(graph, fact("adlex innervatedBy opalen")), 1)):
        rows = {row.entity for row in item.rows}
        assert not {"adlex", "brevor"} <= rows
