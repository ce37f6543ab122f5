"""How far the learner is: what is due, learned and new, by topic and relation, and how it went day by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.falsity import Falsity
from kg.model import Status
from quiz.coverage import may_be_asked
from quiz.explanation import explanation, said_by, true_of
from quiz.learner.confusions import Contrasts, Names, confused, confusions, mixups
from quiz.learner.mastery import LINE, kept_histories, standing
from quiz.learner.memory import RETENTION, due_day, retrievability
from quiz.learner.topics import Topic, by_relation, chosen_topics, topics

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.learner.confusions import Confusion
    from quiz.learner.log import AnswerLog
    from quiz.learner.mastery import Standing
    from quiz.learner.memory import Memory

__all__ = [
    "FORECAST_DAYS",
    "LEARNED_DAYS",
    "LEECH_LAPSES",
    "Day",
    "Leech",
    "Progress",
    "Row",
    "Streak",
    "learned",
    "progress",
    "streak",
]

# Learned: right on so many study days since it was last wrong, and likely to be recalled today.
LEARNED_DAYS = 2
LEECH_LAPSES = 4
FORECAST_DAYS = 14
WEEK = 7
MOST_WEAK, MOST_LEECHES, MOST_CONFUSIONS = 5, 10, 10


class Day(NamedTuple):
    """How many answers were given on a study day (an ordinal), and how many of them were right in full."""

    day: int
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """How far the learner is with one topic, in numbers of claims."""

    topic: Topic
    new: int
    due: int
    learned: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Leech:
    """A claim that keeps being forgotten, and what may help.

    `lapses` is how often. `taken` is the entity it is confused with most, `fact` what is so of that one, and
    `words` what tells the two apart; None where nothing is confused, or nothing known of it.
    """

    claim: str
    lapses: int
    explanation: tuple[str, ...]
    advice: str
    right: str | None = None
    taken: str | None = None
    fact: str | None = None
    words: str | None = None


class Streak(NamedTuple):
    """How many study days with answers the last run and the longest have; see `streak`."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is told of a learner on the study day `today`, an ordinal.

    Claims that can be asked (`claims`) are `new` or asked. Of those asked some are `learned`, and some due:
    `due_today`, and `due_week` by the sixth day from today. Those set aside (`suspended`) are in none of
    these. `answers` and `right` are of all that was ever asked, and so are `calendar` and `streak`.
    `forecast` is how many claims come due on each day from today, as far as that is known today.
    """

    today: int
    claims: int
    new: int
    learned: int
    due_today: int
    due_week: int
    suspended: int
    answers: int
    right: int
    topics: tuple[Row, ...]
    relations: tuple[Row, ...]
    weak: tuple[Row, ...]
    leeches: tuple[Leech, ...]
    confusions: tuple[Confusion, ...]
    calendar: tuple[Day, ...]
    forecast: tuple[int, ...]
    streak: Streak


def learned(memory: Memory, today: int) -> bool:
    """Return whether a claim was right on two study days running and is likely to be recalled today."""
    return memory.streak >= LEARNED_DAYS and retrievability(memory, today) >= RETENTION


def streak(days: Iterable[int], today: int) -> Streak:
    """Return the streaks that a learner's study days make.

    A day off does not end a streak unless there was another among the six days before it. Days off do not
    count, nor does today until something is answered; a day after today (a clock set back) does.

    >>> streak([1, 2, 4, 5], today=6), streak([1, 2, 4, 6], today=6)
    (Streak(current=4, longest=4), Streak(current=1, longest=3))
    """
    run = longest = 0
    last = off = None
    for day in sorted(set(days)):
        if last is not None:
            goes_on, off = _goes_on(last, day, off)
            run = run if goes_on else 0
        run, last = run + 1, day
        longest = max(longest, run)
    if last is None or not _goes_on(last, max(today, last + 1), off)[0]:
        run = 0
    return Streak(run, longest)


def _goes_on(last: int, day: int, off: int | None) -> tuple[bool, int | None]:
    """Return whether a streak goes on from one study day to another, and its last day off."""
    missed = day - last - 1
    if missed == 0:
        return True, off
    if missed == 1 and (off is None or last + 1 - off >= WEEK):
        return True, last + 1
    return False, None


def progress(
    graph: KnowledgeGraph, log: AnswerLog, *, topic: str | None = None, chosen: Sequence[str] | None = None
) -> Progress:
    """Return how far the learner is, by the log and its clock.

    `topic` is an entity: then only claims on it count. So with `chosen`, a course's topics, each of which is
    told.
    """
    falsity, today, suspended = Falsity(graph), log.today(), log.suspended()
    asked_for = [topic] if topic is not None else chosen
    everything = [
        claim
        for claim in may_be_asked(graph)
        if asked_for is None
        or any(falsity.within(end, name) for end in (claim.subject, claim.object) for name in asked_for)
    ]
    claims = {claim.id: claim for claim in everything if claim.id not in suspended}
    memories = {name: kept.memory for name, kept in log.memories().items() if name in claims}
    due = {name: due_day(memory, name) for name, memory in memories.items()}
    contrasts, names = Contrasts(graph, falsity), Names(graph)
    only = None
    if asked_for is not None:
        only = frozenset(
            entity for entity in graph.entities if any(falsity.within(entity, name) for name in asked_for)
        )
    with log.store.reading() as db:
        found = kept_histories(db, sorted(memories))
        calendar = _calendar(db)
        pairs = confusions(db, contrasts, names, today, MOST_CONFUSIONS, only)
        leeches = _leeches(graph, db, contrasts, names, memories, today)

    def row(of: Topic) -> Row:
        asked = [name for name in sorted(of.claims) if name in memories]
        return Row(
            of,
            len(of.claims) - len(asked),
            sum(due[name] <= today for name in asked),
            sum(learned(memories[name], today) for name in asked),
            standing([found[name] for name in asked if name in found], len(of.claims)),
        )

    told = chosen_topics(graph, falsity, claims.values(), chosen) if chosen is not None else None
    by_topic = [
        row(each) for each in (told if told is not None else topics(graph, falsity, claims.values(), topic))
    ]
    relations = [row(each) for each in by_relation(graph, claims.values())]
    whole = row(Topic("", "", "", frozenset(claims)))
    return Progress(
        today=today,
        claims=len(claims),
        new=whole.new,
        learned=whole.learned,
        due_today=whole.due,
        due_week=sum(day < today + WEEK for day in due.values()),
        suspended=len(everything) - len(claims),
        answers=sum(day.answers for day in calendar),
        right=sum(day.right for day in calendar),
        topics=tuple(by_topic),
        relations=tuple(relations),
        weak=tuple(_weak([*by_topic, *relations])),
        leeches=tuple(leeches),
        confusions=tuple(pairs),
        calendar=tuple(calendar),
        forecast=_forecast(due.values(), today),
        streak=streak((day.day for day in calendar), today),
    )


def _calendar(db: sqlite3.Connection) -> list[Day]:
    """Return the study days with answers that count, in order."""
    from datetime import date

    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    of_day = "SELECT study_day, count(*), sum(correct) FROM answer"
    for sign, which in ((1, ""), (-1, "WHERE id IN (SELECT answer FROM undo)")):
        for day, number, good in db.execute(f"{of_day} {which} GROUP BY study_day"):
            given[day] += sign * number
            right[day] += sign * good
    return [Day(date.fromisoformat(day).toordinal(), given[day], right[day]) for day in sorted(+given)]


def _forecast(due: Iterable[int], today: int) -> tuple[int, ...]:
    days = Counter(max(day - today, 0) for day in due)
    return tuple(days[ahead] for ahead in range(FORECAST_DAYS))


def _weak(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that surely are below the line, the weakest first."""
    low = [(row.standing.high, row) for row in rows if row.standing.high is not None]
    under = [(high, row) for high, row in low if high < LINE]
    return [row for _, row in sorted(under, key=lambda each: (each[0], each[1].topic.id))][:MOST_WEAK]


def _leeches(
    graph: KnowledgeGraph,
    db: sqlite3.Connection,
    contrasts: Contrasts,
    names: Names,
    memories: Mapping[str, Memory],
    today: int,
) -> list[Leech]:
    found = [(memory.lapses, name) for name, memory in memories.items() if memory.lapses >= LEECH_LAPSES]
    return [
        _leech(graph, graph.claim(name), lapses, confused(mixups(db, name), names, today), contrasts)
        for lapses, name in sorted(found, key=lambda each: (-each[0], each[1]))[:MOST_LEECHES]
    ]


def _leech(
    graph: KnowledgeGraph, claim: Claim, lapses: int, pairs: Sequence[Confusion], contrasts: Contrasts
) -> Leech:
    lines = tuple(explanation(graph, claim))
    own = {claim.subject, claim.object}
    pair = next((each for each in pairs if len(own & set(each.pair)) == 1), None)
    if pair is None:
        advice = (
            "Say the answer before you look at the options, and tie it to something you know well. "
            "If it is not worth it, set it aside with myograph suspend."
        )
        return Leech(claim.id, lapses, lines, advice)
    first, second = pair.pair
    right, taken = (first, second) if first in own else (second, first)
    told = contrasts.contrast(pair.pair)
    by_relation = dict(zip(told.relations, told.words, strict=False))
    words = by_relation.get(claim.relation, told.words[0] if told.claims else None)
    advice = "Learn the two side by side, and say what tells them apart before you answer."
    fact = _true_of(graph, taken, claim)
    return Leech(claim.id, lapses, lines, advice, right, taken, fact, words)


def _true_of(graph: KnowledgeGraph, taken: str, claim: Claim) -> str | None:
    """Return what is so of the entity that is taken for the claim's own, by the same relation."""
    for source in (None, claim.source):
        found = true_of(graph, taken, claim.relation, source)
        if found is not None and found.relation == claim.relation:
            return said_by(graph, found, _scope(found))
    return None


def _scope(claim: Claim) -> str | None:
    """Return who says a claim, where it does not stand on its own."""
    return None if claim.status is Status.ESTABLISHED else claim.source
