"""Help: what can be done where the learner is, and by which keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from quiz.actions import all_actions, titles
from quiz.keys import shown_keys
from quiz.tui.bindings import bindings
from quiz.tui.screens.dialog import Dialog
from quiz.tui.text import plain, styled
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.lists import Pane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

__all__ = ["HelpScreen", "help_text"]

_FOLDER = Path(__file__).parents[1] / "help"


@cache
def help_text(topic: str) -> str:
    """Return what there is to know about a screen or a widget, or nothing where nothing is written."""
    file = _FOLDER / f"{topic}.md"
    return file.read_text("utf-8") if file.is_file() else ""


class HelpScreen(Dialog[None]):
    """Shows help on a screen and on what has the focus there, and all keys that work now."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ends", "leave")

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._topics = list(_topics(below))
        self._keys = _keys(below)

    def compose(self) -> ComposeResult:
        """Yield the words, then the keys by place."""
        with Vertical(id="box", classes="help"), Pane(id="help"):
            for topic in self._topics:
                yield Static(plain(help_text(topic).strip()), classes="words")
            for title, rows in self._keys.items():
                yield Static(styled((title, "bold")), classes="heading")
                for keys, tip in rows:
                    yield Static(styled((f"{keys:<12} ", "$text-accent bold"), tip))
        yield Keys()

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#help").focus()

    def action_leave(self) -> None:
        """End."""
        self.dismiss(None)


def _topics(screen: Screen[object]) -> Iterator[str]:
    """Yield the topics of what has the focus, then of what it stands in, that something is written on."""
    nodes = screen.focused.ancestors_with_self if screen.focused is not None else [screen]
    seen = set[str]()
    for node in nodes:
        for name in (node.id, *(kind.__name__.casefold() for kind in type(node).__mro__[:2])):
            if name and name not in seen and help_text(name):
                seen.add(name)
                yield name


def _keys(screen: Screen[object]) -> dict[str, list[tuple[str, str]]]:
    """Return keys and tips of what can be done, by the title of the place."""
    actions, names = all_actions(), titles()
    keys: dict[str, list[str]] = {}
    for key, active in screen.active_bindings.items():
        name = active.binding.id
        if active.enabled and name is not None and name in actions:
            keys.setdefault(name, []).append(key)
    found: dict[str, list[tuple[str, str]]] = {}
    for name, pressed in keys.items():
        action = actions[name]
        found.setdefault(names[action.place], []).append((shown_keys(",".join(pressed)), action.tip))
    return {title: found[title] for title in reversed(names.values()) if title in found}
