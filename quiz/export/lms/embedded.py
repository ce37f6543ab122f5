"""Fields inside the text of a question: what Moodle calls cloze, or embedded answers.

The form is that of https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type. Moodle finds fields by
signs (`~ # }`) and then takes what HTML escapes in them for what it stands for, so that signs of ours are
escaped twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quiz.export.lms import Typed, text_in_html, typed

if TYPE_CHECKING:
    from quiz.item import Item

__all__ = ["gap", "has_gap", "menus", "without_gap"]

_GAP = re.compile("__")
# Moodle puts the line to type on in the place of the first five in a row.
_TOO_LONG = re.compile("____(?=_)")
# A share of the mark at the beginning of an answer is one of them.
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "~#{}\\&=%"})


def has_gap(item: Item) -> bool:
    """Return whether the stem of an item to be typed shows what is asked for as a gap."""
    return _GAP.search(item.stem) is not None


def without_gap(text: str) -> str:
    """Return HTML that looks the same, in which Moodle finds no gap to put the line to type on.

    >>> without_gap("the s________")
    'the s___&#95;____'
    """
    return _TOO_LONG.sub("___&#95;", text)


def gap(item: Item) -> str:
    """Return the stem as HTML with a field to type in at its end, where the gap is read."""
    answers = "~".join(_typed(answer) for answer in typed(item))
    return f"{_around(item.stem)} {{1:SHORTANSWER:{answers}}}"


def menus(item: Item) -> str:
    """Return the stem as HTML, and below it each row with a menu of the options, in the order drawn."""
    lines = [_around(item.stem)]
    for row in item.rows:
        choices = "~".join(
            f"{'=' if place == row.key else ''}{_inside(text_in_html(option.text))}"
            for place, option in enumerate(item.options)
        )
        lines.append(f"{_around(row.text)} {{1:MULTICHOICE:{choices}}}")
    return "<br>".join(lines)


def _typed(answer: Typed) -> str:
    sign = "=" if answer.share == "100" else f"%{answer.share}%"
    told = f"#{_inside(text_in_html(answer.why))}" if answer.why else ""
    return f"{sign}{_inside(answer.answer)}{told}"


def _around(text: str) -> str:
    """Return text as HTML in which nothing begins a field."""
    return text_in_html(text).replace("{", "&#123;")


def _inside(text: str) -> str:
    r"""Return text as it stands in a field.

    >>> print(_inside(r"a \} b"))
    a &#92;&#92;&#125; b
    """
    # Once it has taken the escapes away, Moodle drops a backslash before these two.
    for sign in "}#":
        text = text.replace(f"\\{sign}", f"\\\\{sign}")
    return text.translate(_SIGNS)
