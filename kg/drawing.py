"""The graph as boxes and arrows, whatever draws them: labels, what they mean, and which signs are used.

An arrow runs the way its claim reads, and tells its status by the kind of line, by the arrowhead and, where
there is doubt, by a word: a picture means the same in grey. How each sign looks is for the format to say.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Status
from kg.showable import one_line
from kg.standing import surety
from kg.wording import ends, predicate, sentence, statement

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = [
    "FAMILY_WORDS",
    "STATUS_WORDS",
    "Arrow",
    "Box",
    "Family",
    "arrows",
    "boxes",
    "families",
    "statuses",
]


class Family(StrEnum):
    """A kind of thing that has a shape of its own, named by the class that all of it stands below."""

    MUSCLE = "Musculature"
    PART = "AnatomicalEntity"
    CONDITION = "Condition"
    MOVEMENT = "Movement"
    INTERVENTION = "Intervention"
    OTHER = "Entity"


FAMILY_WORDS = {
    Family.MUSCLE: "muscle or muscle group",
    Family.PART: "other part of the body",
    Family.CONDITION: "condition",
    Family.MOVEMENT: "movement",
    Family.INTERVENTION: "exercise or other intervention",
    Family.OTHER: "anything else",
}
STATUS_WORDS = {
    Status.ESTABLISHED: "established",
    Status.REPORTED: "reported: too little behind it to establish it",
    Status.CONTESTED: "contested: sources disagree",
    Status.REFUTED: "refuted: what counts speaks against it",
    Status.DRAFT: "draft: no one has checked it",
}
_MARKS = {Status.CONTESTED: "(contested)", Status.REFUTED: "(× refuted)", Status.DRAFT: "(draft)"}


class Box(NamedTuple):
    """An entity as it is drawn."""

    entity: str
    label: str
    family: Family
    tip: str


class Arrow(NamedTuple):
    """A claim as it is drawn: from `tail` to `head`, which are its ends in the order in which it reads.

    `verb` has its hedge, and the qualifier after what stands for the object; `mark` is the status in a word
    where there is doubt, else empty. `tip` is the whole claim as a sentence, and how sure it is.
    """

    claim: Claim
    tail: str
    head: str
    verb: str
    mark: str
    tip: str

    @property
    def label(self) -> str:
        """What stands on the arrow, on one line."""
        return f"{self.verb} {self.mark}".rstrip()


def boxes(graph: KnowledgeGraph) -> list[Box]:
    """Return the entities of a graph as boxes, in order of id."""
    vocabulary = graph.vocabulary
    return [
        Box(
            entity.id,
            one_line(entity.label),
            next(family for family in Family if vocabulary.is_a(entity.cls, family)),
            one_line(f"{entity.label} ({vocabulary.classes[entity.cls].label}). {entity.definition}"),
        )
        for entity in graph.entities.values()
    ]


def arrows(graph: KnowledgeGraph) -> list[Arrow]:
    """Return the claims of a graph as arrows, in order of id.

    >>> import kg
    >>> [arrow.label for arrow in arrows(kg.load()) if arrow.claim.id == "article-c18"]
    ['can lead to (contested)']
    """
    found = []
    for claim in graph.claims():
        tail, head = ends(graph, claim)
        verb = predicate(claim, graph.phrase(claim.relation), plural=graph.entity(tail).plural)
        narrowed = f"… {claim.qualifier}" if claim.qualifier else None
        words = one_line(" ".join(filter(None, (verb, narrowed))))
        tip = f"{sentence(statement(graph, claim))} {surety(graph, claim)}"
        found.append(Arrow(claim, tail, head, words, _MARKS.get(claim.status, ""), one_line(tip)))
    return found


def families(graph: KnowledgeGraph) -> list[Family]:
    """Return the families that a graph has entities of, in the order of `Family`."""
    used = {box.family for box in boxes(graph)}
    return [family for family in Family if family in used]


def statuses(graph: KnowledgeGraph) -> list[Status]:
    """Return the statuses that claims of a graph have, in the order of `Status`."""
    used = {claim.status for claim in graph.claims()}
    return [status for status in Status if status in used]
