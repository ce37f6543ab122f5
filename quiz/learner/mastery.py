"""How much of a topic or of a relation the learner knows: an interval for the share of its claims.

The model, per claim: it is known or it is not. Of those that the learner meets for the first time, an
unknown share is known. A known claim is now and then answered wrong by a slip. One that is not known is
answered right by luck, as often as the question lets a guesser be right (`luck`): one time in four among
four options, hardly ever where nothing is shown; so a right choice is weaker evidence than a recalled
answer. From one of its days to the next a claim may be learned or forgotten. This is knowledge tracing
(Corbett and Anderson 1994) where the share known at first, the slips and the two other rates are not given
but averaged over, each as likely as it makes the answers; any share is as likely as another before.

Three choices:

- Of one claim, the first answer of a study day counts, and no other: what comes later that day still rings
  from the feedback on it.
- The last days tell what is known now, the first one what was known before. So the state of a claim that was
  asked follows from all it was asked, the recent weighing most, and that of a claim never asked follows from
  how the others went when they were new: who has learned 20 claims of 200 by heart does not know the topic.
- It is what was known when last asked. What is due for review tells what may be forgotten since; so nothing
  here changes by waiting, and the same answers always give the same interval.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from quiz.item import Interaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "ENOUGH",
    "LINE",
    "History",
    "Shown",
    "Standing",
    "histories",
    "kept_histories",
    "luck",
    "standing",
]

# So many answers that count, under which no interval is told.
ENOUGH = 10
# Mastered: the lower bound is at least this, at the ends of two study days.
LINE = 0.8
# How often the interval is meant to hold what is so.
COVERAGE = 0.9
# The steps of an interval, at most.
FINEST = 100

# From one of its days to the next a claim is learned at the first rate, or forgotten at the second; a known
# one is answered wrong at the third.
RATES = tuple(product((0.0, 0.2, 0.6), (0.01, 0.1), (0.02, 0.1)))
# Whoever recalls without options is hardly ever right by luck.
LUCK_OF_RECALL = 0.02
# A choice of parts: to take one or to leave it.
LUCK_OF_PARTS = 0.5
# After a hint, or where the student was not sure.
LUCK_WHEN_HELPED = 0.5
# An answer that everyone gets right tells nothing.
CERTAIN = 1.0
# Options, where the question can no longer be read.
FEWEST_OPTIONS = 3

# So many of the last days of a claim are gone by. One more is kept, so that the last can be left out.
LAST_DAYS = 4
KEPT_DAYS = LAST_DAYS + 1
_SHARES = tuple((place + 0.5) / 40 for place in range(40))
# What weighs less than this share of the heaviest changes no digit that is shown.
_NEGLIGIBLE = 1e-5
_NO_WIDTH = 1e-9


@dataclass(frozen=True, slots=True)
class Shown:
    """What the first answer of a study day shows of a claim.

    `day` is the day's ordinal, `luck` the probability, 0 to 1, of a right answer without knowing the claim.
    """

    day: int
    right: bool
    luck: float


@dataclass(frozen=True, slots=True)
class History:
    """What was shown of one claim: the first day and the last ones, in order of day.

    `gap`: there were more days between the first and the second of these.
    """

    days: tuple[Shown, ...]
    gap: bool = False

    def before(self, day: int) -> History | None:
        """Return the history as it was before its last study day, `day`; None where there was none."""
        return self._of(shown for shown in self.days if shown.day < day)

    def telling(self) -> History | None:
        """Return the history of the days on which not everyone would have been right; None without any."""
        return self._of(shown for shown in self.days if shown.luck < CERTAIN)

    def _of(self, days: Iterable[Shown]) -> History | None:
        kept = tuple(days)
        return replace(self, days=kept) if kept else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of so many claims (`total`), of which some were `asked`, by so many `answers`.

    `low` and `high` bound the share known, 0 to 1, and `share` is what is expected; all are None where there
    are not enough answers yet. `mastered`: the lower bound was at least `LINE` at the ends of the last two
    study days on which any of the claims was asked.
    """

    total: int
    asked: int
    answers: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    mastered: bool = False


def luck(interaction: Interaction, options: int | None, *, helped: bool) -> float:
    """Return how likely a right answer is without knowing the claim.

    `options` is how many the question shows, None where that is not known; `helped`, that a hint was taken or
    the student was not sure.

    >>> luck(Interaction.CHOOSE_ONE, 4, helped=False), luck(Interaction.CHOOSE_ONE, 4, helped=True)
    (0.25, 0.5)
    """
    number = max(options or FEWEST_OPTIONS, 1)
    match interaction:
        case Interaction.TEXT:
            plain = LUCK_OF_RECALL
        case Interaction.CHOOSE_MANY:
            plain = LUCK_OF_PARTS
        case Interaction.CHOOSE_ONE | Interaction.MATCH | Interaction.ORDER:
            plain = 1 / number
    if not helped:
        return plain
    # A hint rules one of two options out, and so tells the other.
    told = number <= 2 and interaction is not Interaction.TEXT
    return CERTAIN if told else max(plain, LUCK_WHEN_HELPED)


def histories(rows: Iterable[tuple[str, Shown]]) -> dict[str, History]:
    """Return what was shown of each claim. `rows` are all answers that count, in the order given.

    The first of each claim and day is taken.
    """
    first: dict[str, dict[int, Shown]] = {}
    for claim, shown in rows:
        first.setdefault(claim, {}).setdefault(shown.day, shown)
    return {claim: _history(next(iter(days.values())), days.values()) for claim, days in first.items()}


def _history(first: Shown, days: Iterable[Shown]) -> History:
    """Return what is kept of the days of a claim. A clock set back may have given the first a late day."""
    ordered = sorted(days, key=lambda shown: shown.day)
    if len(ordered) <= KEPT_DAYS + 1:
        return History(tuple(ordered))
    last = ordered[-KEPT_DAYS:]
    return History((first, *last) if first.day < last[0].day else tuple(last), gap=True)


def kept_histories(db: sqlite3.Connection, claims: Iterable[str]) -> dict[str, History]:
    """Return what `histories` makes of the answers in the log that count, of these claims.

    Reads no more of each claim than its first answer and its last days.
    """
    options = _Options(db)
    found = {}
    for claim in claims:
        days: dict[str, tuple[object, ...]] = {}
        for day, *row in db.execute(f"{_ANSWERS} ORDER BY o.answer DESC", (claim,)):
            # The last one read of a day is the first one given.
            days[day] = tuple(row)
            if len(days) > KEPT_DAYS + 1:
                break
        shown = [options.shown(day, row) for day, row in days.items()]
        if len(days) > KEPT_DAYS + 1:
            # Of the last one read there may be earlier answers, and there may be earlier days.
            day, *row = db.execute(f"{_ANSWERS} ORDER BY o.answer LIMIT 1", (claim,)).fetchone()
            found[claim] = _history(options.shown(day, tuple(row)), shown)
        elif shown:
            found[claim] = _history(shown[-1], shown)
    return found


_ANSWERS = (
    "SELECT a.study_day, o.correct, a.interaction, a.unsure OR a.hinted, a.session, a.position "
    "FROM outcome AS o JOIN answer AS a ON a.id = o.answer "
    "WHERE o.claim = ? AND o.answer NOT IN (SELECT answer FROM undo)"
)


class _Options:
    """How many options the questions of the log show; each looked up once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._items: dict[str, list[str]] = {}
        self._numbers: dict[str, int | None] = {}
        self._days: dict[str, int] = {}

    def shown(self, day: str, row: tuple[object, ...]) -> Shown:
        right, interaction, helped, session, position = row
        if day not in self._days:
            self._days[day] = date.fromisoformat(day).toordinal()
        number = self._number(str(session), int(str(position)))
        return Shown(
            self._days[day], bool(right), luck(Interaction(str(interaction)), number, helped=bool(helped))
        )

    def _number(self, session: str, position: int) -> int | None:
        if session not in self._items:
            (items,) = self._db.execute("SELECT items FROM session WHERE id = ?", (session,)).fetchone()
            self._items[session] = json.loads(items)
        digests = self._items[session]
        if position >= len(digests):
            return None
        digest = digests[position]
        if digest not in self._numbers:
            row = self._db.execute("SELECT body FROM item WHERE digest = ?", (digest,)).fetchone()
            view = json.loads(row[0]) if row else {}
            self._numbers[digest] = len(view.get("options", ())) or None
        return self._numbers[digest]


def standing(found: Sequence[History], total: int) -> Standing:
    """Return what is known of `total` claims; `found` are the histories of those that were asked.

    >>> standing([History((Shown(1, True, 0.25),))], 40)
    Standing(total=40, asked=1, answers=1, share=None, low=None, high=None, mastered=False)
    """
    telling = [history for each in found if (history := each.telling()) is not None]
    now = replace(_interval(telling, total), asked=len(found))
    if now.low is None or now.low < LINE:
        return now
    last = max(history.days[-1].day for history in telling)
    earlier = [history for each in telling if (history := each.before(last)) is not None]
    before = _interval(earlier, total)
    return replace(now, mastered=before.low is not None and before.low >= LINE)


def _interval(found: Sequence[History], total: int) -> Standing:
    answers = sum(len(history.days) for history in found)
    plain = Standing(total, len(found), answers)
    if answers < ENOUGH:
        return plain
    spread = list(_spread(found, total))
    low, high = _shortest(spread, total)
    share = math.fsum(weight * mean for weight, mean, _ in spread) / total
    return replace(plain, share=min(max(share, 0.0), 1.0), low=low, high=high)


def _spread(found: Sequence[History], total: int) -> Iterator[tuple[float, float, float]]:
    """Yield weight, mean and variance of the number of claims known, for each share and rates."""
    patterns = Counter(_pattern(history) for history in found)
    curves = [(number, _curves(pattern)) for pattern, number in sorted(patterns.items())]
    unasked = total - len(found)
    logs = [0.0] * (len(RATES) * len(_SHARES))
    for number, (likelihoods, _) in curves:
        logs = [log + number * likelihood for log, likelihood in zip(logs, likelihoods, strict=True)]
    highest = max(logs)
    weights = [math.exp(log - highest) for log in logs]
    whole = math.fsum(weight for weight in weights if weight > _NEGLIGIBLE)
    for place, weight in enumerate(weights):
        if weight > _NEGLIGIBLE:
            share = _SHARES[place % len(_SHARES)]
            mean, variance = unasked * share, unasked * share * (1 - share)
            for number, (_, knowns) in curves:
                known = knowns[place]
                mean += number * known
                variance += number * known * (1 - known)
            yield weight / whole, mean, variance


_Pattern = tuple[bool, tuple[tuple[bool, float], ...]]


def _pattern(history: History) -> _Pattern:
    """Return what of a history counts: the first day, and the last ones."""
    shown = [(each.right, each.luck) for each in history.days]
    if len(shown) <= LAST_DAYS + 1:
        return history.gap, tuple(shown)
    return True, (shown[0], *shown[-LAST_DAYS:])


@lru_cache(maxsize=4096)
def _curves(pattern: _Pattern) -> tuple[list[float], list[float]]:
    """Return, for each rates and share, the log likelihood and how likely the claim is known now."""
    likelihoods, knowns = [], []
    for rates in RATES:
        known, known_still = _likelihood(pattern, rates, 1.0)
        unknown, known_since = _likelihood(pattern, rates, 0.0)
        for share in _SHARES:
            whole = share * known + (1 - share) * unknown
            likelihoods.append(math.log(whole))
            knowns.append((share * known_still + (1 - share) * known_since) / whole)
    return likelihoods, knowns


def _likelihood(pattern: _Pattern, rates: tuple[float, float, float], known: float) -> tuple[float, float]:
    """Return how likely the answers are, and how likely they are and the claim is known at their end."""
    (gap, shown), (learning, forgetting, slip) = pattern, rates
    unknown = 1 - known
    for place, (right, chance) in enumerate(shown):
        if place == 1 and gap:
            # Too long ago to tell: the days that follow tell more.
            known = unknown = (known + unknown) / 2
        elif place:
            known, unknown = (
                known * (1 - forgetting) + unknown * learning,
                known * forgetting + unknown * (1 - learning),
            )
        known *= 1 - slip if right else slip
        unknown *= chance if right else 1 - chance
    return known + unknown, known


def _shortest(spread: Sequence[tuple[float, float, float]], total: int) -> tuple[float, float]:
    """Return the ends of the shortest interval that holds the number of claims known as surely as it should.

    Whole claims, or hundredths of them where there are more than a hundred; about each mean, the number is
    taken to be normal. Of intervals of one length, the likeliest. So it reaches 0 and 1 where these may be.
    """
    steps = min(total, FINEST)
    scaled = [(weight, mean, math.sqrt(2 * variance + _NO_WIDTH)) for weight, mean, variance in spread]
    edges = [total * (step + 0.5) / steps for step in range(steps)]
    below = [
        sum(weight * math.erfc((mean - edge) / width) for weight, mean, width in scaled) / 2 for edge in edges
    ]
    # Up to the end of each step; what lies beyond the first and the last belongs to them.
    upto = [0.0, *below, 1.0]
    best, last = (steps + 1, 0.0, 0), 0
    for first in range(steps + 1):
        last = max(last, first)
        while last < steps and upto[last + 1] - upto[first] < COVERAGE:
            last += 1
        held = upto[last + 1] - upto[first]
        if held >= COVERAGE - _NO_WIDTH:
            best = min(best, (last - first, -held, first))
    length, _, first = best
    return first / steps, (first + length) / steps
