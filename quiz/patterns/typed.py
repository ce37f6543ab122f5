"""Typed answer: the one value of a closed list, recalled rather than recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End
from quiz.item import Bloom, Interaction
from quiz.stems import ask_openly, scoped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.blank import Blank
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "typed"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim whose object is the only answer there can be."""
    for claim, blanks in workshop.blanks(End.OBJECT):
        for blank in blanks:
            accept = workshop.spelling.accepted(blank.key)
            if claim.qualifier is None and accept and _only_answer(workshop, blank):
                stem = scoped(workshop.graph, ask_openly(workshop.graph, blank), blank.scope)
                yield workshop.item(
                    f"{claim.id}-{TYPE}", TYPE, Interaction.TEXT, Bloom.REMEMBER, stem, blank.scope, [claim],
                    accept=accept, forgiven=workshop.spelling.forgiven(blank.key, initial_shown=False),
                    **workshop.half_right(blank),
                )  # fmt: skip
                break


def _only_answer(workshop: Workshop, blank: Blank) -> bool:
    """Return whether the list is closed and holds this alone."""
    graph, claim = workshop.graph, blank.claim
    closed = workshop.falsity.closed(claim.subject, claim.relation) is not None
    if blank.scope is not None:
        closed = graph.is_complete(blank.scope, claim.subject, claim.relation)
    values = {
        said.object
        for ground in graph.vocabulary.above(claim.relation)
        for said in graph.claims(subject=claim.subject, relation=ground)
    }
    return closed and values == {blank.key}
