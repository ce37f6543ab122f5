"""HTML to print: papers, and their answer keys with sources on pages of their own."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import kg
from kg.onepage import policy, text
from quiz.export.paper.sheet import foot, sheets, title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.export import Chosen
    from quiz.export.paper.sheet import Answer, Line, Question, Sheet
    from quiz.item import Item

__all__ = ["SUFFIX", "export", "kind"]

SUFFIX = "html"

_PAPER = Path(__file__).parent / "paper"
# What is put before an option or a row, to be filled in.
_BEFORE = {
    "choose-one": '<span class="box round"></span>',
    "choose-many": '<span class="box"></span>',
    "match": '<span class="blank"></span>',
    "order": '<span class="blank"></span>',
}


def kind(item: Item) -> str:
    """Return what an item becomes: on paper each interaction is done with a pen."""
    return item.interaction.value


def export(chosen: Chosen) -> bytes:
    """Return the papers and then their keys as a page, in UTF-8.

    >>> import kg
    >>> from quiz.bank import draw
    >>> from quiz.export import Chosen
    >>> page = export(Chosen(1, "a graph", tuple(draw(kg.load(), 1, 5)))).decode()
    >>> page.count('<section class="question">'), page.count('<section class="told">')
    (5, 5)
    """
    style = (_PAPER / "paper.css").read_text("utf-8")
    found = sheets(chosen)
    head = title(chosen)
    page = Template((_PAPER / "paper.html").read_text("utf-8")).substitute(
        policy=policy(style),
        style=style,
        version=text(kg.__version__),
        title=text(head),
        about="".join(f"<p>{text(line)}</p>" for line in chosen.about),
        foot=text(foot(chosen)),
        sheets="\n".join(
            [
                *(_paper(sheet, "" if place == 0 else head) for place, sheet in enumerate(found)),
                *map(_key, found),
            ]
        ),
    )
    return page.encode()


def _paper(sheet: Sheet, head: str) -> str:
    return (
        f'<section class="sheet"><h2>{text(" – ".join(filter(None, (head, sheet.name or "Questions"))))}</h2>'
        '<p class="fields"><span>Name</span><span>Date</span>'
        f"<span>Points, of {len(sheet.questions)}</span></p>"
        f"{''.join(map(_question, sheet.questions))}</section>"
    )


def _question(question: Question) -> str:
    parts = [f"<h3>{question.number}. {text(question.stem)}</h3>", f'<p class="how">{question.how}</p>']
    before = _BEFORE.get(question.kind, "")
    if question.kind == "text":
        parts.append('<span class="blank wide"></span>')
    if question.rows:
        parts += [_lines("rows", question.rows, before), _lines("options", question.options)]
    elif question.options:
        parts.append(_lines("options", question.options, before))
    return f'<section class="question">{"".join(parts)}</section>'


def _lines(name: str, lines: Iterable[Line], before: str = "") -> str:
    rows = (
        f'<li>{before}<span class="mark">{text(line.mark)}</span> '
        f'<span class="words">{text(line.text)}</span></li>'
        for line in lines
    )
    return f'<ol class="{name}">{"".join(rows)}</ol>'


def _key(sheet: Sheet) -> str:
    rows = (
        f'<tr><th scope="row">{each.number}</th><td>{text(each.short)}</td><td>{text(each.answer)}'
        f"{f'<br><small>{text(each.also)}</small>' if each.also else ''}</td></tr>"
        for each in sheet.answers
    )
    return (
        f'<section class="answers"><h2>{text(" – ".join(filter(None, ("Answer key", sheet.name))))}</h2>'
        '<table><thead><tr><th scope="col">Question</th><th scope="col">Answer</th>'
        f'<th scope="col">In words</th></tr></thead><tbody>{"".join(rows)}</tbody>'
        f"</table><h3>Why, and who says so</h3>{''.join(map(_told, sheet.answers))}</section>"
    )


def _told(answer: Answer) -> str:
    also = f"<p>{text(answer.also)}</p>" if answer.also else ""
    cited = "".join(f"<li>Source: {text(source)}</li>" for source in answer.sources)
    return (
        f'<section class="told"><h4>{answer.number}. {text(answer.answer)}</h4>{also}'
        f"<ul>{''.join(f'<li>{text(line)}</li>' for line in answer.why)}{cited}</ul>"
        f"{_lines('verdicts', answer.verdicts) if answer.verdicts else ''}"
        f'<p class="filed">{text(answer.kept_with)}</p></section>'
    )
