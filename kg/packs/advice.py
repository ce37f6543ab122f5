"""What to write instead of values that are none: ids, numbers, letters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

from kg.packs.format import ID_PATTERN, MAX_ID

__all__ = ["id_advice", "is_id", "number_advice", "odd_advice"]

# Digits, also in groups of three.
_GROUPED = re.compile("[0-9]{1,3}([,._' \u00a0\u202f][0-9]{3})*|[0-9]+")
MAX_DIGITS = 9


def is_id(text: str) -> bool:
    """Return whether a text is an id: lower-case ASCII words joined by hyphens."""
    return len(text) <= MAX_ID and re.fullmatch(ID_PATTERN, text) is not None


def id_advice(text: str) -> str:
    """Return what to write for a text that is no id.

    >>> id_advice("Knee Pain")
    'Write knee-pain: lower-case ASCII words joined by hyphens, at most 80 letters.'
    """
    rule = f"lower-case ASCII words joined by hyphens, at most {MAX_ID} letters"
    odd = next((letter for letter in text if not letter.isascii() and letter.isalpha()), None)
    plain = unicodedata.normalize("NFKD", text[: 4 * MAX_ID]).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    proposed = "-".join(re.findall("[a-z0-9]+", plain)) if plain.isascii() else ""
    if is_id(proposed):
        return f"Write {proposed}: {rule}."
    if odd is not None:
        return f"“{odd}” is {unicodedata.name(odd, 'no letter of ASCII')}; an id has {rule}."
    return f"An id has {rule}, such as knee-pain."


def number_advice(text: str) -> str:
    """Return what to write for a text that is no whole number of at most nine digits.

    >>> number_advice("3,917")
    'Write it as 3917, without quotes.'
    """
    digits = "".join(filter(str.isdecimal, text)) if _GROUPED.fullmatch(text) else ""
    if 0 < len(digits) <= MAX_DIGITS:
        return f"Write it as {digits}, without quotes."
    return f"Write digits alone, at most {MAX_DIGITS}, without quotes."


def odd_advice(letter: str) -> str:
    """Return what to do about a letter that cannot be seen or printed."""
    if letter == "\t":
        return "Write a space instead."
    if letter in "\n\r\x85":
        return "Write it without “|”; a text may go on in the next line, indented further than its key."
    name = unicodedata.name(letter, "")
    return f"Delete it ({name.lower()})." if name else "Delete it."
