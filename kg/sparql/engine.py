"""What every engine that answers SPARQL takes and gives, here or on a server.

An engine is handed a `Query` that has passed `kg.sparql.guard`, and gives an `Answer` of pyoxigraph's terms.
`kg.sparql.results` prints any of them; nothing there knows which engine it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    from kg.sparql.guard import Query

    Term = NamedNode | BlankNode | Literal | Triple

__all__ = [
    "DEFAULT_LIMIT",
    "DEFAULT_TIMEOUT",
    "MAX_ANSWER_BYTES",
    "NO_LIMIT",
    "Answer",
    "Engine",
    "Rows",
    "Triples",
    "Truth",
]

DEFAULT_LIMIT = 10_000
DEFAULT_TIMEOUT = 30.0
NO_LIMIT = 0
# However many rows it has: what holds more is no answer that a person asked for.
MAX_ANSWER_BYTES = 250_000_000


class Rows(NamedTuple):
    """The answer to SELECT: one term, or None where it is not bound, for each variable of each row.

    `variables` have no question mark. `truncated` says that there were more rows than the limit.
    """

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    truncated: bool


class Truth(NamedTuple):
    """The answer to ASK."""

    value: bool


class Triples(NamedTuple):
    """The answer to CONSTRUCT and DESCRIBE, each triple once and in order.

    `truncated` says that there were more than the limit.
    """

    triples: list[Triple]
    truncated: bool


Answer = Rows | Truth | Triples


class Engine(Protocol):
    """Something that answers queries."""

    def answer(self, query: Query, *, timeout: float, limit: int) -> Answer:
        """Return the answer, with no more than `limit` rows or triples (`NO_LIMIT`: all of them).

        An engine reads at most one more than the limit, to know whether there are more. Raises a subclass
        of `kg.errors.MyographError` where the query has a mistake, runs longer than `timeout` seconds,
        needs more memory than it may have, or the engine cannot be reached.
        """
        ...
