"""What the planner is measured against. Every policy asks each fact once a day at most and fills its day.

The schedulers ask what is due, the longest due first, then what is new, then what is due soonest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import leitner_box
import sm_2

from quiz.learner.memory import Memory, Rating, due_day, review
from quiz.learner.policy import Candidate, Experience, Forecast, choose, forecast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BASELINES", "OURS", "POLICIES", "Planner", "Policy", "Regime"]

START = datetime(2001, 1, 1)  # noqa: DTZ001
BOXES = (1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Regime:
    """How many facts there are, how many days before the exam, and how many answers on each."""

    facts: int
    days: int
    answers: int


class Policy(Protocol):
    def choose(self, day: int) -> list[int]:
        """Return the facts to ask on a day, as many as the regime has answers, in order."""

    def told(self, fact: int, day: int, *, right: bool) -> None:
        """Take note of an answer."""


class AtRandom:
    def __init__(self, regime: Regime, seed: str) -> None:
        self._regime, self._draw = regime, Random(f"{seed} random")

    def choose(self, day: int) -> list[int]:
        return self._draw.sample(range(self._regime.facts), self._regime.answers)

    def told(self, fact: int, day: int, *, right: bool) -> None:
        pass


class RoundRobin:
    def __init__(self, regime: Regime, seed: str) -> None:
        self._answers, self._order = regime.answers, _order(regime, seed)

    def choose(self, day: int) -> list[int]:
        return self._order[: self._answers]

    def told(self, fact: int, day: int, *, right: bool) -> None:
        self._order.remove(fact)
        self._order.append(fact)


class _Scheduler(ABC):
    """Asks by due days; what they are is for the schedulers below to say."""

    def __init__(self, regime: Regime, seed: str) -> None:
        self._answers, self._new = regime.answers, _order(regime, seed)
        self._due: dict[int, int] = {}

    def choose(self, day: int) -> list[int]:
        waiting = sorted(self._due, key=self._due.__getitem__)
        due = [fact for fact in waiting if self._due[fact] <= day]
        return [*due, *self._new, *waiting[len(due) :]][: self._answers]

    def told(self, fact: int, day: int, *, right: bool) -> None:
        if fact not in self._due:
            self._new.remove(fact)
        # What was asked wrongly is due again the next day: every policy asks a fact once a day.
        self._due[fact] = max(self._after(fact, day, right=right), day + 1)

    @abstractmethod
    def _after(self, fact: int, day: int, *, right: bool) -> int: ...


class Leitner(_Scheduler):
    def __init__(self, regime: Regime, seed: str) -> None:
        super().__init__(regime, seed)
        self._scheduler = leitner_box.Scheduler(list(BOXES), START)
        self._cards = [leitner_box.Card(fact) for fact in range(regime.facts)]

    def _after(self, fact: int, day: int, *, right: bool) -> int:
        now = START + timedelta(days=day)
        card = self._cards[fact]
        # The package refuses what is not due; a policy that fills its day asks it all the same.
        card.due = now
        card, _ = self._scheduler.review_card(card, leitner_box.Rating(int(right)), now)
        self._cards[fact] = card
        return _days(card.due)


class Sm2(_Scheduler):
    RIGHT, WRONG = 4, 1

    def __init__(self, regime: Regime, seed: str) -> None:
        super().__init__(regime, seed)
        self._cards = [sm_2.Card(fact, due=START) for fact in range(regime.facts)]

    def _after(self, fact: int, day: int, *, right: bool) -> int:
        now = START + timedelta(days=day)
        card = self._cards[fact]
        card.due = now
        card, _ = sm_2.Scheduler.review_card(card, self.RIGHT if right else self.WRONG, now)
        self._cards[fact] = card
        return _days(card.due)


class Fsrs(_Scheduler):
    def __init__(self, regime: Regime, seed: str, retention: float) -> None:
        super().__init__(regime, seed)
        self._retention = retention
        self._memories: dict[int, Memory] = {}

    def _after(self, fact: int, day: int, *, right: bool) -> int:
        memory = review(self._memories.get(fact), Rating.GOOD if right else Rating.AGAIN, day)
        self._memories[fact] = memory
        return due_day(memory, str(fact), self._retention)


class Planner:
    """Myograph's own: `choose` with the exam's date, `review`, and the pace of what was answered so far."""

    def __init__(self, regime: Regime, seed: str) -> None:
        self._regime = regime
        self._seed = crc32(seed.encode())
        self._names = [f"fact-{fact}" for fact in range(regime.facts)]
        self._facts = {name: fact for fact, name in enumerate(self._names)}
        self._memories: dict[str, Memory] = {}
        self._experience = Experience()

    def choose(self, day: int) -> list[int]:
        order = choose(
            self._candidates(),
            day,
            self._regime.days,
            self._regime.answers,
            self._seed,
            self._experience.pace(),
        )
        return [self._facts[name] for name in order]

    def told(self, fact: int, day: int, *, right: bool) -> None:
        name = self._names[fact]
        memory = self._memories.get(name)
        if memory is not None:
            self._experience.note(memory, day, correct=right)
        self._memories[name] = review(memory, Rating.GOOD if right else Rating.AGAIN, day)

    def forecast(self, day: int) -> Forecast:
        """Return what is to be expected on the exam day, as of the morning of a day."""
        regime = self._regime
        return forecast(self._candidates(), day, regime.days, regime.answers, self._experience.pace())

    def _candidates(self) -> list[Candidate]:
        return [Candidate(name, self._memories.get(name)) for name in self._names]


def _order(regime: Regime, seed: str) -> list[int]:
    order = list(range(regime.facts))
    Random(f"{seed} order").shuffle(order)
    return order


def _days(due: datetime | None) -> int:
    assert due is not None
    return (due - START).days


OURS = "Myograph"
BASELINES: dict[str, Callable[[Regime, str], Policy]] = {
    "random": AtRandom,
    "round-robin": RoundRobin,
    "Leitner": Leitner,
    "SM-2": Sm2,
    "FSRS 0.90": partial(Fsrs, retention=0.9),
    "FSRS 0.80": partial(Fsrs, retention=0.8),
}
POLICIES: dict[str, Callable[[Regime, str], Policy]] = {**BASELINES, OURS: Planner}
