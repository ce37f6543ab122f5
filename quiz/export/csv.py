"""CSV: a row for each item, for spreadsheets and scripts. No cell is a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cells import to_csv
from kg.showable import harmless, one_line
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["SUFFIX", "export", "kind"]

SUFFIX = "csv"

# By it a spreadsheet knows that this is UTF-8.
_BOM = "\ufeff".encode()


def kind(item: Item) -> str:
    """Return what an item is called: a row holds every one."""
    return item.interaction.value


def export(chosen: Chosen) -> bytes:
    """Return the items as rows, with as many columns of options as the widest needs."""
    options = max((len(item.options) for item in chosen.items), default=0)
    rows = max((len(item.rows) for item in chosen.items), default=0)
    paper = ["paper"] if chosen.papers else []
    header = [
        *paper,
        *("id", "type", "interaction", "level", "difficulty", "seed", "stem"),
        *(name for number in range(1, options + 1) for name in (f"option {number}", f"why {number}")),
        *(f"row {number}" for number in range(1, rows + 1)),
        *("key", "answer", "also right", "half right", "letters forgiven"),
        *("explanation", "claims", "topics", "status", "source"),
    ]
    return _BOM + to_csv(header, (_row(chosen, item, options, rows) for item in chosen.items))


def _row(chosen: Chosen, item: Item, options: int, rows: int) -> list[str]:
    facts = [chosen.facts[claim] for claim in item.claims if claim in chosen.facts]
    told = [words for option in item.options for words in (option.text, option.why)]
    sides = [row.text for row in item.rows]
    papers = [str(number) for number, paper in enumerate(chosen.papers, 1) if item in paper]
    return [
        *([", ".join(papers)] if chosen.papers else []),
        *(item.id, item.type, item.interaction.value, item.bloom, f"{item.difficulty:g}", str(item.seed)),
        *map(_cell, (item.stem, *told)),
        *("",) * (2 * options - len(told)),
        *map(_cell, sides),
        *("",) * (rows - len(sides)),
        *(_key(item), one_line(item.answer), _lines(item.accept[1:]), _lines(item.half_right)),
        str(item.forgiven) if item.interaction is Interaction.TEXT else "",
        "\n".join(map(one_line, item.explanation)),
        _lines(item.claims),
        _lines(topic for fact in facts for topic in fact.topics),
        *(_lines(fact.status for fact in facts), _lines(fact.citation for fact in facts)),
    ]


def _key(item: Item) -> str:
    """Return the numbers of options: the right ones, that of each row, or all in the right order."""
    match item.interaction:
        case Interaction.MATCH:
            places = tuple(row.key for row in item.rows)
        case Interaction.ORDER:
            places = item.order
        case _:
            places = item.keys
    return " ".join(str(place + 1) for place in places)


def _cell(text: str) -> str:
    """Return text as a cell has it: what stands before it could hide from the guard against formulas."""
    return "\n".join(harmless(line) for line in text.strip().splitlines())


def _lines(texts: Iterable[str]) -> str:
    """Return texts as lines of one cell, each of them once."""
    return "\n".join(dict.fromkeys(map(one_line, texts)))
