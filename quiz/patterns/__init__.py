"""Question types, one module each: what it needs in the graph and how it is asked.

A pattern is a function `items(workshop) -> Iterator[Item]`; it yields items of one interaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.patterns import choose_object, choose_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["PATTERNS"]

PATTERNS: dict[str, Callable[[Workshop], Iterator[Item]]] = {
    choose_object.TYPE: choose_object.items,
    choose_subject.TYPE: choose_subject.items,
}
