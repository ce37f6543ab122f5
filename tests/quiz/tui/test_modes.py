"""By keys: hint, doubt, undo, a word on a question, asking again, an exam, what today holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, CHOOSE_ONE, TEXT
from textual.widgets import Input, Static

from quiz.item import Interaction
from quiz.session import Mode
from quiz.tui.screens.exam import ExamScreen
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.result import ResultScreen
from quiz.tui.screens.summary import SummaryScreen
from quiz.tui.screens.sure import SureScreen
from quiz.tui.screens.today import TodayScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from quiz.item import Item
    from quiz.learner.log import AnswerLog
    from quiz.tui.app import MyographApp

    Make = Callable[..., MyographApp]
    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

RIGHT, WRONG = str(CHOOSE_ONE.key + 1), str((CHOOSE_ONE.key + 1) % 3 + 1)


def shown(pilot: Pilot[None], name: str) -> str:
    widget = pilot.app.screen.query_one(f"#{name}", Static)
    return str(widget.content) if widget.display else ""


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_hint_is_shown_and_costs_half(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "Hint: It is not this one:" in shown(pilot, "aside")
        await pilot.press(RIGHT)
        await pilot.pause()
        assert shown(pilot, "aside") == ""
        session = log.session("made by hand")
        assert session is not None
        assert (session.answers[0].score, session.answers[0].hinted) == (0.5, True)


async def test_doubt_is_kept_with_the_answer(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Not sure" in shown(pilot, "aside")
        await pilot.press("s", "s", RIGHT)
        await pilot.pause()
        session = log.session("made by hand")
        assert session is not None
        assert session.answers[0].unsure


async def test_in_a_typed_answer_letters_are_letters_and_the_f_keys_still_help(
    asked: Asked, log: AnswerLog
) -> None:
    async with asked(TEXT, TEXT) as pilot:
        await pilot.press("h", "s", "u")
        assert pilot.app.screen.query_one(Input).value == "hsu"
        await pilot.press("f2", "f3")
        await pilot.pause()
        assert "Hint: The answer has" in shown(pilot, "aside")
        assert "Not sure" in shown(pilot, "aside")


async def test_undo_asks_the_question_again(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press(WRONG)
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert shown(pilot, "progress").startswith("Question 1 of 2")
        await pilot.press(RIGHT)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert shown(pilot, "progress").startswith("Question 1 of 2"), "from the question after it, too"
        session = log.session("made by hand")
        assert session is not None
        assert session.answers == {}
    assert log.memories() == {}


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.interaction.value)
async def test_the_last_question_may_be_undone_as_well(asked: Asked, log: AnswerLog, item: Item) -> None:
    responses = {
        Interaction.CHOOSE_ONE: ["1"], Interaction.CHOOSE_MANY: ["1", "enter"],
        Interaction.TEXT: [*"soleus", "enter"], Interaction.MATCH: ["1", "2", "3", "enter"],
        Interaction.ORDER: ["1", "2", "3", "4", "enter"],
    }  # fmt: skip
    async with asked(item) as pilot:
        await pilot.press(*responses[item.interaction])
        await pilot.pause()
        assert log.unfinished() is None
        await pilot.press("u")
        await pilot.pause()
        again = log.unfinished()
        assert again is not None
        assert again.position == 0
        assert isinstance(pilot.app.screen, QuizScreen)


async def test_a_question_is_reported_in_the_students_words(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press(WRONG, "w")
        await pilot.pause()
        await pilot.press(*"no [b]way", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuizScreen)
    assert [(claim, words) for claim, words, _ in log.reports()] == [(CHOOSE_ONE.claims[0], "no [b]way")]


async def test_escape_reports_nothing(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press(WRONG, "w")
        await pilot.pause()
        await pilot.press("a", "escape")
        await pilot.pause()
    assert log.reports() == []


async def test_a_claim_is_suspended_by_a_key(asked: Asked, log: AnswerLog) -> None:
    async with asked(CHOOSE_ONE, CHOOSE_ONE) as pilot:
        await pilot.press(RIGHT, "x")
        await pilot.pause()
    assert log.suspended() == {CHOOSE_ONE.claims[0]}


async def test_what_was_missed_is_asked_again(asked: Asked, log: AnswerLog) -> None:
    missed = replace(CHOOSE_ONE, claims=("sartorius-nerve-femoral-nerve",))
    async with asked(missed) as pilot:
        await pilot.press(WRONG, "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)
    session = log.unfinished()
    assert session is not None
    assert [item.claims[0] for item in session.items] == ["sartorius-nerve-femoral-nerve"]


async def test_today_and_mistakes_from_home(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayScreen), "there is no mistake yet"
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)
        session = log.unfinished()
        assert session is not None
        assert len(session.items) == 20


async def in_exam(app: Make, log: AnswerLog, pilot: Pilot[None], minutes: float | None = None) -> None:
    items = [replace(CHOOSE_ONE, id=f"item-{place}") for place in range(3)]
    deadline = None if minutes is None else log.now() + timedelta(minutes=minutes)
    session = log.start("exam", items, "{}", mode=Mode.EXAM, deadline=deadline)
    await settled(pilot)
    pilot.app.quizzes.take(session)  # type: ignore[attr-defined]
    await pilot.pause()


async def test_an_exam_by_keys(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await in_exam(app, log, pilot, minutes=5)
        assert shown(pilot, "progress") == "Question 1 of 3 · 3 open · 5:00 left"
        await pilot.press(WRONG)
        await pilot.pause()
        assert shown(pilot, "progress").startswith("Question 2 of 3 · 2 open")
        assert not pilot.app.screen.query("#verdict")
        await pilot.press("f", "p")
        await pilot.pause()
        assert "Your answer so far:" in shown(pilot, "aside")
        await pilot.press(RIGHT)
        await pilot.pause()
        assert "⚑ Flagged." in shown(pilot, "aside"), "the next open question is the flagged one"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExamScreen)
        await pilot.press("ctrl+s", "y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "Handed in. 1 of 3 right." in shown(pilot, "title")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    kept = log.last_exam()
    assert kept is not None
    assert (kept.right, kept.submitted) == (1, True)


async def test_an_exam_whose_time_is_over_hands_itself_in(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await in_exam(app, log, pilot, minutes=0)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "Handed in. 0 of 3 right." in shown(pilot, "title")


async def test_an_exam_that_was_left_is_gone_on_with_from_home(app: Make, log: AnswerLog) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await in_exam(app, log, pilot)
        await pilot.press(RIGHT, "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("x")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExamScreen)
        assert shown(pilot, "progress").startswith("Question 2 of 3 · 2 open")


async def test_the_footer_of_an_exam_has_at_most_six_keys_and_doubt_is_kept(
    app: Make, log: AnswerLog
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await in_exam(app, log, pilot)
        assert len(pilot.app.screen.query("FooterKey")) <= 6
        await pilot.press("s", RIGHT)
        await pilot.pause()
        session = log.session("exam")
        assert session is not None
        assert session.answers[0].unsure


async def test_answers_are_taken_away_and_brought_in_from_home(
    app: Make, log: AnswerLog, tmp_path: Path
) -> None:
    log.start("s", [CHOOSE_ONE, CHOOSE_ONE], "{}").answer(CHOOSE_ONE.key, 5)
    target = tmp_path / "out [b].jsonl"
    made, told = app(), list[str]()
    made.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await settled(pilot)
        assert target.stat().st_mode & 0o777 == 0o600
        assert len(target.read_bytes().splitlines()) > 3
        # A file that is there is replaced only if the learner is sure.
        for answer, kept in (("n", True), ("y", False)):
            target.write_bytes(b"mine")
            await pilot.press("w")
            await pilot.pause()
            pilot.app.screen.query_one(Input).value = str(target)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, SureScreen)
            await pilot.press(answer)
            await settled(pilot)
            assert (target.read_bytes() == b"mine") is kept
        for typed in (str(target), str(tmp_path / "absent"), str(tmp_path), "~no-such-user/x", ""):
            await pilot.press("i")
            await pilot.pause()
            pilot.app.screen.query_one(Input).value = typed
            await pilot.press("enter")
            await settled(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)
    assert any(line.startswith("Wrote ") and "out [b].jsonl" in line for line in told)
    assert any("Known before: 4 facts" in line or "New here: 0 sessions" in line for line in told)
    assert any("absent cannot be read" in line for line in told)
    assert f"{tmp_path} is a folder: name a file in it." in told
    assert any(line.startswith("~no-such-user/x cannot be read: ") for line in told)
