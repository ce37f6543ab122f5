"""Two lines: what a causal chain begins with and what it comes to, with the names that fit below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from kg.completion import Names, typed_name
from kg.showable import one_line
from quiz.tui.text import plain, styled
from quiz.tui.widgets.lists import Choices
from quiz.tui.widgets.named import NameLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.content import Content

    from kg.completion import Match
    from kg.graph import KnowledgeGraph

__all__ = ["Ends"]


class Ends(Vertical):
    """Completes names once it has a graph. Posts `Given` and `Matching`."""

    class Given(Message):
        """Both ends are to be looked for."""

    class Matching(Message):
        """Names that fit what is typed are shown, or no longer."""

        def __init__(self, shown: bool) -> None:
            super().__init__()
            self.shown = shown

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._graph: KnowledgeGraph | None = None
        self._names: Names | None = None
        self._matches: list[Match] = []
        hint = "a muscle, a disorder, an exercise …"
        self._lines = tuple(NameLine(placeholder=hint, id=name) for name in ("from", "to"))
        self._typed: NameLine | None = None

    def compose(self) -> ComposeResult:
        """Yield the lines, and the names that fit."""
        for label, line in zip(("From", "To"), self._lines, strict=True):
            with Horizontal(classes="line"):
                yield Static(plain(label), classes="label")
                yield line
        yield Choices(id="matches")

    @property
    def values(self) -> tuple[str, str]:
        """What stands in the lines."""
        first, last = (line.value.strip() for line in self._lines)
        return first, last

    @property
    def matching(self) -> bool:
        """Whether names that fit are shown."""
        return self.has_class("matching")

    def take(self, graph: KnowledgeGraph) -> None:
        """Complete the names of a graph."""
        self._graph, self._names = graph, Names.of_things(graph)
        for line in self._lines:
            line.take(self._names)

    def fill(self, names: Iterable[str]) -> None:
        """Hold these names, which were not typed."""
        for line, name in zip(self._lines, names, strict=True):
            line.fill(name)

    def fill_in(self, entities: Iterable[str]) -> None:
        """Hold the names of these entities."""
        graph = self._graph
        assert graph is not None
        self.fill(typed_name(graph, entity) for entity in entities)

    def ask(self) -> None:
        """Go to the first line that is empty; where there is none, let both be looked for."""
        self.close()
        for line in self._lines:
            if not line.value.strip():
                line.focus()
                return
        self.post_message(self.Given())

    def edit(self, place: int = 0) -> None:
        """Go to a line."""
        self._lines[place].focus()

    def open(self) -> bool:
        """Go to the names that fit; return whether there are any."""
        matches = self.query_one("#matches", Choices)
        if self.matching:
            matches.highlighted = 0
            matches.focus()
        return self.matching

    def leave(self) -> bool:
        """Go from the names that fit back to the line; return whether the learner was there."""
        there = self.query_one("#matches").has_focus
        if there and self._typed is not None:
            self._typed.focus()
        return there

    def close(self) -> None:
        """Show no names any more."""
        self._show([])

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show which names fit."""
        event.stop()
        self._typed = next(line for line in self._lines if line is event.input)
        self._show([] if self._names is None else self._names.matches(event.value))

    def _show(self, matches: list[Match]) -> None:
        self._matches = matches
        self.query_one("#matches", Choices).set_options(map(self._match_line, matches))
        self.set_class(bool(matches), "matching")
        self.post_message(self.Matching(bool(matches)))

    def _match_line(self, match: Match) -> Content:
        assert self._graph is not None
        entity = self._graph.entity(match.entity)
        also = f" ({match.name})" if match.name != entity.label else ""
        kind = self._graph.vocabulary.classes[entity.cls].label
        return styled(one_line(f"{entity.label}{also}"), (f"  {kind}", "$text-muted"))

    @on(OptionList.OptionSelected, "#matches")
    def match_chosen(self, event: OptionList.OptionSelected) -> None:
        """Take a name, and go on."""
        event.stop()
        if self._typed is not None and self._graph is not None:
            self._typed.fill(typed_name(self._graph, self._matches[event.option_index].entity))
        self.ask()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Go on to the other line, or look."""
        event.stop()
        self.ask()
