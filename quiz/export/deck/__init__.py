"""What a card of Anki holds: the fields of a note as HTML, its tags, and its looks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.iri import claim_iri
from kg.showable import one_line
from quiz.export.lms import text_in_html
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quiz.export import Chosen
    from quiz.item import Item, Option

__all__ = ["FIELDS", "KINDS", "fields_of", "looks", "tags_of"]

# Another set of names would be another type of note to Anki, whose notes it keeps apart from those of this.
FIELDS = ("Question", "Task", "Options", "Answer", "Reasons", "Explanation", "Sources", "Id", "Claim")

KINDS = {
    Interaction.CHOOSE_ONE: "card with options",
    Interaction.CHOOSE_MANY: "card with options, several right",
    Interaction.TEXT: "card to answer from memory",
    Interaction.MATCH: "card with pairs",
    Interaction.ORDER: "card to put in order",
}

_TASKS = {
    Interaction.CHOOSE_ONE: "Choose one.",
    Interaction.CHOOSE_MANY: "Choose all that apply.",
    Interaction.TEXT: "Answer from memory.",
    Interaction.MATCH: "Find the letter for each number.",
    Interaction.ORDER: "Put these in order.",
}
_RIGHT = '<span class="right">✓ Right:</span>'
_WRONG = '<span class="wrong">✗ Wrong:</span>'
_LETTERED = '<ol type="A">'
_NUMBERED = "<ol>"
_BULLETED = "<ul>"


def looks(name: str) -> str:
    """Return a file of the note type: `front.html`, `back.html` or `card.css`."""
    return (Path(__file__).parent / name).read_text("utf-8")


def fields_of(chosen: Chosen, item: Item) -> list[str]:
    """Return what stands in each of `FIELDS`, as HTML that needs no script."""
    facts = [chosen.facts[claim] for claim in item.claims if claim in chosen.facts]
    return [
        _text(item.stem),
        _TASKS[item.interaction],
        _asked(item),
        _answer(item),
        _reasons(item),
        _paragraphs(item.explanation),
        _list(_BULLETED, _each_once(fact.citation for fact in facts)),
        _text(item.id),
        _text(claim_iri(item.claims[0])),
    ]


def tags_of(chosen: Chosen, item: Item) -> list[str]:
    """Return the topics, type, level and status of an item, and the course that it was taken for.

    >>> from quiz.export import Chosen
    >>> from quiz.item import Interaction, Item
    >>> item = Item("i", "typed", Interaction.TEXT, "remember", 0, "Which?", None, (), ("c",), (), 1, ("x",))
    >>> tags_of(Chosen(1, "", (item,), title="Hip and knee"), item)
    ['type::typed', 'level::remember', 'course::Hip-and-knee']
    """
    facts = [chosen.facts[claim] for claim in item.claims if claim in chosen.facts]
    named = [
        *(("topic", topic) for topic in (chosen.topic,) if topic),
        *(("topic", topic) for fact in facts for topic in fact.topics),
        *(("type", item.type), ("level", item.bloom)),
        *(("status", fact.status) for fact in facts),
        *(("course", title) for title in (chosen.title,) if title),
    ]
    return list(dict.fromkeys(f"{kind}::{_tag(label)}" for kind, label in named))


def _tag(label: str) -> str:
    """Return a label as part of a tag: spaces and quotes would end it, and two colons would part it."""
    return re.sub(r'[\s"]+', "-", re.sub("::+", ":", one_line(label))).strip("-:") or "-"


def _asked(item: Item) -> str:
    rows = _list(_NUMBERED, [row.text for row in item.rows])
    return rows + _list(_LETTERED, [option.text for option in item.options])


def _answer(item: Item) -> str:
    match item.interaction:
        case Interaction.TEXT:
            return _paragraphs(item.accept[:1]) + _told("Also right", item.accept[1:])
        case Interaction.MATCH:
            return _list(_NUMBERED, [f"{row.text} → {item.options[row.key].text}" for row in item.rows])
        case Interaction.ORDER:
            return _list(_NUMBERED, [item.options[place].text for place in item.order])
        case _:
            return _paragraphs([item.options[place].text for place in item.keys])


def _reasons(item: Item) -> str:
    match item.interaction:
        case Interaction.TEXT:
            return _told("Half right, being part of the answer or having it as a part", item.close) + _told(
                "Half right, being claimed as well, but not the one asked for", item.also_claimed
            )
        case Interaction.MATCH | Interaction.ORDER:
            return _list(_BULLETED, _each_once(option.why for option in item.options))
        case _:
            return f"{_LETTERED}{''.join(map(_verdict, item.options))}</ol>"


def _verdict(option: Option) -> str:
    why = f'<br><span class="why">{_text(option.why)}</span>' if option.why else ""
    return f"<li>{_RIGHT if option.correct else _WRONG} {_text(option.text)}{why}</li>"


def _told(what: str, answers: Sequence[str]) -> str:
    return f'<p class="also">{what}: {_text("; ".join(answers))}</p>' if answers else ""


def _list(tag: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{_text(line)}</li>" for line in lines)
    return f"{tag}{items}</{tag[1:3]}>" if lines else ""


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{_text(line)}</p>" for line in lines)


def _each_once(lines: Iterable[str]) -> list[str]:
    return [line for line in dict.fromkeys(lines) if line]


def _text(text: str) -> str:
    """Return text as HTML; a bracket could open a sound or a formula, which Anki looks for in fields."""
    return text_in_html(text).replace("[", "&#91;")
