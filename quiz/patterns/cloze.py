"""Cloze: a claim with a gap that shows first letters, so that one thing alone fits. Needs no wrong option.

It is asked of the claims that no other type could ask: where fewer than two options can be proved wrong, the
type changes.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kg.model import End
from kg.wording import ends, name_of
from quiz.blank import Blank
from quiz.claimed import MOST_BESIDE
from quiz.item import Bloom, Interaction
from quiz.stems import ask_with_gap, scoped, with_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "cloze"
# A gap of more words is a riddle.
MOST_WORDS = 9


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim that is in no other one yet, and where it is not taken, its other side.

    Asked again, it yields the sides that it has not yielded before.
    """
    told: set[tuple[str, str | None, str]] = set()
    for claim in workshop.shuffled(workshop.askable(), TYPE):
        # What has been an answer to the like is told the next time, so that no two ask nearly the same.
        first, last = ends(workshop.graph, claim)
        sides = sorted((last, first), key=lambda end: (*_like(claim), end) in told)
        # Where letters alone never tell it from what is claimed as well, the strokes do.
        for by_strokes, scope, asked in product((False, True), workshop.scopes(claim), sides):
            if claim.id in workshop.covered:
                break
            item = _item(workshop, _blank(claim, asked, scope), by_strokes=by_strokes)
            if item is not None and item.id not in workshop.tried:
                workshop.tried.add(item.id)
                told.add((*_like(claim), asked))
                yield item


def _like(claim: Claim) -> tuple[str, str | None]:
    return claim.relation, claim.qualifier


def _item(workshop: Workshop, blank: Blank, *, by_strokes: bool) -> Item | None:
    """Return the claim with a gap for the blank's key; None where others fit it, or the rest tells it."""
    graph, spelling, claim = workshop.graph, workshop.spelling, blank.claim
    accept, others = spelling.accepted(blank.key), workshop.claimed.rivals(blank)
    if len(others) > MOST_BESIDE:
        return None
    shown = spelling.letters_to_show(blank.key, others, by_strokes=by_strokes)
    if not accept or shown is None or len(accept[0].split()) > MOST_WORDS:
        return None
    if accept[0] not in name_of(graph.entity(blank.key)):
        return None  # a sentence calls it otherwise, and so there is no place for the gap
    # A gap is read last: where it would stand early, the claim is turned into a question.
    at_the_end = blank.key == ends(graph, claim)[-1] and claim.qualifier is None
    stem = (with_gap if at_the_end else ask_with_gap)(graph, blank, shown)
    if any(name.casefold() in stem.casefold() for name in accept):
        return None
    return workshop.item(
        f"{claim.id}-{TYPE}-{blank.end}", TYPE, Interaction.TEXT, Bloom.REMEMBER,
        scoped(graph, stem, blank.scope), blank.scope, [claim],
        accept=accept, forgiven=spelling.forgiven(blank.key, initial_shown=True),
        **workshop.half_right(blank, shown),
    )  # fmt: skip


def _blank(claim: Claim, asked: str, scope: str | None) -> Blank:
    return Blank(claim, End.OBJECT if asked == claim.object else End.SUBJECT, scope)
