"""Text of others as a pack can hold it: on one line, composed, with nothing in it that cannot be seen."""

from __future__ import annotations

import unicodedata

__all__ = ["cleaned"]


def cleaned(text: str) -> str:
    r"""Return text on one line, in Unicode normal form C, without what has no look of its own.

    >>> cleaned("knee\n pain\u202e\x1b[1m ")
    'knee pain[1m'
    """
    plain = " ".join(text.split())
    if not plain.isprintable():
        plain = "".join(letter for letter in plain if not unicodedata.category(letter).startswith("C"))
    # What was left out may have stood between spaces, or between a letter and its accent.
    return " ".join(unicodedata.normalize("NFC", plain).split())
