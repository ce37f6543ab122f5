"""Text of data as it may be shown: nothing in it controls a terminal or hides."""

from __future__ import annotations

import unicodedata

__all__ = ["harmless", "one_line", "seen"]

# What turns the direction of writing around.
_OVERRIDES = range(0x202A, 0x202F), range(0x2066, 0x206A)


def one_line(text: str) -> str:
    r"""Return text as a label may hold it: on one line, with U+FFFD for what has no look of its own.

    That is what controls a terminal or turns the direction of writing around, and what XML forbids.

    >>> one_line("knee\n pain\x1b[2J")
    'knee pain\ufffd[2J'
    """
    return harmless(" ".join(text.split()))


def harmless(text: str) -> str:
    r"""Return text with its lines and tabs, and with U+FFFD for what has no look of its own.

    >>> harmless("knee\n pain\x1b[2J")
    'knee\n pain\ufffd[2J'
    """
    # Nothing that is printable is odd; hardly any text needs to be gone through letter by letter.
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    code = ord(letter)
    if letter in "\n\t":
        return letter
    odd = unicodedata.category(letter) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE
    return "\ufffd" if odd or any(code in turned for turned in _OVERRIDES) else letter


def seen(letter: str) -> str:
    """Return a letter that has a look of its own, or is a space; U+FFFD for any other.

    Stricter than `harmless`: in what a message repeats of a file, nothing may hide.
    """
    return letter if letter.isprintable() or unicodedata.category(letter) == "Zs" else "\ufffd"
