"""Causal chains to choose from, or pairs to look for; and the steps of the chain that is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container
from textual.message import Message
from textual.widgets import OptionList

from kg.inwords import counted
from kg.showable import one_line
from quiz.tui.text import styled
from quiz.tui.widgets.chainsteps import ChainSteps, chain_line
from quiz.tui.widgets.lists import Choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from kg.graph import KnowledgeGraph
    from kg.nearpaths import Pair
    from kg.paths import Chain

__all__ = ["Chains"]


class Chains(Container):
    """Posts `Looked` and `Wanted`, and `ChainSteps.Chosen`."""

    class Looked(Message):
        """Another line is highlighted."""

    class Wanted(Message):
        """A pair is to be looked for."""

        def __init__(self, pair: Pair) -> None:
            super().__init__()
            self.pair = pair

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._graph: KnowledgeGraph | None = None
        self._chains: Sequence[Chain] = ()
        self._pairs: Sequence[Pair] = ()
        self._list = Choices(id="chains")
        self.steps = ChainSteps(id="steps")

    def compose(self) -> ComposeResult:
        """Yield the list, and the steps."""
        yield self._list
        yield self.steps

    @property
    def source(self) -> str | None:
        """Who says what the highlighted line of the steps tells."""
        return self.steps.source

    def show(self, graph: KnowledgeGraph, chains: Sequence[Chain], pairs: Sequence[Pair] = ()) -> None:
        """Show chains, or pairs where there are none."""
        self._graph, self._chains, self._pairs = graph, chains, pairs
        self.steps.clear()
        lines = [chain_line(graph, chain) for chain in chains] or [_pair_line(graph, pair) for pair in pairs]
        self._list.set_options(lines)
        self._list.display = bool(lines)
        self.steps.display = bool(chains)
        if lines:
            self._list.highlighted = 0

    def go_to(self) -> bool:
        """Go to the list; return whether there is anything in it."""
        if self._list.option_count:
            self._list.focus()
        return self._list.option_count > 0

    @on(OptionList.OptionHighlighted, "#chains")
    def looked_at(self, event: OptionList.OptionHighlighted) -> None:
        """Show the steps of a chain."""
        event.stop()
        if self._graph is not None and event.option_index < len(self._chains):
            self.steps.show(self._graph, self._chains[event.option_index])
        self.post_message(self.Looked())

    @on(OptionList.OptionHighlighted, "#steps")
    def step_looked_at(self, event: OptionList.OptionHighlighted) -> None:
        """Tell that another line is highlighted."""
        event.stop()
        self.post_message(self.Looked())

    @on(OptionList.OptionSelected, "#chains")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Go into a chain; or let a pair be looked for."""
        event.stop()
        if self._chains:
            self.steps.focus()
        else:
            self.post_message(self.Wanted(self._pairs[event.option_index]))


def _pair_line(graph: KnowledgeGraph, pair: Pair) -> Content:
    first, last = graph.entity(pair.start).label, graph.entity(pair.end).label
    return styled(one_line(f"{first} … {last}"), (f" · {counted(pair.steps, 'step')}", "$text-muted"))
