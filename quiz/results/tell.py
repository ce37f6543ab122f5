"""The results of a class as a page of text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.fit import cut, padded
from kg.inwords import counted
from kg.showable import one_line
from quiz.inwords import known, percent, times
from quiz.results.analysis import ENOUGH
from quiz.results.verdicts import Verdict, reasons, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.results.analysis import Analysis, Figure, Question
    from quiz.results.mixups import ClassMixup
    from quiz.results.uses import Use
    from quiz.results.verdicts import Reason

__all__ = ["page"]

# Widths in columns: a line of the table fits into 79, as a terminal of 80 is not filled.
NAME, ANSWERS, SHARE, GOES = 26, 9, 19, 22
# So much of a question or a response is repeated.
REPEATED = 200
# Of responses that were not chosen from a list, so many are shown.
SHOWN = 5
# So many pairs that are mixed up are shown.
MIXUPS = 10
MARKS = {Verdict.LOOK: "!", Verdict.TOO_FEW: "?", Verdict.FINE: " "}


def page(graph: KnowledgeGraph, analysis: Analysis, mixups: Sequence[ClassMixup]) -> Iterator[str]:
    """Yield the page, no wider than 80 columns but for sentences."""
    yield from _summary(analysis)
    yield ""
    yield from _table(analysis.questions)
    look = [question for question in analysis.questions if verdict(question) is Verdict.LOOK]
    if look:
        yield ""
        yield "To look at:"
        for question in look:
            yield from _looked_at(question)
    yield ""
    yield from _verdicts(analysis.questions)
    if mixups:
        yield ""
        yield "Mixed up by the class:"
        for each in mixups[:MIXUPS]:
            yield from _mixup(graph, each)
        if len(mixups) > MIXUPS:
            yield f"  And {len(mixups) - MIXUPS} more, which --json tells."


def _summary(analysis: Analysis) -> Iterator[str]:
    numbers = ", ".join(
        (
            counted(analysis.learners, "learner"),
            counted(len(analysis.questions), "question"),
            counted(analysis.answers, "answer"),
        )
    )
    yield f"{analysis.sheet.form[0].upper()}{analysis.sheet.form[1:]}: {numbers}."
    for doubt in analysis.sheet.doubts:
        yield f"Beware: {doubt}"
    for remark in analysis.sheet.remarks:
        yield f"Left out: {remark}"
    deviation = "" if analysis.deviation is None else f" (standard deviation {percent(analysis.deviation)})"
    yield f"Mean score: {percent(analysis.mean)}{deviation}."
    name = "KR-20" if analysis.whole else "Alpha"
    if analysis.reliability is None:
        yield f"{name}: none. It takes two questions, and two learners who were put all and did not do alike."
        return
    few = "" if analysis.complete >= ENOUGH else f": {Verdict.TOO_FEW}"
    yield (
        f"{name}: {_figure(analysis.reliability)}, of {counted(analysis.complete, 'learner')} with all "
        f"questions{few}."
    )


def _figure(figure: Figure) -> str:
    """Return a coefficient and its interval, whose ends are rounded outward, so that it still holds.

    >>> from quiz.results.analysis import Figure
    >>> from quiz.results.figures import Interval
    >>> _figure(Figure(0.5, Interval(0.1234, 0.7654))), _figure(Figure(-0.25, None))
    ('.50 (.12 to .77)', '−.25 (no interval)')
    """
    if figure.interval is None:
        return f"{_coefficient(figure.value)} (no interval)"
    low, high = math.floor(figure.interval.low * 100 + 1e-9), math.ceil(figure.interval.high * 100 - 1e-9)
    return f"{_coefficient(figure.value)} ({_coefficient(low / 100)} to {_coefficient(high / 100)})"


def _coefficient(value: float) -> str:
    text = f"{abs(value):.2f}".removeprefix("0" if abs(value) < 0.995 else "")
    return f"−{text}" if round(value, 2) < 0 else text


def _table(questions: Sequence[Question]) -> Iterator[str]:
    head = f"{'Question':<{NAME}}{'Answers':>{ANSWERS}}{'Right':>{SHARE}}{'With the others':>{GOES}}"
    yield head
    for question in questions:
        interval = question.share.interval
        share = f"{percent(question.share.value)}{'' if interval is None else f' ({known(*interval)})'}"
        goes = "–" if question.discrimination is None else _figure(question.discrimination)
        name = padded(_name(question), NAME - 1)
        yield (
            f"{name} {question.answers:>{ANSWERS},}{share:>{SHARE}}{goes:>{GOES}} {MARKS[verdict(question)]}"
        ).rstrip()
    yield "In brackets 95 % intervals. With the others: how it goes with the other scores, from −1 to 1."


def _name(question: Question) -> str:
    """Return what the file calls a question, and the item of ours that it is."""
    column = question.column
    if column.item is None or column.name == column.item.id:
        return one_line(column.name)
    return f"{one_line(column.name)}: {column.item.id}"


def _looked_at(question: Question) -> Iterator[str]:
    column = question.column
    text = column.item.stem if column.item is not None else column.text
    yield f"  ! {_name(question)}"
    if text:
        yield f"    {_repeated(text)}"
    for reason in reasons(question):
        yield f"    {_reason(reason)}"
    uses = question.uses or ()
    for use in uses if any(use.option for use in uses) else uses[:SHOWN]:
        yield f"      {_use(use)}"
    if question.left_open:
        yield f"      left open: {times(question.left_open)}"


def _reason(reason: Reason) -> str:
    return reason.words if reason.option is None else f"“{_repeated(reason.option)}”: {reason.words}"


def _use(use: Use) -> str:
    rest = "" if use.rest is None else f", whose mean on the others is {percent(use.rest)}"
    worth = "right" if use.right else "half right" if use.half else "wrong"
    return f"{worth}: {_repeated(use.text)}, taken by {use.taken:,}{rest}"


def _repeated(text: str) -> str:
    return cut(one_line(text), REPEATED)


def _verdicts(questions: Sequence[Question]) -> Iterator[str]:
    found = [verdict(question) for question in questions]
    few, look = found.count(Verdict.TOO_FEW), found.count(Verdict.LOOK)
    if few:
        yield f"? Too few to say, with under {ENOUGH} answers: {counted(few, 'question')}."
    if look:
        yield f"! To look at: {counted(look, 'question')}."
    if len(found) > few + look:
        yield f"Nothing stands out: {counted(len(found) - few - look, 'question')}."


def _mixup(graph: KnowledgeGraph, mixup: ClassMixup) -> Iterator[str]:
    first, second = (graph.entity(name).label for name in mixup.confusion.pair)
    both = mixup.confusion.times
    one = mixup.confusion.first_for_second
    for right, taken, number in ((second, first, one), (first, second, both - one)):
        if number:
            yield f"  {one_line(taken)} for {one_line(right)}: {times(number)}"
    yield f"    {one_line(mixup.apart[0])}"
