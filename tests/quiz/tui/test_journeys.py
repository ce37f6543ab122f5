"""A student's first ten minutes and an educator's, by key presses alone, with a resize in the middle."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from handmade import keys, right, wrong
from screens import on_screen, whole_screen
from textual.widgets import Input, TextArea

from quiz.course import read_course
from quiz.tui.screens.quiz import QuizScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.session import Session
    from quiz.tui.app import MyographApp

    Make = Callable[..., MyographApp]

# Where the journey begins, and what the terminal is made in the middle of it.
SIZES = [((80, 24), (60, 18)), ((60, 18), (120, 40)), ((120, 40), (80, 24))]


async def press(pilot: Pilot[None], *pressed: str) -> str:
    """Press keys, wait for all that comes of them, and return the screen as one text."""
    await pilot.press(*pressed)
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    return whole_screen(pilot.app)


async def fresh_line(pilot: Pilot[None], words: str, *then: str) -> str:
    """Type over what stands in the line that has the focus."""
    assert isinstance(pilot.app.screen.focused, Input | TextArea)
    return await press(pilot, "ctrl+end", "ctrl+u", *_typed(words), *then)


def _typed(words: str) -> list[str]:
    named = {" ": "space", "?": "question_mark", "/": "slash", ".": "full_stop", "_": "underscore",
             "-": "minus", "{": "left_curly_bracket", "}": "right_curly_bracket", ":": "colon"}  # fmt: skip
    return [named.get(letter, letter) for letter in words]


async def resized(pilot: Pilot[None], size: tuple[int, int]) -> None:
    for step in ((50, 12), size):
        await pilot.resize_terminal(*step)
        await pilot.pause()
    assert max(map(len, on_screen(pilot.app))) <= size[0]


def going_on(log: AnswerLog) -> Session:
    session = log.unfinished()
    assert session is not None
    return session


@pytest.mark.parametrize(("begun", "then"), SIZES[:2])
async def test_a_students_first_ten_minutes(
    app: Make, graph: KnowledgeGraph, log: AnswerLog, begun: tuple[int, int], then: tuple[int, int]
) -> None:
    made = app()
    async with made.run_test(size=begun, notifications=True, tooltips=True) as pilot:
        seen = await press(pilot)
        assert "Welcome" in seen
        assert "New quiz of 10 questions" in seen
        await press(pilot, "n")
        # The first wrong, after a hint; and looked up in the graph.
        await press(pilot, "f2")
        item = going_on(log).current
        assert item is not None
        seen = await press(pilot, *keys(wrong(item)))
        assert "✗" in seen
        seen = await press(pilot, "g")
        assert graph.entity(graph.claim(item.claims[0]).subject).label in seen
        await press(pilot, "escape")
        assert isinstance(made.screen, QuizScreen)
        # The second right, taken back, and right again.
        await press(pilot, "enter")
        item = going_on(log).current
        assert item is not None
        assert "✓ Right." in await press(pilot, *keys(right(item)))
        await press(pilot, "u")
        assert going_on(log).position == 1
        await press(pilot, *keys(right(item)), "enter")
        await resized(pilot, then)
        item = going_on(log).current
        assert item is not None
        seen = await press(pilot, *keys(right(item)))
        assert "✓ Right." in seen
        seen = await press(pilot, "escape")
        assert "Continue your quiz at question 4 of 10" in seen
        # A look around: a thing, what it leads to, how one comes to another, a question in words.
        await press(pilot, "e", "slash")
        seen = await fresh_line(pilot, "knee pain", "enter")
        assert "knee pain" in seen
        await press(pilot, "right", "enter")
        await press(pilot, "backspace")
        await press(pilot, "escape", "p")
        seen = await press(pilot, "down", "enter")
        assert "chain" in seen
        await press(pilot, "a")
        seen = await fresh_line(pilot, "sartorius nerve", "enter")
        assert "femoral nerve" in seen
        await press(pilot, "escape", "g")
        assert "asked" in whole_screen(made)
        seen = await press(pilot, "s")
        assert "sources" in seen
        seen = await press(pilot, "f1")
        assert "claims" in seen
        await press(pilot, "escape", "t")
        seen = await press(pilot, "c")
        assert "Question 4 of 10" in seen
        await press(pilot, "q")
    assert made.return_code == 0
    answers = going_on(log).answers
    assert [answer.correct for answer in answers.values()] == [False, True, True]
    assert [answer.hinted for answer in answers.values()] == [True, False, False]


@pytest.mark.parametrize(("begun", "then"), SIZES[1:])
async def test_an_educators_first_ten_minutes(
    app: Make,
    graph: KnowledgeGraph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    begun: tuple[int, int],
    then: tuple[int, int],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("quiz.tui.screens.build.PATIENCE", 0.05)
    made = app()
    async with made.run_test(size=begun, notifications=True, tooltips=True) as pilot:
        await press(pilot, "b")
        # The form: topic, source, number, seed.
        await press(pilot, "tab")
        await fresh_line(pilot, "knee pain", "tab")
        await press(pilot, "tab")
        await fresh_line(pilot, "4", "tab")
        await fresh_line(pilot, "7")
        await pilot.pause(0.1)
        await press(pilot, "f8")
        await press(pilot, "f8")
        # A course file.
        await press(pilot, "f6")
        seen = await fresh_line(pilot, "h.yaml", "enter")
        assert (tmp_path / "h.yaml").is_file(), seen
        await resized(pilot, then)
        # The whole graph as Turtle, and it says where it went.
        await press(pilot, "f4")
        seen = await press(pilot, "f5")
        assert "myograph.ttl" in seen
        await press(pilot, "escape")
        # What a query finds, as a table and as a file.
        await press(pilot, "escape", "a")
        await fresh_line(pilot, "what abducts the hip?", "enter")
        await press(pilot, "f9")
        await fresh_line(pilot, "m.csv", "enter")
        await press(pilot, "f9")
        await fresh_line(pilot, "m.json", "enter")
        await press(pilot, "escape", "s")
        await press(pilot, "escape", "q")
    assert made.return_code == 0
    course = read_course((tmp_path / "h.yaml").read_text("utf-8"), "h.yaml", graph)
    assert [(part.number, part.wanted.topic) for part in course.parts(4)] == [(4, "knee-pain")]
    assert course.seed == 7
    written = pyoxigraph.parse(path=tmp_path / "myograph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    assert sum(1 for _ in written) > 10_000
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answers = {answer["text"] for answer in json.loads((tmp_path / "m.json").read_text("utf-8"))["answers"]}
    assert {"gluteus medius", "gluteus minimus"} <= answers
    assert {row[next(iter(row))] for row in rows} == answers
