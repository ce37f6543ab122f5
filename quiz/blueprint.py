"""Papers by blueprint: so many questions of a topic, type and level, and none that gives another away."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from kg.errors import MyographError
from kg.falsity import Falsity
from quiz.lint import Linter
from quiz.wanted import wanted_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item
    from quiz.wanted import Wanted

__all__ = [
    "BlueprintError",
    "Papers",
    "Part",
    "Shared",
    "about",
    "fitting",
    "papers",
    "part_in_words",
    "shared_in_words",
]

# So often it is tried to keep papers apart before they are let share claims.
TRIES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a blueprint: `number` questions of what is wanted."""

    number: int
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Shared:
    """A part of a blueprint, counted from 1, where papers could not be kept apart, and the claims shared."""

    part: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers of one blueprint, the items of each in order of its parts; and what two of them share."""

    papers: tuple[tuple[Item, ...], ...]
    shared: tuple[Shared, ...]


class BlueprintError(MyographError):
    """A blueprint asks for more than the bank has."""


def about(graph: KnowledgeGraph, wanted: Wanted) -> Callable[[str], bool]:
    """Return what tells of a claim's id whether it is on the topic and from the source that are wanted."""
    asked = wanted.asks_of(Falsity(graph))
    return lambda name: asked(graph.claim(name))


def fitting(graph: KnowledgeGraph, items: Iterable[Item], wanted: Wanted) -> list[Item]:
    """Return the items that are wanted; one is on a topic, and from a source, where a claim of it is."""
    asked = about(graph, wanted)
    return [item for item in items if wanted.fits(item) and any(map(asked, item.claims))]


def papers(graph: KnowledgeGraph, bank: Bank, blueprint: Sequence[Part], count: int = 2) -> Papers:
    """Return `count` papers by one blueprint, drawn from a bank by the bank's seed.

    In a paper no claim stands twice, and no question gives away another (L21). Papers share a claim only
    where no try keeps them apart; `shared` then says in which part, and which. Raises `BlueprintError` where
    no try fills a paper.
    """
    choices = [fitting(graph, bank.items, part.wanted) for part in blueprint]
    linter = Linter(graph)
    in_vain = _must_share(blueprint, choices, count)
    best: Papers | None = None
    short = _Short(0, 0)
    for turn in range(TRIES):
        draft = _Draft(linter, blueprint, choices, count, Random(f"papers {bank.seed} {turn}"))
        stuck = draft.fill()
        if stuck is not None:
            short = stuck
            continue
        found = draft.papers()
        if not found.shared or in_vain:
            return found
        if best is None or _in_common(found) < _in_common(best):
            best = found
    if best is None:
        raise BlueprintError(_lack(graph, blueprint, choices, short))
    return best


def _must_share(blueprint: Sequence[Part], choices: Sequence[Sequence[Item]], count: int) -> bool:
    """Return whether there are fewer claims than questions, so that no try keeps papers apart."""
    claims = [{claim for item in items for claim in item.claims} for items in choices]
    numbers = [part.number * count for part in blueprint]
    return sum(numbers) > len(set().union(*claims)) or any(
        number > len(own) for number, own in zip(numbers, claims, strict=True)
    )


def _in_common(found: Papers) -> int:
    return sum(len(shared.claims) for shared in found.shared)


@dataclass(frozen=True, slots=True)
class _Short:
    """The place of a part that cannot be filled, and how many questions a paper already has for it."""

    part: int
    found: int


class _Draft:
    """One try at all papers. They fill in turn, so that none has the pick of the questions."""

    def __init__(
        self,
        linter: Linter,
        blueprint: Sequence[Part],
        choices: Sequence[Sequence[Item]],
        count: int,
        rng: Random,
    ) -> None:
        self._linter = linter
        self._blueprint = blueprint
        self._choices = [rng.sample(items, len(items)) for items in choices]
        self._papers: list[list[list[Item]]] = [[[] for _ in blueprint] for _ in range(count)]
        # The claims of each paper, and for each part those that another paper had already.
        self._told: list[set[str]] = [set() for _ in range(count)]
        self._shared: list[set[str]] = [set() for _ in blueprint]

    def fill(self) -> _Short | None:
        """Fill the papers, the part with the least to spare first. Return what is short, if anything is."""
        spare = [len(items) - part.number for items, part in zip(self._choices, self._blueprint, strict=True)]
        for part in sorted(range(len(spare)), key=spare.__getitem__):
            for number in range(self._blueprint[part].number):
                for paper in range(len(self._papers)):
                    if not self._add(part, paper):
                        return _Short(part, number)
        return None

    def _add(self, part: int, paper: int) -> bool:
        others: set[str] = set().union(*self._told[:paper], *self._told[paper + 1 :])
        for item in self._candidates(part, paper, others):
            if not self._linter.hinges([*self._items(paper), item]):
                self._papers[paper][part].append(item)
                self._told[paper].update(item.claims)
                self._shared[part].update(others.intersection(item.claims))
                return True
        return False

    def _candidates(self, part: int, paper: int, others: set[str]) -> Iterator[Item]:
        """Yield what tests nothing that the paper has, first what no other has, then what shares least.

        Of these, what is asked in words that the paper has, with another answer right, comes last.
        """
        asked = {item.question for item in self._items(paper)}
        new = [item for item in self._choices[part] if self._told[paper].isdisjoint(item.claims)]
        new.sort(key=lambda item: item.question in asked)
        yield from (item for item in new if others.isdisjoint(item.claims))
        known = [item for item in new if not others.isdisjoint(item.claims)]
        yield from sorted(known, key=lambda item: len(others.intersection(item.claims)))

    def _items(self, paper: int) -> list[Item]:
        return [item for part in self._papers[paper] for item in part]

    def papers(self) -> Papers:
        """Return the papers as they are filled."""
        return Papers(
            tuple(tuple(self._items(paper)) for paper in range(len(self._papers))),
            tuple(
                Shared(part, tuple(sorted(claims))) for part, claims in enumerate(self._shared, 1) if claims
            ),
        )


def _lack(
    graph: KnowledgeGraph, blueprint: Sequence[Part], choices: Sequence[Sequence[Item]], short: _Short
) -> str:
    part, there = blueprint[short.part], len(choices[short.part])
    head = f"Part {short.part + 1} of the blueprint cannot be met: it asks for {part_in_words(graph, part)}"
    if there < part.number:
        return f"{head}, and there {'is' if there == 1 else 'are'} {there or 'none'}."
    return (
        f"{head}. There are {there}, but beside the other parts only {short.found} fit in one paper: "
        "no claim may stand in it twice, and no question may give away another."
    )


def part_in_words(graph: KnowledgeGraph, part: Part) -> str:
    """Return what a part asks for: `2 questions about “knee pain”, of type match`."""
    noun = "question" if part.number == 1 else "questions"
    return f"{part.number} {noun}{wanted_in_words(graph, part.wanted)}"


def shared_in_words(graph: KnowledgeGraph, blueprint: Sequence[Part], shared: Shared) -> str:
    """Return which part of a blueprint made papers share claims, and how many, as a sentence."""
    number = len(shared.claims)
    claims = "1 claim stands" if number == 1 else f"{number} claims stand"
    asked = part_in_words(graph, blueprint[shared.part - 1])
    return f"Part {shared.part} of the blueprint ({asked}): {claims} in more than one paper."
