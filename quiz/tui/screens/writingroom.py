"""A room that writes files where the learner says, off the screen's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from kg.errors import MyographError
from quiz.tui.screens.room import Room
from quiz.tui.writing import if_free, target, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["LeftError", "WritingRoom"]


class LeftError(Exception):
    """What a worker makes is not wanted any more."""


class WritingRoom(Room):
    """Shows in the status line that it writes, and tells where the file is."""

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

    def write_to(self, typed: str | None, make: Callable[[], bytes]) -> None:
        """Write what `make` returns to the file that was typed; over another one only when asked to.

        `make` is called in a worker. It may raise `MyographError`, which is told, or `LeftError`.
        """
        if typed is None:
            return
        try:
            path = target(typed)
        except MyographError as error:
            self.failed(error)
        else:
            if_free(self, path, lambda: self._begin_writing(path, make))

    def _begin_writing(self, path: Path, make: Callable[[], bytes]) -> None:
        self.status.work("Writing")
        self._write(path, make)

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        try:
            told = written(path, make())
        except LeftError:
            return
        except MyographError as error:
            self.post_message(self.NotWritten(error))
        else:
            self.post_message(self.Written(told))

    @on(Written)
    def tell_written(self, message: Written) -> None:
        """Tell where the file is."""
        self.status.rest()
        self.notify(message.told, markup=False, timeout=10)

    @on(NotWritten)
    def tell_not_written(self, message: NotWritten) -> None:
        """Tell why there is no file."""
        self.failed(message.error)
