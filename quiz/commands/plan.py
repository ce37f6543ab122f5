"""The command that tells the plan: what fits before the exam, what comes first, what today holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import json_option, open_graph, pack_option, print_json, print_lines
from quiz.commands.options import open_log, read_plan_course, weights_of
from quiz.inwords import iso_day, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from quiz.learner.planner import Plan

__all__ = ["plan"]

FAR_OFF = 3_650


@click.command("plan")
@click.option("--exam-date", metavar="DATE", help="The day of the exam, such as 2027-02-14.")
@click.option(
    "--answers-per-day", type=click.IntRange(1, 500), help="How many answers you mean to give each day."
)
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The topics, their weights, and the exam of this course.",
)
@pack_option
@json_option
def plan(
    exam_date: str | None,
    answers_per_day: int | None,
    course: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Tell how many claims fit before the exam, which come first, and what today holds."""
    from quiz.learner.agenda import Agenda
    from quiz.learner.planner import plan
    from quiz.learner.versions import changed_claims
    from quiz.settings import read_settings

    settings = read_settings()
    graph = open_graph(packs)
    found = None if course is None else read_plan_course(packs, course)
    log = open_log()
    day = log.today()
    exam = _day(exam_date, day) if exam_date is not None else None
    if exam is None:
        chosen = (found.exam_date if found is not None else None) or settings.exam_date
        exam = None if chosen is None else chosen.toordinal()
    kept = log.memories()
    memories = {claim: each.memory for claim, each in kept.items()}
    weights = {} if found is None else dict(weights_of(found))
    answers = answers_per_day or settings.answers_per_day
    agenda = Agenda(graph, memories, day, exam, log.suspended(), weights, log.pace(), answers)
    changed = changed_claims(graph, {claim: each.version for claim, each in kept.items()})
    made = plan(agenda, answers, log.answered_on(day), seed=day, changed=changed)
    log.close()
    if as_json:
        print_json(plan_view(made))
    else:
        print_lines(plan_lines(graph, made))


def _day(text: str, today: int) -> int:
    """Return the ordinal of a date that lies ahead."""
    try:
        exam = date.fromisoformat(text).toordinal()
    except ValueError:
        raise click.UsageError(
            f"“{text}” is no date: write year, month and day, such as 2027-02-14."
        ) from None
    if not today < exam <= today + FAR_OFF:
        raise click.UsageError(f"The exam should be after today and within ten years, not on {text}.")
    return exam


def plan_view(made: Plan) -> dict[str, Any]:
    """Return a plan as plain data for JSON; docs/json.md describes it."""
    expected = made.expected
    return {
        "day": iso_day(made.day),
        "examDate": None if made.exam_day is None else iso_day(made.exam_day),
        "daysLeft": made.days_left,
        "answersPerDay": made.answers_per_day,
        "answeredToday": made.answered_today,
        "claims": made.claims,
        "seen": made.seen,
        "due": made.due,
        "dueThisWeek": made.due_this_week,
        "waiting": made.waiting,
        "first": list(made.first),
        "fits": made.fits,
        "reached": None if expected is None else expected.reached,
        "expectedRecall": None if expected is None else round(expected.recall, 4),
        "expectedLow": None if expected is None else round(expected.low, 4),
        "expectedHigh": None if expected is None else round(expected.high, 4),
        "answersPerDayNeeded": made.needed,
        "changed": list(made.changed),
    }


def plan_lines(graph: KnowledgeGraph, made: Plan) -> Iterator[str]:
    """Yield a plan in words."""
    from kg.wording import sentence, statement

    yield f"Study day {iso_day(made.day)}: {made.answered_today} of {made.answers_per_day} answers given."
    yield (
        f"{made.claims:,} claims are asked about; {made.seen:,} of them you have met. Due now: {made.due:,}; "
        f"within a week: {made.due_this_week:,}."
    )
    if made.waiting:
        yield f"{made.waiting:,} follow from others and wait until you know these."
    yield ""
    yield from _exam_lines(made)
    if made.first:
        yield ""
        yield "Next, most worth first:"
        for name in made.first:
            yield f"  {sentence(statement(graph, graph.claim(name)))} [{name}]"
        yield "To be asked: myograph quiz --today"
    if made.changed:
        yield ""
        yield f"Changed since you were asked ({len(made.changed)}); your answers to them are kept:"
        for name in made.changed:
            yield f"  {name}"


def _exam_lines(made: Plan) -> Iterator[str]:
    expected = made.expected
    if expected is None or made.exam_day is None:
        yield "No exam date: what is due comes first, then what is new. With one: --exam-date 2027-02-14"
        return
    days = made.days_left or 0
    total = days * made.answers_per_day
    yield (
        f"Exam on {iso_day(made.exam_day)}: {days} study {'day' if days == 1 else 'days'} left, "
        f"{total:,} answers at {made.answers_per_day} a day."
    )
    if made.fits:
        yield f"All {expected.claims:,} claims fit."
    else:
        yield f"Not all fit: {expected.reached:,} of {expected.claims:,} claims will have been asked by then."
        yield "Those that matter most come first; the rest is left out, so that what is asked is kept."
        if made.needed is not None:
            yield f"For all of them, it takes about {made.needed} answers a day."
        else:
            yield "No number of answers a day would do for all of them: choose topics with --course."
    yield (
        f"Expected on the day, as far as can be told: {percent(expected.recall)} of the {expected.claims:,} "
        f"claims known, likely between {percent(expected.low)} and {percent(expected.high)}."
    )
