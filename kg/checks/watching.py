"""Waiting until files are saved, whichever way an editor saves them.

Looked at by the clock, not by a notice of the system's: a file that is replaced by another of its name, that
is away for a moment or lies on another machine is then a file like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["changes"]

# Seconds from one look to the next.
PAUSE = 0.2
# So many looks at most that a file is given to come back, or to be written to its end.
PATIENCE = 10

_State = tuple[tuple[int, int, int] | None, ...]


def changes(paths: Sequence[Path], sleep: Callable[[float], None]) -> Iterator[None]:
    """Yield at once, and then each time that one of the files has changed and is at rest again.

    What changes while the reader is at work is seen when it comes back. `sleep` waits for so many seconds.
    """
    state = _state(paths)
    yield
    while True:
        sleep(PAUSE)
        now = _state(paths)
        if now == state:
            continue
        for _ in range(PATIENCE):
            sleep(PAUSE)
            before, now = now, _state(paths)
            if now == before and None not in now:
                break
        state = now
        yield


def _state(paths: Sequence[Path]) -> _State:
    return tuple(map(_look, paths))


def _look(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one save of a file from the next, or None where there is no file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
