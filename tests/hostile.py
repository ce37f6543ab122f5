"""A small graph of every status and shape, whose labels try to break out of what they are written into."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smallgraphs import claim, world

from kg.graph import KnowledgeGraph
from kg.model import End, Modality, Status

if TYPE_CHECKING:
    from kg.model import Claim

__all__ = ["LABELS", "hostile"]

LABELS = (
    "[Your Name]",
    '"];evil -> x [label="',
    "<b>bold</b> & &amp; #quot; #35; </svg>",
    "back\\slash \\N \\n end\\",
    "leg 🦵🏽",
    "ألم الركبة",
    "x" * 300,
    "1. list",
    "`code` **bold** _it_ $$x$$ ]]>",
    "end",
    "- item",
    "%%{init: {}}%% {{a}} ((b))",
    "http://x.example/?a=1&b=2;style:#f;",
    "''' \"\"\" --> <!-- -->",
)
CLASSES = ("Muscle", "Bone", "Symptom", "JointMovement", "Exercise", "Population")


def hostile(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return a ring of claims, each named, narrowed and read by one of LABELS."""
    names = [f"thing-{number}" for number in range(len(LABELS))]
    claims = [_claim(names, number) for number in range(len(LABELS))]
    whole = world(graph, *claims)
    entities = tuple(
        each._replace(cls=CLASSES[names.index(each.id) % len(CLASSES)], label=LABELS[names.index(each.id)])
        if each.id in names
        else each
        for each in whole.content.entities
    )
    return KnowledgeGraph(replace(whole.content, entities=entities))


def _claim(names: list[str], number: int) -> Claim:
    statuses = list(Status)
    made = claim(f"{names[number - 1]} leadsTo {names[number]}", statuses[number % len(statuses)])
    turned = End.OBJECT if number % 4 == 0 else End.SUBJECT
    return made._replace(
        id=f"claim-{number}",
        modality=Modality.CAN,
        qualifier=LABELS[number],
        reading=f"{LABELS[number]}\r\n\tand {LABELS[-1]}",
        reads_from=turned,
    )
