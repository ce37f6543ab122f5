"""The quiz: one question, an answer, at once the verdict and why; then the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kg.errors import MyographError
from quiz.feedback import Outcome, ended, feedback
from quiz.limits import MAX_TYPED
from quiz.session import AnsweredElsewhereError, NothingToUndoError
from quiz.tui.messages import Answered, Failed
from quiz.tui.screens.line import LineScreen
from quiz.tui.screens.page import Page
from quiz.tui.text import plain, styled
from quiz.tui.widgets.interactions import asking

if TYPE_CHECKING:
    from collections.abc import Callable

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
        Binding("h,f2", "hint", "Hint", id="quiz.hint", tooltip="Half the way; right then counts half"),
        Binding("s,f3", "unsure", "Not sure", id="quiz.unsure", tooltip="Say that you are not sure"),
        Binding("u", "undo", "Undo", id="quiz.undo", tooltip="Take the answer back"),
        Binding("ctrl+z", "undo_last", "Undo", show=False, id="quiz.undo-last"),
        Binding("w", "report", "Wrong?", id="quiz.report", tooltip="Say that this question is wrong"),
        Binding("x", "suspend", "Not again", show=False, id="quiz.suspend", tooltip="Do not ask this again"),
        Binding("escape", "home", "Home", show=False, id="quiz.home", tooltip="The quiz waits"),
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
        self._unsure = False

    def body(self) -> ComposeResult:
        """Yield question, room for the means to answer it, and room for what is told afterwards."""
        yield Static(id="progress")
        with VerticalScroll(id="page"):
            yield Static(id="stem")
            yield Static(id="aside")
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
        self._item, self._answered, self._unsure = item, None, False
        with self.app.batch_update():
            self.query_one("#stem", Static).update(plain(item.stem))
            self.query_one("#told").display = False
            self._show_progress()
            self._show_aside()
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
        """Offer going on, and a word on the question, after the answer; hint and doubt before it."""
        if action in ("next", "report", "suspend", "undo"):
            return self.fits and self._answered is not None
        if action in ("hint", "unsure"):
            return self.fits and self._answered is None
        if action == "undo_last":
            return self.fits and bool(self._session.answers)
        return True

    def _show_aside(self) -> None:
        """Show the hint, where one was taken, and that the student is not sure."""
        place = self._session.position
        told = []
        if self._answered is None and place in self._session.hinted:
            told.append(f"Hint: {ended(self._session.hint(place))} Right now counts half.")
        if self._answered is None and self._unsure:
            told.append("Not sure: noted. Answer as you think.")
        aside = self.query_one("#aside", Static)
        aside.update(plain("\n".join(told)))
        aside.display = bool(told)

    @on(Answered)
    async def take(self, event: Answered) -> None:
        """Keep the answer, then tell of it."""
        event.stop()
        if self._item is None or self._answered is not None:
            return
        took = round((self._study.timer() - self._asked_at) * 1000)
        try:
            self._answered = self._session.answer(event.response, took, unsure=self._unsure)
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
        self._show_aside()
        self._take_keys()
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False)
        self._show_progress()
        self.refresh_bindings()

    def action_hint(self) -> None:
        """Show the hint."""
        self._keeping(lambda: self._session.hint(self._session.position))
        self._show_aside()

    def action_unsure(self) -> None:
        """Note that the student is not sure, or is after all."""
        self._unsure = not self._unsure
        self._show_aside()

    async def action_undo(self) -> None:
        """Take the answer back that is shown."""
        await self.action_undo_last()

    async def action_undo_last(self) -> None:
        """Take the last answer back and ask its question again."""
        self._keeping(self._session.undo)
        await self._ask()

    def action_report(self) -> None:
        """Let the student say what is wrong with the question; it is kept on its claim."""
        claim = self._session.items[self._session.position - 1].claims[0]
        question = f"What is wrong with this question? It is kept on the claim {claim}."
        self.app.push_screen(LineScreen(question, most=MAX_TYPED), lambda words: self._reported(claim, words))

    def _reported(self, claim: str, words: str | None) -> None:
        if words:
            self._keeping(lambda: self._study.log.mark(claim, "reported", words))
            self.notify("Noted on the claim. Thank you.", markup=False)

    def action_suspend(self) -> None:
        """Ask the claim no more."""
        claim = self._session.items[self._session.position - 1].claims[0]
        self._keeping(lambda: self._study.log.mark(claim, "suspended"))
        self.notify(f"Not asked again, until: myograph suspend --resume {claim}", markup=False)

    def _keeping(self, keep: Callable[[], object]) -> None:
        """Do something that is kept; what cannot be kept ends the app."""
        try:
            keep()
        except NothingToUndoError as error:
            self.notify(str(error), severity="warning", markup=False)
        except MyographError as error:
            self.post_message(Failed(error))

    async def action_next(self) -> None:
        """Go on to the next question, or to the end."""
        await self._ask()

    def action_scroll(self, by: int) -> None:
        """Show more of a question that does not fit."""
        self._page.scroll_relative(y=by * (self._page.size.height - 1), animate=False)

    def action_home(self) -> None:
        """Leave the quiz for now; it can be gone on with."""
        self.dismiss(self._session)
