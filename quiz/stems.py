"""Claims as questions, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.wording import ends, name_of, predicate, source_name

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["ask_object", "ask_subject", "scoped"]


def ask_object(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the question that the claim's object answers.

    >>> import kg
    >>> graph = kg.load()
    >>> ask_object(graph, graph.claim("article-c18"))
    'a weak gluteus medius can lead to which of these?'
    >>> ask_object(graph, graph.claim("article-c41"))
    'the pistol squat is filed under which heading?'
    >>> ask_object(graph, graph.claim("article-c06"))
    'which of these is often the result of dysfunction of the glutes?'
    """
    return _ask(graph, claim, claim.object, graph.phrase(claim.relation).objects)


def ask_subject(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the question that the claim's subject answers.

    >>> import kg
    >>> graph = kg.load()
    >>> ask_subject(graph, graph.claim("article-c49"))
    'which exercise uses an exercise band?'
    >>> ask_subject(graph, graph.claim("article-c06"))
    'knee pain is often the result of which of these?'
    """
    return _ask(graph, claim, claim.subject, graph.phrase(claim.relation).subjects)


def _ask(graph: KnowledgeGraph, claim: Claim, asked: str, kind: str | None) -> str:
    """Return the claim with "which ..." in the place of what is asked for.

    The order of words stays that of the statement, so that no subject is taken for a verb, as it would
    be in "may force on the knee joint lead to".
    """
    first, last = ends(graph, claim)
    which = f"which {kind or 'of these'}"
    opening = which if asked == first else name_of(graph.entity(first))
    closing = which if asked == last else name_of(graph.entity(last))
    plural = asked != first and graph.entity(first).plural
    verb = predicate(claim, graph.phrase(claim.relation), plural=plural)
    return " ".join(filter(None, (opening, verb, closing, claim.qualifier))) + "?"


def scoped(graph: KnowledgeGraph, question: str, source: str | None) -> str:
    """Return the question as a sentence, with the source it holds for.

    >>> import kg
    >>> scoped(kg.load(), "which of these improves balance?", "article")
    'According to the article, which of these improves balance?'
    """
    if source is None:
        return question[:1].upper() + question[1:]
    return f"According to {source_name(graph, source)}, {question}"
