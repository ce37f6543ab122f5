"""Single choice, inverse: a claim's relation and object are given, its subject is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End
from quiz.patterns.single import single_choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "choose-subject"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim that has at least two provably wrong subjects."""
    return single_choices(workshop, TYPE, End.SUBJECT)
