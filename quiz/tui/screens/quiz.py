"""The quiz: one question, an answer, at once the verdict and why; then the next."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kg.errors import MyographError
from quiz.feedback import Outcome, ended, feedback
from quiz.limits import MAX_TYPED
from quiz.session import AnsweredElsewhereError
from quiz.tui.bindings import bindings
from quiz.tui.messages import Answered, Failed, ShowEntity, ShowSource
from quiz.tui.screens.line import LineScreen
from quiz.tui.screens.question import NOT_SURE, QuestionPage
from quiz.tui.text import plain, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.model import Claim
    from quiz.item import Item
    from quiz.session import Answer, Session
    from quiz.tui.study import Study

__all__ = ["QuizScreen"]

# Never colour alone: a sign, and the verdict's own words.
SIGNS = {
    Outcome.RIGHT: ("✓ ", "$text-success bold"),
    Outcome.PARTLY: ("± ", "$text-warning bold"),
    Outcome.WRONG: ("✗ ", "$text-error bold"),
}


class Verdict(Static):
    """Right or wrong; in sight however long the question is."""

    def on_show(self) -> None:
        """Come into sight: only now is it known where the verdict stands on the page."""
        self.scroll_visible(animate=False)


class QuizScreen(QuestionPage):
    """Asks the open questions of a session; ends with the session, finished or not."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("quiz")
    PLACES = ("quiz",)

    def __init__(self, study: Study, session: Session) -> None:
        super().__init__(study, session)
        self._item: Item | None = None
        self._answered: Answer | None = None

    def body(self) -> ComposeResult:
        """Yield question, room for the means to answer it, and room for what is told afterwards."""
        yield Static(id="progress")
        with VerticalScroll(id="page"):
            yield Static(id="stem")
            yield Static(id="aside")
            yield Vertical(id="answer")
            with Vertical(id="told"):
                yield Verdict(id="verdict")
                yield Static(id="why")

    async def on_mount(self) -> None:
        """Ask the first open question."""
        await self._ask()

    async def _ask(self) -> None:
        item = self._session.current
        if item is None:
            self.dismiss(self._session)
            return
        self._item, self._answered = item, None
        with self.app.batch_update():
            self.query_one("#told").display = False
            self._show_progress()
            await self._put(item)
            self._show_aside()
        self._asked()

    def _take_keys(self) -> None:
        """Give the keys to the answer until there is one, and then to the page, for scrolling."""
        if self._answered is None:
            super()._take_keys()
        else:
            self._page.can_focus = True
            self._page.focus()

    def _show_progress(self) -> None:
        place = self._session.position + (self._answered is None)
        asked, number = len(self._session.answers), len(self._session.items)
        so_far = f" · {self._session.right} of {asked} right so far" if asked else ""
        self.query_one("#progress", Static).update(plain(f"Question {place} of {number}{so_far}"))

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer going on, and a word on the question, after the answer; hint and doubt before it."""
        if action in ("next", "report", "suspend", "undo"):
            return self.fits and self._answered is not None
        if action in ("graph", "source"):
            # Not before the answer, which it would give away.
            return self.fits and self._answered is not None and self._claim_asked is not None
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
            told.append(f"Hint: {ended(self._session.hint(place))} A right answer now counts half.")
        if self._answered is None and self._unsure:
            told.append(NOT_SURE)
        aside = self.query_one("#aside", Static)
        aside.update(plain("\n".join(told)))
        aside.display = bool(told)

    @on(Answered)
    async def take(self, event: Answered) -> None:
        """Keep the answer, then tell of it."""
        event.stop()
        if self._item is None or self._answered is not None:
            return
        try:
            self._answered = self._session.answer(event.response, self._took_ms, unsure=self._unsure)
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

    @property
    def _claim_asked(self) -> Claim | None:
        """The claim that the answered question was about, where the graph still has it."""
        graph = self._study.graph
        if graph is not None and self._item is not None:
            with suppress(KeyError):  # a pack that is not added now, or has changed since
                return graph.claim(self._item.claims[0])
        return None

    def action_graph(self) -> None:
        """Show in the graph what the question was about."""
        claim = self._claim_asked
        if claim is not None:
            self.post_message(ShowEntity(claim.subject, claim.id))

    def action_source(self) -> None:
        """Show who says what the question was about, and what else they say."""
        claim = self._claim_asked
        if claim is not None:
            self.post_message(ShowSource(claim.source))

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

    async def action_next(self) -> None:
        """Go on to the next question, or to the end."""
        await self._ask()
