"""The room where a quiz of one's own is made, by its keys."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled

from kg.part import around
from quiz.bank import build
from quiz.course import read_course
from quiz.session import Mode
from quiz.tui.app import MyographApp
from quiz.tui.screens.build import BuildScreen
from quiz.tui.screens.exam import ExamScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.sure import SureScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.study import Study
from quiz.tui.widgets.form import Turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.learner.log import AnswerLog

    Make = Callable[..., MyographApp]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for questions as soon as something has changed."""
    monkeypatch.setattr("quiz.tui.screens.build.PATIENCE", 0.05)


async def settled(pilot: Pilot[None]) -> None:
    for seconds in (0.08, 0.01):
        await pilot.pause(seconds)
        while pilot.app.workers:
            with suppress(WorkerCancelled):  # a later one took its place
                await pilot.app.workers.wait_for_complete()
            await pilot.pause()
    await pilot.pause()


async def room(pilot: Pilot[None]) -> BuildScreen:
    """Go to the room."""
    await settled(pilot)
    await pilot.press("b")
    await settled(pilot)
    assert isinstance(pilot.app.screen, BuildScreen)
    return pilot.app.screen


def found(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#found", Static).content)


def typed(pilot: Pilot[None], field: str) -> Input:
    return pilot.app.screen.query_one(f"#{field}", Input)


def listens(app: MyographApp) -> list[str]:
    told: list[str] = []
    app.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
    return told


async def test_the_quiz_that_is_shown_is_the_quiz_that_begins(app: Make, log: AnswerLog) -> None:
    made = app()
    told = listens(made)
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        screen = await room(pilot)
        assert len(screen.query("FooterKey")) <= 6
        assert "✓ 10 of 10 found." in found(pilot)
        assert "by chance" in found(pilot)
        # Letters are commands until a line is typed in: other questions, then a topic, a type and a level.
        before = found(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert found(pilot) != before
        await pilot.press(
            "down", *"gluteal m", "right", "down", "down", "backspace", "backspace", "3", "down", "7"
        )
        assert typed(pilot, "topic").value == "gluteal muscles"
        await pilot.press("down", "right", "down", "down", "space")
        await settled(pilot)
        assert "✓ 3 of 3 found. Seed 7." in found(pilot)
        line = "myograph quiz --topic 'gluteal muscles' --type choose-subject --level remember -n 3 --seed 7"
        assert line in found(pilot)
        assert "3 of 3 found." in str(screen.status.content)
        await pilot.press("f3")
        assert pilot.app.clipboard == line
        await pilot.press("f5")
        await settled(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)
        session = log.unfinished()
        assert session is not None
        assert {item.type for item in session.items} == {"choose-subject"}
        begun = [item.stem for item in session.items]
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BuildScreen)
        assert all(stem in found(pilot) for stem in begun)
        # A quiz by chance is another one the next time.
        typed(pilot, "seed").value = ""
        await settled(pilot)
        first = found(pilot)
        await pilot.press("f5")
        await settled(pilot)
        session = log.unfinished()
        assert session is not None
        assert all(item.stem in first for item in session.items)
        await pilot.press("escape")
        await settled(pilot)
        assert found(pilot) != first
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        # What was typed is remembered.
        place = made.study.places["build"]
    assert place == ["quiz", "", "gluteal muscles", "3", "", "remember", "choose-subject"]
    assert told == ["Sent to the terminal's clipboard."]
    again = app()
    again.study.places["build"] = [*place, "no-such-type"]
    async with again.run_test(size=(60, 18), notifications=True, tooltips=True) as pilot:
        screen = await room(pilot)
        assert "✓ 3 of 3 found." in found(pilot)
        assert typed(pilot, "topic").value == "gluteal muscles"
        # One alone fits: the form, or the questions.
        assert screen.query_one("#form").display
        assert not screen.query_one("#questions").display
        assert screen.query_one("#start").region.bottom <= 16
        await pilot.press("v")
        await pilot.pause()
        assert not screen.query_one("#form").display
        assert screen.query_one("#questions").display
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#form").display
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert screen.query_one("#questions").display
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_a_source_is_completed_kept_to_and_remembered(app: Make) -> None:
    made = app()
    async with made.run_test(size=(80, 24)) as pilot:
        await room(pilot)
        await pilot.press("down", "down", *"the art", "right", "down", "down", "5")
        await settled(pilot)
        assert typed(pilot, "source").value == "the article"
        assert "✓ 10 of 10 found. Seed 5." in found(pilot)
        assert "myograph quiz --source article -n 10 --seed 5" in found(pilot)
        assert found(pilot).count("According to the article") > 5
        place = made.study.places["build"]
    assert place == ["quiz", "", "", "10", "5", "any", "from the article"]
    again = app()
    again.study.places["build"] = place
    async with again.run_test(size=(80, 24)) as pilot:
        await room(pilot)
        assert "myograph quiz --source article -n 10 --seed 5" in found(pilot)


async def test_what_cannot_be_made_says_why(app: Make, log: AnswerLog) -> None:
    made = app()
    told = listens(made)
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        screen = await room(pilot)
        for field, value, why in (
            (
                "topic",
                "glutaeus medius [",
                "✗ Nothing in the graph is called “glutaeus medius [”. Did you mean",
            ),
            ("number", "0", "✗ The number of questions is from 1 to 200."),
            ("number", "9999", "✗ The number of questions is from 1 to 200."),
            ("number", "", "✗ The number of questions is from 1 to 200."),
            ("seed", "9999999999", "✗ The seed is from 0 to 2,147,483,647."),
        ):
            usual = typed(pilot, field).value
            typed(pilot, field).value = value
            await settled(pilot)
            assert why in found(pilot)
            await pilot.press("f5")
            await settled(pilot)
            assert pilot.app.screen is screen
            assert why.removeprefix("✗ ") in told.pop()
            assert screen.focused is typed(pilot, field)
            typed(pilot, field).value = usual
        typed(pilot, "topic").value = "knee\x1b[2J\nx"
        await settled(pilot)
        assert "\x1b" not in found(pilot)
        typed(pilot, "topic").value = "treadmill"
        await settled(pilot)
        assert "! Only " in found(pilot) or "! None can be made" in found(pilot)
        assert "about “treadmill”" in found(pilot)
        # A type is asked on one level alone.
        await pilot.press("escape")
        level = screen.query_one("#level")
        level.focus()
        await pilot.press("left", "down", "down", "down", "space")
        await settled(pilot)
        assert "typed is at level “remember”" in found(pilot)
        # An exam has minutes.
        assert not screen.query_one("#row-minutes").display
        await pilot.press("space")
        level.focus()
        await pilot.press("right")
        typed(pilot, "topic").value = ""
        screen.query_one("#as").focus()
        await pilot.press("right")
        typed(pilot, "minutes").value = "0"
        await settled(pilot)
        assert screen.query_one("#row-minutes").display
        assert "✗ An exam has from 0.1 to 600 minutes." in found(pilot)
        typed(pilot, "minutes").value = "2.5"
        await settled(pilot)
        assert "✓ 10 of 10 found." in found(pilot)
        assert "myograph exam --minutes 2.5" in found(pilot)
        await pilot.click("#start")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExamScreen)
        session = log.unfinished(mode=Mode.EXAM)
        assert session is not None
        assert len(session.items) == 10
    assert told == []


async def test_course_file_and_paper_are_written_whole_and_over_others_only_when_asked(
    graph: KnowledgeGraph, log: AnswerLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    small = around(graph, "gluteus-medius", 1)  # all its questions are made in no time
    begun: list[int] = []

    def counted(graph: KnowledgeGraph, seed: int, *, progress: Callable[[str], None]) -> Bank:
        begun.append(seed)
        return build(graph, seed, progress=progress)

    monkeypatch.setattr("quiz.tailored.build", counted)
    monkeypatch.chdir(tmp_path)
    made = MyographApp(Study(lambda: small, log, Random(3), lambda: 0.0))
    made.study.places["build"] = ["quiz", "", "", "4", "1", "any", "cloze", "exercise-goal"]
    told = listens(made)
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        screen = await room(pilot)
        assert "✓ 4 of 4 found. Seed 1." in found(pilot)
        line = "myograph course Questions --type cloze --type exercise-goal -n 4 --seed 1 -o quiz.yaml"
        assert line in found(pilot)
        assert "myograph quiz --course quiz.yaml" in found(pilot)
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        course = read_course((tmp_path / "quiz.yaml").read_text("utf-8"), "quiz.yaml", small)
        assert [(part.number, part.wanted.type) for part in course.blueprint] == [
            (2, "cloze"),
            (2, "exercise-goal"),
        ]
        assert course.seed == 1
        assert told.pop().endswith(f"bytes to {tmp_path / 'quiz.yaml'}.")
        # A file that is there is replaced only if the learner is sure.
        (tmp_path / "quiz.yaml").write_text("mine")
        for answer, kept in (("n", True), ("y", False)):
            await pilot.press("f6")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, SureScreen)
            await pilot.press(answer)
            await settled(pilot)
            assert ((tmp_path / "quiz.yaml").read_text() == "mine") is kept
        told.clear()
        # What can be no file is asked for again.
        await pilot.press("w")
        await pilot.pause()
        for name, why in (
            (".", ". names no file"),
            ("~no-such-user/x", "~no-such-user/x cannot be written"),
            ("a" * 300, "cannot be written: File name too long."),
            ("absent/quiz.yaml", ""),
        ):
            asked = pilot.app.screen
            asked.query_one(Input).value = name
            await pilot.press("enter")
            await settled(pilot)
            if why:
                assert pilot.app.screen is not asked
                assert why in str(pilot.app.screen.query(Static).first().content)
                assert pilot.app.screen.query_one(Input).value == name
        assert pilot.app.screen is screen
        assert "cannot be written: its folder does not exist" in told.pop()
        # The paper for other programs holds the questions that are shown.
        await pilot.press("x")
        await pilot.pause()
        while pilot.app.screen.query_one(Turn).value != "json":
            await pilot.press("left")
        await pilot.press("down")
        pilot.app.screen.query_one("#file", Input).value = str(tmp_path)
        await pilot.press("enter")
        await pilot.pause()
        assert told.pop() == f"{tmp_path} names no file: write where to, and a name."
        pilot.app.screen.query_one("#file", Input).value = "paper.json"
        await pilot.press("enter")
        await settled(pilot)
        assert told == [
            f"Wrote {(tmp_path / 'paper.json').stat().st_size:,} bytes to {tmp_path / 'paper.json'}."
        ]
        view = json.loads((tmp_path / "paper.json").read_text("utf-8"))
        assert view["seed"] == 1
        assert all(item["stem"] in found(pilot) for item in view["items"])
        assert len(view["items"]) == 4
        assert begun == [1]
        # What no bank can meet is told with its part.
        typed(pilot, "number").value = "200"
        screen.query_one("#types").focus()
        await pilot.press("end", "space")
        await settled(pilot)
        assert "! None can be made. Part " in found(pilot)
        assert " of the blueprint cannot be met" in found(pilot)
        await pilot.press("f7")
        await pilot.pause()
        await pilot.press("down", "x", "enter")
        await settled(pilot)
        assert "of the blueprint cannot be met" in told.pop()
        assert len(list(tmp_path.glob("paper*"))) == 1
