"""What a rule is, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["BANK", "Finding", "Rule"]

# Stands for the id of an item where a finding is about the whole bank.
BANK = "bank"

Checked_contra = TypeVar("Checked_contra", contravariant=True)
Told_co = TypeVar("Told_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule. `item` is the id of the item, or `BANK`; `message` says what is wrong in it."""

    rule: str
    item: str
    message: str

    def __str__(self) -> str:
        return f"{self.rule} {self.item}: {self.message}"


@dataclass(frozen=True, slots=True)
class Rule(Generic[Checked_contra, Told_co]):
    """A rule: its number in the list of the field, its name, what it asks for in a line, and what checks it.

    The check yields for each breach a message, or the id of the item and a message.
    """

    id: str
    name: str
    meaning: str
    check: Callable[[Checked_contra], Iterable[Told_co]]
