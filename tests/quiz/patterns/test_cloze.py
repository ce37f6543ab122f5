"""Cloze: asked of what no other type asks, with a gap that one name alone fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import borne_out, claims_of, fits_gap, gap

from quiz.item import Bloom, Interaction
from quiz.patterns.cloze import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item

__all__ = ["TYPE"]


def test_one_thing_alone_has_a_name_that_fits_the_gap(kept: list[Item], graph: KnowledgeGraph) -> None:
    for item in kept:
        shown = gap(item.stem)
        fitting = {
            entity.id
            for entity in graph.entities.values()
            if any(fits_gap(shown, name) for name in entity.names)
        }
        assert fitting == {graph.find(item.answer).id}, item.stem


def test_the_gap_leaves_something_to_recall(kept: list[Item]) -> None:
    for item in kept:
        hidden = gap(item.stem).count("_")
        assert hidden >= len(item.answer) / 3, item.stem


def test_the_gap_is_read_last(kept: list[Item]) -> None:
    assert all(item.stem.endswith(f"{gap(item.stem)}.") for item in kept)


def test_the_answer_is_not_in_the_stem(kept: list[Item]) -> None:
    for item in kept:
        for answer in item.accept:
            assert answer.casefold() not in item.stem.casefold(), item.id


def test_the_answer_is_one_end_of_the_claim_and_the_other_is_told(
    kept: list[Item], graph: KnowledgeGraph
) -> None:
    for item in kept:
        (claim,) = claims_of(graph, item)
        asked = graph.find(item.answer).id
        assert asked in (claim.subject, claim.object)
        told = claim.object if asked == claim.subject else claim.subject
        assert graph.entity(told).label.casefold() in item.stem.casefold(), item.id
        assert (item.interaction, item.bloom, item.options) == (Interaction.TEXT, Bloom.REMEMBER, ())


def test_its_claims_are_in_no_other_item(kept: list[Item], bank: Bank) -> None:
    elsewhere = {claim for item in bank.items if item.type != TYPE for claim in item.claims}
    asked = [claim for item in kept for claim in item.claims]
    assert elsewhere.isdisjoint(asked)
    assert len(set(asked)) == len(asked)


def test_within_a_scope_its_source_says_so(kept: list[Item], graph: KnowledgeGraph) -> None:
    assert any(item.scope for item in kept)
    for item in kept:
        (claim,) = claims_of(graph, item)
        assert claim.live
        assert item.scope is None or borne_out(claim, item.scope)
