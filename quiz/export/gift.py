"""GIFT: questions as plain text that Moodle and other programs take in.

The form is that of https://docs.moodle.org/en/GIFT_format. Texts are in HTML, in which an arrow can be
escaped, as it cannot in GIFT; names, typed answers and right-hand sides are plain, as Moodle reads no HTML
there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.showable import one_line
from quiz.export.lms import (
    LEAST_PAIRS,
    SHARES,
    background,
    folders,
    idnumber,
    is_true_or_false,
    names,
    shares,
    tags,
    text_in_html,
    typed,
)
from quiz.export.lms.embedded import without_gap
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["SUFFIX", "export", "kind"]

# Moodle refuses a file that ends in anything else.
SUFFIX = "txt"

_ARROW = "->"
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\:#={}~"})


def kind(item: Item) -> str | None:
    """Return the type of question that an item becomes, None where GIFT has none that can hold it."""
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return "true/false" if is_true_or_false(item) else "multiple choice"
        case Interaction.CHOOSE_MANY:
            return "multiple choice, several answers" if len(item.keys) in SHARES else None
        case Interaction.TEXT:
            # What has an arrow would be read as matching.
            told = item.accept + item.half_right
            return None if any(_ARROW in answer for answer in told) else "short answer"
        case Interaction.MATCH:
            return "matching" if len(item.rows) >= LEAST_PAIRS else None
        case Interaction.ORDER:
            return "matching with places" if len(item.order) >= LEAST_PAIRS else None


def export(chosen: Chosen) -> bytes:
    """Return the items that GIFT can hold, by category. A blank line ends a question."""
    blocks = []
    called = names(chosen)
    for path, items in folders(chosen):
        held = [item for item in items if kind(item) is not None]
        if held:
            blocks.append(_category(path))
        blocks += [_question(chosen, item, called[item.id]) for item in held]
    return "".join(f"{block}\n\n" for block in blocks).encode()


def _category(path: tuple[str, ...]) -> str:
    # A slash in a name is written twice. Nothing is escaped here, so that nothing may look as if it were.
    parts = (part.replace("\\", "/").replace("/", "//") for part in path)
    return f"$CATEGORY: {'/'.join(('$course$', 'top', *parts))}"


def _question(chosen: Chosen, item: Item, name: str) -> str:
    made = kind(item)
    assert made is not None
    marks = " ".join(f"[tag:{tag}]" for tag in tags(chosen, item))
    return "\n".join(
        (
            f"// [id:{idnumber(item)}] {marks}",
            f"::{_escaped(name)}::[html]{_escaped(without_gap(text_in_html(item.stem)))}{{",
            *(f"  {line}" for line in _BODIES[made](item)),
            f"  ####{_escaped(background(chosen, item))}",
            "}",
        )
    )


def _choices(item: Item) -> Iterator[str]:
    one = item.interaction is Interaction.CHOOSE_ONE
    for option, share in zip(item.options, shares(item), strict=True):
        sign = ("=" if option.correct else "~") if one else f"~%{share}%"
        yield f"{sign}{_rich(option.text)}{_told(option.why)}"


def _true_or_false(item: Item) -> Iterator[str]:
    right = item.options[item.key]
    [wrong] = [option for option in item.options if not option.correct]
    yield f"{right.text.upper()}#{_rich(wrong.why)}#{_rich(right.why)}"


def _short_answers(item: Item) -> Iterator[str]:
    for answer, share, why in typed(item):
        yield f"=%{share}%{_plain(answer)}{_told(why)}"


def _pairs(item: Item) -> Iterator[str]:
    for row in item.rows:
        yield f"={_rich(row.text)} {_ARROW} {_escaped(one_line(item.options[row.key].text))}"


def _places(item: Item) -> Iterator[str]:
    for place, option in enumerate(item.options):
        yield f"={_rich(option.text)} {_ARROW} {item.order.index(place) + 1}"


_BODIES = {
    "multiple choice": _choices,
    "multiple choice, several answers": _choices,
    "true/false": _true_or_false,
    "short answer": _short_answers,
    "matching": _pairs,
    "matching with places": _places,
}


def _told(why: str) -> str:
    return f"#{_rich(why)}" if why else ""


def _rich(text: str) -> str:
    """Return text as escaped HTML; at the beginning a format or a share of the mark might be read."""
    words = text_in_html(text)
    if words.startswith(("[", "%")):
        words = f"&#{ord(words[0])};{words[1:]}"
    return _escaped(words)


def _plain(answer: str) -> str:
    """Return a typed answer escaped; a format is named where its beginning might be read as one."""
    return f"[plain]{_escaped(answer)}" if answer.startswith("[") else _escaped(answer)


def _escaped(text: str) -> str:
    r"""Return text with a backslash before each sign that GIFT reads.

    >>> print(_escaped("a: b = {c}"))
    a\: b \= \{c\}
    """
    return text.translate(_ESCAPED)
