"""Files that the learner names in a line, `~` being the home folder."""

from __future__ import annotations

from pathlib import Path

from kg.errors import UnusableFileError

__all__ = ["origin", "target"]


def target(typed: str) -> Path:
    """Return the file that is to be written. Raises `UnusableFileError` where it can be none."""
    path, folder = _path(typed, "written")
    if folder:
        raise UnusableFileError(f"{typed.strip()} names no file: write where to, and a name.")
    return path


def origin(typed: str) -> Path:
    """Return the file that is to be read. Raises `UnusableFileError` where it can be none."""
    path, folder = _path(typed, "read")
    if folder:
        raise UnusableFileError(f"{typed.strip()} is a folder: name a file in it.")
    return path


def _path(typed: str, done: str) -> tuple[Path, bool]:
    """Return the path, and whether a folder is there."""
    if not typed.strip():
        raise UnusableFileError("Nothing names no file: write where it is, and its name.")
    try:
        path = Path(typed.strip()).expanduser()
        folder = path.is_dir()
        # A pipe would keep the app waiting for ever, and a terminal takes the keys away.
        if path.exists() and not folder and not path.is_file():
            raise UnusableFileError(f"{typed.strip()} is a pipe or a device: name a file.")
        return path, folder
    except OSError as error:
        raise UnusableFileError(f"{typed} cannot be {done}: {error.strerror or error}.") from None
    except (ValueError, RuntimeError) as error:  # a NUL in the name; no such home folder
        raise UnusableFileError(f"{typed} cannot be {done}: {error}.") from None
