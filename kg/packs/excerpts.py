"""The line that a fault stands in, shown with what is at fault underlined: safe to print, cell under cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.showable import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.faults import Fault

__all__ = ["lines_of", "underlined", "with_excerpts"]

# What ends a line in YAML 1.1, whose parser counts the lines.
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# So much of a line is kept on either side of its fault, in code points.
_AROUND = 200
_TAB = " " * 4
_CUT = "…"
# The fewest cells for a line: three for what leads up to it, and more for the fault.
_NARROWEST = 16


def lines_of(text: str) -> list[str]:
    r"""Return the lines of a text as YAML counts them, without their ends.

    >>> lines_of("a\r\nb\x85c\n")
    ['a', 'b', 'c', '']
    """
    return _LINE_END.split(text)


def with_excerpts(faults: Iterable[Fault], texts: Mapping[str, Sequence[str]]) -> list[Fault]:
    """Return faults with the line that each stands in; `texts` are the lines of the files, by name.

    Of a long line that is the piece about the place. What cannot be seen stands there as U+FFFD.
    """
    return [_with_excerpt(fault, texts.get(fault.file, ())) for fault in faults]


def _with_excerpt(fault: Fault, lines: Sequence[str]) -> Fault:
    if not 0 < fault.line <= len(lines):
        return fault
    line, at = lines[fault.line - 1], fault.column - 1
    start, end = at - _AROUND if at > 2 * _AROUND else 0, at + 2 * _AROUND
    before, piece, after = _CUT * (start > 0), line[start:end], _CUT * (end < len(line))
    return replace(
        fault,
        length=max(1, min(fault.length, len(line.rstrip()) - at)),
        excerpt=before + "".join(map(_shown, piece)) + after,
        excerpt_column=len(before) + at - start + 1,
    )


def _shown(letter: str) -> str:
    """Return a letter as it may be printed, in as many cells as the place of a fault counts."""
    if letter == "\t":
        return letter
    return " " if unicodedata.category(letter) == "Zs" else seen(letter)


def underlined(fault: Fault, width: int) -> list[str]:
    """Return the excerpt of a fault under a line number, and signs under what is at fault, in so many cells.

    What does not fit is cut on either side of the place. Nothing where the line is not known.

    >>> from kg.faults import Fault
    >>> fault = Fault("types", "a.yaml", 7, 4, "Wrong.", "", 5, "ask: facts", 6)
    >>> print("\\n".join(underlined(fault, 40)))
      7 | ask: facts
        |      ^^^^^
    """
    if not fault.excerpt_column:
        return []
    number = str(fault.line)
    room = max(width - len(number) - len("   | "), _NARROWEST)
    at = fault.excerpt_column - 1
    text, before, under = _window(fault.excerpt, at, fault.length, room)
    margin = " " * len(number)
    return [f"  {number} | {text}".rstrip(), f"  {margin} | {' ' * before}{'^' * under}"]


def _window(line: str, at: int, length: int, room: int) -> tuple[str, int, int]:
    """Return what of a line fits into `room` cells, and the cells before the fault and under it."""
    from rich.cells import cell_len

    from kg.fit import cut

    before, fault, after = (
        piece.replace("\t", _TAB) for piece in (line[:at], line[at : at + length], line[at + length :])
    )
    if cell_len(before + fault + after) > room:
        # What leads up to the fault gets a third of the room, or what fault and rest leave of it.
        before = _last_cells(before, max(room // 3, room - cell_len(fault + after)))
        whole = cell_len(before + fault) <= room
        fault = cut(fault, room - cell_len(before))
        after = cut(after, room - cell_len(before + fault)) if whole else ""
    cells = cell_len(before)
    return before + fault + after, cells, max(cell_len(before + fault) - cells, 1)


def _last_cells(text: str, width: int) -> str:
    """Return the end of a text that takes at most so many cells; an ellipsis says what was left out."""
    from rich.cells import cell_len

    start = 0
    while cell_len(text[start:]) > width - (start > 0):
        start += 1
    return (_CUT if start else "") + text[start:]
