"""A few pictures of the whole screen; tied to the Textual version that drew them."""

from __future__ import annotations

from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING

import pytest
from handmade import ALL
from logs import Clock, opened, studied
from textual.widgets import Input

from quiz.item import Interaction
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.item import Item
    from quiz.learner.log import AnswerLog

    Make = Callable[..., MyographApp]
    Play = Callable[[Pilot[None]], Awaitable[None]]

DRAWN_BY = "8.2.8"

pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_BY, reason=f"the pictures were drawn by Textual {DRAWN_BY}"
)


def after(*pressed: str) -> Play:
    """What presses keys, and waits for all that comes of each."""

    async def play(pilot: Pilot[None]) -> None:
        for key in ("", *pressed):
            if key:
                await pilot.press(key)
            for _ in range(2):
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    return play


KNEE_PAIN = ("e", "slash", *"knee", "space", *"pain", "enter", "right")


@pytest.mark.parametrize(
    ("size", "pressed"),
    [
        pytest.param((80, 24), (), id="today"),
        pytest.param((60, 18), (), id="today-60x18"),
        pytest.param((80, 24), KNEE_PAIN, id="explore"),
        pytest.param((60, 18), KNEE_PAIN, id="explore-60x18"),
        pytest.param((80, 24), ("p", "down", "enter"), id="paths"),
        pytest.param((120, 40), ("s", "slash", *"smith"), id="sources-120x40"),
        pytest.param((80, 24), ("f1",), id="help"),
        pytest.param((40, 10), (), id="small"),
    ],
)
def test_room(
    snap_compare: Callable[..., bool], app: Make, size: tuple[int, int], pressed: tuple[str, ...]
) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=after(*pressed))


def test_progress(snap_compare: Callable[..., bool], graph: KnowledgeGraph, tmp_path: Path) -> None:
    clock = Clock()
    studied(tmp_path, graph, clock.instant)
    made = MyographApp(Study(lambda: graph, opened(tmp_path, clock), Random(3), lambda: 0.0))
    assert snap_compare(made, terminal_size=(80, 24), run_before=after("g"))


# What is partly right where that can be.
ANSWERS = {
    Interaction.CHOOSE_ONE: ["down", "enter"],
    Interaction.CHOOSE_MANY: ["1", "2", "3", "enter"],
    Interaction.TEXT: [*"glutaeus medias", "enter"],
    Interaction.MATCH: ["1", "3", "2", "enter"],
    Interaction.ORDER: ["3", "1", "2", "4", "enter"],
}


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.interaction.value)
def test_question(snap_compare: Callable[..., bool], app: Make, log: AnswerLog, item: Item) -> None:
    made, session = app(), log.start("made by hand", [item, item], "{}")

    async def play(pilot: Pilot[None]) -> None:
        await after()(pilot)
        made.quizzes.take(session)
        await pilot.pause()
        await pilot.press(*("space" if key == " " else key for key in ANSWERS[item.interaction]))
        await pilot.pause()

    assert snap_compare(made, terminal_size=(80, 24), run_before=play)
