"""The form in which is said what of the graph to write, in which format, and to which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from kg.completion import Names
from kg.drawing import STATUS_WORDS
from kg.errors import NoSuchEntityError
from kg.export import FORMATS
from kg.portion import FORMS, MAX_DEPTH, FieldError, Portion, file_name, typed_name
from quiz.tui.text import plain
from quiz.tui.widgets.form import Field, FileField, NameField, Ticks, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kg.graph import KnowledgeGraph

__all__ = ["PortionForm"]

WHOLE, AROUND, CHAINS = "whole", "around", "chains"
# Which lines count for which part.
_LINES = {WHOLE: (), AROUND: ("thing", "depth"), CHAINS: ("from", "to")}


class PortionForm(Vertical):
    """Posts `Changed` when something in it has changed, and `Entered` when it is to be written."""

    class Changed(Message):
        """Something else is wanted."""

    class Entered(Message):
        """The file is to be written."""

    def compose(self) -> ComposeResult:
        """Yield what to write, then how, then where to."""
        parts = [(WHOLE, "the whole graph"), (AROUND, "around one thing"), (CHAINS, "chains between two")]
        yield from self._row("Part", Turn("part", parts))
        yield from self._row("Thing", NameField(id="thing", placeholder="what stands in the middle"))
        yield from self._row("Steps", Field("depth", hint="1", most=2, digits=True))
        yield from self._row("From", NameField(id="from", placeholder="what leads there"))
        yield from self._row("To", NameField(id="to", placeholder="what it leads to"))
        yield Label(plain("Only claims that are; where none is ticked, all:"), classes="name whole")
        yield Ticks("statuses", [(status, words) for status, words in STATUS_WORDS.items()])
        forms = [(name, f"{name}: {FORMS[name].words}") for name in FORMATS]
        yield from self._row("Format", Turn("format", forms))
        yield from self._row("File", FileField("file"))

    def _row(self, name: str, line: Widget) -> ComposeResult:
        with Horizontal(classes="row", id=f"row-{line.id}"):
            yield Label(plain(name), classes="name")
            yield line

    def begin(self, graph: KnowledgeGraph, seen: str | None, ends: Sequence[str]) -> None:
        """Begin with the thing that was looked at last, by its id, and the ends of the last chains."""
        names = Names(graph)
        for line in self.query(NameField):
            line.take(names)
        if seen is not None and seen in graph.entities:
            self._field("thing").value = typed_name(graph, seen)
        for name, text in zip(("from", "to"), ends, strict=False):
            self._field(name).value = text
        self._turn("format").choose("turtle")
        self.show(graph)
        self._turn("part").focus()

    def go_to(self, field: str) -> None:
        """Go to a line."""
        self.query_one(f"#{field}").focus()

    @property
    def form(self) -> str:
        """The format."""
        return self._turn("format").value

    @property
    def file(self) -> str:
        """What is typed for the file."""
        return self._field("file").value

    def portion(self, graph: KnowledgeGraph) -> Portion:
        """Return what of the graph is wanted. Raises `FieldError`."""
        statuses = self.query_one(Ticks).value
        part = self._turn("part").value
        if part == CHAINS:
            return Portion(ends=(self._entity(graph, "from"), self._entity(graph, "to")), statuses=statuses)
        if part == WHOLE:
            return Portion(statuses=statuses)
        depth = self._field("depth").value or "1"
        if not (depth.isascii() and depth.isdigit() and 1 <= int(depth) <= MAX_DEPTH):
            raise FieldError("depth", f"Steps are from 1 to {MAX_DEPTH}.")
        return Portion(around=self._entity(graph, "thing"), depth=int(depth), statuses=statuses)

    def show(self, graph: KnowledgeGraph) -> None:
        """Show the lines that count, and a name for the file where none was typed."""
        wanted = _LINES[self._turn("part").value]
        for name in ("thing", "depth", "from", "to"):
            self.query_one(f"#row-{name}").display = name in wanted
        try:
            portion = self.portion(graph)
        except FieldError:
            portion = Portion()
        self.query_one(FileField).propose(file_name(portion, self.form))

    def _entity(self, graph: KnowledgeGraph, name: str) -> str:
        typed = self._field(name).value.strip()
        if not typed:
            raise FieldError(name, "Say which thing of the graph.")
        try:
            return graph.find(typed).id
        except NoSuchEntityError as error:
            raise FieldError(name, str(error)) from None

    def _field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _turn(self, name: str) -> Turn:
        return self.query_one(f"#{name}", Turn)

    @on(Input.Changed)
    @on(Turn.Turned)
    @on(Ticks.Ticked)
    def changed(self, event: Message) -> None:
        """Say so."""
        event.stop()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Write from the line of the file; from others, go on to the next."""
        event.stop()
        if event.input.id == "file":
            self.post_message(self.Entered())
        else:
            self.screen.focus_next()
