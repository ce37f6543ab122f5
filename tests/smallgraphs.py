"""Graphs made by hand, of a few claims on made-up things, and items over them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph import KnowledgeGraph
from kg.model import Claim, CompletenessMark, Entity, Evidence, Modality, Source, Stance, Status, Tier
from kg.proof import Proof, ProofKind
from quiz.item import Bloom, Interaction, Item, Option

if TYPE_CHECKING:
    from collections.abc import Iterable


def entity(name: str, *synonyms: str) -> Entity:
    return Entity(name, "Entity", name, f"The {name}.", "made-up", synonyms)


def claim(text: str, status: Status = Status.ESTABLISHED, source: str = "book") -> Claim:
    """Return the claim that three words make, with evidence of its source."""
    subject, relation, object_ = text.split()
    evidence = (Evidence(source, Stance.SUPPORTS, "textbook"),)
    return Claim(text, subject, relation, object_, Modality.IS, status, source, "made-up", evidence)


def mark(source: str, subject: str, relation: str) -> CompletenessMark:
    return CompletenessMark(source, subject, relation, "curator", "made-up")


def world(graph: KnowledgeGraph, *claims: Claim, marks: Iterable[str] = ()) -> KnowledgeGraph:
    """Return a graph of just these claims; a mark is its source, subject and relation in a line."""
    names = sorted(
        {end for each in claims for end in (each.subject, each.object)} | {"muscle", "wrong", "right"}
    )
    sources = (
        Source("book", "a book", Tier.REFERENCE, "", "made-up", "https://one.example/a"),
        Source("page", "a page", Tier.REFERENCE, "", "made-up", "https://two.example/b"),
        Source("copy", "its copy", Tier.REFERENCE, "", "made-up", "https://www.two.example/c"),
        Source("blog", "a blog", Tier.POPULAR, "", "made-up", "https://three.example/d"),
        Source("print", "a book on paper", Tier.REFERENCE, "", "made-up"),
    )
    return KnowledgeGraph(
        replace(
            graph.content,
            packs=(),
            sources=sources,
            entities=tuple(map(entity, names)),
            claims=claims,
            marks=tuple(mark(*words.split()) for words in marks),
            mappings=(),
        )
    )


def item(interaction: Interaction = Interaction.CHOOSE_ONE, scope: str | None = None, **more: object) -> Item:
    plain = Item("id", "made-up", interaction, Bloom.REMEMBER, 0.5, "Which?", scope, (), (), ("why",), 1)
    return replace(plain, **more)  # type: ignore[arg-type]


def option(name: str, proof: Proof | None = None, *, correct: bool = False) -> Option:
    return Option(name, name, correct, "why", proof)


def closed(subject: str, relation: str, object_: str, ground: str | None = None) -> Proof:
    return Proof(ProofKind.CLOSED_SCOPE, subject, relation, object_, ground or relation, "book")
