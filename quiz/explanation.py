"""Why an answer is right or wrong, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.falsity import VOICES_NEEDED, supports
from kg.inwords import listed
from kg.model import Status
from kg.proof import ProofKind
from kg.standing import evidence_lines, measured, surety
from kg.wording import name_of, sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.proof import Proof

__all__ = [
    "NO_ERROR",
    "explanation",
    "false",
    "handed_on",
    "said_by",
    "true_of",
    "why_false",
    "why_right",
    "why_wrong",
]


# Why what stands is wrong to choose where the task is to find what does not, before who says so.
NO_ERROR = "True, so it is not the answer"


def said_by(graph: KnowledgeGraph, claim: Claim, scope: str | None) -> str:
    """Return a claim as a sentence, with who says it where that is the ground of the question."""
    if scope is None:
        return sentence(statement(graph, claim))
    return sentence(f"{source_name(graph, scope)} says: {statement(graph, claim)}")


def why_right(graph: KnowledgeGraph, claims: Iterable[Claim], scope: str | None) -> str:
    """Return why the key of a question on the claims is right."""
    return " ".join(said_by(graph, claim, scope) for claim in claims)


def explanation(graph: KnowledgeGraph, claim: Claim) -> list[str]:
    """Return a claim, how sure it is, its words and their place, and how they were read.

    What is refuted is said to be false before anything else: read alone, it would be learned.
    """
    opening = false(graph, claim) if claim.status is Status.REFUTED else sentence(statement(graph, claim))
    lines = [opening, f"How sure: {surety(graph, claim)}"]
    if value := measured(claim):
        lines.append(sentence(value))
    lines += [sentence(line) for line in evidence_lines(graph, claim)]
    if claim.searched:
        lines.append(claim.searched)
    if claim.degree:
        lines.append(f"How much: “{claim.degree}”.")
    if claim.reading:
        lines.append(f"How it was read: {claim.reading}")
    return lines


def false(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return what a claim says as a sentence that calls it false.

    >>> import kg
    >>> graph = kg.load()
    >>> false(graph, graph.claim("gracilis-performs-hip-abduction"))
    'This statement is false: the gracilis performs hip abduction.'
    """
    return sentence(f"this statement is false: {statement(graph, claim)}")


def handed_on(claim: Claim) -> set[str]:
    """Return what an explanation of a claim repeats as it stands: words of sources, and of who read them."""
    texts = [claim.searched, claim.degree, claim.reading]
    for each in claim.evidence:
        texts += (each.section, each.quote, each.finding, each.note, each.figure)
    return set(filter(None, texts))


def why_wrong(graph: KnowledgeGraph, asked: Claim, proof: Proof, elsewhere: Claim | None) -> str:
    """Return why a wrong option is wrong, and `elsewhere`, what is so of it instead.

    `asked` is the claim whose place the option would take.
    """
    why = why_false(graph, proof, asked)
    return why if elsewhere is None else f"{why} {said_by(graph, elsewhere, proof.source)}"


def why_false(graph: KnowledgeGraph, proof: Proof, asked: Claim) -> str:
    """Return why the statement of a proof is false, as a sentence; `asked` lends it hedge and qualifier."""
    subject, object_ = graph.entity(proof.subject), graph.entity(proof.object)
    said = statement(graph, asked._replace(subject=subject.id, relation=proof.relation, object=object_.id))
    kind = ProofKind(proof.ground.split()[0]) if proof.kind is ProofKind.CORRUPTED else proof.kind
    match kind:
        case ProofKind.DISJOINT_CLASS:
            wanted = graph.vocabulary.classes[proof.ground].label
            option = object_ if asked.subject == proof.subject else subject
            own = graph.vocabulary.classes[option.cls].label
            verb = "are each" if option.plural else "is"
            return sentence(f"{name_of(option)} {verb} {_a(own)}, and what is asked for is {_a(wanted)}")
        case ProofKind.EXPLICIT_NEGATIVE:
            refuted = graph.claim(proof.witnesses[-1])
            return sentence(f"it has been refuted that {statement(graph, refuted)}")
        case ProofKind.AT_MOST:
            voices = [source_name(graph, name) for name in proof.witnesses if name in graph.sources]
            if not voices:
                return sentence(f"not so, as {statement(graph, graph.claim(proof.witnesses[-1]))}")
            who, values = listed(voices[:VOICES_NEEDED]), _list_of(graph, proof.relation)
            return sentence(
                f"{who} each give all the {values} of {name_of(subject)}, and "
                f"{name_of(object_)} {'are' if object_.plural else 'is'} not among them"
            )
        case _:
            assert proof.source is not None
            return sentence(f"{source_name(graph, proof.source)} does not say that {said}")


def _list_of(graph: KnowledgeGraph, relation: str) -> str:
    """Return what a relation's values are called together.

    >>> import kg
    >>> _list_of(kg.load(), "innervatedBy"), _list_of(kg.load(), "stabilises")
    ('nerves', 'values')
    """
    return graph.phrase(relation).values or "values"


def true_of(graph: KnowledgeGraph, entity: str, relation: str, source: str | None) -> Claim | None:
    """Return what is so of an entity, by the relation first: as the source has it, or established."""
    about = [
        claim
        for claim in (*graph.claims(object=entity), *graph.claims(subject=entity))
        if not claim.derived_from
        and (
            claim.status is Status.ESTABLISHED and not claim.hedged
            if source is None
            else claim.live and claim.ask and any(supports(item, source) for item in claim.evidence)
        )
    ]
    return min(
        about,
        key=lambda claim: (claim.relation != relation, not claim.ask, claim.id),
        default=None,
    )


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
