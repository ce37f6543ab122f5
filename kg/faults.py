"""A fault found in something a person wrote: where it is, what is wrong, what to write instead."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fault", "FaultLog", "did_you_mean"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` and `column` count from 1; 0 means that the place is not known."""

    check: str
    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}" + (f" {self.hint}" if self.hint else "")


@dataclass(slots=True)
class FaultLog:
    """Faults as they are found, and for each check how many things it looked at."""

    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def looked(self, check: str, times: int = 1) -> None:
        """Note that `check` looked at so many more things."""
        self.counts[check] += times

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self.faults.append(fault)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known words, or nothing where none is near.

    >>> did_you_mean("leedsTo", ["leadsTo", "limits"])
    'Did you mean “leadsTo”?'
    >>> did_you_mean("xyz", ["leadsTo"])
    ''
    """
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean “{folded[near[0]]}”?" if near else ""
