"""What screens want and what workers found; handlers own the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from kg.errors import MyographError
    from kg.graph import KnowledgeGraph
    from quiz.grade import Response
    from quiz.session import Session
    from quiz.start import Request

__all__ = [
    "Answered",
    "Failed",
    "Go",
    "GraphLoaded",
    "Making",
    "NotBegun",
    "QuizBegun",
    "ShowEntity",
    "ShowSource",
    "TakeQuiz",
]


class Answered(Message):
    """The student hands in a response to the question that is asked."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class GraphLoaded(Message):
    """The graph is there."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        super().__init__()
        self.graph = graph


class QuizBegun(Message):
    """A new quiz is made and kept."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class NotBegun(Message):
    """No quiz could be made of what was asked for."""

    def __init__(self, error: MyographError) -> None:
        super().__init__()
        self.error = error


class Failed(Message):
    """The app cannot go on."""

    def __init__(self, error: MyographError) -> None:
        super().__init__()
        self.error = error


class TakeQuiz(Message):
    """The student wants to go on with a session, or to begin a new one, as requested, where it is None."""

    def __init__(self, session: Session | None, request: Request | None = None) -> None:
        super().__init__()
        self.session = session
        self.request = request


class Making(Message):
    """A quiz is being made; so many of the steps are begun."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total


class Go(Message):
    """The learner wants to go to another room."""

    def __init__(self, room: str) -> None:
        super().__init__()
        self.room = room


class ShowEntity(Message):
    """The learner wants to see a thing in the graph, and to come back; `claim` is what to look at there."""

    def __init__(self, entity: str, claim: str | None = None) -> None:
        super().__init__()
        self.entity = entity
        self.claim = claim


class ShowSource(Message):
    """The learner wants to see a source and its claims, and to come back."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
