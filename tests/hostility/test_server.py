"""A SPARQL server that answers out of spite, and queries that were made to use up time and memory."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
from typing import TYPE_CHECKING

import pytest
from hostile import CONTROLS, ill_at_ease

from kg.errors import UnusableServerError
from kg.rdf.terms import PREFIXES
from kg.sparql.endpoint import Endpoint
from kg.sparql.errors import QueryStoppedError
from kg.sparql.guard import read_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hostility.conftest import Runs

    from kg.sparql.process import Oxigraph

JSON = "application/sparql-results+json"
LITERAL = json.dumps({"type": "literal", "value": CONTROLS.replace("\0", "")})
URI = '{"type":"uri","value":"a:a"}'
TRIPLE = f'{{"type":"triple","value":{{"subject":{URI},"predicate":{URI},"object":'
NESTED = TRIPLE * 20_000 + URI + "}}" * 20_000


def _rows(term: str) -> bytes:
    return f'{{"head": {{"vars": ["a"]}}, "results": {{"bindings": [{{"a": {term}}}]}}}}'.encode()


# Path: status, headers, body.
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 30_000_000)),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/odd": (302, {"Location": f"http://127.0.0.1:1/{CONTROLS!r}"}, b""),
    "/nested": (200, {}, _rows(NESTED)),
    "/page": (200, {"Content-Type": "text/html"}, b"<script>alert(1)</script>"),
    "/xml": (200, {"Content-Type": "application/sparql-results+xml"},
             b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><sparql>&e;</sparql>'),
    "/array": (200, {}, b"[" * 500_000),
    "/number": (200, {}, b'{"head": {"vars": 3}, "results": 9}'),
    "/twice": (200, {}, b'{"head": {"vars": ["a", "a"]}, "results": {"bindings": []}}'),
    "/complaint": (500, {"Content-Type": "text/plain"}, CONTROLS.encode() * 100),
    "/spoilt": (200, {}, _rows(LITERAL)),
}  # fmt: skip


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {"Content-Type": JSON, **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - as it is called
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize("path", [path for path in ANSWERS if path != "/spoilt"])
def test_whatever_a_server_does_is_told(path: str, address: str) -> None:
    endpoint = Endpoint(address + path, timeout=20, max_bytes=10_000_000)
    with pytest.raises(UnusableServerError) as caught:
        endpoint.select("SELECT ?a { ?a ?b ?c }")
    told = str(caught.value)
    assert path in told
    assert len(told) < 1_000
    assert "root:" not in told


def test_what_a_server_says_does_not_reach_the_terminal(run: Runs, address: str) -> None:
    for path in ("/spoilt", "/complaint", "/odd"):
        for more in ((), ("--json",), ("-r", "csv"), ("-r", "tsv"), ("-r", "xml")):
            asked = ("--graph", address + path, "--graph-name", "http://a/", *more, "SELECT ?a { ?a ?b ?c }")
            done = run("sparql", *asked, terminal=True)
            assert ill_at_ease(done.out + done.told) == [], (path, more)
            assert done.out or path != "/spoilt"


# A text of 268,435,456 letters, by doubling.
DOUBLED = " ".join(f"BIND(CONCAT(?a{place}, ?a{place}) AS ?a{place + 1})" for place in range(25))


@pytest.mark.parametrize(
    ("query", "seconds"),
    [
        (f"SELECT ?a25 {{ BIND('xxxxxxxx' AS ?a0) {DOUBLED} }}", 30.0),
        ("SELECT * { ?a (!myo:x)*/(!myo:y)*/(!myo:z)* ?b . ?c ?d ?e . ?f ?g ?h }", 0.5),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(STR(?c), '(a*)*(b*)*c', 'i')) }", 0.5),
    ],
    ids=["answer", "paths", "patterns"],
)
def test_a_query_that_uses_up_time_or_memory_is_stopped(engine: Oxigraph, query: str, seconds: float) -> None:
    with pytest.raises(QueryStoppedError):
        engine.answer(read_query(query, PREFIXES), timeout=seconds, limit=0)
