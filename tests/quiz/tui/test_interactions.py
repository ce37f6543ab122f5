"""Every interaction by keys and by mouse: what is kept, what is shown, and what does not leak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT, decorated, keys, right
from textual.widgets import Input, Static

from quiz.item import Interaction
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.summary import SummaryScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.learner.log import AnswerLog

    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

SIZES = [(80, 24), (60, 18)]


def text(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


def lines(pilot: Pilot[None]) -> list[str]:
    """What the lines on the screen read as, with single spaces."""
    return [" ".join(line.text.split()) for line in pilot.app.screen.query(Line) if line.display]


def footer(pilot: Pilot[None]) -> list[str]:
    return [str(key.description) for key in pilot.app.screen.query("FooterKey").results()]  # type: ignore[attr-defined]


def kept(log: AnswerLog) -> list[tuple[Response, float]]:
    session = log.unfinished()
    return [] if session is None else [(each.response, each.score) for each in session.answers.values()]


async def press(pilot: Pilot[None], *pressed: str) -> None:
    await pilot.press(*pressed)
    await pilot.pause()


async def test_the_footer_is_made_anew_only_where_it_offers_something_else(asked: Asked) -> None:
    async with asked(TEXT) as pilot:
        assert "Hand in" not in footer(pilot)
        await press(pilot, "a")
        assert "Hand in" in footer(pilot)
        made = list(pilot.app.screen.query("FooterKey"))
        await press(pilot, "b", "c")
        assert list(pilot.app.screen.query("FooterKey")) == made
        await press(pilot, "backspace", "backspace", "backspace")
        assert "Hand in" not in footer(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_right_answer_by_keys(asked: Asked, log: AnswerLog, size: tuple[int, int]) -> None:
    async with asked(*ALL, CHOOSE_ONE, size=size) as pilot:
        for place, item in enumerate(ALL, 1):
            assert text(pilot, "#stem") == item.stem
            assert text(pilot, "#how")
            assert pilot.app.screen.query_one("#how").display
            await press(pilot, *keys(right(item)))
            assert text(pilot, "#verdict") == "✓ Right."
            assert text(pilot, "#why").startswith(item.explanation[0])
            assert not pilot.app.screen.query_one("#how").display
            assert [score for _, score in kept(log)] == [1.0] * place
            await press(pilot, "enter")
            so_far = f"Question {place + 1} of 6 · {place} of {place} right so far"
            assert text(pilot, "#progress") == so_far
        assert text(pilot, "#stem") == CHOOSE_ONE.stem


# What is answered by which keys, and what is then kept, said and shown.
ANSWERED: list[tuple[Item, list[str], Response, str, list[str]]] = [
    (
        CHOOSE_ONE, ["3"], 2, "✗ Wrong. The answer is 2: superior gluteal nerve.",
        [
            "1 inferior gluteal nerve", "2 ✓ superior gluteal nerve (the answer)",
            "3 ✗ femoral nerve (your answer)",
        ],
    ),
    (
        CHOOSE_MANY, ["1", "2", "3", "enter"], (0, 1, 2), "± Partly right: 1 of 3 points.",
        [
            "1 ✓ gluteus medius (an answer, and yours)", "2 ✗ gluteus maximus (your answer)",
            "3 ✓ gluteus minimus (an answer, and yours)",
            "4 ✓ tensor fasciae latae (an answer; you missed it)", "5 piriformis",
        ],
    ),
    (
        CHOOSE_MANY, ["2", "enter"], (1,), "✗ Wrong: 0 of 3 points.",
        [
            "1 ✓ gluteus medius (an answer; you missed it)", "2 ✗ gluteus maximus (your answer)",
            "3 ✓ gluteus minimus (an answer; you missed it)",
            "4 ✓ tensor fasciae latae (an answer; you missed it)", "5 piriformis",
        ],
    ),
    (
        TEXT, [*"glutaeus", "space", *"medias", "enter"], "glutaeus medias",
        "✓ Right. It is spelled gluteus medius.", ["✓ glutaeus medias (your answer)"],
    ),
    (
        TEXT, [*"soleus", "enter"], "soleus", "✗ Wrong. The answer is gluteus medius.",
        ["✗ soleus (your answer)", "✓ gluteus medius (the answer)", "✓ glute med (also right)"],
    ),
    (
        MATCH, ["1", "3", "2", "enter"], (0, 2, 1), "± Partly right: 1 of 3 points.",
        [
            ("a ✗ gluteus maximus → superior gluteal nerve"
            " (your answer; right is 3 inferior gluteal nerve)"),
            ("b ✗ gluteus medius → inferior gluteal nerve"
            " (your answer; right is 1 superior gluteal nerve)"),
            "c ✓ rectus femoris → femoral nerve (right)",
        ],
    ),
    (
        ORDER, ["3", "1", "2", "4", "enter"], (2, 0, 1, 3), "± Partly right: 1 of 3 points.",
        [
            "1st weak gluteus medius (yours: 1st)", "2nd ✓ pelvic drop (yours: 2nd, in order)",
            "3rd ✗ knee valgus (yours: 4th, out of order)", "4th ✗ knee pain (yours: 3rd, out of order)",
        ],
    ),
]  # fmt: skip


async def test_what_was_right_and_what_was_chosen_shows_by_sign_and_word(
    asked: Asked, log: AnswerLog
) -> None:
    async with asked(*(item for item, *_ in ANSWERED), CHOOSE_ONE) as pilot:
        for _, pressed, response, verdict, shown in ANSWERED:
            await press(pilot, *pressed)
            assert kept(log)[-1][0] == response
            assert text(pilot, "#verdict") == verdict
            assert lines(pilot) == shown
            await press(pilot, "enter")
        assert len(kept(log)) == len(ANSWERED)


@pytest.mark.parametrize("item", ALL)
async def test_a_key_held_down_from_the_question_before_answers_nothing(
    asked: Asked, log: AnswerLog, item: Item
) -> None:
    async with asked(CHOOSE_ONE, item) as pilot:
        await press(pilot, "1", *["enter"] * 6)
        assert text(pilot, "#progress").startswith("Question 2 of 2")
        assert len(kept(log)) == 1
        await press(pilot, *["space"] * 6)
        assert len(kept(log)) == 1


async def test_after_the_answer_space_goes_on_and_nothing_else_answers(asked: Asked, log: AnswerLog) -> None:
    items = [*ALL, replace(CHOOSE_ONE, stem="What is next?")]
    async with asked(*items) as pilot:
        for place, item in enumerate(ALL, 1):
            await press(pilot, *keys(right(item)))
            before = lines(pilot)
            await press(pilot, "1", "2", "backspace", "up", "down")
            assert len(kept(log)) == place
            assert lines(pilot) == before
            await press(pilot, "space")
            assert text(pilot, "#stem") == items[place].stem
            assert not pilot.app.screen.query_one("#told").display


@pytest.mark.parametrize("item", ALL)
async def test_a_quiz_of_each_goes_on_after_escape_and_ends_in_the_summary(
    asked: Asked, log: AnswerLog, item: Item
) -> None:
    async with asked(item) as pilot:
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert kept(log) == []
        await press(pilot, "c")
        await press(pilot, *keys(right(item)))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert text(pilot, "#title") == "Done. 1 of 1 right."


async def test_the_summary_tells_the_answer_and_ones_own_in_words(asked: Asked) -> None:
    async with asked(MATCH, TEXT) as pilot:
        await press(pilot, "1", "3", "2", "enter", "enter")
        await press(pilot, *"soleus", "enter", "enter")
        assert text(pilot, "#title") == "Done. 0 of 2 right, 1 partly."
        match, typed = (str(missed.content) for missed in pilot.app.screen.query(".missed").results(Static))
        assert f"✓ {MATCH.answer}\n" in match
        assert (
            "✗ gluteus maximus: superior gluteal nerve; gluteus medius: inferior gluteal nerve; "
            "rectus femoris: femoral nerve (your answer)\n"
        ) in match
        assert "✓ gluteus medius\n✗ soleus (your answer)\n" in typed


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_shows_at_most_six_keys_and_handing_in_only_when_complete(
    asked: Asked, size: tuple[int, int]
) -> None:
    async with asked(*ALL, CHOOSE_ONE, size=size) as pilot:
        for item in ALL:
            *before_last, last = keys(right(item))
            assert "Hand in" not in footer(pilot)
            for key in before_last:
                await press(pilot, key)
                assert 0 < len(footer(pilot)) <= 6
            if item.interaction is not Interaction.CHOOSE_ONE:
                assert "Hand in" in footer(pilot)
            await press(pilot, last)
            assert footer(pilot) == ["Next", "Undo", "Wrong?", "Help", "Quit"]
            await press(pilot, "enter")


@pytest.mark.parametrize("item", [CHOOSE_MANY, MATCH, ORDER])
async def test_enter_hands_nothing_in_that_is_not_complete(asked: Asked, log: AnswerLog, item: Item) -> None:
    first = keys(right(item))[:-2] if item is not CHOOSE_MANY else []
    async with asked(item, CHOOSE_ONE) as pilot:
        await press(pilot, *first, "enter", "9", "enter")
        assert kept(log) == []


async def test_many_are_toggled_by_digit_space_and_click(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_MANY, CHOOSE_ONE) as pilot:
        assert all("[ ]" in line for line in lines(pilot))
        await press(pilot, "5", "5", "2", "down", "space", "up", "space")
        assert [line[2:5] for line in lines(pilot)] == ["[x]", "[x]", "[ ]", "[ ]", "[x]"]
        await pilot.click(pilot.app.screen.query(Line)[3])
        await pilot.click(pilot.app.screen.query(Line)[1])
        await press(pilot, "enter")
        assert kept(log)[0][0] == (0, 3, 4)


async def test_one_is_chosen_by_arrows_and_enter_or_by_a_click(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await press(pilot, "down", "down", "enter", "enter")
        await press(pilot, "up")
        await pilot.click(pilot.app.screen.query(Line)[0])
        await pilot.pause()
        assert [response for response, _ in kept(log)] == [1, 0]


async def test_every_key_types_where_words_are_asked_for(asked: Asked, log: AnswerLog) -> None:
    async with asked(TEXT, TEXT, TEXT, TEXT, CHOOSE_ONE) as pilot:
        for place, typed in enumerate(["q", "12", "cn", "1q?"], 1):
            await press(pilot, *typed)
            assert pilot.app.screen.query_one(Input).value == typed
            assert "Quit" not in footer(pilot)
            await press(pilot, "enter")
            assert len(kept(log)) == place
            assert kept(log)[-1] == (typed, 0.0)
            await press(pilot, "enter")


async def test_nothing_but_signs_is_no_answer(asked: Asked, log: AnswerLog) -> None:
    async with asked(TEXT, CHOOSE_ONE) as pilot:
        await press(pilot, "enter", "space", "full_stop", "enter")
        assert kept(log) == []
        assert isinstance(pilot.app.screen, QuizScreen)


async def test_an_option_given_to_another_row_moves(asked: Asked, log: AnswerLog) -> None:
    async with asked(MATCH, CHOOSE_ONE) as pilot:
        await press(pilot, "1", "1")
        assert lines(pilot)[:3] == [
            "a gluteus maximus → …", "b gluteus medius → 1 superior gluteal nerve", "c rectus femoris → …",
        ]  # fmt: skip
        assert lines(pilot)[3] == "1 superior gluteal nerve (given to b)"
        await press(pilot, "2", "3")
        await press(pilot, "up", "up", "2", "1")
        assert lines(pilot)[:3] == [
            "a gluteus maximus → 3 inferior gluteal nerve",
            "b gluteus medius → 2 femoral nerve",
            "c rectus femoris → 1 superior gluteal nerve",
        ]
        await press(pilot, "enter")
        assert kept(log)[0][0] == (2, 1, 0)


async def test_rows_are_matched_by_mouse_and_taken_back_by_key(asked: Asked, log: AnswerLog) -> None:
    async with asked(MATCH, CHOOSE_ONE) as pilot:
        await press(pilot, "1", "2", "3")
        await pilot.click(pilot.app.screen.query(Line)[1])
        await press(pilot, "backspace")
        assert lines(pilot)[1] == "b gluteus medius → …"
        assert "Take back" not in footer(pilot)
        assert "Hand in" not in footer(pilot)
        await pilot.click(pilot.app.screen.query(Line)[4])
        await press(pilot, "enter")
        assert kept(log)[0][0] == (0, 1, 2)


async def test_an_order_is_put_by_digit_space_and_click_and_taken_back(asked: Asked, log: AnswerLog) -> None:
    async with asked(ORDER, CHOOSE_ONE) as pilot:
        await press(pilot, "4", "1", "2", "1")
        assert lines(pilot) == [
            "1 … pelvic drop",
            "2 2nd knee pain",
            "3 … weak gluteus medius",
            "4 1st knee valgus",
        ]
        await press(pilot, "backspace", "backspace")
        assert "Take back" not in footer(pilot)
        await pilot.click(pilot.app.screen.query(Line)[2])
        await press(pilot, "up", "up", "space", "3", "3", "4", "2")
        assert [line[2:5] for line in lines(pilot)] == ["1st", "4th", "2nd", "3rd"]
        await press(pilot, "enter")
        assert kept(log)[0][0] == (0, 2, 3, 1)


async def test_a_small_terminal_takes_no_answer_and_then_goes_on(asked: Asked, log: AnswerLog) -> None:
    async with asked(*ALL, CHOOSE_ONE) as pilot:
        for place, item in enumerate(ALL):
            *before_last, last = keys(right(item))
            await press(pilot, *before_last)
            await pilot.resize_terminal(40, 10)
            await press(pilot, last, "1", "enter", "space")
            assert len(kept(log)) == place
            await pilot.resize_terminal(80, 24)
            await press(pilot, last)
            assert [score for _, score in kept(log)] == [1.0] * (place + 1)
            await press(pilot, "enter")


LONG = "that goes on for longer than any line of this terminal is wide, as sentences from sources do " * 2


async def test_long_options_wrap_and_the_highlighted_one_is_in_sight(asked: Asked, log: AnswerLog) -> None:
    items = [CHOOSE_ONE, CHOOSE_MANY, ORDER, MATCH]
    async with asked(*(decorated(item, LONG) for item in items), size=(60, 18)) as pilot:
        page = pilot.app.screen.query_one("#page")
        for place, item in enumerate(items):
            assert len(kept(log)) == place
            for _ in item.options:
                await press(pilot, "down")
                focused = pilot.app.screen.focused
                assert isinstance(focused, Line)
                assert focused.size.height > 2
                assert page.region.contains_region(focused.region)
            await press(pilot, *["pageup"] * 9)
            assert page.scroll_offset.y == 0
            await press(pilot, *keys(right(item)), "enter")


async def test_the_verdict_is_in_sight_however_long_the_options_are(asked: Asked, log: AnswerLog) -> None:
    items = [CHOOSE_ONE, CHOOSE_MANY, MATCH, ORDER]
    async with asked(*(decorated(item, LONG) for item in items), CHOOSE_ONE, size=(60, 18)) as pilot:
        page, verdict = pilot.app.screen.query_one("#page"), pilot.app.screen.query_one("#verdict")
        for place, item in enumerate(items, 1):
            await press(pilot, *keys(right(item)))
            assert len(kept(log)) == place
            assert page.region.contains_region(verdict.region)
            await press(pilot, "enter")


async def test_a_click_beside_the_options_does_not_take_the_keys_away(asked: Asked, log: AnswerLog) -> None:
    async with asked(MATCH, CHOOSE_ONE) as pilot:
        for place in ("#stem", "#progress", "#how", "#page", "#answer"):
            await pilot.click(place)
        await press(pilot, *keys(right(MATCH)))
        assert kept(log)[0][1] == 1.0
