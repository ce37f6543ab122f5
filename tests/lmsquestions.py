"""What a reader of GIFT or Moodle XML has to find in a question, and texts that try to break out."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import handmade

from kg.showable import harmless, one_line
from quiz.export import Chosen, Facts
from quiz.item import Interaction, Item, Option

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WORDS", "Question", "asked", "fuzzed", "known_as", "paragraphs", "shown", "told"]

WORDS = (
    ": = ~ # { } -> \\ < & \" ' ñ ü α — [Your Name]",
    "[html]",
    "%50%",
    "=1+1",
    "@SUM(1)",
    "+1",
    "-1",
    "// no comment",
    "::no name::",
    "####",
    "\\n \\: \\\\ \\} end\\",
    "$CATEGORY: none",
    "TRUE",
    "leg 🦵🏽",
    "ألم الركبة",
    "x" * 300,
    "two\nlines\n\nand one more",
    "]]> <!-- --> </text> &lt; &lt;",
    "<b>bold</b> &amp; &#58; <script>",
    "any * letters \\*",
    "$$x$$ \\(y\\) @@PLUGINFILE@@/z",
    "red \x1b[31m \u202e and \ufffe",
)

TRUE_FALSE = replace(
    handmade.CHOOSE_ONE,
    id="item-true-false",
    options=(Option("True", None, False, "It is so."), Option("False", None, True, "It is otherwise.")),
)


class Question(NamedTuple):
    """A question as read: `parts` are options with shares of the mark and feedback, or pairs of two sides.

    `background` has the lines of the general feedback.
    """

    id: str
    stem: str
    parts: tuple[tuple[str, ...], ...]
    background: tuple[str, ...]
    tags: frozenset[str]


def fuzzed() -> Chosen:
    """Return an item of each interaction in each of WORDS, before and after all that is read or typed."""
    items = [_dressed(item, number) for number in range(len(WORDS)) for item in (*handmade.ALL, TRUE_FALSE)]
    facts = {
        f"claim-{number}": Facts("So.", "reported", (words, f"{words}/{number}"), words, f"{words} 2020", "1")
        for number, words in enumerate(WORDS)
    }
    return Chosen(1, "", tuple(items), facts=facts)


def _dressed(item: Item, number: int) -> Item:
    words = WORDS[number]

    def both(text: str) -> str:
        return f"{words} {text} {words}"

    return replace(
        item,
        id=f"claim-{number}-{item.id}",
        claims=(f"claim-{number}",),
        stem=both(item.stem),
        options=tuple(
            replace(option, text=option.text if len(item.options) == 2 else both(option.text), why=both(""))
            for option in item.options
        ),
        rows=tuple(replace(row, text=both(row.text)) for row in item.rows),
        accept=tuple(map(both, item.accept)),
        close=tuple(map(both, item.close)),
        also_claimed=tuple(map(both, item.also_claimed)),
        explanation=(both("so"), words),
    )


def asked(chosen: Chosen, item: Item, *, places: bool = False) -> Question:
    """Return what has to be read of an item; with `places`, what is to be ordered is matched with them.

    Rows with menus have their options in place of their feedback.
    """
    first = [shown(line) for line in item.explanation]
    told = []
    if item.interaction in (Interaction.MATCH, Interaction.ORDER):
        told += [option.why for option in item.options]
    facts = [chosen.facts[claim] for claim in item.claims]
    told += [f"Source: {fact.citation}" for fact in facts]
    more = [line for line in dict.fromkeys(map(shown, told)) if line not in first]
    tags = {topic for fact in facts for topic in fact.topics}
    tags |= {f"type: {item.type}", f"level: {item.bloom}", *(f"status: {fact.status}" for fact in facts)}
    return Question(
        known_as(item),
        shown(item.stem),
        tuple(_parts(item, places)),
        tuple(filter(None, (*first, *more))),
        frozenset(_tag(tag) for tag in tags),
    )


def known_as(item: Item) -> str:
    """Return what a platform knows an item by."""
    digest = hashlib.sha256(item.id.encode()).hexdigest()
    return item.id if len(item.id) <= 100 else f"{item.id[:87]}-{digest[:12]}"


def _tag(text: str) -> str:
    plain = re.sub("[<[]", "(", re.sub("[]>]", ")", one_line(text)))
    plain = plain.replace("\\", "/").replace("`", "'").replace(",", ";")
    return plain if len(plain) <= 50 else f"{plain[:49].rstrip()}…"


def _parts(item: Item, places: bool) -> Iterable[tuple[str, ...]]:
    options = item.options
    match item.interaction:
        case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
            right = {1: 100.0, 2: 50.0, 3: 33.33333}[len(item.keys)]
            off = 0.0 if item.interaction is Interaction.CHOOSE_ONE else -right
            for option in options:
                yield shown(option.text), f"{right if option.correct else off:g}", shown(option.why)
        case Interaction.TEXT:
            close = "Half right: that is a part of the answer, or has it as a part. "
            close += f"The answer is {item.accept[0]}."
            yield from ((_typed(answer), "100", "") for answer in item.accept)
            yield from ((_typed(answer), "50", shown(close)) for answer in item.close)
            claimed = "Half right: that is claimed as well, but is not the one asked for. "
            claimed += f"The answer is {item.accept[0]}."
            yield from ((_typed(answer), "50", shown(claimed)) for answer in item.also_claimed)
        case Interaction.MATCH:
            yield from ((shown(row.text), one_line(options[row.key].text)) for row in item.rows)
        case Interaction.ORDER if places:
            for place, option in enumerate(options):
                yield shown(option.text), str(item.order.index(place) + 1)
        case Interaction.ORDER:
            yield from ((shown(options[place].text),) for place in item.order)


def _typed(answer: str) -> str:
    return one_line(answer).replace("*", "\\*")


def shown(text: str) -> str:
    """Return text as it stands on a page: without what has no look of its own."""
    return "\n".join(harmless(line) for line in text.strip().splitlines())


def told(markup: str) -> str:
    """Return what HTML of one paragraph shows. It may have no element but breaks."""
    bare = markup.replace("<br>", "\n")
    assert not re.search("[<>]", bare), markup
    return html.unescape(bare)


def paragraphs(markup: str) -> tuple[str, ...]:
    """Return what HTML of nothing but paragraphs shows."""
    found = re.findall("<p>(.*?)</p>", markup)
    assert "".join(f"<p>{each}</p>" for each in found) == markup, markup
    return tuple(map(told, found))
