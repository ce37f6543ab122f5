"""Keepers for sessions: one that keeps answers in a list, one that refuses everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.session import Answer, Note, Session

__all__ = ["Kept", "Refusing"]


class Kept:
    """Keeps answers in a list, and the rest in another."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = answers
        self.events: list[tuple[str, int]] = []

    def record(self, session: Session, answer: Answer) -> None:
        self.answers.append(answer)

    def take_back(self, session: Session, position: int) -> None:
        self.events.append(("taken back", position))

    def note(self, session: Session, position: int, note: Note) -> None:
        self.events.append((str(note), position))

    def submit(self, session: Session) -> None:
        self.events.append(("submitted", -1))


class Refusing:
    """Raises the error for whatever it is to keep."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def record(self, session: Session, answer: Answer) -> None:
        raise self.error

    def take_back(self, session: Session, position: int) -> None:
        raise self.error

    def note(self, session: Session, position: int, note: Note) -> None:
        raise self.error

    def submit(self, session: Session) -> None:
        raise self.error
