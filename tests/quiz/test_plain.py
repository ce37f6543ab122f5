"""Line mode: what is asked, what a typed line means, and what is answered to it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT, decorated, right, typed, wrong
from hypothesis import given
from hypothesis import strategies as st
from keepers import Kept

from quiz.grade import is_response
from quiz.limits import MAX_TYPED
from quiz.plain import InputEndedError, play
from quiz.session import Session
from quiz.typedline import parse

if TYPE_CHECKING:
    from quiz.grade import Response
    from quiz.item import Item

between = st.text(" ,;\t", min_size=1, max_size=3)
items = st.sampled_from(ALL)


def transcript(item: Item, lines: str) -> str:
    """Play a session of one item and return all that was printed."""
    printed: list[str] = []
    session = Session("s", (item,), Kept([]))
    play(session, resumed=False, lines=io.StringIO(lines), out=printed.append, timer=lambda: 0.0)
    return "".join(printed)


def test_choosing_many_line_by_line() -> None:
    printed = transcript(CHOOSE_MANY, "1, 2 and 3\n1,2,3,4\n")
    assert printed.endswith(
        """
Question 1 of 1
Which muscles does the superior gluteal nerve supply?
  1. gluteus medius
  2. gluteus maximus
  3. gluteus minimus
  4. tensor fasciae latae
  5. piriformis
Each right one is a point, each wrong one takes a point away.
Your answer, all that apply, such as 1 3: Please type numbers from 1 to 5, such as 1 3, or q to stop.
Your answer, all that apply, such as 1 3: Partly right: 2 of 3 points.
Wrong: 2, gluteus maximus.
Why:
  The anatomy reference says so in one sentence.
  How sure: established.
  Your answer 2, gluteus maximus, is wrong: The inferior gluteal nerve supplies it.
  Option 5, piriformis, is wrong: The nerve to piriformis supplies it.

Done. 0 of 1 right, 1 partly.
To look at again:
  Which muscles does the superior gluteal nerve supply? """
        "gluteus medius; gluteus minimus; tensor fasciae latae.\n"
    )


def test_typing_an_answer_line_by_line() -> None:
    printed = transcript(TEXT, "\n…\nGlutaeus medias\n")
    assert printed.endswith(
        """
Question 1 of 1
Which muscle holds the pelvis level when the other foot is lifted?
Small slips of spelling are forgiven. To stop, type q alone.
Type your answer: Please type your answer in at most 200 letters, or q alone to stop.
Type your answer: Please type your answer in at most 200 letters, or q alone to stop.
Type your answer: Right. It is spelled gluteus medius.
Why:
  The anatomy reference says so in one sentence.
  How sure: established.

Done. 1 of 1 right.
"""
    )


def test_matching_line_by_line() -> None:
    printed = transcript(MATCH, "a1 b1 c2\na1 b3 c2\n")
    asked = """
Question 1 of 1
Which nerve supplies which muscle?
  a. gluteus maximus
  b. gluteus medius
  c. rectus femoris
Give each letter one of these:
  1. superior gluteal nerve
  2. femoral nerve
  3. inferior gluteal nerve
Your answer, such as a2 b1 c3: Please give each letter from a to c a number of its own from 1 to 3, such as \
a2 b1 c3, or type q to stop.
Your answer, such as a2 b1 c3: Partly right: 1 of 3 points.
a, gluteus maximus: the answer is 3, inferior gluteal nerve. You gave 1, superior gluteal nerve, which \
belongs to b, gluteus medius.
"""
    assert asked in printed


def test_ordering_line_by_line() -> None:
    printed = transcript(ORDER, "3 1 2\n3 1 2 4\n")
    asked = """
In which order does one lead to the next?
  1. pelvic drop
  2. knee pain
  3. weak gluteus medius
  4. knee valgus
Your answer, the numbers in order, such as 4 1 2 3: Please type each number from 1 to 4 once, such as \
4 1 2 3, or q to stop.
Your answer, the numbers in order, such as 4 1 2 3: Partly right: 1 of 3 points.
The right order is 3, weak gluteus medius; then 1, pelvic drop; then 4, knee valgus; then 2, knee pain.
"""
    assert asked in printed


@pytest.mark.parametrize("item", ALL)
def test_q_stops_and_every_prompt_says_so(item: Item) -> None:
    printed = transcript(item, "\n q \n")
    assert re.search(r"Please .*\bq (alone )?to stop\.", printed)
    assert printed.endswith("Stopped. 0 answers are kept; the next quiz goes on from here.\n")


def test_only_q_alone_stops_where_words_are_typed() -> None:
    assert "Done. 0 of 1 right." in transcript(TEXT, "quit\n")
    assert "Stopped." in transcript(CHOOSE_ONE, "quit\n")


@pytest.mark.parametrize("item", ALL)
def test_input_that_ends_says_what_is_kept(item: Item) -> None:
    with pytest.raises(InputEndedError, match="0 answers are kept"):
        transcript(item, "")


@pytest.mark.parametrize("item", ALL)
@pytest.mark.parametrize("words", ["[Your Name]", "[/foo]", "[red]x[/red]", "עכוז", "العضلة"])
def test_brackets_and_right_to_left_text_are_printed_as_they_are(item: Item, words: str) -> None:
    nasty = decorated(item, words)
    printed = transcript(nasty, typed(right(nasty)) + "\n")
    assert "Right." in printed
    assert f"{item.stem} {words}\n" in printed
    for option in item.options:
        assert f"{option.text} {words}\n" in printed
    for row in item.rows:
        assert f"{row.text} {words}\n" in printed


@pytest.mark.parametrize("item", ALL)
def test_every_line_can_be_read_aloud(item: Item) -> None:
    printed = transcript(item, typed(wrong(item)) + "\n")
    assert all(char.isprintable() or char == "\n" for char in printed)
    assert not re.search("[─-╿✓✗±]", printed)


@pytest.mark.parametrize(
    ("item", "line", "response"),
    [
        (CHOOSE_ONE, " 2 \n", 1), (CHOOSE_ONE, "2.", 1), (CHOOSE_ONE, "4", None), (CHOOSE_ONE, "0", None),
        (CHOOSE_ONE, "1 2", None), (CHOOSE_ONE, "12", None), (CHOOSE_ONE, "²", None), (CHOOSE_ONE, "٢", None),
        (CHOOSE_ONE, "-1", None), (CHOOSE_ONE, "9" * 5000, None), (CHOOSE_ONE, "1\x1b[A", None),
        (CHOOSE_MANY, "1 3", (0, 2)), (CHOOSE_MANY, "3,1", (0, 2)), (CHOOSE_MANY, "31", (0, 2)),
        (CHOOSE_MANY, "1 1 3", (0, 2)), (CHOOSE_MANY, "1 6", None), (CHOOSE_MANY, "1 x", None),
        (CHOOSE_MANY, " , ", None),
        (TEXT, " Gluteus   medius\n", "Gluteus medius"), (TEXT, "3", "3"), (TEXT, "?!", None),
        (TEXT, "gluteus\x1b[D", None), (TEXT, "x" * (MAX_TYPED + 1), None),
        (TEXT, "x" * MAX_TYPED, "x" * MAX_TYPED),
        (TEXT, "عضلة", "عضلة"), (TEXT, "[Your Name]", "[Your Name]"),
        (MATCH, "a2 b1 c3", (1, 0, 2)), (MATCH, "c3,a2,b1", (1, 0, 2)), (MATCH, "A2B1C3", (1, 0, 2)),
        (MATCH, "a 2, b 1, c 3", (1, 0, 2)), (MATCH, "a=2 b: 1 c-3", (1, 0, 2)), (MATCH, "2 1 3", (1, 0, 2)),
        (MATCH, "213", (1, 0, 2)), (MATCH, "a2 b1", None), (MATCH, "a2 b1 c1", None),
        (MATCH, "a2 a1 c3", None),
        (MATCH, "a2 b1 d3", None), (MATCH, "a2 b1 c3 c3", None), (MATCH, "2 1", None), (MATCH, "abc", None),
        (ORDER, "3 1 2 4", (2, 0, 1, 3)), (ORDER, "3142", (2, 0, 3, 1)), (ORDER, "3;1;4;2", (2, 0, 3, 1)),
        (ORDER, "3 1 2", None), (ORDER, "3 1 2 2", None), (ORDER, "3 1 2 5", None), (ORDER, "a1", None),
    ],
)  # fmt: skip
def test_what_a_line_means(item: Item, line: str, response: Response | None) -> None:
    assert parse(item, line) == response


@given(items, st.text() | st.text("abc123 ,;.=q", max_size=12))
def test_whatever_is_typed_means_a_response_or_nothing(item: Item, line: str) -> None:
    response = parse(item, line)
    assert response is None or is_response(item, response)


@given(st.permutations(range(4)), between)
def test_an_order_is_read_with_anything_between_the_numbers(order: list[int], gap: str) -> None:
    numbers = [str(place + 1) for place in order]
    assert parse(ORDER, gap.join(numbers)) == parse(ORDER, "".join(numbers)) == tuple(order)


@given(st.permutations([0, 1, 2]), st.permutations([0, 1, 2]), between)
def test_pairs_are_read_in_whatever_order_they_come(given_: list[int], rows: list[int], gap: str) -> None:
    pairs = [f"{'abc'[row]}{given_[row] + 1}" for row in rows]
    assert parse(MATCH, gap.join(pairs)) == tuple(given_)


@given(st.lists(st.integers(0, 4), min_size=1), between)
def test_many_are_read_in_whatever_order_and_however_often(chosen: list[int], gap: str) -> None:
    assert parse(CHOOSE_MANY, gap.join(str(place + 1) for place in chosen)) == tuple(sorted(set(chosen)))
