"""What is known of the claims behind questions that are taken away: tags, categories and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.falsity import Falsity
from kg.model import Tier
from kg.wording import sentence, source_name, statement
from quiz.coverage import may_be_asked
from quiz.export import Facts
from quiz.learner.topics import topics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["facts_of", "named_texts"]


def named_texts(graph: KnowledgeGraph, items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    """Return the texts that stems call by a common noun, such as "the article", and their citations.

    That says enough to whoever has the text at hand, and to nobody else.

    >>> import kg
    >>> from quiz.bank import draw
    >>> graph = kg.load()
    >>> [name for name, _ in named_texts(graph, draw(graph, 1, 60))]
    ['the article']
    """
    found: dict[str, str] = {}
    texts = {
        source.id: (source_name(graph, source.id), source.citation)
        for source in graph.sources.values()
        if source.tier is Tier.POPULAR and source_name(graph, source.id)[:1].islower()
    }
    for item in items:
        of = {item.scope, *(graph.claim(claim).source for claim in item.claims)}
        for name, citation in (texts[source] for source in sorted(texts.keys() & of)):
            if name.casefold() in item.stem.casefold():
                found[name] = citation
    return tuple(sorted(found.items()))


def facts_of(graph: KnowledgeGraph, items: Iterable[Item]) -> dict[str, Facts]:
    """Return the facts of the claims of items, by claim.

    >>> import kg
    >>> from quiz.bank import draw
    >>> graph = kg.load()
    >>> facts = facts_of(graph, draw(graph, 1, 5))
    >>> all(fact.statement.endswith(".") and fact.citation for fact in facts.values())
    True
    """
    claims = [graph.claim(name) for name in sorted({name for item in items for name in item.claims})]
    about: dict[str, list[str]] = {claim.id: [] for claim in claims}
    # Of all that may be asked, so that a claim's topics do not hang on what else is taken away.
    for topic in topics(graph, Falsity(graph), may_be_asked(graph)):
        if topic.kind != "Source":
            for name in topic.claims & about.keys():
                about[name].append(topic.label)
    versions = " ".join(pack.version for pack in graph.packs.values())
    return {
        claim.id: Facts(
            sentence(statement(graph, claim)),
            str(claim.status),
            tuple(about[claim.id]),
            graph.sources[claim.source].label,
            graph.sources[claim.source].citation,
            versions,
        )
        for claim in claims
    }
