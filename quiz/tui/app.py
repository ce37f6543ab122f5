"""The app: which rooms there are, and what is known to all screens."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from textual import work
from textual.app import SystemCommand
from textual.screen import Screen, SystemModalScreen
from textual.worker import Worker, WorkerState

from kg.errors import MyographError
from quiz.keys import ROOMS
from quiz.tui.keyed import KeyedApp
from quiz.tui.messages import (
    Failed,
    Go,
    GraphLoaded,
    Making,
    NotBegun,
    QuizBegun,
    ShowEntity,
    ShowSource,
    TakeQuiz,
)
from quiz.tui.quizzes import Quizzes
from quiz.tui.rooms import fetch, room
from quiz.tui.screens.room import Room
from quiz.tui.themes import DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.start import Request
    from quiz.tui.study import Study

__all__ = ["MyographApp"]


class MyographApp(KeyedApp):
    """The rooms, and quizzes on top of them, over one `Study`.

    With `at_once` the quiz of `request` opens as soon as the graph is loaded: the one that was broken
    off, unless `new` is set.
    """

    TITLE = "Myograph"
    # The sheet of the first room, too: one that is read later makes Textual parse all of them anew.
    CSS_PATH = ["styles/app.tcss", "styles/today.tcss"]  # noqa: RUF012
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-too-narrow"),
        (60, "-narrow"),
        (80, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-short"), (18, "-low"), (22, "-tall-enough")]  # noqa: RUF012

    def __init__(
        self, study: Study, request: Request | None = None, *, at_once: bool = False, new: bool = False
    ) -> None:
        self.study = study
        self._colours: dict[str, str] | None = None
        self._styled = WeakSet[Screen[object]]()
        super().__init__(study.settings)
        for theme in THEMES:
            self.register_theme(theme)
        wanted = study.remembered.theme
        self.theme = wanted if wanted in self.available_themes else DARK
        for name in ROOMS:
            self.add_mode(name, room(name, study))
        self.quizzes = Quizzes(self, study, request, at_once=at_once, new=new)
        self.failure: MyographError | None = None
        self._opened: tuple[Room, tuple[str | None, ...]] | None = None

    def delay_update(self, delay: float = 0.01) -> None:
        """Delay what is drawn while rooms are changed for a shorter time than Textual, whose 50 ms show."""
        super().delay_update(min(delay, 0.01))

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the style sheets anew only where the colours changed; else style the screen once by them.

        Textual parses all of them twice for each room that is gone to for the first time.
        """
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            self._styled.clear()
            super().refresh_css(animate)
        elif self.screen not in self._styled:
            self._styled.add(self.screen)
            self.stylesheet.update(self.screen, animate=animate)
            self.screen.refresh(layout=True)

    def on_ready(self) -> None:
        """Open the answers and load the graph once something is on the screen; be where the learner was."""
        self.study.painted = True
        try:
            self.catch_up()
        except MyographError as error:
            self.on_failed(Failed(error))
            return
        remembered = self.study.remembered
        if not self.quizzes.at_once and remembered.room in ROOMS and remembered.day == self.study.log.today():
            self.action_go(remembered.room)
        self._load()

    @work(thread=True, exclusive=True, group="graph", exit_on_error=False)
    def _load(self) -> None:
        try:
            graph = self.study.load_graph()
        except MyographError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(GraphLoaded(graph))

    def on_graph_loaded(self, message: GraphLoaded) -> None:
        """Take over the graph and tell the screens."""
        self.study.graph = message.graph
        self.catch_up()
        self.quizzes.graph_is_ready()
        self.call_after_refresh(self._read_styles)
        self.run_worker(partial(fetch, ROOMS), thread=True, group="rooms", exit_on_error=False)

    def _read_styles(self) -> None:
        """Read the style sheets of all rooms at once, before anyone goes there."""
        for path in sorted((Path(__file__).parent / "styles").glob("*.tcss")):
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.read(path)
        self.stylesheet.reparse()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let what a worker could not foresee be told like any other fault of the app."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            raise event.worker.error

    def on_failed(self, message: Failed) -> None:
        """End the app; the command line tells why once the terminal is its own again."""
        self.failure = message.error
        self.exit(return_code=message.error.exit_code)

    def catch_up(self) -> None:
        """Let the rooms of this mode show what has changed."""
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                screen.catch_up()

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other rooms only from a room that was gone to, and not the one where the learner is."""
        if action != "go":
            return True
        # The palette, from which it may be asked for, is Textual's own.
        alone = sum(not isinstance(screen, SystemModalScreen) for screen in self.screen_stack) == 1
        return alone and (parameters != (self.current_mode,) or None)

    def action_go(self, name: str) -> None:
        """Go to a room."""
        self.study.remembered.room = name
        self.switch_mode(name)

    def on_go(self, message: Go) -> None:
        """Go to the room that a screen asks for."""
        self.action_go(message.room)

    def on_take_quiz(self, message: TakeQuiz) -> None:
        """Open the quiz that a screen asks for."""
        self.quizzes.take(message.session, message.request)

    def on_making(self, message: Making) -> None:
        """Show how far the quiz is."""
        self.quizzes.making(message)

    def on_quiz_begun(self, message: QuizBegun) -> None:
        """Open the new quiz."""
        self.quizzes.begun(message)

    def on_not_begun(self, message: NotBegun) -> None:
        """Say why there is no quiz."""
        self.quizzes.not_begun(message)

    def on_show_entity(self, message: ShowEntity) -> None:
        """Show a thing in the graph, on top of where the learner is."""
        from quiz.tui.screens.explore import ExploreScreen

        shown = (message.entity, message.claim)
        self._open(shown, ExploreScreen(self.study, alone=True, entity=message.entity, claim=message.claim))

    def on_show_source(self, message: ShowSource) -> None:
        """Show a source and its claims, on top of where the learner is."""
        from quiz.tui.screens.sources import SourcesScreen

        self._open((message.source,), SourcesScreen(self.study, alone=True, source=message.source))

    def _open(self, shown: tuple[str | None, ...], room: Room) -> None:
        """Open a room on top, unless one that shows the same was just opened: a key was pressed twice."""
        if self._opened is None or self._opened != (self.screen, shown):
            self._opened = room, shown
            self.push_screen(room)

    def action_help(self) -> None:
        """Tell what can be done here."""
        from quiz.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_export(self) -> None:
        """Ask what of the graph to write, and where to."""
        from quiz.tui.screens.export import ExportScreen

        if not isinstance(self.screen, ExportScreen):
            self.push_screen(ExportScreen(self.study))

    def watch_theme(self, theme: str) -> None:
        """Remember the colours."""
        self.study.remembered.theme = theme
        if self.is_running and isinstance(self.screen, Room):
            self.screen.refresh_status()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers: all that can be done here."""
        from quiz.tui.commands import commands

        for command in commands(self, screen):
            yield SystemCommand(command.title, command.tip, command.run)
