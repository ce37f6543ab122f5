"""What comes back from an engine that answers SELECT: all of it, however little it sends at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import UnusableServerError
from kg.rdf.terms import named
from kg.sparql import queries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kg.sparql.engine import Rows

__all__ = ["Fetcher", "Selects", "batches", "local_name", "pointed", "triples", "value"]

# Of how many nodes a query asks for everything, and how many it asks for by a page.
AT_A_TIME = 100
PAGE = 1000
_Each = TypeVar("_Each")
_TRUE, _ONE = Literal(True), Literal("1", datatype=named("xsd:boolean"))


class Selects(Protocol):
    """What answers SELECT queries: an endpoint, or an engine that is here."""

    def select(self, text: str) -> Rows:
        """Return the rows; `truncated` says that there are more that were not sent."""
        ...


class Fetcher:
    """Asks an engine, and again where it ended its answer early."""

    def __init__(self, engine: Selects) -> None:
        self.select = engine.select

    def found(self, query: str) -> list[str]:
        """Return all that a query finds, as IRIs; in pages, where the server ends its answers early."""
        found = self.select(query)
        if not found.truncated:
            return [value(row[0]) for row in found.rows]
        nodes: list[str] = []
        while True:
            rows = self.select(queries.page(query, nodes[-1] if nodes else None, PAGE))
            nodes += [value(row[0]) for row in rows.rows]
            if not rows.rows or (len(rows.rows) < PAGE and not rows.truncated):
                return nodes

    def facts(self, query: Callable[[Collection[str]], str], nodes: Sequence[str]) -> Iterator[Rows]:
        """Yield the answers of a query about nodes, a few at a time; fewer, where the server ends early."""
        waiting = list(batches(nodes, AT_A_TIME))
        while waiting:
            some = waiting.pop(0)
            rows = self.select(query(some))
            if not rows.truncated:
                yield rows
            elif len(some) > 1:
                half = len(some) // 2
                waiting[:0] = [some[:half], some[half:]]
            else:
                raise UnusableServerError(
                    f"The answer on {some[0]} was cut short: the server sends only {len(rows.rows):,} rows "
                    "at a time. Let it send more (ResultSetMaxRows of Virtuoso)."
                )


def batches(many: Sequence[_Each], size: int) -> Iterator[Sequence[_Each]]:
    """Yield so many at a time."""
    for start in range(0, len(many), size):
        yield many[start : start + size]


def triples(rows: Rows) -> Iterator[Triple]:
    """Yield the rows as triples, each once."""
    for subject, predicate, object_ in dict.fromkeys(rows.rows):
        if (
            isinstance(subject, NamedNode)
            and isinstance(predicate, NamedNode)
            and isinstance(object_, NamedNode | Literal)
        ):
            # Virtuoso writes what is true with the other of the two words that XML Schema has for it.
            yield Triple(subject, predicate, _TRUE if object_ == _ONE else object_)


def pointed(answers: Iterable[Rows], *namespaces: str, but: Collection[str] = ()) -> list[str]:
    """Return the nodes of these namespaces that the answers point to, written for a query, in order."""
    found = {
        row[2].value
        for rows in answers
        for row in rows.rows
        if isinstance(row[2], NamedNode) and row[2].value.startswith(namespaces)
    }
    return [str(NamedNode(each)) for each in sorted(found - set(but))]


def value(term: object) -> str:
    """Return the text of a literal or the IRI of a node; nothing where there is neither."""
    return term.value if isinstance(term, NamedNode | Literal) else ""


def local_name(node: str, namespace: str) -> str:
    """Return the id in an IRI."""
    return node.removeprefix(namespace)
