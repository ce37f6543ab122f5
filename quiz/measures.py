"""Measured values as studies print them, and when one is surely less than another."""

from __future__ import annotations

import re

__all__ = ["interval", "surely_less"]

_NUMBER = r"\d+(?:\.\d+)?"
_FORMS = re.compile(rf"(?P<sign>[<>])?(?P<low>{_NUMBER})(?:-(?P<high>{_NUMBER}))?")
# Means of one study that lie nearer than this are not told apart: their deviations are nearly as large.
CLEARLY = 1.2
NO_END = float("inf")


def interval(value: str) -> tuple[float, float] | None:
    """Return the lowest and highest number that a printed value stands for, or None where it is no number.

    >>> interval("81"), interval("42-81"), interval(">40"), interval("<45"), interval("high")
    ((81.0, 81.0), (42.0, 81.0), (40.0, inf), (0.0, 45.0), None)
    """
    found = _FORMS.fullmatch(value.strip())
    if found is None:
        return None
    low = float(found["low"])
    if found["sign"] == "<":
        return 0.0, low
    if found["sign"] == ">":
        return low, NO_END
    return low, float(found["high"] or low)


def surely_less(one: str, other: str) -> bool:
    """Return whether the one value ends clearly below where the other begins.

    >>> surely_less("28", "47-55"), surely_less("42-81", "74-103"), surely_less("61", "62.7")
    (True, False, False)
    """
    first, second = interval(one), interval(other)
    return first is not None and second is not None and first[1] * CLEARLY <= second[0]
