"""Claims as sentences: the English of verbs, articles and hedges, over the words of phrases.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End, Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.lookup import Lookup
    from kg.model import Claim, Entity, Phrase

__all__ = ["ends", "hedged", "name_of", "predicate", "sentence", "source_name", "statement"]


def name_of(entity: Entity) -> str:
    """Return the entity as it stands inside a sentence, with its article where it needs one."""
    return entity.in_sentence or entity.label


def source_name(graph: Lookup, source: str) -> str:
    """Return the source as it stands inside a sentence."""
    found = graph.sources[source]
    return found.in_sentence or f"“{found.label}”"


def predicate(claim: Claim, phrase: Phrase, *, plural: bool) -> str:
    """Return the verb of a claim with its hedge, after a grammatical subject in singular or plural.

    >>> import kg
    >>> graph = kg.load()
    >>> claim = graph.claim("article-c38")
    >>> predicate(claim, graph.phrase(claim.relation), plural=False)
    'is often used to address'
    """
    forms = (phrase.base, phrase.singular, phrase.plural)
    return hedged(phrase.from_object if _turned(claim, phrase) else forms, claim.modality, plural=plural)


def hedged(forms: Sequence[str], modality: Modality, *, plural: bool = False) -> str:
    """Return a verb, given in its base, singular and plural form, with a hedge.

    >>> hedged(("link", "links", "link"), Modality.MAY), hedged(("link", "links", "link"), Modality.OFTEN)
    ('may link', 'often links')
    """
    base, singular, several = forms
    finite = several if plural else singular
    match modality:
        case Modality.IS:
            return finite
        case Modality.CAN | Modality.MAY:
            return f"{modality} {base}"
        case Modality.OFTEN:
            first, _, rest = finite.partition(" ")
            return f"{first} often {rest}" if first in ("is", "are") else f"often {finite}"
        case Modality.AIM:
            return f"{'are' if plural else 'is'} meant to {base}"


def ends(graph: Lookup, claim: Claim) -> tuple[str, str]:
    """Return the ids of the claim's two entities in the order in which it reads."""
    if _turned(claim, graph.phrase(claim.relation)):
        return claim.object, claim.subject
    return claim.subject, claim.object


def _turned(claim: Claim, phrase: Phrase) -> bool:
    return claim.reads_from is End.OBJECT and bool(phrase.from_object)


def statement(graph: Lookup, claim: Claim) -> str:
    """Return the claim as a clause that begins with a small letter and has no full stop.

    >>> import kg
    >>> graph = kg.load()
    >>> statement(graph, graph.claim("article-c18"))
    'a weak gluteus medius can lead to femoral internal rotation'
    >>> statement(graph, graph.claim("article-c06"))
    'knee pain is often the result of dysfunction of the glutes'
    """
    first, last = (graph.entity(end) for end in ends(graph, claim))
    verb = predicate(claim, graph.phrase(claim.relation), plural=first.plural)
    return " ".join(filter(None, (name_of(first), verb, name_of(last), claim.qualifier)))


def sentence(clause: str) -> str:
    """Return the clause as a sentence.

    >>> sentence("knee pain can limit daily activities")
    'Knee pain can limit daily activities.'
    """
    return clause[:1].upper() + clause[1:] + ("" if clause.endswith((".", "?", "!")) else ".")
