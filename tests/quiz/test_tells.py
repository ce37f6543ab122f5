"""A bank that leans, or that guessing pays on, is evened out; any other is left alone; order is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import cycle, islice

import pytest
from smallgraphs import item, option

from quiz.item import Interaction, Item
from quiz.lint.statistics import binomial_p
from quiz.tells import even_lengths, even_out, outguess

POOL = ("amber", "birch", "cedar", "damson", "elder")
# As often as the rules of lint look at a label at all.
SEEN = 8


def asked(number: int, key: str, *others: str) -> Item:
    options = [option(key, correct=True), *map(option, others)]
    return replace(item(options=tuple(options)), id=f"item-{number}")


def fair(count: int, size: int = 4) -> list[Item]:
    """Return items in which each label of the pool is the key as often as any other."""
    return [
        asked(number, *islice(cycle(POOL), number % len(POOL), number % len(POOL) + size))
        for number in range(count)
    ]


def anything_stands(_: Item) -> bool:
    return True


def nothing_stands(_: Item) -> bool:
    return False


def tally(items: list[Item]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each label is shown, and how often it is right."""
    shown = Counter(each.text for one in items for each in one.options)
    return shown, Counter(one.answer for one in items)


def leans(items: list[Item]) -> list[str]:
    """Return the labels that are right more or less often than chance, as a rule of lint has it."""
    shown, right = tally(items)
    tested = [label for label, count in shown.items() if count >= SEEN]
    rates = {
        label: sum(1 / len(one.options) for one in items if label in [each.text for each in one.options])
        / shown[label]
        for label in tested
    }
    return [
        label for label in tested if binomial_p(right[label], shown[label], rates[label]) * len(tested) < 0.05
    ]


ALWAYS_RIGHT = [asked(100 + number, "golden", *POOL[number % 3 : number % 3 + 3]) for number in range(20)]
NEVER_RIGHT = [
    asked(200 + number, *islice(cycle(POOL), number, number + 3), "leaden") for number in range(40)
]
NEVER_RIGHT_OF_THREE = [
    asked(300 + number, *islice(cycle(POOL), number, number + 2), "leaden") for number in range(40)
]


def test_a_bank_that_does_not_lean_is_left_as_it_is() -> None:
    items = fair(40)
    assert leans(items) == []
    kept = even_out(items, nothing_stands)
    assert len(kept) == len(items)
    assert all(one is other for one, other in zip(kept, items, strict=True))


def test_an_empty_bank_and_a_single_item_are_left_as_they_are() -> None:
    assert even_out([], nothing_stands) == []
    assert even_out(fair(1), nothing_stands) == fair(1)


def test_of_a_label_that_is_always_right_the_surplus_of_items_goes() -> None:
    items = [*fair(40), *ALWAYS_RIGHT]
    assert leans(items) == ["golden"]
    kept = even_out(items, anything_stands)
    assert leans(kept) == []
    assert len(kept) < len(items)


def test_of_a_label_that_is_right_too_often_the_items_made_last_go_first() -> None:
    balance = [asked(500 + number, POOL[number % 5], "golden", POOL[(number + 1) % 5], POOL[(number + 2) % 5])
               for number in range(20)]  # fmt: skip
    kept = even_out([*fair(40), *balance, *ALWAYS_RIGHT], anything_stands)
    golden = [one.id for one in kept if one.answer == "golden"]
    assert 0 < len(golden) < len(ALWAYS_RIGHT)
    assert golden == [one.id for one in ALWAYS_RIGHT][: len(golden)]


def test_a_label_that_is_never_right_is_taken_out_of_items_with_three_others() -> None:
    items = [*fair(40), *NEVER_RIGHT]
    assert "leaden" in leans(items)
    kept = even_out(items, anything_stands)
    assert leans(kept) == []
    assert [one.id for one in kept] == [one.id for one in items]
    assert tally(kept)[0]["leaden"] < SEEN
    assert all(len(one.options) >= 3 for one in kept)


def test_an_item_that_does_not_stand_without_the_option_goes() -> None:
    items = [*fair(40), *NEVER_RIGHT]
    kept = even_out(items, nothing_stands)
    assert "leaden" not in leans(kept)
    assert len(kept) < len(items)
    assert all(one in items for one in kept)


def test_an_item_with_too_few_options_goes_rather_than_lose_one() -> None:
    kept = even_out([*fair(40), *NEVER_RIGHT_OF_THREE], anything_stands)
    assert tally(kept)[0]["leaden"] < SEEN
    assert {len(one.options) for one in kept} <= {3, 4}


def test_a_word_that_is_always_right_tells_as_much_as_a_label() -> None:
    worded = [
        asked(400 + number, f"deep {POOL[number % 5]} {number}", *(f"{name} {number}" for name in POOL[:3]))
        for number in range(20)
    ]
    kept = even_out(worded, anything_stands)
    deep = sum("deep" in one.answer for one in kept)
    assert deep < SEEN


def test_a_label_seen_too_seldom_to_tell_chance_from_pattern_stays() -> None:
    items = [*fair(40), *ALWAYS_RIGHT[: SEEN - 1]]
    assert even_out(items, nothing_stands) == items


@pytest.mark.parametrize("leaning", [ALWAYS_RIGHT, NEVER_RIGHT, NEVER_RIGHT_OF_THREE])
def test_what_stays_stays_in_its_order_with_its_key(leaning: list[Item]) -> None:
    items = [one for pair in zip(fair(len(leaning)), leaning, strict=True) for one in pair]
    answers = {one.id: one.answer for one in items}
    kept = even_out(items, anything_stands)
    places = [list(answers).index(one.id) for one in kept]
    assert places == sorted(places)
    assert all(answers[one.id] == one.answer for one in kept)


def test_items_without_a_single_choice_are_never_touched() -> None:
    others = [
        replace(one, id=f"other-{one.id}", interaction=interaction)
        for interaction in (Interaction.CHOOSE_MANY, Interaction.MATCH, Interaction.ORDER)
        for one in ALWAYS_RIGHT
    ]
    assert even_out(others, nothing_stands) == others


def test_evening_out_once_more_changes_nothing() -> None:
    once = even_out([*fair(40), *ALWAYS_RIGHT, *NEVER_RIGHT], anything_stands)
    assert even_out(once, anything_stands) == once


def by_length(number: int, place: int) -> Item:
    """Return an item of four options of different lengths, the key being the longest but `place`."""
    texts = [f"{'abcd'[size]}{number} {'o' * (9 - 2 * size)}" for size in range(4)]
    key = texts.pop(place)
    return asked(number, key, *texts)


def taking_the_longest(items: list[Item]) -> float:
    """Return the share of right answers of a student who always takes the longest option."""
    return sum(max((each.text for each in one.options), key=len) == one.answer for one in items) / len(items)


EVEN = [by_length(number, number % 4) for number in range(120)]
LONGEST = [by_length(1000 + number, 0) for number in range(60)]


def test_taking_the_longest_option_does_not_pay_once_the_surplus_is_gone() -> None:
    items = [*EVEN, *LONGEST]
    luck = 0.25 + 3 * (0.25 * 0.75 / len(items)) ** 0.5
    assert taking_the_longest(items) > luck
    kept = outguess(items, nothing_stands)
    assert taking_the_longest(kept) <= luck
    assert len(EVEN) <= len(kept) < len(items)


def test_of_what_guessing_gets_right_the_items_made_last_go() -> None:
    kept = outguess([*EVEN, *LONGEST], nothing_stands)
    assert kept == [*EVEN, *LONGEST][: len(kept)]


def test_what_is_to_be_spared_stays_though_guessing_gets_it_right() -> None:
    spared = {one.id for one in LONGEST[-10:]}
    kept = outguess([*EVEN, *LONGEST], lambda one: one.id in spared)
    assert spared <= {one.id for one in kept}
    assert len(kept) < len(EVEN) + len(LONGEST)


def test_a_bank_that_no_guess_pays_on_is_left_as_it_is() -> None:
    assert outguess(EVEN, nothing_stands) == EVEN


def test_of_a_few_items_guessing_says_nothing() -> None:
    assert outguess(LONGEST[:20], nothing_stands) == LONGEST[:20]


@pytest.mark.parametrize("key", ["a very long one", "x"])
@pytest.mark.parametrize("often", [0.02, 0.6])
def test_the_key_is_neither_the_longest_nor_the_shortest_more_or_less_often_than_by_chance(
    key: str, often: float
) -> None:
    others = ("amber wood", "birch wood", "cedar wood")
    extreme = [asked(number, key, *others) for number in range(round(200 * often))]
    plain = [
        asked(number, "amber wood", key, "birch wood", "cedar wood")
        for number in range(500, 700 - len(extreme))
    ]
    items = [one for pair in zip(extreme, plain, strict=False) for one in pair]
    items += extreme[len(plain) :] + plain[len(extreme) :]
    kept = even_lengths(items, lambda _: False)
    assert kept == [one for one in items if one in kept], "the order is kept"
    rate = sum(one.answer == key for one in kept) / len(kept)
    assert abs(rate - 0.25) < abs(often - 0.25)
    if often > 0.25:
        assert rate <= 0.25 + 3 * (0.25 * 0.75 / len(kept)) ** 0.5
    assert even_lengths(items, lambda _: True) == items, "what is to be spared stays"


def test_lengths_that_lean_no_more_than_by_luck_are_left_alone() -> None:
    items = [asked(number, *(["tall tree", "oak"] if number % 4 == 0 else ["oak", "tall tree"]), "elm", "ash")
             for number in range(200)]  # fmt: skip
    assert even_lengths(items, lambda _: False) == items
