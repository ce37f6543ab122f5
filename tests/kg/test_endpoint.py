"""A server that misbehaves on purpose, and a real one: what a user is told, and how soon."""

from __future__ import annotations

import contextlib
import socketserver
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
import virtuoso

from kg.errors import UnusableServerError
from kg.publish import GRAPH_NAME
from kg.rdf.terms import PREFIXES
from kg.sparql.endpoint import Endpoint
from kg.sparql.engine import NO_LIMIT, Rows, Triples, Truth
from kg.sparql.errors import QueryError
from kg.sparql.graph import SparqlGraph
from kg.sparql.guard import read_query
from kg.sparql.opened import open_endpoint
from kg.sparql.web import checked_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.graph import KnowledgeGraph

JSON = "application/sparql-results+json"
ROW = '{"a": {"type": "literal", "value": "1"}}'
ONE_ROW = f'{{"head": {{"vars": ["a"]}}, "results": {{"bindings": [{ROW}]}}}}'.encode()
SECRET = "open-sesame"
PATIENCE = 0.6


def whole(body: bytes, status: str = "200 OK", kind: str = JSON, **headers: str) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n".encode()
PAGE = b"<html><head><style>b{}</style></head><body>\n<h1>Gate \x1b[31m&amp; way</h1></body></html>"
# What is sent for each address, before the connection is closed.
SENT: dict[str, bytes] = {
    "/silent": b"",
    "/dies": HEAD + b"Content-Length: 1000\r\n\r\n" + ONE_ROW[:20],
    "/longer": HEAD + f"Content-Length: {len(ONE_ROW) + 7}\r\n\r\n".encode() + ONE_ROW,
    "/chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n100\r\n" + ONE_ROW[:20],
    "/no-http": b"220 smtp.example ESMTP\r\n\r\n",
    "/packed": whole(b"no gzip at all", Content_Encoding="gzip"),
    "/half": whole(ONE_ROW[:-9]),
    "/page": whole(PAGE, kind="text/html"),
    "/truth": whole(b'{"head": {}, "boolean": true}'),
    "/big": whole(ONE_ROW + b" " * 5000),
    "/401": whole(b"", "401 Unauthorized", WWW_Authenticate='Basic realm="x"'),
    "/403": whole(b"Not you.", "403 Forbidden", "text/plain"),
    "/404": whole(b"", "404 Not Found"),
    "/500": whole(PAGE, "500 Oh", "text/html"),
    "/503": whole(b"\n\n  Busy \x00\x1b[2J now\nmore", "503 Busy", "text/plain"),
    "/circle": whole(b"", "307 Round", Location="/circle"),
    "/moved": whole(b"", "308 Moved", Location="/fine"),
    "/elsewhere": whole(b"", "302 Found", Location="http://elsewhere.example/sparql"),
    "/fine": whole(ONE_ROW),
    "/published": whole(b'{"head": {}, "boolean": true}'),
    "/unpublished": whole(b'{"head": {}, "boolean": false}'),
    "/cut": whole(ONE_ROW, X_SPARQL_MaxRows="1"),
    "/million": whole(
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [' + ",".join([ROW] * 10**6).encode() + b"]}}"
    ),
}
TOLD = {
    "/silent": "cut short",
    "/dies": "cut short",
    "/longer": "cut short",
    "/chunk": "cut short",
    "/no-http": "does not speak HTTP",
    "/packed": "cannot be unpacked",
    "/half": "is broken or was cut short",
    "/page": r"\(text/html\) is no answer to a query. Is it the address of a SPARQL endpoint",
    "/truth": "no answer to a query",
    "/big": "more than 5,000 bytes",
    "/401": r"wants a user and a password \(401\): give --user and \$MYOGRAPH_GRAPH_PASSWORD",
    "/403": r"does not allow it \(403\): Not you\.",
    "/404": r"nothing at .*\(404\). Is it the address",
    "/500": r"failed \(500\): Gate \[31m& way\.$",
    "/503": r"failed \(503\): Busy \[2J now\.$",
    "/circle": "in circles",
    "/elsewhere": r"points elsewhere, to http://elsewhere\.example/sparql",
    "/slow": "did not answer within 0.6 seconds. Give it longer with --timeout",
    "/trickle": "did not answer within 0.6 seconds",
    "/trickled-head": "did not answer within 0.6 seconds",
}


class Rogue(socketserver.StreamRequestHandler):
    """Sends what stands above; asks for name and password under /basic."""

    seen: list[tuple[str, dict[str, str], bytes]]

    def handle(self) -> None:
        path = self.rfile.readline().split(b" ")[1].decode()
        headers = {}
        while (line := self.rfile.readline().decode().strip()) != "":
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        body = self.rfile.read(int(headers.get("content-length", 0)))
        self.server.seen.append((path, headers, body))  # type: ignore[attr-defined]
        with contextlib.suppress(OSError):  # the client has left
            self._answer(path, headers)

    def _answer(self, path: str, headers: dict[str, str]) -> None:
        if path == "/slow":
            time.sleep(3 * PATIENCE)
        elif path.startswith("/trickle"):
            ready = HEAD if path == "/trickled-head" else HEAD + b"Content-Length: 1000\r\n\r\n" + b" " * 999
            if path == "/trickle":
                self.wfile.write(ready[: len(HEAD) + 24])
                ready = b" " * 900
            for byte in ready:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(PATIENCE / 10)
        elif path == "/basic":
            asked = whole(b"", "401 Unauthorized", WWW_Authenticate='Basic realm="x"')
            self.wfile.write(SENT["/fine"] if "authorization" in headers else asked)
        else:
            self.wfile.write(SENT[path])


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


@pytest.fixture(scope="module")
def rogue() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Rogue) as server:
        server.seen = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def at(rogue: Server) -> Callable[..., Endpoint]:
    def endpoint(path: str, **more: object) -> Endpoint:
        url = f"http://127.0.0.1:{rogue.server_address[1]}{path}"
        return Endpoint(url, **{"timeout": PATIENCE, "max_bytes": 5000, **more})  # type: ignore[arg-type]

    return endpoint


@pytest.mark.parametrize("path", TOLD)
def test_each_way_to_misbehave_is_told_in_words_and_in_time(path: str, at: Callable[..., Endpoint]) -> None:
    started = time.monotonic()
    with pytest.raises(UnusableServerError, match=TOLD[path]) as failure:
        at(path).select("SELECT ?a { ?a ?b ?c }")
    assert time.monotonic() - started < 4 * PATIENCE
    assert failure.value.exit_code == 3
    assert str(failure.value).isprintable()


def test_a_query_goes_out_as_a_form_about_the_graph_that_was_named(
    at: Callable[..., Endpoint], rogue: Server
) -> None:
    rows = at("/fine", graph_name="https://example.org/g?a=b&c").select("SELECT ?a { ?a ?b ?c }")
    assert [row[0].value for row in rows.rows] == ["1"]  # type: ignore[union-attr]
    path, headers, body = rogue.seen[-1]  # type: ignore[attr-defined]
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["accept"] == JSON
    assert "authorization" not in headers
    assert (path, body) == (
        "/fine",
        b"query=SELECT+%3Fa+%7B+%3Fa+%3Fb+%3Fc+%7D&default-graph-uri=https%3A%2F%2Fexample.org%2Fg%3Fa%3Db%26c",
    )


def test_a_move_within_the_server_is_followed_with_the_question(
    at: Callable[..., Endpoint], rogue: Server
) -> None:
    assert len(at("/moved").select("SELECT ?a { ?a ?b ?c }").rows) == 1
    path, _, body = rogue.seen[-1]  # type: ignore[attr-defined]
    assert path == "/fine"
    assert body.startswith(b"query=SELECT")


def test_rows_that_the_server_ended_early_are_known_as_such(at: Callable[..., Endpoint]) -> None:
    assert at("/cut").select("SELECT ?a { ?a ?b ?c }").truncated
    assert not at("/fine").select("SELECT ?a { ?a ?b ?c }").truncated


def test_a_million_rows_come_back_or_as_many_as_were_asked_for(at: Callable[..., Endpoint]) -> None:
    query = read_query("SELECT ?a { ?a ?b ?c }", PREFIXES)
    there = at("/million", timeout=60.0, max_bytes=10**9)
    for limit, expected in ((10, (10, True)), (NO_LIMIT, (10**6, False))):
        answer = there.answer(query, timeout=60.0, limit=limit)
        assert isinstance(answer, Rows)
        assert (len(answer.rows), answer.truncated) == expected


def test_what_was_published_is_asked_about_and_else_the_default_graph(
    at: Callable[..., Endpoint], rogue: Server
) -> None:
    for path, name in (("/published", GRAPH_NAME), ("/unpublished", None)):
        assert open_endpoint(at(path).url).graph_name == name
        body = rogue.seen[-1][2]  # type: ignore[attr-defined]
        assert body.startswith(b"query=ASK")
        assert b"default-graph-uri" not in body
    asked = len(rogue.seen)  # type: ignore[attr-defined]
    assert open_endpoint(at("/published").url, graph_name="urn:mine").graph_name == "urn:mine"
    assert len(rogue.seen) == asked  # type: ignore[attr-defined]


def test_no_proxy_of_the_environment_hears_of_it(
    at: Callable[..., Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert len(at("/fine").select("SELECT ?a { ?a ?b ?c }").rows) == 1


def test_the_password_is_shown_when_asked_for_and_never_told(
    at: Callable[..., Endpoint], rogue: Server
) -> None:
    login = {"user": "reader", "password": SECRET}
    assert len(at("/basic", **login).select("SELECT ?a { ?a ?b ?c }").rows) == 1
    assert len(at("/fine", **login).select("SELECT ?a { ?a ?b ?c }").rows) == 1
    assert "authorization" not in rogue.seen[-1][1]  # type: ignore[attr-defined]
    for path in ("/401", "/403", "/500", "/elsewhere", "/dies"):
        with pytest.raises(UnusableServerError) as failure:
            at(path, **login).select("SELECT ?a { ?a ?b ?c }")
        assert SECRET not in str(failure.value)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:1/sparql", "Nothing listens at .* Is the server running"),
        ("http://nowhere.invalid/sparql", "No server is known by the name nowhere.invalid"),
    ],
)
def test_a_server_that_is_not_there_is_told_as_such(url: str, told: str) -> None:
    with pytest.raises(UnusableServerError, match=told):
        Endpoint(url, timeout=20.0).select("SELECT * {}")


def test_options_for_a_server_cost_no_library_until_one_is_named() -> None:
    code = (
        "import sys, kg.commands.remote, kg.commands.publish;"
        "print({'httpx', 'pyoxigraph', 'rdflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_https_where_there_is_none_is_told_as_such(rogue: Server) -> None:
    with pytest.raises(UnusableServerError, match="cannot be asked in safety"):
        Endpoint(f"https://127.0.0.1:{rogue.server_address[1]}/fine", timeout=5.0).select("SELECT * {}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("localhost:8890/sparql", "write http://"),
        ("ftp://example.org/x", "write http://"),
        ("http://", "write http://"),
        ("http://example.org:99999/", "no address"),
        ("http://[::1/", "no address"),
        (f"http://reader:{SECRET}@example.org/sparql", "--user NAME"),
        ("http://exa\x1b[31mmple.org:x/", r"\\u001b"),
    ],
)
def test_what_is_no_address_of_a_server_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as failure:
        checked_url(text)
    assert SECRET not in str(failure.value)


@pytest.fixture(scope="module")
def server(graph: KnowledgeGraph) -> virtuoso.Virtuoso:
    return virtuoso.shared(graph)


def answered(endpoint: Endpoint, text: str, limit: int = NO_LIMIT) -> Rows | Truth | Triples:
    return endpoint.answer(read_query(text, PREFIXES), timeout=60.0, limit=limit)


def test_a_real_server_answers_queries_of_every_kind(
    server: virtuoso.Virtuoso, graph: KnowledgeGraph
) -> None:
    there = server.endpoint()
    rows = answered(there, "SELECT ?m { ?m myo:innervatedBy id:femoral-nerve } ORDER BY ?m")
    nerves = graph.claims(relation="innervatedBy", object="femoral-nerve")
    assert isinstance(rows, Rows)
    assert {row[0].value.rpartition("/")[2] for row in rows.rows} <= {each.subject for each in nerves}  # type: ignore[union-attr]
    assert len(rows.rows) > 3
    assert answered(there, "ASK { id:soleus a myo:Muscle }") == Truth(True)
    made = answered(there, "CONSTRUCT { ?m a myo:Muscle } WHERE { ?m a myo:Muscle }")
    assert isinstance(made, Triples)
    assert len(made.triples) == len(graph.of_class("Muscle"))
    told = answered(there, "DESCRIBE id:soleus")
    assert isinstance(told, Triples)
    assert any("soleus" in str(each.object) for each in told.triples)
    assert answered(there, "SELECT ?s { ?s ?p ?o }", limit=5)[2] is True


def test_an_answer_that_a_real_server_ends_early_is_known_as_such(server: virtuoso.Virtuoso) -> None:
    """Virtuoso stops at 10,000 rows; where triples are asked for, it does not say so."""
    there = server.endpoint()
    assert answered(there, "SELECT ?s { ?s ?p ?o }")[2] is True
    made = answered(there, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(made, Triples)
    assert made.truncated
    assert len(made.triples) < 11_000
    some = answered(there, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 4000")
    assert some[1] is False


def test_a_query_that_a_real_server_does_not_take_is_a_mistake_of_the_query(
    server: virtuoso.Virtuoso,
) -> None:
    with pytest.raises(QueryError, match="does not take the query: Virtuoso 37000 Error"):
        answered(server.endpoint(), "SELECT ?s { ?s ?p }")


def test_a_real_server_lets_in_who_knows_the_password(server: virtuoso.Virtuoso) -> None:
    door = f"{server.url}-auth"
    assert Endpoint(door, user="dba", password="dba").holds("ASK { ?s ?p ?o }")
    for login in ({"user": "dba", "password": SECRET}, {"user": "nobody", "password": SECRET}):
        with pytest.raises(
            UnusableServerError, match=r"does not take the user “\w+” with this password \(401\)"
        ):
            Endpoint(door, **login).holds("ASK { ?s ?p ?o }")
    with pytest.raises(UnusableServerError, match="wants a user and a password"):
        Endpoint(door).holds("ASK { ?s ?p ?o }")


def test_a_server_with_something_else_on_it_is_told_as_such(server: virtuoso.Virtuoso) -> None:
    empty = SparqlGraph(server.endpoint("https://example.org/empty"))
    with pytest.raises(UnusableServerError, match="Nothing of Myograph is there; `myograph publish"):
        empty.find("soleus")
