"""The formats of answers, read back by other programs; and tables for people."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.compare import isomorphic
from rdflib.query import Result

from kg.rdf.terms import PREFIXES
from kg.sparql.engine import Rows, Triples, Truth
from kg.sparql.guard import Kind
from kg.sparql.results import forms, printed
from kg.sparql.table import table_lines
from kg.sparql.wire import from_results_json, to_results_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.sparql.engine import Answer


ODD = Rows(
    ("x", "y"),
    [
        (NamedNode("http://example.org/é#x"), Literal('a "b"\n\tc, \\ <&> é 膝', language="en")),
        (BlankNode("b0"), Literal("01", datatype=NamedNode(f"{PREFIXES['xsd']}integer"))),
        (None, Literal("=1+1")),
        (Literal(""), None),
        (Literal("\x1b[31m\u202e"), Literal(True)),
    ],
    False,
)


def in_rdflib(form: str) -> list[tuple[object, ...]]:
    kind = {"xml": "xml", "json": "json", "csv": "csv", "tsv": "tsv"}[form]
    found = Result.parse(io.BytesIO(printed(ODD, form)), format=kind)
    assert found.bindings is not None
    return [tuple(row.get(rdflib.Variable(name)) for name in ("x", "y")) for row in found.bindings]


@pytest.mark.parametrize("form", ["json", "tsv"])
def test_rdflib_reads_every_term_back(form: str) -> None:
    for row, (x, y) in zip(ODD.rows, in_rdflib(form), strict=True):
        for ours, theirs in zip(row, (x, y), strict=True):
            if isinstance(ours, Literal):
                assert isinstance(theirs, rdflib.Literal)
                assert (theirs.language or None) == ours.language
                assert str(theirs) == ours.value or theirs.value == int(ours.value)
            elif isinstance(ours, NamedNode):
                assert theirs == rdflib.URIRef(ours.value)
            else:
                assert isinstance(theirs, rdflib.BNode) == isinstance(ours, BlankNode)


def test_csv_is_the_w3cs_with_values_as_they_are() -> None:
    data = printed(ODD, "csv")
    assert data.startswith(b"x,y\r\n")
    assert list(csv.reader(io.StringIO(data.decode(), newline="")))[1:] == [
        ["http://example.org/é#x", 'a "b"\n\tc, \\ <&> é 膝'],
        ["_:b0", "01"],
        ["", "=1+1"],
        ["", ""],
        ["\x1b[31m\u202e", "true"],
    ]


def test_xml_is_well_formed_where_xml_can_hold_the_text() -> None:
    kept = ODD._replace(rows=ODD.rows[:4])
    found = Result.parse(io.BytesIO(printed(kept, "xml")), format="xml")
    assert [str(row.get(rdflib.Variable("y"))) for row in found.bindings] == [
        'a "b"\n\tc, \\ <&> é 膝', "1", "=1+1", "None",
    ]  # fmt: skip


def test_answers_cross_between_processes_unchanged() -> None:
    inner = Triple(NamedNode("http://x/a"), NamedNode("http://x/b"), Literal("c", language="en"))
    rows = ODD._replace(rows=[*ODD.rows, (inner, Literal("1.50", datatype=NamedNode("http://x/d")))])
    assert from_results_json(to_results_json(rows)) == rows
    assert [from_results_json(to_results_json(Truth(value))) for value in (True, False)] == [
        (True,),
        (False,),
    ]


def test_a_kind_of_query_has_its_formats() -> None:
    assert forms(Kind.SELECT) == ("table", "csv", "tsv", "json", "xml")
    assert forms(Kind.ASK) == ("table", "json", "xml")
    assert forms(Kind.CONSTRUCT) == forms(Kind.DESCRIBE) == ("turtle", "ntriples", "json")
    assert [printed(Truth(value), "table") for value in (True, False)] == [b"yes\n", b"no\n"]
    assert json.loads(printed(Truth(True), "json")) == {"head": {}, "boolean": True}


def test_the_forms_of_a_graph_hold_the_same_triples(ask: Callable[..., Answer]) -> None:
    made = ask("CONSTRUCT { ?c rdfs:label ?o . [] myo:of ?c } { ?c a myo:Claim ; rdfs:label ?o }")
    assert isinstance(made, Triples)
    turtle = printed(made, "turtle").decode()
    assert "@prefix claim: " in turtle
    assert "@prefix bibo: " not in turtle, "prefixes that nothing uses only stand in the way"
    graphs = [
        rdflib.Graph().parse(data=printed(made, form).decode(), format=name)
        for form, name in (("turtle", "turtle"), ("ntriples", "nt"), ("json", "json-ld"))
    ]
    assert [len(graph) for graph in graphs] == [len(made.triples)] * 3
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[1], graphs[2])


def test_a_table_shows_names_by_prefix_and_nothing_that_moves_the_cursor() -> None:
    rows = Rows(
        ("it", "n"),
        [
            (NamedNode("https://w3id.org/myograph/source/article"), Literal(7)),
            (NamedNode("http://example.org/x"), Literal(12)),
            (Literal("red \x1b[31m\nline \u202e", language="en"), None),
        ],
        False,
    )
    assert list(table_lines(rows)) == [
        "?it                          ?n",
        "───────────────────────────  ──",
        "source:article                7",
        "<http://example.org/x>       12",
        "red \\u001b[31m\\nline \\u202e",
    ]


@pytest.mark.parametrize("columns", [30, 40, 80])
def test_a_table_fits_the_terminal_and_loses_no_word(columns: int) -> None:
    words = "The hip external rotators 膝膝膝 " * 3 + "https-without-a-break-anywhere-in-it"
    rows = Rows(("statement", "other"), [(Literal(words), Literal("weak " * 9))], False)
    lines = list(table_lines(rows, columns))
    cells = [sum(2 if char == "膝" else 1 for char in line) for line in lines]
    assert max(cells) <= columns
    assert "".join(sorted("".join(lines[2:]).replace(" ", ""))) == "".join(
        sorted((words + "weak " * 9).replace(" ", ""))
    )


def test_more_columns_than_fit_become_a_list() -> None:
    rows = Rows(tuple("abcdefgh"), [tuple(Literal("word " * 4) for _ in range(8))] * 2, False)
    lines = list(table_lines(rows, 40))
    assert len(lines) == 17
    assert lines[0] == "?a  word word word word"
    assert lines[8] == ""
