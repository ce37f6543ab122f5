"""A room that shows how far the learner is, which is worked out off the screen's thread."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from kg.errors import MyographError
from kg.showable import one_line
from quiz.tui.screens.narrowed import Narrowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph import KnowledgeGraph
    from quiz.learner.confusions import Contrast, Pair
    from quiz.learner.progress import Progress
    from quiz.tui.study import Study

__all__ = ["Measured"]


class Measured(Narrowed):
    """A room with the progress on its topic; `found` is None before it was worked out the first time."""

    class Found(Message):
        """How far the learner is with a topic, or with everything where it is None.

        `apart` is what tells each pair apart that is mixed up.
        """

        def __init__(self, topic: str | None, told: Progress, apart: Mapping[Pair, Contrast]) -> None:
            super().__init__()
            self.topic = topic
            self.told = told
            self.apart = apart

    class NotFound(Message):
        """The answers cannot be read."""

        def __init__(self, error: MyographError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.found: Measured.Found | None = None

    def show(self, graph: KnowledgeGraph, found: Found) -> None:
        """Show what was worked out."""

    def look(self) -> None:
        """Work out anew how far the learner is, and show it then."""
        if self.is_mounted and self._study.graph is not None:
            self.status.work("Working out your progress")
            self._work_out(self._study.graph, self.topic)

    @work(thread=True, exclusive=True, group="progress", exit_on_error=False)
    def _work_out(self, graph: KnowledgeGraph, topic: str | None) -> None:
        """Work it out off the screen's thread: a log of years takes seconds."""
        from quiz.learner.confusions import Contrasts
        from quiz.learner.progress import progress

        try:
            with closing(self._study.log.another()) as log:
                told = progress(graph, log, topic=topic)
        except MyographError as error:
            self.post_message(self.NotFound(error))
            return
        contrasts = Contrasts(graph)
        apart = {each.pair: contrasts.contrast(each.pair) for each in told.confusions}
        if not get_current_worker().is_cancelled:  # what is known by now is newer
            self.post_message(self.Found(topic, told, apart))

    def on_measured_not_found(self, message: NotFound) -> None:
        """Tell why it cannot be told."""
        self.failed(message.error)

    def on_measured_found(self, message: Found) -> None:
        """Show it, unless something else was asked for meanwhile; go back where there is nothing to show."""
        graph = self._study.graph
        if message.topic != self.topic or graph is None:
            return
        self.status.rest()
        if message.topic is not None and not message.told.claims and not message.told.suspended:
            label = one_line(graph.entity(message.topic).label)
            words = f"There is no claim on “{label}” that may be asked."
            self.notify(words, severity="warning", markup=False)
            self.action_wider()
            return
        self.found = message
        self.show(graph, message)
        self.refresh_status()
