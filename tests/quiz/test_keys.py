"""The learner's own keys: what settings.yaml may say of them, and that app, help and list obey."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from screens import whole_screen
from textual.widgets import Static

from kg.errors import UnusableFileError
from quiz.actions import PLACES, all_actions, keys_of, of
from quiz.cli import cli
from quiz.keys import ROOMS, is_key
from quiz.learner.clock import now
from quiz.learner.log import AnswerLog
from quiz.settings import FILE, read_settings
from quiz.tui.app import MyographApp
from quiz.tui.screens.quiz import QuizScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.study import Study

if TYPE_CHECKING:
    from typing import Any

    from kg.graph import KnowledgeGraph
    from quiz.settings import Settings


def settings(text: str) -> Settings:
    """The settings as `myograph` would read them from a file with this text."""
    folder = Path(os.environ["MYOGRAPH_CONFIG_DIR"])
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text)
    return read_settings()


def listed() -> list[dict[str, Any]]:
    done = CliRunner().invoke(cli, ["keys", "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keys: {quiz.hnt: i}", "1:8: There is no action “quiz.hnt”. Did you mean “quiz.hint”?"),
        ("keys: {quiz.hint: hyper+i}", "1:19: “hyper+i” is no key. Write keys like these"),
        ("keys: {quiz.hint: 'i,,j'}", "1:19: “” is no key."),
        ("keys: {quiz.hint: [i]}", "1:19: “” is no key."),
        (
            "keys: {quiz.hint: u}",
            "1:8: “u” would be the key of both quiz.hint and quiz.undo. Choose",
        ),
        ("keys:\n  today.new: t", "2:3: “t” would be the key of both today.new and go.today."),
        ("keys:\n  go.ask: q", "2:3: “q” would be the key of both go.ask and app.quit."),
        ("vim: true\nkeys: {exam.flag: l}", "2:8: “l” would be the key of both exam.next and exam.flag."),
        ("keys:\n  quiz.hint: i\n  quiz.hint: y", "3:3: “quiz.hint” is there twice. Keep one of them."),
        ("keys: [quiz.hint]", "1:7: “keys” should be a mapping, such as {quiz.hint: i}."),
        ("vim: perhaps", "1:6: “vim” of the settings file should be true or false, not “perhaps”."),
        ("kyes: {}", "1:1: the settings file has no key “kyes”. Did you mean “keys”?"),
    ],
)
def test_what_cannot_be_a_choice_of_keys_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(UnusableFileError) as raised:
        settings(text)
    assert f"{FILE}:{told}" in str(raised.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UnusableFileError) as raised:
        settings("vim: perhaps\nkeys:\n  quiz.hnt: i\n  quiz.hint: hyper+i\n")
    assert len(str(raised.value).splitlines()) == 3


def test_a_key_may_go_from_one_action_to_another() -> None:
    found = settings("keys: {quiz.hint: u, quiz.undo: 'h, f2'}")
    assert found.keys == {"quiz.hint": "u", "quiz.undo": "h,f2"}


def test_the_list_names_every_action_once_with_the_keys_that_it_has() -> None:
    usual = listed()
    assert [row["id"] for row in usual] == list({row["id"]: None for row in usual})
    assert {row["id"] for row in usual} == set(all_actions())
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9-]+", row["id"]) for row in usual)
    settings("vim: true\nkeys: {quiz.hint: 'i, f7', lists.up: ctrl+k}")
    found = {row["id"]: row["keys"] for row in listed()}
    assert found["quiz.hint"] == ["i", "f7"]
    assert found["lists.down"] == ["down", "j"]
    assert found["lists.up"] == ["ctrl+k"]  # a choice stands for itself
    changed = {row["id"] for row in usual if row["keys"] != found[row["id"]]}
    assert changed == {"quiz.hint", "lists.up", *(name for name, each in all_actions().items() if each.vim)}
    plain = CliRunner().invoke(cli, ["keys"]).stdout
    assert "  i, F7           Half the way; right then counts half [quiz.hint]\n" in plain


def test_what_is_so_by_default_is_sound() -> None:
    for name, action in all_actions().items():
        assert action.place == name.partition(".")[0]
        assert all(map(is_key, keys_of(action, {}, vim=True).split(","))), name
    # In a room, the keys of the line of rooms and those of everywhere mean what they say.
    everywhere = {key for place in ("go", "app") for each in of(place) for key in each.keys.split(",")}
    for place in ROOMS:
        for vim in (False, True):
            taken = [key for each in of(place) for key in keys_of(each, {}, vim=vim).split(",")]
            assert len(taken) == len(set(taken)), place
            assert not everywhere.intersection(taken), place
    assert set(ROOMS) <= set(PLACES)


async def test_the_app_its_foot_and_its_help_know_the_keys_that_were_chosen(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    chosen = settings("vim: true\nkeys: {today.new: z, go.ask: f24, quiz.hint: 'i'}")
    log = AnswerLog(tmp_path / "data", now)
    app = MyographApp(Study(lambda: graph, log, Random(3), lambda: 0.0, chosen))
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        assert " z New quiz " in whole_screen(app)
        assert " n New quiz " not in whole_screen(app)
        assert "24 Ask " in whole_screen(app)
        menu = app.screen.query_one("#menu")
        before = menu.highlighted  # type: ignore[attr-defined]
        await pilot.press("j")
        assert menu.highlighted > before  # type: ignore[attr-defined]
        await pilot.press("n", "a")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("f1")
        await pilot.pause()
        help_ = "\n".join(str(each.content) for each in app.screen.query(Static))
        assert re.search("^z +A quiz of anything in the graph$", help_, re.MULTILINE)
        assert re.search("^↓, j +One line down$", help_, re.MULTILINE)
        await pilot.press("escape", "z")
        for _ in range(3):
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        session = log.unfinished()
        assert session is not None
        await pilot.press("h")
        assert log.session(session.id).hinted == set()  # type: ignore[union-attr]
        await pilot.press("i")
        await pilot.pause()
        assert log.session(session.id).hinted == {0}  # type: ignore[union-attr]
        assert " i Hint " in whole_screen(app)
