"""What may happen to a log while it is written: no disk left, no right to write, clocks that jump, kill -9.

The quiz killed in line mode and in the app is in test_cli.py and tui/test_terminal.py.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, CHOOSE_ONE, TEXT, right, wrong
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import MORNING, Clock, a_log, exported, opened, play, sql

from kg.errors import UnusableFileError
from quiz.learner.backup import FOLDER
from quiz.learner.doctor import examine
from quiz.learner.log import FILE, AnswerLog
from quiz.learner.memory import due_day, retrievability
from quiz.learner.replay import memories

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parents[1]


def later() -> datetime:
    return MORNING + timedelta(days=3650)


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run code in a Python of its own, which knows what tests know."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"},
    )


# --- more than one program -------------------------------------------------------------------------------

ANSWERING = """
import sys
from pathlib import Path
from handmade import ALL, right, wrong
from quiz.learner.clock import now
from quiz.learner.log import AnswerLog
log = AnswerLog(Path(sys.argv[1]), now)
name, number = sys.argv[2], int(sys.argv[3])
session = log.start(name, ALL * (number // len(ALL)), "{}")
for place in range(number):
    item = session.items[place]
    session.answer((right if place % 3 else wrong)(item), 900)
    print(place, flush=True)
"""


def test_two_programs_at_once_lose_no_answer(tmp_path: Path) -> None:
    both = [child(ANSWERING, tmp_path, name, 200) for name in ("one", "two")]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    for name in ("one", "two"):
        places = sql(tmp_path, "SELECT position FROM answer WHERE session = ? ORDER BY id", name)
        assert places == [(place,) for place in range(200)]
    log = AnswerLog(tmp_path, later)
    assert log.memories() == memories(log.store.db)
    assert examine(tmp_path, later).faults == 0


def test_a_new_file_that_another_program_is_writing_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.2, other.execute, ["COMMIT"])
    done.start()
    AnswerLog(tmp_path, later).start("s", ALL, "{}")
    done.join()
    assert sql(tmp_path, "SELECT id FROM session") == [("s",)]


@pytest.mark.parametrize("seed", range(4))
def test_killed_between_any_two_answers_every_acknowledged_one_is_there(tmp_path: Path, seed: int) -> None:
    process = child(ANSWERING, tmp_path, "s", 5000)
    assert process.stdout is not None
    assert process.stdout.readline() == "0\n"
    time.sleep(Random(seed).uniform(0, 0.15))
    process.kill()
    acknowledged = 1 + len(process.stdout.read().splitlines())
    process.communicate()
    log = AnswerLog(tmp_path, later)
    kept = len(sql(tmp_path, "SELECT 1 FROM answer"))
    assert acknowledged <= kept <= acknowledged + 1
    assert log.memories() == memories(log.store.db)
    assert examine(tmp_path, later).faults == 0
    session = log.unfinished()
    assert session is not None
    assert session.position == kept


IMPORTING = """
import sys
from pathlib import Path
from quiz.learner.clock import now
from quiz.learner.exchange import import_lines
from quiz.learner.store import Store
store = Store(Path(sys.argv[1]), now)
lines = Path(sys.argv[2]).read_bytes().splitlines(keepends=True)
print("begun", flush=True)
import_lines(store, lines, "file")
"""


@pytest.mark.parametrize("seed", range(4))
def test_an_import_that_is_killed_took_over_all_or_nothing(tmp_path: Path, seed: int) -> None:
    clock = Clock()
    log = opened(tmp_path / "other", clock)
    for number in range(40):
        play(log, clock, [("answer", number + place) for place in range(5)], f"other{number}-")
    file = tmp_path / "file"
    file.write_bytes(b"".join(exported(log)))
    here = a_log(tmp_path / "here")
    before = exported(here)
    process = child(IMPORTING, tmp_path / "here", file)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(Random(seed).uniform(0, 0.06))
    process.kill()
    process.communicate()
    assert len(sql(tmp_path / "here", "SELECT 1 FROM session WHERE id LIKE 'other%'")) in (0, 40)
    if not sql(tmp_path / "here", "SELECT 1 FROM session WHERE id LIKE 'other%'"):
        assert exported(here) == before
    assert here.memories() == memories(here.store.db)
    assert examine(tmp_path / "here", later).faults == 0


# --- the disk --------------------------------------------------------------------------------------------

FULL_DISK = """
import resource, sys
from pathlib import Path
from kg.errors import UnusableFileError
from quiz.learner.backup import BY_HAND, back_up
from quiz.learner.clock import now
from quiz.learner.exchange import import_lines
from quiz.learner.store import Store
store = Store(Path(sys.argv[1]), now)
lines = Path(sys.argv[2]).read_bytes().splitlines(keepends=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
for attempt in (lambda: import_lines(store, lines, "file"), lambda: back_up(store, BY_HAND)):
    try:
        attempt()
        print("done")
    except UnusableFileError as error:
        print(error.exit_code, error)
"""


def test_on_a_full_disk_an_import_and_a_backup_fail_whole(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    log = opened(tmp_path / "other")
    log.start("long", [CHOOSE_ONE] * 5, "x" * 200_000)
    (tmp_path / "file").write_bytes(b"".join(exported(log)))
    here = a_log(tmp_path / "here")
    before = exported(here)
    told, faults = child(FULL_DISK, tmp_path / "here", tmp_path / "file").communicate(timeout=60)
    assert faults == ""
    assert len(told.splitlines()) == 2
    assert all(line.startswith("3 The answers cannot be kept in ") for line in told.splitlines())
    assert exported(here) == before
    assert list((tmp_path / "here" / FOLDER).iterdir()) == []


# As someone who may not write: root may everywhere.
READ_ONLY = """
import os, sys
from pathlib import Path
import platformdirs, kg.faults, quiz.learner.backup, quiz.learner.salvage
from handmade import TEXT
from kg.errors import UnusableFileError
from quiz.learner.clock import now
from quiz.learner.doctor import examine
from quiz.learner.log import AnswerLog
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder = Path(sys.argv[1])
print([check.faults for check in examine(folder, now).checks if check.faults])
try:
    log = AnswerLog(folder, now)
    log.start("new", [TEXT], "{}")
    print("written")
except UnusableFileError as error:
    print(error.exit_code, error)
"""


@contextmanager
def someone_elses() -> Iterator[Path]:
    """Yield a folder that everyone may come to."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_log_that_may_not_be_written_is_told_and_can_be_looked_at(what: str) -> None:
    with someone_elses() as folder:
        a_log(folder).close()
        before = (folder / FILE).read_bytes()
        nobody = 65534 if os.geteuid() == 0 else os.geteuid()
        os.chown(folder, nobody, -1)
        if what == "folder":
            os.chown(folder / FILE, nobody, -1)
        elif os.geteuid() != 0:
            pytest.skip("only root can make a file that is another's")
        (folder / FILE).chmod(0o600 if what == "folder" else 0o444)
        folder.chmod(0o500 if what == "folder" else 0o700)
        looked, told = child(READ_ONLY, folder).communicate(timeout=60)[0].splitlines()
        assert f"{folder if what == 'folder' else folder / FILE} cannot be written" in looked
        assert told.startswith(f"3 The answers cannot be kept in {folder / FILE}: ")
        assert "Choose another folder with MYOGRAPH_DATA_DIR, or make this one writable." in told
        folder.chmod(0o700)
        assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize("seed", range(10))
def test_a_log_cut_off_anywhere_opens_or_is_told(tmp_path: Path, seed: int) -> None:
    log = a_log(tmp_path)
    log.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log.close()
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: Random(seed).randrange(1, len(whole))])
    with pytest.raises(UnusableFileError, match=FILE) as caught:  # noqa: PT012 - anywhere in it
        again = AnswerLog(tmp_path, later)
        again.start("new", [TEXT], "{}").answer("x", 5)
        exported(again)
    assert caught.value.exit_code == 3


# --- clocks ----------------------------------------------------------------------------------------------


def days(folder: Path) -> list[str]:
    return [str(day) for (day,) in sql(folder, "SELECT study_day FROM answer ORDER BY id")]


def answered_at(folder: Path, *instants: str) -> AnswerLog:
    """Answer one question right at each of these instants, by a clock that says just that."""
    said = [datetime.fromisoformat(instant) for instant in instants]
    log = AnswerLog(folder, lambda: said[0])
    for number in range(len(instants)):
        log.start(f"s{number}", [TEXT], "{}").answer("gluteus medius", 900)
        said = said[1:] or said
    return log


@pytest.mark.parametrize(
    ("what", "instants", "expected"),
    [
        (
            "clocks are put forward at two in the night",
            ("2026-03-29T01:59:59+01:00", "2026-03-29T03:59:59+02:00", "2026-03-29T04:00:00+02:00"),
            ["2026-03-28", "2026-03-28", "2026-03-29"],
        ),
        (
            "clocks are put back at three in the night",
            ("2026-10-25T02:59:00+02:00", "2026-10-25T02:01:00+01:00", "2026-10-25T04:00:00+01:00"),
            ["2026-10-24", "2026-10-24", "2026-10-25"],
        ),
        (
            "a flight to the west: the same day comes again",
            ("2026-03-02T09:00:00+09:00", "2026-03-01T19:00:00-05:00", "2026-03-02T09:00:00-05:00"),
            ["2026-03-02", "2026-03-01", "2026-03-02"],
        ),
        (
            "a flight to the east over the date line: a day is missing",
            ("2026-03-02T20:00:00-10:00", "2026-03-04T06:00:00+12:00"),
            ["2026-03-02", "2026-03-04"],
        ),
        (
            "a clock that was set back by a year",
            ("2026-03-02T09:00:00+01:00", "2025-03-02T09:00:00+01:00", "2026-03-03T09:00:00+01:00"),
            ["2026-03-02", "2025-03-02", "2026-03-03"],
        ),
    ],
)
def test_study_days_stay_as_they_were_and_none_is_counted_backwards(
    tmp_path: Path, what: str, instants: tuple[str, ...], expected: list[str]
) -> None:
    log = answered_at(tmp_path, *instants)
    assert days(tmp_path) == expected, what
    (kept,) = log.memories().values()
    assert kept.memory.last_day == max(date.fromisoformat(day).toordinal() for day in expected)
    assert kept.memory.answers == kept.memory.right == len(instants)
    log.close()
    # In another zone, and on a day that is over there, they are what they were.
    elsewhere = datetime.fromisoformat("2026-03-02T09:00:00-11:00")
    again = AnswerLog(tmp_path, lambda: elsewhere, rollover_hour=0)
    assert days(tmp_path) == expected
    assert again.memories() == memories(again.store.db) == {TEXT.claims[0]: kept}
    assert retrievability(kept.memory, again.today()) <= 1
    assert due_day(kept.memory, TEXT.claims[0]) > kept.memory.last_day


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(-400, 400), st.integers(-12, 14)), min_size=1, max_size=8))
def test_however_clocks_jump_what_is_remembered_follows_from_the_answers(
    tmp_path_factory: pytest.TempPathFactory, jumps: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("clocks")
    clock = Clock()
    log = opened(folder, clock)
    last = 0
    for number, (hours, zone) in enumerate(jumps):
        clock.wait(hours=hours)
        clock.instant = datetime.fromisoformat(
            f"{clock.instant.replace(tzinfo=None).isoformat()}{'-' if zone < 0 else '+'}{abs(zone):02}:00"
        )
        session = log.start(f"s{number}", ALL, "{}")
        for item in ALL:
            session.answer((right if number % 2 else wrong)(item), 900)
        found = log.memories()
        assert found == memories(log.store.db)
        days_of = {kept.memory.last_day for kept in found.values()}
        assert all(last <= day for day in days_of), "a day was counted backwards"
        last = max(days_of)
        assert all(kept.memory.stability > 0 for kept in found.values())
    log.close()
