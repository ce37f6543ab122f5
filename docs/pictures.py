"""Draw the pictures of the README from the running app: python docs/pictures.py."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import kg
from quiz.learner.log import AnswerLog
from quiz.start import Request
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE = Path(__file__).parent
# With it the quiz begins with what weakness can lead to.
SEED = 47


async def settled(pilot: Pilot[None]) -> None:
    """Wait for the graph, and then for what is made of it."""
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def draw(folder: str) -> None:
    """Answer one question wrong; look at a thing in the graph. Keep both screens as SVG."""
    log = AnswerLog(Path(folder), lambda: datetime(2026, 3, 2, 12, tzinfo=UTC))
    study = Study(kg.load, log, Random(1), lambda: 0.0)
    request = Request(number=5, topic="gluteal-muscles", type="choose-object", seed=SEED)
    app = MyographApp(study, request, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        session = log.unfinished()
        assert session is not None
        item = session.items[0]
        await pilot.press(str((item.key + 1) % len(item.options) + 1))
        await pilot.pause()
        (HERE / "quiz.svg").write_text(app.export_screenshot(), "utf-8")
    app = MyographApp(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("e", "slash", *"knee", "space", *"pain", "enter")
        await settled(pilot)
        await pilot.press("right")
        await settled(pilot)
        (HERE / "explore.svg").write_text(app.export_screenshot(), "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(draw(place))
