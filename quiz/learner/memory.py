"""What a learner keeps of one claim: FSRS-6, counted in study days.

py-fsrs does the reviews. It counts in blocks of 24 hours of UTC, so that an answer in the evening and one the
next morning fall on one day, and it draws from the global random generator. Here a day is a number that the
caller took from the learner's own clock (`quiz.learner.clock.study_day`), and nothing is drawn.

The planner looks ahead millions of times, which py-fsrs is too slow for: `stepped` and `recall` are its
formulas in closed form. They take the same steps in the same order, so that they give the very same numbers.
"""

from __future__ import annotations

import functools
import math
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fsrs import Scheduler

__all__ = [
    "FAST_MS",
    "PARAMETERS",
    "RETENTION",
    "Memory",
    "Rating",
    "due_day",
    "first",
    "interval",
    "outcomes",
    "rate",
    "recall",
    "replayed",
    "retrievability",
    "review",
    "stepped",
]

# py-fsrs's defaults. They stand here so that planning need not import it (some 20 ms), and so that a new
# release of it cannot change what a learner's past answers are worth without a word.
PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
RETENTION = 0.9
# An answer that shows no options and comes within this time, in milliseconds, was there at once: it leaves
# time to read the question and to type a name, and none to search for it.
FAST_MS = 8_000
MOST_DAYS = 36_500

_DECAY = -PARAMETERS[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_LEAST_STABILITY = 0.001
# Any date will do: py-fsrs only ever sees how many days lie between two answers.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# A claim comes up to this share of its interval, and a day, before or after its time.
_JITTER = 0.05


class Rating(IntEnum):
    """How well a claim was known. The numbers are those of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept of one claim, whatever questions asked it.

    `stability` is the days after which recall falls to 0.9, `difficulty` goes from 1 to 10, `last_day` is the
    ordinal (`date.toordinal`) of the last study day. `answers` counts all answers and `right` the right ones;
    `lapses` the wrong ones that followed on a right one; `streak` the right ones since the last wrong one, at
    most one a study day.
    """

    stability: float
    difficulty: float
    last_day: int
    answers: int = 1
    right: int = 0
    lapses: int = 0
    streak: int = 0


def rate(*, correct: bool, unsure: bool, hinted: bool, recalled: bool, took_ms: int) -> Rating:
    """Return what an answer says of the memory. `recalled`: the question showed no options to choose from.

    A right choice is a guess one time in four, so it is never more than GOOD; a wrong answer is AGAIN and
    never HARD, which FSRS takes for a success. A time of 0 ms or less is taken as not measured.

    >>> rate(correct=True, unsure=False, hinted=False, recalled=True, took_ms=3000)
    <Rating.EASY: 4>
    >>> rate(correct=True, unsure=False, hinted=False, recalled=False, took_ms=3000)
    <Rating.GOOD: 3>
    """
    if not correct:
        return Rating.AGAIN
    if unsure or hinted:
        return Rating.HARD
    return Rating.EASY if recalled and 0 < took_ms <= FAST_MS else Rating.GOOD


def review(memory: Memory | None, rating: Rating, day: int) -> Memory:
    """Return the memory after an answer on a study day; `None` is a claim that was never asked.

    A day before the last one (a clock set back, a journey) counts as the last one.
    """
    from fsrs import Card, State
    from fsrs import Rating as Theirs

    # With an id, a card neither sleeps nor takes one from the clock; with `due`, it does not look at it.
    if memory is None:
        card, elapsed = Card(card_id=0, due=_EPOCH), 0
    else:
        elapsed = _elapsed(memory, day)
        card = Card(
            card_id=0,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_EPOCH,
            last_review=_EPOCH,
        )
    card, _ = _scheduler().review_card(card, Theirs(rating), _EPOCH + timedelta(days=elapsed))
    assert card.stability is not None
    assert card.difficulty is not None
    return _counted(memory, rating, day, card.stability, card.difficulty)


def replayed(memory: Memory | None, answers: Iterable[tuple[Rating, int]]) -> Memory | None:
    """Return the memory after answers, each a rating and a study day, in the order in which they were given.

    The same as `review` over and over, many times faster.
    """
    for rating, day in answers:
        if memory is None:
            stability, difficulty = first(rating)
        else:
            stability, difficulty = stepped(
                memory.stability, memory.difficulty, _elapsed(memory, day), rating
            )
        memory = _counted(memory, rating, day, stability, difficulty)
    return memory


def retrievability(memory: Memory, day: int) -> float:
    """Return the probability, 0 to 1, that the claim is recalled on a study day.

    >>> round(retrievability(Memory(stability=10, difficulty=5, last_day=100), 110), 6)
    0.9
    """
    return recall(memory.stability, _elapsed(memory, day))


def due_day(memory: Memory, claim: str, retention: float = RETENTION) -> int:
    """Return the study day on which recall has fallen to `retention`, at the earliest the day after the last.

    Claims learned on one day would all come back on one day. The id and the last day move each a little, up
    to a day and a twentieth of its interval either way; always the same for the same claim and day.
    """
    days = interval(memory.stability, retention)
    # Below that, a day more or less would be too large a share of it.
    if days >= 2.5:
        share = zlib.crc32(f"{claim} {memory.last_day}".encode()) / 0xFFFFFFFF
        days += (2 * share - 1) * (1 + _JITTER * days)
    return memory.last_day + min(max(round(days), 1), MOST_DAYS)


def interval(stability: float, retention: float = RETENTION) -> float:
    """Return after how many days recall falls to `retention`. Raises `ValueError` unless 0 < retention < 1.

    >>> round(interval(10.0), 6)
    10.0
    """
    if not 0 < retention < 1:
        raise ValueError(f"retention is between 0 and 1, not {retention}")
    return float(stability / _FACTOR * (retention ** (1 / _DECAY) - 1))


def recall(stability: float, elapsed: float) -> float:
    """Return the probability of recall so many days (0 or more) after the last answer."""
    return float((1 + _FACTOR * elapsed / stability) ** _DECAY)


def first(rating: Rating) -> tuple[float, float]:
    """Return stability and difficulty after the first answer."""
    return PARAMETERS[rating - 1], min(max(_first_difficulty(rating), 1.0), 10.0)


def stepped(stability: float, difficulty: float, elapsed: float, rating: Rating) -> tuple[float, float]:
    """Return stability and difficulty after an answer, so many days after the last one.

    FSRS-6 as py-fsrs has it: a right answer raises stability the more, the nearer it was to being forgotten;
    on the same day it does little; a wrong one lets it fall to a fraction.
    """
    p = PARAMETERS
    if elapsed < 1:
        growth = (math.e ** (p[17] * (rating - 3 + p[18]))) * (stability ** -p[19])
        after = stability * (growth if rating == Rating.AGAIN else max(growth, 1.0))
    elif rating == Rating.AGAIN:
        forgotten = 1 - recall(stability, elapsed)
        after = min(
            p[11]
            * (difficulty ** -p[12])
            * (((stability + 1) ** p[13]) - 1)
            * (math.e ** (forgotten * p[14])),
            stability / (math.e ** (p[17] * p[18])),
        )
    else:
        forgotten = 1 - recall(stability, elapsed)
        after = stability * (
            1
            + (math.e ** p[8])
            * (11 - difficulty)
            * (stability ** -p[9])
            * ((math.e ** (forgotten * p[10])) - 1)
            * (p[15] if rating == Rating.HARD else 1)
            * (p[16] if rating == Rating.EASY else 1)
        )
    return max(after, _LEAST_STABILITY), _next_difficulty(difficulty, rating)


def outcomes(stability: float, difficulty: float, elapsed: float) -> tuple[float, float, float, float, float]:
    """Return recall, and what a right and a wrong answer would leave, one day after the last one or later.

    That is recall; stability and difficulty after GOOD; stability and difficulty after AGAIN. The same as
    `recall` and twice `stepped` in less time, and planning takes nearly all of its time here.
    """
    p = PARAMETERS
    known = recall(stability, elapsed)
    right = stability * (
        1 + _GROWTH * (11 - difficulty) * (stability ** -p[9]) * ((math.e ** ((1 - known) * p[10])) - 1)
    )
    wrong = min(
        p[11] * (difficulty ** -p[12]) * (((stability + 1) ** p[13]) - 1) * (math.e ** ((1 - known) * p[14])),
        stability / _FALL,
    )
    return (
        known,
        max(right, _LEAST_STABILITY),
        _next_difficulty(difficulty, Rating.GOOD),
        max(wrong, _LEAST_STABILITY),
        _next_difficulty(difficulty, Rating.AGAIN),
    )


def _next_difficulty(difficulty: float, rating: int) -> float:
    moved = difficulty + (10.0 - difficulty) * -(PARAMETERS[6] * (rating - 3)) / 9.0
    # Pulled back a little to where an easy claim begins.
    pulled = PARAMETERS[7] * _EASY + (1 - PARAMETERS[7]) * moved
    return min(max(pulled, 1.0), 10.0)


def _first_difficulty(rating: int) -> float:
    return float(PARAMETERS[4] - (math.e ** (PARAMETERS[5] * (rating - 1))) + 1)


_GROWTH = math.e ** PARAMETERS[8]
_FALL = math.e ** (PARAMETERS[17] * PARAMETERS[18])
_EASY = _first_difficulty(4)


def _elapsed(memory: Memory, day: int) -> int:
    return min(max(day - memory.last_day, 0), MOST_DAYS)


def _counted(memory: Memory | None, rating: Rating, day: int, stability: float, difficulty: float) -> Memory:
    right = rating != Rating.AGAIN
    if memory is None:
        return Memory(stability, difficulty, day, 1, int(right), 0, int(right))
    # A streak above 0 ends in a right answer on the last day, which that day has been counted for.
    new = memory.streak == 0 or day > memory.last_day
    return Memory(
        stability,
        difficulty,
        max(memory.last_day, day),
        memory.answers + 1,
        memory.right + right,
        memory.lapses + (not right and memory.streak > 0),
        memory.streak + new if right else 0,
    )


@functools.cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    # No steps of minutes: a claim is asked again on another day, or when the planner wants it. No fuzz: it
    # would come from the global random generator.
    return Scheduler(PARAMETERS, RETENTION, (), (), MOST_DAYS, enable_fuzzing=False)
