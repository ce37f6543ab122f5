"""The registry of actions as Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from quiz.actions import of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quiz.actions import Action

__all__ = ["binding", "bindings", "types"]


def binding(action: Action) -> Binding:
    """Return the binding of an action."""
    return Binding(
        action.keys,
        action.does,
        action.label,
        show=action.shown,
        key_display=action.display,
        priority=action.priority,
        tooltip=action.tip,
        id=action.id,
    )


def bindings(place: str, *only: str) -> list[BindingType]:
    """Return the bindings of a place: all, or those with these names."""
    return [binding(action) for action in of(place) if not only or action.id.partition(".")[2] in only]


def types(key: str) -> bool:
    """Return whether a key, as Textual names it, types something where text can be typed.

    >>> types("h"), types("question_mark"), types("f2"), types("ctrl+p"), types("enter")
    (True, True, False, False, False)
    """
    return "+" not in key and key not in _SILENT and not (key[0] == "f" and key[1:].isdigit())


_SILENT = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "escape", "enter",
    "tab", "backspace",
}  # fmt: skip
