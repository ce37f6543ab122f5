"""The checks of the vocabulary: each passes on schema.ttl and sees its own kind of fault, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import iri
from kg.checks.run import check_all
from kg.files import schema_bytes
from kg.rdf.serialise import all_triples
from kg.rdf.terms import myo, named
from kg.rdf.vocabulary_checks import CHECKS, check_triples, check_vocabulary

if TYPE_CHECKING:
    from kg.faults import Fault
    from kg.graph import KnowledgeGraph

SCHEMA = schema_bytes().decode()
PAIN = NamedNode(iri.entity_iri("knee-pain"))


def faults(text: str) -> dict[str, list[Fault]]:
    return {name: found for name, _, found in check_vocabulary(text) if found}


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


def test_the_schema_passes_and_every_check_looked() -> None:
    found = list(check_vocabulary(SCHEMA))
    assert [name for name, _, _ in found] == list(CHECKS)
    assert all(count > 0 for _, count, _ in found)
    assert faults(SCHEMA) == {}


SPOILT = [
    (
        "ontology header",
        '    owl:versionInfo "0.2.0" .',
        "    rdfs:seeAlso <https://example.org> .",
        "",
        "owl:versionInfo",
    ),
    ("labels", 'rdfs:label "joint"@en', 'rdfs:label "bone"@en', "myo:Joint", "another has"),
    ("labels", 'rdfs:label "joint"@en', 'rdfs:label "joint "@en', "myo:Joint", "stray white space"),
    ("labels", 'rdfs:label "joint"@en', 'rdfs:label "other places"@en', "myo:Joint", "for the rest"),
    ("labels", '    rdfs:label "joint"@en ;\n', "", "myo:Joint", "has 0 labels"),
    (
        "definitions",
        'obo:IAO_0000115 "A place where bones meet."',
        'obo:IAO_0000115 "Where bones meet."',
        "myo:Joint",
        "not defined once and alike",
    ),
    ("definitions", '"A place where bones meet."', '"Joint."', "myo:Joint", "no sentence of its own"),
    (
        "definitions",
        '"A thing used in an exercise."',
        '"A place where bones meet."',
        "myo:Joint",
        "the definition of",
    ),
    ("term names", "myo:leadsTo a ", "myo:LeadsTo a ", "myo:LeadsTo", "no name for a property"),
    (
        "one domain, one range",
        "    rdfs:domain myo:JointMovement ;\n    rdfs:range myo:Joint",
        "    rdfs:range myo:Joint",
        "myo:occursAt",
        "0 of rdfs:domain",
    ),
    (
        "no circles",
        "    rdfs:subClassOf myo:Entity ;\n    owl:disjointWith myo:Movement ,",
        "    rdfs:subClassOf myo:Symptom ;\n    owl:disjointWith myo:Movement ,",
        "myo:Condition",
        "stands above itself",
    ),
    (
        "siblings apart",
        "owl:disjointWith myo:MuscleGroup",
        "rdfs:seeAlso myo:MuscleGroup",
        "myo:Muscle",
        "MuscleGroup",
    ),
    (
        "twins",
        "rdfs:subPropertyOf myo:claimedOccursAt",
        "rdfs:seeAlso myo:claimedOccursAt",
        "myo:occursAt",
        "twin",
    ),
    ("signs", "    myo:sign myo:sign-lowers ;\n", "", "myo:limits", "lacks a sign"),
]


@pytest.mark.parametrize(("check", "old", "new", "term", "message"), SPOILT)
def test_a_spoilt_schema_is_told_with_its_line(
    check: str, old: str, new: str, term: str, message: str
) -> None:
    if check == "signs":
        start = SCHEMA.index("myo:limits a ")
        spoilt = SCHEMA[:start] + SCHEMA[start:].replace(
            "    myo:sign myo:sign-lowers .", "    rdfs:seeAlso myo:Sign .", 1
        )
    else:
        spoilt = SCHEMA.replace(old, new)
    assert spoilt != SCHEMA
    found = faults(spoilt)[check]
    told = [fault for fault in found if message in fault.message]
    assert told, [str(fault) for fault in found]
    if term:
        assert told[0].file == "schema.ttl"
        assert line_of(spoilt, f"\n{term} a ") + 1 in {fault.line for fault in told}


def export_faults(triples: list[Triple]) -> dict[str, list[str]]:
    return {name: [fault.message for fault in found] for name, _, found in check_triples(triples) if found}


@pytest.fixture(scope="module")
def known(graph: KnowledgeGraph, few: KnowledgeGraph) -> list[Triple]:
    """The triples of a part of the bundled graph; nothing is found in either."""
    triples = all_triples(few)
    assert export_faults(all_triples(graph)) == export_faults(triples) == {}
    return triples


@pytest.mark.parametrize(
    ("triple", "check", "message"),
    [
        (Triple(PAIN, NamedNode("https://schema.org/cause"), PAIN), "known terms", "not on the list"),
        (Triple(PAIN, myo("leedsTo"), PAIN), "known terms", "defined nowhere"),
        (
            Triple(PAIN, myo("leadsTo"), NamedNode(iri.entity_iri("nowhere"))),
            "known terms",
            "defined nowhere",
        ),
        (Triple(PAIN, myo("leadsTo"), BlankNode("b")), "no blank nodes", "blank node"),
        (Triple(PAIN, named("rdfs:label"), Literal("bare")), "literals", "without a language"),
        (
            Triple(PAIN, myo("plural"), Literal("1", datatype=named("xsd:boolean"))),
            "literals",
            "canonical spelling",
        ),
        (
            Triple(PAIN, myo("wordCount"), Literal("01", datatype=named("xsd:integer"))),
            "literals",
            "canonical spelling",
        ),
        (
            Triple(PAIN, named("dcterms:created"), Literal("x", datatype=named("xsd:dateTime"))),
            "literals",
            "canonical spelling",
        ),
    ],
)
def test_a_stray_triple_is_told(known: list[Triple], triple: Triple, check: str, message: str) -> None:
    assert any(message in told for told in export_faults([*known, triple])[check])


def test_claims_that_clash_have_to_say_so(pack_text: str) -> None:
    block = pack_text[pack_text.index("  ankles-1:") : pack_text.index("complete:")]
    other = block.replace("ankles-1", "ankles-2").replace("leadsTo", "reduces")
    clash = pack_text.replace("complete:", other + "complete:")
    (fault,) = [fault for check in check_all([("a.yaml", clash)]) for fault in check.faults]
    assert fault.check == "clashes marked"
    assert fault.hint == "If both stand in their sources, write contradicts: [ankles-1]."
    assert fault.line > 0
    marked = clash.replace("relation: reduces", "relation: reduces\n    contradicts: [ankles-1]")
    assert [fault for check in check_all([("a.yaml", marked)]) for fault in check.faults] == []
