"""What the app works on, without a screen: graph, log, chance and time, in one plain object."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from quiz.limits import DEFAULT_NUMBER
from quiz.remembered import Remembered
from quiz.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.session import Session
    from quiz.start import Request

__all__ = ["Study"]


@dataclass(slots=True)
class Study:
    """The graph once it is loaded, and the session being taken.

    `load_graph` may be slow and is called off the screen's thread; `kept` is the log, or what opens it when
    it is first asked for; `timer` gives seconds that only grow; `painted` says that something is to be seen.
    """

    load_graph: Callable[[], KnowledgeGraph]
    kept: AnswerLog | Callable[[], AnswerLog]
    rng: Random
    timer: Callable[[], float]
    settings: Settings = field(default_factory=Settings)
    graph: KnowledgeGraph | None = field(default=None)
    remembered: Remembered = field(default_factory=Remembered)
    remember_in: Path | None = None
    painted: bool = False

    @property
    def log(self) -> AnswerLog:
        """The learner's log. The first time it may raise what opening it raises."""
        if callable(self.kept):
            self.kept = self.kept()
        return self.kept

    @property
    def places(self) -> dict[str, list[str]]:
        """Where the learner was in each room: texts that mean something to the room alone."""
        return self.remembered.places

    def remember(self) -> None:
        """Keep what is remembered from one start to the next. Raises `UnusableFileError`."""
        self.remembered.day = self.log.today()
        if self.remember_in is not None:
            self.remembered.write(self.remember_in)

    def unfinished(self, request: Request | None = None) -> Session | None:
        """Return the quiz that was broken off last, if there is one: any, or of the same request."""
        from quiz.session import Mode
        from quiz.start import broken_off

        if request is None:
            return self.log.unfinished()
        if request.mode is Mode.EXAM:
            return broken_off(self.log, request)
        return self.log.unfinished(request.text)

    def unfinished_exam(self) -> Session | None:
        """Return the exam that was left last, if there is one."""
        from quiz.session import Mode

        return self.log.unfinished(mode=Mode.EXAM)

    def answered_today(self) -> int:
        """Return how many answers were given today."""
        return self.log.answered_on(self.log.today())

    def today(self) -> Request:
        """Return the request for what today's plan still holds, or for some more where that is done."""
        from quiz.start import Pick, Request

        rest = self.settings.answers_per_day - self.answered_today()
        exam = self.settings.exam_date
        return Request(
            number=rest if rest > 0 else DEFAULT_NUMBER,
            pick=Pick.TODAY,
            exam_day=None if exam is None else exam.toordinal(),
        )

    def write_log(self, path: Path) -> str:
        """Write all answers to a file and tell where it is. May be slow; raises `UnusableFileError`."""
        from quiz.learner.logfile import write_out

        with closing(self.log.another()) as log:
            written, size = write_out(log.store, path)
        return f"Wrote {size:,} bytes to {written}."

    def read_log(self, path: Path) -> str:
        """Add the answers in a file and tell what was new. May be slow; raises `MyographError`."""
        from kg.files import opened
        from quiz.learner.logfile import bounded_lines, bring_in, in_words

        try:
            with opened(path) as file, closing(self.log.another()) as log:
                return "\n".join(in_words(*bring_in(log.store, bounded_lines(file), str(path))))
        except OSError as error:
            raise UnusableFileError(f"{path} cannot be read: {error.strerror or error}.") from None

    def begin(self, request: Request, progress: Callable[[str], None] = lambda _: None) -> Session:
        """Begin a new quiz and leave the one broken off. May be slow: called off the screen's thread.

        `progress` is told each step of a paper as it is begun. Raises `RuntimeError` where there is no graph
        yet.
        """
        from quiz.start import begin_anew

        if self.graph is None:
            raise RuntimeError("the graph is not loaded yet")
        # Two threads that talk to SQLite through one connection at once make each other fail.
        with closing(self.log.another()) as log:
            session = begin_anew(self.graph, log, request, self.rng, progress=progress)
        return replace(session, keeper=self.log)
