"""The quiz: one question, an answer, at once the verdict and why; then the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kg.errors import MyographError
from quiz.feedback import Outcome, feedback
from quiz.session import AnsweredElsewhereError
from quiz.tui.messages import Answered, Failed
from quiz.tui.screens.page import Page
from quiz.tui.text import plain, styled
from quiz.tui.widgets.interactions import asking

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quiz.item import Item
    from quiz.session import Answer, Session
    from quiz.tui.study import Study
    from quiz.tui.widgets.asking import Asking

__all__ = ["QuizScreen"]

# Never colour alone: a sign, and the verdict's own words.
SIGNS = {
    Outcome.RIGHT: ("✓ ", "$text-success bold"),
    Outcome.PARTLY: ("± ", "$text-warning bold"),
    Outcome.WRONG: ("✗ ", "$text-error bold"),
}


class QuizScreen(Page["Session"]):
    """Asks the open questions of a session; ends with the session, finished or not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", "Next", id="quiz.next", tooltip="Go on to the next question"),
        Binding("escape", "home", "Home", id="quiz.home", tooltip="Back to home; the quiz waits for you"),
        Binding("pageup", "scroll(-1)", "Page up", show=False, id="quiz.page-up"),
        Binding("pagedown", "scroll(1)", "Page down", show=False, id="quiz.page-down"),
    ]

    def __init__(self, study: Study, session: Session) -> None:
        super().__init__()
        self._study = study
        self._session = session
        self._item: Item | None = None
        self._asking: Asking | None = None
        self._answered: Answer | None = None
        self._asked_at = 0.0

    def body(self) -> ComposeResult:
        """Yield question, room for the means to answer it, and room for what is told afterwards."""
        yield Static(id="progress")
        with VerticalScroll(id="page"):
            yield Static(id="stem")
            yield Vertical(id="answer")
            with Vertical(id="told"):
                yield Static(id="verdict")
                yield Static(id="why")

    async def on_mount(self) -> None:
        """Ask the first open question."""
        await self._ask()

    def on_resize(self) -> None:
        """Take the keys again after the terminal was too small."""
        super().on_resize()
        if self.focused is None and self.fits:
            self._take_keys()

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#page", VerticalScroll)

    async def _ask(self) -> None:
        item = self._session.current
        if item is None:
            self.dismiss(self._session)
            return
        self._item, self._answered = item, None
        with self.app.batch_update():
            self.query_one("#stem", Static).update(plain(item.stem))
            self.query_one("#told").display = False
            self._show_progress()
            room = self.query_one("#answer", Vertical)
            await room.remove_children()
            self._asking = asking(item)
            await room.mount(self._asking)
        self._page.scroll_home(animate=False)
        self._take_keys()
        self._asked_at = self._study.timer()
        self.refresh_bindings()

    def _take_keys(self) -> None:
        """Give the keys to the answer until there is one, and then to the page, for scrolling."""
        self._page.can_focus = self._answered is not None
        if self._answered is not None:
            self._page.focus()
        elif self._asking is not None:
            self._asking.start()

    def _show_progress(self) -> None:
        place = self._session.position + (self._answered is None)
        asked, number = len(self._session.answers), len(self._session.items)
        so_far = f" · {self._session.right} of {asked} right so far" if asked else ""
        self.query_one("#progress", Static).update(plain(f"Question {place} of {number}{so_far}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer going on after the answer only."""
        if action == "next":
            return self.fits and self._answered is not None
        return True

    @on(Answered)
    async def take(self, event: Answered) -> None:
        """Keep the answer, then tell of it."""
        event.stop()
        if self._item is None or self._answered is not None:
            return
        took = round((self._study.timer() - self._asked_at) * 1000)
        try:
            self._answered = self._session.answer(event.response, took)
        except AnsweredElsewhereError as error:
            self.notify(str(error), severity="warning", markup=False)
            await self._ask()
            return
        except MyographError as error:
            self.post_message(Failed(error))
            return
        self._tell(self._item, self._answered)

    def _tell(self, item: Item, answer: Answer) -> None:
        told = feedback(item, answer)
        if self._asking is not None:
            self._asking.close(answer.response)
        sign, style = SIGNS[told.outcome]
        self.query_one("#verdict", Static).update(styled((sign + told.verdict, style)))
        self.query_one("#why", Static).update(plain("\n".join((*told.why, "", *told.others)).rstrip()))
        self.query_one("#told").display = True
        self._take_keys()
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False)
        self._show_progress()
        self.refresh_bindings()

    async def action_next(self) -> None:
        """Go on to the next question, or to the end."""
        await self._ask()

    def action_scroll(self, by: int) -> None:
        """Show more of a question that does not fit."""
        self._page.scroll_relative(y=by * (self._page.size.height - 1), animate=False)

    def action_home(self) -> None:
        """Leave the quiz for now; it can be gone on with."""
        self.dismiss(self._session)
