"""Rules on a whole bank: B01 to B07; and B08, that the same graph and seed make the same one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.inwords import percent
from quiz.item import Bloom, item_view
from quiz.lint.agents import SURE, agents, single_choices
from quiz.lint.duplicates import near_duplicates
from quiz.lint.finding import BANK, Finding, Rule
from quiz.lint.statistics import binomial_p, chi_square_p, fisher_p, standard_error
from quiz.words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.model import Claim
    from quiz.item import Item

__all__ = ["BANK_RULES", "Bank", "deterministic"]

P = 0.05
# A count of fewer is too few to tell a pattern from chance.
ENOUGH = 8
EXPECTED_AT_LEAST = 5
ABOVE_REMEMBER = 0.4


@dataclass(frozen=True, slots=True)
class Bank:
    """All items, and the claims that each need one."""

    items: Sequence[Item]
    askable: Sequence[Claim]


def key_place(bank: Bank) -> Iterator[tuple[str, str]]:
    """B01. The key stands in each place about as often: chi-square p over 0.05 for each number of options.

    Where a place is to be expected fewer than five times, there is nothing to tell.
    """
    places: dict[int, Counter[int]] = defaultdict(Counter)
    for item in single_choices(bank.items):
        places[len(item.options)][item.key] += 1
    for count, found in sorted(places.items()):
        expected = found.total() / count
        if expected < EXPECTED_AT_LEAST:
            continue
        statistic = sum((found[place] - expected) ** 2 / expected for place in range(count))
        if (p := chi_square_p(statistic, count - 1)) < P:
            shown = ", ".join(str(found[place]) for place in range(count))
            yield BANK, f"of {count} options the key stands in each place {shown} times (p = {p:.2g})"


def length_rate(bank: Bank) -> Iterator[tuple[str, str]]:
    """B02. The key is the longest option, and the shortest, as often as any other, within 3 standard errors.

    Items in which several are longest say nothing of it and are left out.
    """
    for shown, sign in (("longest", 1), ("shortest", -1)):
        hits, chances = 0, []
        for item in single_choices(bank.items):
            lengths = [sign * len(option.text) for option in item.options]
            if lengths.count(max(lengths)) == 1:
                chances.append(1 / len(lengths))
                hits += lengths[item.key] == max(lengths)
        if len(chances) < ENOUGH:
            continue
        rate, chance = hits / len(chances), sum(chances) / len(chances)
        if abs(rate - chance) > SURE * standard_error(chances):
            share, luck = percent(rate), percent(chance)
            yield BANK, f"the key is the {shown} option in {share} of items, by chance in {luck}"


def word_tell(bank: Bank) -> Iterator[tuple[str, str]]:
    """B03. No word tells key from wrong option: Fisher's exact test, over all words that 8 options have."""
    options = [
        (frozenset(tokens(option.text)), option.correct)
        for item in single_choices(bank.items)
        for option in item.options
    ]
    total, keys = len(options), sum(correct for _, correct in options)
    seen = Counter(word for words, _ in options for word in words)
    as_key = Counter(word for words, correct in options if correct for word in words)
    tested = sorted(word for word, count in seen.items() if count >= ENOUGH)
    for word in tested:
        p = fisher_p(as_key[word], seen[word], keys, total) * len(tested)
        if p < P:
            yield (
                BANK,
                f"“{word}” is in {as_key[word]} keys of {seen[word]} options that have it (p = {p:.2g})",
            )


def label_tell(bank: Bank) -> Iterator[tuple[str, str]]:
    """B04. No label is key more or less often than chance has it: binomial, over all labels seen 8 times."""
    seen: dict[str, list[float]] = defaultdict(list)
    as_key: Counter[str] = Counter()
    for item in single_choices(bank.items):
        for option in item.options:
            seen[option.text].append(1 / len(item.options))
            as_key[option.text] += option.correct
    tested = sorted(label for label, chances in seen.items() if len(chances) >= ENOUGH)
    for label in tested:
        chances = seen[label]
        p = binomial_p(as_key[label], len(chances), sum(chances) / len(chances)) * len(tested)
        if p < P:
            yield BANK, f"“{label}” is the key in {as_key[label]} of {len(chances)} items (p = {p:.2g})"


def duplicates(bank: Bank) -> Iterator[tuple[str, str]]:
    """B05. No type asks the same claims for the same answer twice, nor in nearly the same words.

    Nearly the same are two items of one type whose stems share four fifths of their words, and whose options
    and answers do, too.
    """
    first: dict[tuple[str, tuple[str, ...], str], str] = {}
    for item in bank.items:
        asked = item.type, item.claims, item.answer
        if asked in first:
            yield item.id, f"asks the same as {first[asked]}"
        first.setdefault(asked, item.id)
    for one, other in near_duplicates(bank.items):
        if (one.type, one.claims, one.answer) != (other.type, other.claims, other.answer):
            yield other.id, f"is in nearly the words of {one.id}"


def testwise(bank: Bank) -> Iterator[tuple[str, str]]:
    """B06. No student who guesses by form does better than chance and 3 standard errors."""
    for agent in agents(bank.items):
        if agent.gains:
            share, most = percent(agent.score, 1), percent(agent.bound, 1)
            yield BANK, f"choosing the {agent.name} option scores {share}, over {most}"


def coverage(bank: Bank) -> Iterator[tuple[str, str]]:
    """B07. Every claim that may be asked has an item, and two fifths of items ask more than to remember."""
    covered = {claim for item in bank.items for claim in item.claims}
    for claim in bank.askable:
        if claim.id not in covered:
            yield BANK, f"{claim.id} has no item"
    if bank.items:
        above = sum(item.bloom != Bloom.REMEMBER for item in bank.items) / len(bank.items)
        if above < ABOVE_REMEMBER:
            yield BANK, f"{percent(above)} of items ask more than to remember, not {percent(ABOVE_REMEMBER)}"


def deterministic(build: Callable[[], Iterable[Item]]) -> list[Finding]:
    """Return a finding (B08) where two builds do not give the same bytes as JSON.

    Other hash seeds need other processes; a test of the bank sees to that.
    """
    one, other = (_rows(build()) for _ in range(2))
    if one == other:
        return []
    if len(one) != len(other):
        return [Finding("B08", BANK, f"one build has {len(one)} items, the next {len(other)}")]
    place = next(place for place, row in enumerate(one) if row != other[place])
    return [Finding("B08", BANK, f"item {place + 1} of two builds differs")]


def _rows(items: Iterable[Item]) -> list[bytes]:
    return [json.dumps(item_view(item), ensure_ascii=False).encode() for item in items]


BANK_RULES: tuple[Rule[Bank, tuple[str, str]], ...] = (
    Rule("B01", "key-place", "the key stands in each place about as often", key_place),
    Rule("B02", "length-rate", "the key is longest, and shortest, as often as chance has it", length_rate),
    Rule("B03", "word-tell", "no word tells keys from wrong options", word_tell),
    Rule("B04", "label-tell", "no label is the key more or less often than chance has it", label_tell),
    Rule("B05", "near-duplicate", "no two items of a type ask nearly the same", duplicates),
    Rule("B06", "testwise-agents", "no one who guesses by form does better than luck", testwise),
    Rule("B07", "coverage", "every claim that may be asked has an item, 40 % beyond recall", coverage),
)  # fmt: skip
