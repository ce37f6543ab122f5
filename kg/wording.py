"""Claims as sentences: the English of verbs, articles and hedges, over the words of phrases.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Modality

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity, Phrase

__all__ = ["name_of", "predicate", "sentence", "source_name", "statement"]


def name_of(entity: Entity) -> str:
    """Return the entity as it stands inside a sentence, with its article where it needs one."""
    return entity.in_sentence or entity.label


def source_name(graph: KnowledgeGraph, source: str) -> str:
    """Return the source as it stands inside a sentence."""
    found = graph.sources[source]
    return found.in_sentence or f"“{found.label}”"


def predicate(phrase: Phrase, modality: Modality, *, plural: bool) -> str:
    """Return the verb of a claim with its hedge.

    >>> from kg.model import Phrase
    >>> phrase = Phrase("addresses", "be used to address", "is used to address", "are used to address")
    >>> predicate(phrase, Modality.OFTEN, plural=False)
    'is often used to address'
    >>> predicate(phrase, Modality.CAN, plural=True)
    'can be used to address'
    """
    finite = phrase.plural if plural else phrase.singular
    match modality:
        case Modality.IS:
            return finite
        case Modality.CAN | Modality.MAY:
            return f"{modality} {phrase.base}"
        case Modality.OFTEN:
            first, _, rest = finite.partition(" ")
            return f"{first} often {rest}" if first in ("is", "are") else f"often {finite}"
        case Modality.AIM:
            return f"{'are' if plural else 'is'} meant to {phrase.base}"


def statement(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the claim as a clause that begins with a small letter and has no full stop.

    >>> import kg
    >>> graph = kg.load()
    >>> statement(graph, graph.claim("article-c18"))
    'a weak gluteus medius can lead to femoral internal rotation'
    """
    subject, object_ = graph.entity(claim.subject), graph.entity(claim.object)
    words = [
        name_of(subject),
        predicate(graph.phrase(claim.relation), claim.modality, plural=subject.plural),
        name_of(object_),
    ]
    if claim.qualifier:
        words.append(claim.qualifier)
    if claim.degree:
        words.append(f"(“{claim.degree}”)")
    return " ".join(words)


def sentence(clause: str) -> str:
    """Return the clause as a sentence.

    >>> sentence("knee pain can limit daily activities")
    'Knee pain can limit daily activities.'
    """
    return clause[:1].upper() + clause[1:] + ("" if clause.endswith((".", "?", "!")) else ".")
