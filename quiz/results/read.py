"""Reading what a class answered, whatever file it comes in."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from kg.errors import MyographError, UnusableFileError
from kg.files import opened
from quiz.results.examfile import of_exams
from quiz.results.moodle import of_moodle, tells_moodle
from quiz.results.own import of_answers, of_learners, say_what_is_wrong, tells_answers, tells_learners
from quiz.results.table import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quiz.results.sheet import Sheet

__all__ = ["NoAnswersError", "read"]

_FIRST = 64


class NoAnswersError(MyographError):
    """A file of results is in order and holds no answer."""


def read(paths: Sequence[Path]) -> Sheet:
    """Return what a table tells, or the result files of several learners.

    Raises `UnusableFileError` where it cannot be read, and `NoAnswersError` where it holds no answer.
    """
    if _is_json(paths[0]):
        sheet = of_exams(paths)
    elif len(paths) > 1:
        raise UnusableFileError(
            f"{paths[0]} is a table, and holds a class by itself. Only results of exams are put together."
        )
    else:
        sheet = _table(paths[0])
    for column in sheet.columns.values():
        column.fill(len(sheet.learners))
    sheet.columns = {key: column for key, column in sheet.columns.items() if column.asked}
    if not sheet.columns:
        left_out = f" Left out: {' '.join(sheet.remarks)}" if sheet.remarks else ""
        raise NoAnswersError(f"{paths[0]} holds no answer.{left_out}")
    return sheet


def _is_json(path: Path) -> bool:
    try:
        with opened(path) as file:
            first = file.read(_FIRST)
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be read: {error.strerror or error}.") from None
    return first.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"["))


def _table(path: Path) -> Sheet:
    lines = rows(path)
    first = next(lines, None)
    if first is None:
        raise UnusableFileError(f"{path} is empty.")
    header = first.cells
    if tells_moodle(header):
        return of_moodle(header, lines)
    if tells_answers(header):
        return of_answers(path, header, lines)
    if tells_learners(header):
        return of_learners(path, header, lines)
    raise say_what_is_wrong(path, header)
