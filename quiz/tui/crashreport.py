"""What is written down of a crash, for those who mend it: the program's side of it, not the learner's."""

from __future__ import annotations

import os
import re
import sys
import traceback
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from kg.files import make_private, write_whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["FOLDER", "KEPT", "trace_of", "write_report"]

FOLDER = "crashes"
KEPT = 10
# A fault that calls itself a thousand times says no more after this.
MAX_CHARACTERS = 50_000

_NAME = re.compile(r"crash-\d{8}T\d{6}-\d{6}\.txt")


def trace_of(error: BaseException) -> str:
    """Return where an error came from, line by line, without the values that the program held there."""
    return "".join(traceback.TracebackException.from_exception(error).format())[-MAX_CHARACTERS:]


def write_report(data: Path, instant: datetime, where: str, trace: str) -> Path:
    """Write a report into `crashes` in the folder of the learner's data, for the learner alone.

    `where` are words on the place in the app. The last KEPT reports stay. Raises `UnusableFileError`.
    """
    folder = data / FOLDER
    path = folder / f"crash-{instant:%Y%m%dT%H%M%S-%f}.txt"
    text = f"{_versions()}Time: {instant.isoformat()}\nPlace: {where}\n\n{trace}"
    # A name on this machine is nobody's business; the longer path may begin with the shorter one.
    for private, public in ((str(data), "<data>"), (os.path.expanduser("~"), "~")):  # noqa: PTH111 - never fails
        text = text.replace(private, public)
    try:
        make_private(folder)
    except OSError as error:
        raise UnusableFileError(f"{folder} cannot be made: {error.strerror or error}.") from None
    write_whole(path, text.encode("utf-8", "backslashreplace"), mode=0o600)
    for old in sorted(each for each in folder.iterdir() if _NAME.fullmatch(each.name))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def _versions() -> str:
    import platform
    from importlib.metadata import version

    import kg

    size = os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else None
    return (
        f"Myograph {kg.__version__}, Textual {version('textual')}, Rich {version('rich')}\n"
        f"Python {platform.python_version()}, {platform.platform()}\n"
        f"Terminal: {os.environ.get('TERM', '-')}{f', {size.columns}×{size.lines}' if size else ''}\n"
    )
