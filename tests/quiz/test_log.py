"""The answer log: what was acknowledged is there, whatever happens."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from kg.errors import UnusableFileError
from quiz.bank import build
from quiz.learner.log import FILE, VERSION, AnswerLog
from quiz.session import AnsweredElsewhereError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

EVENING = datetime.fromisoformat("2026-03-02T23:30:00+01:00")


def clock() -> datetime:
    return EVENING


@pytest.fixture
def items(graph: KnowledgeGraph) -> list[Item]:
    return build(graph, 1)[:3]


def rows(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / FILE) as db:
        return db.execute(
            "SELECT session, position, item, claim, chosen, correct, took_ms, answered_at, study_day "
            "FROM answer"
        ).fetchall()


def test_an_answer_is_kept_with_what_it_was_about(tmp_path: Path, items: list[Item]) -> None:
    session = AnswerLog(tmp_path, clock).start("s", items, "{}")
    answer = session.answer(0, 1234)
    option = items[0].options[0]
    assert rows(tmp_path) == [
        (
            "s", 0, items[0].id, items[0].claims[0], option.entity, int(answer.correct), 1234,
            "2026-03-02T22:30:00+00:00", "2026-03-02",
        )
    ]  # fmt: skip


def test_a_quiz_goes_on_where_it_was(tmp_path: Path, items: list[Item]) -> None:
    AnswerLog(tmp_path, clock).start("s", items, "{}").answer(1, 0)
    again = AnswerLog(tmp_path, clock).unfinished()
    assert again is not None
    assert again.position == 1
    assert again.items == tuple(items)
    again.answer(0, 0)
    again.answer(0, 0)
    assert AnswerLog(tmp_path, clock).unfinished() is None
    assert len(rows(tmp_path)) == 3


def test_only_a_quiz_of_the_same_request_is_gone_on_with(tmp_path: Path, items: list[Item]) -> None:
    log = AnswerLog(tmp_path, clock)
    log.start("one", items, "a")
    log.start("two", items, "b")
    first, latest = log.unfinished("a"), log.unfinished()
    assert first is not None
    assert first.id == "one"
    assert latest is not None
    assert latest.id == "two"
    assert log.unfinished("c") is None
    log.leave(latest)
    remaining = log.unfinished()
    assert remaining is not None
    assert remaining.id == "one"


def test_two_windows_do_not_answer_one_question_twice(tmp_path: Path, items: list[Item]) -> None:
    AnswerLog(tmp_path, clock).start("s", items, "{}")
    one, two = AnswerLog(tmp_path, clock).unfinished(), AnswerLog(tmp_path, clock).unfinished()
    assert one is not None
    assert two is not None
    one.answer(0, 0)
    with pytest.raises(AnsweredElsewhereError, match="answered meanwhile in another window"):
        two.answer(1, 0)
    assert len(rows(tmp_path)) == 1
    assert two.answers == one.answers
    assert two.position == 1


def test_the_file_is_private_and_safe(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    AnswerLog(folder, clock)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    with sqlite3.connect(folder / FILE) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)


@pytest.mark.parametrize(
    ("what", "advice"),
    [
        ("folder is a file", "not in a folder. Choose a folder with MYOGRAPH_DATA_DIR"),
        ("file is a folder", "Choose another folder with MYOGRAPH_DATA_DIR"),
        ("not a database", "Move that file away to begin a new one; nothing in it was changed"),
    ],
)
def test_a_place_that_cannot_be_used_is_told(tmp_path: Path, what: str, advice: str) -> None:
    folder = tmp_path / "data"
    if what == "folder is a file":
        folder.write_text("in the way")
    elif what == "file is a folder":
        (folder / FILE).mkdir(parents=True)
    else:
        folder.mkdir()
        (folder / FILE).write_bytes(b"no database at all, only words " * 20)
    with pytest.raises(UnusableFileError, match=advice) as caught:
        AnswerLog(folder, clock)
    assert caught.value.exit_code == 3
    assert FILE in str(caught.value)


def test_a_log_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    AnswerLog(tmp_path, clock).close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(UnusableFileError, match="newer Myograph"):
        AnswerLog(tmp_path, clock)
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)


def test_rows_refer_to_a_session(tmp_path: Path, items: list[Item]) -> None:
    log = AnswerLog(tmp_path, clock)
    session = log.start("s", items, "{}")
    session.id = "another"
    with pytest.raises(UnusableFileError):
        session.answer(0, 0)
    assert rows(tmp_path) == []


FULL_DISK = """
import resource, sys
from datetime import datetime, UTC
from pathlib import Path
import kg
from kg.errors import UnusableFileError
from quiz.bank import build
from quiz.learner.log import AnswerLog
log = AnswerLog(Path(sys.argv[1]), lambda: datetime.now(UTC))
session = log.start("s", build(kg.load(), 1), "{}")
session.answer(0, 0)
used = sum(path.stat().st_size for path in Path(sys.argv[1]).iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (used, used))
kept = 1
try:
    while session.current is not None:
        session.answer(0, 0)
        kept += 1
except UnusableFileError as error:
    print(kept)
    sys.exit(error.exit_code)
"""


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert len(rows(tmp_path)) == int(done.stdout) > 0
