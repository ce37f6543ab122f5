"""Moodle's quiz reports as CSV: the responses, with right answers and questions, and the grades."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.inwords import counted
from quiz.results.ours import alike, bag, in_field
from quiz.results.sheet import Sheet
from quiz.results.table import number_of, plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quiz.results.sheet import Column
    from quiz.results.table import Line

__all__ = ["of_moodle", "tells_moodle"]

# What Moodle writes where there is nothing.
NOTHING = "-"

# “Q. 1 /1.00” and, in German, “F 1 /1,00”: a mark and its most.
_MARK = re.compile(r"[^\d/]{1,20}(?P<slot>\d{1,4})\s*/\s*(?P<most>\d{1,6}(?:[.,]\d{1,7})?)")
# “Grade/10.00”.
_GRADE = re.compile(r"[^\d/]{1,40}/\s*\d{1,6}(?:[.,]\d{1,7})?")
_NUMBERED = re.compile(r"(?P<words>.{1,60}?)\s+(?P<slot>\d{1,4})")
_QUESTION = {"question", "frage", "pregunta"}
_RESPONSE = {"response", "antwort", "réponse", "respuesta"}
_RIGHT = {"right answer", "richtige antwort", "bonne réponse", "respuesta correcta"}
_COMPLETED = {"completed", "beendet", "abgeschlossen", "terminé", "finalizado"}
_STATE = {"state", "status", "état", "estado", "started on", "started", "begonnen am", "begonnen"}
_MAIL = re.compile(r"mail|courriel|correo", re.IGNORECASE)
# Without an address, a learner is known by so many first columns: the names.
_NAMES = 2


@dataclass(slots=True)
class _Slot:
    """The columns of one question of the quiz."""

    question: int | None = None
    response: int | None = None
    right: int | None = None
    mark: int | None = None
    most: float = 0.0


@dataclass(slots=True)
class _Layout:
    """Which column of the report is what."""

    slots: dict[int, _Slot] = field(default_factory=lambda: defaultdict(_Slot))
    completed: int | None = None
    grade: int | None = None
    mail: int | None = None
    names: tuple[int, ...] = ()


def _layout(header: Sequence[str]) -> _Layout:
    layout, ended = _Layout(), False
    names: list[int] = []
    for place, cell in enumerate(header):
        name = " ".join(cell.split())
        folded = name.casefold()
        if mark := _MARK.fullmatch(name):
            slot = layout.slots[int(mark["slot"])]
            slot.mark, slot.most = place, number_of(mark["most"]) or 0.0
        elif (numbered := _NUMBERED.fullmatch(folded)) and numbered["words"] in _QUESTION:
            layout.slots[int(numbered["slot"])].question = place
        elif numbered and numbered["words"] in _RESPONSE:
            layout.slots[int(numbered["slot"])].response = place
        elif numbered and numbered["words"] in _RIGHT:
            layout.slots[int(numbered["slot"])].right = place
        elif folded in _COMPLETED:
            layout.completed = place
        elif _GRADE.fullmatch(name):
            layout.grade = place
        elif _MAIL.search(name):
            layout.mail = place
        ended = ended or folded in _STATE or bool(layout.slots) or place in (layout.completed, layout.grade)
        if not ended and len(names) < _NAMES:
            names.append(place)
    layout.names = tuple(names)
    return layout


def tells_moodle(header: Sequence[str]) -> bool:
    """Return whether this is the header of one of Moodle's reports.

    >>> tells_moodle(["Surname", "State", "Response 1"]), tells_moodle(["Nachname", "F 1 /1,00"])
    (True, True)
    >>> tells_moodle(["learner", "item", "response"])
    False
    """
    slots = _layout(header).slots.values()
    return any(slot.response is not None or slot.mark is not None for slot in slots)


def of_moodle(header: Sequence[str], lines: Iterable[Line]) -> Sheet:
    """Return what a report tells: of each learner the first attempt that was finished.

    Where the report has marks they are the scores. Else a response that is the right answer has the score 1,
    and any other is left to `quiz.results.marking`. A question that was put in several places, as random ones
    are, is one column where the report has its text.
    """
    layout = _layout(header)
    slots = [
        (number, slot)
        for number, slot in sorted(layout.slots.items())
        if slot.response is not None or (slot.mark is not None and slot.most > 0)
    ]
    marked = any(slot.mark is not None for _, slot in slots)
    sheet = Sheet(
        "Moodle's grades" if marked else "Moodle's responses",
        given=any(slot.response is not None for _, slot in slots),
    )
    columns: dict[tuple[int, str, str], Column] = {}
    unfinished = again = ungraded = 0
    for number, cells in lines:
        if _is_average(layout, cells):
            continue
        if _is_unfinished(layout, cells):
            unfinished += 1
            continue
        name = _learner(layout, cells, number)
        if name in sheet.learners:
            again += 1
            continue
        learner = sheet.learner(name)
        for place, slot in slots:
            question = "" if slot.question is None else _text(cells[slot.question])
            right = "" if slot.right is None else in_field(_text(cells[slot.right]))
            response = "" if slot.response is None else in_field(_text(cells[slot.response]))
            column = columns.get((place, question, right))
            if column is None:
                key = f"{bag(question) or place}\n{bag(right)}"
                column = sheet.column(key, str(place), question or None, right or None)
                columns[place, question, right] = column
            if slot.mark is not None:
                score = _share(cells[slot.mark], slot.most)
                if score is None:
                    ungraded += 1
                    continue
            else:
                score = 0.0 if not response else 1.0 if _same(response, right) else None
            column.put(learner, response or None, score)
    _remark(sheet, unfinished, again, ungraded)
    _tell_apart(sheet)
    return sheet


def _text(cell: str) -> str:
    """Return what a cell says; nothing where Moodle says that there is nothing."""
    text = plain_cell(cell)
    return "" if text == NOTHING else text


def _same(response: str, right: str) -> bool:
    """Return whether a response is the right answer; of this attempt, both list options in the same order."""
    return response == right or alike(response) == alike(right)


def _share(cell: str, most: float) -> float | None:
    """Return a mark as a share of the most, 0 where none was given; None where it is still to be graded."""
    text = _text(cell)
    if not text:
        return 0.0
    mark = number_of(text)
    return None if mark is None else min(max(mark / most, 0.0), 1.0)


def _is_average(layout: _Layout, cells: Sequence[str]) -> bool:
    """Return whether a line is not of a learner: the last ones of the grades tell averages."""
    if layout.completed is not None:
        return not cells[layout.completed].strip()
    return layout.mail is not None and not cells[layout.mail].strip()


def _is_unfinished(layout: _Layout, cells: Sequence[str]) -> bool:
    # An attempt that is over has no grade either while a question waits for a person to mark it.
    place = layout.grade if layout.completed is None else layout.completed
    return place is not None and cells[place].strip() == NOTHING


def _learner(layout: _Layout, cells: Sequence[str], number: int) -> str:
    """Return what a learner is known by; a report without names has one a line."""
    if layout.mail is not None and cells[layout.mail].strip():
        return cells[layout.mail].strip().casefold()
    return " ".join(cells[place].strip() for place in layout.names).strip() or f"line {number}"


def _remark(sheet: Sheet, unfinished: int, again: int, ungraded: int) -> None:
    """Tell what was left out."""
    if unfinished:
        sheet.remarks.append(f"{counted(unfinished, 'attempt')} without an end.")
    if again:
        sheet.remarks.append(f"{counted(again, 'later attempt')} of learners who have one above.")
    if ungraded:
        sheet.remarks.append(f"{counted(ungraded, 'mark')} still to be given.")


def _tell_apart(sheet: Sheet) -> None:
    """Give questions that stood in one place, as random ones do, names of their own: 3.1, 3.2, …"""
    by_name: dict[str, list[Column]] = defaultdict(list)
    for column in sheet.columns.values():
        by_name[column.name].append(column)
    for name, columns in by_name.items():
        if len(columns) > 1:
            for number, column in enumerate(columns, 1):
                column.name = f"{name}.{number}"
