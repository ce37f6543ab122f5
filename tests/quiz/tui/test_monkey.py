"""Keys pressed at random, faster than anything can be worked out: the app neither breaks down nor hangs."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.actions import all_actions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quiz.tui.app import MyographApp

    Make = Callable[..., MyographApp]

PRESSES = 70
SIZES = [(80, 24), (60, 18), (120, 40), (40, 10)]
LEAVING = {"q", "ctrl+q"}


@pytest.mark.parametrize("seed", [1, 2])
async def test_keys_at_random_do_no_harm(
    app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)  # some keys write files
    keys = sorted({key for action in all_actions().values() for key in action.keys.split(",")} - LEAVING)
    rng, made = Random(seed), app()
    async with made.run_test(size=SIZES[0], notifications=True, tooltips=True) as pilot:
        for _ in range(PRESSES):
            await pilot.press(rng.choice([*keys, "y", "z", "tab", "shift+tab"]))
            if rng.random() < 0.1:
                await made.workers.wait_for_complete()
            if rng.random() < 0.03:
                await pilot.resize_terminal(*rng.choice(SIZES))
        assert made.is_running


async def test_a_list_that_was_not_drawn_takes_page_keys(app: Make) -> None:
    """Textual's own list breaks down there; seen in Progress before anything was answered."""
    made = app()
    async with made.run_test(size=SIZES[0]) as pilot:
        await made.workers.wait_for_complete()
        await pilot.press("g", "2", "3", "4", "5", "down", "down", "up", "pagedown", "pageup")
        await pilot.pause()
        assert made.is_running
