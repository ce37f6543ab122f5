"""`myograph progress`: a page for narrow terminals, stable JSON, and a message where there is nothing yet."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kg.errors import MyographError, NoSuchEntityError
from kg.falsity import Falsity
from quiz.bank import draw
from quiz.commands.progress import progress_command, progress_lines
from quiz.coverage import may_be_asked
from quiz.item import Interaction
from quiz.learner import clock
from quiz.learner.clock import now
from quiz.learner.log import AnswerLog
from quiz.learner.mastery import Standing
from quiz.learner.places import data_dir
from quiz.learner.progress import Day, progress
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

DAYS, QUESTIONS = 8, 12
NARROW = 80
# Where sentences begin that may be longer than a line; a terminal wraps them.
INDENTED = "  "
COURSE = """
title: Hips
topics:
  - {topic: knee pain}
  - {topic: gluteus medius, weight: 3}
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache of the graph for all these tests: reading the packs anew takes longer than they do."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path) -> None:
    monkeypatch.setenv("MYOGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(progress_command, list(arguments))


def page(*arguments: str) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def view(*arguments: str) -> dict[str, Any]:
    found = json.loads(page(*arguments, "--json"))
    assert isinstance(found, dict)
    return found


def wrong_place(item: Item) -> int:
    return next(place for place, option in enumerate(item.options) if not option.correct)


@pytest.fixture(scope="module")
def written(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a log: days of the same single choices, the first of which goes wrong every other day."""
    folder = tmp_path_factory.mktemp("written")
    drawn = draw(graph, 3, 30, Wanted(type="choose-object"))
    items = [item for item in drawn if item.interaction is Interaction.CHOOSE_ONE][:QUESTIONS]
    assert len(items) == QUESTIONS
    for ago in range(DAYS, 0, -1):
        instant = now().replace(hour=12) - timedelta(days=ago)
        log = AnswerLog(folder, lambda instant=instant: instant)  # type: ignore[misc]
        session = log.start(f"s{ago}", items, "{}")
        for place, item in enumerate(items):
            session.answer(wrong_place(item) if place == 0 and ago % 2 else item.key, 2_000)
        log.close()
    return folder


@pytest.fixture
def studied(written: Path) -> int:
    """Put that log where the command looks; return how many answers it holds."""
    shutil.copytree(written, data_dir())
    return DAYS * QUESTIONS


def test_before_the_first_answer_the_page_says_how_to_begin() -> None:
    first, second = page().splitlines()
    assert first == "Nothing is answered yet. Begin with: myograph quiz"
    assert "claims to learn" in second


def test_before_the_first_answer_the_json_has_all_its_names() -> None:
    found = view()
    assert (found["answers"], found["asked"], found["new"]) == (0, 0, found["claims"])
    assert found["topics"]
    assert all(row["known"] is None and not row["mastered"] for row in found["topics"])


@pytest.mark.usefixtures("studied")
def test_the_page_fits_into_80_columns_but_for_sentences() -> None:
    lines = page().splitlines()
    wide = [line for line in lines if len(line) > NARROW and not line.startswith(INDENTED)]
    assert wide == []
    assert all(line.isprintable() for line in lines)
    heads = [line.split("  ")[0] for line in lines]
    for head in (
        "Topic",
        "Relation",
        "Mixed up:",
        "Forgotten again and again:",
        "Answers a day",
        "Due a day",
    ):
        assert head in heads


def test_the_page_and_the_json_tell_the_same(studied: int) -> None:
    text, found = page(), view()
    assert found["answers"] == studied
    assert f"Answers in all: {studied}, of which {100 * found['right'] / studied:.0f} % right" in text
    assert f"Streak: {found['streak']['current']} study days." in text
    assert found["streak"] == {"current": DAYS, "longest": DAYS}
    assert found["learned"] > 0
    assert f"Learned: {found['learned']}. New: {found['new']:,}." in text
    for row in found["relations"]:
        if row["known"] is not None:
            assert f"{row['asked']}/{row['claims']}" in text
    (leech,) = found["leeches"]
    assert f"[{leech['claim']}], forgotten {leech['lapses']} times" in text


@pytest.mark.usefixtures("studied")
def test_the_widest_row_there_is_fits_too(graph: KnowledgeGraph) -> None:
    told = progress(graph, AnswerLog(data_dir(), now))
    row = replace(
        told.topics[0],
        topic=replace(told.topics[0].topic, label="muscles of the " * 9),
        due=9_999,
        standing=Standing(9_999, 9_999, 99_999, 1.0, 1.0, 1.0, mastered=True),
    )
    lines = list(progress_lines(graph, replace(told, topics=(row,), relations=(row,), weak=(row,))))
    (wide, _) = (line for line in lines if line.endswith("100–100 %, mastered"))
    assert len(wide) < NARROW
    assert wide.startswith("muscles of the muscles of th…")


def test_an_entity_that_nothing_is_asked_about_is_told_so(graph: KnowledgeGraph) -> None:
    asked = {end for claim in may_be_asked(graph) for end in (claim.subject, claim.object)}
    falsity = Falsity(graph)
    about = {above for end in asked for above in falsity.above(end)}
    silent = next(name for name in graph.entities if name not in about)
    assert page("--topic", silent) == "There is no claim on this that may be asked.\n"
    assert view("--topic", silent)["claims"] == 0


@pytest.mark.usefixtures("studied")
def test_the_json_keeps_its_names() -> None:
    found = view()
    assert set(found) == {
        "day", "claims", "new", "asked", "learned", "dueToday", "dueThisWeek", "suspended", "answers",
        "right", "streak", "topics", "relations", "weak", "leeches", "confusions", "calendar", "forecast",
    }  # fmt: skip
    for row in (*found["topics"], *found["relations"]):
        assert set(row) == {
            "id", "label", "kind", "claims", "asked", "new", "due", "learned", "answers", "known", "mastered",
        }  # fmt: skip
        if row["known"] is not None:
            known = row["known"]
            assert 0 <= known["low"] <= known["high"] <= 1
            assert set(known) == {"low", "expected", "high"}
    assert set(found["leeches"][0]) == {
        "claim", "lapses", "right", "taken", "fact", "apart", "explanation", "advice",
    }  # fmt: skip
    (confusion, *_) = found["confusions"]
    assert set(confusion) == {"pair", "times", "taken", "last", "cleared"}
    assert sum(each["times"] for each in confusion["taken"]) == confusion["times"]
    assert len(found["forecast"]) == 14
    assert found["forecast"][0] == {"day": found["day"], "due": found["dueToday"]}
    assert sum(day["answers"] for day in found["calendar"]) == found["answers"]


@pytest.mark.usefixtures("studied")
def test_with_a_topic_only_what_belongs_to_it_is_told() -> None:
    found, everything = view("--topic", "GLUTES"), view()
    assert found["topics"][0]["id"] == "gluteal-muscles"
    assert found["topics"][0]["claims"] == found["claims"] < everything["claims"]
    assert "gluteal muscles" in page("--topic", "GLUTES")


@pytest.mark.usefixtures("studied")
def test_with_a_course_its_topics_are_told(tmp_path: Path) -> None:
    path = tmp_path / "course.yaml"
    path.write_text(COURSE, encoding="utf-8")
    found = view("--course", str(path))
    assert [row["id"] for row in found["topics"]] == ["knee-pain", "gluteus-medius"]


@pytest.mark.parametrize("part", ["", "  - {number: 5, topic: knee pain}\n"])
def test_a_course_that_leaves_topics_open_is_about_everything(tmp_path: Path, part: str) -> None:
    path = tmp_path / "course.yaml"
    path.write_text(f"title: All\nblueprint:\n{part}  - {{number: 5}}\n", encoding="utf-8")
    assert view("--course", str(path)) == view()


def test_a_course_of_parts_is_about_the_topics_of_these(tmp_path: Path) -> None:
    path = tmp_path / "course.yaml"
    path.write_text("title: All\nblueprint:\n  - {number: 5, topic: knee pain}\n", encoding="utf-8")
    assert [row["id"] for row in view("--course", str(path))["topics"]] == ["knee-pain"]


def test_an_unknown_topic_is_answered_with_the_nearest() -> None:
    error = run("--topic", "gluteus mediu").exception
    assert isinstance(error, NoSuchEntityError)
    assert "Did you mean “gluteus medius”" in str(error)


def test_topic_and_course_do_not_go_together(tmp_path: Path) -> None:
    path = tmp_path / "course.yaml"
    path.write_text(COURSE, encoding="utf-8")
    result = run("--topic", "knee pain", "--course", str(path))
    assert (result.exit_code, "--topic does not go with --course" in result.stderr) == (2, True)


def test_a_log_that_cannot_be_read_is_told_with_a_message() -> None:
    data_dir().mkdir(parents=True)
    (data_dir() / "answers.sqlite3").write_bytes(b"no database" * 500)
    error = run().exception
    assert isinstance(error, MyographError)
    assert error.exit_code == 3


@pytest.mark.parametrize(("hour", "day"), [(0, "2026-03-04"), (4, "2026-03-03")])
def test_the_rollover_hour_of_the_settings_says_what_today_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hour: int, day: str
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text(f"rollover_hour: {hour}\n", encoding="utf-8")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 4, 2, tzinfo=UTC))
    assert view()["day"] == day


@pytest.mark.usefixtures("studied")
def test_weeks_begin_on_monday_in_the_calendar_and_today_in_the_forecast(graph: KnowledgeGraph) -> None:
    wednesday = date(2026, 3, 4).toordinal()
    days = (Day(wednesday - 9, 11, 0), Day(wednesday - 2, 7, 7), Day(wednesday, 5, 1))
    told = replace(
        progress(graph, AnswerLog(data_dir(), now)),
        today=wednesday,
        calendar=days,
        forecast=tuple(range(14)),
    )
    lines = [line.split() for line in progress_lines(graph, told)]
    assert ["from", "02-23", "11", *"······"] in lines
    assert ["from", "03-02", "7", "·", "5"] in lines
    assert ["Due", "a", "day", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"] in lines
    assert ["from", "03-11", *map(str, range(7, 14))] in lines


def test_help_costs_no_more_than_click() -> None:
    code = "import sys, quiz.commands.progress;"
    code += "print({'kg.graph', 'quiz.learner', 'sqlite3'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
