"""Nothing is fetched, and nobody is told anything, unless the user named an address."""

from __future__ import annotations

import contextlib
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest
from hostility.lines import OTHER, SHOWING, WRONG, without_packs
from logs import Clock

from kg.errors import UnusableFileError
from kg.export import FORMATS
from kg.foreign import read as read_foreign
from quiz.learner.log import AnswerLog
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hostility.conftest import Runs

    from kg.graph import KnowledgeGraph

_EVENTS = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "urllib.Request",
)
_heard: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _heard and event in _EVENTS:
        # The loop that the app runs in is woken by way of a pair of sockets of its own.
        _heard[-1].append(f"{event} {arguments[1:]}")


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """What Python's own sockets were asked to do."""
    if not getattr(sys, "_myograph_hears", False):
        sys.addaudithook(_hear)
        sys._myograph_hears = True  # type: ignore[attr-defined]
    _heard.append([])
    yield _heard[-1]
    _heard.clear()


def test_the_listener_hears(heard: list[str]) -> None:
    import socket

    with socket.socket() as one, pytest.raises(OSError, match=r"refused|unreachable"):
        one.connect(("127.0.0.1", 1))
    assert len(heard) == 1


def test_no_command_connects_to_anything(
    run: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: KnowledgeGraph, heard: list[str]
) -> None:
    monkeypatch.setattr("kg.load", lambda *_, **__: few)
    without_packs(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "R").write_text("learner,item,score\na,https://a.example/,1\n")
    (tmp_path / "https:").mkdir()
    for line in (*SHOWING, *OTHER, *WRONG, *(f"export -f {form}" for form in FORMATS)):
        if "--graph" not in line:
            run(*line.replace("X", "https://a.example/x").split(), stdin=b"1\n2\nq\n")
    assert heard == []


async def test_the_app_connects_to_nothing(tmp_path: Path, few: KnowledgeGraph, heard: list[str]) -> None:
    app = MyographApp(Study(lambda: few, lambda: AnswerLog(tmp_path, Clock()), Random(3), lambda: 0.0))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
    assert heard == []


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("turtle", "<http://a.example/o> <http://www.w3.org/2002/07/owl#imports> <http://a.example/x> ."),
        ("jsonld", '{"@context": "http://a.example/context.jsonld", "label": "x"}'),
        (
            "jsonld",
            '{"@context": ["http://a.example/c", {"@import": "http://a.example/d"}], "@id": "http://b/"}',
        ),
        ("jsonld", '{"@context": {"@import": "file:///etc/passwd"}, "@id": "http://b/"}'),
        ("turtle", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><rdf:RDF>&e;</rdf:RDF>'),
        ("obo", "format-version: 1.2\nimport: http://a.example/x.obo\n\n[Term]\nid: A:1\nname: a\n"),
    ],
)
def test_what_a_graph_points_to_stays_where_it_is(form: str, text: str, heard: list[str]) -> None:
    with contextlib.suppress(UnusableFileError):
        assert "root:" not in repr(read_foreign(text.encode(), form, "file"))
    assert heard == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_query_reaches_no_further_than_the_graph(
    run: Runs, few: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, query: str, heard: list[str]
) -> None:
    monkeypatch.setattr("kg.load", lambda *_, **__: few)
    done = run("sparql", query)
    assert (done.code, done.out, heard) == (2, b"", [])
