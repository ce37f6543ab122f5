"""How fast one learner learns: what FSRS foresaw, set right by what the learner answered.

FSRS's parameters are those of an average over many people and subjects; fitting them anew takes hundreds of
answers a person. A pace is three numbers that a few dozen answers settle. Recall is taken as

    logit p = shift + practice · ln(answers) + slope · logit R

where R is what FSRS foresees and `answers` how often the claim was asked before. Someone whom FSRS fits has
shift 0, practice 0, slope 1. Someone who forgets faster has a shift below 0; then practice is above 0 where
each repetition makes up for a part of it, which FSRS, to whom a wrong answer is hardly worth anything, cannot
say. The three are estimated by their most probable values given the answers: a logistic regression with
normal priors, by Newton's method, in which a right answer may be a guess.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.learner.memory import retrievability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quiz.learner.memory import Memory

__all__ = ["DEFAULT", "GUESS", "Experience", "Pace"]

# The share of right answers among those that know nothing: four options.
GUESS = 0.25
# Prior means and standard deviations. Practice is foreseen to make up for a shift in about nine answers
# (exp(1 / 0.45)); its prior is on how far it departs from that. Chosen in simulations whose seeds
# docs/benchmarks.md does not use.
TIE = 0.45
SHIFT, PRACTICE, SLOPE = (0.0, 3.0), (0.0, 0.3), (1.0, 0.5)
# How far learners whom nothing is known of lie from the average, in logits; the most that is not known.
SPREAD = 1.0

# A pace has to prove itself on the latest answers, one in so many; fewer than so many prove nothing.
HELD_OUT, LEAST_HELD_OUT = 5, 5

_LEAST = 0.001
_STEPS = 25
_FINE = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """What one learner's answers said of FSRS's forecasts.

    `error` is the standard deviation of the forecast of a typical claim, in logits; `answers` how many
    answers it rests on.
    """

    shift: float = 0.0
    practice: float = 0.0
    slope: float = 1.0
    error: float = SPREAD
    answers: int = 0

    def recall(self, foreseen: float, answers: int) -> float:
        """Return the probability of recall where FSRS foresees `foreseen`, after so many answers (1 or more).

        >>> round(Pace().recall(0.9, 3), 6)
        0.9
        """
        held = min(max(foreseen, _LEAST), 1 - _LEAST)
        logit = self.shift + self.practice * math.log(answers) + self.slope * math.log(held / (1 - held))
        return 1 / (1 + math.exp(-logit))

    def shifted(self, logits: float) -> Pace:
        """Return the pace of a learner who is better by so many logits."""
        return replace(self, shift=self.shift + logits)


DEFAULT = Pace()


# Of an answer: how often its claim was asked before, what was foreseen in quarters of a logit, and guessing.
_Kind = tuple[int, int, float]


class Experience:
    """A learner's answers, in the order given, as a pace needs them."""

    def __init__(self) -> None:
        self._seen: list[tuple[_Kind, bool]] = []

    def note(self, memory: Memory, day: int, *, correct: bool, guess: float = GUESS) -> None:
        """Count an answer on a study day to a claim whose memory, before it, was this one.

        `guess` is the probability that someone who knows nothing is right: 0 where nothing could be chosen.
        A second answer on one day counts for nothing: it says what was read a moment ago.
        """
        if day <= memory.last_day:
            return
        held = min(max(retrievability(memory, day), _LEAST), 1 - _LEAST)
        key = memory.answers, round(_FINE * math.log(held / (1 - held))), guess
        self._seen.append((key, correct))

    def pace(self) -> Pace:
        """Return the most probable pace, once it has proved itself; else the default one, as sure as that is.

        It proves itself on the last fifth of the answers: fitted to those before, it has to foresee them
        better (a lower log loss) than what it would take the place of.
        """
        held_out = len(self._seen) // HELD_OUT
        if held_out < LEAST_HELD_OUT:
            return DEFAULT
        before, last = self._seen[:-held_out], self._seen[-held_out:]
        found = _most_probable(self._seen)
        if _loss(_most_probable(before), last) >= _loss(DEFAULT, last):
            return replace(DEFAULT, error=found.error, answers=found.answers)
        return found


def _most_probable(seen: Sequence[tuple[_Kind, bool]]) -> Pace:
    counts: dict[_Kind, list[int]] = {}
    for kind, correct in seen:
        of_kind = counts.setdefault(kind, [0, 0])
        of_kind[0] += correct
        of_kind[1] += 1
    pace = _fitted(counts, TIE)
    # Who forgets less than foreseen does not therefore gain less by practice.
    return pace if pace.shift <= 0 else _fitted(counts, 0.0)


def _loss(pace: Pace, seen: Sequence[tuple[_Kind, bool]]) -> float:
    """Return the log loss of what a pace foresees of answers."""
    total = 0.0
    for (answers, fine, guess), correct in seen:
        known = pace.recall(1 / (1 + math.exp(-fine / _FINE)), answers)
        right = guess + (1 - guess) * known
        total -= math.log(max(right if correct else 1 - right, 1e-9))
    return total / len(seen)


def _fitted(counts: Mapping[_Kind, Sequence[int]], tie: float) -> Pace:
    means, precisions = zip(*((mean, sd**-2) for mean, sd in (SHIFT, PRACTICE, SLOPE)), strict=True)
    rows = [
        ((1 - tie * math.log(answers), math.log(answers), fine / _FINE), guess, right, total)
        for (answers, fine, guess), (right, total) in sorted(counts.items())
    ]
    weights = list(means)
    for _ in range(_STEPS):
        slope, bend = _slope_and_bend(rows, weights, means, precisions)
        step = _solved(bend, slope)
        # Never further than 2 at once: far from the top the curve is not as it bends here.
        held = 2 / max(2.0, *map(abs, step))
        weights = [weight + held * by for weight, by in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    shift, over, logit = weights
    total = sum(row[3] for row in rows)
    typical = [sum(row[0][place] * row[3] for row in rows) / total for place in range(3)]
    _, bend = _slope_and_bend(rows, weights, means, precisions)
    variance = sum(one * other for one, other in zip(typical, _solved(bend, typical), strict=True))
    return Pace(shift, over - tie * shift, logit, min(math.sqrt(variance), SPREAD), total)


_Row = tuple[tuple[float, float, float], float, int, int]


def _slope_and_bend(
    rows: list[_Row], weights: list[float], means: tuple[float, ...], precisions: tuple[float, ...]
) -> tuple[list[float], list[list[float]]]:
    """Return the gradient of the log posterior and minus its expected second derivatives."""
    slope = [-(w - m) * p for w, m, p in zip(weights, means, precisions, strict=True)]
    bend = [[precisions[i] if i == j else 0.0 for j in range(3)] for i in range(3)]
    for features, guess, right, total in rows:
        known = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, features, strict=True))))
        probability = min(max(guess + (1 - guess) * known, 1e-9), 1 - 1e-9)
        change = (1 - guess) * known * (1 - known)
        pull = (right - total * probability) / (probability * (1 - probability)) * change
        weight = total * change**2 / (probability * (1 - probability))
        for i in range(3):
            slope[i] += pull * features[i]
            for j in range(3):
                bend[i][j] += weight * features[i] * features[j]
    return slope, bend


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x with matrix · x = right, by elimination; the matrix is symmetric and positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for j in range(i + 1, size):
            share = rows[j][i] / rows[i][i]
            rows[j] = [a - share * b for a, b in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (rows[i][size] - rest) / rows[i][i]
    return found
