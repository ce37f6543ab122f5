"""Weigh the evidence: the key is how a study's finding is on record as bearing on the claim."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from oracles import claims_of, stances, wrong

from kg.graph import KnowledgeGraph
from kg.model import Evidence, Stance, Status, Tier
from kg.proof import ProofKind
from kg.wording import sentence, source_name, statement
from quiz.item import Bloom
from quiz.patterns import weigh_evidence
from quiz.patterns.weigh_evidence import TYPE
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from quiz.item import Item

__all__ = ["TYPE"]

ANSWERS = {
    "supports": "It supports the statement",
    "disputes": "It contradicts the statement",
    "indirect": "It is about something nearby",
}


STUDY = Evidence(
    "pohl-2015", Stance.SUPPORTS, "laboratory-experiment", reread=True, finding="In 9 men, nothing changed."
)


def weighed(graph: KnowledgeGraph, *evidence: Evidence) -> list[Item]:
    """Return the items made where each of these is all that one claim rests on."""
    findings = [claim for claim in graph.claims() if claim.id.startswith("finding-")]
    claims = [claim._replace(evidence=(each,)) for claim, each in zip(findings, evidence, strict=False)]
    small = KnowledgeGraph(replace(graph.content, claims=tuple(claims), marks=()))
    return list(weigh_evidence.items(Workshop(small, 1)))


def finding(graph: KnowledgeGraph, item: Item) -> Evidence:
    """Return the piece of evidence whose finding the stem tells."""
    (claim,) = claims_of(graph, item)
    told = [
        each
        for each in claim.evidence
        if each.finding and f"found this: {each.finding} How" in item.stem and each.source in item.id
    ]
    assert len(told) == 1, item.id
    return told[0]


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
        assert item.stem.startswith(f"Statement: {sentence(statement(graph, claim))}")
        assert f"({source_name(graph, finding(graph, item).source)}) found this: " in item.stem
        assert (item.bloom, item.scope) == (Bloom.EVALUATE, None)


def test_only_findings_of_studies_on_what_may_be_asked_are_weighed(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        assert claim.status is not Status.DRAFT
        assert claim.ask
        assert graph.sources[finding(graph, item).source].tier is Tier.STUDY


def test_words_of_ours_stand_in_no_quotation_marks(items: list[Item]) -> None:
    """“X found: “Women while running.”” put a curator's words into a study's mouth."""
    assert [item.id for item in items if set('“”"') & set(item.stem)] == []


def test_what_does_not_count_is_not_weighed(items: list[Item], graph: KnowledgeGraph) -> None:
    """“Not read again, so it does not count” once stood beside the key “It supports the statement”."""
    for item in items:
        assert finding(graph, item).reread, item.id
        assert not any("not read again" in option.why for option in item.options), item.id


def test_each_option_has_a_reason_of_its_own(items: list[Item], graph: KnowledgeGraph) -> None:
    """All three once had the line of the evidence."""
    for item in items:
        assert len({option.why for option in item.options}) == len(ANSWERS), item.id
        evidence = finding(graph, item)
        assert evidence.finding is not None
        for option in item.options:
            assert evidence.finding not in option.why, item.id
            if evidence.indirect:
                assert evidence.note is not None
                assert evidence.note.rstrip(".") in option.why, item.id


def test_no_finding_is_asked_with_two_answers(items: list[Item], graph: KnowledgeGraph) -> None:
    """“Women while running.” once was to be for one statement and against another."""
    answers: dict[str, set[str]] = {}
    for item in items:
        answers.setdefault((finding(graph, item).finding or "").casefold(), set()).add(item.answer or "")
    assert [told for told, keys in answers.items() if len(keys) > 1] == []


def test_of_findings_in_the_same_words_one_answer_is_asked(graph: KnowledgeGraph) -> None:
    """Where packs have the same words for one claim, against another and near a third."""
    found = weighed(graph, STUDY, STUDY._replace(stance=Stance.DISPUTES), STUDY._replace(indirect=True))
    assert len(found) == 1
    assert len(weighed(graph, STUDY, STUDY)) == len((STUDY, STUDY))


def test_a_note_is_no_finding_and_what_was_not_read_again_is_not_asked(graph: KnowledgeGraph) -> None:
    assert weighed(graph, STUDY._replace(finding=None, note="In walking.")) == []
    assert weighed(graph, STUDY._replace(reread=False)) == []


def test_what_is_near_without_a_note_has_a_reason_all_the_same(graph: KnowledgeGraph) -> None:
    (item,) = weighed(graph, STUDY._replace(indirect=True))
    assert [option.why for option in item.options if option.correct] == [
        "It is near what the statement says and not the same, so it counts neither way."
    ]


def test_each_answer_is_right_about_as_often(items: list[Item]) -> None:
    right = Counter(item.answer for item in items)
    assert set(right) == set(ANSWERS.values())
    assert max(right.values()) <= 1.5 * min(right.values())


def test_a_claim_is_weighed_once_for_each_answer(items: list[Item]) -> None:
    asked = [(item.claims, item.answer) for item in items]
    assert len(set(asked)) == len(asked)
