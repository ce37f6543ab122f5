"""The results of a class as plain data for JSON; docs/json.md describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quiz.results.analysis import ENOUGH
from quiz.results.figures import COVERAGE
from quiz.results.verdicts import reasons, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph import KnowledgeGraph
    from quiz.results.analysis import Analysis, Figure, Question
    from quiz.results.figures import Interval
    from quiz.results.mixups import ClassMixup
    from quiz.results.uses import Use

__all__ = ["results_view"]

_DIGITS = 4


def results_view(graph: KnowledgeGraph, analysis: Analysis, mixups: Sequence[ClassMixup]) -> dict[str, Any]:
    """Return all that is told of the results."""
    return {
        "from": analysis.sheet.form,
        "leftOut": list(analysis.sheet.remarks),
        "doubts": list(analysis.sheet.doubts),
        "learners": analysis.learners,
        "answers": analysis.answers,
        "coverage": COVERAGE,
        "enough": ENOUGH,
        "mean": _rounded(analysis.mean),
        "deviation": _rounded(analysis.deviation),
        "reliability": {
            "name": "KR-20" if analysis.whole else "alpha",
            "learners": analysis.complete,
            "tooFew": analysis.complete < ENOUGH,
            **_figure(analysis.reliability),
        },
        "questions": [_question(question) for question in analysis.questions],
        "mixups": [
            {
                "pair": [{"id": name, "label": graph.entity(name).label} for name in each.confusion.pair],
                "times": each.confusion.times,
                "taken": _taken(each),
                "apart": list(each.apart),
            }
            for each in mixups
        ],
    }


def _taken(mixup: ClassMixup) -> list[dict[str, Any]]:
    first, second = mixup.confusion.pair
    one = mixup.confusion.first_for_second
    return [
        {"right": second, "taken": first, "times": one},
        {"right": first, "taken": second, "times": mixup.confusion.times - one},
    ]


def _question(question: Question) -> dict[str, Any]:
    column = question.column
    return {
        "question": column.name,
        "text": column.item.stem if column.item is not None else column.text,
        "item": None if column.item is None else column.item.id,
        "claim": None if column.item is None else column.item.claims[0],
        "answers": question.answers,
        "leftOpen": question.left_open,
        "share": _figure(question.share),
        "discrimination": _figure(question.discrimination),
        "verdict": str(verdict(question)),
        "reasons": [
            {"rule": reason.rule, "option": reason.option, "words": reason.words}
            for reason in reasons(question)
        ],
        "uses": None if question.uses is None else [_use(use) for use in question.uses],
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "text": use.text,
        "right": use.right,
        "half": use.half,
        "option": use.option,
        "taken": use.taken,
        "share": _rounded(use.share),
        "rest": _rounded(use.rest),
        "withRest": _bounds(use.with_rest),
    }


def _figure(figure: Figure | None) -> dict[str, float | None]:
    if figure is None:
        return {"value": None, "low": None, "high": None}
    return {"value": _rounded(figure.value), **_bounds(figure.interval)}


def _bounds(interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {"low": None, "high": None}
    return {"low": _rounded(interval.low), "high": _rounded(interval.high)}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
