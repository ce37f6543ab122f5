"""The room that shows how far the learner is: each section by its keys, and what each line leads to."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hostile import LABELS, hostile
from logs import Clock, opened, studied
from rich.cells import cell_len
from screens import on_screen, whole_screen
from textual.widgets import Input, OptionList, Static

from quiz.learner.confusions import Contrast
from quiz.learner.mastery import Standing
from quiz.learner.progress import Day, Row, progress
from quiz.learner.topics import Topic
from quiz.tui.app import MyographApp
from quiz.tui.screens.progress import ProgressScreen
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.study import Study
from quiz.tui.text import styled
from quiz.tui.widgets import standing
from quiz.tui.widgets.listed import Listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.tui.messages import ShowEntity

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
LEECH = "gemellus-superior-root-spinal-root-l5"


@pytest.fixture(scope="module")
def written(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a log in which there is something of everything."""
    folder = tmp_path_factory.mktemp("written")
    studied(folder, graph, NOON)
    return folder


@pytest.fixture
def kept(written: Path, tmp_path: Path) -> AnswerLog:
    """A log of its own in which there is something of everything."""
    shutil.copytree(written, tmp_path / "kept")
    return opened(tmp_path / "kept", Clock(NOON, 1))


@pytest.fixture
def begun(graph: KnowledgeGraph, kept: AnswerLog) -> Callable[..., MyographApp]:
    """Make an app whose learner has studied for days."""

    def make(places: dict[str, list[str]] | None = None, log: AnswerLog | None = None) -> MyographApp:
        study = Study(lambda: graph, log or kept, Random(3), lambda: 0.0)
        study.places.update(places or {})
        return MyographApp(study)

    return make


async def ready(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return what is on the screen then."""
    await pilot.press(*keys)
    await ready(pilot)
    return whole_screen(pilot.app)


def room(pilot: Pilot[None]) -> ProgressScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ProgressScreen)
    return screen


def lines(pilot: Pilot[None], section: str) -> list[str]:
    options = room(pilot).query_one(f"#{section}", Listed).query_one(OptionList).options
    return [str(option.prompt) for option in options]


def title(pilot: Pilot[None]) -> str:
    return str(room(pilot).query_one("#title", Static).content)


def foot(pilot: Pilot[None]) -> list[str]:
    keys = pilot.app.screen.query("FooterKey").results()
    return [str(key.description) for key in keys]  # type: ignore[attr-defined]


async def test_before_the_first_answer_it_says_how_to_begin(app: Callable[..., MyographApp]) -> None:
    async with app().run_test(size=(60, 18), notifications=True, tooltips=True) as pilot:
        await ready(pilot)
        shown = await pressed(pilot, "g")
        assert "Nothing is answered yet. 1,082 claims are waiting. Go to Today with t" in shown
        assert not room(pilot).view.display
        assert "Nothing is answered yet." in await pressed(pilot, "4", "d", "x", "right", "slash")
        assert room(pilot) is pilot.app.screen
        await pressed(pilot, "escape")
        assert pilot.app.current_mode == "today"


async def test_each_section_is_a_key_away_and_fits(begun: Callable[..., MyographApp]) -> None:
    async with begun().run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await ready(pilot)
        shown = await pressed(pilot, "g")
        head, first = lines(pilot, "mastery")[:2]
        assert head.split() == ["Topic", "known,", "0", "to", "100", "%", "asked", "due", "learned"]
        assert re.fullmatch(r"lower extremity +[░▒█]+ 18–68 % +16/653 +\d+ +\d+", first)
        assert any("not enough yet" in line for line in lines(pilot, "mastery"))
        assert lines(pilot, "mastery")[-1].startswith("Relations not begun: ")
        assert "lower extremity: 16 of 653 claims asked," in shown
        assert "▸ Mastery 2 Calendar 3 Forecast 4 Mixed up 5 Weak" in shown
        assert foot(pilot) == ["Sections", "Topic", "Help", "Quit"]

        shown = await pressed(pilot, "2")
        assert "▸ Calendar" in shown
        assert "· none ░ 1–7 ▒ 8–15 ▓ 16–22 █ 23–30" in shown
        assert "[Monday 2 March 2026] no answers." in shown
        assert "In all: 480 answers, " in shown
        assert "Streak: 16 study days, longest 16." in shown
        assert "[Sunday 1 March 2026] 30 answers, " in await pressed(pilot, "up")
        assert "[Sunday 22 February 2026] 30 answers, " in await pressed(pilot, "pageup")
        assert "[Monday 15 December 2025] no answers." in await pressed(pilot, "home", "up")
        assert "[Monday 2 March 2026]" in await pressed(pilot, "end", "down", "pagedown")
        calendar = room(pilot).query_one("#calendar")
        await pilot.click(calendar, offset=(4 + 3 * 10 + 1, 3))
        assert "[Wednesday 25 February 2026] 30 answers" in whole_screen(pilot.app)

        shown = await pressed(pilot, "right")
        assert "▸ Forecast" in shown
        assert "Due today: 8. Within a week: 8." in shown
        assert re.search(r"████.* 8 .*Mon +Tue +Wed", shown)

        shown = await pressed(pilot, "right")
        assert lines(pilot, "mixed")[0].startswith("✗ ischial tuberosity and pectineal line")
        assert re.search(r"16 times  last yesterday$", lines(pilot, "mixed")[0])
        assert re.search(r"^✓ .* once  cleared up since$", lines(pilot, "mixed")[-1])
        assert "arises from the ischial tuberosity" in shown, "what tells the two apart"
        assert foot(pilot) == ["Sections", "Topic", "Tell apart", "Help", "Quit"]
        mixed = room(pilot).query_one("#mixed", Listed)
        mixed.lines.highlighted = 1
        await pilot.pause()
        assert room(pilot).check_action("drill", ()) is None, (
            "nothing tells these two apart but what they are"
        )
        mixed.lines.highlighted = 0
        before = str(pilot.app.screen.focused)
        await pressed(pilot, "enter")
        assert "Pane" in str(pilot.app.screen.focused) != before, "Enter reads on below"

        await pressed(pilot, "5")
        assert [line[:16] for line in lines(pilot, "weak")[:2]] == ["Weak spots      ", "lateral rotators"]
        assert foot(pilot) == ["Sections", "Topic", "Set aside", "Help", "Quit"]
        await pressed(pilot, "right")
        assert room(pilot).here == "mastery", "after the last comes the first"
        await pressed(pilot, "left", "4", "d")
        assert isinstance(pilot.app.screen, QuizScreen)
        session = pilot.app.study.log.unfinished()  # type: ignore[attr-defined]
        assert all(
            "ischial-tuberosity" in item.claims[0] or "pectineal" in item.claims[0] for item in session.items
        )


async def test_a_topic_narrows_all_and_the_place_is_kept(begun: Callable[..., MyographApp]) -> None:
    made = begun()
    async with made.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await pressed(pilot, "g")
        whole = room(pilot).told()
        await pressed(pilot, "enter")
        assert title(pilot) == "Progress › lower extremity"
        assert lines(pilot, "mastery")[1].startswith("lower extremity")
        assert "Wider" in foot(pilot)
        await narrowed(pilot, "gluteus mediu")
        assert "“tight gluteus medius”?" in whole_screen(pilot.app), "did you mean"
        assert pilot.app.screen.query_one(Input).value == "gluteus mediu"
        await pressed(pilot, "escape")
        assert title(pilot) == "Progress › lower extremity"
        # What is begun is completed.
        await pressed(pilot, "slash", *"Weak gluteus m", "right", "enter")
        assert title(pilot) == "Progress › lower extremity › weak gluteus medius"
        await pressed(pilot, "backspace")
        await narrowed(pilot, "glutes")
        assert title(pilot) == "Progress › lower extremity › gluteal muscles"
        assert room(pilot).told() != whole
        await narrowed(pilot, "ankle pain")
        assert "There is no claim on “" in whole_screen(pilot.app)
        assert title(pilot) == "Progress › lower extremity › gluteal muscles"
        await pressed(pilot, "5", "backspace")
        assert title(pilot) == "Progress › lower extremity"
    places = dict(made.study.places)
    assert places["progress"] == ["weak", "lower-extremity"]
    places["progress"].append("no such thing")
    async with begun(places).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pressed(pilot, "g")
        assert title(pilot) == "Progress › lower extremity"
        assert room(pilot).here == "weak"
        await pressed(pilot, "backspace", "backspace")
        assert title(pilot) == "Progress"
        assert room(pilot).told() == whole


async def narrowed(pilot: Pilot[None], name: str) -> None:
    """Ask for a topic by a name."""
    await pressed(pilot, "slash")
    pilot.app.screen.query_one(Input).value = name
    await pressed(pilot, "enter")


async def test_what_is_weak_is_shown_in_the_graph_or_set_aside(
    begun: Callable[..., MyographApp], kept: AnswerLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str | None]] = []

    def keep(_: MyographApp, message: ShowEntity) -> None:
        shown.append((message.entity, message.claim))

    monkeypatch.setattr(MyographApp, "on_show_entity", keep)
    async with begun().run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await pressed(pilot, "g", "5", "enter", "down", "enter")
        assert shown == [("lateral-rotator-group-of-hip", None)]
        assert "A relation is no place in the graph" in whole_screen(pilot.app)
        assert room(pilot).check_action("aside", ()) is None, "only a claim is set aside"
        weak = room(pilot).query_one("#weak", Listed)
        place = [entry.endswith(" 7 times") for entry in lines(pilot, "weak")].index(True)
        weak.lines.highlighted = place
        await pilot.pause()
        assert "How sure: " in str(weak.query_one(".words", Static).content)
        await pressed(pilot, "enter")
        assert shown[1] == ("gemellus-superior", LEECH)
        await pressed(pilot, "x", "n")
        assert kept.suspended() == frozenset()
        await pressed(pilot, "x")
        asked = [str(each.content) for each in pilot.app.screen.query(Static)]
        assert asked[:2] == [
            "Set this claim aside?", f"It is asked again after: myograph suspend --resume {LEECH}"
        ]  # fmt: skip
        await pressed(pilot, "y")
        assert kept.suspended() == {LEECH}
        assert lines(pilot, "weak")[-1].startswith("1 claim set aside")
        assert sum(entry.endswith(" 7 times") for entry in lines(pilot, "weak")) == 1


async def test_narrow_and_broad_terminals_show_as_much_as_there_is_room_for(
    begun: Callable[..., MyographApp],
) -> None:
    async with begun().run_test(size=(60, 18), notifications=True) as pilot:
        await ready(pilot)
        await pressed(pilot, "g")
        assert lines(pilot, "mastery")[0].split()[-1] == "asked", "what is due and learned stands below"
        shown = await pressed(pilot, "2")
        assert "from 02-23 30 30 30 30 30 30 30" in shown
        assert "from 03-02 [·]" in shown
        for key in "12345":
            shown = await pressed(pilot, key)
            body = room(pilot).query_one("#body").region
            section = room(pilot).query_one(f"#{room(pilot).here}").region
            assert body.contains_region(section), "nothing is cut off"
        await pilot.resize_terminal(120, 40)
        await ready(pilot)
        shown = whole_screen(pilot.app)
        assert "Forgotten again and again" in shown
        assert "[Monday 2 March 2026]" in shown
        assert "Due today: 8." in shown
        await pressed(pilot, "2")
        assert room(pilot).query_one("#weak").display
        assert all(cell_len(line) <= 120 for line in on_screen(pilot.app))
        assert room(pilot).check_action("aside", ()) is False, "the keys are those of what is looked at"


async def test_a_clock_set_back_is_told_of(begun: Callable[..., MyographApp], tmp_path: Path) -> None:
    earlier = opened(tmp_path / "kept", Clock(NOON - timedelta(days=5), 1))
    async with begun(log=earlier).run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        shown = await pressed(pilot, "g", "2")
        assert "[Wednesday 25 February 2026] 30 answers" in shown
        assert "120 answers on later days: the clock was set back since." in shown
        assert "Due today" in await pressed(pilot, "3")


@pytest.mark.parametrize("width", [20, 55, 70, 110])
def test_lines_take_the_room_there_is_whatever_the_names_are(
    graph: KnowledgeGraph, written: Path, width: int
) -> None:
    odd = hostile(graph)
    told = progress(graph, opened(written, lambda: NOON))
    sure = Standing(40, 20, 30, 0.8, 0.7, 0.875, mastered=True)
    unsure = Standing(40, 3, 3)
    labels = (*LABELS, "膝の痛みの原因" * 9, "line\nbreak\x1b[2J\u202e", "")
    rows = tuple(
        Row(Topic(f"topic-{place}", label, "Muscle", frozenset()), 20, 3, 4, sure if place % 2 else unsure)
        for place, label in enumerate(labels)
    )
    names = list(odd.entities)
    pairs = tuple(replace(told.confusions[0], pair=pair) for pair in pairwise(names))
    apart = {each.pair: Contrast(each.pair, (), {}, ("[/foo]\x1b",)) for each in pairs}
    taken = tuple(replace(leech, taken=names[0], explanation=labels) for leech in told.leeches)
    told = replace(told, topics=rows, weak=rows, confusions=pairs, leeches=taken, relations=())
    entries = [*standing.mastery(told), *standing.mixed(odd, told, apart), *standing.weak(odd, told)]
    assert len(entries) > 3 * len(labels)
    for entry in entries:
        drawn = styled(*entry.drawn(width)).plain
        assert drawn.isprintable()
        assert entry.words.replace("\n", "").isprintable()
        if width >= 55:
            assert cell_len(drawn) <= width
    text = "\n".join(styled(*entry.drawn(110)).plain for entry in entries)
    assert "70–88 % ✓ mastered" in text
    assert "[Your Name]" in text


def test_where_nothing_is_weak_or_mixed_up_the_lists_say_so(graph: KnowledgeGraph, written: Path) -> None:
    told = progress(graph, opened(written, lambda: NOON))
    told = replace(told, weak=(), leeches=(), confusions=(), calendar=(Day(1, 1, 1),))
    (nothing,) = standing.mixed(graph, told, {})
    assert styled(*nothing.drawn(70)).plain == "Nothing is mixed up, as far as your answers show."
    (nothing,) = standing.weak(graph, told)
    assert styled(*nothing.drawn(70)).plain == "No topic is surely weak."
