"""Why, and why that: one step further back from a complaint towards its root, as a source tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End
from kg.wording import statement
from quiz.blank import Blank
from quiz.chains import chains
from quiz.item import Bloom
from quiz.stems import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "why-chain"


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield an item for each chain of two steps whose root has at least two provably wrong ones beside it."""
    graph = workshop.graph
    for first, second in chains(graph, 2):
        blank = Blank(first, End.SUBJECT, first.source)
        question = f"{statement(graph, second)}. And {ask(graph, blank)}"
        item = workshop.choose_one(
            f"{first.id}-{second.id}-{TYPE}",
            blank,
            TYPE,
            Bloom.ANALYSE,
            question,
            [first, second],
            given=[second],
        )
        if item is not None:
            yield item
