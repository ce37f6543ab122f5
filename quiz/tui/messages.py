"""What screens want and what workers found; handlers own the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.session import Session

__all__ = ["GraphFailed", "GraphLoaded", "TakeQuiz"]


class GraphLoaded(Message):
    """The graph is there."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        super().__init__()
        self.graph = graph


class GraphFailed(Message):
    """The graph cannot be had; `exit_code` is what the command would return."""

    def __init__(self, reason: str, exit_code: int) -> None:
        super().__init__()
        self.reason = reason
        self.exit_code = exit_code


class TakeQuiz(Message):
    """The student wants to go on with a session, or to begin a new one where it is None."""

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self.session = session
