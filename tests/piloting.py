"""Textual as tests run it: nothing is waited for that does not come, and no style sheet is parsed twice."""

from __future__ import annotations

import asyncio
from time import monotonic, process_time
from typing import TYPE_CHECKING, Any

import textual.app
import textual.pilot
from textual import constants
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet

__all__ = ["make_textual_quick"]

# In seconds. What is due sooner belongs to the key that was pressed: a repaint comes within two sixtieths.
SOON = 1 / 25
# How long threads are looked at, the part of it below which they only wait for something, and how often
# they have to be found so: on a busy machine a thread may only not have had its turn.
LOOK = 1 / 50
WORKING = 1 / 20
LOOKS = 3


def make_textual_quick() -> None:
    """Have a pilot go on as soon as there is nothing left to do, and apps share what does not change.

    By itself a pilot sleeps for 20 ms twice after each key, and on until the processor was idle for that
    long: that was more than half of the time that tests of the app took. What an app scrolls is not moved,
    for which every test would wait. `test_terminal` runs the app in a process of its own, where all is as
    it is.
    """
    constants.TEXTUAL_ANIMATIONS = "none"  # type: ignore[misc]
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = _idle  # type: ignore[attr-defined]
    Stylesheet._parse_rules = _parsed_once(Stylesheet._parse_rules)  # type: ignore[method-assign]


async def _idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until no callback is ready, no timer is due soon and no thread works."""
    loop: Any = asyncio.get_running_loop()
    began, waiting = monotonic(), 0
    while monotonic() < began + max_sleep:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        due = _next_timer(loop)
        if _threads_at_work(loop):
            used = process_time()
            await asyncio.sleep(LOOK)
            waiting = waiting + 1 if process_time() - used < LOOK * WORKING else 0
            if waiting >= LOOKS and due > SOON:
                return
        elif due <= SOON:
            await asyncio.sleep(max(due, 0))
        else:
            await asyncio.sleep(max(began + min_sleep - monotonic(), 0))
            return


def _next_timer(loop: Any) -> float:
    """Return in how many seconds the next timer is due."""
    return min((each.when() for each in loop._scheduled if not each.cancelled()), default=1e9) - loop.time()


def _threads_at_work(loop: Any) -> bool:
    pool = loop._default_executor
    return pool is not None and pool._idle_semaphore._value < len(pool._threads)


def _parsed_once(parse: Any) -> Any:
    """Let the apps of all tests share the rules of the same text with the same colours."""
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, *where: object, **more: object) -> list[RuleSet]:
        key = (css, tuple(sheet._variables.items()), where, tuple(more.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, *where, **more)
        return parsed[key]

    return once
