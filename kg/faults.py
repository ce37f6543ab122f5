"""A fault found in something a person wrote: where it is, what is wrong, what to write instead."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.showable import seen

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fault", "FaultLog", "TooManyFaultsError", "did_you_mean", "nearest", "quoted", "shortened"]

# So many letters of what somebody wrote are repeated in a message.
MAX_QUOTED = 80
# Nothing that is longer is a slip of the pen.
MAX_WORD = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` and `column` count from 1; 0 means that the place is not known.

    `length` is how many code points are at fault, on that line; `excerpt` is the line as it may be printed,
    of a long one the piece about the place, and `excerpt_column` where in it the fault begins, from 1. The
    last two come from `kg.packs.excerpts`, and are empty and 0 before.
    """

    check: str
    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    length: int = 0
    excerpt: str = ""
    excerpt_column: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}" + (f" {self.hint}" if self.hint else "")


class TooManyFaultsError(Exception):
    """There are more faults than are told at once."""


@dataclass(slots=True)
class FaultLog:
    """Faults as they are found, and for each check how many things it looked at.

    `limit` is how many faults are told at once: nobody reads more, and a file that is no pack at all may hold
    a million.
    """

    limit: int | None = None
    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def looked(self, check: str, times: int = 1) -> None:
        """Note that `check` looked at so many more things."""
        self.counts[check] += times

    def add(self, fault: Fault) -> None:
        """Note a fault. Raises `TooManyFaultsError` where there are as many as can be told."""
        if self.limit is not None and len(self.faults) >= self.limit:
            raise TooManyFaultsError
        self.faults.append(fault)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known words, or nothing where none is near.

    >>> did_you_mean("leedsTo", ["leadsTo", "limits"])
    'Did you mean “leadsTo”?'
    >>> did_you_mean("xyz", ["leadsTo"])
    ''
    """
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest, whatever its case, or None where none is near."""
    if len(word) > MAX_WORD:
        return None
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def quoted(text: str) -> str:
    """Return what somebody wrote in quotes, as a message may repeat it.

    >>> quoted("knee pain")
    '“knee pain”'
    """
    return f"“{shortened(text)}”"


def shortened(text: str) -> str:
    r"""Return what somebody wrote as a message may repeat it: on one line, short, and harmless.

    >>> shortened("knee\n pain\x1b[2J"), shortened("a" * 100) == "a" * 80 + "…"
    ('knee pain\ufffd[2J', True)
    """
    piece = " ".join(text[: 2 * MAX_QUOTED].split())
    short = piece if len(piece) <= MAX_QUOTED and len(text) <= 2 * MAX_QUOTED else f"{piece[:MAX_QUOTED]}…"
    return "".join(map(seen, short))
