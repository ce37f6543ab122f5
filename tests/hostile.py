"""A small graph of every status and shape, whose labels try to break out of what they are written into."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handmade import ALL
from smallgraphs import claim, world

from kg.graph import KnowledgeGraph
from kg.model import End, Modality, Status

if TYPE_CHECKING:
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["CONTROLS", "LABELS", "hostile", "ill_at_ease", "spoilt", "spoilt_items"]

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
# What a terminal would obey: colours, a link, the clipboard, the bell, a reset, the C1 forms of these, and
# marks that turn writing around or cannot be seen.
CONTROLS = (
    "\x1b[31mred \x1b]8;;http://evil.example/\x1b\\link \x1b]52;c;aGk=\x07 \x07\x08\x1bc\x9b2J\x9d0;title\x9c"
    "\x00\x7f\x85 \u202eturned\u202c \u2066isolated\u2069 \u200b\r\x0b\x0c!"
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


def spoilt(graph: KnowledgeGraph, text: str = CONTROLS) -> KnowledgeGraph:
    """Return a graph of the same claims with `text` in, or as, whatever else a pack may say in words."""
    content = graph.content
    entities = tuple(
        each._replace(
            label=f"{each.label} {text}",
            definition=f"{each.definition} {text}",
            synonyms=(f"also {each.id} {text}",),
            in_sentence=f"{each.label} {text}",
        )
        for each in content.entities
    )
    sources = tuple(
        each._replace(
            label=f"{each.label} {text}",
            in_sentence=f"{each.label} {text}",
            citation=text,
            licence=text,
            caution=text,
            sections=(text,),
        )
        for each in content.sources
    )
    claims = tuple(
        each._replace(
            degree=text,
            reading=text,
            searched=text,
            evidence=tuple(
                item._replace(quote=text, note=text, section=text, figure=text) for item in each.evidence
            ),
        )
        for each in content.claims
    )
    packs = tuple(each._replace(title=f"{each.title} {text}") for each in content.packs)
    return KnowledgeGraph(replace(content, entities=entities, sources=sources, claims=claims, packs=packs))


def spoilt_items(text: str = CONTROLS) -> tuple[Item, ...]:
    """Return an item of each interaction, about claims of the ring, with `text` in every text of it."""
    return tuple(
        replace(
            item,
            claims=(f"claim-{number}",),
            stem=f"{item.stem} {text}",
            scope="book",
            options=tuple(
                replace(option, text=f"{option.text} {text}", why=f"{option.why} {text}")
                for option in item.options
            ),
            rows=tuple(replace(row, text=f"{row.text} {text}") for row in item.rows),
            accept=tuple(f"{each} {text}" for each in item.accept),
            close=tuple(f"{each} {text}" for each in item.close),
            also_claimed=tuple(f"{each} {text}" for each in item.also_claimed),
            explanation=tuple(f"{each} {text}" for each in item.explanation),
        )
        for number, item in enumerate(ALL)
    )


def ill_at_ease(shown: bytes) -> list[str]:
    """Return what a terminal would obey in what it is shown; a line's end and a tab are no harm."""
    odd = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    return sorted({f"U+{ord(char):04X}" for char in odd.findall(shown.decode())})


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
