"""Single choice, forward: a claim's subject and relation are given, its object is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End
from quiz.patterns.single import single_choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "choose-object"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each claim that has at least two provably wrong objects."""
    return single_choices(workshop, TYPE, End.OBJECT)
