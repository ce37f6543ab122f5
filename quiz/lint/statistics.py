"""The few tests of chance that the rules on a bank need, exact and in the standard library."""

from __future__ import annotations

import math

__all__ = ["binomial_p", "chi_square_p", "fisher_p", "standard_error"]

# Outcomes as likely as the one seen, but for rounding, count as no more likely.
ROUNDING = 1 + 1e-7


def chi_square_p(statistic: float, freedom: int) -> float:
    """Return how likely a chi-square of at least `statistic` is by chance, with whole degrees of freedom.

    This is the regularised upper gamma function Q(freedom / 2, statistic / 2) in closed form.

    >>> round(chi_square_p(5.991, 2), 3), round(chi_square_p(7.815, 3), 3), round(chi_square_p(9.488, 4), 3)
    (0.05, 0.05, 0.05)
    """
    half = statistic / 2
    if freedom % 2:
        total, place = math.erfc(math.sqrt(half)), 0.5
    else:
        total, place = math.exp(-half), 1.0
    while place < freedom / 2:
        total += math.exp(-half + place * math.log(half) - math.lgamma(place + 1)) if half else 0.0
        place += 1
    return min(total, 1.0)


def binomial_p(hits: int, tries: int, chance: float) -> float:
    """Return how likely an outcome no likelier than `hits` in `tries` is, each hit having this chance.

    >>> round(binomial_p(8, 8, 0.25), 6), round(binomial_p(2, 8, 0.25), 6)
    (1.5e-05, 1.0)
    """
    if not 0 < chance < 1:
        return 1.0
    mean, deviation = tries * chance, math.sqrt(tries * chance * (1 - chance))
    # What lies further out than this is too unlikely to tell, on both sides.
    reach = max(abs(hits - mean), 8 * deviation) + 4 * deviation + 1
    least, most = max(0, math.floor(mean - reach)), min(tries, math.ceil(mean + reach))
    whole, hit, missed = math.lgamma(tries + 1), math.log(chance), math.log1p(-chance)
    logs = [
        whole
        - math.lgamma(count + 1)
        - math.lgamma(tries - count + 1)
        + count * hit
        + (tries - count) * missed
        for count in range(least, most + 1)
    ]
    limit = math.exp(logs[hits - least]) * ROUNDING
    return min(sum(each for each in map(math.exp, logs) if each <= limit), 1.0)


def fisher_p(both: int, one: int, other: int, total: int) -> float:
    """Return how likely a table no likelier than this one is, given its margins: Fisher's exact test.

    `one` of `total` have the one mark and `other` the other, and `both` have both.

    >>> round(fisher_p(3, 4, 4, 8), 4), round(fisher_p(2, 4, 4, 8), 4)
    (0.4857, 1.0)
    """
    least, most = max(0, one + other - total), min(one, other)

    def log(count: int) -> float:
        return _log_comb(one, count) + _log_comb(total - one, other - count) - _log_comb(total, other)

    limit = math.exp(log(both)) * ROUNDING
    return min(sum(each for each in (math.exp(log(n)) for n in range(least, most + 1)) if each <= limit), 1.0)


def _log_comb(whole: int, part: int) -> float:
    return math.lgamma(whole + 1) - math.lgamma(part + 1) - math.lgamma(whole - part + 1)


def standard_error(chances: list[float]) -> float:
    """Return the standard error of the mean of hits that have these chances.

    >>> round(standard_error([0.25] * 300), 3)
    0.025
    """
    return math.sqrt(sum(chance * (1 - chance) for chance in chances)) / len(chances) if chances else 0.0
