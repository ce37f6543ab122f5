"""What an exam came to: the score, and each question with the answer and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from quiz.feedback import in_words, score
from quiz.inwords import DISCLAIMER
from quiz.tui.bindings import bindings
from quiz.tui.screens.page import Page
from quiz.tui.text import plain, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.session import Session

__all__ = ["ResultScreen"]


class ResultScreen(Page[None]):
    """The end of an exam."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ends", "home")
    PLACES = ("ends",)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def body(self) -> ComposeResult:
        """Yield the score and every question, right or not."""
        yield Static(styled(("Handed in. " + score(self._session), "bold")), id="title")
        with VerticalScroll(id="review"):
            for place, item in enumerate(self._session.items):
                answer = self._session.answers.get(place)
                right = answer is not None and answer.correct
                given = "not answered" if answer is None else in_words(item, answer.response)
                mine = "" if right else f"✗ {given} (your answer)\n" if answer else "✗ not answered\n"
                yield Static(
                    styled(
                        (f"{place + 1}. {item.stem}\n", "bold"),
                        f"✓ {item.answer}{' (the answer, and yours)' if right else ''}\n",
                        mine,
                        "\n".join(item.explanation),
                    ),
                    classes="missed",
                )
            yield Static(plain(DISCLAIMER), id="disclaimer")

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#review").focus()

    def action_home(self) -> None:
        """Go back."""
        self.dismiss(None)
