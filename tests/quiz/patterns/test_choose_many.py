"""Multi-select: each key is a live claim, no wrong option is anyone's, and the counts stay within bounds."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from oracles import borne_out, claims_of, said, wholes, wrong

from quiz.item import Bloom, Interaction
from quiz.patterns.choose_many import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]


def ends(graph: KnowledgeGraph, item: Item) -> tuple[str, bool]:
    """Return the entity that the stem gives, and whether it is the subject of all claims."""
    claims = claims_of(graph, item)
    by_subject = len({claim.subject for claim in claims}) == 1
    given = {claim.subject if by_subject else claim.object for claim in claims}
    assert len(given) == 1, item.id
    return given.pop(), by_subject


def test_the_keys_are_what_the_claims_name(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        _, by_subject = ends(graph, item)
        keys = {claim.object if by_subject else claim.subject for claim in claims_of(graph, item)}
        assert {option.entity for option in item.options if option.correct} == keys
        assert item.interaction is Interaction.CHOOSE_MANY
        assert item.bloom == Bloom.UNDERSTAND
        assert len({claim.relation for claim in claims_of(graph, item)}) == 1


def test_two_or_three_are_right_and_two_or_three_wrong_of_five_at_most(items: list[Item]) -> None:
    for item in items:
        assert 2 <= len(item.keys) <= 3
        assert 2 <= len(wrong(item)) <= 3
        assert len(item.options) <= 5


def test_several_do_what_is_asked_and_the_verb_says_so(items: list[Item], graph: KnowledgeGraph) -> None:
    """“Which of these performs knee extension” once asked for all that do."""
    verbs = Counter(match[1] for item in items if (match := re.search(r"which of these (\w+)", item.stem)))
    phrases = [graph.phrase(claim.relation) for item in items for claim in claims_of(graph, item)]
    assert {"arise", "perform", "are"} <= set(verbs)
    singular = {phrase.singular.split()[0] for phrase in phrases}
    assert singular.isdisjoint(verbs)


def test_no_one_claims_a_wrong_option(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        given, by_subject = ends(graph, item)
        relation = claims_of(graph, item)[0].relation
        for option in wrong(item):
            assert option.entity is not None
            pair = (given, option.entity) if by_subject else (option.entity, given)
            assert said(graph, pair[0], relation, pair[1], item.scope) == [], item.id


def test_within_a_scope_its_source_says_each_key(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for claim in claims_of(graph, item):
            assert claim.live
            assert item.scope is None or borne_out(claim, item.scope)


def test_one_hedge_holds_for_all_keys(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        assert len({claim.modality for claim in claims_of(graph, item)}) == 1


def test_no_two_options_are_in_part_the_same(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        for one, other in combinations([option.entity or "" for option in item.options], 2):
            assert one not in wholes(graph, other), item.id
            assert other not in wholes(graph, one), item.id


def test_the_student_is_told_to_choose_all(items: list[Item]) -> None:
    assert all("choose all that apply" in item.stem.casefold() for item in items)


def test_a_claim_comes_first_in_one_item_for_each_end_at_most(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    first = [(item.claims[0], ends(graph, item)[1]) for item in items]
    assert len(set(first)) == len(first)
