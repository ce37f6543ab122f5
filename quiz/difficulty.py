"""How hard an item is, estimated before anyone has answered it.

An estimate from structure alone: likeness of the options, number of claims on the way, and type. Experts
agree with such estimates about half of the time (Kurdi and others 2020), so it is only ever called one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.item import Bloom

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["estimate"]

_LEVEL = {
    Bloom.REMEMBER: 0.1,
    Bloom.UNDERSTAND: 0.2,
    Bloom.APPLY: 0.25,
    Bloom.ANALYSE: 0.3,
    Bloom.EVALUATE: 0.3,
}
RECALL = 0.25
LIKENESS = 0.45
A_STEP = 0.05
MOST_STEPS = 4


def estimate(bloom: Bloom, likeness: Sequence[float] = (), steps: int = 1, *, recall: bool = False) -> float:
    """Return an estimate from 0 (easy) to 1 (hard).

    `likeness` is that of each wrong option to the key, `steps` how many claims have to be joined, and
    `recall` whether the answer has to be produced rather than chosen.

    >>> estimate(Bloom.REMEMBER, [0.3, 0.5]), estimate(Bloom.ANALYSE, [0.8], steps=3)
    (0.28, 0.76)
    """
    found = _LEVEL[bloom] + A_STEP * (min(steps, MOST_STEPS) - 1)
    if likeness:
        found += LIKENESS * sum(likeness) / len(likeness)
    if recall:
        found += RECALL
    return round(min(found, 1.0), 2)
