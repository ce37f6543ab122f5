"""The one gate from text to the terminal, for whatever is printed in lines: nothing in it is an order to it.

Labels, quotes, names of files, arguments and answers of servers may come from anyone, and each could hold an
escape sequence that recolours, renames or types into a terminal. Importing this module costs nothing.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["escaped_json", "gated", "ungated", "write_data"]

# What JSON may hold as it is, though a terminal obeys it: DEL, the C1 controls, overrides of direction.
_UNESCAPED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Gate:
    """A stream of text that lets through what can be seen, lines and tabs; U+FFFD stands for the rest."""

    # Click goes round a stream that calls itself ASCII.
    encoding = "utf-8"

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write text, and return how long it is."""
        return self.stream.write(_seen(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _seen(text: str) -> str:
    if text.replace("\n", "").isprintable():
        return text
    from kg.showable import harmless

    return harmless(text)


@contextmanager
def gated() -> Iterator[None]:
    """Put the gate before standard output and standard error for as long as this lasts.

    Where an error ends it the gate stays: the traceback goes through it, too.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", _Gate(stream)) for stream in before)
    yield
    sys.stdout, sys.stderr = before


def ungated(stream: TextIO) -> TextIO:
    """Return the stream behind the gate, for what this program itself draws on the terminal."""
    return stream.stream if isinstance(stream, _Gate) else stream


def write_data(data: bytes) -> None:
    """Write data to standard output: as it is to a file or a pipe, and through the gate to a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(_seen(data.decode("utf-8", "replace")))
    else:
        cast("IO[bytes]", sys.stdout.buffer).write(data)


def escaped_json(text: str) -> str:
    r"""Return JSON that means the same, with escapes for what a terminal would obey.

    >>> escaped_json('["\x9b2J", "膝"]')
    '["\\u009b2J", "膝"]'
    """
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
