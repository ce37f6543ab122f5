"""The result files that `myograph exam -o` writes: each is one learner's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import UnusableFileError
from kg.files import read_text
from kg.inwords import counted
from quiz.exam import FORMAT
from quiz.learner.itemcheck import fault_of, item_of
from quiz.results.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quiz.item import Item

__all__ = ["items_of", "of_exams"]


def of_exams(paths: Sequence[Path]) -> Sheet:
    """Return what the result files of a class tell."""
    sheet = Sheet("exam results", given=True)
    again = 0
    for path in paths:
        data = _json(path)
        if data.get("format") != FORMAT:
            raise UnusableFileError(f"{path} is no result of an exam, as myograph exam -o writes it.")
        try:
            session, rows = str(data["session"]), list(data["items"])
            if session in sheet.learners:
                again += 1
                continue
            learner = sheet.learner(session)
            for row in rows:
                item = _item(row["item"])
                column = sheet.column(f"{item.id}\n{item.stem}", item.id, right=item.answer)
                column.item = column.item or item
                response = row["responseInWords"] if row["answered"] else None
                column.put(learner, None if response is None else str(response), _share(row["score"]))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise UnusableFileError(
                f"{path} is not as myograph exam -o wrote it: a value is missing, or of the wrong kind."
            ) from None
    if again:
        sheet.remarks.append(f"{counted(again, 'file')} of an exam that is there already.")
    return sheet


def _item(view: object) -> Item:
    """Return an item that is in order; raises `ValueError` on any other."""
    body = json.dumps(view)
    item, fault = item_of(body), fault_of(body)
    if item is None or fault is not None:
        raise ValueError(fault or "a question of another form")
    return item


def _share(score: object) -> float:
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise ValueError("a score that is no number from 0 to 1")
    return float(score)


def items_of(path: Path) -> tuple[Item, ...]:
    """Return the items that `bank export -f json` wrote; of a single paper, in its order."""
    data = _json(path)
    try:
        items = {item.id: item for item in map(_item, data["items"])}
        papers = data.get("papers", [])
        return tuple(items[name] for name in papers[0]) if len(papers) == 1 else tuple(items.values())
    except (AttributeError, KeyError, TypeError, ValueError):
        raise UnusableFileError(
            f"{path} holds no questions as myograph bank export -f json writes them."
        ) from None


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError):
        raise UnusableFileError(f"{path} is no JSON.") from None
    if not isinstance(data, dict):
        raise UnusableFileError(f"{path} holds JSON of another kind.")
    return data
