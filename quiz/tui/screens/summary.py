"""The end of a quiz: how it went, and what to look at again."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from quiz.feedback import in_words, score, to_review
from quiz.inwords import DISCLAIMER
from quiz.tui.bindings import bindings
from quiz.tui.screens.page import Page
from quiz.tui.text import plain, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.session import Session

__all__ = ["Next", "SummaryScreen"]


class Next(StrEnum):
    """What comes after a quiz."""

    RETRY = "retry"
    NEW = "new"
    HOME = "home"


class SummaryScreen(Page["Next"]):
    """Ends with what is wanted next."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ends", "retry", "new", "home")
    PLACES = ("ends",)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def body(self) -> ComposeResult:
        """Yield the score, and each question that went wrong with its answer and why."""
        yield Static(styled(("Done. " + score(self._session), "bold")), id="title")
        with VerticalScroll(id="review"):
            wrong = to_review(self._session)
            yield Static(plain("To look at again:" if wrong else "Nothing went wrong this time."))
            for item, answer in wrong:
                yield Static(
                    styled(
                        (item.stem + "\n", "bold"),
                        f"✓ {item.answer}\n",
                        f"✗ {in_words(item, answer.response)} (your answer)\n",
                        "\n".join(item.explanation),
                    ),
                    classes="missed",
                )
            yield Static(plain(DISCLAIMER), id="disclaimer")

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#review").focus()

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer asking again only where something was missed."""
        return bool(to_review(self._session)) if action == "retry" else True

    def action_retry(self) -> None:
        """Ask for what was missed."""
        self.dismiss(Next.RETRY)

    def action_again(self) -> None:
        """Ask for another quiz."""
        self.dismiss(Next.NEW)

    def action_home(self) -> None:
        """Go back."""
        self.dismiss(Next.HOME)
