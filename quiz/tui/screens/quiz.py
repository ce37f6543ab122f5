"""The quiz: one question, an answer, at once the verdict and why; then the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kg.errors import MyographError
from quiz.feedback import feedback
from quiz.session import AnsweredElsewhereError
from quiz.tui.messages import Failed
from quiz.tui.screens.page import Page
from quiz.tui.text import plain, styled
from quiz.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.item import Item
    from quiz.session import Answer, Session
    from quiz.tui.study import Study

__all__ = ["QuizScreen"]


class QuizScreen(Page["Session"]):
    """Asks the open questions of a session; ends with the session, finished or not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1", "answer(1)", "Answer", key_display="1-4", id="quiz.answer-1", tooltip="Answer by number"
        ),
        *(
            Binding(str(digit), f"answer({digit})", "Answer", show=False, id=f"quiz.answer-{digit}")
            for digit in range(2, 10)
        ),
        Binding("enter,space", "next", "Next", id="quiz.next", tooltip="Go on to the next question"),
        Binding("escape", "home", "Home", id="quiz.home", tooltip="Back to home; the quiz waits for you"),
    ]

    def __init__(self, study: Study, session: Session) -> None:
        super().__init__()
        self._study = study
        self._session = session
        self._item: Item | None = None
        self._answered: Answer | None = None
        self._asked_at = 0.0

    def body(self) -> ComposeResult:
        """Yield question, options and room for what is told after the answer."""
        yield Static(id="progress")
        with VerticalScroll(id="page"):
            yield Static(id="stem")
            yield Choices(id="choices")
            with Vertical(id="told"):
                yield Static(id="verdict")
                yield Static(id="why")

    def on_mount(self) -> None:
        """Ask the first open question."""
        self._ask()

    def _ask(self) -> None:
        item = self._session.current
        if item is None:
            self.dismiss(self._session)
            return
        self._item, self._answered = item, None
        self.query_one("#stem", Static).update(plain(item.stem))
        self.query_one(Choices).ask([option.text for option in item.options])
        self.query_one("#told").display = False
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self._show_progress()
        self._asked_at = self._study.timer()
        self.refresh_bindings()

    def _show_progress(self) -> None:
        place = self._session.position + (self._answered is None)
        asked, number = len(self._session.answers), len(self._session.items)
        so_far = f" · {self._session.right} of {asked} right so far" if asked else ""
        self.query_one("#progress", Static).update(plain(f"Question {place} of {number}{so_far}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now: answering before the answer, going on after it."""
        if action == "answer":
            return self.fits and self._answered is None
        if action == "next":
            return self.fits and self._answered is not None
        return True

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """Take a choice made with arrows or mouse."""
        self._take(event.place)

    def action_answer(self, number: int) -> None:
        """Take a choice made by its number."""
        if self._item is not None and number <= len(self._item.options):
            self._take(number - 1)

    def _take(self, choice: int) -> None:
        if self._item is None or self._answered is not None:
            return
        took = round((self._study.timer() - self._asked_at) * 1000)
        try:
            self._answered = self._session.answer(choice, took)
        except AnsweredElsewhereError as error:
            self.notify(str(error), severity="warning", markup=False)
            self._ask()
            return
        except MyographError as error:
            self.post_message(Failed(error))
            return
        self._tell(self._item, self._answered)

    def _tell(self, item: Item, answer: Answer) -> None:
        told = feedback(item, answer)
        self.query_one(Choices).reveal(item.key, answer.choice)
        sign, style = ("✓ ", "$text-success bold") if told.correct else ("✗ ", "$text-error bold")
        self.query_one("#verdict", Static).update(styled((sign + told.verdict, style)))
        self.query_one("#why", Static).update(plain("\n".join((*told.why, "", *told.others))))
        self.query_one("#told").display = True
        self.query_one("#page", VerticalScroll).focus()
        self._show_progress()
        self.refresh_bindings()

    def action_next(self) -> None:
        """Go on to the next question, or to the end."""
        self._ask()

    def action_home(self) -> None:
        """Leave the quiz for now; it can be gone on with."""
        self.dismiss(self._session)
