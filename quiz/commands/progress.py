"""`myograph progress`: how far the learner is, as a page of text and as JSON.

Importing this module costs no more than click: what the command needs is imported when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import json_option, open_graph, pack_option, print_json, print_lines
from kg.inwords import counted
from quiz.commands.options import course_of, open_log
from quiz.inwords import WEEKDAYS, ago, iso_day, known, percent, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.learner.confusions import Confusion
    from quiz.learner.mastery import Standing
    from quiz.learner.progress import Day, Leech, Progress, Row

__all__ = ["progress_command", "progress_lines", "progress_view"]

View = dict[str, Any]

# Widths in columns: a line of the table fits into 79, as a terminal of 80 is not filled.
NAME, NUMBER, SHARE = 30, 9, 20
CALENDAR_WEEKS = 4
WEEK = 7
# So many relations and topics without an answer are named.
NAMED = 6
# So many lines on a claim that keeps being forgotten: the claim, and how sure it is.
EXPLAINED = 2
# So many of these claims are shown.
LEECHES = 5


@click.command(name="progress")
@click.option(
    "--topic", metavar="ENTITY", help="Only claims on this entity, and its parts, members, kinds and states."
)
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only claims on the topics of this course, and these topics in the table.",
)
@pack_option
@json_option
def progress_command(topic: str | None, course: Path | None, packs: tuple[Path, ...], as_json: bool) -> None:
    """Show what is due, learned and new, by topic; weak spots, mix-ups, calendar and forecast."""
    from quiz.learner.progress import progress

    graph = open_graph(packs)
    chosen = None
    if course is not None:
        found = course_of(graph, course, topic=topic, source=None, kind=None, level=None, number=None)
        parts = [part.wanted.topic for part in found.blueprint]
        if found.topics or None not in parts:
            chosen = [each.entity for each in found.topics] + [name for name in parts if name is not None]
    log = open_log()
    try:
        told = progress(graph, log, topic=graph.find(topic).id if topic is not None else None, chosen=chosen)
    finally:
        log.close()
    if as_json:
        print_json(progress_view(graph, told))
    else:
        print_lines(progress_lines(graph, told))


def progress_view(graph: KnowledgeGraph, told: Progress) -> View:
    """Return progress as plain data for JSON."""
    return {
        "day": iso_day(told.today),
        "claims": told.claims,
        "new": told.new,
        "asked": told.claims - told.new,
        "learned": told.learned,
        "dueToday": told.due_today,
        "dueThisWeek": told.due_week,
        "suspended": told.suspended,
        "answers": told.answers,
        "right": told.right,
        "streak": {"current": told.streak.current, "longest": told.streak.longest},
        "topics": [_row_view(row) for row in told.topics],
        "relations": [_row_view(row) for row in told.relations],
        "weak": [{"id": row.topic.id, "kind": row.topic.kind} for row in told.weak],
        "leeches": [_leech_view(each) for each in told.leeches],
        "confusions": [_confusion_view(graph, each) for each in told.confusions],
        "calendar": [
            {"day": iso_day(day.day), "answers": day.answers, "right": day.right} for day in told.calendar
        ],
        "forecast": [
            {"day": iso_day(told.today + ahead), "due": number} for ahead, number in enumerate(told.forecast)
        ],
    }


def _row_view(row: Row) -> View:
    standing = row.standing
    return {
        "id": row.topic.id,
        "label": row.topic.label,
        "kind": row.topic.kind,
        "claims": standing.total,
        "asked": standing.asked,
        "new": row.new,
        "due": row.due,
        "learned": row.learned,
        "answers": standing.answers,
        "known": None
        if standing.low is None or standing.high is None or standing.share is None
        else {
            "low": round(standing.low, 3),
            "expected": round(standing.share, 3),
            "high": round(standing.high, 3),
        },
        "mastered": standing.mastered,
    }


def _leech_view(leech: Leech) -> View:
    return {
        "claim": leech.claim,
        "lapses": leech.lapses,
        "right": leech.right,
        "taken": leech.taken,
        "fact": leech.fact,
        "apart": leech.words,
        "explanation": list(leech.explanation),
        "advice": leech.advice,
    }


def _confusion_view(graph: KnowledgeGraph, confusion: Confusion) -> View:
    first, second = confusion.pair
    return {
        "pair": [{"id": name, "label": graph.entity(name).label} for name in confusion.pair],
        "times": confusion.times,
        "taken": [
            {"right": second, "taken": first, "times": confusion.first_for_second},
            {"right": first, "taken": second, "times": confusion.times - confusion.first_for_second},
        ],
        "last": iso_day(confusion.last_day),
        "cleared": confusion.cleared,
    }


def progress_lines(graph: KnowledgeGraph, told: Progress) -> Iterator[str]:
    """Yield progress as a page that is no wider than 80 columns, but for sentences."""
    if not told.claims and not told.suspended:
        yield "There is no claim on this that may be asked."
        return
    if not told.answers:
        yield "Nothing is answered yet. Begin with: myograph quiz"
        yield f"There {'is' if told.claims == 1 else 'are'} {counted(told.claims, 'claim')} to learn."
        return
    yield from _summary(told)
    yield ""
    yield from _table("Topic", told.topics)
    yield ""
    sure = [row for row in told.relations if row.standing.low is not None]
    yield from _table("Relation", sure)
    yield from _named("Not enough answers yet: ", [row for row in told.relations if row not in sure])
    if told.weak:
        yield ""
        from kg.fit import cut

        yield "Weak spots, the weakest first:"
        for row in told.weak:
            yield f"  {cut(row.topic.label, NAME + SHARE)}: {share(row.standing)} known"
    if told.confusions:
        yield ""
        yield "Mixed up:"
        yield from (f"  {_confusion_line(graph, each, told.today)}" for each in told.confusions)
    if told.leeches:
        yield ""
        yield "Forgotten again and again:"
        for leech in told.leeches[:LEECHES]:
            yield from _leech_lines(graph, leech)
        if len(told.leeches) > LEECHES:
            yield f"  And {len(told.leeches) - LEECHES} more, which --json tells."
    yield ""
    yield from _calendar(told.calendar, told.today)
    yield ""
    yield from _forecast(told.forecast, told.today)


def _summary(told: Progress) -> Iterator[str]:
    yield f"Due today: {told.due_today:,}. Due within a week: {told.due_week:,}."
    asked = told.claims - told.new
    aside = f" Set aside: {told.suspended:,}." if told.suspended else ""
    yield f"Claims: {told.claims:,}. Asked: {asked:,}. Learned: {told.learned:,}. New: {told.new:,}.{aside}"
    yield f"Answers in all: {told.answers:,}, of which {percent(told.right / told.answers)} right in full."
    current, longest = told.streak
    yield (
        f"Streak: {counted(current, 'study day')}. Longest: {longest:,}. One day off a week does not end it."
    )


def _table(heading: str, rows: Sequence[Row]) -> Iterator[str]:
    from kg.fit import padded

    yield f"{heading:<{NAME}}{'Asked':>{NUMBER}}{'Due':>{NUMBER}}{'Learned':>{NUMBER}}  Known"
    for row in rows:
        if row.standing.asked:
            asked = f"{row.standing.asked}/{row.standing.total}"
            name = padded(row.topic.label, NAME - 1)
            numbers = f"{asked:>{NUMBER}}{row.due:>{NUMBER}}{row.learned:>{NUMBER}}"
            yield f"{name} {numbers}  {share(row.standing)}"
    yield from _named("Not begun: ", [row for row in rows if not row.standing.asked])


def _named(lead: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the names of the first rows, and how many more there are."""
    import textwrap

    names = [row.topic.label for row in rows[:NAMED]]
    more = f", and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    if names:
        yield from textwrap.wrap(f"{lead}{', '.join(names)}{more}.", 79, subsequent_indent="  ")


def share(standing: Standing) -> str:
    """Return the interval of a standing in words.

    >>> from quiz.learner.mastery import Standing
    >>> share(Standing(40, 20, 30, 0.8, 0.7, 0.875)), share(Standing(40, 3, 3))
    ('70–88 %', 'not enough yet')
    """
    return known(standing.low, standing.high) + (", mastered" if standing.mastered else "")


def _confusion_line(graph: KnowledgeGraph, confusion: Confusion, today: int) -> str:
    first, second = (graph.entity(name).label for name in confusion.pair)
    state = "cleared up since" if confusion.cleared else f"last {ago(today - confusion.last_day)}"
    return f"{first} and {second}: {times(confusion.times)}, {state}"


def _leech_lines(graph: KnowledgeGraph, leech: Leech) -> Iterator[str]:
    claim, *rest = leech.explanation[:EXPLAINED]
    yield f"  {claim} [{leech.claim}], forgotten {times(leech.lapses)}"
    yield from (f"    {line}" for line in rest)
    if leech.taken is not None:
        yield f"    Confused with: {graph.entity(leech.taken).label}."
    if leech.words is not None:
        yield f"    What tells them apart: {leech.words}"
    elif leech.fact is not None:
        yield f"    {leech.fact}"
    yield f"    {leech.advice}"


def _calendar(days: Iterable[Day], today: int) -> Iterator[str]:
    """Yield the answers of the last weeks, a week a line, Monday first; dots are days without any."""
    given = {day.day: day.answers for day in days}
    # Ordinal 1 is a Monday.
    monday = today - (today - 1) % WEEK
    yield f"{'Answers a day':<{16}}" + "".join(f"{name:>{NUMBER - 2}}" for name in WEEKDAYS)
    for week in range(CALENDAR_WEEKS - 1, -1, -1):
        start = monday - week * WEEK
        cells = [
            "" if day > today and day not in given else str(given.get(day, "·"))
            for day in range(start, start + WEEK)
        ]
        line = f"{'from ' + _short(start):<{16}}" + "".join(f"{cell:>{NUMBER - 2}}" for cell in cells)
        yield line.rstrip()


def _forecast(forecast: Sequence[int], today: int) -> Iterator[str]:
    """Yield what comes due, a week a line, today first."""
    names = [WEEKDAYS[(today - 1 + ahead) % WEEK] for ahead in range(WEEK)]
    yield f"{'Due a day':<{16}}" + "".join(f"{name:>{NUMBER - 2}}" for name in names)
    for start in range(0, len(forecast), WEEK):
        cells = forecast[start : start + WEEK]
        yield f"{'from ' + _short(today + start):<{16}}" + "".join(f"{cell:>{NUMBER - 2}}" for cell in cells)


def _short(day: int) -> str:
    """Return a day without its year."""
    return iso_day(day)[5:]
