"""Today: what is due, what was broken off, and where to begin."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from kg.errors import MyographError
from kg.fit import cut
from quiz.actions import all_actions
from quiz.inwords import DISCLAIMER, long_day
from quiz.limits import DEFAULT_NUMBER
from quiz.tui.bindings import bindings
from quiz.tui.breakpoints import BROAD
from quiz.tui.keynames import named_key
from quiz.tui.messages import TakeQuiz
from quiz.tui.screens.answerfiles import AnswerFiles
from quiz.tui.text import plain, styled
from quiz.tui.widgets.facts import Facts, ahead, holds
from quiz.tui.widgets.lists import Choices
from quiz.tui.widgets.menu import Day, choices

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.graph import KnowledgeGraph
    from quiz.learner.outlook import Outlook
    from quiz.session import Session
    from quiz.tui.study import Study

__all__ = ["TodayScreen"]

# So wide is the menu inside, where it stands beside what is told of the day.
MENU = 42
# Around a line of the menu: the padding of body and menu, key and gap, and room for a scroll bar.
AROUND = 12


class TodayScreen(AnswerFiles):
    """The room that the app opens with. Posts `TakeQuiz`."""

    NAME = "today"
    PLACES = ("today",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("today")
    CSS_PATH = "../styles/today.tcss"

    class Seen(Message):
        """What the day holds is worked out."""

        def __init__(self, outlook: Outlook) -> None:
            super().__init__()
            self.outlook = outlook

    class Unseen(Message):
        """The answers cannot be read."""

        def __init__(self, error: MyographError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._earlier: Session | None = None
        self._seen: Outlook | None = None
        self._chosen: str | None = None

    def body(self) -> ComposeResult:
        """Yield what is told of the day, the menu, and what the student should know."""
        yield Static("Today", id="title")
        with Container(id="both"):
            with Vertical(id="day"):
                yield Facts(id="facts")
                yield Static(id="ahead")
            yield Choices(id="menu")
        yield Static(plain("Loading the graph …"), id="holds")
        yield Static(plain(DISCLAIMER), id="disclaimer")

    def ready(self, graph: KnowledgeGraph) -> None:
        """Show what the graph holds."""
        self.query_one("#holds", Static).update(plain(holds(graph)))

    def on_resize(self) -> None:
        """Cut the menu to the room there is."""
        if self.is_mounted and self._study.painted:
            self._fill()

    def catch_up(self) -> None:
        """Show what can be done by now, and work out what the day holds."""
        super().catch_up()
        # The answers are opened for it, which takes longer than a first picture.
        if self.is_mounted and self._study.painted:
            self._fill()
            self.query_one("#menu").focus()
            if self._study.graph is not None:
                self._look(self._study.graph)

    def told(self) -> str:
        """Return what the status line says."""
        if self._seen is None:
            return f"{DEFAULT_NUMBER} questions make a quiz"
        return (
            f"{self._seen.plan.due:,} due, {self._seen.plan.seen:,} of {self._seen.plan.claims:,} claims met"
        )

    @work(thread=True, exclusive=True, group="outlook", exit_on_error=False)
    def _look(self, graph: KnowledgeGraph) -> None:
        """Work out what the day holds, off the screen's thread."""
        from quiz.learner.outlook import outlook

        wanted = self._study.settings
        exam = None if wanted.exam_date is None else wanted.exam_date.toordinal()
        try:
            with closing(self._study.log.another()) as log:
                seen = outlook(graph, log, wanted.answers_per_day, exam)
        except MyographError as error:
            self.post_message(self.Unseen(error))
        else:
            if not get_current_worker().is_cancelled:  # what is known by now is newer
                self.post_message(self.Seen(seen))

    def on_today_screen_seen(self, message: Seen) -> None:
        """Show what the day holds."""
        self._seen = message.outlook
        self._fill()
        self.refresh_status()

    def on_today_screen_unseen(self, message: Unseen) -> None:
        """Tell why it cannot be told."""
        self.query_one(Facts).tell_fault(str(message.error))

    def _labels(self) -> tuple[str, ...]:
        """Return the labels of what the drill is on."""
        graph = self._study.graph
        if graph is None or self._seen is None or self._seen.drill is None:
            return ()
        from kg.showable import one_line

        return tuple(one_line(graph.entity(name).label) for name in self._seen.drill.pair)

    def _fill(self) -> None:
        """Show the day and the menu anew; what was highlighted stays so."""
        self._earlier = self._study.unfinished()
        answered, planned = self._study.answered_today(), self._study.settings.answers_per_day
        self.query_one("#title", Static).update(plain(f"Today: {long_day(self._study.log.today())}"))
        labels, facts = self._labels(), self.query_one(Facts)
        if self._seen is None:
            facts.tell_day(answered, planned)
        else:
            keys = ("today.due", "today.new", "go.explore")
            facts.tell(self._seen, labels, {action: named_key(self.app, action) for action in keys})
            self.query_one("#ahead", Static).update(plain("\n".join(ahead(self._seen))))
        earlier = self._earlier
        self._show_menu(
            Day(
                answered,
                planned,
                None if earlier is None else earlier.position + 1,
                0 if earlier is None else len(earlier.items),
                self._study.unfinished_exam() is not None,
                self._study.graph is not None,
                self._seen,
                labels,
            )
        )
        self.refresh_bindings()

    def _show_menu(self, day: Day) -> None:
        menu = self.query_one("#menu", Choices)
        width = MENU if self.app.size.width >= BROAD else max(self.app.size.width - AROUND, 1)
        lines = list(choices(day))
        if lines[0].action not in [option.id for option in menu.options]:
            self._chosen = None  # what is to be gone on with comes before where the learner was
        menu.set_options(
            Option(
                styled((named_key(self.app, line.action), "bold"), f"  {cut(line.words, width)}"),
                id=line.action,
                disabled=not line.possible,
            )
            for line in lines
        )
        possible = [line.action for line in lines if line.possible]
        if day.ready:
            self._chosen = self._chosen if self._chosen in possible else possible[0]
        menu.highlighted = menu.get_option_index(self._chosen or possible[0])

    @on(OptionList.OptionHighlighted, "#menu")
    def keep_place(self, event: OptionList.OptionHighlighted) -> None:
        """Keep which line was highlighted, for when the menu is made anew."""
        if self._study.graph is not None:
            self._chosen = event.option_id

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what cannot be done now."""
        if action == "go_on":
            return self._earlier is not None and self.fits
        if action in ("begin", "due", "mistakes", "exam", "drill"):
            seen = self._seen
            none = seen is not None and action == "mistakes" and not seen.mistakes
            none = none or (action == "drill" and (seen is None or seen.drill is None))
            return self.fits and ((self._study.graph is not None and not none) or None)
        return True

    @on(OptionList.OptionSelected, "#menu")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Do what the chosen line says."""
        if event.option_id is not None:
            does = all_actions()[event.option_id].does
            await self.run_action(f"app.{does}" if event.option_id == "app.quit" else f"screen.{does}")

    def action_go_on(self) -> None:
        """Go on with the quiz that was broken off, as another window may have left it by now."""
        self._fill()
        if self._earlier is not None:
            self.post_message(TakeQuiz(self._earlier))

    def action_begin(self) -> None:
        """Begin a new quiz."""
        self.post_message(TakeQuiz(None))

    def action_due(self) -> None:
        """Begin what the plan holds for today."""
        self.post_message(TakeQuiz(None, self._study.today()))

    def action_mistakes(self) -> None:
        """Begin a quiz of what was wrong the last time."""
        from quiz.start import Pick, Request

        self.post_message(TakeQuiz(None, Request(pick=Pick.MISTAKES)))

    def action_drill(self) -> None:
        """Begin a quiz of what tells the first two things apart that are still mixed up."""
        if self._seen is not None and self._seen.drill is not None:
            from quiz.start import Pick, Request

            self.post_message(TakeQuiz(None, Request(pick=Pick.CLAIMS, claims=self._seen.drill.claims)))

    def action_exam(self) -> None:
        """Sit an exam, or go on with the one that was left."""
        from quiz.exam import MINUTES_A_QUESTION
        from quiz.session import Mode
        from quiz.start import Request

        minutes = DEFAULT_NUMBER * MINUTES_A_QUESTION
        self.post_message(TakeQuiz(self._study.unfinished_exam(), Request(mode=Mode.EXAM, minutes=minutes)))
