"""Names in a query that are nowhere in the graph: most often a slip, and the reason why nothing was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import iri
from kg.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.sparql.guard import Query

__all__ = ["absent_names", "why_nothing"]

_NAME = r"[A-Za-z0-9_.\-]+"


def why_nothing(query: Query, ntriples: bytes) -> Iterator[str]:
    """Yield a sentence on each reason that is known why a query over the triples found nothing."""
    if any(word.is_word("GRAPH") for word in query.words):
        yield "All is in one graph without a name, so GRAPH finds nothing."
    yield from absent_names(query, ntriples)


def absent_names(query: Query, ntriples: bytes) -> Iterator[str]:
    """Yield a sentence on each of our names in a query that the triples lack, with the nearest they have.

    >>> from kg.sparql.guard import read_query
    >>> query = read_query("ASK { ?s myo:leedsTo ?o }", {"myo": iri.SCHEMA})
    >>> list(absent_names(query, f"<a:a> <{iri.SCHEMA}leadsTo> <b:b> .".encode()))
    ['Nothing in the graph is called myo:leedsTo. Did you mean “myo:leadsTo”?']
    """
    ours = {prefix: space for prefix, space in query.prefixes.items() if space.startswith(iri.BASE)}
    names = dict.fromkeys(word.text for word in query.words if word.kind == "name")
    for name in names:
        prefix, _, local = name.partition(":")
        space = ours.get(prefix)
        if space is None or not re.fullmatch(_NAME, local) or f"<{space}{local}>".encode() in ntriples:
            continue
        known = set(re.findall(rf"<{re.escape(space)}({_NAME})>".encode(), ntriples))
        hint = did_you_mean(name, [f"{prefix}:{each.decode()}" for each in known])
        yield f"Nothing in the graph is called {name}. {hint}".rstrip()
