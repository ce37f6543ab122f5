"""Bars, calendars and columns of text: numbers in, lines out, all of the width that is asked for.

What they tell is told by the sign, never by colour, so they read the same on paper and to the colour-blind.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from quiz.inwords import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["bar", "columns", "heat_map", "interval", "legend", "week_table"]

WEEK = 7
# From no answer at all to the most on one day.
HEAT = "·░▒▓█"
EIGHTHS = " ▁▂▃▄▅▆▇█"
# The columns of a day in a heat map, of the weekday before them, and of the week before a line of numbers.
CELL, LABEL, FROM = 3, 4, 11
WIDEST_COLUMN = 6


def bar(done: int, total: int, width: int) -> str:
    """Return how much of a total is done; the bar is full when all is.

    >>> bar(7, 20, 10), bar(19, 20, 10), bar(25, 20, 10)
    ('▕███░░░░░░░▏', '▕█████████░▏', '▕██████████▏')
    """
    full = min(done * width // total, width) if total > 0 else width
    return f"▕{'█' * full}{'░' * (width - full)}▏"


def interval(low: float, share: float, high: float, width: int) -> str:
    """Return a share (0 to 1) on a line from none to all, and the interval around it.

    >>> interval(0.52, 0.6, 0.71, 14)
    '░░░░░░░▒█▒░░░░'
    """
    first, at, last = (math.floor(low * width), math.floor(share * width), math.ceil(high * width) - 1)
    at = min(at, width - 1)
    return "".join("█" if place == at else "▒" if first <= place <= last else "░" for place in range(width))


def _level(number: int, most: int) -> int:
    return math.ceil((len(HEAT) - 1) * number / most) if number else 0


def legend(most: int) -> str:
    """Return what the signs of a heat map mean, where the most on one day is `most`.

    >>> legend(40)
    '· none  ░ 1–10  ▒ 11–20  ▓ 21–30  █ 31–40'
    >>> legend(2)
    '· none  ▒ 1  █ 2'
    """
    told = [f"{HEAT[0]} none"]
    steps = len(HEAT) - 1
    for level in range(1, len(HEAT)):
        least, greatest = (level - 1) * most // steps + 1, level * most // steps
        if least <= greatest:
            told.append(f"{HEAT[level]} {least:,}" + (f"–{greatest:,}" if greatest > least else ""))
    return "  ".join(told)


def heat_map(given: Mapping[int, int], today: int, weeks: int, chosen: int | None = None) -> list[str]:
    """Return the days of the last weeks as signs: a column a week, a line a weekday, Monday first.

    `given` is a number by day; days are ordinals. The chosen day stands in brackets. Days to come are empty.

    >>> for line in heat_map({739677: 12, 739680: 3, 739669: 6}, today=739680, weeks=3, chosen=739680):
    ...     print(line.rstrip())
         Feb   Mar
    Mon  ·  ·  █
    Tue  ·  ·  ·
    Wed  ·  ·  ·
    Thu  ·  · [░]
    Fri  ·  ·
    Sat  ·  ·
    Sun  ▒  ·
    """
    first = _monday(today) - (weeks - 1) * WEEK
    shown = range(first, first + weeks * WEEK)
    most = max((given.get(day, 0) for day in shown), default=0)
    lines = [" " * (LABEL + 1) + _months([*shown][::WEEK])]
    for weekday, name in enumerate(WEEKDAYS):
        line = f"{name:<{LABEL}}"
        for day in shown[weekday::WEEK]:
            sign = HEAT[_level(given.get(day, 0), most)] if day <= today or day in given else " "
            line += f"[{sign}]" if day == chosen else f" {sign} "
        lines.append(line)
    return lines


def _monday(day: int) -> int:
    # Ordinal 1 is a Monday.
    return day - (day - 1) % WEEK


def _months(mondays: Sequence[int]) -> str:
    """Return the months above the columns in which they begin, as far as there is room for their names."""
    line = ""
    last = None
    for place, day in enumerate(mondays):
        month = date.fromordinal(day + WEEK - 1).month
        if month != last and len(line) <= place * CELL:
            line = f"{line:<{place * CELL}}{MONTHS[month - 1]} "
            last = month
    return line.rstrip()


def week_table(given: Mapping[int, int], today: int, weeks: int, chosen: int | None = None) -> list[str]:
    """Return the numbers of the last weeks, a line a week, Monday first; dots are days without any.

    >>> for line in week_table({739677: 12, 739669: 6}, today=739678, weeks=2, chosen=739677):
    ...     print(line.rstrip())
                 Mon   Tue   Wed   Thu   Fri   Sat   Sun
    from 02-23     ·     ·     ·     ·     ·     ·     ·
    from 03-02   [12]    ·
    """
    lines = [" " * FROM + "".join(f"{name:>5} " for name in WEEKDAYS)]
    for week in range(weeks - 1, -1, -1):
        start = _monday(today) - week * WEEK
        line = f"{'from ' + date.fromordinal(start).isoformat()[5:]:<{FROM}}"
        for day in range(start, start + WEEK):
            number = str(given[day]) if day in given else "·" if day <= today else ""
            line += f"{'[' + number + ']':>6}" if day == chosen else f"{number:>5} "
        lines.append(line)
    return lines


def columns(numbers: Sequence[int], names: Sequence[Sequence[str]], width: int, height: int) -> list[str]:
    """Return numbers as columns side by side, the numbers below them, and below those each row of names.

    >>> for line in columns([8, 0, 3], [("Mon", "Tue", "Wed")], width=15, height=2):
    ...     print(line.rstrip())
    ████
    ████      ▆▆▆▆
     8    0    3
    Mon  Tue  Wed
    """
    each = min(max(width // max(len(numbers), 1), 2), WIDEST_COLUMN)
    most = max(numbers, default=0)
    lines = []
    for row in range(height - 1, -1, -1):
        signs = [EIGHTHS[min(max(_eighths(number, most, height) - 8 * row, 0), 8)] for number in numbers]
        lines.append("".join(f"{sign * (each - 1)} " for sign in signs))
    for told in ([_brief(number, each - 1) for number in numbers], *names):
        lines.append("".join(f"{name[: each - 1]:^{each - 1}} " for name in told))
    return lines


def _eighths(number: int, most: int, height: int) -> int:
    """Return how high a column is; what there is at all, is seen."""
    return max(round(number * 8 * height / most), 1) if number else 0


def _brief(number: int, width: int) -> str:
    """Return a number, in thousands where it would be too long."""
    return str(number) if len(str(number)) <= width else f"{number // 1000}k"
