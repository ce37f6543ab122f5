"""What the learner sees after a crash: what became of the answers, and how to go on."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual.app import App
from textual.widgets import Static

from kg.showable import one_line
from quiz.actions import rebound
from quiz.tui.bindings import bindings
from quiz.tui.text import plain, styled
from quiz.tui.themes import DARK, THEMES
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.lists import Pane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.settings import Settings

__all__ = ["CrashApp"]

KEPT = "Your answers are kept: each was on the disk before you were told whether it was right."
SEND = "It names versions and places in the program. Read it, then send it to whoever gave you this program."


class CrashApp(App[bool]):
    """Returns whether the learner wants to go on. `report` says where the report lies, or why there is none.

    An app of its own, with as little as possible of the one that fell.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("crash"), *bindings("app", "quit")]
    CSS = """
    #crash { height: 1fr; padding: 1 2 0 2; }
    Static { margin-bottom: 1; }
    """

    def __init__(self, report: str, settings: Settings, theme: str | None) -> None:
        super().__init__()
        # Should this one fall, too, the line on the terminal is all that is told.
        self.error_console = Console(file=StringIO())
        self._report = report
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme if theme in self.available_themes else DARK
        self.set_keymap(rebound(settings.keys, vim=settings.vim))

    def compose(self) -> ComposeResult:
        """Yield the words and the keys."""
        with Pane(id="crash"):
            yield Static(styled(("✗ Myograph fell over a fault of its own.", "$text-error bold")))
            yield Static(plain(KEPT))
            yield Static(plain(one_line(self._report)))
            yield Static(plain(SEND))
        yield Keys()

    def action_go_on(self) -> None:
        """End, to go on."""
        self.exit(True)
