"""SHACL by two validators that share nothing: one verdict on the data and on graphs broken on purpose."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pyshacl
import pytest
import rdflib
from programs import needs_client
from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import RDF, SH

import kg
from kg import iri
from kg.rdf.serialise import all_triples, write_turtle
from kg.rdf.shapes import SHAPE, shapes_turtle
from kg.rdf.terms import RDF_TYPE, myo, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

    Break = Callable[[set[Triple]], None]

CLIENTS = Path(__file__).parents[1] / "clients"
CLAIM = NamedNode(iri.CLAIM + "article-c18")
EVIDENCE = NamedNode(iri.BASE + "evidence/article-c18-1")
QUOTE = NamedNode(iri.BASE + "selector/article-c18-1-quote")
SPAN = NamedNode(iri.BASE + "selector/article-c18-1-span")
ENTITY = NamedNode(iri.entity_iri("knee-pain"))
PACK = NamedNode(iri.PACK + "article")
# What the shapes ask of the terms of the vocabulary.
BONES = {RDF_TYPE, named("rdfs:label"), named("rdfs:subClassOf")}


def without(subject: NamedNode, predicate: NamedNode) -> Break:
    def spoil(triples: set[Triple]) -> None:
        triples.difference_update(
            [each for each in triples if each.subject == subject and each.predicate == predicate]
        )

    return spoil


def also(subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> Break:
    def spoil(triples: set[Triple]) -> None:
        triples.add(Triple(subject, predicate, object_))

    return spoil


def instead(subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> Break:
    def spoil(triples: set[Triple]) -> None:
        without(subject, predicate)(triples)
        also(subject, predicate, object_)(triples)

    return spoil


BROKEN: dict[str, Break] = {
    "claim-subject-path": also(CLAIM, myo("subject"), NamedNode(iri.entity_iri("tight-gluteus-medius"))),
    "claim-predicate-path": instead(CLAIM, myo("predicate"), myo("influences")),
    "claim-object-path": without(CLAIM, myo("object")),
    "claim-status-path": without(CLAIM, myo("status")),
    "claim-modality-path": also(CLAIM, myo("modality"), myo("modality-may")),
    "claim-source-path": instead(CLAIM, myo("assertedBy"), PACK),
    "claim-evidence-path": without(CLAIM, myo("supportedBy")),
    "evidence-source-path": without(EVIDENCE, named("oa:hasSource")),
    "evidence-kind-path": instead(EVIDENCE, myo("evidenceKind"), myo("status-draft")),
    "quote-text-path": also(QUOTE, named("oa:exact"), Literal("other words", language="en")),
    "span-start-path": instead(SPAN, named("oa:start"), Literal(99_999)),
    "entity-definition-path": without(ENTITY, named("skos:definition")),
    "individual-label-path": also(PACK, named("rdfs:label"), Literal("another", language="en")),
    "claim-not-reflexive": instead(CLAIM, myo("object"), NamedNode(iri.entity_iri("weak-gluteus-medius"))),
}


def cases() -> list[tuple[str, Break]]:
    """Return each shape with what breaks it: those above, and both ends of each relation."""
    vocabulary = kg.load().vocabulary
    ends = []
    for name, relation in vocabulary.relations.items():
        for end, cls in (("domain", relation.domain), ("range", relation.range)):
            # A pack is of no class that a claim speaks of.
            pair = (PACK, myo(relation.twin), PACK)
            ends.append((f"{name}-{end}", also(*pair)))
            assert cls in vocabulary.classes
    return [*BROKEN.items(), *ends]


Found = set[tuple[str, str]]


def in_rdflib(triples: set[Triple]) -> rdflib.Graph:
    text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def ours(data: rdflib.Graph, shapes: rdflib.Graph) -> Found:
    """Return what pySHACL finds."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@pytest.fixture(scope="module")
def shapes(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All shapes, as a file."""
    file = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    file.write_bytes(shapes_turtle(graph.vocabulary))
    return file


def theirs(graphs: list[set[Triple]], shapes: Path, folder: Path) -> list[Found]:
    """Return what rdf-validate-shacl finds in each graph."""
    files = []
    for number, triples in enumerate(graphs):
        files.append(folder / f"{number}.ttl")
        files[-1].write_bytes(write_turtle(triples))
    done = subprocess.run(
        ["node", CLIENTS / "shacl.mjs", shapes, *files],
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(report["conforms"] is (report["results"] == []) for report in reports)
    return [{(focus, shape) for focus, shape in report["results"]} for report in reports]


@needs_client("rdf-validate-shacl")
def test_two_validators_agree_that_the_data_conforms(
    graph: KnowledgeGraph, shapes: Path, tmp_path: Path
) -> None:
    whole = set(all_triples(graph))
    assert theirs([whole], shapes, tmp_path) == [set()]
    assert ours(in_rdflib(whole), rdflib.Graph().parse(shapes)) == set()


@needs_client("rdf-validate-shacl")
def test_two_validators_agree_on_a_graph_broken_for_each_shape(
    few: KnowledgeGraph, shapes: Path, tmp_path: Path
) -> None:
    """The graphs are small, as each is validated twice: a few claims, and of the vocabulary its bones."""
    sound = {
        triple
        for triple in all_triples(few)
        if not str(triple.subject).startswith("<" + iri.SCHEMA) or triple.predicate in BONES
    }
    graphs = {"": sound}
    for name, spoil in cases():
        graphs[name] = set(sound)
        spoil(graphs[name])
    found = dict(zip(graphs, theirs([*graphs.values()], shapes, tmp_path), strict=True))
    parsed = rdflib.Graph().parse(shapes)
    data = in_rdflib(sound)
    assert found.pop("") == ours(data, parsed) == set()
    for name, seen in found.items():
        assert SHAPE + name in {shape for _, shape in seen}, name
        # To parse each graph anew would take longer than to validate it.
        less, more = in_rdflib(sound - graphs[name]), in_rdflib(graphs[name] - sound)
        data -= less
        data += more
        assert ours(data, parsed) == seen, name
        data -= more
        data += less


def test_every_shape_is_broken_by_some_case(graph: KnowledgeGraph) -> None:
    triples = pyoxigraph.parse(shapes_turtle(graph.vocabulary), pyoxigraph.RdfFormat.TURTLE)
    shapes = {
        str(quad.subject.value).removeprefix(SHAPE)  # type: ignore[union-attr]
        for quad in triples
        if quad.predicate == RDF_TYPE and "NodeShape" in str(quad.object)
    }
    assert {name.removesuffix("-path") for name, _ in cases()} == shapes


@pytest.mark.parametrize("bad", ["domain", "range"])
def test_messages_are_in_plain_words(graph: KnowledgeGraph, bad: str) -> None:
    text = shapes_turtle(graph.vocabulary).decode()
    which = "subject" if bad == "domain" else "object"
    assert f"The {which} of a claim by “leads to” is of the class Condition." in text
