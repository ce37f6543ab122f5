"""Weigh the evidence: the key is how a study's finding is on record as bearing on the claim."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oracles import claims_of, stances, wrong

from kg.model import Status, Tier
from kg.proof import ProofKind
from kg.wording import sentence, source_name, statement
from quiz.item import Bloom
from quiz.patterns.weigh_evidence import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Evidence
    from quiz.item import Item

__all__ = ["TYPE"]

ANSWERS = {
    "supports": "It supports the statement",
    "disputes": "It contradicts the statement",
    "indirect": "It is about something nearby",
}


def finding(graph: KnowledgeGraph, item: Item) -> Evidence:
    """Return the piece of evidence whose words the stem quotes."""
    (claim,) = claims_of(graph, item)
    quoted = [
        each
        for each in claim.evidence
        if each.note and f"“{sentence(each.note)}”" in item.stem and each.source in item.id
    ]
    assert quoted, item.id
    return quoted[0]


def test_the_key_is_the_stance_on_record(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        evidence = finding(graph, item)
        truth = "indirect" if evidence.indirect else str(evidence.stance)
        assert item.answer == ANSWERS[truth], item.id
        assert {option.text for option in item.options} == set(ANSWERS.values())


def test_the_source_does_not_speak_both_ways(items: list[Item], graph: KnowledgeGraph) -> None:
    """Beside a finding that bears on the claim, one that is only near it takes nothing away."""
    for item in items:
        (claim,) = claims_of(graph, item)
        evidence = finding(graph, item)
        own = stances(claim, evidence.source)
        assert own == {"indirect"} if evidence.indirect else own - {"indirect"} == {evidence.stance}


def test_each_wrong_answer_is_proved_by_that_stance(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        evidence = finding(graph, item)
        for option in wrong(item):
            assert option.proof is not None
            assert option.proof.kind is ProofKind.CONTRADICTED
            truth = "indirect" if evidence.indirect else evidence.stance
            assert (option.proof.source, option.proof.ground) == (evidence.source, truth)


def test_claim_source_and_finding_stand_in_the_stem(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        assert item.stem.startswith(f"“{sentence(statement(graph, claim))}”")
        assert source_name(graph, finding(graph, item).source).casefold() in item.stem.casefold()
        assert (item.bloom, item.scope) == (Bloom.EVALUATE, None)


def test_only_findings_of_studies_on_what_may_be_asked_are_weighed(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        assert claim.status is not Status.DRAFT
        assert claim.ask
        assert graph.sources[finding(graph, item).source].tier is Tier.STUDY


def test_each_answer_is_right_about_as_often(items: list[Item]) -> None:
    right = Counter(item.answer for item in items)
    assert set(right) == set(ANSWERS.values())
    assert max(right.values()) <= 1.5 * min(right.values())


def test_a_claim_is_weighed_once_for_each_answer(items: list[Item]) -> None:
    asked = [(item.claims, item.answer) for item in items]
    assert len(set(asked)) == len(asked)
