"""What a student is told after an answer, as plain text for screen and line mode alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.item import Item
    from quiz.session import Answer, Session

__all__ = ["DISCLAIMER", "Feedback", "feedback", "score", "to_review"]

DISCLAIMER = "For learning, not medical advice. Ask a health professional about your own body."


@dataclass(frozen=True, slots=True)
class Feedback:
    """The verdict in words, why the key is right, and why the others are wrong, the chosen one first."""

    correct: bool
    verdict: str
    why: tuple[str, ...]
    others: tuple[str, ...]


def feedback(item: Item, answer: Answer) -> Feedback:
    """Return what to tell the student about an answer. Options are numbered from 1, as shown."""
    key = item.options[item.key]
    verdict = "Right." if answer.correct else f"Wrong. The answer is {item.key + 1}: {key.text}."
    wrong = [place for place, option in enumerate(item.options) if not option.correct]
    wrong.sort(key=lambda place: place != answer.choice)
    others = tuple(
        f"{_which(place, answer)}, {item.options[place].text}, is wrong: {item.options[place].why}"
        for place in wrong
    )
    return Feedback(answer.correct, verdict, item.explanation, others)


def _which(place: int, answer: Answer) -> str:
    return f"Your answer {place + 1}" if place == answer.choice else f"Option {place + 1}"


def score(session: Session) -> str:
    """Return how a session went, in a sentence."""
    asked = len(session.answers)
    return f"{session.right} of {asked} right."


def to_review(session: Session) -> list[tuple[Item, Answer]]:
    """Return the items that were answered wrong, in the order asked."""
    return [
        (session.items[position], answer)
        for position, answer in sorted(session.answers.items())
        if not answer.correct
    ]
