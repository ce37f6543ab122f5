"""A room whose answers can be saved to a file, off the screen's thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from kg.errors import MyographError
from quiz.tui.screens.line import LineScreen
from quiz.tui.screens.room import Room
from quiz.tui.writing import if_free, target, written

if TYPE_CHECKING:
    from kg.answers import Found

__all__ = ["SavingRoom"]

WHERE_TO = (
    "Where should the answer be written? The ending chooses the format: .csv, .json, or .ttl for Turtle."
)


class SavingRoom(Room):
    """Asks where to, writes the file whole or not at all, and tells where it is and how large."""

    class Written(Message):
        """A file is written."""

        def __init__(self, told: str) -> None:
            super().__init__()
            self.told = told

    class NotWritten(Message):
        """A file could not be written."""

        def __init__(self, error: MyographError) -> None:
            super().__init__()
            self.error = error

    def save(self, found: Found, name: str) -> None:
        """Ask where an answer should be written, offering a file of this name where the app was started."""
        self._ask_where(found, WHERE_TO, str(Path.cwd() / name))

    def _ask_where(self, found: Found, question: str, begun: str) -> None:
        self.app.push_screen(LineScreen(question, begun=begun), partial(self._save, found))

    def _save(self, found: Found, typed: str | None) -> None:
        from kg.answers import form_of

        if typed is None:
            return
        try:
            form, path = form_of(typed), target(typed)
        except MyographError as error:
            self._ask_where(found, f"{error} {WHERE_TO}", typed)
        else:
            if_free(self, path, partial(self._begin_writing, found, form, path))

    def _begin_writing(self, found: Found, form: str, path: Path) -> None:
        self.status.work("Writing")
        self._write(found, form, path)

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def _write(self, found: Found, form: str, path: Path) -> None:
        try:
            self.post_message(self.Written(written(path, found.written(form))))
        except MyographError as error:
            self.post_message(self.NotWritten(error))

    @on(Written)
    def tell_written(self, message: Written) -> None:
        """Tell where the file is."""
        self.status.rest()
        self.notify(message.told, markup=False, timeout=10)

    @on(NotWritten)
    def tell_not_written(self, message: NotWritten) -> None:
        """Tell why there is no file."""
        self.failed(message.error)
