"""How the questions of a class did: how many were right, who was, and what else was taken."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from quiz.results.figures import Interval, alpha, correlation, feldt, fisher, spread, wilson
from quiz.results.uses import Use, uses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.results.sheet import Column, Sheet

__all__ = ["ENOUGH", "Analysis", "Figure", "Question", "analysed"]

# Under so many answers no verdict is given.
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its interval; the interval is None where there are too few answers for one."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Question:
    """The figures of one question.

    `answers` is how many learners were put it, `left_open` how many of them gave no response. `share` is the
    mean score, 0 to 1: where scores are 0 or 1 (`whole`), the share of right answers. `discrimination` is how
    scores go with the mean of the learner's other scores (Pearson, corrected item-rest), None where either
    does not vary. `uses` tell what was responded, None where the file has no responses.
    """

    column: Column
    answers: int
    left_open: int
    whole: bool
    share: Figure
    discrimination: Figure | None
    uses: tuple[Use, ...] | None

    @property
    def enough(self) -> bool:
        """Whether there are answers enough for a verdict."""
        return self.answers >= ENOUGH


@dataclass(frozen=True, slots=True)
class Analysis:
    """The figures of all questions together.

    `mean` and `deviation` are of the learners' mean scores, 0 to 1. `reliability` is alpha, and KR-20 where
    all scores are 0 or 1 (`whole`), over the `complete` learners who were put every question.
    """

    sheet: Sheet
    learners: int
    answers: int
    questions: tuple[Question, ...]
    mean: float
    deviation: float | None
    whole: bool
    complete: int
    reliability: Figure | None


def analysed(sheet: Sheet) -> Analysis:
    """Return the figures of all that was answered and has a score."""
    columns = [column for column in sheet.columns.values() if any(map(_is_score, column.scores))]
    sums, counts = _sums(columns, len(sheet.learners))
    questions = tuple(_question(column, sums, counts, given=sheet.given) for column in columns)
    means = [total / count for total, count in zip(sums, counts, strict=True) if count]
    complete = [learner for learner, count in enumerate(counts) if count == len(columns)]
    found = alpha([[column.scores[learner] for learner in complete] for column in columns])
    return Analysis(
        sheet,
        len(means),
        sum(counts),
        questions,
        fmean(means),
        math.sqrt(spread(means) * len(means) / (len(means) - 1)) if len(means) > 1 else None,
        all(question.whole for question in questions),
        len(complete),
        None if found is None else Figure(found, feldt(found, len(complete), len(columns))),
    )


def _is_score(score: float) -> bool:
    return not math.isnan(score)


def _sums(columns: Sequence[Column], learners: int) -> tuple[list[float], list[int]]:
    """Return of each learner the sum of the scores, and how many there are."""
    sums, counts = [0.0] * learners, [0] * learners
    for column in columns:
        for learner, score in enumerate(column.scores):
            if score == score:  # no NaN; much quicker than to ask
                sums[learner] += score
                counts[learner] += 1
    return sums, counts


def _question(column: Column, sums: Sequence[float], counts: Sequence[int], *, given: bool) -> Question:
    learners = [learner for learner, score in enumerate(column.scores) if score == score]
    scores = [column.scores[learner] for learner in learners]
    # Of learners who were put another question at all, how they did there.
    both = [
        (learner, score, (sums[learner] - score) / (counts[learner] - 1))
        for learner, score in zip(learners, scores, strict=True)
        if counts[learner] > 1
    ]
    rests = {learner: rest for learner, _, rest in both}
    found = correlation([score for _, score, _ in both], [rest for *_, rest in both])
    share = fmean(scores)
    return Question(
        column,
        len(scores),
        sum(column.codes[learner] < 0 for learner in learners) if given else 0,
        all(score in (0.0, 1.0) for score in scores),
        Figure(share, wilson(share, len(scores))),
        None if found is None else Figure(found, fisher(found, len(both))),
        uses(column, learners, rests) if given else None,
    )
