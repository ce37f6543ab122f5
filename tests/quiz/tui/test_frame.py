"""What is the same in every room: the ways between them, help, palette, colours, what is remembered."""

from __future__ import annotations

import json
import re
from random import Random
from threading import Event
from typing import TYPE_CHECKING

import pytest
from screens import on_screen
from textual.command import CommandPalette
from textual.widgets import Static

from quiz.actions import all_actions, of
from quiz.keys import ROOMS
from quiz.remembered import Remembered
from quiz.settings import Settings
from quiz.tui.app import MyographApp
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.room import Room
from quiz.tui.study import Study
from quiz.tui.widgets.rooms import Rooms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.session import Session
    from quiz.start import Request

    Make = Callable[..., MyographApp]

WAYS = {action.id.partition(".")[2]: action.keys for action in of("go")}
# What cannot be done before anything was answered.
NOT_YET = ("today.continue", "today.mistakes", "today.drill")
SIZES = [(80, 24), (60, 18), (120, 40)]


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def line_of_rooms(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Rooms).render().plain


@pytest.mark.parametrize("size", SIZES)
async def test_every_room_is_a_key_away_and_shows_at_most_six_keys(app: Make, size: tuple[int, int]) -> None:
    async with app().run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        for name in (*ROOMS[1:], "today"):
            if isinstance(pilot.app.screen, Room) and pilot.app.screen.typing:
                await pilot.press("escape")
            await pilot.press(WAYS[name])
            await settled(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, Room)
            assert (screen.NAME, pilot.app.current_mode) == (name, name)
            shown = line_of_rooms(pilot)
            assert f"• {name.capitalize()}" in shown
            assert len(shown) <= size[0]
            greyed = pilot.app.check_action("go", (name,))
            assert greyed is (False if screen.typing else None), "where the learner is, is greyed"
            assert 0 < len(screen.query("FooterKey")) <= 6
            assert screen.query_one("#status").region.height == 1
            assert screen.query_one("#body").region.bottom < size[1]


async def test_a_click_on_the_line_of_rooms_goes_there(app: Make) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        where = line_of_rooms(pilot).index("Sources")
        await pilot.click(Rooms, offset=(where + 2, 0))
        await settled(pilot)
        assert pilot.app.current_mode == "sources"
        await pilot.click(Rooms, offset=(79, 0))
        await pilot.pause()
        assert pilot.app.current_mode == "sources"


async def test_help_tells_of_the_screen_its_keys_and_what_has_the_focus(app: Make) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key in ("f1", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, HelpScreen)
            told = "\n".join(str(each.content) for each in pilot.app.screen.query(Static))
            for action in of("today"):
                assert (action.tip in told) == (action.id not in NOT_YET), action
            assert all(action.tip in told for action in of("app") if action.id != "app.quit-now")
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, HelpScreen), "help on help is the same help"
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Room)


async def test_the_palette_has_every_action_that_can_be_done_here(app: Make) -> None:
    made = app()
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        offered = {command.title: command for command in made.get_system_commands(made.screen)}
        for place in ("today", "app", "go"):
            for action in (each for each in of(place) if each.id != "app.quit-now"):
                there = action.listed and action.id not in (*NOT_YET, "go.today")
                assert (action.label in offered) == there, action
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(made.screen, CommandPalette)
        await pilot.press(*"paths")
        await pilot.pause(0.3)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert made.current_mode == "paths"


async def test_colours_and_place_are_remembered_until_the_next_day(
    graph: KnowledgeGraph, log: AnswerLog, tmp_path: Path
) -> None:
    place = tmp_path / "data" / "app.json"

    def make() -> MyographApp:
        found = Remembered.read(place)
        return MyographApp(
            Study(lambda: graph, log, Random(3), lambda: 0.0, remembered=found, remember_in=place)
        )

    first = make()
    async with first.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        first.theme = "myograph-light"
        await pilot.press("g")
        await settled(pilot)
    first.study.remember()
    assert place.stat().st_mode & 0o777 == 0o600
    again = make()
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert (again.theme, again.current_mode) == ("myograph-light", "progress")
    kept = json.loads(place.read_text("utf-8"))
    place.write_text(json.dumps(kept | {"day": kept["day"] - 1, "theme": "no such theme"}), "utf-8")
    next_day = make()
    async with next_day.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert (next_day.theme, next_day.current_mode) == ("myograph-dark", "today")


async def test_keys_are_as_the_learner_set_them(graph: KnowledgeGraph, log: AnswerLog) -> None:
    settings = Settings(vim=True, keys={"go.paths": "f7", "app.help": "z"})
    made = MyographApp(Study(lambda: graph, log, Random(3), lambda: 0.0, settings))
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "f7 Paths" in line_of_rooms(pilot)
        menu = pilot.app.screen.query_one("#menu")
        before = menu.highlighted  # type: ignore[attr-defined]
        await pilot.press("j")
        assert menu.highlighted != before  # type: ignore[attr-defined]
        await pilot.press("k", "p")
        await pilot.pause()
        assert made.current_mode == "today", "p does nothing any more"
        await pilot.press("f7")
        await settled(pilot)
        assert made.current_mode == "paths"
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(made.screen, HelpScreen)


async def test_what_takes_long_shows_how_far_it_is_and_what_does_not_shows_nothing(
    app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begin = Event(), Study.begin

    def slowly(study: Study, request: Request, progress: Callable[[str], None]) -> Session:
        for step in "abc":
            progress(step)
        gate.wait(20)
        return begin(study, request, progress)

    monkeypatch.setattr(Study, "begin", slowly)
    made = app()
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        usual = on_screen(made)[-2]
        await pilot.press("n")
        await pilot.pause()
        assert on_screen(made)[-2] == usual, "not before half a second"
        await pilot.pause(0.6)
        assert re.fullmatch(r" Making the quiz ▕█+░+▏ 2 of \d+", on_screen(made)[-2])
        gate.set()
        await settled(pilot)
        assert isinstance(made.screen, QuizScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert "Making" not in on_screen(made)[-2]


async def test_a_worker_that_fails_unforeseen_is_not_silent(app: Make) -> None:
    made = app()

    def broken() -> KnowledgeGraph:
        raise ZeroDivisionError("not foreseen")

    made.study.load_graph = broken
    with pytest.raises(ZeroDivisionError, match="not foreseen"):
        async with made.run_test(size=(80, 24)) as pilot:
            await pilot.pause(0.2)


async def test_a_long_name_on_the_left_of_the_status_line_leaves_the_right_side_whole(app: Make) -> None:
    made = app()
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = made.screen
        assert isinstance(screen, Room)
        for name in ("臀中肌" * 40, "m" * 300):
            screen.status.tell(name, "3 of 20 today")
            await pilot.pause()
            line = on_screen(made)[-2].strip()
            assert line.startswith(name[:20])
            assert line.endswith(("…  3 of 20 today", "…   3 of 20 today"))


def test_ids_say_where_an_action_is_done() -> None:
    assert all(action.place in action.id for action in all_actions().values())
