"""The graph put on a SPARQL server, in such a way that no half of it is ever there to be read.

It goes into a graph of its own first, named for its content; is counted there; and only then does one update
make the published graph the same, by taking out what is no longer so and putting in what is new. `MOVE` or a
`PUT` over the published graph would be shorter. But Virtuoso 7.2.5 empties a graph before it takes what is
`PUT`, and after `MOVE`, `COPY` or a `DELETE`/`INSERT` of the same triples, it comes up from a crash without
many of them; where only the difference is changed, it comes up with the one graph or the other.

The protocols: https://www.w3.org/TR/sparql11-http-rdf-update/ and https://www.w3.org/TR/sparql11-update/.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode

from kg import iri
from kg.errors import UnusableServerError
from kg.rdf.terms import PREFIXES
from kg.sparql.endpoint import Endpoint, refusal
from kg.sparql.fetch import batches
from kg.sparql.web import Web, checked_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.sparql.web import Reply

__all__ = ["GRAPH_NAME", "LAYOUTS", "PER_POST", "Doors", "Published", "Publisher"]

GRAPH_NAME = iri.BASE
STAGING = "staging-"
# How many triples one request carries. Virtuoso makes SQL of an update, and refuses a long one.
PER_POST = 5_000
PER_UPDATE = 500
_ONTOLOGY = f"<{iri.BASE}schema>"


class Doors(NamedTuple):
    """Where a server takes what is written: by the Graph Store protocol, by SPARQL Update, or by both."""

    store: str | None
    update: str | None


# Where servers have their doors, seen from their query endpoint; docs/scaling.md names the documentation.
LAYOUTS = {
    "Virtuoso": Doors("sparql-graph-crud-auth", "sparql-auth"),
    "RDF4J and GraphDB": Doors("{}/rdf-graphs/service", "{}/statements"),
    "Oxigraph": Doors("store", "update"),
    "Fuseki": Doors("data", "update"),
    "Fuseki, at its dataset": Doors("{}/data", "{}/update"),
}


class Published(NamedTuple):
    """What was put where, and how many triples stood there before."""

    triples: int
    before: int
    graph: str
    url: str
    store: str | None
    update: str | None


class Publisher:
    """Writes to the server with the query endpoint `url`; doors that are not given are looked for.

    `timeout` is how many seconds each request may take in all.
    """

    def __init__(
        self,
        url: str,
        *,
        store: str | None = None,
        update: str | None = None,
        graph_name: str = GRAPH_NAME,
        timeout: float,
        user: str | None = None,
        password: str | None = None,
    ) -> None:
        self._endpoint = Endpoint(url, timeout=timeout, user=user, password=password)
        self._web = Web(timeout=timeout, user=user, password=password)
        self._user = user
        self.url = self._endpoint.url
        self._graph = NamedNode(graph_name)
        # What is staged has a name below that of the graph: `…/staging-` and a digest.
        self._staged = graph_name + ("" if graph_name.endswith(("/", "#")) else "/") + STAGING
        named = Doors(store and checked_url(store), update and checked_url(update))
        self._layouts = [named] if store or update else list(_layouts(self.url))

    def publish(self, ntriples: bytes, told: Callable[[str], None] = lambda _: None) -> Published:
        """Make the graph on the server the one given as N-Triples, one triple a line and none twice.

        `told` hears of each `PER_POST` triples before they are sent. Doing it again changes nothing.

        Raises `UnusableServerError`, which says in what state the server was left.
        """
        lines = ntriples.splitlines(keepends=True)
        # The ontology comes first: by it, what an earlier attempt left is found.
        lines.sort(key=lambda line: not line.startswith(_ONTOLOGY.encode()))
        before = self._count(self._graph)
        staging = NamedNode(self._staged + hashlib.sha256(ntriples).hexdigest()[:16])
        doors = self._doors(staging)
        if doors.update is None:
            assert doors.store is not None
            self._put_whole(doors.store, ntriples, len(lines), before)
        else:
            self._stage(doors, staging, lines, told)
            self._switch(doors.update, staging, len(lines), before)
        return Published(len(lines), before, self._graph.value, self.url, *doors)

    def _count(self, graph: NamedNode) -> int:
        rows = self._endpoint.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}").rows
        number = rows[0][0] if len(rows) == 1 and rows[0] else None
        if not isinstance(number, Literal) or not number.value.isdecimal():
            raise UnusableServerError(f"{self.url} does not count. Is it the address of a SPARQL endpoint?")
        return int(number.value)

    def _doors(self, staging: NamedNode) -> Doors:
        """Return the doors of this server: those of the first kind that drops what is not there.

        Nothing else is tried on a door that was not named. `DELETE` would find a graph store, too; but to
        RDF4J it is, one step further up, the word for removing a repository.
        """
        refused = None
        for doors in self._layouts:
            if doors.update is None:
                return doors
            reply = self._update(doors.update, f"DROP SILENT GRAPH {staging}")
            if reply.fine:
                return doors
            refused = refusal(doors.update, reply, self._user)
            if reply.status in (401, 403):
                # The door is there: whoever has no key to it has none to the next one.
                raise refused
        reason = f" {refused}" if len(self._layouts) == 1 else ""
        raise UnusableServerError(
            f"{self.url} has no door for writing where servers of the known kinds have theirs.{reason} Name "
            "one: --store URL (Graph Store protocol) or --update URL (SPARQL Update). Nothing was changed."
        )

    def _update(self, update: str, text: str) -> Reply:
        return self._web.send("POST", update, form={"update": text})

    def _done(self, url: str, reply: Reply) -> None:
        if not reply.fine:
            raise refusal(url, reply, self._user)

    def _stage(
        self, doors: Doors, staging: NamedNode, lines: Sequence[bytes], told: Callable[[str], None]
    ) -> None:
        """Load all of it beside the published graph, and make sure that all of it arrived."""
        assert doors.update is not None
        try:
            self._sweep(doors.update)
            store = doors.store
            for number, some in enumerate(batches(lines, PER_POST)):
                told(staging.value)
                if store is None or not self._post(store, staging, some, optional=not number):
                    store = None
                    for few in batches(some, PER_UPDATE):
                        triples = _for_update(b"".join(few).decode())
                        text = f"INSERT DATA {{ GRAPH {staging} {{\n{triples}}} }}"
                        self._done(doors.update, self._update(doors.update, text))
            arrived = self._count(staging)
            if arrived != len(lines):
                raise UnusableServerError(
                    f"Of {len(lines):,} triples that were sent, {arrived:,} arrived. Is someone else at it?"
                )
        except BaseException as error:
            left = self._dropped(doors.update, staging)
            if isinstance(error, UnusableServerError):
                raise UnusableServerError(
                    f"{error} What stood in <{self._graph.value}> is untouched; {left}."
                ) from None
            raise

    def _post(self, store: str, staging: NamedNode, lines: Sequence[bytes], *, optional: bool) -> bool:
        """Add triples by the Graph Store protocol; return whether that works, where it need not."""
        reply = self._web.send(
            "POST", store, params={"graph": staging.value}, body=b"".join(lines), media_type="text/turtle"
        )
        if not reply.fine and optional and reply.status in (400, 404, 405, 415, 501):
            return False
        self._done(store, reply)
        return True

    def _sweep(self, update: str) -> None:
        """Drop what earlier attempts left, if any died on the way."""
        rows = self._endpoint.select(
            f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ {_ONTOLOGY} a <{PREFIXES['owl']}Ontology> }} "
            f'FILTER (STRSTARTS(STR(?graph), "{self._staged}")) }}'
        ).rows
        for row in rows:
            if isinstance(row[0], NamedNode) and row[0].value.startswith(self._staged):
                self._done(update, self._update(update, f"DROP SILENT GRAPH {row[0]}"))

    def _dropped(self, update: str, staging: NamedNode) -> str:
        try:
            self._done(update, self._update(update, f"DROP SILENT GRAPH {staging}"))
        except UnusableServerError:
            return f"<{staging.value}> may be left there, and the next `myograph publish` drops it"
        return "nothing is left of the attempt"

    def _switch(self, update: str, staging: NamedNode, triples: int, before: int) -> None:
        """Make the published graph what was staged, in one operation, and drop what was staged."""
        graph = self._graph
        difference = f"""DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }}
INSERT {{ GRAPH {graph} {{ ?a ?b ?c }} }} WHERE {{
  {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH {staging} {{ ?s ?p ?o }} }} }}
  UNION {{ GRAPH {staging} {{ ?a ?b ?c }} FILTER NOT EXISTS {{ GRAPH {graph} {{ ?a ?b ?c }} }} }}
}}"""
        try:
            self._done(update, self._update(update, difference))
            self._check(triples)
        except UnusableServerError as error:
            raise UnusableServerError(f"{error} {self._state(triples, before)}") from None
        self._dropped(update, staging)

    def _put_whole(self, store: str, ntriples: bytes, triples: int, before: int) -> None:
        """Hand the whole to a server that has no other door; it sees to the swap as well as it can."""
        try:
            reply = self._web.send(
                "PUT", store, params={"graph": self._graph.value}, body=ntriples, media_type="text/turtle"
            )
            self._done(store, reply)
            self._check(triples)
        except UnusableServerError as error:
            raise UnusableServerError(f"{error} {self._state(triples, before)}") from None

    def _check(self, triples: int) -> None:
        arrived = self._count(self._graph)
        if arrived != triples:
            raise UnusableServerError(f"Of {triples:,} triples that were sent, {arrived:,} are there.")

    def _state(self, triples: int, before: int) -> str:
        """Return in words what stands on the server after a swap of which it is not known how it ended."""
        try:
            now = self._count(self._graph)
        except UnusableServerError:
            return (
                f"Whether <{self._graph.value}> is the new graph or still the old one is not known. Publish "
                "again once the server is back."
            )
        if now == triples:
            return f"<{self._graph.value}> has all {now:,} triples of the new graph all the same."
        if now == before:
            return f"<{self._graph.value}> still has the {now:,} triples that it had."
        return f"<{self._graph.value}> has {now:,} triples now, not {triples:,}: publish again."


def _layouts(url: str) -> Iterator[Doors]:
    """Yield the doors of the known kinds of servers, for one with this query endpoint."""
    base = url.partition("?")[0]
    for doors in LAYOUTS.values():
        yield Doors(*(door and urljoin(base, door.format(base.rstrip("/"))) for door in doors))


def _for_update(ntriples: str) -> str:
    r"""Return N-Triples as an update may hold them.

    To some engines ``\u0022`` in a query is a quotation mark before anything else is read, even behind a
    backslash that is itself escaped; so the letter behind such a one is escaped too.

    >>> print(_for_update('"\\\\u0022"'), _for_update('"\\n"'))
    "\\\u00750022" "\n"
    """
    return re.sub(
        r"\\(?:\\([uU])|.)",
        lambda found: f"\\\\\\u{ord(found[1]):04X}" if found[1] else found[0],
        ntriples,
    )
