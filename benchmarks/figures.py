"""What a part finds: tables, budgets, how it did beside its peers; and how figures are told.

A figure is told as a median with the least and the most of its rounds. A ratio is taken round by round,
between two measures that were taken one right after the other, and then told in the same way.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "DRAW",
    "LOSS",
    "ROOT",
    "WIN",
    "Budget",
    "Found",
    "Match",
    "Setting",
    "against",
    "in_unit",
    "outcome",
    "ranged",
    "size",
    "time",
    "times",
]

ROOT = Path(__file__).parents[1]
WIN, DRAW, LOSS = "✓", "=", "✗"
# Without a range, what differs by less than this share is taken for even.
NEAR = 0.1
# Ratios below this are told with more places.
SMALL, KIB = 0.1, 1024

_Any = TypeVar("_Any")
Unit = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Budget:
    """A figure with what it may be at most, or has to be at least, both told as well.

    `aim` marks what is wanted of the part beyond the budgets of the plan. `why` says why it is missed, where
    that is known, or what the figure leaves out.
    """

    what: str
    figure: float
    limit: float
    told: str
    wanted: str
    at_least: bool = False
    aim: bool = False
    why: str = ""

    @property
    def kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit

    @property
    def room(self) -> str:
        """How far the figure is from its limit.

        >>> Budget("a", 1.2, 1.5, "", "").room, Budget("b", 900, 1000, "", "", at_least=True).room
        ('20 % below', '10 % below')
        >>> Budget("c", 0, 0, "", "").room, Budget("d", 3, 0, "", "").room
        ('just', '3 above')
        """
        apart = self.figure - self.limit
        if not apart:
            return "just"
        side = "above" if apart > 0 else "below"
        return f"{abs(100 * apart / self.limit):.0f} % {side}" if self.limit else f"{abs(apart):g} {side}"


@dataclass(frozen=True, slots=True)
class Match:
    """How ours did beside a peer at one thing: `WIN`, `DRAW` or `LOSS`, by how much, and why it is a loss."""

    peer: str
    what: str
    outcome: str
    told: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a part found. `lines` are Markdown; `seeds` says what its random choices follow from."""

    lines: list[str]
    budgets: list[Budget] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    seeds: str = ""

    @classmethod
    def of(cls, data: dict[str, Any]) -> Found:
        """Return what was kept as JSON."""
        return cls(
            data["lines"],
            [Budget(**each) for each in data["budgets"]],
            [Match(**each) for each in data["matches"]],
            data["seeds"],
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """How to measure: all of it, or `quick`ly, at sizes that only show that a part runs."""

    progress: Callable[[str], None]
    quick: bool = False
    processes: int = 2
    flashcardf: Path | None = None
    schemas: Path | None = None

    def pick(self, whole: _Any, quick: _Any) -> _Any:
        """Return one of two sizes."""
        return quick if self.quick else whole


def time(seconds: float) -> Unit:
    """Return by what to multiply seconds to tell them well, and the unit they are in then."""
    return (1, "s") if seconds >= 1 else (1e3, "ms") if seconds >= 1e-3 else (1e6, "µs")


def size(kib: float) -> Unit:
    """Return the same for KiB."""
    return (1, "KiB") if kib < KIB else (1 / KIB, "MiB")


def in_unit(unit: Callable[[float], Unit], figure: float) -> str:
    """Return a figure in a unit that suits it.

    >>> in_unit(time, 0.0000123), in_unit(time, 0.0123), in_unit(time, 12.3), in_unit(size, 2048)
    ('12.3 µs', '12.3 ms', '12.3 s', '2.0 MiB')
    """
    factor, name = unit(figure)
    return f"{figure * factor:,.1f} {name}"


def ranged(unit: Callable[[float], Unit], figures: Sequence[float], *, bold: bool = False) -> str:
    """Return the median of figures, and of several the least and the most in the same unit.

    >>> ranged(time, [0.2, 0.1, 0.4]), ranged(size, [3.0], bold=True)
    ('200.0 ms (100.0 – 400.0)', '**3.0 KiB**')
    """
    median = statistics.median(figures)
    told = in_unit(unit, median)
    if bold:
        told = f"**{told}**"
    if len(figures) > 1:
        factor = unit(median)[0]
        told += f" ({min(figures) * factor:,.1f} – {max(figures) * factor:,.1f})"
    return told


def against(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return the ratios of two sides, round by round. Raises `ValueError` where one had more rounds."""
    return [mine / other for mine, other in zip(ours, theirs, strict=True)]


def times(ratios: Sequence[float]) -> str:
    """Return a median ratio, and of several the least and the most.

    >>> times([0.5, 0.4, 0.7]), times([0.01234])
    ('0.50 × (0.40 – 0.70)', '0.0123 ×')
    """
    median = statistics.median(ratios)
    places = 2 if median >= SMALL else 4
    told = f"{median:.{places}f} ×"
    return f"{told} ({min(ratios):.{places}f} – {max(ratios):.{places}f})" if len(ratios) > 1 else told


def outcome(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Return whether ours took less: told only where no round of either side is within the other's range.

    Of a single round there is no range: what differs by less than a tenth is even.

    >>> outcome([1, 2], [3, 4]), outcome([1, 3], [2, 4]), outcome([2.0], [1.9]), outcome([2.0], [1.0])
    ('✓', '=', '=', '✗')
    """
    slack = NEAR if min(len(ours), len(theirs)) == 1 else 0.0
    if max(ours) < min(theirs) * (1 - slack):
        return WIN
    return LOSS if min(ours) * (1 - slack) > max(theirs) else DRAW
