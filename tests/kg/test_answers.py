"""Answers as tables and files, in plain words and in SPARQL."""

from __future__ import annotations

import csv
import io
import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hostile import LABELS, hostile
from smallgraphs import claim, world

from kg.answers import InSparql, Named, SparqlRun, asked_in_words, form_of
from kg.completion import Names, typed_name
from kg.errors import ExportError
from kg.graph import KnowledgeGraph
from kg.rdf import to_ntriples
from kg.rdf.terms import PREFIXES
from kg.sparql.engine import Answer, Rows, Triples, Truth
from kg.sparql.errors import QueryStoppedError
from kg.sparql.guard import read_query

if TYPE_CHECKING:
    from kg.answers import Found

pyoxigraph = pytest.importorskip("pyoxigraph")
SELECT = "SELECT ?a ?b { ?a ?p ?b }"


def table(found: Found) -> list[list[str]]:
    return list(csv.reader(io.StringIO(found.written("csv").decode(), newline="")))


def in_sparql(graph: KnowledgeGraph, text: str, answer: Answer) -> InSparql:
    return InSparql(graph, read_query(text, PREFIXES), answer, b"")


def named(graph: KnowledgeGraph, *names: tuple[str, str]) -> KnowledgeGraph:
    """Return a graph of one claim whose things go by other labels."""
    whole = world(graph, claim("one leadsTo two"))
    labels = dict(names)
    entities = tuple(
        entity._replace(label=labels.get(entity.id, entity.label)) for entity in whole.content.entities
    )
    return KnowledgeGraph(replace(whole.content, entities=entities))


def test_each_claim_of_an_answer_has_its_row_and_its_words(graph: KnowledgeGraph) -> None:
    found = asked_in_words(graph, "Which muscles abduct the hip?")
    assert found.header == ("Answer", "Claim", "How sure")
    assert found.said[0] == "Read as: Muscles that perform hip abduction."
    assert any("as refuted" in line for line in found.said)
    assert len(found.rows) == len(table(found)) - 1
    for place, row in enumerate(found.rows):
        about = found.named(place)
        assert about.entity is not None
        assert about.claim is not None
        assert graph.entity(about.entity).label == row[0]
        assert graph.claim(about.claim).status == row[2]
        assert about.source == graph.claim(about.claim).source
        assert row[1] in found.told(place)[1]
    view = json.loads(found.written("json"))
    assert view["question"] == "Which muscles abduct the hip?"
    turtle = found.written("turtle").decode()
    assert all(
        f"claim:{found.named(place).claim} a owl:NamedIndividual , myo:Claim" in turtle
        for place in range(len(found.rows))
    )


def test_what_is_proved_not_to_be_and_what_cannot_be_read(graph: KnowledgeGraph) -> None:
    denied = asked_in_words(graph, "Which muscles do not abduct the hip?")
    assert {row[2] for row in denied.rows} == {"proved"}
    assert denied.told(0)[1].strip().startswith("Proved: ")
    assert denied.named(0) == Named("gracilis")
    strange = asked_in_words(graph, "flurb knee pain muscles")
    assert strange.said == ["I cannot read this question. Nothing here goes by “flurb”."]
    assert not strange.rows
    assert asked_in_words(graph, strange.near[0]).rows
    with pytest.raises(ExportError, match="names nothing"):
        strange.written("turtle")


def test_claims_that_were_asked_for_stand_once(graph: KnowledgeGraph) -> None:
    found = asked_in_words(graph, "Which claims about knee pain are contested?")
    assert found.header == ("Claim", "How sure")
    assert found.rows == [("Femoral internal rotation can lead to knee pain.", "contested")]


def test_labels_that_would_be_formulas_are_guarded(graph: KnowledgeGraph) -> None:
    odd = named(graph, ("one", "=cmd|' /C calc'!A0"), ("two", "@SUM(1)"))
    found = asked_in_words(odd, "Which claims are there?")
    assert any(cell.startswith("'=cmd") for row in table(found) for cell in row)
    assert not any(cell.startswith(("=", "@", "+", "-")) for row in table(found) for cell in row)
    cells = [pyoxigraph.Literal(text) for text in ("=1+1", "-2.5")]
    query = in_sparql(odd, SELECT, Rows(("a", "b"), [tuple(cells)], False))
    assert table(query) == [["a", "b"], ["'=1+1", "-2.5"]]


def test_labels_that_try_to_break_out_come_back_as_they_are(graph: KnowledgeGraph) -> None:
    odd = hostile(graph)
    found = asked_in_words(odd, "Which claims are there?")
    read = table(found)
    assert len(read) == len(found.rows) + 1
    assert all(len(row) == len(read[0]) for row in read)
    for place in range(len(found.rows)):
        about = found.named(place)
        assert about.claim is not None
        said = odd.claim(about.claim)
        assert any(odd.entity(end).label in read[place + 1][3] for end in (said.subject, said.object))
    assert any(label in found.written("json").decode() for label in LABELS)
    assert found.written("turtle") == asked_in_words(odd, "Which claims are there?").written("turtle")


def test_rows_triples_and_truth_each_in_the_forms_they_have(graph: KnowledgeGraph) -> None:
    node, other = (pyoxigraph.NamedNode(f"{PREFIXES['id']}{name}") for name in ("knee-pain", "nothing"))
    there = pyoxigraph.NamedNode(f"{PREFIXES['claim']}article-c20")
    source = pyoxigraph.NamedNode(f"{PREFIXES['source']}article")
    rows = in_sparql(graph, SELECT, Rows(("a", "b"), [(other, node), (None, there), (source, None)], True))
    assert rows.header == ("?a", "?b")
    assert rows.rows == [("id:nothing", "id:knee-pain"), ("", "claim:article-c20"), ("source:article", "")]
    assert rows.said[0].startswith("Only the first 3 rows; there are more.")
    assert rows.named(0) == Named("knee-pain")
    assert rows.named(1) == Named("femoral-internal-rotation", "article-c20")
    assert rows.named(2) == Named(source="article")
    assert list(rows.told(1)) == ["?a: ", "?b: claim:article-c20"]
    assert table(rows)[1] == [other.value, node.value]
    assert json.loads(rows.written("json"))["head"] == {"vars": ["a", "b"]}

    triple = pyoxigraph.Triple(node, there, pyoxigraph.Literal("x"))
    triples = in_sparql(graph, "CONSTRUCT { ?a ?p ?b } { ?a ?p ?b }", Triples([triple], False))
    assert triples.rows == [("id:knee-pain", "claim:article-c20", "x")]
    assert table(triples)[1] == [node.value, there.value, "x"]
    assert b'claim:article-c20 "x"' in triples.written("turtle")

    truth = in_sparql(graph, "ASK { ?a ?p ?b }", Truth(False))
    assert (truth.said, truth.header, truth.rows) == (["No."], (), [])
    assert json.loads(truth.written("json"))["boolean"] is False
    for form in ("csv", "turtle"):
        with pytest.raises(ExportError, match=r"\.json"):
            truth.written(form)
    empty = InSparql(graph, read_query("SELECT ?a { ?a myo:leedsTo ?b }", PREFIXES), Rows(("a",), [], False),
                     to_ntriples(graph))  # fmt: skip
    assert empty.said == [
        "No result.",
        "Nothing in the graph is called myo:leedsTo. Did you mean “myo:leadsTo”?",
    ]


def test_a_query_is_stopped_from_outside(graph: KnowledgeGraph) -> None:
    """Its process ends at once, though it would run for longer than anyone waits."""
    begun = threading.Event()

    def ntriples() -> bytes:
        begun.set()
        return to_ntriples(graph)

    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    run = SparqlRun(graph, endless, ntriples)
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            run.answer()
        except QueryStoppedError as error:
            raised.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(10)
    run.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert [str(error) for error in raised] == ["The query was stopped."]


def test_the_ending_of_a_file_chooses_its_format() -> None:
    assert [form_of(f"a b{ending}") for ending in (".csv", ".JSON", ".ttl ")] == ["csv", "json", "turtle"]
    for file, told in (
        ("x.cvs", "“.csv”"),
        ("x.turtle", "“.ttl”"),
        ("x.docx", "Known ones"),
        ("x", "without"),
    ):
        with pytest.raises(ExportError, match=told):
            form_of(file)


def test_names_are_completed_and_found_whatever_their_case(graph: KnowledgeGraph) -> None:
    names = Names.of_things(graph)
    assert names.complete("WEAK GLUTEUS M") == "weak gluteus medius"
    assert names.complete(" ") is names.complete("no such thing") is None
    found = names.matches("gluteus med")
    assert found[0].entity == "gluteus-medius"
    assert len({match.entity for match in found}) == len(found)
    assert [match.name for match in names.matches("glutes") if match.entity == "gluteal-muscles"] == [
        "glutes"
    ]
    assert names.matches("medius tight")[0].entity == "tight-gluteus-medius"
    assert len(names.matches("e", 5)) == 5
    twins = named(graph, ("one", "same"), ("two", "same"))
    assert [typed_name(twins, name) for name in ("one", "two")] == ["same", "two"]
