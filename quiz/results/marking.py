"""Scores for responses that came without one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from kg.inwords import counted
from quiz.grade import grade
from quiz.results.ours import alike, response_of
from quiz.results.sheet import NOT_PUT

if TYPE_CHECKING:
    from quiz.results.sheet import Column, Sheet

__all__ = ["mark"]


def mark(sheet: Sheet) -> None:
    """Give each response a score, where its question's answer is known.

    A question of ours is graded as in a quiz, with part of a point for part of the answer; of another one
    the response is the right answer or is wrong. Raises `UnusableFileError` where no answer has a score.
    """
    left = 0
    for column in sheet.columns.values():
        scores = [_score(column, response) for response in column.responses]
        for learner, code in enumerate(column.codes):
            if math.isnan(column.scores[learner]) and code >= 0:
                column.scores[learner] = scores[code]
        left += sum(
            code != NOT_PUT and math.isnan(score)
            for code, score in zip(column.codes, column.scores, strict=True)
        )
    if all(math.isnan(score) for column in sheet.columns.values() for score in column.scores):
        raise UnusableFileError(
            "No answer can be marked: the file has neither scores nor right answers, and its questions are "
            "not in the bank. In Moodle tick “right answer” before the download, or take the report of "
            "grades; else name the bank: --items FILE or --bank-seed."
        )
    if left:
        sheet.remarks.append(f"{counted(left, 'answer')} to questions whose right answer is not known.")


def _score(column: Column, response: str) -> float:
    if column.item is not None:
        meant = response_of(column.item, response)
        if meant is not None:
            return grade(column.item, meant).score
    if column.right is not None:
        return float(alike(response) == alike(column.right))
    # What cannot be read is no right answer to a question that is known.
    return math.nan if column.item is None else 0.0
