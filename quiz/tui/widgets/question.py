"""Where a question is typed: a line of plain words, or a query of several lines; both are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from quiz.tui.earlier import Earlier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

__all__ = ["SPARQL", "WORDS", "Question"]

WORDS, SPARQL = "words", "sparql"
# What any graph answers.
BEGUN = "SELECT ?claim ?status {\n  ?claim a myo:Claim ; myo:status ?status\n}\nLIMIT 20"


class Question(Vertical):
    """Posts `Entered` where a line of plain words is."""

    class Entered(Message):
        """What is typed is to be asked."""

    class Walked(Message):
        """The learner wants what was asked before what is shown, or after it."""

        def __init__(self, *, back: bool) -> None:
            super().__init__()
            self.back = back

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._earlier = Earlier([])

    def compose(self) -> ComposeResult:
        """Yield the line and the lines."""
        yield Input(placeholder="A question in plain words; ↑ brings back earlier ones", id="in-words")
        yield _Lines(BEGUN, id="in-sparql", tab_behavior="focus")

    def on_mount(self) -> None:
        """Begin with plain words."""
        self.turn_to(WORDS)

    @property
    def kind(self) -> str:
        """What is typed: WORDS or SPARQL."""
        return WORDS if self.query_one("#in-words").display else SPARQL

    @property
    def text(self) -> str:
        """What is typed."""
        return self._line.value.strip() if self.kind == WORDS else self._lines.text

    @property
    def _line(self) -> Input:
        return self.query_one("#in-words", Input)

    @property
    def _lines(self) -> TextArea:
        return self.query_one("#in-sparql", TextArea)

    def remember(self, kept: Iterable[str]) -> None:
        """Take over what was asked before the app was started; be in what the newest was in."""
        self._earlier = Earlier(kept)
        self.turn_to(self._earlier.newest or WORDS)

    def note(self) -> list[str]:
        """Note that what is typed was asked; return what to keep of all that was."""
        self._earlier.add(self.kind, self.text)
        return self._earlier.kept

    def turn_to(self, kind: str) -> None:
        """Show the line, or the lines."""
        self._line.display = kind != SPARQL
        self._lines.display = kind == SPARQL

    def edit(self) -> None:
        """Go to where it is typed."""
        (self._line if self.kind == WORDS else self._lines).focus()

    def fill(self, text: str) -> None:
        """Hold another question."""
        if self.kind == WORDS:
            self._line.value = text
            self._line.cursor_position = len(text)
        else:
            self._lines.text = text

    def point_at(self, line: int, column: int) -> None:
        """Put the cursor of the query where a mistake is; both count from 1."""
        if line and self.kind == SPARQL:
            self._lines.move_cursor((line - 1, column - 1))

    def older(self) -> None:
        """Hold what was asked before."""
        text = self._earlier.back(self.kind, self.text)
        if text is not None:
            self.fill(text)

    def newer(self) -> bool:
        """Hold what was asked after that; return whether there is anything."""
        text = self._earlier.forth(self.kind)
        if text is not None:
            self.fill(text)
        return text is not None

    @on(Walked)
    def walked(self, event: Walked) -> None:
        """Show it."""
        event.stop()
        if event.back:
            self.older()
        else:
            self.newer()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Let it be asked."""
        event.stop()
        self.post_message(self.Entered())


class _Lines(TextArea):
    """↑ in the first line asks for what was asked before, ↓ in the last for what was asked after that."""

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up a line."""
        if self.cursor_at_first_line and not select:
            self.post_message(Question.Walked(back=True))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down a line."""
        if self.cursor_at_last_line and not select:
            self.post_message(Question.Walked(back=False))
        else:
            super().action_cursor_down(select)
