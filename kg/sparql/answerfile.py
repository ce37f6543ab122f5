"""An answer to a query as rows of text, and as a file: CSV for spreadsheets, JSON, or Turtle."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.sparql.engine import Rows, Triples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer, Term
    from kg.sparql.guard import Query

__all__ = ["cells", "header", "named_in", "written"]

_TRIPLE = ("subject", "predicate", "object")


def header(answer: Answer) -> tuple[str, ...]:
    """Return what the columns of an answer are called; none where it has no rows but is yes or no."""
    if isinstance(answer, Triples):
        return _TRIPLE
    return tuple(f"?{name}" for name in answer.variables) if isinstance(answer, Rows) else ()


def cells(answer: Answer) -> list[tuple[str, ...]]:
    """Return the rows of an answer as people read them, triples as three columns."""
    from kg.sparql.table import shown

    return [tuple(map(shown, row)) for row in _rows(answer)]


def _rows(answer: Answer) -> Sequence[tuple[Term | None, ...]]:
    if isinstance(answer, Triples):
        return [(each.subject, each.predicate, each.object) for each in answer.triples]
    return answer.rows if isinstance(answer, Rows) else []


def named_in(graph: KnowledgeGraph, answer: Answer, row: int) -> tuple[str | None, str | None, str | None]:
    """Return what the first cell of a row names that names something of the graph.

    That is an entity, or a claim and the entity that it is about, or a source: the ids of entity, claim and
    source.
    """
    from pyoxigraph import NamedNode

    from kg import iri

    for term in _rows(answer)[row]:
        if not isinstance(term, NamedNode):
            continue
        name = term.value.rpartition("/")[2]
        if term.value == iri.entity_iri(name) and name in graph.entities:
            return name, None, None
        if term.value == f"{iri.SOURCE}{name}" and name in graph.sources:
            return None, None, name
        if term.value == iri.claim_iri(name):
            with suppress(KeyError):
                return graph.claim(name).subject, name, None
    return None, None, None


def written(graph: KnowledgeGraph, query: Query, answer: Answer, form: str) -> bytes:
    """Return an answer in one of csv, json and turtle.

    CSV is the W3C's with its cells `kg.cells.guarded`, for triples too; JSON is the W3C's, or JSON-LD of
    triples; Turtle is the triples, or for rows the part of the graph that the query names, which asks it
    once more. Raises `ExportError` where the kind of answer has no such form, and what `kg.scope.named_by`
    raises.
    """
    from kg.sparql.results import printed

    if form == "json":
        return printed(answer, form)
    if form == "csv":
        return _csv(answer)
    if isinstance(answer, Triples):
        return printed(answer, form)
    if not isinstance(answer, Rows):
        raise ExportError("Yes or no makes no Turtle: a file that ends in .json can hold it.")
    from kg.export import write
    from kg.scope import named_by

    return write(named_by(graph, query.text), "turtle")


def _csv(answer: Answer) -> bytes:
    """Return rows as the W3C writes them: values alone, an IRI in full."""
    from kg.cells import to_csv

    if not isinstance(answer, Rows | Triples):
        raise ExportError("Yes or no makes no table: a file that ends in .json can hold it.")
    names = [name.removeprefix("?") for name in header(answer)]
    return to_csv(names, [tuple(map(_value, row)) for row in _rows(answer)])


def _value(term: Term | None) -> str:
    from pyoxigraph import BlankNode, Triple

    if term is None:
        return ""
    if isinstance(term, Triple):
        return str(term)
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value
