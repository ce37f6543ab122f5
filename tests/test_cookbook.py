"""The queries of the cookbook: each answers, two engines agree on what, and the page shows it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
import rdflib

from kg.rdf import to_ntriples
from kg.sparql.engine import Rows, Triples, Truth
from kg.sparql.guard import read_query

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer

DOCS = Path(__file__).parents[1] / "docs"
QUERIES = sorted((DOCS / "cookbook").glob("*.rq"))
SCRIPT: dict[str, Any] = runpy.run_path(str(DOCS / "make_cookbook.py"))


@pytest.fixture(scope="module")
def answers(graph: KnowledgeGraph) -> dict[str, Answer]:
    found: dict[str, Answer] = SCRIPT["answers"](graph)
    return found


@pytest.fixture(scope="module")
def in_rdflib(graph: KnowledgeGraph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_ntriples(graph).decode(), format="nt")


def test_there_are_twenty_and_each_has_its_own_question() -> None:
    parts = [SCRIPT["parts"](path.read_text("utf-8")) for path in QUERIES]
    assert len({question for question, _, _ in parts}) == len(parts) >= 20
    assert all(caution[-1] == "." and question[-1] in "?." for question, caution, _ in parts)


def test_each_declares_its_prefixes_so_that_any_engine_takes_it() -> None:
    for path in QUERIES:
        assert read_query(path.read_text("utf-8"), {}).prefixes == {}


def test_each_has_an_answer(answers: dict[str, Answer]) -> None:
    assert [path.name for path in QUERIES] == list(answers)
    empty = [name for name, found in answers.items() if not isinstance(found, Truth) and not any(found[:2])]
    assert empty == []


def test_the_page_is_what_its_script_writes(answers: dict[str, Answer]) -> None:
    assert (DOCS / "cookbook.md").read_text("utf-8") == SCRIPT["page"](answers)


def ours(term: object) -> str | None:
    return None if term is None else str(term)


def theirs(term: object) -> str | None:
    """Return a term of rdflib as N-Triples, read again by Oxigraph: the two escape differently."""
    if term is None:
        return None
    line = f"<a:a> <a:a> {term.n3()} ."  # type: ignore[attr-defined]
    (triple,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return str(triple.object)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_rdflib_gives_the_same(path: Path, answers: dict[str, Answer], in_rdflib: rdflib.Graph) -> None:
    found, other = answers[path.name], in_rdflib.query(path.read_text("utf-8"))
    if isinstance(found, Truth):
        assert other.askAnswer == found.value
    elif isinstance(found, Rows):
        assert [str(name) for name in other.vars or ()] == list(found.variables)
        rows = sorted((tuple(map(theirs, row)) for row in other), key=repr)  # type: ignore[arg-type]
        assert rows == sorted((tuple(map(ours, row)) for row in found.rows), key=repr)
    else:
        assert isinstance(found, Triples)
        triples = {tuple(map(theirs, triple)) for triple in other.graph or ()}
        assert triples == {tuple(map(ours, triple)) for triple in found.triples}
