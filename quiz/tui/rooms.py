"""Which screen each room is. None is imported before there is something on the screen."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quiz.tui.screens.room import Room
    from quiz.tui.study import Study

__all__ = ["fetch", "room"]


def room(name: str, study: Study) -> Callable[[], Room]:
    """Return what makes the screen of a room: `<Name>Screen` of the module named like it."""
    return partial(_made, name, study)


def fetch(names: Iterable[str]) -> None:
    """Import the screens of rooms, so that none has to be when the learner first goes there."""
    for name in names:
        import_module(f"quiz.tui.screens.{name}")


def _made(name: str, study: Study) -> Room:
    screen: Room = getattr(import_module(f"quiz.tui.screens.{name}"), f"{name.capitalize()}Screen")(study)
    return screen
