"""What to ask on a study day.

Without an exam: what is due, then what is new. With one, by a plan for all the days up to it:

1. How much recall on the exam day would each claim gain by 1, 3 or 8 more answers, spread evenly until then?
   FSRS foresees it, set right by the learner's own pace (`quiz.learner.pace`).
2. All the answers that are left are dealt out where the next one gains most. A claim that pays only after
   several answers is given them all or none, so that of a syllabus that is too long the part that fits is
   learned well, by a learner who needs many repetitions, and all of it is seen, by one who does not.
3. Today's questions are new claims and reviews, mixed. Of the reviews those come first that have waited long,
   and as far as FSRS is right about this learner, that gain much and are still to be asked often.

Not all of a day is new, so that from the second day on the answers show the learner's pace.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quiz.learner.memory import Rating, due_day, first, outcomes, recall
from quiz.learner.pace import DEFAULT, Experience, Pace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quiz.learner.memory import Memory

__all__ = ["DEFAULT", "Candidate", "Experience", "Forecast", "Pace", "choose", "forecast", "needed"]

# What share of claims that were never asked a learner is taken to know all the same.
KNOWN = 0.1
# The numbers of further answers that a plan weighs up.
AHEAD = (1, 3, 8)
# Days after the exam by which a review should still tell; without them the last days would be spent on what
# is forgotten the day after.
AFTER = 20
LEAST_GAIN = 1e-4
# At this many answers left for each claim nothing is lost by seeing all of them early.
PLENTY = 8
FEWEST_NEW, MOST_NEW = 0.75, 0.95
# How far, in logits, forecasts missed in simulations although the pace was known.
MISS = 0.35
# A normal variable is so many standard deviations or less from its mean nine times in ten.
NINE_IN_TEN = 1.645


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be asked: its id, what is kept of it, what it is worth to know it.

    `memory` is `None` where it was never asked; what has a `weight` of 0 or less is not asked.
    """

    claim: str
    memory: Memory | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a plan comes to: mean recall on the exam day (0 to 1, each claim alike) and its range.

    `low` and `high` enclose it nine times in ten, as far as FSRS and the learner's pace can tell. `reached`
    is how many of the `claims` have been asked by then.
    """

    recall: float
    low: float
    high: float
    reached: int
    claims: int


def choose(
    candidates: Sequence[Candidate],
    day: int,
    exam_day: int | None,
    answers: int,
    seed: int,
    pace: Pace = DEFAULT,
    daily: int | None = None,
) -> list[str]:
    """Return the claims to ask on a study day, in order of worth, at most `answers`, each once.

    Days are ordinals. The exam is sat on `exam_day`, before that day's questions; once it is past, all is as
    without one. `daily` is how many answers a day are planned for, where that differs from `answers`. The
    list is shorter only where nothing more is worth asking: what was asked on that day already, what has no
    weight and, without an exam, what is not due. `seed` decides between claims that are worth the same; the
    order of the candidates does not matter.
    """
    if answers <= 0:
        return []
    asked = [
        (candidate, zlib.crc32(f"{seed} {candidate.claim}".encode()), candidate.claim)
        for candidate in candidates
        if candidate.weight > 0 and (candidate.memory is None or candidate.memory.last_day < day)
    ]
    waiting = [candidate for candidate, *_ in sorted(asked, key=lambda each: each[1:])]
    if exam_day is None or exam_day <= day:
        return _due_then_new(waiting, day)[:answers]
    plan = _Plan(pace, day, exam_day, answers if daily is None else daily)
    chance = zlib.crc32(f"{seed} {day}".encode()) / 2**32
    return _mixed(plan, waiting, answers, chance)


def forecast(
    candidates: Sequence[Candidate],
    day: int,
    exam_day: int,
    answers: int,
    pace: Pace = DEFAULT,
) -> Forecast:
    """Return what is to be expected on the exam day if `answers` are given on each day from this one on."""
    asked = [candidate for candidate in candidates if candidate.weight > 0]
    plan = _Plan(pace, day, exam_day, max(answers, 0))
    shares = plan.dealt(asked)
    off = NINE_IN_TEN * math.hypot(pace.error, MISS)
    low, mean, high = (plan.mean(asked, shares, pace.shifted(by)) for by in (-off, 0.0, off))
    return Forecast(mean, low, high, _reached(asked, shares), len(asked))


def needed(
    candidates: Sequence[Candidate], day: int, exam_day: int, most: int, pace: Pace = DEFAULT
) -> int | None:
    """Return the fewest answers a day, up to `most`, by which all is asked before the exam, or None."""
    asked = [candidate for candidate in candidates if candidate.weight > 0]

    def enough(answers: int) -> bool:
        return _reached(asked, _Plan(pace, day, exam_day, answers, foreseen).dealt(asked)) == len(asked)

    # What is foreseen of a claim does not hang on how many answers a day there are.
    foreseen: _Ahead = {}
    if not enough(most):
        return None
    low, high = -1, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _reached(candidates: Sequence[Candidate], shares: dict[str, int]) -> int:
    return sum(candidate.memory is not None or shares[candidate.claim] > 0 for candidate in candidates)


def _due_then_new(waiting: Sequence[Candidate], day: int) -> list[str]:
    due = []
    for candidate in waiting:
        memory = candidate.memory
        if memory is not None and due_day(memory, candidate.claim) <= day:
            due.append(((memory.last_day - day) / memory.stability, candidate.claim))
    new = [(-candidate.weight, candidate.claim) for candidate in waiting if candidate.memory is None]
    return [claim for part in (due, new) for _, claim in sorted(part, key=lambda each: each[0])]


def _mixed(plan: _Plan, waiting: Sequence[Candidate], answers: int, chance: float) -> list[str]:
    """Return what to ask today, new and old mixed evenly. `chance`, 0 to 1, rounds the share of new ones."""
    dealt = plan.dealt(waiting)
    new, old, rest = [], [], []
    for candidate in waiting:
        share = dealt[candidate.claim]
        if not share:
            rest.append((-plan.gain(candidate), candidate.claim))
        elif candidate.memory is None:
            new.append((-share * candidate.weight, candidate.claim))
        else:
            told = max(plan.gain(candidate), LEAST_GAIN) * share
            old.append((-plan.waited(candidate.memory) * told**plan.trust, candidate.claim))
    news, olds, rests = (
        [claim for _, claim in sorted(part, key=lambda each: each[0])] for part in (new, old, rest)
    )
    wanted = math.floor(answers * plan.new_share(waiting) + chance)
    fresh = min(len(news), max(wanted, answers - len(olds)), answers)
    return _interleaved(news[:fresh], olds[: answers - fresh]) + rests[: max(answers - fresh - len(olds), 0)]


def _interleaved(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return both, each in its order, so that every beginning holds about the same share of each."""
    placed = [((place + 0.5) / len(part), claim) for part in (one, other) for place, claim in enumerate(part)]
    return [claim for _, claim in sorted(placed, key=lambda each: each[0])]


_Ahead = dict["Pace", dict[tuple[int, ...], list[tuple[int, float]]]]


class _Plan:
    """All answers from a day to the day before the exam, dealt out."""

    def __init__(
        self, pace: Pace, day: int, exam_day: int, answers: int, foreseen: _Ahead | None = None
    ) -> None:
        self.pace = pace
        self._day = day
        # How far the differences that FSRS sees between claims hold for this learner. Where they do not, only
        # waiting counts: that spacing pays holds under every theory of memory.
        self.trust = min(max(pace.slope, 0.0), 1.0)
        self._left = max(exam_day - day, 0)
        self._answers = answers * self._left
        self._ahead: _Ahead = {} if foreseen is None else foreseen

    def new_share(self, waiting: Sequence[Candidate]) -> float:
        """Return what share of a day may be new claims."""
        each = self._answers / len(waiting) if waiting else PLENTY
        return min(max(each / PLENTY, FEWEST_NEW), MOST_NEW)

    def dealt(self, candidates: Sequence[Candidate]) -> dict[str, int]:
        """Return how many more answers each claim is given."""
        steps = []
        for place, candidate in enumerate(candidates):
            for number, (count, rise) in enumerate(_rises(self._foreseen(candidate.memory, self.pace))):
                steps.append((-rise * candidate.weight, number, place, count))
        steps.sort()
        shares = dict.fromkeys((candidate.claim for candidate in candidates), 0)
        left = self._answers
        for rise, _, place, count in steps:
            if left <= 0 or rise >= 0:
                break
            shares[candidates[place].claim] += min(count, left)
            left -= count
        return shares

    def mean(self, candidates: Iterable[Candidate], shares: dict[str, int], pace: Pace) -> float:
        """Return the mean recall on the exam day of claims that are given so many more answers."""
        each = []
        for candidate in candidates:
            ahead = self._foreseen(candidate.memory, pace)
            each.append(_between(ahead, shares[candidate.claim]))
        return sum(each) / len(each) if each else 0.0

    def waited(self, memory: Memory) -> float:
        """Return what share of the days from its last answer to the exam a claim has waited."""
        elapsed = self._day - memory.last_day
        return elapsed / (self._left + elapsed)

    def gain(self, candidate: Candidate) -> float:
        """Return how much recall on the exam day one answer today adds, right and wrong ones weighed."""
        memory, pace, ahead = candidate.memory, self.pace, self._left + AFTER
        if memory is None:
            right, wrong = (recall(first(rating)[0], ahead) for rating in (Rating.GOOD, Rating.AGAIN))
            after = KNOWN * pace.recall(right, 1) + (1 - KNOWN) * pace.recall(wrong, 1)
            return (after - KNOWN) * candidate.weight
        elapsed = max(self._day - memory.last_day, 1)
        foreseen, right, _, wrong, _ = outcomes(memory.stability, memory.difficulty, elapsed)
        known = pace.recall(foreseen, memory.answers)
        right, wrong = recall(right, ahead), recall(wrong, ahead)
        count = memory.answers + 1
        after = known * pace.recall(right, count) + (1 - known) * pace.recall(wrong, count)
        without = pace.recall(recall(memory.stability, elapsed + ahead), memory.answers)
        return (after - without) * candidate.weight

    def _foreseen(self, memory: Memory | None, pace: Pace) -> list[tuple[int, float]]:
        """Return recall on the exam day by the number of further answers, 0 among them, evenly spread.

        Claims whose memories are nearly the same share what was worked out for one in their middle.
        """
        found = self._ahead.setdefault(pace, {})
        if memory is None:
            key: tuple[int, ...] = ()
            if key not in found:
                found[key] = self._path(None, 0, 0, pace)
            return found[key]
        firm, hard = round(4 * math.log(memory.stability)), round(2 * memory.difficulty)
        elapsed = max(self._day - memory.last_day, 0)
        key = firm, hard, elapsed, memory.answers
        if key not in found:
            middle = math.exp(firm / 4), min(max(hard / 2, 1.0), 10.0)
            found[key] = self._path(middle, memory.answers, elapsed, pace)
        return found[key]

    def _path(
        self, begin: tuple[float, float] | None, answers: int, elapsed: int, pace: Pace
    ) -> list[tuple[int, float]]:
        left = self._left
        found = [(0, KNOWN if begin is None else pace.recall(recall(begin[0], elapsed + left), answers))]
        for more in AHEAD:
            if more > left:
                break
            # What is new is seen early, what is not waits for its turn.
            gap = left / more if begin is None else max(left / (more + 1), 1.0)
            state, count, since = begin, answers, elapsed + gap
            for _ in range(more):
                if state is None:
                    state = _between_outcomes(KNOWN, *first(Rating.GOOD), *first(Rating.AGAIN))
                else:
                    foreseen, *after = outcomes(*state, since)
                    state = _between_outcomes(pace.recall(foreseen, count), *after)
                    since = gap
                count += 1
            assert state is not None
            found.append((more, pace.recall(recall(state[0], gap), count)))
        return found


def _between_outcomes(
    share: float, right: float, right_difficulty: float, wrong: float, wrong_difficulty: float
) -> tuple[float, float]:
    """Return the memory that stands for both after a right and after a wrong answer: stabilities multiply."""
    rest = 1 - share
    return right**share * wrong**rest, share * right_difficulty + rest * wrong_difficulty


def _rises(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return how many answers go together and what each of them adds, from the most to the least.

    These are the edges of the upper hull: where the third answer adds more than the first, the three go
    together.

    >>> _rises([(0, 0.1), (1, 0.4), (3, 0.5)])
    [(1, 0.30000000000000004), (2, 0.04999999999999999)]
    >>> _rises([(0, 0.0), (1, 0.1), (3, 0.6)])
    [(3, 0.19999999999999998)]
    """
    hull: list[tuple[int, float]] = []
    for count, height in points:
        while len(hull) > 1 and _rise(hull[-2], (count, height)) >= _rise(hull[-2], hull[-1]):
            hull.pop()
        hull.append((count, height))
    return [(b[0] - a[0], _rise(a, b)) for a, b in pairwise(hull)]


def _rise(one: tuple[int, float], other: tuple[int, float]) -> float:
    return (other[1] - one[1]) / (other[0] - one[0])


def _between(points: Sequence[tuple[int, float]], count: int) -> float:
    """Return the height at a count, on the straight line between the two points beside it."""
    before = points[0]
    for point in points:
        if point[0] >= count:
            share = (count - before[0]) / (point[0] - before[0]) if point[0] > before[0] else 0.0
            return before[1] + share * (point[1] - before[1])
        before = point
    return before[1]
