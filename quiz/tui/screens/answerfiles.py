"""Taking all answers away in a file, and bringing them in from one, from the room that the app opens with."""

from __future__ import annotations

from functools import partial

from textual import on

from kg.errors import MyographError
from quiz.tui.namedfiles import origin
from quiz.tui.screens.filing import Filing
from quiz.tui.screens.room import Room

__all__ = ["AnswerFiles"]


class AnswerFiles(Room, Filing[None]):
    """A room in which answers are written to files and read from them."""

    def action_take_away(self) -> None:
        """Write all answers to a file."""
        self.ask_where(
            "Where should all your answers be written?",
            "myograph-answers.jsonl",
            lambda path: partial(self._study.write_log, path),
        )

    def action_bring_in(self) -> None:
        """Add the answers in a file."""
        question = "From which file should answers be added? JSON lines, or xAPI statements."
        from quiz.tui.screens.line import LineScreen

        self.app.push_screen(LineScreen(question), self._bring_in)

    def _bring_in(self, line: str | None) -> None:
        if line is None:
            return
        try:
            path = origin(line)
        except MyographError as error:
            self.failed(error)
        else:
            self.work_at(partial(self._study.read_log, path), "Reading")

    @on(Filing.Done)
    def answers_came_or_went(self) -> None:
        """Show what may have changed."""
        self.catch_up()
