"""A few pictures of the whole screen; tied to the Textual version that drew them."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from quiz.tui.app import MyographApp

    Make = Callable[..., MyographApp]

DRAWN_BY = "8.2.8"

pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_BY, reason=f"the pictures were drawn by Textual {DRAWN_BY}"
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
@pytest.mark.parametrize(("name", "keys"), [("home", []), ("question", ["n"]), ("told", ["n", "1"])])
def test_screen(
    snap_compare: Callable[..., bool], app: Make, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    assert snap_compare(app(), terminal_size=size, run_before=play), name


def test_small_terminal(snap_compare: Callable[..., bool], app: Make) -> None:
    assert snap_compare(app(), terminal_size=(40, 10))
