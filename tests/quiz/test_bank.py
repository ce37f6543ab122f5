"""The bank from the article alone: enough items, each with proofs that hold, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.model import AskUse, Status
from kg.standing import surety
from kg.wording import source_name
from quiz.bank import about, build, pick
from quiz.item import Item, ProofKind, item_from_view, item_view

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.fixture(scope="module", params=[1, 2, 3])
def bank(request: pytest.FixtureRequest, graph: KnowledgeGraph) -> list[Item]:
    return build(graph, request.param)


def test_there_are_at_least_60_items_in_both_directions(bank: list[Item]) -> None:
    assert len(bank) >= 60
    assert {item.type for item in bank} == {"choose-object", "choose-subject"}
    assert len({item.id for item in bank}) == len(bank)


def test_each_item_has_one_key_and_two_or_three_wrong_options(bank: list[Item]) -> None:
    for item in bank:
        assert sum(option.correct for option in item.options) == 1
        assert 3 <= len(item.options) <= 4
        assert len({option.text for option in item.options}) == len(item.options)
        assert item.options[item.key].correct


def test_every_stem_names_the_article(bank: list[Item]) -> None:
    """Here the article is the only ground there is."""
    for item in bank:
        assert item.scope == "article"
        assert item.stem.startswith("According to the article, ")
        assert item.stem.endswith("?")


def test_no_key_is_refuted_an_error_or_not_to_be_asked(bank: list[Item], graph: KnowledgeGraph) -> None:
    for item in bank:
        for claim in map(graph.claim, item.claims):
            assert claim.status is not Status.REFUTED
            assert AskUse.ATTRIBUTED in claim.ask


def stated(graph: KnowledgeGraph, subject: str, relation: str, object_: str) -> bool:
    """Say by plain search, sharing nothing with the generator, whether some claim says so."""
    above = {relation}
    while True:
        more = {up for name in above for up in graph.vocabulary.relations[name].parents} - above
        if not more:
            break
        above |= more
    return any(
        claim.subject == subject and claim.object == object_ and (claim.relation in above)
        for claim in graph.content.claims
    )


def test_every_wrong_option_has_a_proof_that_holds(bank: list[Item], graph: KnowledgeGraph) -> None:
    marks = {(mark.source, mark.subject, mark.relation) for mark in graph.content.marks}
    disjoint = {(cls.id, other) for cls in graph.content.classes for other in cls.disjoint_with}

    def lineage(cls: str) -> set[str]:
        found = {cls}
        for parent in graph.vocabulary.classes[cls].parents:
            found |= lineage(parent)
        return found

    for item in bank:
        for option in item.options:
            proof = option.proof
            if option.correct:
                assert proof is None
                continue
            assert proof is not None
            assert option.entity in (proof.subject, proof.object)
            assert not stated(graph, proof.subject, proof.relation, proof.object)
            if proof.kind is ProofKind.CLOSED_SCOPE:
                assert (proof.source, proof.subject, proof.ground) in marks
                assert proof.source == item.scope
            else:
                own = graph.entity(option.entity).cls
                pairs = {(a, b) for a in lineage(own) for b in lineage(proof.ground)}
                assert any((a, b) in disjoint or (b, a) in disjoint for a, b in pairs)


def test_no_option_overlaps_with_another(bank: list[Item], graph: KnowledgeGraph) -> None:
    joined = {
        frozenset((claim.subject, claim.object))
        for claim in graph.claims()
        if claim.relation in ("partOf", "memberOf", "exampleOf", "stateOf", "overlapsWith")
    }
    for item in bank:
        entities = [option.entity for option in item.options]
        for one in entities:
            for other in entities:
                assert frozenset((one, other)) not in joined, item.id


def test_what_the_article_reaches_by_a_chain_is_no_wrong_option(bank: list[Item]) -> None:
    options = {item.id: {option.entity for option in item.options if not option.correct} for item in bank}
    assert "knee-joint-stress" not in options["article-c16-choose-object"]
    assert "overly-tight-muscles" not in options["article-c16-choose-object"]
    assert "weak-gluteus-medius" not in options["article-c07-choose-subject"]
    assert "force-on-the-knee" not in options["article-c34-choose-object"]


def test_vague_things_are_no_wrong_options(bank: list[Item], graph: KnowledgeGraph) -> None:
    used = {option.entity for item in bank for option in item.options if not option.correct}
    assert not {entity for entity in used if graph.entity(entity).vague}


def test_explanations_hold_the_words_the_section_and_how_sure(
    bank: list[Item], graph: KnowledgeGraph
) -> None:
    for item in bank:
        claim = graph.claim(item.claims[0])
        told = "\n".join(item.explanation)
        assert any(evidence.quote for evidence in claim.evidence)
        for evidence in claim.evidence:
            assert source_name(graph, evidence.source).casefold() in told.casefold()
            if evidence.source == "article":
                assert f"“{evidence.quote}”" in told
                assert f"“{evidence.section}”" in told
            assert evidence.note is None or evidence.note in told
            assert evidence.figure is None or evidence.figure in told
        assert item.explanation[1] == f"How sure: {surety(graph, claim)}"
        assert f"; {claim.status}" in item.explanation[1]
        assert all(option.why.endswith(".") for option in item.options)


def test_hedges_are_never_lost(bank: list[Item], graph: KnowledgeGraph) -> None:
    for item in bank:
        modality = graph.claim(item.claims[0]).modality
        word = {"can": " can ", "may": " may ", "often": " often ", "aim": "meant to", "is": ""}[modality]
        assert word in item.stem, item.id


def test_the_same_seed_gives_the_same_items_and_another_other_ones(graph: KnowledgeGraph) -> None:
    assert build(graph, 7) == build(graph, 7)
    assert build(graph, 7) != build(graph, 8)


@pytest.mark.parametrize("hash_seed", ["0", "1", "99"])
def test_items_do_not_hang_on_the_hash_seed(graph: KnowledgeGraph, hash_seed: str) -> None:
    code = (
        "import kg, json, hashlib; from quiz.bank import build, pick; from quiz.item import item_view;"
        "bank = build(kg.load(), 5);"
        "rows = json.dumps([item_view(item) for item in pick(bank, 99, 5)]);"
        "print(hashlib.sha256(rows.encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    rows = json.dumps([item_view(item) for item in pick(build(graph, 5), 99, 5)])
    assert done.stdout.strip() == hashlib.sha256(rows.encode()).hexdigest()


def test_the_key_has_no_place_of_its_own(graph: KnowledgeGraph) -> None:
    """Over many seeds each of four places holds the key about as often."""
    places = [0, 0, 0, 0]
    for seed in range(20):
        for item in build(graph, seed):
            if len(item.options) == 4:
                places[item.key] += 1
    expected = sum(places) / 4
    chi_square = sum((count - expected) ** 2 / expected for count in places)
    assert chi_square < 11.34  # 1 % for three degrees of freedom


def test_items_survive_json(bank: list[Item]) -> None:
    for item in bank:
        assert item_from_view(json.loads(json.dumps(item_view(item)))) == item


def test_pick_asks_every_claim_before_any_twice(bank: list[Item]) -> None:
    claims = {item.claims for item in bank}
    first = pick(bank, len(claims), seed=3)
    assert {item.claims for item in first} == claims
    assert len(pick(bank, 10_000, seed=3)) == len(bank)


def test_a_topic_keeps_what_is_about_it(bank: list[Item], graph: KnowledgeGraph) -> None:
    found = about(graph, bank, "pistol-squat")
    assert {graph.claim(item.claims[0]).subject for item in found} >= {"pistol-squat"}
    assert 0 < len(found) < len(bank)
    assert about(graph, bank, "ankle-joint") == []
    for item in found:
        claim = graph.claim(item.claims[0])
        assert "pistol-squat" in (claim.subject, claim.object)
    muscle = {graph.claim(item.claims[0]).subject for item in about(graph, bank, "gluteus-medius")}
    assert {"gluteus-medius", "weak-gluteus-medius", "tight-gluteus-medius"} <= muscle
