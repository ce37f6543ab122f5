"""Why an answer is right or wrong, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import AskUse
from kg.standing import evidence_lines, surety
from kg.wording import name_of, sentence, source_name, statement
from quiz.item import ProofKind

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Proof

__all__ = ["explanation", "why_right", "why_wrong"]


def why_right(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return why the key of a question on the claim is right."""
    return sentence(f"{source_name(graph, claim.source)} says: {statement(graph, claim)}")


def explanation(graph: KnowledgeGraph, claim: Claim) -> tuple[str, ...]:
    """Return the claim, how sure it is, its words and their place, and how they were read."""
    lines = [sentence(statement(graph, claim)), f"How sure: {surety(graph, claim)}"]
    lines += [sentence(line) for line in evidence_lines(graph, claim)]
    if claim.searched:
        lines.append(claim.searched)
    if claim.degree:
        lines.append(f"How much: “{claim.degree}”.")
    if claim.reading:
        lines.append(f"How it was read: {claim.reading}")
    return tuple(lines)


def why_wrong(graph: KnowledgeGraph, claim: Claim, entity: str, proof: Proof) -> str:
    """Return why an entity is a wrong answer, and what the source says of it instead."""
    found = graph.entity(entity)
    if proof.kind is ProofKind.DISJOINT_CLASS:
        own, wanted = graph.vocabulary.classes[found.cls], graph.vocabulary.classes[proof.ground]
        verb = "are each" if found.plural else "is"
        why = f"{name_of(found)} {verb} {_a(own.label)}, and what is asked for is {_a(wanted.label)}"
    else:
        said = statement(graph, claim._replace(subject=proof.subject, object=proof.object))
        why = f"{source_name(graph, claim.source)} does not say that {said}"
    elsewhere = _true_of(graph, entity, claim)
    if elsewhere is not None:
        why += f". What it does say: {statement(graph, elsewhere)}"
    return sentence(why)


def _true_of(graph: KnowledgeGraph, entity: str, asked: Claim) -> Claim | None:
    """Return what the source does say of a wrong option, likest to what was asked."""
    about = [
        claim
        for claim in (*graph.claims(object=entity), *graph.claims(subject=entity))
        if claim.source == asked.source and claim.live and AskUse.ATTRIBUTED in claim.ask
    ]
    return min(about, key=lambda claim: (claim.relation != asked.relation, claim.id), default=None)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
