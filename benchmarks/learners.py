"""Artificial learners, whose true recall is known: ways to remember that share nothing but the guessing.

What decides an answer is drawn by learner, fact and how often that fact was asked, so that two policies that
ask the same fact the same number of times meet the same luck.
"""

from __future__ import annotations

import math
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Protocol

from quiz.learner.memory import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "GUESS",
    "KNOWN",
    "STRANGERS",
    "TRUTHS",
    "ActrLearner",
    "FsrsLearner",
    "HalfLifeLearner",
    "Learner",
]

# Four options; and the share of facts that a learner knows before the first day.
GUESS = 0.25
KNOWN = 0.1


class Learner(Protocol):
    """Someone who answers, and learns by it: each answer is followed by the right one."""

    def recall(self, fact: int, day: int) -> float:
        """Return the true probability of recall on a day, 0 to 1, without guessing."""

    def ask(self, fact: int, day: int) -> bool:
        """Return whether the learner answers right, by recall or by a guess. Each fact once a day at most."""


class _Luck:
    """Draws that depend on the learner, the fact and the number of the answer alone."""

    def __init__(self, facts: int, seed: str) -> None:
        self._draws = [Random(f"{seed} {fact}") for fact in range(facts)]

    def recalled_and_right(self, fact: int, probability: float) -> tuple[bool, bool]:
        draws = self._draws[fact]
        recalled, guessed = draws.random() < probability, draws.random() < GUESS
        return recalled, recalled or guessed


class FsrsLearner:
    """Truth A: difficulty, stability, retrievability as FSRS-6 has them.

    A learner's parameters are the defaults times a log-normal factor each; a fact's ease is a log-normal
    factor on the stability after each answer and shifts the difficulty it begins with. Known facts were last
    seen some weeks ago.
    """

    def __init__(self, facts: int, seed: str) -> None:
        draw = Random(f"{seed} fsrs")
        self._luck = _Luck(facts, seed)
        self._p: list[float] = [value * math.exp(draw.gauss(0, 0.2)) for value in PARAMETERS]
        self._p[20] = min(max(self._p[20], 0.1), 0.8)
        self._factor = 0.9 ** (-1 / self._p[20]) - 1
        self._ease = [draw.gauss(0, 0.4) for _ in range(facts)]
        self._state: list[tuple[float, float, int] | None] = [None] * facts
        for fact in range(facts):
            if draw.random() < KNOWN:
                stability = 30 * math.exp(draw.gauss(0, 0.5) + self._ease[fact])
                self._state[fact] = stability, self._first_difficulty(3, fact), -draw.randint(7, 60)

    def recall(self, fact: int, day: int) -> float:
        state = self._state[fact]
        return 0.0 if state is None else self._curve(state[0], day - state[2])

    def ask(self, fact: int, day: int) -> bool:
        probability = self.recall(fact, day)
        recalled, right = self._luck.recalled_and_right(fact, probability)
        rating = 3 if recalled else 1
        p, state = self._p, self._state[fact]
        if state is None:
            stability = p[rating - 1] * math.exp(self._ease[fact])
            self._state[fact] = stability, self._first_difficulty(rating, fact), day
            return right
        stability, difficulty, _ = state
        if recalled:
            growth = math.exp(p[8]) * (11 - difficulty) * stability ** -p[9]
            growth *= math.exp((1 - probability) * p[10]) - 1
            stability *= 1 + growth * math.exp(self._ease[fact] / 2)
        else:
            lapsed = p[11] * difficulty ** -p[12] * ((stability + 1) ** p[13] - 1)
            lapsed *= math.exp((1 - probability) * p[14] + self._ease[fact] / 2)
            stability = max(min(lapsed, stability / math.exp(p[17] * p[18])), 0.001)
        moved = difficulty - (10 - difficulty) * p[6] * (rating - 3) / 9
        moved = p[7] * self._first_difficulty(4, fact) + (1 - p[7]) * moved
        self._state[fact] = stability, min(max(moved, 1.0), 10.0), day
        return right

    def _curve(self, stability: float, elapsed: int) -> float:
        return float((1 + self._factor * elapsed / stability) ** -self._p[20])

    def _first_difficulty(self, rating: int, fact: int) -> float:
        difficulty = self._p[4] - math.exp(self._p[5] * (rating - 1)) + 1 - self._ease[fact]
        return min(max(difficulty, 1.0), 10.0)


class ActrLearner:
    """Truth B: activation, after Pavlik and Anderson (2005), with the constants of their first experiment.

    Every answer leaves a trace that decays as a power of its age in seconds, the faster the more active the
    fact was at that moment: this is what makes spacing pay. Learner and fact add to the activation. Known
    facts have traces, a week apart, from before the first day. `clock` is how fast time goes by between days,
    as a share of real time: forgetting is slower where nothing like it is learned.
    """

    A, C, THRESHOLD, NOISE = 0.177, 0.217, -0.704, 0.255
    CLOCK = 0.025
    DAY = 86_400.0
    TRACES = 12

    def __init__(self, facts: int, seed: str, clock: float = CLOCK) -> None:
        draw = Random(f"{seed} act-r")
        self._luck = _Luck(facts, seed)
        self._day = self.DAY * clock
        learner = draw.gauss(0, 0.1)
        self._bonus = [learner + draw.gauss(0, 0.2) for _ in range(facts)]
        self._traces: list[list[tuple[int, float]]] = [[] for _ in range(facts)]
        for fact in range(facts):
            if draw.random() < KNOWN:
                for number in range(self.TRACES, 0, -1):
                    self._trace(fact, -7 * number)

    def recall(self, fact: int, day: int) -> float:
        strength = self._strength(fact, day)
        if not strength:
            return 0.0
        return 1 / (1 + math.exp((self.THRESHOLD - math.log(strength) - self._bonus[fact]) / self.NOISE))

    def ask(self, fact: int, day: int) -> bool:
        _, right = self._luck.recalled_and_right(fact, self.recall(fact, day))
        self._trace(fact, day)
        return right

    def _strength(self, fact: int, day: int) -> float:
        return float(sum(((day - then) * self._day) ** -decay for then, decay in self._traces[fact]))

    def _trace(self, fact: int, day: int) -> None:
        decay = self.A + self.C * self._strength(fact, day) * math.exp(self._bonus[fact])
        self._traces[fact].append((day, decay))


class HalfLifeLearner:
    """A stranger: exponential forgetting, and nothing learned from what was not recalled.

    A half-life grows by a factor with each recall and shrinks with each failure, however long the wait was:
    spacing does not pay in itself, and what is asked too late has to begin again. Learner and fact multiply
    the half-life that a fact begins with. Known facts were last seen some weeks ago.
    """

    FIRST, GROWTH, LOSS = 1.5, 2.2, 0.5

    def __init__(self, facts: int, seed: str) -> None:
        draw = Random(f"{seed} half-life")
        self._luck = _Luck(facts, seed)
        learner = draw.gauss(0, 0.3)
        self._first = [self.FIRST * math.exp(learner + draw.gauss(0, 0.5)) for _ in range(facts)]
        self._state: list[tuple[float, int] | None] = [None] * facts
        for fact in range(facts):
            if draw.random() < KNOWN:
                self._state[fact] = 20 * self._first[fact], -draw.randint(7, 60)

    def recall(self, fact: int, day: int) -> float:
        state = self._state[fact]
        return 0.0 if state is None else 2.0 ** (-(day - state[1]) / state[0])

    def ask(self, fact: int, day: int) -> bool:
        recalled, right = self._luck.recalled_and_right(fact, self.recall(fact, day))
        state, first = self._state[fact], self._first[fact]
        if state is None:
            self._state[fact] = first, day
        else:
            self._state[fact] = state[0] * self.GROWTH if recalled else max(state[0] * self.LOSS, first), day
        return right


TRUTHS: dict[str, Callable[[int, str], Learner]] = {
    "DSR": FsrsLearner,
    "ACT-R": ActrLearner,
    "ACT-R, real time": partial(ActrLearner, clock=1.0),
}
# Written down when the planner was finished, and not used to change it.
STRANGERS: dict[str, Callable[[int, str], Learner]] = {"half-life": HalfLifeLearner}
