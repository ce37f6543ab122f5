"""A form and its lines: text, one of several, any of several. Up and down go through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label
from textual.widgets.option_list import Option

from quiz.tui.bindings import bindings
from quiz.tui.text import plain, styled
from quiz.tui.widgets.lists import Choices
from quiz.tui.widgets.named import NameLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Click
    from textual.widgets import OptionList

    from kg.graph import KnowledgeGraph

__all__ = ["Field", "FileField", "Form", "NameField", "Ticks", "Turn"]

BEFORE = "‹ "


class _Line(Widget):
    """A line of a form. Each kind names the keys itself: those of what it is made from would come first."""

    def action_line_up(self) -> None:
        """Go to the line above."""
        self.screen.focus_previous()

    def action_line_down(self) -> None:
        """Go to the line below."""
        self.screen.focus_next()


class Field(Input, _Line):
    """A line to type in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "up", "down")

    def __init__(self, id: str, *, hint: str = "", most: int = 0, digits: bool = False) -> None:  # noqa: A002
        super().__init__(
            id=id,
            placeholder=hint,
            max_length=most,
            restrict="[0-9]*" if digits else None,
            compact=True,
            select_on_focus=False,
        )


class NameField(NameLine, _Line):
    """A line for the name of a thing in the graph."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "up", "down")


class Turn(_Line, can_focus=True):
    """One of several choices, on one line. Posts `Turned`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "up", "down", "next", "previous")

    place = reactive(0)

    class Turned(Message):
        """Another choice was made."""

        def __init__(self, turn: Turn) -> None:
            super().__init__()
            self.turn = turn

        @property
        def control(self) -> Turn:
            """The line."""
            return self.turn

    def __init__(self, id: str, options: Sequence[tuple[str, str]]) -> None:  # noqa: A002
        super().__init__(id=id)
        self._options = tuple(options)

    @property
    def value(self) -> str:
        """The id of what is chosen."""
        return self._options[self.place][0]

    def choose(self, value: str) -> None:
        """Choose by id; what is no choice changes nothing."""
        for place, (name, _) in enumerate(self._options):
            if name == value:
                self.place = place

    def render(self) -> Content:
        """Return the line."""
        return styled((BEFORE, "$text-accent"), self._options[self.place][1], (" ›", "$text-accent"))

    def watch_place(self) -> None:
        """Say so."""
        if self.is_mounted:
            self.post_message(self.Turned(self))

    def action_turn(self, by: int) -> None:
        """Take the next choice, or the one before; after the last comes the first."""
        self.place = (self.place + by) % len(self._options)

    def on_click(self, event: Click) -> None:
        """Take the next choice, or on the mark at the left the one before."""
        self.action_turn(-1 if event.x < len(BEFORE) else 1)


class Ticks(Choices):
    """Any of several choices, on a line each. Posts `Ticked`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "tick")

    class Ticked(Message):
        """A choice was ticked, or taken back."""

    def __init__(self, id: str, options: Sequence[tuple[str, str]]) -> None:  # noqa: A002
        self._words = dict(options)
        self._ticked: set[str] = set()
        super().__init__(*(Option(styled(self._line(name)), id=name) for name in self._words), id=id)

    @property
    def value(self) -> tuple[str, ...]:
        """The ids of what is ticked, in the order of the lines."""
        return tuple(name for name in self._words if name in self._ticked)

    def tick(self, names: Sequence[str]) -> None:
        """Tick these; what is no choice changes nothing."""
        for name in names:
            if name in self._words and name not in self._ticked:
                self._turn(name)

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick the line, or take it back."""
        event.stop()
        self._turn(str(event.option_id))
        self.post_message(self.Ticked())

    def action_cursor_up(self) -> None:
        """Go to the line above, which may be another part of the form."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.screen.focus_previous()

    def action_cursor_down(self) -> None:
        """Go to the line below, which may be another part of the form."""
        if self.highlighted == self.option_count - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down()

    def _turn(self, name: str) -> None:
        self._ticked ^= {name}
        self.replace_option_prompt(name, styled(self._line(name)))

    def _line(self, name: str) -> str:
        return f"[{'✓' if name in self._ticked else ' '}] {self._words[name]}"


class FileField(Field):
    """A line for the name of a file, which follows what is proposed until it is edited."""

    _proposed = ""

    def propose(self, name: str) -> None:
        """Take a name, where the one that was proposed before still stands."""
        if self.value == self._proposed:
            self.value = name
        self._proposed = name


class Form(Vertical):
    """Lines below each other, each known by its id. Posts `Changed`."""

    class Changed(Message):
        """Something else is wanted."""

    def row(self, name: str, line: Widget) -> ComposeResult:
        """Yield a line with its name before it."""
        with Horizontal(classes="row", id=f"row-{line.id}"):
            yield Label(plain(name), classes="name")
            yield line

    def show_row(self, name: str, shown: bool) -> None:
        """Show a line that counts, or hide it."""
        self.query_one(f"#row-{name}").display = shown

    def complete(self, graph: KnowledgeGraph) -> None:
        """Complete the names of what is in the graph."""
        from kg.completion import Names

        names = Names.of_things(graph)
        for line in self.query(NameField):
            line.take(names)

    def field(self, name: str) -> Input:
        """Return a line to type in."""
        return self.query_one(f"#{name}", Input)

    def turn(self, name: str) -> Turn:
        """Return a line of choices."""
        return self.query_one(f"#{name}", Turn)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of what is ticked."""
        return self.query_one(Ticks).value

    def go_to(self, name: str) -> None:
        """Go to a line."""
        self.query_one(f"#{name}").focus()

    @on(Input.Changed)
    @on(Turn.Turned)
    @on(Ticks.Ticked)
    def changed(self, event: Message) -> None:
        """Say so."""
        event.stop()
        self.post_message(self.Changed())
