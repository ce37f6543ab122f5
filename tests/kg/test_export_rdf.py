"""JSON-LD and RDF/XML: other programs read the same triples as from N-Triples."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hostile import hostile
from programs import CLIENTS, needs, needs_client

from kg import iri
from kg.errors import ExportError
from kg.export import write
from kg.graph import KnowledgeGraph
from kg.part import around
from kg.rdf import content_from_triples, parse, to_ntriples
from kg.rdf.jsonld import write_jsonld

XSD = "http://www.w3.org/2001/XMLSchema#"
FORMS = {"jsonld": pyoxigraph.RdfFormat.JSON_LD, "rdfxml": pyoxigraph.RdfFormat.RDF_XML}


@pytest.fixture(scope="module")
def odd(graph: KnowledgeGraph) -> KnowledgeGraph:
    return hostile(graph)


@pytest.fixture(scope="module")
def written(graph: KnowledgeGraph, odd: KnowledgeGraph) -> dict[tuple[str, str], bytes]:
    written = {
        (name, form): write(each, form) for name, each in (("whole", graph), ("odd", odd)) for form in FORMS
    }
    written["part", "jsonld"] = write(around(graph, "knee-pain", 2), "jsonld")
    return written


def with_reading(graph: KnowledgeGraph, reading: str) -> KnowledgeGraph:
    first, *others = graph.content.claims
    return KnowledgeGraph(replace(graph.content, claims=(first._replace(reading=reading), *others)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["whole", "odd"])
def test_oxigraph_reads_the_same_triples(
    graph: KnowledgeGraph, odd: KnowledgeGraph, written: dict[tuple[str, str], bytes], name: str, form: str
) -> None:
    quads = [quad.triple for quad in pyoxigraph.parse(written[name, form], FORMS[form])]
    data = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert data is not None
    assert b"".join(sorted(data.splitlines(keepends=True))) == to_ntriples({"whole": graph, "odd": odd}[name])


@pytest.mark.parametrize(("form", "theirs"), [("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_triples(
    odd: KnowledgeGraph, written: dict[tuple[str, str], bytes], form: str, theirs: str
) -> None:
    assert set(rdflib.Graph().parse(data=written["odd", form], format=theirs)) == set(odd.to_rdf())


@needs("rapper")
@pytest.mark.parametrize("name", ["whole", "odd"])
def test_raptor_reads_the_same_triples_from_rdfxml(
    graph: KnowledgeGraph, odd: KnowledgeGraph, written: dict[tuple[str, str], bytes], name: str
) -> None:
    done = subprocess.run(
        ["rapper", "-q", "-i", "rdfxml", "-o", "ntriples", "-", "x:"],
        input=written[name, "rdfxml"],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    # Parsed again, since raptor spells what is not ASCII as RDF 1.0 did.
    theirs = set(parse(done.stdout, "ntriples", "raptor"))
    assert theirs == set(parse(to_ntriples({"whole": graph, "odd": odd}[name]), "ntriples", "ours"))


@needs_client("jsonld")
@pytest.mark.parametrize("name", ["part", "odd"])
def test_jsonld_js_reads_the_same_triples_byte_for_byte(
    graph: KnowledgeGraph, odd: KnowledgeGraph, written: dict[tuple[str, str], bytes], name: str
) -> None:
    done = subprocess.run(
        ["node", CLIENTS / "jsonld.mjs"], input=written[name, "jsonld"], capture_output=True, check=True
    )
    assert done.stdout == to_ntriples(odd if name == "odd" else around(graph, "knee-pain", 2))


def test_jsonld_reads_like_the_turtle(written: dict[tuple[str, str], bytes]) -> None:
    nodes: list[dict[str, Any]] = json.loads(written["whole", "jsonld"])["@graph"]
    by_id = {node["@id"]: node for node in nodes}
    claim = by_id["claim:article-c18"]
    assert claim["rdfs:label"] == "a weak gluteus medius can lead to femoral internal rotation"
    assert claim["myo:subject"] == "id:weak-gluteus-medius"
    assert "myo:Claim" in claim["@type"]
    assert by_id["source:article"]["myo:wordCount"] > 0
    assert list(claim)[:3] == ["@id", "@type", "rdfs:label"]
    assert not [name for node in nodes for name in node if name.startswith("http")]


@needs_client("jsonld")
def test_literals_of_every_kind_are_the_same_for_jsonld_js() -> None:
    """Also those that the graph has none of: what JSON would respell, other languages, mixed objects."""
    spelt = f"""\
        <x:a> <x:numbers> "1"^^<{XSD}integer> .
        <x:a> <x:numbers> "01"^^<{XSD}integer> .
        <x:a> <x:numbers> "12345678901234567890"^^<{XSD}integer> .
        <x:a> <x:numbers> "1.0"^^<{XSD}decimal> .
        <x:a> <x:truth> "true"^^<{XSD}boolean> .
        <x:a> <x:truth> "1"^^<{XSD}boolean> .
        <x:a> <x:texts> "Knie"@de .
        <x:a> <x:texts> "knee"@en .
        <x:a> <x:texts> "knee" .
        <x:a> <x:texts> <x:b> .
        <x:b> <x:german> "Knie"@de .
        <{iri.ENTITY}//x> <x:english> "knee"@en .
        <{iri.BASE}schema> <x:things> <{iri.SCHEMA}Claim> .
        """
    triples = [quad.triple for quad in pyoxigraph.parse(spelt, pyoxigraph.RdfFormat.N_TRIPLES)]
    done = subprocess.run(
        ["node", CLIENTS / "jsonld.mjs"], input=write_jsonld(triples), capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == sorted(line.strip() for line in spelt.strip().splitlines())


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_a_part_is_read_back_with_all_that_it_rests_on(graph: KnowledgeGraph, form: str) -> None:
    small = around(graph, "knee-pain", 1)
    again = KnowledgeGraph(
        content_from_triples(parse(write(small, form), form, "part"), graph.content.phrases)
    )
    assert again.claims() == small.claims()
    assert again.entities == small.entities
    assert again.sources == small.sources
    assert again.packs == small.packs
    assert again.marks == small.marks
    assert again.vocabulary.relations == graph.vocabulary.relations


def test_a_line_end_within_a_text_is_kept_in_rdfxml(graph: KnowledgeGraph) -> None:
    """XML readers take a bare carriage return for a line feed."""
    few = with_reading(around(graph, "treadmill", 1), "one\r\ntwo\rthree\tfour")
    read = rdflib.Graph().parse(data=write(few, "rdfxml"), format="xml")
    claim = rdflib.URIRef(iri.claim_iri(few.content.claims[0].id))
    assert str(read.value(claim, rdflib.URIRef(iri.SCHEMA + "reading"))) == "one\r\ntwo\rthree\tfour"


@pytest.mark.parametrize("letter", ["\x07", "\x1b", "\ufffe"])
def test_what_xml_cannot_hold_is_refused_and_json_holds_it(graph: KnowledgeGraph, letter: str) -> None:
    few = with_reading(around(graph, "treadmill", 1), f"a bell {letter} rings")
    with pytest.raises(ExportError, match=rf"U\+{ord(letter):04X}, which stands after “a bell ”"):
        write(few, "rdfxml")
    nodes = json.loads(write(few, "jsonld"))["@graph"]
    assert f"a bell {letter} rings" in [node.get("myo:reading") for node in nodes]
