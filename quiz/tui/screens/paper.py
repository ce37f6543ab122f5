"""In which format, and to which file, a paper is to be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Button, Input, Label, Static

from kg.errors import UnusableFileError
from quiz.export import FORMATS, suffix
from quiz.tui.bindings import bindings
from quiz.tui.namedfiles import target
from quiz.tui.screens.dialog import Dialog
from quiz.tui.text import plain, styled
from quiz.tui.widgets.form import FileField, Turn
from quiz.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["PaperScreen"]

FIRST = "print"


class PaperScreen(Dialog[tuple[str, Path] | None]):
    """Ends with a format and a file, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("export", "write"), *bindings("ends", "leave")]
    CSS_PATH = ["../styles/form.tcss", "../styles/paper.tcss"]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> ComposeResult:
        """Yield both, and what writes it."""
        with Vertical(id="box"):
            yield Static(styled(("Write the paper for other programs", "bold")))
            yield Label(plain("Format"), classes="name")
            yield Turn("format", [(name, name) for name in FORMATS])
            yield Label(plain("File"), classes="name")
            yield FileField("file")
            yield Button("Write (F5)", id="write", compact=True)
        yield Keys()

    def on_mount(self) -> None:
        """Propose a paper to print, and a file for it."""
        self.query_one(Turn).choose(FIRST)
        self.turned()

    @on(Turn.Turned)
    def turned(self) -> None:
        """Propose a file for the format."""
        self.query_one(FileField).propose(f"paper.{suffix(self.query_one(Turn).value)}")

    @on(Input.Submitted)
    @on(Button.Pressed)
    def action_write(self) -> None:
        """End with what was chosen, where it can be a file; else tell why it cannot."""
        field = self.query_one(FileField)
        try:
            path = target(field.value)
        except UnusableFileError as error:
            self.notify(str(error), severity="error", markup=False, timeout=10)
            field.focus()
        else:
            self.dismiss((self.query_one(Turn).value, path))

    def action_leave(self) -> None:
        """End with nothing."""
        self.dismiss(None)
