"""What a newcomer stumbled over: keys that a text should name, letters that went astray, words cut off."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from handmade import CHOOSE_MANY, CHOOSE_ONE, TEXT
from screens import on_screen, whole_screen
from textual.widgets import Input

import quiz.tui
from kg.nearpaths import long_pairs
from kg.part import around
from quiz.tui.app import MyographApp
from quiz.tui.screens.paths import PathsScreen
from quiz.tui.screens.sources import SourcesScreen
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    import pytest
    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog

    Make = Callable[..., MyographApp]
    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

HELP = Path(quiz.tui.__file__).with_name("help")
STYLES = Path(quiz.tui.__file__).with_name("styles")
# What is shared says nothing of one screen.
SHARED = ("app", "form", "search")


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def test_no_line_of_help_is_broken_by_hand() -> None:
    """A terminal breaks lines where it must: breaks of our own leave half of each line empty."""
    in_columns = re.compile(r"^ {2}|\S {2,}\S")
    for file in sorted(HELP.glob("*.md")):
        lines = file.read_text("utf-8").splitlines()
        for line, after in pairwise(lines):
            if line and after and not in_columns.search(line):
                assert line.endswith((".", ":")), f"{file.name}: {line}"


def test_what_a_room_wears_is_its_own() -> None:
    """Textual keeps the styles of every screen that was shown: a bare #page would be the quiz's as well."""
    for file in sorted(STYLES.glob("*.tcss")):
        if file.stem not in SHARED:
            for line in file.read_text("utf-8").splitlines():
                if line.endswith(("{", ",")) and not line.startswith(" "):
                    for selector in line.rstrip(" {,").split(", "):
                        assert selector.startswith(f"{file.stem.capitalize()}Screen"), f"{file.name}: {line}"


async def test_a_room_looks_the_same_after_the_others_were_seen(app: Make, log: AnswerLog) -> None:
    made = app()
    async with made.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        before = on_screen(made)
        for key in ("b", "p", "a", "g", "s", "e"):
            # Out of the line that has the keys, where a room has one.
            await pilot.press(*(["escape"] if made.screen.typing else []), key)  # type: ignore[attr-defined]
            await settled(pilot)
        assert on_screen(made) == before
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press("escape", "b", "f7")
        await settled(pilot)
        await pilot.press("escape", "escape")
        made.quizzes.take(log.start("made by hand", [CHOOSE_ONE], "{}"))
        await settled(pilot)
        assert "──" not in whole_screen(made)
        assert "Question 1 of 1" in whole_screen(made)


async def test_the_narrowest_terminal_shows_all_six_keys(app: Make, asked: Asked) -> None:
    async with asked(CHOOSE_MANY, CHOOSE_ONE, size=(60, 18)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "⏎ Hand in" in on_screen(pilot.app)[-1]
        assert on_screen(pilot.app)[-1].endswith("q Quit")
        await pilot.press("escape")
        await settled(pilot)
        assert " c Continue" in on_screen(pilot.app)[-1]
        assert on_screen(pilot.app)[-1].endswith("q Quit")
        await pilot.press("a")
        await settled(pilot)
        assert "f3 Words, SPARQL" in on_screen(pilot.app)[-1]
        await pilot.press("escape")
        await settled(pilot)
        assert on_screen(pilot.app)[-1].endswith("q Quit")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "  q Quit" in on_screen(pilot.app)[-1]
        await pilot.resize_terminal(60, 18)
        await settled(pilot)
        assert on_screen(pilot.app)[-1].endswith("Help q Quit")


async def test_a_typed_answer_tells_how_to_leave_and_a_hint_what_it_costs(asked: Asked) -> None:
    async with asked(TEXT, CHOOSE_ONE) as pilot:
        assert "Enter hands in, Escape leaves for now." in whole_screen(pilot.app)
        await pilot.press("f2")
        await pilot.pause()
        assert "A right answer now counts half." in whole_screen(pilot.app)


async def test_rooms_with_lines_take_what_is_typed_at_once(app: Make, graph: KnowledgeGraph) -> None:
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert "Ask in plain words; F3 turns to SPARQL. ↓ leads to these" in whole_screen(made)
        # The line has the keys, so that words typed at once are no commands.
        await pilot.press("p", "escape", "p")
        await settled(pilot)
        assert "Type what to begin with and what to come to." in whole_screen(made)
        # What is found for the room in the meantime leaves the keys to the learner who types already.
        made.screen.post_message(PathsScreen.Paired(long_pairs(graph, 3)))
        await pilot.pause()
        await pilot.press("k")
        assert isinstance(made.screen, PathsScreen)
        assert made.screen.query_one("#from", Input).value == "k"


async def test_letters_lead_on_from_the_sources_at_once(app: Make) -> None:
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        focused: list[object] = []
        made.action_go("sources")
        room = made.screen
        assert isinstance(room, SourcesScreen)
        room.watch(room, "focused", lambda widget: focused.append(widget), init=False)
        await settled(pilot)
        assert focused
        assert not any(isinstance(widget, Input) for widget in focused)


async def test_f5_writes_the_paper(
    graph: KnowledgeGraph, log: AnswerLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = around(graph, "gluteus-medius", 1)
    monkeypatch.chdir(tmp_path)
    made = MyographApp(Study(lambda: small, log, Random(3), lambda: 0.0))
    made.study.places["build"] = ["quiz", "", "", "4", "1", "any", "cloze", "exercise-goal"]
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        await pilot.press("f7")
        await pilot.pause()
        assert "Write (F5)" in whole_screen(made)
        assert "f5 Write" in on_screen(made)[-1]
        await pilot.press("f5")
        await settled(pilot)
        assert len(list(tmp_path.glob("paper.*"))) == 1
