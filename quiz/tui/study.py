"""What the app works on, without a screen: graph, log, chance and time, in one plain object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.start import begin_anew

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.session import Session
    from quiz.start import Request

__all__ = ["Study"]


@dataclass(slots=True)
class Study:
    """The graph once it is loaded, and the session being taken.

    `load_graph` may be slow and is called off the screen's thread; `timer` gives seconds that only grow.
    """

    load_graph: Callable[[], KnowledgeGraph]
    log: AnswerLog
    rng: Random
    timer: Callable[[], float]
    graph: KnowledgeGraph | None = field(default=None)

    def unfinished(self, request_text: str | None = None) -> Session | None:
        """Return the quiz that was broken off last, if there is one."""
        return self.log.unfinished(request_text)

    def begin(self, request: Request) -> Session:
        """Begin a new quiz and leave the one broken off. Raises `RuntimeError` before the graph is there."""
        if self.graph is None:
            raise RuntimeError("the graph is not loaded yet")
        return begin_anew(self.graph, self.log, request, self.rng)
