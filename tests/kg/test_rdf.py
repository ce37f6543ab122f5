"""RDF: stable bytes, nothing lost on the way back, and other programs read the same."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import CLIENTS, needs, needs_client

from kg import iri
from kg.graph import KnowledgeGraph
from kg.model import Modality, Status
from kg.rdf import content_from_triples, parse, to_ntriples, to_rdflib, to_turtle
from kg.rdf.serialise import write_turtle

if TYPE_CHECKING:
    from kg.model import Claim

PRINTABLE = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def turtle(graph: KnowledgeGraph) -> bytes:
    return to_turtle(graph)


@pytest.fixture(scope="module")
def ntriples(graph: KnowledgeGraph) -> bytes:
    return to_ntriples(graph)


@pytest.fixture(scope="module")
def view(graph: KnowledgeGraph) -> rdflib.Graph:
    return graph.to_rdf()


def with_claim(graph: KnowledgeGraph, claim: Claim) -> KnowledgeGraph:
    """Return the graph with one claim put in the place of the one of the same id."""
    claims = tuple(claim if other.id == claim.id else other for other in graph.content.claims)
    return KnowledgeGraph(replace(graph.content, claims=claims))


def back(graph: KnowledgeGraph, data: bytes, form: str = "turtle") -> KnowledgeGraph:
    return KnowledgeGraph(content_from_triples(parse(data, form, "test"), graph.content.phrases))


@pytest.mark.parametrize("seed", ["0", "1", "2", "77", "4242"])
def test_the_bytes_do_not_hang_on_the_hash_seed(turtle: bytes, seed: str) -> None:
    code = "import sys, kg; from kg.rdf import to_turtle; sys.stdout.buffer.write(to_turtle(kg.load()))"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert done.stdout == turtle


def test_subjects_stand_in_order_of_iri(turtle: bytes) -> None:
    subjects = [str(quad.subject) for quad in pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE)]
    assert subjects == sorted(subjects)
    assert len(set(subjects)) > 500


def test_no_prefixed_name_needs_an_escape(turtle: bytes) -> None:
    """Readers of the Turtle before 1.1, the OWL API 3 among them, know no `bibo:status\\/draft`."""
    assert b"\\/" not in turtle


def test_prefixes_stand_in_order_and_are_used(turtle: bytes) -> None:
    lines = turtle.decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert lines[: len(prefixes)] == sorted(prefixes)
    assert "id:knee-pain a " in turtle.decode()


def test_what_is_read_back_is_what_was_written(graph: KnowledgeGraph, turtle: bytes, ntriples: bytes) -> None:
    data = turtle
    again = back(graph, data)
    assert again.entities == graph.entities
    assert again.claims() == graph.claims()
    assert again.marks == graph.marks
    assert again.sources == graph.sources
    assert again.packs == graph.packs
    assert again.vocabulary.relations == graph.vocabulary.relations
    assert again.vocabulary.classes == graph.vocabulary.classes
    assert to_turtle(again) == data
    assert write_turtle(parse(data, "turtle", "test")) == data
    assert to_turtle(back(graph, ntriples, "ntriples")) == data


def test_one_changed_claim_changes_only_its_own_lines(graph: KnowledgeGraph, turtle: bytes) -> None:
    claim = graph.claim("article-c18")
    changed = with_claim(graph, claim._replace(reading="Read in another way."))
    before, after = (data.decode().splitlines() for data in (turtle, to_turtle(changed)))
    diff = [line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[0] in "+-"][2:]
    assert len(diff) == 2
    assert all("myo:reading" in line for line in diff)


def test_a_changed_object_changes_the_claim_and_its_edge(graph: KnowledgeGraph, ntriples: bytes) -> None:
    changed = with_claim(graph, graph.claim("article-c18")._replace(object="knee-joint-force"))
    before, after = (data.decode().splitlines() for data in (ntriples, to_ntriples(changed)))
    lines = set(before) ^ set(after)
    assert len(lines) == 6  # label, object and twin, before and after
    assert all("article-c18" in line or "claimedLeadsTo" in line for line in lines)


def test_there_are_no_blank_nodes(turtle: bytes) -> None:
    for quad in pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)


def test_everything_minted_has_a_label(view: rdflib.Graph) -> None:
    minted = {node for node in view.subjects() if str(node).startswith((iri.BASE + "schema#", iri.BASE))}
    without = [node for node in minted if view.value(node, rdflib.RDFS.label) is None]
    assert without == [rdflib.URIRef(iri.BASE + "schema")]  # the ontology itself has a dcterms:title


def test_rdflib_reads_the_turtle_as_the_graph_it_is_given(view: rdflib.Graph, turtle: bytes) -> None:
    assert set(view) == set(rdflib.Graph().parse(data=turtle, format="turtle"))


def test_direct_edges_stand_only_for_what_is_established(view: rdflib.Graph) -> None:
    def edge(subject: str, relation: str, object_: str) -> bool:
        ends = rdflib.URIRef(iri.entity_iri(subject)), rdflib.URIRef(iri.entity_iri(object_))
        return (ends[0], rdflib.URIRef(iri.SCHEMA + relation), ends[1]) in view

    assert edge("weak-gluteus-medius", "claimedLeadsTo", "femoral-internal-rotation")
    assert not edge("weak-gluteus-medius", "leadsTo", "femoral-internal-rotation")
    assert edge("weak-gluteus-medius", "stateOf", "gluteus-medius")
    assert not edge("gluteus-medius", "claimedActsJointlyWith", "gluteus-medius")


@pytest.mark.parametrize(
    ("changes", "direct", "twin"),
    [
        ({"status": Status.ESTABLISHED, "modality": Modality.IS}, True, True),
        ({"status": Status.ESTABLISHED, "modality": Modality.CAN}, False, True),
        ({"status": Status.ESTABLISHED, "modality": Modality.IS, "qualifier": "upper part"}, False, True),
        ({"status": Status.CONTESTED, "modality": Modality.IS}, False, True),
        ({"status": Status.REPORTED, "modality": Modality.IS}, False, True),
        ({"status": Status.REFUTED, "modality": Modality.IS}, False, False),
        ({"status": Status.DRAFT, "modality": Modality.IS}, False, False),
    ],
)
def test_edges_follow_from_status_and_hedge(
    few: KnowledgeGraph, changes: dict[str, object], direct: bool, twin: bool
) -> None:
    changed = with_claim(few, few.claim("article-c18")._replace(**changes))  # type: ignore[arg-type]
    text = to_ntriples(changed).decode()
    ends = (
        f"<{iri.entity_iri('weak-gluteus-medius')}> <{iri.SCHEMA}",
        f"> <{iri.entity_iri('femoral-internal-rotation')}> .",
    )
    assert ("leadsTo".join(ends) in text) is direct
    assert ("claimedLeadsTo".join(ends) in text) is twin


def test_literals_are_spelt_as_rdflib_would(ntriples: bytes) -> None:
    text = ntriples.decode()
    assert '"^^<http://www.w3.org/2001/XMLSchema#string>' not in text
    assert not re.search(r'"0\d+"\^\^<[^>]*integer>', text)
    assert '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>' not in text


@settings(max_examples=60, deadline=None)
@given(qualifier=PRINTABLE, reading=PRINTABLE)
def test_any_text_comes_back_as_it_was(few: KnowledgeGraph, qualifier: str, reading: str) -> None:
    changed = with_claim(few, few.claim("article-c18")._replace(qualifier=qualifier, reading=reading))
    data = to_turtle(changed)
    assert back(few, data).claims() == changed.claims()
    # rdflib is slow, so it is given the lines of the claim alone.
    before, _, rest = data.partition(b"\nclaim:article-c18 ")
    prefixes = [line for line in before.splitlines(keepends=True) if line.startswith(b"@prefix")]
    lines = b"claim:article-c18 " + rest[: rest.index(b" .\n") + 3]
    theirs = rdflib.Graph().parse(data=b"".join([*prefixes, lines]), format="turtle")
    claim = rdflib.URIRef(iri.claim_iri("article-c18"))
    assert str(theirs.value(claim, rdflib.URIRef(iri.SCHEMA + "qualifier"))) == qualifier
    assert theirs.value(claim, rdflib.URIRef(iri.SCHEMA + "reading")) == rdflib.Literal(reading, lang="en")


@settings(max_examples=20, deadline=None)
@given(reading=PRINTABLE)
def test_any_text_is_the_same_in_the_rdflib_graph(few: KnowledgeGraph, reading: str) -> None:
    changed = with_claim(few, few.claim("article-c18")._replace(reading=reading))
    claim = rdflib.URIRef(iri.claim_iri("article-c18"))
    found = to_rdflib(changed).value(claim, rdflib.URIRef(iri.SCHEMA + "reading"))
    assert found == rdflib.Literal(reading, lang="en")


@needs("rapper")
def test_raptor_counts_the_same_triples(turtle: bytes, view: rdflib.Graph) -> None:
    done = subprocess.run(
        ["rapper", "-c", "-i", "turtle", "-", "x:"], input=turtle, capture_output=True, check=True
    )
    counted = re.search(rb"returned (\d+) triples", done.stderr)
    assert counted is not None
    assert int(counted[1]) == len(view)
    assert b"warning" not in done.stderr.lower()


@needs_client("n3")
def test_n3_reads_the_same_triples_byte_for_byte(turtle: bytes, ntriples: bytes) -> None:
    done = subprocess.run(["node", CLIENTS / "ntriples.mjs"], input=turtle, capture_output=True, check=True)
    assert done.stdout == ntriples


@needs("rapper")
def test_raptor_reads_the_same_triples(turtle: bytes, ntriples: bytes) -> None:
    """Sorted N-Triples are equal once raptor's RDF 1.0 spelling of what is not ASCII is undone."""
    done = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "x:"],
        input=turtle,
        capture_output=True,
        check=True,
    )
    plain = re.sub(r"\\u([0-9A-F]{4})", lambda match: chr(int(match[1], 16)), done.stdout.decode())
    assert sorted(plain.splitlines()) == sorted(ntriples.decode().splitlines())


def test_broken_turtle_is_told_with_its_place() -> None:
    from kg.errors import UnusableFileError

    with pytest.raises(UnusableFileError, match=r"^x\.ttl: .*line 2"):
        parse(b"<a:a> <a:b> <a:c> .\n<a:a> oops\n", "turtle", "x.ttl")
