"""A screen that writes files, and reads them, where the learner says, off its own thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from kg.errors import MyographError
from kg.files import write_whole
from quiz.tui.namedfiles import target
from quiz.tui.widgets.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Filing", "LeftError", "write"]

_Result = TypeVar("_Result")


class LeftError(Exception):
    """What a worker makes is not wanted any more."""


class Filing(Screen[_Result]):
    """Has a `Status` that says what it is at; tells in a corner what came of it.

    Work on a file is a function that returns what to tell. It is called in a worker, and may raise
    `MyographError`, which is told, or `LeftError`.
    """

    class Done(Message):
        """A file is written, or read."""

        def __init__(self, told: str) -> None:
            super().__init__()
            self.told = told

    class NotDone(Message):
        """A file could not be written, or not be read."""

        def __init__(self, error: MyographError) -> None:
            super().__init__()
            self.error = error

    def ask_where(
        self, question: str, name: str, prepared: Callable[[Path], Callable[[], str]], fault: str = ""
    ) -> None:
        """Ask where a file should be written, until it can be or the learner leaves, and write it.

        Offered is a file of this name where the app was started. `prepared` is given the file and returns
        the work; it may raise `MyographError`, which is told above the question.
        """

        def typed(line: str | None) -> None:
            if line is None:
                return
            try:
                path = target(line)
                do = prepared(path)
            except MyographError as error:
                self.ask_where(question, line, prepared, f"{error} ")
            else:
                self.write_to(path, do)

        begun = name if fault else str(Path.cwd() / name)
        from quiz.tui.screens.line import LineScreen

        self.app.push_screen(LineScreen(f"{fault}{question}", begun=begun), typed)

    def write_to(self, path: Path, do: Callable[[], str], label: str = "Writing") -> None:
        """Do the work that writes a file; over another one only where the learner is sure."""
        begin = partial(self.work_at, do, label)
        if not path.is_file():
            begin()
            return

        def decided(sure: bool | None) -> None:
            if sure:
                begin()

        told = f"{path.absolute()} is there already."
        from quiz.tui.screens.sure import SureScreen

        self.app.push_screen(SureScreen("Replace the file?", told), decided)

    def work_at(self, do: Callable[[], str], label: str) -> None:
        """Do what is done with a file, and say so while it takes."""
        self.query_one(Status).work(label)
        self._work_at(do)

    @work(thread=True, exclusive=True, group="file", exit_on_error=False)
    def _work_at(self, do: Callable[[], str]) -> None:
        try:
            self.post_message(self.Done(do()))
        except LeftError:
            return
        except MyographError as error:
            self.post_message(self.NotDone(error))

    @on(Done)
    def tell_done(self, message: Done) -> None:
        """Tell what was done."""
        self.query_one(Status).rest()
        self.notify(message.told, markup=False, timeout=10)

    @on(NotDone)
    def tell_not_done(self, message: NotDone) -> None:
        """Tell why nothing was."""
        self.query_one(Status).rest()
        self.notify(str(message.error), severity="error", markup=False, timeout=10)


def write(path: Path, data: bytes) -> str:
    """Write a file whole or not at all, and return what to tell of it. To be called in a worker.

    Raises `UnusableFileError`; and `LeftError` where the worker was cancelled, before anything is written.
    """
    if get_current_worker().is_cancelled:
        raise LeftError
    write_whole(path, data)
    return f"Wrote {len(data):,} bytes to {path.absolute()}."
