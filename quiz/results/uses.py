"""What was responded to a question, by how many, and how they did on the others."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from quiz.grade import grade
from quiz.item import Interaction
from quiz.results.figures import Interval, fisher, spread, varies
from quiz.results.ours import alike, listed_options, response_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quiz.results.sheet import Column

__all__ = ["MOST", "Use", "uses"]

# Of responses that were not chosen from a list, the most frequent ones are told.
MOST = 12
_CHOICES = (Interaction.CHOOSE_ONE, Interaction.CHOOSE_MANY)


@dataclass(frozen=True, slots=True)
class Use:
    """How one response, or one option, was used.

    `half` is whether it is not right and yet worth a part of the point, as what was typed may be; `option` is
    whether it is one of a list that was shown. `taken` is by how many, `share` of all who were
    put the question. `rest` is the mean score, 0 to 1, of those on the other questions, and `with_rest` the
    interval of how taking it goes with that score (Pearson); None where there is none.
    """

    text: str
    right: bool
    half: bool
    option: bool
    taken: int
    share: float
    rest: float | None
    with_rest: Interval | None


@dataclass(slots=True)
class _Takers:
    number: int = 0
    lowest: float = 1.0
    rests: list[float] = field(default_factory=list)


def uses(column: Column, learners: Sequence[int], rests: Mapping[int, float]) -> tuple[Use, ...]:
    """Return the use of each option, in the order shown; else of the most frequent responses.

    `rests` are the mean scores on the other questions of those learners who have any.
    """
    takers: dict[int, _Takers] = defaultdict(_Takers)
    for learner in learners:
        of_code = takers[column.codes[learner]]
        of_code.number += 1
        of_code.lowest = min(of_code.lowest, column.scores[learner])
        if learner in rests:
            of_code.rests.append(rests[learner])
    options = {alike(option): option for option in _options(column)}
    named: dict[str, str] = dict(options)
    by_name = {name: _Takers() for name in options}
    for response, code in column.responses.items():
        for text in _named(column, response, closed=bool(options)):
            name = alike(text)
            named.setdefault(name, text)
            found = by_name.setdefault(name, _Takers())
            found.number += takers[code].number
            found.lowest = min(found.lowest, takers[code].lowest)
            found.rests += takers[code].rests
    everyone = _Everyone(len(learners), [*rests.values()])
    told = [
        everyone.use(
            named[name],
            found,
            right=_is_right(column, named[name], found),
            half=_is_half(column, named[name]),
            option=name in options,
        )
        for name, found in by_name.items()
        if found.number or name in options
    ]
    if not options:
        told = sorted(told, key=lambda use: (not use.right, -use.taken, use.text))[:MOST]
    return tuple(told)


def _options(column: Column) -> tuple[str, ...]:
    """Return the options that were to be chosen from; none where they are not known."""
    if column.item is not None:
        return tuple(o.text for o in column.item.options) if column.item.interaction in _CHOICES else ()
    if column.text is None or column.right is None:
        return ()
    return listed_options(column.text, column.right, column.responses) or ()


def _named(column: Column, response: str, *, closed: bool) -> Iterator[str]:
    """Yield what a response names: options where it means any, else the response as it is."""
    item = column.item
    meant = None if item is None or not closed else response_of(item, response)
    if item is None or meant is None or isinstance(meant, str):
        yield response
    else:
        for place in (meant,) if isinstance(meant, int) else meant:
            yield item.options[place].text


def _is_right(column: Column, text: str, takers: _Takers) -> bool:
    """Return whether a response is right; where the file does not say, whether it always scored in full."""
    item = column.item
    if item is not None and item.interaction in _CHOICES:
        return any(alike(text) == alike(item.options[place].text) for place in item.keys)
    if item is not None:
        meant = response_of(item, text)
        if meant is not None:
            return grade(item, meant).right
    if column.right is not None:
        return alike(text) == alike(column.right)
    return takers.number > 0 and takers.lowest == 1


def _is_half(column: Column, text: str) -> bool:
    """Return whether a response that was typed is worth a part of the point."""
    if column.item is None or column.item.interaction is not Interaction.TEXT:
        return False
    meant = response_of(column.item, text)
    return meant is not None and 0 < grade(column.item, meant).score < 1


class _Everyone:
    """All who were put a question, and the mean scores on the others of those who have any."""

    def __init__(self, number: int, rests: Sequence[float]) -> None:
        self._number = number
        self._rests = len(rests)
        self._mean = fmean(rests) if rests else 0.0
        self._spread = spread(rests) if rests else 0.0

    def use(self, text: str, takers: _Takers, *, right: bool, half: bool, option: bool) -> Use:
        """Return the use that these takers made of a response."""
        mean = fmean(takers.rests) if takers.rests else None
        return Use(
            text, right, half, option, takers.number, takers.number / self._number, mean,
            None if mean is None else self._with_rest(mean, len(takers.rests)),
        )  # fmt: skip

    def _with_rest(self, mean: float, number: int) -> Interval | None:
        """Return the interval of the point-biserial correlation between taking it and the other scores."""
        share = number / self._rests
        if share == 1 or not varies(self._spread):
            return None
        found = (mean - self._mean) * math.sqrt(share / (1 - share) / self._spread)
        return fisher(min(max(found, -1.0), 1.0), self._rests)
