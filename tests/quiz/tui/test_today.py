"""The room that the app opens with: what it tells of the day, and where it leads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from handmade import right
from logs import Clock, opened, studied
from screens import whole_screen
from textual.widgets import OptionList, Static

from kg.errors import UnusableFileError
from quiz.bank import draw
from quiz.learner.outlook import outlook
from quiz.settings import Settings
from quiz.tui.app import MyographApp
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.study import Study
from quiz.tui.widgets.facts import Facts
from quiz.tui.widgets.menu import Day, choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.learner.outlook import Outlook

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
SIZES = [(60, 18), (80, 24), (120, 40)]


@pytest.fixture(scope="module")
def written(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a log in which there is something of everything."""
    folder = tmp_path_factory.mktemp("written")
    studied(folder, graph, NOON)
    return folder


@pytest.fixture
def begun(written: Path, graph: KnowledgeGraph, tmp_path: Path) -> Callable[..., MyographApp]:
    """Make an app whose learner has studied for days, with settings of their own."""
    import shutil

    shutil.copytree(written, tmp_path / "begun")
    log = opened(tmp_path / "begun", Clock(NOON, 1))

    def make(**settings: object) -> MyographApp:
        wanted = replace(Settings(), **settings)  # type: ignore[arg-type]
        return MyographApp(Study(lambda: graph, log, Random(3), lambda: 0.0, wanted))

    return make


async def ready(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def menu(pilot: Pilot[None]) -> list[str]:
    lines = pilot.app.screen.query_one("#menu", OptionList).options
    return [f"{'- ' if line.disabled else ''}{line.prompt}" for line in lines]


def facts(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#lines", Static).content)


async def fits(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Assert that menu, graph and disclaimer are on a screen of a size as a whole."""
    await pilot.resize_terminal(*size)
    await pilot.pause()
    screen = pilot.app.screen
    choices = screen.query_one("#menu", OptionList)
    assert choices.region.height >= choices.option_count
    assert screen.query_one(Facts).region.height >= 3
    for name in ("#menu", "#holds", "#disclaimer", "#facts"):
        region = screen.query_one(name).region
        assert screen.query_one("#body").region.contains_region(region), (name, size)
    shown = whole_screen(pilot.app)
    assert "New quiz of 10 questions" in shown
    assert "Asked from" in shown
    assert "about your own body" in shown
    assert len(screen.query("FooterKey")) <= 6


async def test_who_has_answered_nothing_is_welcomed_and_told_how_to_begin(
    app: Callable[..., MyographApp],
) -> None:
    async with app().run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await ready(pilot)
        lines = facts(pilot).splitlines()
        assert len(lines) == 6
        assert lines[0].startswith("Welcome.")
        assert [line.split()[0] for line in lines[3:]] == ["d", "n", "e"]
        assert menu(pilot) == [
            "d  Today's quiz: 20 to answer, all new",
            "- m  No mistakes to go over",
            "n  New quiz of 10 questions",
            "x  Exam of 10 questions",
            "q  Quit",
        ]
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        assert screen.check_action("mistakes", ()) is None
        assert screen.check_action("drill", ()) is None
        for size in SIZES:
            await fits(pilot, size)
        await pilot.press("m", "k")
        await ready(pilot)
        assert pilot.app.screen is screen, "what is greyed does nothing"


async def test_what_is_due_weak_and_mixed_up_is_told_and_the_drill_is_a_key_away(
    begun: Callable[..., MyographApp],
) -> None:
    exam = date(2026, 4, 1)
    async with begun(exam_date=exam).run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        told = facts(pilot)
        assert "▕░░░░░░░░░░░░░░░░░░░░▏ 0 of 20 answers today" in told
        assert "Due: 8 now, " in told
        assert "Streak: 16 study days, longest 16. One day off a week does not end it." in told
        assert re.search(
            r"Exam: Wed 1 Apr, in 30 days: \d+ % known \(\d+–\d+ %\), \d+ of 1,082 asked\.", told
        )
        assert len(told.splitlines()) == 7
        assert "Next: " in told
        assert "Weak: lateral rotators of the hip" in told
        assert "Mixed up: ischial tuberosity and pectineal line of the pubis, and 7 other pairs." in told
        assert menu(pilot)[:3] == [
            "d  Today's quiz: 20 to answer, 8 due, then new",
            "m  Go over your mistakes (6)",
            "k  Tell apart: ischial tuberosity and pectineal line of the pubis",
        ]
        today = pilot.app.screen
        assert str(today.query_one("#title", Static).content) == "Today: Monday 2 March 2026"
        for size in SIZES:
            await fits(pilot, size)
        assert "Due a day:" in whole_screen(pilot.app)
        await pilot.resize_terminal(60, 18)
        await pilot.press("tab", "end")
        await pilot.pause()
        pane = today.query_one(Facts)
        assert pane.scroll_offset.y == pane.max_scroll_y > 0, "the rest scrolls"
        await pilot.press("k")
        await ready(pilot)
        quiz = pilot.app.screen
        assert isinstance(quiz, QuizScreen)
        session = pilot.app.study.log.unfinished()  # type: ignore[attr-defined]
        of_pair = outlook_of(pilot).drill
        assert of_pair is not None
        assert {item.claims[0] for item in session.items} <= set(of_pair.claims)
        session.answer(right(session.items[0]), 0)
        await pilot.press("escape")
        await ready(pilot)
        number = len(session.items)
        assert menu(pilot)[0] == f"c  Continue your quiz at question 2 of {number}"
        assert "▕█░░░░░░░░░░░░░░░░░░░▏ 1 of 20 answers today" in facts(pilot), "worked out anew"
        assert today.query_one("#menu", OptionList).highlighted == 0, "what is to be gone on with"
        await pilot.press("up")
        await pilot.pause()
        assert today.query_one("#menu", OptionList).highlighted == len(menu(pilot)) - 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert today.query_one("#menu", OptionList).highlighted == len(menu(pilot)) - 1, "stays where it was"


def outlook_of(pilot: Pilot[None]) -> Outlook:
    study = pilot.app.study  # type: ignore[attr-defined]
    return outlook(study.graph, study.log, 20, None)


async def test_with_all_done_and_nothing_due_it_says_so_and_offers_more_by_the_keys_chosen(
    graph: KnowledgeGraph, log: AnswerLog
) -> None:
    session = log.start("done", draw(graph, 1, 3), "{}")
    while session.current is not None:
        session.answer(right(session.current), 4_000)
    settings = Settings(answers_per_day=3, keys={"today.due": "f9"})
    made = MyographApp(Study(lambda: graph, log, Random(3), lambda: 0.0, settings))
    async with made.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        told = facts(pilot)
        assert "▕████████████████████▏ ✓ All done for today: 3 of 3 answers." in told
        assert "Due: nothing. Next on " in told
        assert "F9 asks what is new." in told
        assert menu(pilot)[0] == "F9  10 more for today: the 3 planned are answered"
        await pilot.press("f9")
        await ready(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)


async def test_answers_that_cannot_be_read_are_told_of_and_a_quiz_can_still_begin(
    app: Callable[..., MyographApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise UnusableFileError("answers.sqlite3 cannot be read: [Your Name].")

    monkeypatch.setattr("quiz.learner.outlook.outlook", broken)
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        assert "✗ answers.sqlite3 cannot be read: [Your Name]." in facts(pilot)
        assert menu(pilot)[0] == "d  Today's quiz: 20 to answer"
        await pilot.press("n")
        await ready(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)


def test_the_menu_says_what_todays_quiz_is_made_of() -> None:
    day = Day(0, 20, None, 0, exam=True, ready=False, seen=None, labels=())
    lines = [*choices(day)]
    assert [line.words for line in lines] == [
        "Today's quiz: 20 to answer", "Go over your mistakes", "New quiz of 10 questions",
        "Go on with your exam", "Quit",
    ]  # fmt: skip
    assert [line.possible for line in lines] == [False, False, False, False, True]
    assert next(choices(replace(day, place=4, number=10))).words == "Continue your quiz at question 4 of 10"
