"""True or false, and why: the verdict follows from the only value that either thing has on record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from askable import fact
from oracles import claims_of, said, wrong
from smallgraphs import world

from kg.model import Status
from quiz.item import Bloom, Interaction
from quiz.patterns.true_false import TYPE, _verdict
from quiz.patterns.true_false import items as made_by
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def verdict(text: str) -> str:
    return text.partition(":")[0]


def test_the_verdict_is_true_where_both_have_one_value_and_false_where_not(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        one, other = claims_of(graph, item)
        assert one.relation == other.relation
        assert verdict(item.answer) == ("True" if one.object == other.object else "False")
        assert (item.interaction, item.bloom) == (Interaction.CHOOSE_ONE, Bloom.UNDERSTAND)


def test_the_reason_names_the_values(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        one, other = (graph.entity(claim.object).label for claim in claims_of(graph, item))
        assert item.answer.find(one) < item.answer.rfind(other) or one == other
        assert one in item.answer
        assert other in item.answer


def test_each_value_stands_behind_its_owner_in_every_answer(items: list[Item], graph: KnowledgeGraph) -> None:
    """Two answers differed by order alone: “the tibial nerve and the femoral nerve” or turned round."""
    for item in items:
        owners = [graph.entity(claim.subject).label for claim in claims_of(graph, item)]
        said = set()
        for option in item.options:
            parts = option.text.partition(": ")[2].split(", ")
            assert len(parts) == 2
            assert all(
                f"the {owner} by the " in f"{part} " for owner, part in zip(owners, parts, strict=True)
            )
            values = tuple(part.partition(" by ")[2] for part in parts)
            assert verdict(option.text) == ("True" if values[0] == values[1] else "False")
            said.add(values)
        assert len(said) == 4


def test_another_verb_than_a_passive_is_told_in_full(graph: KnowledgeGraph) -> None:
    claims = [fact("bending occursAt knee"), fact("turning occursAt hip")]
    told = _verdict(Workshop(world(graph, *claims), 1), (claims[0], claims[1]), ("knee", "hip"))
    assert told == "False: bending takes place at knee, turning takes place at hip"


def test_the_stem_names_both_things_in_the_order_of_the_reason(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        one, other = (graph.entity(claim.subject).label for claim in claims_of(graph, item))
        assert 0 <= item.stem.find(one) < item.stem.find(other)


def test_two_answers_say_true_and_two_say_false(items: list[Item]) -> None:
    for item in items:
        assert Counter(verdict(option.text) for option in item.options) == {"True": 2, "False": 2}


def test_each_thing_has_that_value_alone_whoever_is_asked(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for claim in claims_of(graph, item):
            assert claim.status is Status.ESTABLISHED
            values = {each.object for each in graph.claims(subject=claim.subject, relation=claim.relation)}
            assert values == {claim.object}


def test_what_a_proof_denies_is_claimed_by_no_one(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for option in wrong(item):
            assert option.proof is not None
            assert said(graph, option.proof.subject, option.proof.relation, option.proof.object) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_as_many_statements_are_made_true_as_false(graph: KnowledgeGraph, seed: int) -> None:
    made = Counter(verdict(item.answer) for item in made_by(Workshop(graph, seed)))
    assert made["True"] == made["False"] > 0


def test_neither_verdict_is_a_good_guess_in_the_bank(kept: list[Item]) -> None:
    """What lint and evening out leave may differ by a few."""
    told = Counter(verdict(item.answer) for item in kept)
    assert min(told["True"], told["False"]) >= 0.35 * len(kept)
