"""The whole bank: enough of each type, every promise of an item kept, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from oracles import causal, claims_of, joined, leads, said, wholes, wrong

from kg.model import AskUse, Modality, Status
from kg.proof import ProofKind
from kg.standing import surety
from kg.wording import source_name, statement
from quiz.bank import build, pick
from quiz.item import Bloom, Interaction, item_from_view, item_view
from quiz.lint import Linter
from quiz.patterns import PATTERNS
from quiz.verify import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item

ENOUGH = 20
# What a plain question never asks as so.
EVALUATING = {"spot-error", "disagreement", "weigh-evidence"}
# Types of which no claim has a hedge, as they tell plain facts.
FACTUAL = {"analogy", "match", "odd-one-out", "true-false", "vignette"}


def chains_told(graph: KnowledgeGraph) -> int:
    """Count the ways by which one source has a thing lead to another in two or three steps."""
    steps = [
        claim
        for claim in graph.claims()
        if claim.live and AskUse.ATTRIBUTED in claim.ask and causal(graph, claim.relation)
    ]
    two = [
        (one, other)
        for one in steps
        for other in steps
        if one.source == other.source and one.object == other.subject and one.subject != other.object
    ]
    three = [(pair, step) for pair in two for step in steps if step.subject == pair[1].object]
    return len(two) + len(three)


def measured_exercises(graph: KnowledgeGraph) -> int:
    """Count the exercises that stand with two others of their study and muscle."""
    groups = Counter(
        (claim.source, claim.object) for claim in graph.claims(relation="activates") if claim.measure
    )
    return sum(count for count in groups.values() if count > 2)


# What the graph has too little of for these, so that they stay under twenty items.
SCARCE: dict[str, Callable[[KnowledgeGraph], int]] = {
    "order-chain": chains_told,
    "why-chain": chains_told,
    "exercise-goal": measured_exercises,
}


@pytest.mark.parametrize("kind", sorted(PATTERNS.keys() - SCARCE.keys()))
def test_there_are_at_least_twenty_items_of_the_type(bank: Bank, kind: str) -> None:
    assert sum(item.type == kind for item in bank.items) >= ENOUGH


@pytest.mark.parametrize("kind", sorted(SCARCE))
def test_a_scarce_type_has_items_though_the_graph_holds_little_for_it(
    bank: Bank, graph: KnowledgeGraph, kind: str
) -> None:
    """Chains are told by one text alone, and few studies measured more than two exercises."""
    made = sum(item.type == kind for item in bank.items)
    assert 5 <= made <= SCARCE[kind](graph) <= 3 * ENOUGH


def test_items_come_by_type_in_the_order_of_the_patterns(bank: Bank) -> None:
    order = list(PATTERNS)
    places = [order.index(item.type) for item in bank.items]
    assert places == sorted(places)
    assert {item.seed for item in bank.items} == {bank.seed} == {1}


def test_two_fifths_ask_more_than_to_remember(bank: Bank) -> None:
    above = sum(item.bloom != Bloom.REMEMBER for item in bank.items)
    assert above >= 0.4 * len(bank.items)
    assert {item.bloom for item in bank.items} == set(Bloom)


def test_every_id_is_of_one_item(bank: Bank) -> None:
    assert len({item.id for item in bank.items}) == len(bank.items)
    # By its id it can be told what an item's history hangs on, in other programs too.
    assert [item.id for item in bank.items if not item.id.startswith(f"{item.claims[0]}-")] == []


def test_items_survive_json(bank: Bank) -> None:
    for item in bank.items:
        assert item_from_view(json.loads(json.dumps(item_view(item)))) == item


def test_a_single_choice_has_one_key_and_two_or_three_wrong_options(bank: Bank) -> None:
    for item in bank.items:
        assert len({option.text for option in item.options}) == len(item.options)
        if item.interaction is Interaction.CHOOSE_ONE:
            assert len(item.keys) == 1
            assert 2 <= len(wrong(item)) <= 3
            assert item.options[item.key].correct


def test_every_scope_is_named_in_the_stem(bank: Bank, graph: KnowledgeGraph) -> None:
    for item in bank.items:
        if item.scope is not None:
            assert source_name(graph, item.scope).casefold() in item.stem.casefold(), item.id


def test_what_names_no_source_rests_on_established_claims_alone(bank: Bank, graph: KnowledgeGraph) -> None:
    checked = 0
    for item in bank.items:
        if item.scope is None and item.type not in EVALUATING:
            assert {claim.status for claim in claims_of(graph, item)} == {Status.ESTABLISHED}, item.id
            checked += 1
    assert checked > len(bank.items) / 3


def test_half_of_the_items_on_anatomy_name_no_source(bank: Bank, graph: KnowledgeGraph) -> None:
    anatomical = [
        item for item in bank.items if graph.vocabulary.anatomical(graph.claim(item.claims[0]).relation)
    ]
    assert 2 * sum(item.scope is None for item in anatomical) >= len(anatomical)


def test_a_claim_is_asked_only_where_a_curator_allows_it(bank: Bank, graph: KnowledgeGraph) -> None:
    for item in bank.items:
        claims = claims_of(graph, item)
        assert not any(claim.status is Status.DRAFT for claim in claims)
        assert claims[0].ask, item.id
        if item.type not in EVALUATING:
            assert {AskUse.ATTRIBUTED, AskUse.FACT} & set(claims[0].ask), item.id


def test_no_refuted_claim_is_a_key_but_where_finding_the_error_is_the_task(
    bank: Bank, graph: KnowledgeGraph
) -> None:
    with_refuted = {
        item.type for item in bank.items for claim in claims_of(graph, item) if claim.status is Status.REFUTED
    }
    assert "spot-error" in with_refuted
    assert with_refuted <= EVALUATING


def test_a_hedge_is_never_lost(bank: Bank, graph: KnowledgeGraph) -> None:
    words = {"can": " can ", "may": " may ", "often": "often ", "aim": " meant to ", "is": ""}
    asked_as_told = {
        "choose-object", "choose-subject", "choose-many", "cloze", "typed", "why-chain", "disagreement",
        "weigh-evidence",
    }  # fmt: skip
    hedged = 0
    for item in bank.items:
        for claim in claims_of(graph, item):
            if item.type in asked_as_told:
                assert words[claim.modality] in item.stem, item.id
                hedged += claim.hedged
            if item.type in FACTUAL:
                assert claim.modality is Modality.IS, item.id
    assert hedged > ENOUGH


def test_each_wrong_option_has_a_proof_that_holds(bank: Bank, graph: KnowledgeGraph) -> None:
    for item in bank.items:
        assert faults(item, graph) == [], item.id
        for option in wrong(item):
            assert option.proof is not None, item.id


def test_by_plain_search_no_proof_denies_what_is_said(bank: Bank, graph: KnowledgeGraph) -> None:
    """Sharing nothing with generator and verifier."""
    marks = {(mark.source, mark.subject, mark.relation) for mark in graph.content.marks}
    denying = {
        ProofKind.AT_MOST,
        ProofKind.CLOSED_SCOPE,
        ProofKind.DISJOINT_CLASS,
        ProofKind.EXPLICIT_NEGATIVE,
    }
    seen = Counter(proof.kind for item in bank.items for option in item.options if (proof := option.proof))
    assert set(seen) == set(ProofKind) - {ProofKind.DISJOINT_CLASS}
    for item in bank.items:
        for option in item.options:
            proof = option.proof
            if proof is None or proof.kind not in denying:
                continue
            assert said(graph, proof.subject, proof.relation, proof.object, item.scope) == [], item.id
            assert option.entity in (None, proof.subject, proof.object)
            if proof.kind is ProofKind.CLOSED_SCOPE:
                assert (proof.source, proof.subject, proof.ground) in marks
                assert proof.source == item.scope
            if proof.kind is ProofKind.AT_MOST and proof.witnesses[0] in graph.sources:
                assert len(proof.witnesses) > 1
                assert all((name, proof.subject, proof.ground) in marks for name in proof.witnesses)


def test_no_option_overlaps_with_another(bank: Bank, graph: KnowledgeGraph) -> None:
    for item in bank.items:
        entities = [option.entity for option in item.options if option.entity is not None]
        for one, other in combinations(entities, 2):
            assert one not in wholes(graph, other), item.id
            assert other not in wholes(graph, one), item.id
            overlapping = [each for each in joined(graph, one, other) if each.relation == "overlapsWith"]
            assert overlapping == [], item.id


def test_what_the_article_reaches_by_a_chain_is_no_wrong_option(bank: Bank, graph: KnowledgeGraph) -> None:
    checked = 0
    for item in bank.items:
        claim = graph.claim(item.claims[0])
        if item.scope != "article" or not causal(graph, claim.relation):
            continue
        for option in wrong(item):
            if option.proof is not None and option.proof.kind is ProofKind.CLOSED_SCOPE:
                reached = leads(graph, "article", option.proof.subject)
                assert option.proof.object not in reached, item.id
                checked += 1
    assert checked > ENOUGH


def test_vague_things_are_no_wrong_options(bank: Bank, graph: KnowledgeGraph) -> None:
    used = {
        option.entity
        for item in bank.items
        if item.type not in ("order-chain", "exercise-goal")
        for option in wrong(item)
        if option.entity in graph.entities
    }
    assert len(used) > 100
    assert not {entity for entity in used if entity and graph.entity(entity).vague}


def test_explanations_hold_the_words_the_section_and_how_sure(bank: Bank, graph: KnowledgeGraph) -> None:
    for item in bank.items:
        told = "\n".join(item.explanation)
        for claim in claims_of(graph, item):
            assert f"How sure: {surety(graph, claim)}" in item.explanation
            for evidence in claim.evidence:
                assert source_name(graph, evidence.source).casefold() in told.casefold()
                assert evidence.quote is None or f"“{evidence.quote}”" in told
                assert not (evidence.quote and evidence.section) or f"“{evidence.section}”" in told
                assert evidence.note is None or evidence.note in told
                assert evidence.finding is None or evidence.finding in told
                assert evidence.figure is None or evidence.figure in told
        assert all(option.why.endswith((".", "”", "?", "!")) for option in item.options), item.id


def test_keys_stand_in_each_place_equally_often(bank: Bank) -> None:
    for number in (3, 4):
        places = Counter(
            item.key
            for item in bank.items
            if item.interaction is Interaction.CHOOSE_ONE and len(item.options) == number
        )
        assert len(places) == number
        assert max(places.values()) - min(places.values()) <= 1


def test_difficulty_is_an_estimate_between_0_and_1_that_tells_items_apart(bank: Bank) -> None:
    assert all(0 <= item.difficulty <= 1 for item in bank.items)
    assert len({item.difficulty for item in bank.items}) > ENOUGH


def test_nothing_in_the_bank_breaks_a_rule_on_items(bank: Bank, graph: KnowledgeGraph) -> None:
    """Also after options were dropped and keys moved."""
    linter = Linter(graph)
    assert [finding for item in bank.items for finding in linter.form(item)] == []


def test_what_was_dropped_is_counted_by_rule(bank: Bank) -> None:
    assert bank.dropped
    assert all(count > 0 for count in bank.dropped.values())
    assert list(bank.dropped) == sorted(bank.dropped)


def digest(items: tuple[Item, ...]) -> str:
    rows = json.dumps([item_view(item) for item in items])
    return hashlib.sha256(rows.encode()).hexdigest()


def test_another_seed_gives_other_items_and_the_types_are_begun_in_order(
    bank: Bank, graph: KnowledgeGraph
) -> None:
    begun: list[str] = []
    other = build(graph, 2, progress=begun.append)
    assert digest(other.items) != digest(bank.items)
    assert {item.type for item in other.items} == set(PATTERNS)
    assert [name for name in dict.fromkeys(begun) if name in PATTERNS] == list(PATTERNS)
    # Of this seed, what was left out once made others near each other, and they stayed.
    assert Linter(graph).bank(other.items) == []


def test_pick_asks_no_claim_twice_before_each_had_its_turn(bank: Bank) -> None:
    items = bank.items[:: len(bank.items) // 300]
    asked: set[str] = set()
    every = pick(items, 10_000, seed=3)
    assert sorted(item.id for item in every) == sorted(item.id for item in items)
    fresh = pick(items, 50, seed=3)
    for item in fresh:
        assert asked.isdisjoint(item.claims)
        asked.update(item.claims)
    assert pick(items, 50, seed=3) == fresh != pick(items, 50, seed=4)


def test_no_verb_comes_again_in_what_it_is_said_of(bank: Bank, graph: KnowledgeGraph) -> None:
    """Fatigue “increases increased hip adduction”, and a muscle “is one of the quadriceps femoris”."""
    for claim in graph.claims():
        words = statement(graph, claim).split()
        again = [
            (one, other) for one, other in pairwise(words) if other.startswith(one.removesuffix("s") + "d")
        ]
        assert again == [], claim.id
    assert not any("one of the quadriceps" in item.stem for item in bank.items)
