"""Opening the app on a terminal. Importing this module costs next to nothing: what it needs comes late.

Click is not needed here, so that the app is there sooner than any command.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, ClassVar

from kg.errors import MyographError
from kg.terminal import ungated

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.start import Request

__all__ = ["NoTerminalError", "need_terminal", "open_app"]


class NoTerminalError(MyographError):
    """There is no terminal that the app could be drawn on."""

    exit_code: ClassVar[int] = 2


def need_terminal() -> None:
    """Raise `NoTerminalError` where the app cannot be drawn."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError(
            "The app needs a terminal to draw on. For pipes and screen readers: myograph quiz --plain"
        )
    encoding = ungated(sys.stdout).encoding.casefold()
    if os.environ.get("TERM") == "dumb" or encoding not in ("utf-8", "utf8"):
        raise NoTerminalError("This terminal cannot show the app. It can show: myograph quiz --plain")


def open_app(
    packs: tuple[Path, ...], request: Request | None = None, *, at_once: bool, new: bool = False
) -> int:
    """Open the app and return its exit code; raises what made it end.

    With `at_once` it opens at the quiz that is asked for.
    """
    need_terminal()
    import gc
    import time
    from random import SystemRandom

    # Looking for what can be thrown away is a tenth of the time until there is something to see; the app
    # does so again once the graph is there.
    gc.disable()
    from kg.opened import open_graph
    from quiz.learner.places import data_dir
    from quiz.ownlog import back_up, open_log
    from quiz.remembered import FILE, Remembered
    from quiz.settings import read_settings
    from quiz.tui.run import run
    from quiz.tui.study import Study

    place = data_dir() / FILE
    study = Study(
        lambda: open_graph(packs), open_log, SystemRandom(), time.monotonic, read_settings(),
        remembered=Remembered.read(place), remember_in=place,
    )  # fmt: skip
    code = run(study, request, at_once=at_once, new=new)
    back_up(study.log)
    return code
