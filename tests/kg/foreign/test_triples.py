"""Turtle and JSON-LD: which triples are terms and statements, what is left and told."""

from __future__ import annotations

import json

import pytest

from kg.errors import UnusableFileError
from kg.foreign import read
from kg.foreign.graph import Statement, Term
from kg.foreign.tally import Left

FILE = """
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix ex: <https://example.org/a#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
ex: a owl:Ontology ; owl:imports <http://example.org/other.ttl> ; rdfs:label "an ontology" .
obo:BFO_0000050 a owl:ObjectProperty ; rdfs:label "part of" ; rdfs:domain ex:any .
ex:thigh a owl:Class ; rdfs:label "thigh"@en , "thigh, further"@en-GB , "Oberschenkel"@de ;
    oio:hasExactSynonym "upper leg" , "Schenkel"@de ; oio:hasBroadSynonym "leg" ;
    skos:definition "Between hip and knee." ;
    rdfs:subClassOf obo:UBERON_0000475 , owl:Thing ,
        [ a owl:Restriction ; owl:onProperty obo:BFO_0000050 ; owl:someValuesFrom ex:leg ] ,
        [ a owl:Restriction ; owl:onProperty obo:BFO_0000050 ; owl:allValuesFrom ex:limb ] ,
        [ a owl:Class ; owl:unionOf ( ex:leg ex:limb ) ] ;
    owl:equivalentClass [ owl:complementOf ex:leg ] ; owl:disjointWith ex:arm ;
    obo:BFO_0000050 ex:limb , [ rdfs:label "some part" ] .
ex:leg skos:prefLabel "leg" ; owl:deprecated true ; a obo:UBERON_0000475 .
<http://purl.org/sig/ont/fma/fma9611> rdfs:label "Femur" .
[] a owl:Axiom ; owl:annotatedSource ex:thigh .
"""


def test_what_stands_there_is_read_and_the_rest_is_told() -> None:
    found = read(FILE.encode(), "turtle", "a.ttl")
    here = "https://example.org/a#"
    assert found.terms == {
        "FMA:9611": Term("FMA:9611", "Femur"),
        here + "leg": Term(here + "leg", "leg", (), ("UBERON:0000475",), True),
        here + "thigh": Term(here + "thigh", "thigh", ("upper leg",), ("UBERON:0000475",)),
    }
    assert found.statements == (
        Statement(here + "thigh", "BFO:0000050", here + "leg"),
        Statement(here + "thigh", "BFO:0000050", here + "limb"),
    )
    told = {what: total for what, total, _ in found.tally.rows(Left)}
    assert told == {
        Left.IMPORT: 1,
        # A domain, what is not `some`, a union, an equivalence, a disjointness.
        Left.AXIOM: 5,
        Left.LANGUAGE: 1,
        Left.FURTHER: 1,
        Left.VALUE: 3,
        # The list of the union, its complement, the part without a name and the annotation.
        Left.BLANK: told[Left.BLANK],
    }
    assert told[Left.BLANK] >= 4


@pytest.mark.parametrize(
    ("form", "data", "told"),
    [
        ("turtle", '<?xml version="1.0"?><rdf:RDF/>', "It looks like XML"),
        ("turtle", "<http://a> <http://b> <http://c", "is no turtle"),
        ("turtle", '<http://a"><b> <http://b> <http://c> .', "is no turtle"),
        ("turtle", "[" * 100_000, "is no turtle"),
        ("turtle", "<http://a> <http://b> " + "<<( <http://a> <http://b> " * 100, "more than 64 levels"),
        ("jsonld", "[" * 100_000, "more than 64 levels"),
        ("jsonld", "[" + '{"http://a/b": 1},' * 300_000 + "1," * 300_000 + "1]", "more than 500,000 values"),
        ("jsonld", '{"@id": "http://a/b"', "is no jsonld"),
        ("jsonld", '{"@context": "https://schema.org/", "name": "x"}', "from which nothing is fetched"),
        ("jsonld", '{"@context": {"@import": "https://schema.org/"}}', "from which nothing is fetched"),
    ],
    ids=[
        "xml",
        "cut short",
        "quotes in an IRI",
        "deep",
        "deep triples",
        "deep JSON",
        "many",
        "cut JSON",
        "remote",
        "remote import",
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(form: str, data: str, told: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        read(data.encode(), form, "a.ttl")
    assert told in str(refused.value)
    assert str(refused.value).isprintable()


def test_what_stands_in_a_named_graph_is_not_stated_by_the_file_and_is_told() -> None:
    label, by = "http://www.w3.org/2000/01/rdf-schema#label", "http://e.org/by"
    nodes = [
        {"@id": "http://e.org/hip", label: "hip"},
        {
            "@id": "http://e.org/g",
            "@graph": [{"@id": "http://e.org/hip", label: "heel", by: "us"}],
        },
        {"@graph": [{"@id": "http://e.org/toe", label: "toe"}], by: "me"},
    ]
    found = read(json.dumps(nodes).encode(), "jsonld", "a.jsonld")
    assert found.terms == {"http://e.org/hip": Term("http://e.org/hip", "hip")}
    graphs = {what: dict(names) for what, _, names in found.tally.rows(Left)}[Left.GRAPH]
    assert graphs == {"http://e.org/g": 2, "no name": 1}


def test_an_iri_is_shown_by_the_prefix_of_the_file() -> None:
    taken = "@prefix UBERON: <http://u.org/> . @prefix : <http://v.org/> . @prefix b: <http://e.org/a#> .\n"
    found = read((taken + FILE).encode(), "turtle", "a.ttl")
    names = ["https://example.org/a#leg", "http://e.org/a#x", "http://e.org/a#", "http://e.org/a#x/y", "X:1"]
    assert [found.short(name) for name in names] == ["ex:leg", "b:x", *names[2:]]
    # These would not be known again: another's prefix, and none.
    assert [found.short(name) for name in ("http://u.org/1", "http://v.org/1")] == [
        "http://u.org/1",
        "http://v.org/1",
    ]


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_a_graph_of_our_own_is_known_by_its_claims(form: str) -> None:
    claim = "https://w3id.org/myograph/claim/article-c01", "https://w3id.org/myograph/schema#Claim"
    data = f"<{claim[0]}> a <{claim[1]}> ."
    if form == "jsonld":
        data = json.dumps({"@id": claim[0], "@type": claim[1]})
    with pytest.raises(UnusableFileError, match=r"written by Myograph itself.*--pack FILE"):
        read(data.encode(), form, "own.ttl")
