"""The form in which a quiz or a paper of one's own is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Label

from kg.completion import Names
from quiz.item import Bloom
from quiz.limits import DEFAULT_NUMBER
from quiz.tailored import Tailored, tailored
from quiz.tui.text import plain
from quiz.tui.widgets.form import Field, NameField, Ticks, Turn
from quiz.typenames import TYPE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kg.graph import KnowledgeGraph

__all__ = ["TailorForm"]

ANY = "any"
_LINES = ("as", "minutes", "topic", "number", "seed", "level")


class TailorForm(Vertical):
    """Posts `Changed` when something in it has changed, and `Start` when the quiz is to begin."""

    class Changed(Message):
        """Something else is wanted."""

    class Start(Message):
        """The quiz is to begin."""

    def compose(self) -> ComposeResult:
        """Yield the lines, then the types, then what starts it."""
        as_ = Turn("as", [("quiz", "a quiz, told at once"), ("exam", "an exam, told at its end")])
        yield from self._row("As", as_)
        yield from self._row("Minutes", Field("minutes", hint="one and a half a question", most=6))
        yield from self._row("Topic", NameField(id="topic", placeholder="anything in the graph"))
        yield from self._row("Number", Field("number", most=4, digits=True))
        yield from self._row("Seed", Field("seed", hint="by chance", most=10, digits=True))
        yield from self._row("Level", Turn("level", [(ANY, "any"), *((each, each) for each in Bloom)]))
        yield Label(plain("Types; where none is ticked, all:"), classes="name")
        types = [(name, f"{kind.words} · {kind.level}") for name, kind in TYPE_NAMES.items()]
        yield Ticks("types", types)
        yield Button("Start (F5)", id="start", compact=True)

    def _row(self, name: str, line: Widget) -> ComposeResult:
        with Horizontal(classes="row", id=f"row-{line.id}"):
            yield Label(plain(name), classes="name")
            yield line

    def on_mount(self) -> None:
        """Begin with the usual number; minutes are asked for where they count."""
        self.query_one("#number", Field).value = str(DEFAULT_NUMBER)
        self._show_minutes()

    def complete(self, graph: KnowledgeGraph) -> None:
        """Complete the names of what is in the graph."""
        self.query_one(NameField).take(Names(graph))

    def asked(self, graph: KnowledgeGraph, by_chance: int) -> Tailored:
        """Return what is wanted; `by_chance` is the seed where none is typed. Raises `FieldError`."""
        level = self.query_one("#level", Turn).value
        return tailored(
            graph,
            number=self._typed("number"),
            topic=self._typed("topic"),
            types=self.query_one(Ticks).value,
            level=None if level == ANY else level,
            seed=self._typed("seed"),
            by_chance=by_chance,
            exam=self._exam,
            minutes=self._typed("minutes"),
        )

    @property
    def by_chance(self) -> bool:
        """Whether no seed is typed."""
        return not self._typed("seed").strip()

    def forget_seed(self) -> None:
        """Leave the seed to chance."""
        self.query_one("#seed", Field).value = ""

    @property
    def place(self) -> list[str]:
        """All that is in the form, to be remembered."""
        lines = (self.query_one(f"#{name}") for name in _LINES)
        texts = [line.value if isinstance(line, Input | Turn) else "" for line in lines]
        return [*texts, *self.query_one(Ticks).value]

    def recall(self, place: Sequence[str]) -> None:
        """Put back what was remembered; what cannot be chosen any more is left out."""
        for name, text in zip(_LINES, place, strict=False):
            line = self.query_one(f"#{name}")
            if isinstance(line, Turn):
                line.choose(text)
            elif isinstance(line, Input):
                line.value = text
        self.query_one(Ticks).tick(place[len(_LINES) :])
        self._show_minutes()

    def start_at(self, field: str = "as") -> None:
        """Go to a line."""
        self.query_one(f"#{field}").focus()

    @on(Input.Changed)
    @on(Turn.Turned)
    @on(Ticks.Ticked)
    def changed(self, event: Message) -> None:
        """Say so."""
        event.stop()
        self._show_minutes()
        self.post_message(self.Changed())

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
        return self.query_one("#as", Turn).value == "exam"

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _show_minutes(self) -> None:
        self.query_one("#row-minutes").display = self._exam
