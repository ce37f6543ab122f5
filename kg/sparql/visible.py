"""Text on a screen: how wide it is, and nothing in it that could move the cursor or hide."""

from __future__ import annotations

import unicodedata

__all__ = ["visible", "width"]

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Controls, marks that turn the direction of writing, halves of characters, breaks of line and paragraph.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    r"""Return text with every character that is not seen written as an escape.

    >>> visible("red \x1b[31m\nline")
    'red \\u001b[31m\\nline'
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN:
        return char
    return _NAMED.get(char) or (f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")


def width(text: str) -> int:
    """Return how many cells of a terminal a visible text fills.

    >>> width("knee"), width("膝"), width("e\u0301")
    (4, 2, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
