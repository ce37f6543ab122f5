"""A room whose answers can be written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.tui.screens.filing import Filing, write
from quiz.tui.screens.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.answers import Found

__all__ = ["AnswerSaving"]

WHERE_TO = (
    "Where should the answer be written? The ending chooses the format: .csv, .json, or .ttl for Turtle."
)


class AnswerSaving(Room, Filing[None]):
    """A room in which questions to the graph are answered."""

    def save(self, found: Found) -> None:
        """Ask where an answer should be written, and write it."""

        def prepared(path: Path) -> Callable[[], str]:
            from kg.answers import form_of

            form = form_of(path.name)
            return lambda: write(path, found.written(form))

        self.ask_where(WHERE_TO, "myograph-answer.csv", prepared)
