"""The statistics of item analysis: shares, correlations, reliability, and an interval for each.

All intervals are meant to hold what is so 95 times in 100.
"""

from __future__ import annotations

import math
from operator import mul
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COVERAGE", "Interval", "alpha", "correlation", "feldt", "fisher", "spread", "varies", "wilson"]

COVERAGE = 0.95
_TAIL = (1 - COVERAGE) / 2
_Z = NormalDist().inv_cdf(1 - _TAIL)
# Fisher's z has a standard error of 1 / sqrt(n - 3).
_LOST_BY_FISHER = 3
# Halvings of an interval of floats, and steps of a continued fraction, at most: it takes far fewer.
_HALVINGS, _STEPS = 120, 100_000
_TINY, _CLOSE = 1e-300, 1e-15
# A variance below this, of scores from 0 to 1, is what rounding leaves of none.
_NO_VARIANCE = 1e-12


class Interval(NamedTuple):
    """The lower and the upper bound of a figure."""

    low: float
    high: float


def spread(values: Sequence[float]) -> float:
    """Return the mean of the squared distances from the mean, of at least one value.

    >>> spread([0, 1, 1, 0])
    0.25
    """
    middle = fmean(values)
    return math.fsum((value - middle) ** 2 for value in values) / len(values)


def varies(spread_found: float) -> bool:
    """Return whether a spread of scores from 0 to 1 is more than what rounding leaves of none."""
    return spread_found > _NO_VARIANCE


def wilson(share: float, number: int) -> Interval:
    """Return Wilson's interval for a share (0 to 1) of so many, at least one.

    For a mean of scores from 0 to 1 it is wider than it would have to be: no such scores vary more than
    those that are either 0 or 1.

    >>> [round(bound, 4) for bound in wilson(0.8, 10)]
    [0.4902, 0.9433]
    """
    squared = _Z * _Z
    middle = share + squared / (2 * number)
    half = _Z * math.sqrt(share * (1 - share) / number + squared / (4 * number * number))
    whole = 1 + squared / number
    return Interval(max((middle - half) / whole, 0.0), min((middle + half) / whole, 1.0))


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's correlation; with scores of 0 and 1 it is the point-biserial one.

    None where one of the two does not vary.

    >>> round(correlation([0, 1, 1], [0.1, 0.4, 0.8]), 4)
    0.822
    """
    if len(one) < 2:
        return None
    of_one, of_other = spread(one), spread(other)
    if not (varies(of_one) and varies(of_other)):
        return None
    first, second = fmean(one), fmean(other)
    both = math.fsum(map(mul, (value - first for value in one), (value - second for value in other)))
    return min(max(both / (len(one) * math.sqrt(of_one * of_other)), -1.0), 1.0)


def fisher(found: float, number: int) -> Interval | None:
    """Return Fisher's interval for a correlation of so many pairs; None for three or fewer.

    >>> [round(bound, 4) for bound in fisher(0.5, 28)]
    [0.156, 0.7358]
    """
    if number <= _LOST_BY_FISHER:
        return None
    if abs(found) > 1 - _CLOSE:
        return Interval(found, found)
    half = _Z / math.sqrt(number - _LOST_BY_FISHER)
    return Interval(math.tanh(math.atanh(found) - half), math.tanh(math.atanh(found) + half))


def alpha(columns: Sequence[Sequence[float]]) -> float | None:
    """Return Cronbach's alpha of the scores, a column a question, in the same order of learners.

    With scores of 0 and 1 it is KR-20. None for fewer than two questions or learners, and where all sums are
    the same.

    >>> round(alpha([[1, 1, 0], [1, 0, 0]]), 4)
    0.6667
    """
    number = len(columns)
    if number < 2 or len(columns[0]) < 2:
        return None
    of_sums = spread([math.fsum(scores) for scores in zip(*columns, strict=True)])
    if not varies(of_sums):
        return None
    return number / (number - 1) * (1 - math.fsum(map(spread, columns)) / of_sums)


def feldt(found: float, learners: int, questions: int) -> Interval:
    """Return Feldt's interval for an alpha of so many learners and questions, at least two of each.

    >>> [round(bound, 3) for bound in feldt(0.79, 41, 26)]
    [0.685, 0.873]
    """
    first, second = learners - 1, (learners - 1) * (questions - 1)
    return Interval(*(1 - (1 - found) * _f_at(share, first, second) for share in (1 - _TAIL, _TAIL)))


def _f_at(share: float, first: int, second: int) -> float:
    """Return the value under which a share of the F distribution of these degrees of freedom lies."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _beta(first / 2, second / 2, middle) < share:
            low = middle
        else:
            high = middle
    return second * low / (first * (1 - low))


def _beta(a: float, b: float, x: float) -> float:
    """Return the regularized incomplete beta function, by its continued fraction (modified Lentz)."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # there the fraction of the other end converges quicker
        return 1 - _beta(b, a, 1 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    numerator, denominator = 1.0, 1 / _away_from_0(1 - (a + b) * x / (a + 1))
    value = denominator
    for step in range(1, _STEPS):
        twice = a + 2 * step
        for factor in (
            step * (b - step) * x / ((twice - 1) * twice),
            -(a + step) * (a + b + step) * x / (twice * (twice + 1)),
        ):
            denominator = 1 / _away_from_0(1 + factor * denominator)
            numerator = _away_from_0(1 + factor / numerator)
            change = numerator * denominator
            value *= change
        if abs(change - 1) < _CLOSE:
            break
    return front * value / a


def _away_from_0(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
