"""Queries in SPARQL: what may be asked, what is answered, and where a mistake is."""

from __future__ import annotations

import contextlib
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.sparql
from kg.rdf.terms import PREFIXES
from kg.sparql.engine import NO_LIMIT, Rows, Triples, Truth
from kg.sparql.errors import QueryError
from kg.sparql.guard import read_query
from kg.sparql.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("INSERT DATA { id:a id:b id:c }", "1:1 INSERT changes data, and this command only reads."),
        ("prefix x: <http://x/>\n DELETE WHERE { ?s ?p ?o }", "2:2 DELETE changes data"),
        ("load <http://x/>", "1:1 LOAD changes data"),
        ("WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "1:1 WITH changes data"),
        ("CLEAR ALL", "1:1 CLEAR changes data"),
        ("ASK {} ; DROP ALL", "1:10 DROP changes data"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "1:12 SERVICE asks another server"),
        ("SELECT * {{ SELECT * { service\nSILENT ?x { ?s ?p ?o } }}}", "1:24 SERVICE asks another server"),
        ("SELECT * { ?a ?b 'x'#'\n.SERVICE<http://x/>{} }", "2:2 SERVICE asks another server"),
        ("SELECT * { ?a ?b ?c FILTER(?a<?b).SERVICE<http://x/>{} }", "1:35 SERVICE asks another server"),
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", "1:10 FROM names data elsewhere"),
        ("ASK FROM NAMED <http://x/> { GRAPH ?g { ?s ?p ?o } }", "1:5 FROM names data elsewhere"),
        ("SELECT * { \\u0053ERVICE <http://x/> {} }", "1:12 a backslash has a meaning only in strings"),
        ("SELECT * { ?s ?p 'a\\u0027 . SERVICE <http://x/> {}' }", "1:20 engines disagree on what this"),
        ("SELECT * { <http://x/\\u003e> ?p ?o }", "1:22 engines disagree"),
        ("SELECT * { ?s ?p '\\ud800' }", "1:19 there is no such character"),
        ("", "The query is empty"),
        ("# only a comment\nPREFIX x: <http://x/>", "The query is empty"),
        ("SELEKT * {}", "1:1 a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE. Did you mean “SELECT”?"),
        ("SELECT * { ?s myy:subject ?o }", "1:15 the prefix “myy:” is not declared. Did you mean “myo”?"),
        ("SELECT * { ?s nothing-like-it:x ?o }", "Known ones: bibo, "),
        ("SELECT * { ?s http://x/ ?o }", "1:15 an IRI stands between < and >."),
        ("SELECT * { <knee> ?p ?o }", "1:12 this IRI is relative, and there is no BASE"),
        ("SELECT * { ?s ?p 'open }\n", "1:18 the string that begins here is not closed."),
        ("SELECT * { ?s ?p '''open }\n\n", "1:18 the string that begins here is not closed."),
        ("ASK { ?s ?p '\0' }", "1:14 a query cannot hold the character NUL."),
        ("ASK { ?s ?p '\udc80' }", "1:14 this is not UTF-8 text."),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_query(text, PREFIXES)
    place, _, message = told.partition(" ")
    if re.fullmatch(r"\d+:\d+", place):
        assert f"{caught.value.line}:{caught.value.column}" == place
    else:
        message = told
    assert message in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?s myo:service 'SERVICE' . # SERVICE <http://x/> {}\n }",
        "SELECT * { ?s ?p \"\"\"INSERT \" ''' DATA\"\"\" , '''FROM'''@en . ?s <http://x/SERVICE#x> 1 }",
        "PREFIX service: <http://x/> PREFIX from: <http://y#z> ASK { service:x from:y.z 'a\\'SERVICE\\\\' }",
        "ASK { ?s ?p '\\u0053ERVICE \\U0001F600' , <http://x/\\u00e9> }",
        "ASK { ?s ?p ?load . _:drop ?clear -1 FILTER (?load<?clear && ?s>?p) }",
        "BASE <http://x/> ASK { <a> <#b> <> }",
    ],
)
def test_words_in_strings_iris_names_and_comments_are_no_keywords(
    text: str, ask: Callable[..., Answer]
) -> None:
    assert ask(text) is not None


@given(
    st.text(alphabet=st.sampled_from("aE:.?#<>\"'\\{}() \n@^_-1uU0é膝\0"), max_size=60) | st.text(max_size=60)
)
def test_any_text_is_a_query_or_a_mistake_and_no_letter_is_lost(text: str) -> None:
    found = list(tokens(text))
    assert all(text[token.start : token.start + len(token.text)] == token.text for token in found)
    with contextlib.suppress(QueryError):
        assert read_query(text, PREFIXES).text == text
    with contextlib.suppress(QueryError):
        read_query("ASK { " + text, PREFIXES)


def test_a_long_text_is_cut_into_words_in_a_moment() -> None:
    """Each of these once took time that grew with the square of the length."""
    began = time.process_time()
    for text in ("a." * 20_000, "<a" * 20_000, '"' * 40_000, "\\" * 20_000, "a:" * 20_000, "(" * 40_000):
        with pytest.raises(QueryError):
            read_query("SELECT " + text + "'", PREFIXES)
    assert time.process_time() - began < 10


def test_prefixes_that_are_taken_for_granted_can_be_declared_for_other_engines() -> None:
    query = read_query("ASK { ?s a myo:Muscle ; rdfs:label ?l }", PREFIXES)
    assert list(query.prefixes) == ["myo", "rdfs"]
    assert query.whole.startswith("PREFIX myo: <https://w3id.org/myograph/schema#> PREFIX rdfs: <")
    assert query.whole.count("\n") == query.text.count("\n")
    assert read_query(query.whole, {}).prefixes == {}
    assert read_query("PREFIX myo: <http://x/> ASK { ?s a myo:Muscle }", PREFIXES).prefixes == {}


def test_each_kind_of_query_is_answered(ask: Callable[..., Answer]) -> None:
    assert ask("ASK { claim:article-c18 a myo:Claim }") == Truth(True)
    assert ask("ASK { claim:article-c18 a myo:Muscle }") == Truth(False)
    assert ask("SELECT ?o { claim:article-c18 myo:object ?o ; myo:degree ?none }") == Rows(("o",), [], False)
    found = ask("SELECT * { ?claim myo:object ?o ; myo:subject ?a OPTIONAL { ?claim myo:degree ?none } }")
    assert isinstance(found, Rows)
    assert found.variables == ("claim", "o", "a", "none"), "in the order in which the query names them"
    assert [term.value.rpartition("/")[2] for term in sorted(found.rows, key=str)[0][:3] if term] == [  # type: ignore[union-attr]
        "article-c18", "femoral-internal-rotation", "weak-gluteus-medius",
    ]  # fmt: skip
    assert {row[-1] for row in found.rows} == {None}
    described = ask("DESCRIBE claim:article-c18")
    assert isinstance(described, Triples)
    assert {triple.subject.value for triple in described.triples} == {f"{PREFIXES['claim']}article-c18"}  # type: ignore[union-attr]
    made = ask("CONSTRUCT { ?o myo:of ?c } { ?c myo:object ?o }")
    assert isinstance(made, Triples)
    assert len(made.triples) == 2


def test_a_query_may_give_a_prefix_a_meaning_of_its_own(ask: Callable[..., Answer]) -> None:
    assert ask("PREFIX myo: <http://x/> ASK { ?s a myo:Claim }") == Truth(False)
    assert ask(f"PREFIX q: <{PREFIXES['myo']}> ASK {{ ?s a q:Claim }}") == Truth(True)


def test_the_graph_itself_can_be_asked(few: KnowledgeGraph) -> None:
    found = kg.sparql.query(few, "SELECT ?c { ?c a myo:Claim }", limit=1)
    assert isinstance(found, Rows)
    assert (len(found.rows), found.truncated) == (1, True)


def test_no_more_is_given_than_the_limit(ask: Callable[..., Answer]) -> None:
    """The cartesian product below has billions of rows: only what is asked for may be made."""
    found = ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", limit=7)
    assert isinstance(found, Rows)
    assert (len(found.rows), found.truncated) == (7, True)
    two = "SELECT ?c { ?c a myo:Claim }"
    assert [ask(two, limit=limit)[-1] for limit in (1, 2, 3, NO_LIMIT)] == [True, False, False, False]
    made = ask("CONSTRUCT { ?c a ?x } { ?c a myo:Claim . ?x a ?y }", limit=3)
    assert isinstance(made, Triples)
    assert (len(made.triples), made.truncated) == (3, True)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("SELECT ?x {\n  ?x a myo:Claim ?y}", (2, 18), "“?y” cannot stand here."),
        ("SELECT * {\n\t?s ?p ?o . optionl {?a ?b ?c}}", (2, 13), "“optionl” cannot stand here. Did you"),
        ("SELECT * { ?s ?p 'é', '膝' filter(1=1)) }", (1, 38), "“)” cannot stand here."),
        ("SELECT * { ?s ?p ?o\r\n\r\n", (1, 20), "it ends too early."),
        ("SELECT * { ?s ?p 'a'@en, 'b'^^xsd:string 'c' }", (1, 42), "“'c'” cannot stand here."),
        ("SELECT * { ?s ?p ?o } LIMIT x", (1, 29), "“x” cannot stand here."),
        ("SELECT (NOSUCH(?s) AS ?x) { ?s ?p ?o }", (1, 9), "“NOSUCH” cannot stand here."),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", (0, 0), "SELECT * cannot stand with GROUP BY; name"),
        ("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o }", (0, 0), "each variable of SELECT is in GROUP BY"),
        ("SELECT (<http://x/f>(?s) AS ?y) { ?s ?p ?o }", (0, 0), "function <http://x/f> is not supported"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_in_the_users_own_lines(
    text: str, place: tuple[int, int], told: str, ask: Callable[..., Answer]
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(text)
    assert (caught.value.line, caught.value.column) == place
    message, *shown = str(caught.value).split("\n")
    assert told in message
    if place[0]:
        line, mark = shown
        at = mark.index("^")
        end = text.splitlines()[place[0] - 1][place[1] - 1 :].replace("\t", " ")
        # The two wide cells of 膝 are one letter of the line.
        assert line[at - line[:at].count("膝") :] == end


def test_a_mistake_in_a_long_line_shows_a_part_and_no_control_characters(ask: Callable[..., Answer]) -> None:
    with pytest.raises(QueryError) as caught:
        ask("SELECT * { ?s ?p '" + "x" * 5000 + "\x1b[2J' ! " + "?y " * 5000 + "}")
    _, line, mark = str(caught.value).split("\n")
    assert "\x1b" not in line
    assert "\\u001b[2J" in line
    assert len(line) < 120
    assert line[mark.index("^")] == "!"
