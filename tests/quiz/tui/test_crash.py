"""What is written down of a crash, and the screen that tells of it."""

from __future__ import annotations

import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from screens import on_screen, whole_screen

from kg.errors import UnusableFileError
from quiz.settings import Settings
from quiz.tui.crash import CrashApp
from quiz.tui.crashreport import FOLDER, KEPT, MAX_CHARACTERS, trace_of, write_report

NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")


def fault() -> BaseException:
    """An error with a cause, raised where something of the learner's is at hand."""
    try:
        typed = "SARTORIUS"
        try:
            raise KeyError(len(typed))
        except KeyError as error:
            raise ValueError(f"no such file: {Path.home()}/secret.txt") from error
    except ValueError as error:
        return error


def test_a_report_says_where_the_program_failed_and_nothing_of_the_learner(tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = write_report(data, NOON, "explore: ExploreScreen", trace_of(fault()))
    text = path.read_text("utf-8")
    assert path == data / FOLDER / "crash-20260302T120000-000000.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for told in ("Myograph 0.", "Textual 8.", "Python 3.", "2026-03-02T12:00:00+01:00", "explore: Explore",
                 "in fault", "KeyError", "ValueError: no such file: ~/secret.txt"):  # fmt: skip
        assert told in text
    assert str(Path.home()) not in text
    assert str(data) not in text


def test_the_last_ten_reports_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    mine = tmp_path / FOLDER / "crash-mine.txt"
    mine.write_text("mine")
    paths = [
        write_report(tmp_path, NOON + timedelta(seconds=number), "today", "x") for number in range(KEPT + 2)
    ]
    assert set((tmp_path / FOLDER).iterdir()) == {mine, *paths[2:]}


def test_a_fault_that_calls_itself_makes_no_endless_report(tmp_path: Path) -> None:
    def again(number: int) -> int:
        return again(number + 1) if number % 2 else again(number - 1)

    with pytest.raises(RecursionError) as raised:
        again(0)
    assert len(trace_of(raised.value)) <= MAX_CHARACTERS
    long = ValueError("x" * 2 * MAX_CHARACTERS)
    assert (
        len(write_report(tmp_path, NOON, "today", trace_of(long)).read_text("utf-8")) < MAX_CHARACTERS + 1000
    )


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file")
    with pytest.raises(UnusableFileError, match="cannot be made"):
        write_report(tmp_path, NOON, "today", "x")


@pytest.mark.parametrize(
    ("key", "wanted"), [("r", None), ("z", True), ("enter", None), ("q", None), ("ctrl+q", None)]
)
async def test_the_keys_of_the_crash_screen_are_the_learners_too(key: str, wanted: bool | None) -> None:
    app = CrashApp(
        "The report is in /some [where]/\nin two lines", Settings(keys={"crash.go-on": "z"}), "none"
    )
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        shown = whole_screen(app)
        assert "Your answers are kept" in shown
        assert "/some [where]/ in two lines" in shown
        assert "z Go on" in on_screen(app)[-1]
        assert "q Quit" in on_screen(app)[-1]
        await pilot.press(key)
        await pilot.pause()
    assert app.return_value is wanted


async def test_enter_goes_on(tmp_path: Path) -> None:
    app = CrashApp(f"The report is in {tmp_path}", Settings(), None)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "enter")
    assert app.return_value is True
