"""HTML: a practice quiz in one file, which needs nothing else and keeps the progress in the browser.

Questions and answers stand in the page itself, where they can be read without JavaScript. The script finds
them there; what it is given besides is what grades an answer.
"""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import kg
from kg.inwords import counted
from kg.onepage import block, policy, text
from kg.showable import one_line
from quiz.export.paper.told import kept_with, sources, verdicts
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quiz.export import Chosen, Facts
    from quiz.item import Item

__all__ = ["SUFFIX", "export", "kind"]

SUFFIX = "html"

# A plain folder, as kg.files reads the data.
_PAGE = Path(__file__).parent / "page"
_SCRIPTS = ("grade.js", "store.js", "answers.js", "page.js")
_SIGNS = {True: "✓ Right", False: "✗ Wrong"}
_HOW = {
    Interaction.CHOOSE_ONE: "Choose one.",
    Interaction.CHOOSE_MANY: "Choose all that apply: a wrong one takes away what a right one brings.",
    Interaction.TEXT: "Type the answer.",
    Interaction.MATCH: "Give each one an answer of its own.",
    Interaction.ORDER: "Put them in order, the first at the top.",
}


def kind(item: Item) -> str:
    """Return what an item becomes: the page holds every interaction as it is."""
    return item.interaction.value


def export(chosen: Chosen) -> bytes:
    """Return the page, in UTF-8. Nothing in it is fetched, and its policy forbids all that is not in it.

    >>> import kg
    >>> from quiz.bank import draw
    >>> from quiz.export import Chosen
    >>> page = export(Chosen(1, "a graph", tuple(draw(kg.load(), 1, 5)))).decode()
    >>> page.count('<section class="question"'), page.count("<details class=")
    (5, 5)
    """
    style = _read("page.css")
    script = "(() => {\n" + "".join(map(_read, _SCRIPTS)) + "})();\n"
    number = len(chosen.items)
    questions = (_question(item, place, number, chosen.facts) for place, item in enumerate(chosen.items, 1))
    page = Template(_read("page.html")).substitute(
        policy=policy(style, script),
        style=style,
        script=script,
        version=text(kg.__version__),
        title=text(chosen.title or f"Practice: {counted(number, 'question')}"),
        about="".join(f"<p>{text(line)}</p>" for line in chosen.about),
        seed=chosen.seed,
        graph=text(chosen.graph),
        data=block(_grading(chosen)),
        questions="\n".join(questions),
    )
    return page.encode()


def _read(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


def _grading(chosen: Chosen) -> dict[str, Any]:
    """Return what the script needs to grade answers, and the name under which the browser keeps them."""
    return {
        "key": f"myograph:{chosen.graph}:{chosen.seed}",
        "items": [
            {
                "id": item.id,
                "kind": item.interaction.value,
                "options": len(item.options),
                "keys": item.keys,
                "rows": [row.key for row in item.rows],
                "order": item.order,
                "accept": list(map(one_line, item.accept)),
                "close": list(map(one_line, item.close)),
                "claimed": list(map(one_line, item.also_claimed)),
                "forgiven": item.forgiven,
                "answer": one_line(item.answer),
            }
            for item in chosen.items
        ],
    }


def _question(item: Item, number: int, total: int, facts: Mapping[str, Facts]) -> str:
    name = f"q{number}"
    return (
        f'<section class="question" id="{name}" data-item="{text(item.id)}" aria-labelledby="{name}-head">'
        f'<h2 id="{name}-head" tabindex="-1">Question {number:,} <small>of {total:,}</small></h2>'
        f'<form class="ask" novalidate>{_ASKED[item.interaction](item, name)}'
        '<p class="problem" role="alert"></p>'
        '<p class="act"><button type="submit">Check</button></p></form>'
        '<p class="verdict" role="status"></p>'
        '<p class="after"><button class="onward" type="button">Next question</button> '
        '<button class="again" type="button">Answer again</button></p>'
        '<details class="answer"><summary>Answer'
        f'<span class="unseen"> to question {number:,}</span></summary>'
        f"{_answer(item, facts)}</details></section>"
    )


def _fieldset(item: Item, *parts: str) -> str:
    return (
        f'<fieldset><legend class="stem">{text(item.stem)}</legend><p class="how">'
        f"{_HOW[item.interaction]}</p>{''.join(parts)}</fieldset>"
    )


def _words(words: str) -> str:
    return f'<span class="words">{text(words)}</span>'


def _choose(item: Item, name: str) -> str:
    box = "radio" if item.interaction is Interaction.CHOOSE_ONE else "checkbox"
    rows = (
        f'<li><label><input type="{box}" name="{name}" value="{place}">{_words(option.text)}</label></li>'
        for place, option in enumerate(item.options)
    )
    return _fieldset(item, '<ul class="options">', *rows, "</ul>")


def _type(item: Item, name: str) -> str:
    slips = " Small slips of spelling are forgiven." if item.forgiven else ""
    return (
        f'<p><label class="stem" for="{name}-text">{text(item.stem)}</label></p>'
        f'<p class="how" id="{name}-how">{_HOW[item.interaction]}{slips}</p>'
        f'<p class="line"><input id="{name}-text" type="text" autocomplete="off" '
        f'autocapitalize="none" spellcheck="false" aria-describedby="{name}-how"></p>'
    )


def _match(item: Item, name: str) -> str:
    choices = "".join(
        f'<option value="{place}">{place + 1}. {text(option.text)}</option>'
        for place, option in enumerate(item.options)
    )
    rows = (
        f'<li><label for="{name}-{place}">{_words(row.text)}</label>'
        f'<select id="{name}-{place}"><option value="">Choose …</option>{choices}</select></li>'
        for place, row in enumerate(item.rows)
    )
    return _fieldset(item, _listed(item), '<ul class="rows">', *rows, "</ul>")


def _listed(item: Item) -> str:
    """Return the options as a list of their own: a closed menu cannot be read."""
    options = "".join(f"<li>{_words(option.text)}</li>" for option in item.options)
    return f'<ol class="choices">{options}</ol>'


def _order(item: Item, name: str) -> str:
    rows = (
        f'<li data-place="{place}">{_words(option.text)}</li>' for place, option in enumerate(item.options)
    )
    return _fieldset(item, f'<ol class="order" id="{name}-order">', *rows, "</ol>")


_ASKED = {
    Interaction.CHOOSE_ONE: _choose,
    Interaction.CHOOSE_MANY: _choose,
    Interaction.TEXT: _type,
    Interaction.MATCH: _match,
    Interaction.ORDER: _order,
}


def _answer(item: Item, facts: Mapping[str, Facts]) -> str:
    also = f" Also right: {text('; '.join(item.accept[1:]))}." if len(item.accept) > 1 else ""
    close = f" Half right: {text('; '.join(item.half_right))}." if item.half_right else ""
    told = verdicts(item)
    parts = [
        f'<p class="key"><strong>{text(item.answer)}</strong>{also}{close}</p>',
        f"<h3>Why</h3>{_list('why', map(text, item.explanation))}",
    ]
    if told:
        lines = (
            f"{'' if each.right is None else f'<strong>{_SIGNS[each.right]}:</strong> '}"
            f"{_words(each.text)}: {text(each.why)}"
            for each in told
        )
        parts.append(f"<h3>Option by option</h3>{_list('verdicts', lines)}")
    if found := sources(item, facts):
        parts.append(f"<h3>Sources</h3>{_list('sources', map(text, found))}")
    tags = "; ".join(f"{name}: {text(value)}" for name, value in kept_with(item, facts))
    return "".join((*parts, f'<p class="tags">{tags}.</p>'))


def _list(name: str, lines: Iterable[str]) -> str:
    return f'<ul class="{name}">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'
