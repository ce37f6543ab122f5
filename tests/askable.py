"""Small graphs on made-up muscles and nerves of which questions can be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smallgraphs import claim, world

from kg.graph import KnowledgeGraph
from kg.model import AskUse, Evidence, Stance

if TYPE_CHECKING:
    from kg.model import Claim

__all__ = ["MUSCLES", "NERVES", "fact", "nerves"]

MUSCLES = ("adlex", "brevor", "cordil", "dunter", "erpal", "fostin", "gravix", "holmen")
NERVES = ("nimbar", "opalen", "purvis", "quorel", "rindal", "sovant", "tumbro", "ulvane")


def fact(text: str) -> Claim:
    """Return a claim that two references bear out and that may be asked."""
    evidence = tuple(Evidence(source, Stance.SUPPORTS, "textbook") for source in ("book", "page"))
    return claim(text)._replace(evidence=evidence, ask=(AskUse.FACT, AskUse.ATTRIBUTED))


def nerves(graph: KnowledgeGraph, *more: Claim) -> KnowledgeGraph:
    """Return a graph of muscles, each with its one nerve by the whole lists of two references; and more."""
    pairs = list(zip(MUSCLES, NERVES, strict=True))
    made = world(
        graph,
        *(fact(f"{muscle} innervatedBy {nerve}") for muscle, nerve in pairs),
        *more,
        marks=[f"{source} {muscle} innervatedBy" for muscle, _ in pairs for source in ("book", "page")],
    )
    classes = dict.fromkeys(MUSCLES, "Muscle") | dict.fromkeys(NERVES, "Nerve")
    entities = [each._replace(cls=classes.get(each.id, each.cls)) for each in made.content.entities]
    return KnowledgeGraph(replace(made.content, entities=tuple(entities)))
