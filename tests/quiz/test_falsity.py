"""Proofs of falsity: given where they hold, refused wherever something could be taken for true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.falsity import Falsity
from quiz.item import Proof, ProofKind

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.fixture(scope="module")
def falsity(graph: KnowledgeGraph) -> Falsity:
    return Falsity(graph)


def test_a_mark_proves_what_the_source_does_not_say(falsity: Falsity) -> None:
    assert falsity.prove("tight-gluteus-medius", "leadsTo", "ankle-pain", "article") == Proof(
        ProofKind.CLOSED_SCOPE, "tight-gluteus-medius", "leadsTo", "ankle-pain", "influences", "article"
    )


def test_a_class_that_excludes_needs_no_source(falsity: Falsity) -> None:
    proof = falsity.prove("bridge-pose", "strengthens", "exercise-band", "article")
    assert proof == Proof(
        ProofKind.DISJOINT_CLASS, "bridge-pose", "strengthens", "exercise-band", "Musculature"
    )


@pytest.mark.parametrize(
    ("subject", "relation", "object_", "because"),
    [
        ("weak-gluteus-medius", "leadsTo", "femoral-internal-rotation", "the article says so"),
        ("gluteus-medius", "actsJointlyWith", "gluteus-medius", "a refuted value is no wrong option either"),
        ("gluteus-maximus", "actsJointlyWith", "gluteus-medius", "the relation is symmetric"),
        ("weak-gluteus-medius", "leadsTo", "knee-joint-stress", "a chain leads there"),
        ("weak-gluteus-medius", "leadsTo", "overly-tight-muscles", "an imbalance involves them"),
        ("tight-gluteus-medius", "leadsTo", "reduced-shock-absorption", "it acts through it"),
        ("knee-joint-force", "leadsTo", "knee-pain", "it lies on a way to knee pain"),
        ("pistol-squat", "targets", "gluteus-medius", "it is one of the glutes"),
        ("pistol-squat", "improves", "gait", "it is one of the exercises meant to improve gait"),
        ("weak-gluteus-medius", "leadsTo", "altered-biomechanics", "the rotation is one"),
        ("gluteus-medius", "helpsPrevent", "knee-joint-stress", "it is said to prevent it"),
        ("imbalance", "increases", "ankle-joint-force", "nobody marked it: absence is no proof"),
        ("tight-calf-muscles", "leadsTo", "knee-pain", "a dysfunction elsewhere is said to"),
    ],
)
def test_what_could_be_taken_for_true_gets_no_proof(
    falsity: Falsity, subject: str, relation: str, object_: str, because: str
) -> None:
    assert falsity.prove(subject, relation, object_, "article") is None, because


def test_absence_in_an_open_source_is_never_a_proof(falsity: Falsity, graph: KnowledgeGraph) -> None:
    """Whatever is proved for a source without any mark is proved by its classes."""
    for claim in graph.claims():
        for entity in graph.entities:
            proof = falsity.prove(claim.subject, claim.relation, entity, "curator")
            assert proof is None or proof.kind is ProofKind.DISJOINT_CLASS


def test_no_claim_at_all_can_be_proved_wrong(falsity: Falsity, graph: KnowledgeGraph) -> None:
    for claim in graph.claims():
        assert falsity.prove(claim.subject, claim.relation, claim.object, claim.source) is None, claim.id
