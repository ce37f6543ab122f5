"""Text on a screen: nothing in it that could move the cursor or hide."""

from __future__ import annotations

import unicodedata

__all__ = ["visible"]

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
