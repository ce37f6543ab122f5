"""Ask by its keys: answers with their claims, queries with their rows, and files made of either."""

from __future__ import annotations

import csv
import json
import threading
from typing import TYPE_CHECKING

import pytest
from hostile import LABELS, hostile
from textual.widgets import Input, OptionList, Static, TextArea

from kg.sparql.errors import QueryStoppedError
from quiz.tui.app import MyographApp
from quiz.tui.messages import ShowEntity, ShowSource
from quiz.tui.screens.ask import AskScreen
from quiz.tui.screens.line import LineScreen
from quiz.tui.screens.sure import SureScreen
from quiz.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.message import Message
    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph

    Make = Callable[..., MyographApp]

WHICH = "Which muscles abduct the hip?"
QUERY = (
    "SELECT ?muscle ?number {\n  VALUES (?muscle ?number) { (id:piriformis 10) (id:sartorius 9) (<x:y> 9) } }"
)


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def ask(pilot: Pilot[None], question: str) -> None:
    """Hold a question as if it was typed, which takes a test long, and ask it."""
    pilot.app.screen.query_one("#in-words", Input).value = question
    await press(pilot, "f5")


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#said Static", Static).content)


def row(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#row Static", Static).content)


def grid(pilot: Pilot[None]) -> Grid:
    return pilot.app.screen.query_one(Grid)


def feet(pilot: Pilot[None]) -> list[str]:
    """Return the labels of the keys at the foot."""
    active = pilot.app.screen.active_bindings.values()
    return list(
        dict.fromkeys(each.binding.description for each in active if each.binding.show and each.enabled)
    )


def near(pilot: Pilot[None]) -> list[str]:
    return [str(option.prompt) for option in pilot.app.screen.query_one("#near", OptionList).options]


def column(pilot: Pilot[None], place: int) -> list[str]:
    """Return what the cells of a column say."""
    return [str(grid(pilot).get_row_at(number)[place]) for number in range(grid(pilot).row_count)]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """What other rooms were asked to show."""
    found: list[Message] = []
    for name in ("on_show_entity", "on_show_source"):
        monkeypatch.setattr(MyographApp, name, lambda _, message: found.append(message))
    return found


async def test_plain_words_by_keys(
    app: Make, graph: KnowledgeGraph, shown: list[Message], tmp_path: Path
) -> None:
    async with app().run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        screen = pilot.app.screen
        assert isinstance(screen, AskScreen)
        # Questions to begin with can be read and have answers.
        assert len(near(pilot)) == 3
        assert sorted(feet(pilot)) == ["Help", "Run", "Words, SPARQL"]
        await press(pilot, "down", "enter")
        assert said(pilot).startswith("Read as: ")
        assert grid(pilot).row_count > 0

        await press(pilot, "n")
        await ask(pilot, WHICH)
        assert said(pilot).startswith("Read as: Muscles that perform hip abduction.")
        assert "Left out, as refuted: the gracilis" in said(pilot)
        assert screen.focused is grid(pilot)
        assert "══▶ established" in column(pilot, 2)
        assert sorted(feet(pilot)) == ["Help", "Question", "Quit", "Run", "Save", "Words, SPARQL"]
        assert row(pilot).startswith("gemellus inferior\nThe gemellus inferior performs hip abduction. [")
        assert "How sure: TeachMeAnatomy says flatly that it is so; established." in row(pilot)

        # Order by a column, then the other way round; the row that is highlighted is told of.
        answers = column(pilot, 0)
        await press(pilot, "1")
        assert column(pilot, 0) == sorted(answers)
        await press(pilot, "1", "9")
        assert column(pilot, 0) == sorted(answers, reverse=True)
        assert next(str(each.label) for each in grid(pilot).columns.values()) == "1 Answer ▼"
        assert row(pilot).startswith("tensor fasciae latae")
        await press(pilot, "enter", "o", "c")
        entity, source = shown
        assert isinstance(entity, ShowEntity)
        assert isinstance(source, ShowSource)
        assert entity.entity == "tensor-fasciae-latae"
        assert entity.claim is not None
        assert source.source == graph.claim(entity.claim).source
        assert pilot.app.clipboard.split("\n")[1].startswith("tensor fasciae latae\t")

        # To a file: the ending chooses, none is replaced unasked, and nothing is written where it cannot be.
        file = tmp_path / "answer.csv"
        await press(pilot, "w")
        for typed, told in ((tmp_path / "answer.cvs", "“.csv”"), (file, None)):
            assert isinstance(pilot.app.screen, LineScreen)
            pilot.app.screen.query_one(Input).value = str(typed)
            await press(pilot, "enter")
            if told is not None:
                assert told in str(pilot.app.screen.query(Static).first().content)
        written = file.read_bytes()
        with file.open(newline="", encoding="utf-8") as lines:
            assert [line["answer"] for line in csv.DictReader(lines)] == answers
        file.write_bytes(b"mine")
        for key, kept in (("n", b"mine"), ("y", written)):
            await press(pilot, "w")
            pilot.app.screen.query_one(Input).value = str(file)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, SureScreen)
            await press(pilot, key)
            assert file.read_bytes() == kept
        await press(pilot, "w")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "nowhere" / "answer.json")
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert "cannot be written" in str(pilot.app.screen.query("Toast").last().render())
        assert list(tmp_path.glob("**/*.json")) == []

        # What cannot be read offers what can; ↑ brings back what was asked before, ↓ what was begun.
        await press(pilot, "n")
        await ask(pilot, "flurb knee pain muscles")
        assert said(pilot) == "I cannot read this question. Nothing here goes by “flurb”."
        offered = near(pilot)
        assert offered
        await press(pilot, "enter")
        assert said(pilot).startswith("Read as: ")
        line = screen.query_one("#in-words", Input)
        await press(pilot, "n", "end", "x", "up", "up")
        assert line.value == "flurb knee pain muscles"
        await press(pilot, "up")
        assert line.value == WHICH
        await press(pilot, "down", "down", "down")
        assert line.value == f"{offered[0]}x"
        places = pilot.app.study.places["ask"]  # type: ignore[attr-defined]
        assert places[:3] == [f"words: {offered[0]}", "words: flurb knee pain muscles", f"words: {WHICH}"]

        # Nothing is lost in the smallest terminal; in a large one the row stands beside the table.
        await ask(pilot, WHICH)
        for size, beside in (((60, 18), False), ((120, 40), True)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            table, words = grid(pilot).region, screen.query_one("#row").region
            assert min(table.height, words.height) >= 3
            assert (table.y == words.y) is beside
            assert words.bottom <= screen.query_one("#status").region.y
            assert (
                sum(each.get_render_width(grid(pilot)) for each in grid(pilot).columns.values())
                <= table.width
            )
        await press(pilot, "f2", "escape", "escape")
        assert pilot.app.current_mode == "today"


async def test_sparql_by_keys(
    app: Make, shown: list[Message], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = app()
    made.study.remembered.places["ask"] = ["sparql: ASK { }", f"words: {WHICH}"]
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        lines = pilot.app.screen.query_one(TextArea)
        # Where the newest was a query, queries are typed; ↑ in the first line brings it back.
        assert lines.display
        await press(pilot, "n", "up")
        assert lines.text == "ASK { }"
        # A mistake is shown with its place, and the cursor stands there.
        lines.text = "SELECT ?a {\n  ?a a id:x\n} LIMITS 1"
        monkeypatch.setattr("kg.sparql.process.Oxigraph.answer", _refuse)
        await press(pilot, "f5")
        assert "is wrong at line 3, column 3" in said(pilot)
        assert lines.cursor_location == (2, 2)
        monkeypatch.undo()

        lines.text = QUERY
        await press(pilot, "f5")
        assert said(pilot) == "3 rows."
        assert column(pilot, 0) == ["id:piriformis", "id:sartorius", "<x:y>"]
        await press(pilot, "2")
        assert column(pilot, 1) == ["9", "9", "10"]
        assert column(pilot, 0) == ["id:sartorius", "<x:y>", "id:piriformis"]
        assert row(pilot) == "?muscle: id:sartorius\n?number: 9"
        monkeypatch.setattr(MyographApp, "on_show_entity", lambda _, message: shown.append(message))
        await press(pilot, "enter", "down", "enter")
        assert [each.entity for each in shown if isinstance(each, ShowEntity)] == ["sartorius"]

        # To a file, and the words are kept meanwhile.
        for ending in ("csv", "json"):
            await press(pilot, "w")
            pilot.app.screen.query_one(Input).value = str(tmp_path / f"rows.{ending}")
            await press(pilot, "enter")
        assert (tmp_path / "rows.csv").read_text("utf-8").startswith("muscle,number\n")
        assert len(json.loads((tmp_path / "rows.json").read_bytes())["results"]["bindings"]) == 3
        await press(pilot, "f3")
        await ask(pilot, "What is knee pain?")
        assert said(pilot).startswith("Read as: What knee pain is")
        await press(pilot, "f3")
        assert lines.text == QUERY
        assert pilot.app.screen.focused is lines


async def test_escape_stops_waiting_and_the_query(app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    class Slow:
        def __init__(self, _: bytes) -> None:
            self._stop = threading.Event()

        def stop(self) -> None:
            self._stop.set()

        def answer(self, *_: object, **__: object) -> None:
            begun.set()
            assert self._stop.wait(10)
            ended.set()
            raise QueryStoppedError("The query was stopped.")

    monkeypatch.setattr("kg.sparql.process.Oxigraph", Slow)
    monkeypatch.setattr("kg.rdf.to_ntriples", lambda _: b"")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        await press(pilot, "f3")
        await pilot.press("f5")
        await pilot.pause()
        assert begun.wait(10)
        assert pilot.app.screen.query_one("#status").working  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert ended.is_set()
        assert said(pilot) == "Stopped."
        assert not pilot.app.screen.query_one("#status").working  # type: ignore[attr-defined]
        assert isinstance(pilot.app.screen, AskScreen)
        # Leaving the app stops it, too.
        begun.clear()
        ended.clear()
        await pilot.press("f5")
        await pilot.pause()
        assert begun.wait(10)
    assert ended.wait(10)


async def test_labels_that_try_to_break_out_stay_as_they_are(app: Make, graph: KnowledgeGraph) -> None:
    made = app()
    odd = hostile(graph)
    made.study.load_graph = lambda: odd
    async with made.run_test(size=(60, 18), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        await ask(pilot, "What is [Your Name]?")
        assert LABELS[0] in said(pilot)
        assert LABELS[0] in row(pilot)
        await ask(pilot, "Which claims are there?")
        assert any(LABELS[0] in text for text in column(pilot, 0))
        for _ in range(grid(pilot).row_count - 1):
            grid(pilot).action_cursor_down()
        await settled(pilot)
        assert any(label in row(pilot) for label in LABELS)


def _refuse(_: object, query: object, **__: object) -> None:
    """Say of a query what Oxigraph says of it, without a process."""
    from kg.sparql.guard import Query
    from kg.sparql.mistakes import explained

    assert isinstance(query, Query)
    raise explained(query, "error at 3:3: expected", query.text.index("LIMITS"))
