"""Moodle XML: what Moodle's question bank takes in, with feedback, tags and categories.

The form is that of https://docs.moodle.org/en/Moodle_XML_format; what an item becomes there, and what of it
Moodle has no place for, is in docs/questions-out.md.
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
from quiz.export.lms.embedded import gap, has_gap, menus, without_gap
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["SUFFIX", "export", "kind"]

SUFFIX = "xml"

# The element that Moodle has for each kind.
_TYPES = {
    "multichoice": "multichoice",
    "multichoice, several answers": "multichoice",
    "true/false": "truefalse",
    "short answer": "shortanswer",
    "cloze": "cloze",
    "matching": "matching",
    "cloze, with menus": "cloze",
    "ordering": "ordering",
}
# Questions whose answers stand in their texts.
_EMBEDDED = {"cloze": gap, "cloze, with menus": menus}


def kind(item: Item) -> str | None:
    """Return the type of question that an item becomes, None where Moodle has none that can hold it."""
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return "true/false" if is_true_or_false(item) else "multichoice"
        case Interaction.CHOOSE_MANY:
            return "multichoice, several answers" if len(item.keys) in SHARES else None
        case Interaction.TEXT:
            return "cloze" if has_gap(item) else "short answer"
        case Interaction.MATCH:
            return "matching" if len(item.rows) >= LEAST_PAIRS else "cloze, with menus"
        case Interaction.ORDER:
            return "ordering"


def export(chosen: Chosen) -> bytes:
    """Return the items that Moodle can hold, by category."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    called = names(chosen)
    for path, items in folders(chosen):
        held = [item for item in items if kind(item) is not None]
        if held:
            lines += _category(path)
        for item in held:
            lines += _question(chosen, item, called[item.id])
    lines.append("</quiz>")
    return "".join(f"{line}\n" for line in lines).encode()


def _category(path: tuple[str, ...]) -> Iterator[str]:
    # A slash in a name is written twice.
    whole = "/".join(("$course$", "top", *(part.replace("/", "//") for part in path)))
    yield '  <question type="category">'
    yield f"    <category>{_text(whole)}</category>"
    yield "  </question>"


def _question(chosen: Chosen, item: Item, name: str) -> Iterator[str]:
    made = kind(item)
    assert made is not None
    yield f'  <question type="{_TYPES[made]}">'
    yield f"    <name>{_text(name)}</name>"
    yield f"    {_html('questiontext', _EMBEDDED.get(made, _stem)(item))}"
    yield f"    {_html('generalfeedback', background(chosen, item))}"
    if made not in _EMBEDDED:  # where fields stand in the text, each has a mark of its own
        yield "    <defaultgrade>1</defaultgrade>"
    yield "    <penalty>0.3333333</penalty>"
    yield "    <hidden>0</hidden>"
    yield f"    <idnumber>{idnumber(item)}</idnumber>"
    if made not in _EMBEDDED:
        yield from (f"    {line}" for line in _BODIES[made](item))
    yield "    <tags>"
    for tag in tags(chosen, item):
        yield f"      <tag>{_text(tag)}</tag>"
    yield "    </tags>"
    yield "  </question>"


def _stem(item: Item) -> str:
    return without_gap(text_in_html(item.stem))


def _multichoice(item: Item) -> Iterator[str]:
    yield f"<single>{'true' if item.interaction is Interaction.CHOOSE_ONE else 'false'}</single>"
    # Whether they are is the quiz's to say, too; the file has them in the order drawn.
    yield "<shuffleanswers>true</shuffleanswers>"
    yield "<answernumbering>123</answernumbering>"
    for option, share in zip(item.options, shares(item), strict=True):
        yield f'<answer fraction="{share}" format="html">'
        yield f"  {_text(text_in_html(option.text))}"
        yield f"  {_html('feedback', text_in_html(option.why))}"
        yield "</answer>"


def _truefalse(item: Item) -> Iterator[str]:
    for option, share in zip(item.options, shares(item), strict=True):
        yield f'<answer fraction="{share}" format="moodle_auto_format">'
        yield f"  <text>{option.text.lower()}</text>"
        yield f"  {_html('feedback', text_in_html(option.why))}"
        yield "</answer>"


def _shortanswer(item: Item) -> Iterator[str]:
    yield "<usecase>0</usecase>"
    for answer, share, why in typed(item):
        yield f'<answer fraction="{share}" format="plain_text">'
        yield f"  {_text(answer)}"
        yield f"  {_html('feedback', text_in_html(why))}"
        yield "</answer>"


def _matching(item: Item) -> Iterator[str]:
    yield "<shuffleanswers>true</shuffleanswers>"
    for row in item.rows:
        yield '<subquestion format="html">'
        yield f"  {_text(text_in_html(row.text))}"
        yield f"  <answer>{_text(one_line(item.options[row.key].text))}</answer>"
        yield "</subquestion>"


def _ordering(item: Item) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype>"
    yield "<selecttype>ALL</selecttype>"
    yield f"<selectcount>{len(item.order)}</selectcount>"
    # As `grade` has it: a point for each that is followed by the right one.
    yield "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>"
    yield "<showgrading>SHOW</showgrading>"
    yield "<numberingstyle>none</numberingstyle>"
    for number, place in enumerate(item.order, 1):
        yield f'<answer fraction="{number}" format="html">'
        yield f"  {_text(text_in_html(item.options[place].text))}"
        yield "</answer>"


_BODIES = {
    "multichoice": _multichoice,
    "multichoice, several answers": _multichoice,
    "true/false": _truefalse,
    "short answer": _shortanswer,
    "matching": _matching,
    "ordering": _ordering,
}


def _html(element: str, words: str) -> str:
    return f'<{element} format="html">{_text(words)}</{element}>'


def _text(words: str) -> str:
    """Return the text of an element, with what would be markup in a section.

    Moodle loses a blank that stands between two escaped signs. Nothing else than `]]>` ends a section.
    """
    if not any(sign in words for sign in "<>&"):
        return f"<text>{words}</text>"
    return f"<text><![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]></text>"
