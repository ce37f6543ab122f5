"""What the learner mixes up with what, whether it was cleared up since, and what tells the two apart."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kg.falsity import Falsity
from kg.inwords import listed
from kg.model import Status
from kg.wording import sentence, source_name, statement
from quiz.coverage import may_be_asked
from quiz.grade import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = [
    "CLEARING_DAYS",
    "HALF_LIFE",
    "Confusion",
    "Contrast",
    "Contrasts",
    "Mixup",
    "Names",
    "Pair",
    "confused",
    "confusions",
    "contrast",
    "mixups",
]

Pair = tuple[str, str]

# After so many days, a mix-up weighs half as much.
HALF_LIFE = 30
# Cleared up: what tells the two apart was answered right on so many study days since.
CLEARING_DAYS = 2
# The end that two things share in what is said of them; of a symmetric relation, either.
SUBJECT, OBJECT, EITHER = "subject", "object", "either"
# So many pairs at most are looked after, those that weigh most.
LOOKED_AFTER = 100
# So many relations are told and drilled, and of each so many claims of either thing are told.
MOST_RELATIONS = 4
TOLD_OF_EACH = 2


class Mixup(NamedTuple):
    """How often one thing was taken for another on one study day.

    `right` and `taken` are ids of entities or, where typed, words. `day` is the day's ordinal, `last` the
    number of the last such answer: later answers have higher ones.
    """

    right: str
    taken: str
    day: int
    times: int
    last: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two entities, in order of id, that were taken for each other.

    `times` counts both directions, `first_for_second` those where the second was right. `weight` is the same
    count with older mix-ups weighing less. `last_day` and `last` are those of the last mix-up. `clear_days`
    are the study days since on which claims that tell them apart were answered right, no more than needed.
    """

    pair: Pair
    times: int
    first_for_second: int
    weight: float
    last_day: int
    last: int
    clear_days: int = 0

    @property
    def cleared(self) -> bool:
        """Whether it was cleared up since."""
        return self.clear_days >= CLEARING_DAYS


@dataclass(frozen=True, slots=True)
class Contrast:
    """What tells two entities apart.

    `claims` are ids to drill on: first one of each, of the relation that tells them apart best, and so on.
    `sides` are the same claims by entity. `words` say it, a sentence for each of `relations`; where there are
    none, they are the definitions.
    """

    pair: Pair
    claims: tuple[str, ...]
    sides: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...]
    relations: tuple[str, ...] = ()


class Names:
    """The entities of a graph by their names, folded as answers are."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._owners: dict[str, set[str]] = defaultdict(set)
        for entity in graph.entities.values():
            for name in entity.names:
                self._owners[fold(name)].add(entity.id)

    def entity(self, text: str) -> str | None:
        """Return the entity that an id or a name stands for; None where it is none, or the name of several.

        >>> import kg
        >>> names = Names(kg.load())
        >>> names.entity("femoral-nerve"), names.entity("The Glutéus medius"), names.entity("elbow grease")
        ('femoral-nerve', 'gluteus-medius', None)
        """
        if text in self._graph.entities:
            return text
        owners = self._owners.get(fold(text), set())
        return next(iter(owners)) if len(owners) == 1 else None


def mixups(db: sqlite3.Connection, claim: str | None = None) -> list[Mixup]:
    """Return what was taken for what by answers that count: by all, or by those that tell of a claim."""
    table = "mixup AS m"
    if claim is not None:
        table = "outcome AS o JOIN mixup AS m ON o.claim = ? AND m.answer = o.answer"
    rows = db.execute(
        "SELECT m.right, m.taken, a.study_day, count(*), max(m.answer) "
        f"FROM {table} JOIN answer AS a ON a.id = m.answer "
        "WHERE m.answer NOT IN (SELECT answer FROM undo) GROUP BY m.right, m.taken, a.study_day",
        () if claim is None else (claim,),
    )
    days = _Days()
    return [Mixup(right, taken, days[day], times, last) for right, taken, day, times, last in rows]


class _Days(dict[str, int]):
    """Ordinals by ISO date, each worked out once."""

    def __missing__(self, day: str) -> int:
        from datetime import date

        self[day] = date.fromisoformat(day).toordinal()
        return self[day]


def confused(rows: Iterable[Mixup], names: Names, today: int) -> list[Confusion]:
    """Return the pairs that were mixed up, either way round, the one that weighs most first.

    What stands for no entity of the graph, or for one and the same, is left out. `today` is a study day's
    ordinal; mix-ups of later days (a clock set back) weigh like those of today.
    """
    resolved: dict[str, str | None] = {}
    weights: dict[int, float] = {}
    found: dict[Pair, _Sum] = {}
    # There may be hundreds of thousands of rows, of some thousand pairs.
    for row in rows:
        for text in (row.right, row.taken):
            if text not in resolved:
                resolved[text] = names.entity(text)
        right, taken = resolved[row.right], resolved[row.taken]
        if right is None or taken is None or right == taken:
            continue
        pair = (right, taken) if right < taken else (taken, right)
        if row.day not in weights:
            weights[row.day] = 0.5 ** (max(today - row.day, 0) / HALF_LIFE)
        total = found.setdefault(pair, _Sum())
        total.times[taken == pair[0]] += row.times
        total.of_day[row.day] += row.times
        total.last_day = max(total.last_day, row.day)
        total.last = max(total.last, row.last)
    confused_pairs = [
        Confusion(
            pair,
            sum(total.times),
            total.times[True],
            math.fsum(times * weights[day] for day, times in total.of_day.items()),
            total.last_day,
            total.last,
        )
        for pair, total in found.items()
    ]
    return sorted(confused_pairs, key=lambda each: (-each.weight, -each.last, each.pair))


@dataclass(slots=True)
class _Sum:
    """What is summed up of a pair: times by whether the first was taken for the second, and by day."""

    times: list[int] = field(default_factory=lambda: [0, 0])
    of_day: Counter[int] = field(default_factory=Counter)
    last_day: int = 0
    last: int = 0


def confusions(
    db: sqlite3.Connection,
    contrasts: Contrasts,
    names: Names,
    today: int,
    most: int,
    only: frozenset[str] | None = None,
) -> list[Confusion]:
    """Return up to `most` pairs that were mixed up, and whether they were cleared up since.

    Those that were not stand first, each group in the order of `confused`. With `only`, pairs of which at
    least one is among these entities.
    """
    open_: list[Confusion] = []
    cleared: list[Confusion] = []
    wanted = (
        each for each in confused(mixups(db), names, today) if only is None or not only.isdisjoint(each.pair)
    )
    for each in islice(wanted, LOOKED_AFTER):
        found = _looked_after(db, contrasts, each)
        (cleared if found.cleared else open_).append(found)
        if len(open_) >= most:
            break
    return [*open_, *cleared][:most]


def _looked_after(db: sqlite3.Connection, contrasts: Contrasts, confusion: Confusion) -> Confusion:
    days: set[str] = set()
    for claim in contrasts.telling(confusion.pair):
        rows = db.execute(
            "SELECT DISTINCT a.study_day FROM outcome AS o JOIN answer AS a ON a.id = o.answer "
            "WHERE o.claim = ? AND o.answer > ? AND o.correct = 1 "
            "AND o.answer NOT IN (SELECT answer FROM undo) LIMIT ?",
            (claim, confusion.last, CLEARING_DAYS),
        )
        days.update(day for (day,) in rows)
        if len(days) >= CLEARING_DAYS:
            break
    return replace(confusion, clear_days=min(len(days), CLEARING_DAYS))


class Contrasts:
    """What tells things apart, over one graph; what all pairs need is worked out once."""

    def __init__(self, graph: KnowledgeGraph, falsity: Falsity | None = None) -> None:
        self._graph = graph
        self._falsity = falsity or Falsity(graph)
        self._said: dict[str, dict[tuple[str, str], list[tuple[Claim, str]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for claim in may_be_asked(graph):
            if not claim.live:
                continue
            for own, other, end in self._ends(claim):
                self._said[own][claim.relation, end].append((claim, other))
        self._telling: dict[Pair, tuple[str, ...]] = {}

    def _ends(self, claim: Claim) -> tuple[tuple[str, str, str], ...]:
        symmetric = self._graph.vocabulary.relations[claim.relation].symmetric
        one, other = (EITHER, EITHER) if symmetric else (SUBJECT, OBJECT)
        return (claim.subject, claim.object, one), (claim.object, claim.subject, other)

    def telling(self, pair: Pair) -> tuple[str, ...]:
        """Return the ids of the claims that tell two entities apart, in the order to drill them."""
        if pair not in self._telling:
            self._telling[pair] = tuple(claim.id for claim in _in_turn(self._apart(pair)))
        return self._telling[pair]

    def contrast(self, pair: Pair) -> Contrast:
        """Return what tells two entities apart. Raises `KeyError` where one of them is not in the graph.

        That is, by each relation that both have claims of: what is said of one, and of the other neither
        that nor anything that overlaps with it. Nothing says that it is not so of the other.
        """
        one, other = (self._graph.entity(name) for name in pair)
        groups = self._apart(pair)
        sides = {
            name: tuple(claim.id for group in groups for claim in group[place])
            for place, name in enumerate(pair)
        }
        words = [self._words(*group) for group in groups]
        if not words:
            words = [sentence(f"{each.label}: {each.definition}") for each in (one, other)]
        relations = tuple(mine[0].relation for mine, _ in groups)
        return Contrast(pair, self.telling(pair), sides, tuple(words), relations)

    def _apart(self, pair: Pair) -> list[tuple[list[Claim], list[Claim]]]:
        """Return, for each relation, the claims of the one and of the other that tell them apart.

        At most so many relations: those first where the lists are closed on both sides, then where all
        claims are established, then where fewer have to be learned.
        """
        one, other = pair
        groups = []
        for relation, end in sorted(self._said[one].keys() & self._said[other].keys()):
            of_one, of_other = self._said[one][relation, end], self._said[other][relation, end]
            mine = self._own(of_one, of_other, pair)
            theirs = self._own(of_other, of_one, pair)
            if mine and theirs:
                listed = end == SUBJECT and all(self._falsity.closed(name, relation) for name in pair)
                sure = all(claim.status is Status.ESTABLISHED for claim in (*mine, *theirs))
                rank = not listed, not sure, len(mine) + len(theirs), relation, end
                groups.append((rank, (mine, theirs)))
        return [group for _, group in sorted(groups, key=lambda each: each[0])[:MOST_RELATIONS]]

    def _own(
        self, these: Sequence[tuple[Claim, str]], those: Sequence[tuple[Claim, str]], pair: Pair
    ) -> list[Claim]:
        """Return the claims whose value is neither one of the pair, nor overlaps with any of the others'.

        The established ones first.
        """
        values = {value for _, value in those}
        own = [
            claim
            for claim, value in these
            if value not in pair and values.isdisjoint(self._falsity.near(value))
        ]
        return sorted(own, key=lambda claim: claim.status is not Status.ESTABLISHED)

    def _words(self, mine: Sequence[Claim], theirs: Sequence[Claim]) -> str:
        first, second = (listed([*self._clauses(side)]) for side in (mine, theirs))
        return sentence(f"{first}; {second}")

    def _clauses(self, claims: Sequence[Claim]) -> Iterator[str]:
        for claim in claims[:TOLD_OF_EACH]:
            said = statement(self._graph, claim)
            if claim.status is Status.ESTABLISHED:
                yield said
            else:
                yield f"{source_name(self._graph, claim.source)} says that {said}"
        left = len(claims) - TOLD_OF_EACH
        if left > 0:
            yield f"{left} more"


def contrast(graph: KnowledgeGraph, pair: Pair) -> Contrast:
    """Return what tells two entities apart; for one pair alone, as `Contrasts.contrast`.

    >>> import kg
    >>> found = contrast(kg.load(), ("gluteus-maximus", "gluteus-medius"))
    >>> found.claims[:2]
    ('gluteus-maximus-nerve-inferior-gluteal-nerve', 'gluteus-medius-nerve-superior-gluteal-nerve')
    >>> found.words[0].partition("; ")[2]
    'the gluteus medius is innervated by the superior gluteal nerve.'
    """
    return Contrasts(graph).contrast(pair)


def _in_turn(groups: Iterable[tuple[Sequence[Claim], Sequence[Claim]]]) -> Iterator[Claim]:
    """Yield of each group one claim of each side, then the next ones; each claim once."""
    seen: set[str] = set()
    for group in groups:
        for place in range(max(map(len, group))):
            for side in group:
                if place < len(side) and side[place].id not in seen:
                    seen.add(side[place].id)
                    yield side[place]
