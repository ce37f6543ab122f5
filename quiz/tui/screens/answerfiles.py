"""Taking all answers away in a file, and bringing them in from one, from the room that the app opens with."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from kg.errors import MyographError
from quiz.tui.screens.line import LineScreen
from quiz.tui.screens.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.notifications import SeverityLevel

__all__ = ["AnswerFiles"]


class AnswerFiles(Room):
    """A room in which answers are written to files and read from them."""

    def action_take_away(self) -> None:
        """Write all answers to a file."""
        begun = str(Path.cwd() / "myograph-answers.jsonl")
        question = "Where should all your answers be written? A file there is replaced."
        self.app.push_screen(
            LineScreen(question, begun=begun), partial(self._with_log, self._study.write_log)
        )

    def action_bring_in(self) -> None:
        """Add the answers in a file."""
        question = "From which file should answers be added? JSON lines, or xAPI statements."
        self.app.push_screen(LineScreen(question), partial(self._with_log, self._study.read_log))

    def _with_log(self, do: Callable[[Path], str], line: str | None) -> None:
        if line:
            self._work_on_log(do, Path(line).expanduser())

    @work(thread=True, exclusive=True, group="log", exit_on_error=False)
    def _work_on_log(self, do: Callable[[Path], str], path: Path) -> None:
        """Read or write off the screen's thread: a log of years takes seconds."""
        try:
            told, severity = do(path), "information"
        except MyographError as error:
            told, severity = str(error), "error"
        self.app.call_from_thread(self._told_of_log, told, severity)

    def _told_of_log(self, told: str, severity: SeverityLevel) -> None:
        self.notify(told, severity=severity, markup=False, timeout=10)
        self.catch_up()
