"""Copies of the log: made by themselves, thinned out, and brought back whole or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from handmade import TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import MORNING, Clock, a_log, exported, opened, sql

from kg.errors import UnusableFileError
from quiz.learner import backup as module
from quiz.learner.backup import (
    BEFORE_RESTORE,
    BY_HAND,
    FOLDER,
    NoSuchBackupError,
    answers_in,
    back_up,
    back_up_daily,
    backups,
    find_backup,
    restore,
)
from quiz.learner.log import FILE, AnswerLog
from quiz.learner.schema import TABLES, VERSION

if TYPE_CHECKING:
    from pathlib import Path


def fixed() -> datetime:
    return MORNING


def days_kept(folder: Path) -> list[date]:
    return sorted((each.day for each in backups(folder) if each.day), reverse=True)


def test_a_copy_is_one_private_file_with_every_answer(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    path = back_up(log.store, BY_HAND)
    assert path.parent == tmp_path / FOLDER
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert answers_in(path) == len(sql(tmp_path, "SELECT 1 FROM answer"))
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",), "it needs no file beside it"
    (found,) = backups(tmp_path)
    assert (found.path, found.why, found.size) == (path, BY_HAND, path.stat().st_size)
    assert found.made_at.replace(microsecond=0) == log.store.clock.instant.replace(microsecond=0)  # type: ignore[attr-defined]


def test_copies_of_one_second_do_not_take_each_others_place(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path, fixed)
    first = back_up(log.store, BY_HAND)
    log.start("s", [TEXT], "{}").answer("x", 5)
    second = back_up(log.store, BY_HAND)
    assert (answers_in(first), answers_in(second)) == (0, 1)
    assert len(backups(tmp_path)) == 2


def test_there_is_one_copy_a_study_day(tmp_path: Path) -> None:
    clock = Clock(datetime.fromisoformat("2026-03-02T23:00:00+01:00"))
    log = opened(tmp_path, clock)
    assert back_up_daily(log.store) is not None
    clock.wait(hours=4)  # at three in the morning it is still the same day
    assert back_up_daily(log.store) is None
    clock.wait(hours=2)
    assert back_up_daily(log.store) is not None
    assert days_kept(tmp_path) == [date(2026, 3, 3), date(2026, 3, 2)]
    # By an hour of the learner's own, it is.
    assert back_up_daily(log.store, rollover_hour=6) is None


def test_whether_one_is_due_is_told_without_opening_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = opened(tmp_path)
    back_up_daily(log.store)

    def no_opening(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("sqlite3.connect", no_opening)
    monkeypatch.setattr("pathlib.Path.open", no_opening)
    assert back_up_daily(log.store) is None


def a_year_of_copies(folder: Path, days: int, gap: int = 1) -> list[date]:
    """Make a daily copy on so many days, empty ones, and return those that are left at the end."""
    (folder / FOLDER).mkdir(parents=True)
    day = date(2025, 1, 1)
    for _ in range(days):
        (folder / FOLDER / f"answers-{day:%Y%m%d}T120000Z-daily-{day.isoformat()}.sqlite3").touch()
        module._thin_out(folder, day)
        day += timedelta(days=gap)
    return days_kept(folder)


def test_seven_days_four_weeks_and_twelve_months_are_kept(tmp_path: Path) -> None:
    kept = a_year_of_copies(tmp_path, 500)
    last = date(2025, 1, 1) + timedelta(days=499)
    assert kept[:7] == [last - timedelta(days=number) for number in range(7)]
    weeks = kept[7:11]
    assert len({day.isocalendar()[:2] for day in weeks}) == 4
    assert (last - weeks[-1]).days <= 7 + 4 * 7
    months = kept[11:]
    assert len(months) == len({(day.year, day.month) for day in months}) == 12
    assert 330 <= (last - months[-1]).days <= 430


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 120), st.integers(1, 40))
def test_however_seldom_one_studies_the_latest_copies_stay(
    tmp_path_factory: pytest.TempPathFactory, days: int, gap: int
) -> None:
    kept = a_year_of_copies(tmp_path_factory.mktemp("copies"), days, gap)
    made = [date(2025, 1, 1) + timedelta(days=gap * number) for number in reversed(range(days))]
    assert kept[:7] == made[:7]
    assert len(kept) <= 7 + 4 + 12
    assert set(kept) <= set(made)


def test_a_copy_made_by_a_clock_that_ran_ahead_takes_no_place(tmp_path: Path) -> None:
    clock = Clock(MORNING + timedelta(days=4000))
    log = opened(tmp_path, clock)
    ahead = back_up_daily(log.store)
    clock.instant = MORNING
    for _ in range(20):
        assert back_up_daily(log.store) is not None
        clock.wait(days=1)
    assert ahead is not None
    assert ahead.exists()
    assert days_kept(tmp_path)[1] == date(2026, 3, 21)


def test_the_last_ten_before_each_kind_of_change_are_kept_and_those_by_hand_all(tmp_path: Path) -> None:
    clock = Clock()
    log = opened(tmp_path, clock)
    for _ in range(12):
        for why in (BEFORE_RESTORE, "form-2", BY_HAND):
            back_up(log.store, why)
        clock.wait(hours=1)
    back_up_daily(log.store)
    found = [each.why for each in backups(tmp_path)]
    assert [found.count(why) for why in (BEFORE_RESTORE, "form-2", BY_HAND)] == [10, 10, 12]


def test_an_earlier_state_comes_back_and_the_later_one_is_kept(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    earlier = exported(log)
    copy = back_up(log.store, BY_HAND)
    log.start("later", [TEXT, TEXT], "{}").answer("x", 5)
    later = exported(log)
    log.close()
    before = restore(tmp_path, fixed, copy)
    assert before is not None
    assert exported(opened(tmp_path)) == earlier
    restore(tmp_path, fixed, before)
    assert exported(opened(tmp_path)) == later
    # And again within the same second: what was there is never lost.
    assert len([each for each in backups(tmp_path) if each.why == BEFORE_RESTORE]) == 2


def test_a_window_that_is_open_sees_the_earlier_state_and_goes_on(tmp_path: Path) -> None:
    log = opened(tmp_path)
    session = log.start("s", [TEXT, TEXT], "{}")
    copy = back_up(log.store, BY_HAND)
    session.answer("x", 5)
    restore(tmp_path, fixed, copy)
    assert log.memories() == {}
    again = log.unfinished()
    assert again is not None
    again.answer("gluteus medius", 5)
    assert len(sql(tmp_path, "SELECT 1 FROM answer")) == 1
    assert [row[0] for row in sql(tmp_path, "PRAGMA journal_mode")] == ["wal"]


def test_nothing_of_the_write_ahead_log_comes_into_the_restored_one(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    log.close()
    copy = back_up(opened(tmp_path).store, BY_HAND)
    # A window that ends without closing leaves its write-ahead log.
    leaving = opened(tmp_path)
    leaving.start("later", [TEXT], "{}").answer("x", 5)
    assert (tmp_path / f"{FILE}-wal").stat().st_size > 0
    restore(tmp_path, fixed, copy)
    leaving.close()
    assert sql(tmp_path, "SELECT 1 FROM session WHERE id = 'later'") == []
    assert sql(tmp_path, "PRAGMA quick_check") == [("ok",)]


def test_into_an_empty_folder_a_copy_is_brought_as_it_is(tmp_path: Path) -> None:
    log = a_log(tmp_path / "old")
    copy = back_up(log.store, BY_HAND)
    assert restore(tmp_path / "new", fixed, copy) is None
    assert exported(opened(tmp_path / "new")) == exported(log)
    assert (tmp_path / "new" / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("present", [b"no database at all" * 99, b"SQLite format 3\x00" + b"x" * 9000, b""])
def test_a_log_that_cannot_be_read_is_moved_aside(tmp_path: Path, present: bytes) -> None:
    log = a_log(tmp_path)
    copy, state = back_up(log.store, BY_HAND), exported(log)
    log.close()
    (tmp_path / FILE).write_bytes(present)
    (tmp_path / f"{FILE}-wal").write_bytes(b"of the old one")
    aside = restore(tmp_path, fixed, copy)
    assert aside is not None
    assert exported(opened(tmp_path)) == state
    if present:
        assert aside.read_bytes() == present
        assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"of the old one"


def test_a_copy_of_an_earlier_form_is_brought_to_this_one(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    folder = tmp_path / "old"
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / "form1.sqlite3")) as db, db:
        db.executescript(
            """
            CREATE TABLE session (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, request TEXT NOT NULL,
                items TEXT NOT NULL) STRICT;
            CREATE TABLE answer (id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
                position INTEGER NOT NULL, item TEXT NOT NULL, type TEXT NOT NULL, claim TEXT NOT NULL,
                seed INTEGER NOT NULL, choice INTEGER NOT NULL, chosen TEXT NOT NULL,
                correct INTEGER NOT NULL, took_ms INTEGER NOT NULL, answered_at TEXT NOT NULL,
                study_day TEXT NOT NULL) STRICT;
            CREATE TABLE session_end (session TEXT PRIMARY KEY, ended_at TEXT NOT NULL, how TEXT NOT NULL)
                STRICT;
            INSERT INTO session VALUES ('old', '2026-03-01T12:00:00+00:00', '{}', '[{}]');
            INSERT INTO answer VALUES (7, 'old', 0, 'i', 't', 'c', 1, 1, 'hip-hike', 0, 900,
                '2026-03-01T12:00:00+00:00', '2026-03-01');
            PRAGMA user_version = 1;
            """
        )
    restore(tmp_path, fixed, folder / "form1.sqlite3")
    assert sql(tmp_path, "PRAGMA user_version") == [(VERSION,)]
    assert set(log.memories()) == {"c"}
    assert sqlite3.connect(folder / "form1.sqlite3").execute("PRAGMA user_version").fetchone() == (1,)


def damaged(tmp_path: Path, how: str) -> Path:
    log = a_log(tmp_path / "other")
    path = back_up(log.store, BY_HAND)
    log.close()
    if how == "newer":
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA user_version = {VERSION + 1}")
    elif how == "other":
        path.unlink()
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE song (name TEXT)")
    elif how == "words":
        path.write_bytes(b"no database" * 500)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.unlink()
    return path


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("newer", "newer Myograph"),
        ("other", "no answer log"),
        ("words", "cannot be read"),
        ("cut", "is damaged|cannot be read"),
        ("missing", "cannot be read"),
    ],
)
def test_a_copy_that_is_not_in_order_changes_nothing(tmp_path: Path, how: str, told: str) -> None:
    log = a_log(tmp_path)
    before = exported(log)
    with pytest.raises(UnusableFileError, match=f"({told}).*Nothing was changed") as caught:
        restore(tmp_path, fixed, damaged(tmp_path, how))
    assert caught.value.exit_code == 3
    assert exported(log) == before
    assert backups(tmp_path) == []


def test_the_log_itself_is_no_copy_of_itself(tmp_path: Path) -> None:
    a_log(tmp_path)
    with pytest.raises(UnusableFileError, match="is the log itself"):
        restore(tmp_path, fixed, tmp_path / FILE)


def test_a_restore_that_breaks_off_leaves_the_log_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = a_log(tmp_path)
    copy = back_up(log.store, BY_HAND)
    log.start("later", [TEXT], "{}").answer("x", 5)
    before = exported(log)
    monkeypatch.setattr(module, "TABLES", (*TABLES, "CREATE TABLE nonsense"))
    with pytest.raises(UnusableFileError):
        restore(tmp_path, fixed, copy)
    assert exported(log) == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_copy_is_found_by_name_by_path_or_as_the_latest(tmp_path: Path) -> None:
    with pytest.raises(NoSuchBackupError, match=r"no backup in .* yet"):
        find_backup(tmp_path, None)
    clock = Clock()
    log = opened(tmp_path, clock)
    first = back_up(log.store, BY_HAND)
    clock.wait(hours=1)
    second = back_up(log.store, BY_HAND)
    (tmp_path / FOLDER / "notes.txt").write_text("not ours")
    assert find_backup(tmp_path, None) == second
    assert find_backup(tmp_path, first.name) == find_backup(tmp_path, str(first)) == first
    with pytest.raises(NoSuchBackupError, match=f"Did you mean “{first.name}”"):
        find_backup(tmp_path, first.name.replace("by-hand", "by-hnd"))
