"""The form in which a quiz or a paper of one's own is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widgets import Button, Input, Label

from quiz.item import Bloom
from quiz.limits import DEFAULT_NUMBER
from quiz.tailored import Tailored, tailored
from quiz.tui.text import plain
from quiz.tui.widgets.form import Field, Form, NameField, Ticks, Turn
from quiz.typenames import TYPE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kg.graph import KnowledgeGraph

__all__ = ["TailorForm"]

ANY = "any"
_LINES = ("as", "minutes", "topic", "number", "seed", "level")
# Remembered last, behind the types: what was remembered before there was a source is still understood.
_FROM = "from "


class TailorForm(Form):
    """Posts `Start` when the quiz is to begin."""

    class Start(Message):
        """The quiz is to begin."""

    def compose(self) -> ComposeResult:
        """Yield the lines, then the types, then what starts it."""
        as_ = Turn("as", [("quiz", "a quiz, told at once"), ("exam", "an exam, told at its end")])
        yield from self.row("As", as_)
        yield from self.row("Minutes", Field("minutes", hint="one and a half a question", most=6))
        yield from self.row("Topic", NameField(id="topic", placeholder="anything in the graph"))
        yield from self.row("Source", NameField(id="source", placeholder="any"))
        yield from self.row("Number", Field("number", most=4, digits=True))
        yield from self.row("Seed", Field("seed", hint="by chance", most=10, digits=True))
        yield from self.row("Level", Turn("level", [(ANY, "any"), *((each, each) for each in Bloom)]))
        yield Label(plain("Types; where none is ticked, all:"), classes="name")
        types = [(name, f"{kind.words} · {kind.level}") for name, kind in TYPE_NAMES.items()]
        yield Ticks("types", types)
        yield Button("Start (F5)", id="start", compact=True)

    def on_mount(self) -> None:
        """Begin with the usual number; minutes are asked for where they count."""
        self.field("number").value = str(DEFAULT_NUMBER)
        self._show_minutes()

    def asked(self, graph: KnowledgeGraph, by_chance: int) -> Tailored:
        """Return what is wanted; `by_chance` is the seed where none is typed. Raises `FieldError`."""
        level = self.turn("level").value
        return tailored(
            graph,
            number=self.field("number").value,
            topic=self.field("topic").value,
            source=self.field("source").value,
            types=self.ticked,
            level=None if level == ANY else level,
            seed=self.field("seed").value,
            by_chance=by_chance,
            exam=self._exam,
            minutes=self.field("minutes").value,
        )

    def complete(self, graph: KnowledgeGraph) -> None:
        """Complete the names of what is in the graph, and of its sources."""
        from kg.completion import Names

        super().complete(graph)
        self.query_one("#source", NameField).take(Names.of_sources(graph))

    @property
    def by_chance(self) -> bool:
        """Whether no seed is typed."""
        return not self.field("seed").value.strip()

    def forget_seed(self) -> None:
        """Leave the seed to chance."""
        self.field("seed").value = ""

    @property
    def place(self) -> list[str]:
        """All that is in the form, to be remembered."""
        lines = (self.query_one(f"#{name}") for name in _LINES)
        texts = [line.value if isinstance(line, Input | Turn) else "" for line in lines]
        source = self.field("source").value
        return [*texts, *self.ticked, *([f"{_FROM}{source}"] if source else [])]

    def recall(self, place: Sequence[str]) -> None:
        """Put back what was remembered; what cannot be chosen any more is left out."""
        for name, text in zip(_LINES, place, strict=False):
            line = self.query_one(f"#{name}")
            if isinstance(line, Turn):
                line.choose(text)
            elif isinstance(line, Input):
                line.value = text
        self.query_one(Ticks).tick(place[len(_LINES) :])
        named = (text.removeprefix(_FROM) for text in place[len(_LINES) :] if text.startswith(_FROM))
        self.field("source").value = next(named, "")
        self._show_minutes()

    def start(self) -> None:
        """Go to where letters are commands."""
        self.go_to("as")

    @on(Turn.Turned)
    def turned(self) -> None:
        """Ask for minutes where they count by now."""
        self._show_minutes()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Go on to the next line."""
        event.stop()
        self.screen.focus_next()

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """Say that the quiz is to begin."""
        event.stop()
        self.post_message(self.Start())

    @property
    def _exam(self) -> bool:
        return self.turn("as").value == "exam"

    def _show_minutes(self) -> None:
        self.show_row("minutes", self._exam)
