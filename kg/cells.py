"""Cells of a table as text: how they are put in order, and how they are handed to a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["all_numbers", "guarded", "in_order", "to_csv", "to_tsv"]

# Few digits in the exponent: what is larger is nobody's number, and takes for ever to work out.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# What a spreadsheet takes for the beginning of a formula; also in the wide forms, where Japanese is typed.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_Row = tuple[str, ...]


def in_order(rows: Sequence[_Row], column: int, *, down: bool = False) -> list[int]:
    """Return the places of rows in order of a column, from the largest where it goes `down`.

    Numbers stand by their value before texts, whose case does not count; what is empty stands last either
    way. Rows that are alike keep their order.

    >>> in_order([("10",), ("9",), ("",), ("b",), ("A",)], 0)
    [1, 0, 4, 3, 2]
    >>> in_order([("10",), ("9",), ("",), ("b",), ("A",)], 0, down=True)
    [3, 4, 0, 1, 2]
    """
    filled = [place for place, row in enumerate(rows) if row[column]]
    empty = [place for place, row in enumerate(rows) if not row[column]]
    return sorted(filled, key=lambda place: _key(rows[place][column]), reverse=down) + empty


def _key(cell: str) -> tuple[bool, Decimal, str]:
    if _NUMBER.fullmatch(cell):
        return False, Decimal(cell), ""
    return True, Decimal(0), cell.casefold()


def all_numbers(cells: Iterable[str]) -> bool:
    """Return whether there are cells, and each that is not empty is a number.

    >>> all_numbers(["1", "", "-2.5e3"]), all_numbers(["1", "one"]), all_numbers([""])
    (True, False, False)
    """
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_NUMBER.fullmatch, filled))


def guarded(cell: str) -> str:
    """Return a cell as a spreadsheet may read it: with an apostrophe before what it would work out.

    A number stays one.

    >>> guarded("=HYPERLINK(1)"), guarded("-2.5"), guarded("-2+3")
    ("'=HYPERLINK(1)", '-2.5', "'-2+3")
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Return a table as CSV (RFC 4180, UTF-8) with its cells `guarded`.

    >>> to_csv(["a", "b"], [["1", "=1, 2"]])
    b'a,b\r\n1,"\'=1, 2"\r\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(guarded, header))
    writer.writerows(map(guarded, row) for row in rows)
    # No text of a graph has half of a pair of surrogates; one that a query made would end the file.
    return text.getvalue().encode("utf-8", "replace")


def to_tsv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table as lines of cells set apart by tabs, each cell `guarded` and on one line.

    What is pasted may be pasted into a terminal: nothing is left that would control it.

    >>> to_tsv(["a", "b"], [["1\n2", " -x\x1b[2J"]])
    "a\tb\n1 2\t'-x\ufffd[2J\n"
    """
    from kg.showable import one_line

    lines = ["\t".join(guarded(one_line(cell)) for cell in row) for row in (header, *rows)]
    return "".join(f"{line}\n" for line in lines)
