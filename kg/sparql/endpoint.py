"""A SPARQL 1.1 endpoint on a server: questions by the protocol's POST form, answers read and checked.

The protocol: https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph

from kg.errors import UnusableServerError
from kg.sparql.engine import DEFAULT_TIMEOUT, MAX_ANSWER_BYTES, NO_LIMIT, Rows, Triples, Truth
from kg.sparql.errors import QueryError
from kg.sparql.web import Web, checked_url, complaint
from kg.sparql.wire import parsed_results, parsed_triples

if TYPE_CHECKING:
    from kg.sparql.engine import Answer
    from kg.sparql.guard import Query
    from kg.sparql.web import Reply

__all__ = ["Endpoint", "refusal"]

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples, text/turtle;q=0.5"
# Says how many rows Virtuoso sends at most, on answers that it stopped there.
CUT_HEADER = "x-sparql-maxrows"
# Says that Virtuoso ran out of the time that it gives itself and sends what it has.
PARTIAL_HEADER = "x-sql-state"


class Endpoint:
    """Asks one endpoint, about one of its graphs.

    `graph_name` is the IRI of that graph; without it, whatever the server takes for its default graph is
    asked. `timeout` is how many seconds one question may take in all. It only reads: `kg.publish` writes.
    """

    def __init__(
        self,
        url: str,
        *,
        graph_name: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        user: str | None = None,
        password: str | None = None,
        max_bytes: int = MAX_ANSWER_BYTES,
    ) -> None:
        self.url = checked_url(url)
        self.graph_name = graph_name
        self._account = (user, password, max_bytes)
        self._web = self._connected(timeout)
        self._timeout = timeout

    def _connected(self, timeout: float) -> Web:
        user, password, max_bytes = self._account
        return Web(timeout=timeout, user=user, password=password, max_bytes=max_bytes)

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT query; `truncated` says that the server did not send all of them.

        Raises `UnusableServerError`.
        """
        found = self._results(self._ask(text, RESULTS))
        if not isinstance(found, Rows):
            raise self._not_sparql()
        return found

    def holds(self, text: str) -> bool:
        """Return the answer to an ASK query. Raises `UnusableServerError`."""
        found = self._results(self._ask(text, RESULTS))
        if not isinstance(found, Truth):
            raise self._not_sparql()
        return found.value

    def answer(self, query: Query, *, timeout: float, limit: int) -> Answer:
        """Return the answer to a user's query; see `kg.sparql.engine.Engine`.

        Raises `QueryError` where the server takes the query for wrong, `UnusableServerError` otherwise.
        """
        if timeout != self._timeout:
            self._web, self._timeout = self._connected(timeout), timeout
        triples = query.kind in ("CONSTRUCT", "DESCRIBE")
        reply = self._ask(query.whole, TRIPLES if triples else RESULTS, users=True)
        return self._triples(reply, limit) if triples else self._results(reply, limit)

    def _ask(self, text: str, accept: str, *, users: bool = False) -> Reply:
        form = {"query": text}
        if self.graph_name is not None:
            form["default-graph-uri"] = self.graph_name
        reply = self._web.send("POST", self.url, accept=accept, form=form)
        if reply.fine:
            return reply
        if users and reply.status == 400:
            raise QueryError(
                f"{self.url} does not take the query: {complaint(reply) or 'it gives no reason'}"
            )
        raise refusal(self.url, reply, self._web.user)

    def _results(self, reply: Reply, limit: int = NO_LIMIT) -> Rows | Truth:
        cut = CUT_HEADER in reply.headers or PARTIAL_HEADER in reply.headers
        if "json" not in reply.media_type:
            raise self._not_sparql(reply)
        # A half-read answer hangs on the error: it must not outlive this block, to be freed in any thread.
        try:
            return _read_results(reply.body, limit, cut)
        except (SyntaxError, ValueError):
            pass
        raise self._broken()

    def _triples(self, reply: Reply, limit: int) -> Triples:
        form = pyoxigraph.RdfFormat.from_media_type(reply.media_type)
        if form not in (pyoxigraph.RdfFormat.N_TRIPLES, pyoxigraph.RdfFormat.TURTLE):
            raise self._not_sparql(reply)
        try:
            found = sorted(parsed_triples(reply.body, form), key=str)
        except (SyntaxError, ValueError):
            found = None
        if found is None:
            raise self._broken()
        cut = len(found) >= _SUSPICIOUS and self._cuts_at(reply, len(found))
        first = found[: limit or None]
        return Triples(first, cut or len(first) < len(found))

    def _cuts_at(self, reply: Reply, number: int) -> bool:
        """Return whether the server sends so many rows of any answer and no more.

        Virtuoso 7.2.5 stops there without a word where triples are asked for; of rows it says so.
        """
        if not reply.headers.get("server", "").startswith("Virtuoso"):
            return False
        return self.select(f"SELECT (1 AS ?one) WHERE {{ ?s ?p ?o }} LIMIT {number}").truncated

    def _not_sparql(self, reply: Reply | None = None) -> UnusableServerError:
        kind = f" ({reply.media_type or 'of no declared type'})" if reply is not None else ""
        return UnusableServerError(
            f"What {self.url} answers{kind} is no answer to a query. Is it the address of a SPARQL endpoint?"
        )

    def _broken(self) -> UnusableServerError:
        return UnusableServerError(f"The answer of {self.url} is broken or was cut short. Try it again.")


# No server is known that is set to fewer rows than this.
_SUSPICIOUS = 100


def refusal(url: str, reply: Reply, user: str | None) -> UnusableServerError:
    """Return what to say of an answer that is no success."""
    said = complaint(reply)
    more = f": {said}" if said else ""
    if reply.status == 401 and user is None:
        message = f"{url} wants a user and a password (401): give --user and $MYOGRAPH_GRAPH_PASSWORD."
    elif reply.status == 401:
        message = f"{url} does not take the user “{user}” with this password (401)."
    elif reply.status == 403:
        message = f"{url} does not allow it{f' to “{user}”' if user else ''} (403){more}."
    elif reply.status == 404:
        message = f"There is nothing at {url} (404). Is it the address of a SPARQL endpoint?"
    else:
        message = f"{url} failed ({reply.status}){more}."
    return UnusableServerError(message)


def _read_results(data: bytes, limit: int, cut: bool) -> Rows | Truth:
    """Return rows or truth, read no further than the limit."""
    found = parsed_results(data)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Truth(bool(found))
    names = tuple(variable.value for variable in found.variables)
    rows = [tuple(row) for row in islice(found, limit + 1 if limit else None)]
    first = rows[: limit or None]
    return Rows(names, first, cut or len(first) < len(rows))
