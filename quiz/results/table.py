"""A table that a person saved from some program: its encoding, its separators, its lines."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import chain
from typing import IO, TYPE_CHECKING, NamedTuple

from kg.errors import UnusableFileError
from kg.files import opened
from kg.showable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["MAX_BYTES", "Line", "columns_in_words", "number_of", "plain_cell", "rows", "shown"]

MAX_BYTES = 200_000_000
# What one row may have: cells, letters in a line of it, and lines that end within its quotes.
MAX_CELLS, MAX_LINE, MAX_LINES = 10_000, 5_000_000, 10_000
# So much of a cell is repeated in a message.
SHOWN = 40
# So many columns are named.
MOST_NAMED = 12

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ",;\t"
_HEAD = 4_096
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,12}(?:[.,][0-9]{0,12})?|[.,][0-9]{1,12})")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
# How files begin that are taken for tables, and what they are.
_OTHER_FILES = {
    b"PK\x03\x04": "a workbook (of Excel or LibreOffice) or another package",
    b"\xd0\xcf\x11\xe0": "a workbook of an older Excel",
    b"%PDF": "a PDF",
}
_HOW_TO_SAVE = (
    "Save it as UTF-8: in Excel as “CSV UTF-8”, in LibreOffice with the character set “Unicode (UTF-8)”."
)


class Line(NamedTuple):
    """A line of a table: its number in the file, from 1, and its cells."""

    number: int
    cells: list[str]


def rows(path: Path) -> Iterator[Line]:
    """Yield the lines of a table that are not empty, its header first, each with as many cells as that.

    Commas, semicolons or tabs set the cells apart, whichever the header has most of. UTF-8 is read, and what
    a byte order mark says. Raises `UnusableFileError` where it cannot be read so.
    """
    try:
        with opened(path) as file:
            yield from _rows(path, file)
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be read: {error.strerror or error}.") from None


def _rows(path: Path, file: IO[bytes]) -> Iterator[Line]:
    head = file.read(_HEAD)
    if file.seek(0, io.SEEK_END) > MAX_BYTES:
        raise UnusableFileError(f"{path} is larger than {MAX_BYTES:,} bytes.")
    file.seek(0)
    for mark, what in _OTHER_FILES.items():
        if head.startswith(mark):
            raise UnusableFileError(f"{path} is {what}, and no table of text. {_HOW_TO_SAVE}")
    encoding = next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in head:
        raise UnusableFileError(f"{path} looks like UTF-16 without its mark, or is no text. {_HOW_TO_SAVE}")
    # A line end within a cell stays as it is.
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield from _lines(path, text)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise UnusableFileError(
                f"{path} begins as UTF-16 and goes on otherwise. {_HOW_TO_SAVE}"
            ) from None
        byte = error.object[error.start]
        raise UnusableFileError(
            f"{path} is not UTF-8 text (byte {byte:#04x}); it may be Latin-1 or Windows-1252. {_HOW_TO_SAVE}"
        ) from None
    except csv.Error as error:
        raise UnusableFileError(f"{path} is no table that can be read: {error}.") from None
    finally:
        text.detach()


def _lines(path: Path, text: io.TextIOWrapper) -> Iterator[Line]:
    first, before, within = _line(path, text), 0, 0
    if named := re.fullmatch(r'"?sep=(.)"?\s*', first, re.IGNORECASE):  # as Excel writes it
        separator, first, before = named[1], _line(path, text), 1
    else:
        separator = max(_SEPARATORS, key=first.count)

    def following() -> Iterator[str]:
        nonlocal within
        while line := _line(path, text):
            within += 1
            if within > MAX_LINES:
                raise UnusableFileError(f"{path} has a row of more than {MAX_LINES:,} lines.")
            yield line

    # A header cell may hold a line end, so the first line goes back before the reader.
    reader = csv.reader(chain((first,), following()), delimiter=separator)
    width = 0
    for cells in reader:
        within = 0
        if len(cells) > MAX_CELLS:
            raise UnusableFileError(f"{path} has a row of more than {MAX_CELLS:,} cells.")
        if not any(map(str.strip, cells)):
            continue
        number = before + reader.line_num
        width = width or len(cells)
        if len(cells) > width and any(map(str.strip, cells[width:])):
            raise UnusableFileError(
                f"{path}, line {number:,}, has {len(cells):,} cells, and the header {width:,}. "
                "A cell that holds a separator needs quotes about it."
            )
        yield Line(number, cells if len(cells) == width else [*cells, *[""] * (width - len(cells))][:width])


def _line(path: Path, text: io.TextIOWrapper) -> str:
    line = text.readline(MAX_LINE + 1)
    if len(line) > MAX_LINE:
        raise UnusableFileError(f"{path} has a line of more than {MAX_LINE:,} letters.")
    return line


def number_of(cell: str) -> float | None:
    """Return the number in a cell, with a decimal point or comma; None where it is none.

    >>> number_of("0,75"), number_of(" 1.00 "), number_of("one"), number_of("nan")
    (0.75, 1.0, None, None)
    """
    text = cell.strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def plain_cell(cell: str) -> str:
    """Return a cell's text without the apostrophe that keeps a spreadsheet from working it out.

    >>> plain_cell("'=1+1"), plain_cell(" 'tis ")
    ('=1+1', "'tis")
    """
    text = cell.strip()
    return _GUARDED.sub("", text, count=1) if text.startswith("'") else text


def shown(cell: str) -> str:
    """Return the beginning of a cell in quotes, harmless on a terminal.

    >>> shown("x" * 50), shown("a\\x1b[2J")
    ('“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”', '“a\ufffd[2J”')
    """
    text = one_line(cell)
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def columns_in_words(header: Sequence[str]) -> str:
    """Return the names of a table's columns, the first ones."""
    more = f", and {len(header) - MOST_NAMED} more" if len(header) > MOST_NAMED else ""
    return ", ".join(map(shown, header[:MOST_NAMED])) + more
