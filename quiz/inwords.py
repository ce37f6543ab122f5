"""Numbers, shares and days in words, as the pages and the screens that tell of progress write them."""

from __future__ import annotations

import math

__all__ = [
    "DISCLAIMER",
    "MONTHS",
    "WEEKDAYS",
    "ago",
    "iso_day",
    "known",
    "long_day",
    "percent",
    "short_day",
    "times",
]

DISCLAIMER = "For learning, not medical advice. Ask a health professional about your own body."
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHOLE_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def percent(share: float, digits: int = 0) -> str:
    """Return a share (0 to 1) with so many digits after the point.

    >>> percent(0.824), percent(0.824, 1)
    ('82 %', '82.4 %')
    """
    return f"{100 * share:.{digits}f} %"


def known(low: float | None, high: float | None) -> str:
    """Return the interval of a share (0 to 1); its ends are rounded outward, so that it still holds.

    >>> known(0.7, 0.875), known(None, None)
    ('70–88 %', 'not enough yet')
    """
    if low is None or high is None:
        return "not enough yet"
    return f"{math.floor(low * 100 + 1e-9)}–{math.ceil(high * 100 - 1e-9)} %"


def times(number: int) -> str:
    """Return how often.

    >>> times(1), times(2), times(1200)
    ('once', 'twice', '1,200 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def ago(days: int) -> str:
    """Return how long ago; a day that is still to come (a clock set back) counts as today.

    >>> ago(-1), ago(0), ago(1), ago(12)
    ('today', 'today', 'yesterday', '12 days ago')
    """
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days:,} days ago"


def long_day(day: int) -> str:
    """Return a day, given as an ordinal, in full.

    >>> long_day(739677)
    'Monday 2 March 2026'
    """
    from datetime import date

    that = date.fromordinal(day)
    return f"{_WHOLE_WEEKDAYS[that.weekday()]} {that.day} {_WHOLE_MONTHS[that.month - 1]} {that.year}"


def iso_day(day: int) -> str:
    """Return a day, given as an ordinal, as programs write it.

    >>> iso_day(739677)
    '2026-03-02'
    """
    from datetime import date

    return date.fromordinal(day).isoformat()


def short_day(day: int) -> str:
    """Return a day, given as an ordinal, without its year.

    >>> short_day(739677)
    'Mon 2 Mar'
    """
    from datetime import date

    that = date.fromordinal(day)
    return f"{WEEKDAYS[that.weekday()]} {that.day} {MONTHS[that.month - 1]}"
