"""The lower limb: every muscle told in full, every fact with who says so, likely errors kept and disputed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from kg.model import Stance, Status, Tier

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

MUSCLE_PACKS = ("hip-muscles", "thigh-muscles", "leg-muscles")
FACTS = ("hasOrigin", "hasInsertion", "innervatedBy", "hasSpinalRoot", "performs")
# Muscles of the foot, there only as what the muscles of the leg are told apart from or act with.
OF_THE_FOOT = {"extensor-digitorum-brevis", "flexor-digitorum-brevis"}
# What is not established of a muscle, and why.
LACKING = {
    # References that were read again disagree: the obturator nerve, or branches of the sacral plexus.
    ("obturator-externus", "innervatedBy"),
}
# What a source says and hardly can have meant, by subject, relation and object.
LIKELY_ERRORS = {
    ("gluteus-minimus", "performs", "hip-adduction"): Status.REFUTED,
    ("gracilis", "performs", "hip-abduction"): Status.REFUTED,
    ("pectineus", "performs", "hip-abduction"): Status.REFUTED,
    ("gracilis", "innervatedBy", "femoral-nerve"): Status.REFUTED,
    ("quadratus-lumborum", "hasOrigin", "ribs-5-10"): Status.CONTESTED,
    ("quadratus-lumborum", "hasInsertion", "first-rib"): Status.CONTESTED,
    # Disputed by the curator alone, who does not count: no origin lets the muscle cross the knee.
    ("soleus", "performs", "knee-flexion"): Status.REPORTED,
    ("popliteus", "performs", "femur-medial-rotation"): Status.CONTESTED,
}


@pytest.fixture(scope="module")
def muscles(graph: KnowledgeGraph) -> list[str]:
    return [entity.id for entity in graph.entities.values() if entity.cls == "Muscle"]


@pytest.fixture(scope="module")
def stated(graph: KnowledgeGraph) -> list[Claim]:
    """What sources say of the muscles; what was derived from that is left aside."""
    return [claim for claim in graph.claims() if claim.pack in MUSCLE_PACKS and not claim.derived_from]


def test_there_are_38_muscles_and_at_least_900_claims(graph: KnowledgeGraph, muscles: list[str]) -> None:
    assert set(muscles) > OF_THE_FOOT
    assert len(set(muscles) - OF_THE_FOOT) == 38
    assert len(graph.claims()) >= 900


@pytest.mark.parametrize("relation", FACTS)
def test_every_muscle_has_what_is_asked_of_muscles(
    graph: KnowledgeGraph, muscles: list[str], relation: str
) -> None:
    """An origin, an insertion, a nerve, a spinal root and an action, each established."""
    lacking = {
        (muscle, relation)
        for muscle in set(muscles) - OF_THE_FOOT
        if not graph.claims(subject=muscle, relation=relation, status=Status.ESTABLISHED)
    }
    assert lacking == {pair for pair in LACKING if pair[1] == relation}
    for muscle, _ in lacking:
        statuses = {claim.status for claim in graph.claims(subject=muscle, relation=relation)}
        assert statuses == {Status.CONTESTED}


def test_muscles_of_the_foot_only_stand_next_to_others(graph: KnowledgeGraph) -> None:
    for muscle in OF_THE_FOOT:
        assert graph.about(muscle)
        assert not any(graph.claims(subject=muscle, relation=relation) for relation in FACTS)


def test_no_claim_is_without_evidence_and_no_evidence_without_source(graph: KnowledgeGraph) -> None:
    used = set()
    for claim in graph.claims():
        assert claim.evidence, claim.id
        used |= {claim.source, *(item.source for item in claim.evidence)}
    assert used <= set(graph.sources)
    for source in graph.sources.values():
        assert source.citation.strip(), source.id


def test_what_is_established_rests_on_a_reference_and_nothing_counts_against_it(
    stated: list[Claim], graph: KnowledgeGraph
) -> None:
    established = [claim for claim in stated if claim.status is Status.ESTABLISHED]
    assert len(established) > 500
    for claim in established:
        counting = [
            item
            for item in claim.evidence
            if item.reread
            and not item.indirect
            and graph.sources[item.source].tier in (Tier.REFERENCE, Tier.STUDY)
        ]
        assert any(
            item.stance is Stance.SUPPORTS and graph.sources[item.source].tier is Tier.REFERENCE
            for item in counting
        ), claim.id
        assert all(item.stance is Stance.SUPPORTS for item in counting), claim.id


def test_only_facts_are_stated_of_muscles_and_none_is_quoted(stated: list[Claim]) -> None:
    """Facts were taken from the sources, no wording."""
    for claim in stated:
        assert claim.source != "curator", claim.id
        assert all(item.quote is None for item in claim.evidence), claim.id


def test_a_mark_stands_only_where_its_source_says_something(graph: KnowledgeGraph) -> None:
    """The article is marked for what it leaves out, too: a person read it for that."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in graph.claims():
        for item in claim.evidence:
            if item.stance is Stance.SUPPORTS:
                said[item.source, claim.subject].add(claim.relation)
    marks = [mark for mark in graph.marks if mark.source != "article"]
    assert len(marks) > 300
    for mark in marks:
        assert any(
            graph.vocabulary.is_below(relation, mark.relation) for relation in said[mark.source, mark.subject]
        ), mark


def test_nothing_is_part_of_itself_by_a_detour(graph: KnowledgeGraph) -> None:
    wholes: dict[str, set[str]] = defaultdict(set)
    for claim in graph.claims(relation="partOf"):
        wholes[claim.subject].add(claim.object)
    assert len(wholes) > 100
    for start in list(wholes):
        seen: set[str] = set()
        waiting = list(wholes[start])
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting += wholes.get(current, ())
        assert start not in seen


@pytest.mark.parametrize(("triple", "status"), LIKELY_ERRORS.items(), ids=" ".join)
def test_likely_errors_are_kept_and_disputed(
    graph: KnowledgeGraph, triple: tuple[str, str, str], status: Status
) -> None:
    subject, relation, object_ = triple
    claims = graph.claims(subject=subject, relation=relation, object=object_)
    assert claims
    for claim in claims:
        assert claim.status is status
        assert any(item.stance is Stance.SUPPORTS for item in claim.evidence)
        assert any(item.stance is Stance.DISPUTES and not item.indirect for item in claim.evidence)
        assert not any(claim.id in other.derived_from for other in graph.claims())


def test_no_other_muscle_is_said_to_insert_on_the_first_rib(graph: KnowledgeGraph) -> None:
    found = graph.claims(relation="hasInsertion", object="first-rib")
    assert [claim.subject for claim in found] == ["quadratus-lumborum"]
    (right,) = graph.claims(subject="quadratus-lumborum", relation="hasInsertion", object="twelfth-rib")
    assert right.status is Status.ESTABLISHED


def test_the_gluteus_medius_acts_jointly_with_the_gluteus_minimus(graph: KnowledgeGraph) -> None:
    """A reference gives the partner that the article's own words got wrong (claim article-c13)."""
    found = graph.claims(subject="gluteus-medius", relation="actsJointlyWith", object="gluteus-minimus")
    (claim,) = [claim for claim in found if claim.qualifier is None]
    assert claim.status is Status.ESTABLISHED
    rereads = [item.source for item in claim.evidence if item.reread and item.stance is Stance.SUPPORTS]
    assert any(graph.sources[source].tier is Tier.REFERENCE for source in rereads)
    disputes = [item.source for item in graph.claim("article-c13").evidence if item.stance is Stance.DISPUTES]
    assert set(rereads) & set(disputes) == {"wikipedia-gluteus-minimus"}
