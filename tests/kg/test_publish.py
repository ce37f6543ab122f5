"""The graph put on a real server, also where the server dies in the middle of it."""

from __future__ import annotations

import json
import re
import threading
from typing import TYPE_CHECKING

import pytest
import virtuoso
from click.testing import CliRunner

from kg.commands.publish import publish as publish_command
from kg.errors import UnusableServerError
from kg.publish import GRAPH_NAME, LAYOUTS, PER_POST, STAGING, Doors, Publisher
from kg.rdf import parse, to_ntriples
from kg.sparql.fetch import triples
from kg.sparql.opened import open_lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Triple

    from kg.graph import KnowledgeGraph

SECRET = "open-sesame"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[virtuoso.Virtuoso]:
    """A server of our own, to be written to and killed."""
    virtuoso.needs_virtuoso()
    made = virtuoso.Virtuoso(tmp_path_factory.mktemp("published"), max_rows=100_000)
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def lines(graph: KnowledgeGraph) -> list[bytes]:
    """12,000 triples of the graph, those on the ontology itself among them."""
    found = to_ntriples(graph).splitlines(keepends=True)
    ontology = [line for line in found if line.startswith(b"<https://w3id.org/myograph/schema> ")]
    return ontology + [line for line in found if line not in set(ontology)][: 12_000 - len(ontology)]


@pytest.fixture(scope="module")
def old(lines: list[bytes]) -> bytes:
    return b"".join(lines[:3000])


@pytest.fixture(scope="module")
def new(lines: list[bytes]) -> bytes:
    return b"".join(lines[:500] + lines[1500:4500])


def held(server: virtuoso.Virtuoso, name: str = GRAPH_NAME) -> set[Triple]:
    return set(triples(server.endpoint(name).select(ALL)))


def of(ntriples: bytes) -> set[Triple]:
    return set(parse(ntriples, "ntriples", "the graph"))


def staged(server: virtuoso.Virtuoso) -> int:
    rows = server.endpoint(None).select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    return sum(row[0].value.startswith(GRAPH_NAME + STAGING) for row in rows)  # type: ignore[union-attr]


def at_step(publisher: Publisher, step: Callable[[str, str], bool], act: Callable[[], None]) -> None:
    """Have something done just when a request goes out that `step` knows by its method and what it says."""
    send = publisher._web.send

    def sent(method: str, url: str, **more: object) -> object:
        if step(method, str(more.get("form") or more.get("body"))):
            act()
        return send(method, url, **more)  # type: ignore[arg-type]

    publisher._web.send = sent  # type: ignore[method-assign, assignment]


def test_only_the_new_graph_is_there_however_often_it_is_published(
    server: virtuoso.Virtuoso, old: bytes, new: bytes
) -> None:
    first = server.publisher().publish(old)
    assert first.triples == len(of(old))
    assert held(server) == of(old)
    again = server.publisher().publish(old)
    assert (again.before, again.triples) == (first.triples, first.triples)
    assert held(server) == of(old)
    steps: list[str] = []
    done = server.publisher().publish(new, steps.append)
    assert held(server) == of(new) != of(old)
    assert len(steps) == -(-done.triples // PER_POST)
    assert staged(server) == 0


@pytest.mark.parametrize("door", ["update", "store"])
def test_one_door_is_enough(server: virtuoso.Virtuoso, lines: list[bytes], door: str) -> None:
    some = b"".join(lines[:600])
    url = f"{server.url}-auth" if door == "update" else f"{server.url}-graph-crud-auth"
    done = server.publisher("urn:example:one-door", **{door: url}).publish(some)
    assert (done.store is None, done.update is None) == (door == "update", door == "store")
    assert held(server, "urn:example:one-door") == of(some)


def test_what_an_attempt_left_behind_is_dropped_by_the_next(server: virtuoso.Virtuoso, old: bytes) -> None:
    server.publisher(f"{GRAPH_NAME}{STAGING}0123456789abcdef").publish(old)
    assert staged(server) == 1
    server.publisher().publish(old)
    assert staged(server) == 0
    assert held(server) == of(old)


def test_broken_data_change_nothing(server: virtuoso.Virtuoso, old: bytes) -> None:
    server.publisher().publish(old)
    with pytest.raises(UnusableServerError, match="is untouched; nothing is left of the attempt") as failure:
        server.publisher().publish(old + b'<https://example.org/a> <https://example.org/b> "unclosed .\n')
    assert str(failure.value).isprintable()
    assert held(server) == of(old)
    assert staged(server) == 0


def test_a_staged_graph_that_someone_else_touches_is_not_published(
    server: virtuoso.Virtuoso, old: bytes, new: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.publisher().publish(old)
    monkeypatch.setattr("kg.publish.PER_POST", 2000)
    publisher = server.publisher()
    first: list[str] = []

    def meddle(staging: str) -> None:
        if first:
            server.publisher()._update(f"{server.url}-auth", f"DROP SILENT GRAPH <{staging}>")
        first.append(staging)

    with pytest.raises(UnusableServerError, match=r"Is someone else at it.*is untouched"):
        publisher.publish(new, meddle)
    assert held(server) == of(old)


@pytest.mark.parametrize(
    ("step", "seconds", "told"),
    [
        (lambda method, said: said.startswith("b'<"), 0.02, "is untouched; <.*> may be left"),
        (lambda method, said: "DELETE {" in said, 0.02, "is not known. Publish again once"),
    ],
    ids=["while it loads", "while it switches"],
)
def test_a_server_killed_in_the_middle_comes_up_with_a_whole_graph(
    server: virtuoso.Virtuoso,
    old: bytes,
    new: bytes,
    step: Callable[[str, str], bool],
    seconds: float,
    told: str,
) -> None:
    server.publisher().publish(old)
    publisher = server.publisher()
    killers: list[threading.Timer] = []

    def soon() -> None:
        killers.append(threading.Timer(seconds, server.kill))
        killers[0].start()

    at_step(publisher, step, soon)
    said = ""
    try:
        publisher.publish(new)
    except UnusableServerError as failure:
        said = str(failure)
    assert not said or re.search(told, said)
    killers[0].join()
    server.start()
    assert held(server) in ((of(old), of(new)) if said else (of(new),))
    assert server.publisher().publish(new).triples == len(of(new))
    assert held(server) == of(new)
    assert staged(server) == 0


def test_a_server_killed_after_it_was_told_keeps_the_new_graph(
    server: virtuoso.Virtuoso, lines: list[bytes]
) -> None:
    """Virtuoso 7.2.5 comes up with 9,397 of these triples where MOVE took them out and put them in again."""
    server.publisher().publish(b"".join(lines[:6000]))
    server.publisher().publish(b"".join(lines))
    server.kill()
    server.start()
    assert held(server) == of(b"".join(lines))


def test_who_may_not_write_is_told_so_and_nothing_is_changed(server: virtuoso.Virtuoso, old: bytes) -> None:
    server.publisher().publish(old)
    for login, told in (
        ({"user": None, "password": None}, "wants a user and a password"),
        ({"password": SECRET}, "does not take the user “dba” with this password"),
    ):
        with pytest.raises(UnusableServerError, match=told) as failure:
            server.publisher(**login).publish(b"")
        assert SECRET not in str(failure.value)
    assert held(server) == of(old)


def test_a_server_without_a_door_for_writing_is_told_as_such(server: virtuoso.Virtuoso) -> None:
    with pytest.raises(UnusableServerError, match=r"no door for writing .* failed .* Nothing was changed"):
        server.publisher(update=f"{server.url}/no-door").publish(b'<urn:a> <urn:b> "c" .\n')


def test_no_door_but_those_for_updates_is_tried_by_itself(server: virtuoso.Virtuoso) -> None:
    """To RDF4J, DELETE on what would be the graph store of another server removes a repository."""
    publisher = server.publisher(user=None, password=None)
    asked: list[str] = []
    publisher._layouts = [
        Doors(store and f"{server.url}/none", f"{server.url}/none") for store, _ in LAYOUTS.values()
    ]
    at_step(publisher, lambda method, said: bool(asked.append(f"{method} {said}")), lambda: None)
    with pytest.raises(UnusableServerError, match="no door for writing"):
        publisher.publish(b'<urn:a> <urn:b> "c" .\n')
    assert len(asked) == len(LAYOUTS)
    assert all(each.startswith("POST {'update': 'DROP SILENT GRAPH <") for each in asked)


def test_the_command_publishes_and_the_graph_can_be_asked_there(
    server: virtuoso.Virtuoso, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MYOGRAPH_GRAPH_PASSWORD", raising=False)
    arguments = ["--graph", server.url, "--user", "dba", "--json"]
    told = CliRunner().invoke(publish_command, arguments)
    assert told.exit_code == 2
    assert "--user needs a password in $MYOGRAPH_GRAPH_PASSWORD" in told.stderr
    monkeypatch.setenv("MYOGRAPH_GRAPH_PASSWORD", "dba")
    done = CliRunner().invoke(publish_command, arguments)
    assert done.exit_code == 0
    assert json.loads(done.stdout) | {"before": 0} == {
        "triples": to_ntriples(graph).count(b"\n"),
        "before": 0,
        "graph": GRAPH_NAME,
        "url": server.url,
        "store": f"{server.url}-graph-crud-auth",
        "update": f"{server.url}-auth",
    }
    assert "dba\n" not in done.output
    there = open_lookup(server.url)
    assert there.find("gluteus medius") == graph.find("gluteus medius")
    assert there.about("knee-pain") == graph.about("knee-pain")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--graph", "localhost/sparql"], "write http"),
        (["--graph", f"http://dba:{SECRET}@localhost/sparql"], "--user NAME"),
        (["--graph", "http://localhost/sparql", "--graph-name", "a b"], "is no IRI"),
        (["--graph", "http://localhost/sparql", "--timeout", "nan"], "number of seconds above 0"),
        ([], "Missing option '--graph'"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_sent(arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(publish_command, arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert SECRET not in done.stderr
