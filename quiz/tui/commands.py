"""What the palette offers: every action that can be done where the learner is."""

from __future__ import annotations

from ast import literal_eval
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, NamedTuple

from quiz.actions import of
from quiz.keys import shown_keys
from quiz.tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.dom import DOMNode
    from textual.screen import Screen

    from quiz.actions import Action
    from quiz.tui.keyed import KeyedApp

__all__ = ["Command", "commands"]


class Command(NamedTuple):
    """A line of the palette."""

    title: str
    tip: str
    run: Callable[[], Awaitable[object]]


def commands(app: KeyedApp, screen: Screen[object]) -> Iterator[Command]:
    """Yield the actions of a screen, then those of the app, each with its keys in its tip."""
    if isinstance(screen, Page):
        for action in (each for place in screen.PLACES for each in of(place)):
            if action.listed and screen.possible(*_called(action)):
                yield _command(app, action, screen)
    for action in (*of("go"), *of("app")):
        if action.listed and app.possible(*_called(action)):
            yield _command(app, action, app)


def _command(app: KeyedApp, action: Action, doer: DOMNode) -> Command:
    keys = shown_keys(app.chosen.get(action.id, action.keys))
    return Command(action.label, f"{action.tip} ({keys})", partial(_do, doer, action))


async def _do(doer: DOMNode, action: Action) -> None:
    """Do it, also where its key would type something."""
    name, arguments = _called(action)
    done = getattr(doer, f"action_{name}")(*arguments)
    if isawaitable(done):
        await done


def _called(action: Action) -> tuple[str, tuple[object, ...]]:
    """Return the name and the arguments of what an action does."""
    name, _, arguments = action.does.partition("(")
    return name, tuple(literal_eval(f"[{arguments.removesuffix(')')}]"))
