"""Grading, by interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.item import Item

__all__ = ["choice_is_right"]


def choice_is_right(item: Item, choice: int) -> bool:
    """Return whether the option at `choice`, counted from 0, is right. Raises `IndexError` for none."""
    if choice < 0:
        raise IndexError(choice)
    return item.options[choice].correct
