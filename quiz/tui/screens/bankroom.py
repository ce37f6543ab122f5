"""A room that makes banks off the screen's thread, and writes files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from quiz.patterns import PATTERNS
from quiz.tailored import LastBank
from quiz.tui.screens.filing import Filing, LeftError
from quiz.tui.screens.room import Room

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.tui.study import Study

__all__ = ["BankRoom"]


class BankRoom(Room, Filing[None]):
    """Keeps the last bank, and shows in the status line how far the next one is."""

    class Making(Message):
        """A bank is being made; so many of its steps are begun."""

        def __init__(self, begun: int) -> None:
            super().__init__()
            self.begun = begun

    def __init__(self, study: Study, *, alone: bool = False) -> None:
        super().__init__(study, alone=alone)
        self._bank = LastBank()

    def bank(self, graph: KnowledgeGraph, seed: int) -> Bank:
        """Return the bank of a seed. To be called in a worker; raises `LeftError` when that is cancelled."""
        worker = get_current_worker()
        begun = 0

        def next_one(_: str) -> None:
            nonlocal begun
            if worker.is_cancelled:
                raise LeftError
            self.post_message(self.Making(begun))
            begun += 1

        return self._bank.of(graph, seed, next_one)

    @on(Making)
    def show_making(self, message: Making) -> None:
        """Show how far the bank is."""
        if self.status.working:
            self.status.work("Making all questions", message.begun, len(PATTERNS) + 1)
