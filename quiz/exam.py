"""What an exam comes to: time left, and the result as plain data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kg import iri
from kg.errors import MyographError
from quiz.feedback import in_words
from quiz.item import item_view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from quiz.session import Session

__all__ = [
    "FORMAT",
    "MINUTES_A_QUESTION",
    "TimeUpError",
    "clock_face",
    "left",
    "numbered",
    "open_places",
    "result",
]

MINUTES_A_QUESTION = 1.5
FORMAT = "myograph-exam-result"
FORM = 1


class TimeUpError(MyographError):
    """The exam's time is over; what was answered until then counts."""

    def __init__(self) -> None:
        super().__init__("The time is over. What you answered until now counts.")


def left(session: Session, now: datetime) -> timedelta | None:
    """Return how much time an exam has left, never less than none; None where it has no end."""
    if session.deadline is None:
        return None
    return max(session.deadline - now, timedelta())


def clock_face(time: timedelta) -> str:
    """Return a time as minutes and seconds, rounded up, so that 0:00 means that it is over.

    >>> clock_face(timedelta(minutes=61, seconds=5.2)), clock_face(timedelta())
    ('61:06', '0:00')
    """
    seconds = -int(-time.total_seconds() // 1)
    return f"{seconds // 60}:{seconds % 60:02d}"


def open_places(session: Session) -> list[int]:
    """Return the places without an answer, counted from 0."""
    return [place for place in range(len(session.items)) if place not in session.answers]


def numbered(places: Iterable[int]) -> str:
    """Return places, counted from 0, as the numbers that questions have on the screen.

    >>> numbered([0, 4]), numbered([])
    ('1, 5', 'none')
    """
    return ", ".join(str(place + 1) for place in places) or "none"


def result(session: Session, *, started_at: str, submitted_at: str) -> dict[str, Any]:
    """Return an exam that was handed in as plain data for JSON; docs/json.md describes it."""
    rows = [
        {
            "position": place + 1,
            "item": item_view(item),
            "claim": iri.CLAIM + item.claims[0],
            "answered": answer is not None,
            "response": None if answer is None else _plain(answer.response),
            "responseInWords": None if answer is None else in_words(item, answer.response),
            "score": 0.0 if answer is None else answer.score,
            "correct": answer is not None and answer.correct,
            "unsure": answer is not None and answer.unsure,
            "tookMs": None if answer is None else answer.took_ms,
            "flagged": place in session.flagged,
        }
        for place, item in enumerate(session.items)
        for answer in (session.answers.get(place),)
    ]
    return {
        "format": FORMAT,
        "version": FORM,
        "session": session.id,
        "startedAt": started_at,
        "submittedAt": submitted_at,
        "deadline": None if session.deadline is None else session.deadline.isoformat(),
        "questions": len(rows),
        "answered": len(session.answers),
        "right": session.right,
        "points": round(sum(_points(rows)), 4),
        "items": rows,
    }


def _points(rows: Iterable[dict[str, Any]]) -> Iterable[float]:
    return (float(row["score"]) for row in rows)


def _plain(response: object) -> object:
    return list(response) if isinstance(response, tuple) else response
