"""The app by its keys: what a student sees and what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, CHOOSE_ONE, TEXT, keys, right, wrong
from textual.widgets import OptionList, Static

from kg.errors import UnusableFileError
from quiz.start import Request
from quiz.tui.app import MyographApp
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.summary import SummaryScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.session import Session

    Make = Callable[..., MyographApp]
    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

SIZES = [(80, 24), (120, 40)]


async def ready(pilot: Pilot[None]) -> None:
    """Wait for what is worked out off the screen's thread: the graph, and a quiz where one was asked for."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def text(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


def session_of(pilot: Pilot[None], log: AnswerLog) -> Session:
    found = log.unfinished()
    assert found is not None
    return found


def first(session: Session) -> list[str]:
    """The keys that answer a session's current question right."""
    assert session.current is not None
    return keys(right(session.current))


async def test_a_quiz_by_keys_from_home_to_summary(app: Make, log: AnswerLog) -> None:
    """Every question in two sizes: asked in the one, told of in the other."""
    async with app().run_test(size=SIZES[0], notifications=True) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("n")
        await ready(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)
        started = session_of(pilot, log)
        for place in range(10):
            item = started.items[place]
            assert text(pilot, "#progress").startswith(f"Question {place + 1} of 10")
            assert text(pilot, "#stem") == item.stem
            assert not pilot.app.screen.query_one("#told").display
            await pilot.press(*keys(right(item) if place % 2 else wrong(item)))
            await pilot.resize_terminal(*SIZES[1 - place // 2 % 2])
            assert text(pilot, "#verdict").startswith("✓ Right." if place % 2 else "✗ Wrong")
            assert item.explanation[0] in text(pilot, "#why")
            await pilot.press("enter")
            await pilot.resize_terminal(*SIZES[(place + 1) // 2 % 2])
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Done. 5 of 10 right." in text(pilot, "#title")
        assert len(pilot.app.screen.query(".missed")) == 5
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert log.unfinished() is None


async def test_the_answer_is_kept_before_the_verdict_shows(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, QuizScreen)
        seen: list[int] = []
        tell = screen._tell
        screen._tell = lambda *told: (seen.append(len(session_of(pilot, log).answers)), tell(*told))  # type: ignore[method-assign,assignment]
        await pilot.press("1")
        await pilot.pause()
        assert seen == [1]


async def test_a_second_digit_changes_nothing(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press("1", "2", "3")
        await pilot.pause()
        answers = session_of(pilot, log).answers
        assert {place: answer.response for place, answer in answers.items()} == {0: 0}


async def test_a_digit_without_an_option_does_nothing(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE) as pilot:
        await pilot.press("9")
        await pilot.pause()
        assert session_of(pilot, log).answers == {}


async def test_left_and_started_again_the_quiz_goes_on(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        await pilot.press(*first(session_of(pilot, log)), "enter")
        await pilot.pause()
        await pilot.press(*first(session_of(pilot, log)))
        await pilot.pause()
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        menu = pilot.app.screen.query_one("#menu", OptionList)
        assert "Continue your quiz at question 3 of 10" in str(menu.get_option_at_index(0).prompt)
        await pilot.press("c")
        await pilot.pause()
        assert text(pilot, "#progress").startswith("Question 3 of 10")


async def test_escape_goes_home_and_the_quiz_waits(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        await pilot.press(*first(session_of(pilot, log)), "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        menu = pilot.app.screen.query_one("#menu", OptionList)
        assert "Continue your quiz at question 2 of 10" in str(menu.get_option_at_index(0).prompt)


async def test_asked_for_twice_while_it_is_made_a_quiz_begins_once(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n", "n", "n")
        await ready(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)
        begun = session_of(pilot, log).id
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    unfinished = log.unfinished()
    assert unfinished is not None
    assert unfinished.id == begun


async def test_a_new_quiz_leaves_the_one_broken_off(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(2):
            await pilot.press("n")
            await ready(pilot)
            await pilot.press(*first(session_of(pilot, log)), "escape")
            await pilot.pause()
        latest = session_of(pilot, log)
        while latest.current is not None:
            latest.answer(right(latest.current), 0)
        assert log.unfinished() is None


async def test_the_quiz_command_opens_at_the_question(app: Make, log: AnswerLog) -> None:
    request = Request(number=3, topic="pistol-squat", seed=1)
    async with app(request=request, at_once=True).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuizScreen)
        assert text(pilot, "#progress") == "Question 1 of 3"
        await pilot.press(*first(session_of(pilot, log)), "q")
    async with app(request=request, at_once=True).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert text(pilot, "#progress").startswith("Question 2 of 3")


async def test_home_paints_before_the_graph_is_there(log: AnswerLog, graph: KnowledgeGraph) -> None:
    from random import Random
    from threading import Event

    gate = Event()

    def slow() -> KnowledgeGraph:
        gate.wait(20)
        return graph

    app = MyographApp(Study(slow, log, Random(3), lambda: 0.0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Loading the graph" in text(pilot, "#holds")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        gate.set()
        await ready(pilot)
        assert "claims. Asked from: Tight Gluteus Medius and Knee Pain." in text(pilot, "#holds")


async def test_a_graph_that_cannot_be_had_ends_the_app_with_its_code(log: AnswerLog) -> None:
    from random import Random

    def broken() -> KnowledgeGraph:
        raise UnusableFileError("pack.yaml cannot be read: no such file.")

    app = MyographApp(Study(broken, log, Random(3), lambda: 0.0))
    async with app.run_test(size=(80, 24)) as pilot:
        while app.is_running:
            await pilot.pause(0.01)
    assert app.return_code == 3
    assert "cannot be read" in str(app.failure)


async def test_an_answer_that_cannot_be_kept_ends_the_app_with_3(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE) as pilot:
        made = pilot.app
        assert isinstance(made, MyographApp)
        log.close()
        await pilot.press("1")
        while made.is_running:
            await pilot.pause(0.01)
    assert made.return_code == 3
    assert "cannot be kept" in str(made.failure)


async def test_a_small_terminal_says_so_and_takes_no_answer(asked: Asked, log: AnswerLog) -> None:
    sizes = [(40, 10), (59, 24), (80, 17), (20, 5), (1, 1)]
    async with asked(*[CHOOSE_ONE] * (len(sizes) + 1)) as pilot:
        for place, size in enumerate(sizes):
            await pilot.resize_terminal(*size)
            assert not pilot.app.screen.query_one("#body").display
            assert pilot.app.screen.query_one("#small").display
            assert f"This terminal is {size[0]}×{size[1]}." in text(pilot, "#small")
            assert "myograph quiz --plain" in text(pilot, "#small")
            await pilot.press("1")
            await pilot.pause()
            assert len(session_of(pilot, log).answers) == place
            await pilot.resize_terminal(80, 24)
            assert pilot.app.screen.query_one("#body").display
            await pilot.press("1")
            await pilot.pause()
            assert len(session_of(pilot, log).answers) == place + 1
            await pilot.press("enter")
            await pilot.pause()


@pytest.mark.parametrize("size", [(60, 18), *SIZES])
async def test_the_question_fits_and_the_rest_scrolls(asked: Asked, size: tuple[int, int]) -> None:
    items = [replace(item, explanation=("A line of an explanation.",) * 40) for item in ALL]
    async with asked(*items, size=size) as pilot:
        page = pilot.app.screen.query_one("#page")
        for item in items:
            assert text(pilot, "#stem") == item.stem
            assert page.scroll_offset.y == 0
            assert pilot.app.screen.query_one("#asking").region.bottom < size[1]
            await pilot.press(*keys(right(item)), "end")
            await pilot.pause()
            assert page.scroll_offset.y == page.max_scroll_y > 0
            await pilot.press("enter")
            await pilot.pause()


async def test_the_footer_of_home_shows_at_most_six_keys(app: Make) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert 0 < len(pilot.app.screen.query("FooterKey")) <= 6


async def test_a_question_answered_in_another_window_is_passed_over(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, TEXT, CHOOSE_ONE) as pilot:
        session_of(pilot, log).answer(0, 0)  # the other window
        await pilot.press("2")
        await pilot.pause()
        assert text(pilot, "#progress").startswith("Question 2 of 3")
        assert text(pilot, "#stem") == TEXT.stem
        assert session_of(pilot, log).answers[0].response == 0
        await pilot.press(*keys(right(TEXT)))
        await pilot.pause()
        assert text(pilot, "#verdict") == "✓ Right."


async def test_home_looks_again_before_it_goes_on(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        await pilot.press("escape")
        await pilot.pause()
        other = session_of(pilot, log)
        while other.current is not None:
            other.answer(right(other.current), 0)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        menu = pilot.app.screen.query_one("#menu", OptionList)
        assert "Continue" not in str(menu.get_option_at_index(0).prompt)


async def test_the_footer_is_whole_again_after_the_terminal_was_too_small(asked: Asked) -> None:
    """Before the answer, and after it."""
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:

        def footer() -> list[str]:
            return [str(key.description) for key in pilot.app.screen.query("FooterKey").results()]  # type: ignore[attr-defined]

        for pressed in ([], ["1"]):
            await pilot.press(*pressed)
            await pilot.pause()
            before = footer()
            await pilot.resize_terminal(40, 10)
            await pilot.pause()
            assert footer() != before
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert footer() == before


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_home_shows_the_disclaimer_whole(app: Make, size: tuple[int, int]) -> None:
    async with app().run_test(size=size) as pilot:
        await ready(pilot)
        disclaimer = pilot.app.screen.query_one("#disclaimer")
        assert disclaimer.region.bottom <= size[1] - 1
