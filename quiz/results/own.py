"""Our own tables: an answer a line, or a learner a line and a question a column; docs/results.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from kg.faults import did_you_mean
from kg.inwords import counted
from quiz.results.sheet import Sheet
from quiz.results.table import columns_in_words, number_of, plain_cell, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quiz.results.table import Line

__all__ = ["LEARNER", "of_answers", "of_learners", "say_what_is_wrong", "tells_answers", "tells_learners"]

LEARNER, ITEM, RESPONSE, SCORE, RIGHT = "learner", "item", "response", "score", "right"
# As Moodle calls the columns of a question, in whatever language.
_NUMBERED = re.compile(r"\w \d+$")
_COLUMNS = (LEARNER, ITEM, RESPONSE, SCORE, RIGHT)


def _folded(header: Sequence[str]) -> list[str]:
    return [cell.strip().casefold() for cell in header]


def tells_answers(header: Sequence[str]) -> bool:
    """Return whether the lines below this header are an answer each."""
    names = _folded(header)
    return LEARNER in names and ITEM in names and (SCORE in names or RESPONSE in names)


def tells_learners(header: Sequence[str]) -> bool:
    """Return whether the lines below this header are a learner each, with a score for each question."""
    names = _folded(header)
    return len(names) > 1 and names[0] == LEARNER and not _near(names[1:])


def _near(names: Sequence[str]) -> dict[str, str]:
    """Return names that stand, or nearly, for a column of a table of answers, and for which."""
    return {name: wanted for name in names for wanted in _COLUMNS if did_you_mean(name, [wanted])}


def say_what_is_wrong(path: Path, header: Sequence[str]) -> UnusableFileError:
    """Return what to tell of a table whose columns are of no kind that is known."""
    names = _folded(header)
    hints = [
        f"“{wanted}” instead of {shown(header[names.index(name)])}"
        for name, wanted in _near(names).items()
        if wanted not in names
    ]
    guess = f" Did you mean {', and '.join(hints)}?" if hints else ""
    if sum(bool(_NUMBERED.search(name)) for name in names) > 1:
        guess += " Is it from Moodle in another language? Switch Moodle to English before the download."
    return UnusableFileError(
        f"{path} has the columns {columns_in_words(header)}, and no answers can be read from them.{guess} "
        "It takes Moodle's report of responses, with the right answers, or of grades; or a table with the "
        "columns learner, item and score, or response; or one with learner and a column for each question."
    )


def of_answers(path: Path, header: Sequence[str], lines: Iterable[Line]) -> Sheet:
    """Return what a table with an answer a line tells."""
    names = _folded(header)
    for name, wanted in _near(names).items():
        if name != wanted and wanted not in names:
            raise say_what_is_wrong(path, header)
    _refuse_twice(path, [name for name in names if name in _COLUMNS])
    at = {name: names.index(name) for name in _COLUMNS if name in names}
    sheet = Sheet("table of answers", RESPONSE in at)
    again = 0
    for number, cells in lines:
        found = {name: plain_cell(cells[place]) for name, place in at.items()}
        for name in (LEARNER, ITEM):
            if not found[name]:
                raise UnusableFileError(f"{path}, line {number:,}, has no {name}.")
        column = sheet.column(found[ITEM], found[ITEM])
        column.right = column.right or found.get(RIGHT) or None
        learner = sheet.learner(found[LEARNER])
        if column.has(learner):
            again += 1
            continue
        response = found.get(RESPONSE) or None
        score = _score(path, number, SCORE, found.get(SCORE, ""))
        column.put(learner, response, 0.0 if response is None and score is None else score)
    if again:
        sheet.remarks.append(f"{counted(again, 'answer')} to a question that the learner has answered above.")
    return sheet


def of_learners(path: Path, header: Sequence[str], lines: Iterable[Line]) -> Sheet:
    """Return what a table with a learner a line tells."""
    names = [plain_cell(cell) for cell in header]
    _refuse_twice(path, names)
    sheet = Sheet("table of scores", given=False)
    again = 0
    for number, cells in lines:
        name = plain_cell(cells[0])
        if not name:
            raise UnusableFileError(f"{path}, line {number:,}, has no {LEARNER}.")
        if name in sheet.learners:
            again += 1
            continue
        learner = sheet.learner(name)
        for question, cell in zip(names[1:], cells[1:], strict=True):
            score = _score(path, number, question, cell)
            column = sheet.column(question, question)
            if score is not None:
                column.put(learner, None, score)
    if again:
        sheet.remarks.append(f"{counted(again, 'line')} of learners who have a line above.")
    return sheet


def _score(path: Path, line: int, column: str, cell: str) -> float | None:
    """Return a score; None where the cell is empty."""
    if not cell.strip():
        return None
    score = number_of(plain_cell(cell))
    if score is None or not 0 <= score <= 1:
        raise UnusableFileError(
            f"{path}, line {line:,}, column {shown(column)}: {shown(cell)} is no score. A score is a number "
            "from 0, wrong, to 1, right."
        )
    return score


def _refuse_twice(path: Path, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise UnusableFileError(f"{path} has two columns {shown(name)}; each needs a name of its own.")
