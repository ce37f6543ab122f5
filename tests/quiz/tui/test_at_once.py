"""Keys that are pressed faster than the app goes on, and what happens below what is on top."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from threading import Event
from typing import TYPE_CHECKING

from handmade import CHOOSE_ONE
from screens import whole_screen
from smallgraphs import claim, world
from textual.events import Key

from kg.graph import KnowledgeGraph
from quiz.session import Mode
from quiz.start import Request
from quiz.tui.screens.room import Room
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from quiz.learner.log import AnswerLog
    from quiz.session import Session
    from quiz.tui.app import MyographApp

    Make = Callable[..., MyographApp]
    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys before anything that the first one does is done."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await settled(pilot)


def screens(pilot: Pilot[None]) -> list[str]:
    return [type(screen).__name__.removesuffix("Screen") for screen in pilot.app.screen_stack]


async def test_a_key_pressed_twice_opens_once_and_leaves_once(app: Make) -> None:
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("1")
        await pilot.press("w", "x")
        await at_once(pilot, "enter", "enter")
        assert screens(pilot) == ["Today", "Quiz"]
        await at_once(pilot, "g", "g")
        assert screens(pilot) == ["Today", "Quiz", "Explore"]
        await pilot.press("escape")
        await at_once(pilot, "o", "o")
        assert screens(pilot) == ["Today", "Quiz", "Sources"]
        await pilot.press("escape", "escape")
        await settled(pilot)
        await at_once(pilot, "c", "c")
        assert screens(pilot) == ["Today", "Quiz"]
        await pilot.press("f4")
        made.action_export()  # as the palette does, which lies on top
        await pilot.pause()
        assert screens(pilot) == ["Today", "Quiz", "Export"]
        assert not made.possible("go", ("explore",))
        await pilot.press("escape", "escape")
        await pilot.press("f4")
        assert not made.possible("go", ("explore",))


async def test_an_exam_ends_under_what_is_on_top(
    app: Make, log: AnswerLog, monkeypatch: pytest.MonkeyPatch, graph: KnowledgeGraph
) -> None:
    """What lies on top stays until it is left, and then the result is there."""
    made = app()
    start = log.now()
    session = log.start("an exam", [CHOOSE_ONE], "{}", mode=Mode.EXAM, deadline=start + timedelta(minutes=5))
    later = [timedelta()]

    def now() -> datetime:
        return start + later[0]

    monkeypatch.setattr(log, "now", now)
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        made.quizzes.take(session)
        await settled(pilot)
        await pilot.press("f1")
        later[0] = timedelta(minutes=6)
        await pilot.pause(1.2)
        assert session.submitted
        assert screens(pilot) == ["Today", "Exam", "Help"]
        await pilot.press("escape")
        await settled(pilot)
        assert screens(pilot) == ["Today", "Result"]
        await pilot.press("escape")
        await settled(pilot)
        assert screens(pilot) == ["Today"]


async def test_no_room_goes_on_telling_of_a_quiz_that_is_made(
    app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The learner may be in another room by the time when it is there."""
    go_on = Event()
    begin = Study.begin

    def slow(self: Study, request: Request, progress: Callable[[str], None]) -> Session:
        go_on.wait(10)
        return begin(self, request, progress)

    monkeypatch.setattr(Study, "begin", slow)
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        today = made.screen
        assert isinstance(today, Room)
        await pilot.press("n")
        await pilot.pause()
        assert today.status.working
        await pilot.press("e")
        await pilot.pause()
        go_on.set()
        await settled(pilot)
        assert screens(pilot) == ["Explore", "Quiz"]
        assert not today.status.working


async def test_keys_come_back_to_what_had_them(app: Make) -> None:
    """A terminal that was too small for a while takes them away, and nothing else would give them back."""
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        for keys in ("t", "b", "e", "pn"):
            await pilot.press("escape", *keys)
            await settled(pilot)
            had = made.focused
            assert had is not None
            await pilot.resize_terminal(40, 10)
            await pilot.pause()
            assert made.focused is None
            await pilot.resize_terminal(60, 18)
            await pilot.pause()
            await pilot.pause()
            assert made.focused is had
            await pilot.resize_terminal(80, 24)
            await pilot.pause()


def test_a_quiz_is_begun_over_a_connection_of_its_own(graph: KnowledgeGraph, log: AnswerLog) -> None:
    """It is begun in another thread, and two that use one connection at once make each other fail."""
    study = Study(lambda: graph, log, Random(3), lambda: 0.0, graph=graph)
    said: list[str] = []
    log.store.db.set_trace_callback(said.append)
    session = study.begin(Request(number=1, type="true-false", seed=1))
    assert said == []
    session.answer(0, 1)
    assert said
    kept = log.session(session.id)
    assert kept is not None
    assert kept.answers == session.answers


async def test_what_would_control_the_terminal_is_not_handed_on(
    app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textual.widgets import Static

    from kg.cells import to_tsv
    from quiz.tui.clipboard import send
    from quiz.tui.text import plain, styled

    nasty = "knee\x1b[2J\x9b2J\u202e\ud800"
    seen = "knee\ufffd[2J\ufffd2J\ufffd\ufffd"
    assert plain(f"{nasty}\n{nasty}").plain == f"{seen}\n{seen}"
    assert styled(nasty, (nasty, "bold")).plain == seen * 2
    assert to_tsv(["a"], [[f" ={nasty}"]]) == f"a\n'={seen}\n"
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        made.screen.query_one("#title", Static).update(plain(nasty))
        sent: list[str] = []
        monkeypatch.setattr(made, "copy_to_clipboard", sent.append)
        made.screen.notify(nasty, markup=False)
        send(made.screen, nasty)
        await pilot.pause()
        assert sent == [seen]
        shown = whole_screen(made)
        assert shown.count(seen) == 2
        assert "\x1b" not in shown


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """To open one waits for whoever is at its other end: the app could not even be left any more."""
    import os

    import pytest

    from kg.errors import UnusableFileError
    from quiz.tui.namedfiles import origin, target

    os.mkfifo(tmp_path / "pipe")
    for named in (origin, target):
        with pytest.raises(UnusableFileError, match="is a pipe or a device: name a file"):
            named(str(tmp_path / "pipe"))


async def test_where_a_thing_leads_is_asked_of_that_thing(app: Make, graph: KnowledgeGraph) -> None:
    """Its label may be that of another one."""
    small = world(graph, claim("one leadsTo two"), claim("other leadsTo three"))
    same = tuple(
        each._replace(label="one") if each.id == "other" else each for each in small.content.entities
    )
    made = app()
    made.study.load_graph = lambda: KnowledgeGraph(replace(small.content, entities=same))
    made.study.places["explore"] = ["other"]
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("e", "w")
        await settled(pilot)
        assert made.study.graph is not None
        assert made.study.graph.find(made.study.places["paths"][0]).id == "other"


async def test_what_was_worked_out_before_does_not_come_after(
    app: Make, log: AnswerLog, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress on the same topic is worked out again once a claim is set aside; the slower one is older."""
    from quiz.coverage import may_be_asked
    from quiz.learner.progress import progress
    from quiz.tui.screens.progress import ProgressScreen

    go_on, set_aside = Event(), Event()

    def slow(*asked: object, **more: object) -> object:
        found = progress(*asked, **more)  # type: ignore[arg-type]
        if not set_aside.is_set():
            go_on.wait(10)
        return found

    made = app()
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        monkeypatch.setattr("quiz.learner.progress.progress", slow)
        await pilot.press("g")
        room = made.screen
        assert isinstance(room, ProgressScreen)
        older = [worker for worker in made.workers if worker.group == "progress"]
        log.mark(next(iter(may_be_asked(graph))).id, "suspended")
        await pilot.pause(0.2)
        set_aside.set()
        room.look()
        await settled(pilot)
        go_on.set()
        await pilot.pause(0.2)
        assert older
        assert room.found is not None
        assert room.found.told.suspended == 1
