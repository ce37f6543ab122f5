"""The form in which is said what of the graph to write, in which format, and to which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widgets import Input, Label

from kg.completion import typed_name
from kg.drawing import STATUS_WORDS
from kg.export import FORMATS
from kg.portion import FORMS, MAX_DEPTH, FieldError, Portion, entity_in, file_name
from quiz.tui.text import plain
from quiz.tui.widgets.form import Field, FileField, Form, NameField, Ticks, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kg.graph import KnowledgeGraph

__all__ = ["PortionForm"]

WHOLE, AROUND, CHAINS = "whole", "around", "chains"
# Which lines count for which part.
_LINES = {WHOLE: (), AROUND: ("thing", "depth"), CHAINS: ("from", "to")}


class PortionForm(Form):
    """Posts `Entered` when it is to be written."""

    class Entered(Message):
        """The file is to be written."""

    def compose(self) -> ComposeResult:
        """Yield what to write, then how, then where to."""
        parts = [(WHOLE, "the whole graph"), (AROUND, "around one thing"), (CHAINS, "chains between two")]
        yield from self.row("Part", Turn("part", parts))
        yield from self.row("Thing", NameField(id="thing", placeholder="what stands in the middle"))
        yield from self.row("Steps", Field("depth", hint="1", most=2, digits=True))
        yield from self.row("From", NameField(id="from", placeholder="what leads there"))
        yield from self.row("To", NameField(id="to", placeholder="what it leads to"))
        yield Label(plain("Only claims that are; where none is ticked, all:"), classes="name whole")
        yield Ticks("statuses", [(status, words) for status, words in STATUS_WORDS.items()])
        forms = [(name, f"{name}: {FORMS[name].words}") for name in FORMATS]
        yield from self.row("Format", Turn("format", forms))
        yield from self.row("File", FileField("file"))

    def begin(self, graph: KnowledgeGraph, seen: str | None, ends: Sequence[str]) -> None:
        """Begin with the thing that was looked at last, by its id, and the ends of the last chains."""
        self.complete(graph)
        if seen is not None and seen in graph.entities:
            self.field("thing").value = typed_name(graph, seen)
        for name, text in zip(("from", "to"), ends, strict=False):
            self.field(name).value = text
        self.turn("format").choose("turtle")
        self.show(graph)
        self.go_to("part")

    @property
    def form(self) -> str:
        """The format."""
        return self.turn("format").value

    @property
    def file(self) -> str:
        """What is typed for the file."""
        return self.field("file").value

    def portion(self, graph: KnowledgeGraph) -> Portion:
        """Return what of the graph is wanted. Raises `FieldError`."""
        statuses = self.ticked
        part = self.turn("part").value
        if part == CHAINS:
            return Portion(ends=(self._entity(graph, "from"), self._entity(graph, "to")), statuses=statuses)
        if part == WHOLE:
            return Portion(statuses=statuses)
        depth = self.field("depth").value or "1"
        if not (depth.isascii() and depth.isdigit() and 1 <= int(depth) <= MAX_DEPTH):
            raise FieldError("depth", f"Steps are from 1 to {MAX_DEPTH}.")
        return Portion(around=self._entity(graph, "thing"), depth=int(depth), statuses=statuses)

    def show(self, graph: KnowledgeGraph) -> None:
        """Show the lines that count, and a name for the file where none was typed."""
        wanted = _LINES[self.turn("part").value]
        for name in ("thing", "depth", "from", "to"):
            self.show_row(name, name in wanted)
        try:
            portion = self.portion(graph)
        except FieldError:
            portion = Portion()
        self.query_one(FileField).propose(file_name(portion, self.form))

    def _entity(self, graph: KnowledgeGraph, name: str) -> str:
        typed = self.field(name).value.strip()
        if not typed:
            raise FieldError(name, "Say which thing of the graph.")
        return entity_in(graph, name, typed)

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Write from the line of the file; from others, go on to the next."""
        event.stop()
        if event.input.id == "file":
            self.post_message(self.Entered())
        else:
            self.screen.focus_next()
