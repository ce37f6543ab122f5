"""All the items that a graph and a seed give, and drawing some for a quiz.

Nothing enters a bank or a quiz that the linter has a finding on: an item that gives itself away, or whose
proof does not hold, is dropped and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from quiz.item import Interaction
from quiz.lint import Linter
from quiz.lint.duplicates import near_duplicates
from quiz.patterns import FILLING, PATTERNS
from quiz.tells import even_lengths, even_out, outguess
from quiz.uncollected import uncollected
from quiz.wanted import Wanted
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["Bank", "build", "draw", "pick", "placed"]

# The rules of lint on banks that items are dropped by, besides those on items.
DUPLICATE, TELLS = "B05", "B02 to B04 and B06"


@dataclass(frozen=True, slots=True)
class Bank:
    """The items of one graph and seed, by type and then as made; and how many were dropped, by rule.

    `twins` are claims without an item of their own, as it would ask nearly what the one named here asks.
    """

    seed: int
    items: tuple[Item, ...]
    dropped: Mapping[str, int]
    twins: Mapping[str, str]


def build(graph: KnowledgeGraph, seed: int, *, progress: Callable[[str], None] = lambda _: None) -> Bank:
    """Return the bank. `progress` is told the type that comes next.

    >>> import kg
    >>> bank = build(kg.load(), 1)
    >>> len(bank.items) > 1800, {item.type for item in bank.items} == set(PATTERNS)
    (True, True)
    """
    with uncollected():
        return _built(graph, seed, progress)


def _built(graph: KnowledgeGraph, seed: int, progress: Callable[[str], None]) -> Bank:
    workshop, linter = Workshop(graph, seed), Linter(graph)
    dropped: Counter[str] = Counter()

    def clean(name: str) -> Iterator[Item]:
        progress(name)
        for item in PATTERNS[name](workshop):
            findings = linter.item(item)
            dropped.update({finding.rule for finding in findings})
            if not findings:
                workshop.covered.update(item.claims)
                yield item

    def only_chance(item: Item) -> bool:
        """Return whether the type that asks what is left could not ask what the item does."""
        return not any(workshop.scopes(graph.claim(claim)) for claim in item.claims[:1])

    made = [item for name in PATTERNS if name != FILLING for item in clean(name)]
    progress("evening out")
    once, twins = _once(made)
    evened = even_out(once, lambda item: not linter.item(item))
    left = outguess(even_lengths(evened, only_chance), only_chance)
    items, again = _once(left)
    twins |= again
    dropped[DUPLICATE] += len(made) - len(once) + len(left) - len(items)
    dropped[TELLS] += len(once) - len(left)
    # What is left without an item now is asked by the type that needs no options.
    workshop.covered = {claim for item in items for claim in item.claims}
    filled: list[Item] = []
    while more := list(clean(FILLING)):
        before = len(filled) + len(more)
        filled, again = _once([*filled, *more])
        dropped[DUPLICATE] += before - len(filled)
        twins |= again
        workshop.covered = {claim for item in (*items, *filled) for claim in item.claims}
    return Bank(
        seed,
        tuple(placed(workshop, [*items, *filled])),
        dict(sorted((+dropped).items())),
        _without_item(twins, [*items, *filled]),
    )


class _Twin(NamedTuple):
    """The first claim of an item that was left out, and the id of the one that asks nearly the same."""

    claim: str
    of: str


def _without_item(twins: Mapping[str, _Twin], items: Sequence[Item]) -> dict[str, str]:
    """Return for claims that are in no item which of the items asks nearly what their own would.

    That one may have been left out later, for the sake of a third.
    """
    kept = {item.id for item in items}
    covered = {claim for item in items for claim in item.claims}
    found = {}
    for claim, of in twins.values():
        twin = of
        while twin not in kept and twin in twins:
            twin = twins[twin].of
        if twin in kept and claim not in covered:
            found[claim] = twin
    return dict(sorted(found.items()))


def _once(items: Sequence[Item]) -> tuple[list[Item], dict[str, _Twin]]:
    """Return the items but those that ask nearly what an earlier one asks, and by id which that was.

    Which words count follows from all items (those that most of them have do not), so that leaving some out
    can bring others near each other: what is left is looked at until nothing is.
    """
    twins: dict[str, _Twin] = {}
    while True:
        kept, again = _without_twins(items)
        twins = again | twins
        if not again:
            return kept, twins
        items = kept


def _without_twins(items: Sequence[Item]) -> tuple[list[Item], dict[str, _Twin]]:
    earlier = {later.id: before.id for before, later in near_duplicates(items)}
    asked: dict[tuple[str, tuple[str, ...], str], str] = {}
    kept = []
    again = {}
    for item in items:
        what = item.type, item.claims, item.answer
        twin = earlier.get(item.id) or asked.get(what)
        if twin is None:
            asked[what] = item.id
            kept.append(item)
        else:
            again[item.id] = _Twin(item.claims[0], twin)
    return kept, again


def draw(
    graph: KnowledgeGraph,
    seed: int,
    number: int,
    wanted: Wanted | None = None,
    *,
    without: Collection[str] = frozenset(),
) -> list[Item]:
    """Return up to `number` items for one quiz: mixed types, each claim asked once before any comes again.

    Nor does a question come again, with another answer right, where there are others.

    Makes no more items than it needs: the app waits for it. No item tells what another one asks, and none is
    about a claim that is to be done `without`.
    """
    if number < 1:
        return []
    wanted = wanted or Wanted()
    workshop, linter = Workshop(graph, seed, wanted), Linter(graph)
    order = [wanted.type] if wanted.type is not None else list(PATTERNS)
    workshop.rng("types").shuffle(order)
    sources = [_kept(workshop, linter, wanted, name) for name in order]
    choice = _Choice()
    for item in _in_turn(sources):
        if not set(item.claims).isdisjoint(without):
            continue
        choice.look_at(item)
        if len(choice.chosen) == number:
            telling = {finding.item for finding in linter.hinges(choice.chosen)}
            if not telling:
                break
            choice.chosen = [known for known in choice.chosen if known.id not in telling]
    chosen = choice.filled(number)
    workshop.rng("order").shuffle(chosen)
    return placed(workshop, chosen)


def _kept(workshop: Workshop, linter: Linter, wanted: Wanted, name: str) -> Iterator[Item]:
    """Yield the items of one type that are wanted and lint-free."""
    for item in PATTERNS[name](workshop):
        if not wanted.fits(item):
            return  # every item of a type is of one level
        asked = any(workshop.asks_about(workshop.graph.claim(claim)) for claim in item.claims)
        if asked and not linter.item(item):
            workshop.covered.update(item.claims)
            yield item


def _in_turn(sources: Sequence[Iterator[Item]]) -> Iterator[Item]:
    """Yield from each source in turn until all are at their end."""
    waiting = list(sources)
    while waiting:
        for source in list(waiting):
            item = next(source, None)
            if item is None:
                waiting.remove(source)
            else:
                yield item


class _Choice:
    """Items to choose from, in the order they come, first what asks and tests nothing that is chosen."""

    def __init__(self) -> None:
        self.chosen: list[Item] = []
        self._same_question: list[Item] = []
        self._same_claim: list[Item] = []
        self._tested: set[str] = set()
        self._asked: set[str] = set()

    def look_at(self, item: Item) -> None:
        """Choose an item, or keep it for where there are too few."""
        if not self._tested.isdisjoint(item.claims):
            self._same_claim.append(item)
        elif item.question in self._asked:
            self._same_question.append(item)
        else:
            self.chosen.append(item)
            self._tested.update(item.claims)
            self._asked.add(item.question)

    def filled(self, number: int) -> list[Item]:
        """Return so many, where need be with what asks again, and last with what tests a claim again."""
        more = []
        for item in self._same_question:
            if self._tested.isdisjoint(item.claims):
                more.append(item)
                self._tested.update(item.claims)
            else:
                self._same_claim.append(item)
        return [*self.chosen, *more, *_fresh_first(self._same_claim)][:number]


def _fresh_first(items: Iterable[Item]) -> list[Item]:
    """Return items so that those whose first claim comes for the first time stand first."""
    turns: Counter[str] = Counter()
    ranked = []
    for item in items:
        ranked.append((turns[item.claims[0]], item))
        turns[item.claims[0]] += 1
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def pick(items: Sequence[Item], number: int, seed: int) -> list[Item]:
    """Return up to `number` items of a bank in a seeded order, no claim twice before each had its turn.

    Nor does a question come again, with another answer right, where there are others.
    """
    from random import Random

    order = list(items)
    Random(f"pick {seed}").shuffle(order)
    choice = _Choice()
    for item in order:
        choice.look_at(item)
    return choice.filled(number)


def placed(workshop: Workshop, items: Sequence[Item]) -> list[Item]:
    """Return the items with the keys of single choices at each place as often as at any other.

    Left to chance, one bank in twenty would lean to a place by more than chance explains.
    """
    found = list(items)
    by_number: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        if item.interaction is Interaction.CHOOSE_ONE:
            by_number.setdefault(len(item.options), []).append(at)
    for number, places in sorted(by_number.items()):
        keys = [place % number for place in range(len(places))]
        workshop.rng(f"places {number}").shuffle(keys)
        for at, key in zip(places, keys, strict=True):
            found[at] = _with_key_at(found[at], key)
    return found


def _with_key_at(item: Item, place: int) -> Item:
    rest = [option for option in item.options if not option.correct]
    return replace(item, options=(*rest[:place], item.options[item.key], *rest[place:]))
