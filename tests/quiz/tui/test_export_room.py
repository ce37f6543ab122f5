"""The dialog that writes the graph, or a part of it, by its keys."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from kg.export import FORMATS
from kg.model import Status
from kg.part import around, with_status
from kg.portion import FORMS
from kg.scope import on_chains
from quiz.tui.app import MyographApp
from quiz.tui.screens.export import ExportScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.sure import SureScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.study import Study
from quiz.tui.widgets.form import Turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog

    Make = Callable[..., MyographApp]


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def opened(pilot: Pilot[None]) -> ExportScreen:
    await settled(pilot)
    await pilot.press("f4")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ExportScreen)
    return pilot.app.screen


def text(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}", Static).content)


def typed(pilot: Pilot[None], name: str) -> Input:
    return pilot.app.screen.query_one(f"#{name}", Input)


def test_every_format_has_words_and_an_ending() -> None:
    assert set(FORMS) == set(FORMATS), "each file in kg/export has its words and ending in kg/portion.py"
    assert len({form.ending for form in FORMS.values()}) == len(FORMS)


async def test_parts_of_the_graph_are_written_as_the_command_writes_them(
    app: Make, graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rdflib

    import kg.export

    monkeypatch.chdir(tmp_path)
    made = app()
    made.study.places.update(explore=["glutes", "knee-pain"], paths=["weak gluteus medius", "knee pain"])
    told: list[str] = []
    made.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        screen = await opened(pilot)
        assert len(screen.query("FooterKey")) <= 6
        assert text(pilot, "command") == "myograph export -f turtle -o myograph.ttl"
        # What was looked at last stands there already; the file is named after it.
        await pilot.press("right")
        await pilot.pause()
        assert typed(pilot, "file").value == "knee-pain.ttl"
        line = "myograph export --around 'knee pain' --depth 1 -f turtle -o knee-pain.ttl"
        assert text(pilot, "command") == line
        await pilot.press("f3")
        assert pilot.app.clipboard == line
        await pilot.press("f5")
        await settled(pilot)
        near = around(graph, "knee-pain", 1)
        data = (tmp_path / "knee-pain.ttl").read_bytes()
        assert data == kg.export.write(near, "turtle")
        assert len(rdflib.Graph().parse(data=data, format="turtle")) > len(near.claims())
        assert f"✓ Wrote {len(data):,} bytes to {tmp_path / 'knee-pain.ttl'}." in text(pilot, "outcome")
        assert told == [
            "Sent to the terminal's clipboard.", f"Wrote {len(data):,} bytes to {tmp_path / 'knee-pain.ttl'}."
        ]  # fmt: skip
        # A file that is there is replaced only if the learner is sure.
        (tmp_path / "knee-pain.ttl").write_text("mine")
        for answer, kept in (("n", True), ("y", False)):
            await pilot.press("f5")
            await pilot.pause()
            assert isinstance(pilot.app.screen, SureScreen)
            await pilot.press(answer)
            await settled(pilot)
            assert ((tmp_path / "knee-pain.ttl").read_text() == "mine") is kept
        # The mouse turns a line, too: back by the mark at its left, else on.
        for offset, part in (((1, 0), "whole"), ((5, 0), "around")):
            await pilot.click("#part", offset=offset)
            await pilot.pause()
            assert pilot.app.screen.query_one("#part", Turn).value == part
        # Chains between two, of one status, in another format; the file's name is edited.
        await pilot.press("right", "tab", "tab", "tab", "down", "down", "space", "tab", "left")
        await pilot.pause()
        assert typed(pilot, "file").value == "weak-gluteus-medius-to-knee-pain.svg"
        await pilot.press(*("left",) * 5)
        await pilot.pause()
        assert typed(pilot, "file").value.endswith(".jsonld")
        await pilot.press("down")
        typed(pilot, "file").value = "mine.json"
        await pilot.press("up", "right", "down")
        await pilot.pause()
        assert typed(pilot, "file").value == "mine.json"
        assert "--path 'weak gluteus medius' 'knee pain' --status contested -f mermaid" in text(
            pilot, "command"
        )
        await pilot.press("enter")
        await settled(pilot)
        some = with_status(on_chains(graph, "weak-gluteus-medius", "knee-pain"), [Status.CONTESTED])
        assert (tmp_path / "mine.json").read_bytes() == kg.export.write(some, "mermaid")
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_what_cannot_be_written_says_why_and_leaves_no_file(
    app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    made = app()
    async with made.run_test(size=(60, 18), notifications=True, tooltips=True) as pilot:
        screen = await opened(pilot)
        assert screen.query_one("#box").region.bottom <= 17
        await pilot.press("right")
        for field, value, why in (
            ("thing", "", "✗ Say which thing of the graph."),
            (
                "thing",
                "knee pane [",
                "✗ Nothing in the graph is called “knee pane [”. Did you mean “knee pain”",
            ),
            ("depth", "0", "✗ Steps are from 1 to 99."),
            ("file", "absent/x.ttl", "x.ttl cannot be written: its folder does not exist."),
            ("file", str(tmp_path), "names no file"),
            ("file", "/proc/x.ttl", "/proc/x.ttl cannot be written: "),
        ):
            usual = typed(pilot, field).value or "knee pain"
            typed(pilot, field).value = value
            await pilot.pause()
            await pilot.press("f5")
            await settled(pilot)
            assert why in text(pilot, "outcome")
            typed(pilot, field).value = "" if field == "depth" else usual
        typed(pilot, "thing").value = "knee pain"
        # Nothing of that status is there.
        screen.query_one("#statuses").focus()
        await pilot.press("end", "space", "f5")
        await settled(pilot)
        assert "✗ No claim is left to write." in text(pilot, "outcome")
        await pilot.press("space", "tab", "left")
        await pilot.pause()
        assert "! Graphviz is not installed" in text(pilot, "outcome")
        typed(pilot, "file").value = "x.svg"
        await pilot.press("f5")
        await settled(pilot)
        assert "✗ Graphviz is not installed" in text(pilot, "outcome")
    assert list(tmp_path.glob("*.svg")) + list(tmp_path.glob("*.ttl")) == []


async def test_before_the_graph_is_there_it_says_so_and_left_while_writing_nothing_is_written(
    graph: KnowledgeGraph, log: AnswerLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from random import Random

    monkeypatch.chdir(tmp_path)
    loaded, written = Event(), Event()

    def load() -> KnowledgeGraph:
        loaded.wait(20)
        return graph

    def slow(*_: object) -> bytes:
        written.wait(20)
        return b"late"

    monkeypatch.setattr("kg.export.write", slow)
    made = MyographApp(Study(load, log, Random(3), lambda: 0.0))
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        assert "The graph is being loaded" in text(pilot, "outcome")
        await pilot.press("f5", "f3", "escape")
        loaded.set()
        screen = await opened(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert screen.query_one("Status").working  # type: ignore[attr-defined]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        written.set()
        await settled(pilot)
    assert not (tmp_path / "myograph.ttl").exists()
