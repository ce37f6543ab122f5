"""Writing a file that the learner named: whole or not at all, and over another only when asked to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UnusableFileError
from kg.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

__all__ = ["if_free", "target", "written"]


def target(typed: str) -> Path:
    """Return the file that was typed, `~` being the home folder. Raises `UnusableFileError`."""
    try:
        path = Path(typed.strip()).expanduser()
        folder = path.is_dir()
    except OSError as error:
        raise UnusableFileError(f"{typed} cannot be written: {error.strerror or error}.") from None
    except (ValueError, RuntimeError) as error:  # a NUL in the name; no such home folder
        raise UnusableFileError(f"{typed} cannot be written: {error}.") from None
    if not typed.strip() or folder:
        raise UnusableFileError(f"{typed.strip() or 'Nothing'} names no file: write where to, and a name.")
    return path


def if_free(screen: Screen[Any], path: Path, go_on: Callable[[], None]) -> None:
    """Go on where no file is there, or where the learner is sure that it may be replaced."""
    from quiz.tui.screens.sure import SureScreen

    if not path.is_file():
        go_on()
        return

    def sure(answer: bool | None) -> None:
        if answer:
            go_on()

    screen.app.push_screen(SureScreen("Replace the file?", f"{path.absolute()} is there already."), sure)


def written(path: Path, data: bytes) -> str:
    """Write and return what to tell of it. Raises `UnusableFileError`."""
    write_whole(path, data)
    return f"Wrote {len(data):,} bytes to {path.absolute()}."
