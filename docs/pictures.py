"""Draw the pictures of the README: python docs/pictures.py."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import kg
from quiz.learner.log import AnswerLog
from quiz.start import Request
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

# With it the quiz begins with what weakness can lead to.
SEED = 47


async def draw(target: Path) -> None:
    """Answer one question wrong and keep the screen as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        log = AnswerLog(Path(folder), lambda: datetime(2026, 3, 2, 12, tzinfo=UTC))
        request = Request(number=5, topic="gluteal-muscles", type="choose-object", seed=SEED)
        app = MyographApp(Study(kg.load, log, Random(1), lambda: 0.0), request, at_once=True)
        async with app.run_test(size=(80, 24)) as pilot:
            # The graph, and then the quiz.
            for _ in range(2):
                await app.workers.wait_for_complete()
                await pilot.pause()
            session = log.unfinished()
            assert session is not None
            item = session.items[0]
            await pilot.press(str((item.key + 1) % len(item.options) + 1))
            await pilot.pause()
            target.write_text(app.export_screenshot(), "utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path(__file__).with_name("quiz.svg")))
