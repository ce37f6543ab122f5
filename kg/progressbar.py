"""What a terminal is shown while work takes long. Nothing goes to a pipe or a file.

Importing this module costs no more than click.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg.terminal import ungated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["counting", "waiting"]

# Seconds that may pass before anything shows that there is work going on.
PATIENCE = 0.5


@contextmanager
def counting(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """Yield what to tell of each of `length` steps as it is begun; a bar shows if they take long."""
    from time import monotonic

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    started = monotonic()
    with ExitStack() as stack:
        bar: Any = None
        begun = 0

        def next_one(_: str) -> None:
            nonlocal bar, begun
            if bar is None and monotonic() - started > PATIENCE:
                made: Any = click.progressbar(length=length, label=label, file=ungated(sys.stderr))
                bar = stack.enter_context(made)
            if bar is not None:
                bar.update(min(begun, length) - bar.pos)
            begun += 1

        yield next_one
        if bar is not None:
            bar.update(length - bar.pos)


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show the label and the seconds that went by, for work that cannot tell how far it is.

    The line is gone when the work is done.
    """
    from threading import Event, Thread
    from time import monotonic

    terminal = ungated(sys.stderr)
    if not terminal.isatty():
        yield
        return
    started, done = monotonic(), Event()

    def show() -> None:
        shown = False
        while not done.wait(PATIENCE):
            terminal.write(f"\r{label} … {monotonic() - started:.0f} s")
            terminal.flush()
            shown = True
        if shown:
            terminal.write("\r\x1b[K")
            terminal.flush()

    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
