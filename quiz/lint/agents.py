"""Students who know nothing and guess by form (B06): what none of them gains, the bank does not give away.

Only single choices are played: how many of many options to choose is a guess of another kind.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quiz.item import Interaction
from quiz.lint.statistics import standard_error
from quiz.words import KEPT, roots

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from quiz.item import Item

__all__ = ["BY_FORM", "SURE", "AgentScore", "agents", "shares", "single_choices"]

# How many standard errors above chance are still taken for luck.
SURE = 3.0
# Those that look at the options themselves, whatever their order.
BY_FORM = ("longest", "shortest", "stem-overlap", "convergence", "non-duplicate", "rarest", "commonest")
_PLACES = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class AgentScore:
    """How an agent did: its share of right answers, that of a blind guess, and the most that is luck."""

    name: str
    score: float
    chance: float
    bound: float

    @property
    def gains(self) -> bool:
        """Whether the agent does better than luck explains."""
        return self.score > self.bound


def single_choices(items: Sequence[Item]) -> list[Item]:
    """Return the items that have one key among several options to choose from."""
    return [
        item
        for item in items
        if item.interaction is Interaction.CHOOSE_ONE and len(item.options) > 1 and len(item.keys) == 1
    ]


def agents(items: Sequence[Item]) -> list[AgentScore]:
    """Return how each agent does on a bank; nothing for a bank without single choices.

    Each gives every option a rank by what it can see and chooses the highest; among equals it guesses, so
    that it scores a share. Those that choose by place guess where there is no such place.
    """
    played = single_choices(items)
    if not played:
        return []
    chances = [1 / len(item.options) for item in played]
    chance = sum(chances) / len(chances)
    bound = chance + SURE * standard_error(chances)
    return [
        AgentScore(name, sum(found) / len(played), chance, bound) for name, found in shares(played).items()
    ]


def shares(played: Sequence[Item], names: Container[str] | None = None) -> dict[str, list[float]]:
    """Return for each agent, or those named, what it scores on each of these single choices, from 0 to 1."""
    shown = Counter(option.text for item in played for option in item.options)
    most = max((len(item.options) for item in played), default=0)
    keys = [item.key for item in played]
    return {
        name: [_share(rank(item), key) for item, key in zip(played, keys, strict=True)]
        for name, rank in _ranks(shown, most).items()
        if names is None or name in names
    }


def _ranks(shown: Counter[str], most: int) -> dict[str, Callable[[Item], Sequence[float]]]:
    ranks: dict[str, Callable[[Item], Sequence[float]]] = {
        "longest": lambda item: [len(option.text) for option in item.options],
        "shortest": lambda item: [-len(option.text) for option in item.options],
        "stem-overlap": _overlap,
        "convergence": _convergence,
        "non-duplicate": lambda item: [-shared for shared in _convergence(item)],
        "rarest": lambda item: [-shown[option.text] for option in item.options],
        "commonest": lambda item: [shown[option.text] for option in item.options],
        "last": lambda item: range(len(item.options)),
    }
    for place in range(min(most, len(_PLACES))):
        ranks[_PLACES[place]] = _at(place)
    return ranks


def _at(place: int) -> Callable[[Item], Sequence[float]]:
    return lambda item: [float(each == place) for each in range(len(item.options))]


def _overlap(item: Item) -> list[float]:
    stem = roots(item.stem)
    return [len(stem & roots(option.text)) for option in item.options]


def _convergence(item: Item) -> Sequence[float]:
    return _shared(tuple(option.text for option in item.options))


@lru_cache(maxsize=KEPT)
def _shared(texts: tuple[str, ...]) -> tuple[float, ...]:
    """Return for each text how often its words stand in the others."""
    words = [roots(text) for text in texts]
    counts = Counter(word for own in words for word in own)
    return tuple(sum(counts[word] - 1 for word in own) for own in words)


def _share(ranks: Sequence[float], key: int) -> float:
    highest = max(ranks)
    return 1 / sum(rank == highest for rank in ranks) if ranks[key] == highest else 0.0
