"""What the single-choice types share: one item a claim, in the least scope in which it can be proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.item import Bloom
from quiz.stems import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import End
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["single_choices"]


def single_choices(workshop: Workshop, kind: str, end: End) -> Iterator[Item]:
    """Yield an item for each claim that has at least two provably wrong options at `end`."""
    for claim, blanks in workshop.blanks(end):
        if claim.subject == claim.object:
            continue
        for blank in blanks:
            question = ask(workshop.graph, blank)
            item = workshop.choose_one(f"{claim.id}-{kind}", blank, kind, Bloom.REMEMBER, question, [claim])
            if item is not None:
                yield item
                break
