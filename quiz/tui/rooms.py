"""Which screen each room is. Each is imported when the learner first goes there."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.tui.screens.room import Room
    from quiz.tui.study import Study

__all__ = ["room"]


def room(name: str, study: Study) -> Callable[[], Room]:
    """Return what makes the screen of a room: `<Name>Screen` of the module named like it."""
    return partial(_made, name, study)


def _made(name: str, study: Study) -> Room:
    screen: Room = getattr(import_module(f"quiz.tui.screens.{name}"), f"{name.capitalize()}Screen")(study)
    return screen
