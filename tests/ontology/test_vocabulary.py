"""The vocabulary: every term complete, every relation with its twin, and nothing said twice in code."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from kg import iri
from kg.model import AskUse, Modality, Stance, Status, Tier
from kg.status import KINDS

if TYPE_CHECKING:
    from enum import StrEnum

    from kg.graph import KnowledgeGraph

MYO = rdflib.Namespace(iri.SCHEMA)
WANTED = {
    "Muscle", "MuscleGroup", "Bone", "Landmark", "Joint", "Nerve", "Region", "JointMovement", "Dysfunction",
    "Mechanism", "Symptom", "Exercise", "Equipment", "Activity", "Profession", "Outcome",
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> rdflib.Graph:
    return rdflib.Graph().parse(
        data=files("ontology").joinpath("schema.ttl").read_text("utf-8"), format="turtle"
    )


def test_the_classes_that_the_mission_names_are_there(graph: KnowledgeGraph) -> None:
    assert set(graph.vocabulary.classes) >= WANTED


def test_sibling_classes_are_disjoint(graph: KnowledgeGraph) -> None:
    vocabulary = graph.vocabulary
    things = [name for name in vocabulary.classes if vocabulary.is_a(name, "Entity")]
    for one in things:
        for other in things:
            siblings = one < other and vocabulary.classes[one].parents == vocabulary.classes[other].parents
            if siblings:
                assert vocabulary.disjoint(one, other), (one, other)
            if vocabulary.is_a(one, other):
                assert not vocabulary.disjoint(one, other)
    assert vocabulary.disjoint("Muscle", "Bone")
    assert vocabulary.disjoint("Muscle", "Symptom")


def test_each_relation_is_below_its_twin(graph: KnowledgeGraph, schema: rdflib.Graph) -> None:
    for relation in graph.vocabulary.relations.values():
        twin, term = MYO[relation.twin], MYO[relation.id]
        assert (term, RDFS.subPropertyOf, twin) in schema
        assert schema.value(twin, RDFS.domain) == schema.value(term, RDFS.domain)
        assert schema.value(twin, RDFS.range) == schema.value(term, RDFS.range)
        assert ((twin, RDF.type, OWL.SymmetricProperty) in schema) == relation.symmetric
        for parent in relation.parents:
            assert (twin, RDFS.subPropertyOf, MYO[graph.vocabulary.relations[parent].twin]) in schema


def test_every_causal_relation_has_a_sign(graph: KnowledgeGraph) -> None:
    causal = [
        name for name in graph.vocabulary.relations if graph.vocabulary.causal(name) and name != "influences"
    ]
    assert len(causal) >= 10
    for name in causal:
        assert graph.vocabulary.relations[name].sign in ("raises", "lowers")
    unsigned = [name for name in graph.vocabulary.relations if name not in causal]
    assert all(graph.vocabulary.relations[name].sign is None for name in unsigned)


def test_what_is_transitive_is_not_declared_irreflexive(schema: rdflib.Graph, graph: KnowledgeGraph) -> None:
    """OWL 2 DL allows no irreflexive property at or above a transitive one; a shape holds it instead."""
    for name, relation in graph.vocabulary.relations.items():
        transitive_below = any(
            other.transitive and graph.vocabulary.is_below(other.id, name)
            for other in graph.vocabulary.relations.values()
        )
        declared = (MYO[name], RDF.type, OWL.IrreflexiveProperty) in schema
        assert not (declared and transitive_below)
        if transitive_below:
            assert relation.irreflexive
            assert (MYO[name], MYO.neverReflexive, rdflib.Literal(True)) in schema


@pytest.mark.parametrize(
    ("cls", "prefix", "words"),
    [
        ("Status", "status-", Status),
        ("Modality", "modality-", Modality),
        ("Stance", "stance-", Stance),
        ("SourceTier", "tier-", Tier),
        ("AskUse", "ask-", AskUse),
        ("EvidenceKind", "kind-", KINDS),
        ("Sign", "sign-", {"raises", "lowers"}),
    ],
)
def test_the_code_knows_the_same_words_as_the_vocabulary(
    schema: rdflib.Graph, cls: str, prefix: str, words: type[StrEnum] | set[str]
) -> None:
    declared = {str(term).removeprefix(iri.SCHEMA + prefix) for term in schema.subjects(RDF.type, MYO[cls])}
    assert declared == {str(word) for word in words}


def test_characteristics_stand_where_they_are_true(graph: KnowledgeGraph) -> None:
    relations = graph.vocabulary.relations

    def those(trait: str) -> set[str]:
        return {name for name, relation in relations.items() if getattr(relation, trait)}

    assert those("symmetric") == {
        "actsJointlyWith",
        "antagonistOf",
        "associatedWith",
        "contrastsWith",
        "oppositeOf",
        "overlapsWith",
    }
    assert those("transitive") == {"partOf"}
    assert those("functional") == {"occursAt"}
    assert {"actsJointlyWith", "leadsTo", "partOf", "belongsTo", "memberOf"} <= those("irreflexive")
    assert {"antagonistOf", "oppositeOf", "associatedWith", "outperforms"} <= those("irreflexive")
    assert {name: relation.inverse for name, relation in relations.items() if relation.inverse} == {
        "hasInsertion": "insertionOf",
        "hasOrigin": "originOf",
        "innervatedBy": "innervates",
        "partOf": "hasPart",
        "memberOf": "hasMember",
        "stateOf": "hasState",
        "occursAt": "hasMovement",
        "usesEquipment": "equipmentFor",
    }


def test_every_claimable_relation_has_a_phrase(graph: KnowledgeGraph) -> None:
    phrased = {phrase.relation for phrase in graph.content.phrases}
    assert set(graph.vocabulary.claimable()) <= phrased <= set(graph.vocabulary.relations)
