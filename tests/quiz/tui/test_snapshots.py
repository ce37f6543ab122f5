"""A few pictures of the whole screen; tied to the Textual version that drew them."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from handmade import ALL
from textual.widgets import Input

from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from quiz.item import Item
    from quiz.learner.log import AnswerLog
    from quiz.tui.app import MyographApp

    Make = Callable[..., MyographApp]

DRAWN_BY = "8.2.8"

pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_BY, reason=f"the pictures were drawn by Textual {DRAWN_BY}"
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
def test_home(snap_compare: Callable[..., bool], app: Make, size: tuple[int, int]) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(app(), terminal_size=size, run_before=play)


# Something chosen, nothing handed in; and then something partly right where that can be.
HALF_WAY = {
    Interaction.CHOOSE_ONE: ["down"],
    Interaction.CHOOSE_MANY: ["1", "2", "down"],
    Interaction.TEXT: [*"glutaeus"],
    Interaction.MATCH: ["1", "3"],
    Interaction.ORDER: ["3", "1"],
}
REST = {
    Interaction.CHOOSE_ONE: ["enter"],
    Interaction.CHOOSE_MANY: ["3", "enter"],
    Interaction.TEXT: [*" medias", "enter"],
    Interaction.MATCH: ["2", "enter"],
    Interaction.ORDER: ["2", "4", "enter"],
}


@pytest.mark.parametrize("told", [False, True], ids=["asked", "told"])
@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=["80x24", "60x18"])
@pytest.mark.parametrize("item", ALL, ids=lambda item: item.interaction.value)
def test_question(
    snap_compare: Callable[..., bool],
    app: Make,
    log: AnswerLog,
    item: Item,
    size: tuple[int, int],
    told: bool,
) -> None:
    made, session = app(), log.start("made by hand", [item, item], "{}")

    async def play(pilot: Pilot[None]) -> None:
        await made.workers.wait_for_complete()
        made.quizzes.take(session)
        await pilot.pause()
        await pilot.press(*HALF_WAY[item.interaction])
        if told:
            await pilot.press(*REST[item.interaction])
        for field in made.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    assert snap_compare(made, terminal_size=size, run_before=play)


def test_small_terminal(snap_compare: Callable[..., bool], app: Make) -> None:
    assert snap_compare(app(), terminal_size=(40, 10))
