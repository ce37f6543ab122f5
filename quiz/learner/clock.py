"""Instants and study days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from quiz.limits import ROLLOVER_HOUR

__all__ = ["ROLLOVER_HOUR", "Clock", "now", "study_day"]

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this instant in the user's time zone."""
    return datetime.now(UTC).astimezone()


def study_day(instant: datetime, rollover_hour: int = ROLLOVER_HOUR) -> date:
    """Return the learner's local day that an instant belongs to.

    >>> study_day(datetime.fromisoformat("2026-03-02T03:59:00+01:00"))
    datetime.date(2026, 3, 1)
    >>> study_day(datetime.fromisoformat("2026-03-02T04:00:00+01:00"))
    datetime.date(2026, 3, 2)
    """
    return (instant.replace(tzinfo=None) - timedelta(hours=rollover_hour)).date()
