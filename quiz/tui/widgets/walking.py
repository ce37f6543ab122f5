"""What drawing, tree and trail say: where the learner looks, and where to go next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from kg.ego import Edge

__all__ = ["Highlighted", "Recentre", "StepBack"]


class Highlighted(Message):
    """The learner looks at an edge, or, where it is None, at the thing in the middle."""

    def __init__(self, edge: Edge | None) -> None:
        super().__init__()
        self.edge = edge


class Recentre(Message):
    """The learner goes to another thing."""

    def __init__(self, entity: str) -> None:
        super().__init__()
        self.entity = entity


class StepBack(Message):
    """The learner goes back to an earlier place of the trail, counted from 0."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place
