"""Grading: how right a response is, whatever the response."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import ALL, CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT
from hypothesis import given
from hypothesis import strategies as st

from quiz.grade import CLOSE, Response, fold, grade, is_response
from quiz.item import Interaction, Item

words = st.text(max_size=20)
places = st.lists(st.integers(-2, 7), max_size=7).map(tuple)
nonsense = st.one_of(st.integers(-3, 9), places, words, st.sampled_from(TEXT.accept + TEXT.half_right))


@st.composite
def orders(draw: st.DrawFn) -> Item:
    """An order question of any length."""
    number = draw(st.integers(2, 6))
    option = ORDER.options[0]
    return replace(ORDER, options=(option,) * number, order=tuple(draw(st.permutations(range(number)))))


@st.composite
def many(draw: st.DrawFn) -> Item:
    """A question with any number of right and wrong options, at least one of them right."""
    right = draw(st.lists(st.booleans(), min_size=2, max_size=7).filter(any))
    options = tuple(replace(CHOOSE_MANY.options[0], correct=correct) for correct in right)
    return replace(CHOOSE_MANY, options=options)


@given(st.sampled_from(ALL), nonsense)
def test_a_response_is_either_refused_or_graded_from_0_to_1(item: Item, response: Response) -> None:
    if not is_response(item, response):
        with pytest.raises(ValueError, match="not a response"):
            grade(item, response)
        return
    found = grade(item, response)
    assert 0 <= found.score <= 1
    assert found.right == (found.score == 1)


@pytest.mark.parametrize("place", range(3))
def test_a_single_choice_is_right_or_wrong(place: int) -> None:
    assert grade(CHOOSE_ONE, place).score == (1.0 if place == CHOOSE_ONE.key else 0.0)


@given(many())
def test_all_right_options_and_no_other_are_full_marks(item: Item) -> None:
    assert grade(item, item.keys).right


@given(many(), st.data())
def test_each_right_option_adds_and_each_wrong_one_takes_away(item: Item, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(item.options) - 1), min_size=1, unique=True).map(tuple))
    hits = len(set(chosen) & set(item.keys))
    assert grade(item, chosen).score == max(2 * hits - len(chosen), 0) / len(item.keys)
    assert grade(item, chosen) == grade(item, tuple(reversed(chosen)))


@given(many())
def test_choosing_everything_never_beats_the_share_of_right_options(item: Item) -> None:
    everything = tuple(range(len(item.options)))
    assert grade(item, everything).score <= len(item.keys) / len(item.options)


@given(st.permutations(range(3)))
def test_a_match_is_worth_the_share_of_its_rows(response: list[int]) -> None:
    right = sum(row.key == place for row, place in zip(MATCH.rows, response, strict=True))
    assert grade(MATCH, tuple(response)).score == right / 3


@given(orders())
def test_an_order_is_right_as_it_is_and_worth_nothing_reversed(item: Item) -> None:
    assert grade(item, item.order).right
    assert grade(item, tuple(reversed(item.order))).score == 0


@given(orders())
def test_an_order_that_is_only_shifted_keeps_all_neighbours_but_one(item: Item) -> None:
    shifted = item.order[1:] + item.order[:1]
    steps = len(item.order) - 1
    assert grade(item, shifted).score == pytest.approx((steps - 1) / steps)


@pytest.mark.parametrize("answer", TEXT.accept)
def test_every_accepted_answer_is_right_as_it_stands(answer: str) -> None:
    assert grade(TEXT, answer).spelled is None
    assert grade(TEXT, f"  The {answer.upper()}. ").right


@given(st.integers(0, 13), st.sampled_from("xyz"))
def test_one_wrong_letter_is_forgiven_and_named(place: int, letter: str) -> None:
    answer = TEXT.accept[0]
    typed = answer[:place] + letter + answer[place + 1 :]
    found = grade(TEXT, typed)
    assert (found.right, found.spelled) == (True, answer)
    assert not grade(replace(TEXT, forgiven=0), typed).right


def test_a_neighbour_that_is_too_far_is_not_forgiven() -> None:
    assert not grade(TEXT, "gluteus maximus").right
    assert not grade(TEXT, "gluteus minimus").right


@given(st.text())
def test_what_is_compared_does_not_depend_on_case_or_spaces(text: str) -> None:
    assert fold(f"  {text}\t") == fold(text)
    assert fold(text.replace(" ", "_")) == fold(text)


@given(st.text())
def test_what_is_compared_is_in_lower_case_letters_and_digits(text: str) -> None:
    kept = fold(text).replace(" ", "")
    assert kept == "" or kept.isalnum()
    assert kept.casefold() == kept


@pytest.mark.parametrize(("typed", "compared"), [("FASCIǼ", "fasciae"), ("ﬁbula", "fibula"), ("ᴬ", "a")])
def test_letters_that_are_two_in_one_are_compared_as_two(typed: str, compared: str) -> None:
    assert fold(typed) == compared


@pytest.mark.parametrize("typed", ["gluteus mediu", "gluteus mediuss", "gluteus medios", "gluteus meduis"])
def test_a_letter_left_out_added_changed_or_swapped_is_one_slip(typed: str) -> None:
    assert grade(replace(TEXT, forgiven=1), typed).spelled == "gluteus medius"


def test_a_part_or_a_whole_of_the_answer_is_half_right() -> None:
    found = grade(TEXT, "the Gluteal muscles")
    assert (found.score, found.right) == (CLOSE, False)


def test_what_is_claimed_as_well_is_half_right_and_told_from_a_part() -> None:
    """Typing another thing that the same source files there was once told to be wrong."""
    found = grade(TEXT, "Gluteus Minimus")
    assert (found.score, found.right, found.claimed) == (CLOSE, False, True)
    assert not grade(TEXT, "gluteal muscles").claimed
    assert grade(TEXT, "piriformis").score == 0


def test_what_the_letters_rule_out_is_worth_nothing_and_no_error_of_fact() -> None:
    found = grade(replace(TEXT, ruled_out=("piriformis",)), "The piriformis")
    assert (found.score, found.right, found.claimed) == (0.0, False, True)


def test_every_interaction_has_an_item_here() -> None:
    assert {item.interaction for item in ALL} == set(Interaction)
