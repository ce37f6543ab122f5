"""The sources of a graph, with how much rests on each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import NoSuchSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Source

__all__ = ["SourceRow", "claims_of", "find_source", "holding", "names_of", "source_rows"]


class SourceRow(NamedTuple):
    """A source, how many claims it makes, and how many have evidence from it, for or against them."""

    source: Source
    asserts: int
    bears_on: int


def source_rows(graph: KnowledgeGraph) -> list[SourceRow]:
    """Return all sources, those with evidence on the most claims first, then in order of label.

    >>> import kg
    >>> rows = source_rows(kg.load())
    >>> [(row.source.id, row.asserts, row.bears_on) for row in rows if row.source.id == "article"]
    [('article', 76, 76)]
    """
    asserts: Counter[str] = Counter()
    bears_on: Counter[str] = Counter()
    for claim in graph.claims():
        asserts[claim.source] += 1
        bears_on.update({item.source for item in claim.evidence})
    rows = [SourceRow(source, asserts[source.id], bears_on[source.id]) for source in graph.sources.values()]
    return sorted(rows, key=lambda row: (-row.bears_on, row.source.label.casefold(), row.source.id))


def names_of(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return by what each source can be named, with its id: that itself, its label, its name in sentences.

    That may go without "the". A name that several have is left out, where it is not the id of one.

    >>> import kg
    >>> names = names_of(kg.load().sources)
    >>> names["article"], names["the article"], names["Tight Gluteus Medius and Knee Pain"]
    ('article', 'article', 'article')
    """
    own = {}
    for source in sources.values():
        spoken = source.in_sentence or source.label
        own[source.id] = {source.label, spoken, spoken.removeprefix("the ")}
    told = Counter(name for names in own.values() for name in names)
    named = {name: source for source, names in own.items() for name in sorted(names) if told[name] == 1}
    return named | {name: name for name in sources}


def find_source(sources: Mapping[str, Source], name: str) -> str:
    """Return the id of the source that goes by a name, whatever its case. Raises `NoSuchSourceError`.

    >>> import kg
    >>> find_source(kg.load().sources, "The  Article")
    'article'
    """
    names = names_of(sources)
    found = {each.casefold(): source for each, source in names.items()}.get(" ".join(name.split()).casefold())
    if found is None:
        from kg.faults import did_you_mean

        raise NoSuchSourceError(name.strip(), did_you_mean(name, names))
    return found


def holding(rows: Iterable[SourceRow], text: str) -> list[SourceRow]:
    """Return the rows in whose id, names and citation every word of `text` stands, whatever the case."""
    words = text.casefold().split()
    return [row for row in rows if all(word in _told(row.source) for word in words)]


def claims_of(graph: KnowledgeGraph, source: str) -> list[Claim]:
    """Return the claims that a source makes, then others that have evidence from it; each in order of id."""
    return sorted(graph.claims(source=source), key=lambda claim: claim.source != source)


def _told(source: Source) -> str:
    return f"{source.id}\n{source.label}\n{source.in_sentence or ''}\n{source.citation}".casefold()
