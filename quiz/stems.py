"""Claims as questions, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Modality
from kg.wording import name_of, predicate, source_name

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["ask_object", "ask_subject", "scoped"]


def ask_object(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the question that the claim's object answers.

    >>> import kg
    >>> graph = kg.load()
    >>> ask_object(graph, graph.claim("article-c18"))
    'which of these can a weak gluteus medius lead to?'
    >>> ask_object(graph, graph.claim("article-c41"))
    'which heading is the pistol squat filed under?'
    """
    subject, phrase = graph.entity(claim.subject), graph.phrase(claim.relation)
    name, plural = name_of(subject), subject.plural
    be = "are" if plural else "is"
    does = "do" if plural else "does"
    copula, _, rest = phrase.base.partition(" ")
    match claim.modality:
        case Modality.CAN | Modality.MAY:
            verb = f"{claim.modality} {name} {phrase.base}"
        case Modality.AIM:
            verb = f"{be} {name} meant to {phrase.base}"
        case Modality.OFTEN if copula == "be":
            verb = f"{be} {name} often {rest}"
        case Modality.OFTEN:
            verb = f"{does} {name} often {phrase.base}"
        case Modality.IS if copula == "be":
            verb = f"{be} {name} {rest}"
        case Modality.IS:
            verb = f"{does} {name} {phrase.base}"
    return _question("which", phrase.objects or "of these", verb, claim.qualifier or "")


def ask_subject(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the question that the claim's subject answers.

    >>> import kg
    >>> graph = kg.load()
    >>> ask_subject(graph, graph.claim("article-c44"))
    'which of these improves balance?'
    """
    phrase = graph.phrase(claim.relation)
    verb = predicate(phrase, claim.modality, plural=False)
    name = name_of(graph.entity(claim.object))
    return _question("which", phrase.subjects or "of these", verb, name, claim.qualifier or "")


def scoped(graph: KnowledgeGraph, question: str, source: str | None) -> str:
    """Return the question as a sentence, with the source it holds for.

    >>> import kg
    >>> scoped(kg.load(), "which of these improves balance?", "article")
    'According to the article, which of these improves balance?'
    """
    if source is None:
        return question[:1].upper() + question[1:]
    return f"According to {source_name(graph, source)}, {question}"


def _question(*words: str) -> str:
    return " ".join(word for word in words if word) + "?"
