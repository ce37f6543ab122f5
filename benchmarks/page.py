"""Tables and paragraphs in Markdown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["per_cent", "prose", "table"]

WIDTH = 108


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a table in Markdown, a line each.

    >>> table(["a", "b"], [["x", 1]])
    ['| a | b |', '|---|---|', '| x | 1 |']
    """
    lines = [head, *([str(cell) for cell in row] for row in rows)]
    told = [f"| {' | '.join(line)} |" for line in lines]
    return [told[0], f"|{'---|' * len(head)}", *told[1:]]


def prose(text: str) -> list[str]:
    """Return a paragraph, however it was broken, as lines, with an empty one after it."""
    return [*textwrap.wrap(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False), ""]


def per_cent(part: float, whole: float) -> str:
    """Return a share with one decimal, where there is a whole.

    >>> per_cent(1, 8), per_cent(0, 0)
    ('12.5 %', '-')
    """
    return f"{100 * part / whole:.1f} %" if whole else "-"
