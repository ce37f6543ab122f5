"""The doctor names each fault, changes nothing by looking, and repairs what follows from the rest."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, TEXT, right, wrong
from logs import MORNING, Clock, a_log, exported, opened, sql

from kg.errors import UnusableFileError
from quiz.learner.backup import BY_HAND, back_up, backups, restore
from quiz.learner.doctor import TOLD, Check, Report, examine, latest_backup, repair
from quiz.learner.log import FILE, AnswerLog
from quiz.learner.schema import VERSION

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

CLAIMS = {item.claims[0] for item in ALL} | {"claim-0", "claim-1", "claim-2"}


def later() -> datetime:
    return MORNING + timedelta(days=30)


def look(folder: Path) -> Report:
    return examine(folder, later, CLAIMS)


def faults(report: Report) -> dict[str, str]:
    return {check.name: " ".join(check.faults) for check in report.checks if check.faults}


def check(report: Report, name: str) -> Check:
    return next(check for check in report.checks if check.name == name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_log(tmp_path / "data").close()
    return tmp_path / "data"


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / FILE).read_bytes()).hexdigest()


def test_a_log_in_order_has_no_fault_and_is_not_changed(folder: Path) -> None:
    before = digest(folder)
    report = look(folder)
    assert faults(report) == {}
    assert [each.notes for each in report.checks if each.notes] == []
    assert report.form == VERSION
    assert check(report, "responses").count == len(sql(folder, "SELECT 1 FROM answer")) > 5
    assert digest(folder) == before


def test_where_there_is_no_log_nothing_is_wrong_and_none_is_made(tmp_path: Path) -> None:
    report = look(tmp_path / "none")
    assert (report.faults, report.unusable) == (0, None)
    assert "no answer log yet" in report.checks[0].notes[0]
    assert not (tmp_path / "none").exists()


def test_a_log_that_is_open_elsewhere_is_looked_at_with_all_its_answers(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    assert faults(look(tmp_path)) == {}
    assert check(look(tmp_path), "responses").count == len(sql(tmp_path, "SELECT 1 FROM answer"))
    log.close()


NOTE = "INSERT INTO note VALUES (99, 'nowhere', 0, 'hinted', '2026-03-02T08:00:00+00:00')"
AN_ITEM = "(SELECT min(digest) FROM item)"
PLANTED = {
    "references": (NOTE, "of the table note refers to a row of session"),
    "times": ("UPDATE answer SET answered_at = '2031-01-01T00:00:00+00:00' WHERE id = 2", "after now"),
    "items": (f"UPDATE item SET body = body || ' ' WHERE digest = {AN_ITEM}", "is not what it was"),
    "responses": ("UPDATE answer SET response = '77' WHERE interaction = 'choose-one'", "none that it could"),
    "outcomes": ("DELETE FROM outcome WHERE answer = 1", "1 answer tells of no claim"),
    "places": ("DELETE FROM undo", "2 answers that count"),
    "memory": ("UPDATE memory SET stability = 9 WHERE claim = 'claim-text'", "the claim claim-text"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_each_fault_is_named(folder: Path, name: str) -> None:
    command, told = PLANTED[name]
    sql(folder, command)
    found = faults(look(folder))
    assert told in found.pop(name)
    # What follows from it may be wrong, too; what has nothing to do with it is not.
    assert set(found) <= {"memory", "outcomes"}


def test_lost_and_unreadable_items_are_named(folder: Path) -> None:
    sql(folder, "DELETE FROM item WHERE digest = (SELECT min(digest) FROM item)")
    assert "The session s0 has lost 1 of its items." in faults(look(folder))["items"]


def test_many_faults_of_a_kind_are_counted_not_listed(folder: Path) -> None:
    log = opened(folder)
    for number in range(30):
        log.start(f"more{number}", [TEXT], "{}")
    log.close()
    sql(folder, "UPDATE session SET items = '[\"lost\"]' WHERE id LIKE 'more%'")
    told = check(look(folder), "items").faults
    assert len(told) == TOLD + 1
    assert told[-1] == "… and 20 more of these."


def test_a_clock_set_back_and_claims_of_other_packs_are_no_faults(tmp_path: Path) -> None:
    clock = Clock()
    log = opened(tmp_path, clock)
    session = log.start("s", ALL, "{}")
    session.answer(right(ALL[0]), 5)
    clock.wait(hours=-5)
    session.answer(right(ALL[1]), 5)
    report = examine(tmp_path, later, {"another"})
    assert faults(report) == {}
    assert "1 answer was given at an earlier time" in check(report, "times").notes[0]
    assert "2 of the claims that were answered are not in the graph" in check(report, "claims").notes[0]
    assert "claims" not in [each.name for each in examine(tmp_path, later).checks]


def test_seconds_that_a_clock_is_ahead_are_no_fault(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.start("s", [TEXT], "{}").answer("x", 5)
    assert faults(examine(tmp_path, lambda: MORNING)) == {}
    assert "times" in faults(examine(tmp_path, lambda: MORNING - timedelta(minutes=5)))


def test_what_others_can_read_is_named_and_closed(folder: Path) -> None:
    back_up(opened(folder).store, BY_HAND)
    copy = backups(folder)[0].path
    for path in (folder, folder / FILE, copy):
        path.chmod(0o755)
    report = look(folder)
    told = faults(report)["permissions"]
    assert all(f"{path} can be read by others" in told for path in (folder, folder / FILE, copy))
    (done,) = repair(report, later)
    assert "by nobody else on this machine" in done
    assert faults(look(folder)) == {}
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / FILE)] == [0o700, 0o600]


def test_memories_and_outcomes_are_worked_out_anew_as_they_were(folder: Path) -> None:
    before = exported(opened(folder)), opened(folder).memories()
    sql(folder, "DELETE FROM memory")
    sql(folder, "DELETE FROM mixup")
    sql(folder, "DELETE FROM outcome")
    report = look(folder)
    assert set(faults(report)) == {"outcomes"}, "without outcomes, nothing is remembered"
    (done,) = repair(report, later)
    assert "worked out anew" in done
    assert faults(look(folder)) == {}
    # Also how the claims stood when they were asked.
    assert (exported(opened(folder)), opened(folder).memories()) == before
    assert [each.why for each in backups(folder)] == ["before-repair"]


def test_a_repair_of_a_log_in_order_does_nothing(folder: Path) -> None:
    before = digest(folder)
    assert repair(look(folder), later) == []
    assert (digest(folder), backups(folder)) == (before, [])


def test_values_that_make_no_sense_are_told_and_end_no_repair_in_a_traceback(folder: Path) -> None:
    sql(folder, "UPDATE answer SET study_day = 'soon', response = '{' WHERE id = 2")
    sql(folder, "DELETE FROM outcome WHERE answer = 2")
    report = look(folder)
    assert {"responses", "outcomes"} <= set(faults(report))
    assert any("cannot be worked out" in line for line in repair(report, later))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"only words " * 100, "is not a database"),
        (b"SQLite", "is not a database"),
    ],
)
def test_a_file_that_is_no_database_is_unusable_and_restore_is_named(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / FILE).write_bytes(content)
    report = look(tmp_path)
    assert report.unusable is not None
    assert told in report.unusable
    assert "myograph restore" in report.unusable
    assert repair(report, later) == []
    assert (tmp_path / FILE).read_bytes() == content


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    assert "is empty" in faults(look(tmp_path))["file"]


def test_a_log_of_a_newer_form_is_unusable_and_left_alone(folder: Path) -> None:
    sql(folder, f"PRAGMA user_version = {VERSION + 1}")
    before = digest(folder)
    report = look(folder)
    assert report.unusable is not None
    assert "newer Myograph" in report.unusable
    assert repair(report, later) == []
    assert digest(folder) == before


def test_a_log_of_an_earlier_form_is_only_told_of(folder: Path) -> None:
    sql(folder, f"PRAGMA user_version = {VERSION - 1}")
    report = look(folder)
    assert (report.faults, report.form) == (0, VERSION - 1)
    assert "is brought to form" in report.checks[0].notes[0]
    assert sql(folder, "PRAGMA user_version") == [(VERSION - 1,)]


def test_the_latest_backup_is_named(folder: Path) -> None:
    assert latest_backup(folder) == "There is no backup."
    path = back_up(opened(folder).store, BY_HAND)
    assert latest_backup(folder) == f"The latest backup: {path}"


# --- a damaged file --------------------------------------------------------------------------------------


def answers(folder: Path) -> set[tuple[object, ...]]:
    return set(
        sql(
            folder, "SELECT session, position, attempt, response, correct, answered_at, study_day FROM answer"
        )
    )


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A log of some hundred answers, on some dozen pages."""
    clock = Clock()
    log = opened(tmp_path / "data", clock)
    for number in range(60):
        session = log.start(f"s{number}", ALL, "{}", versions={"claim-text": f"v{number}"})
        for item in ALL:
            session.answer((right if number % 3 else wrong)(item), 900)
        clock.wait(hours=9)
    log.undo()
    log.mark("claim-text", "suspended")
    log.close()
    return tmp_path / "data"


def page_of(folder: Path, table: str) -> int:
    """Return the page that a table begins on, counted from 0."""
    return int(str(sql(folder, "SELECT rootpage FROM sqlite_master WHERE name = ?", table)[0][0])) - 1


def outcome(report: Report) -> str:
    """Repair, and return what the user is told."""
    try:
        return " ".join(repair(report, later))
    except UnusableFileError as error:
        return str(error)


@pytest.mark.parametrize("table", ["outcome", "mixup", "memory", "outcome_of_answer", "session_end_of"])
def test_of_a_damaged_index_or_what_follows_from_facts_nothing_is_lost(large: Path, table: str) -> None:
    log = opened(large)
    before = (exported(log), log.memories(), answers(large))
    log.close()
    data = bytearray((large / FILE).read_bytes())
    size = int(str(sql(large, "PRAGMA page_size")[0][0]))
    page = page_of(large, table)
    data[page * size : (page + 1) * size] = bytes(Random(1).randbytes(size))
    (large / FILE).write_bytes(data)
    report = look(large)
    assert "file" in faults(report)
    done = repair(report, later)
    assert "300 answers of 60 sessions" in done[0]
    assert faults(look(large)) == {}
    log = opened(large)
    assert (exported(log), log.memories(), answers(large)) == before
    (kept,) = large.glob("answers-*-damaged.sqlite3")
    assert kept.read_bytes() == data
    assert str(kept) in done[1]


@pytest.mark.parametrize("seed", range(8))
def test_of_a_damaged_page_the_rest_is_carried_over(large: Path, seed: int) -> None:
    before, rng = answers(large), Random(seed)
    data = bytearray((large / FILE).read_bytes())
    size = int(str(sql(large, "PRAGMA page_size")[0][0]))
    page = rng.randrange(1, len(data) // size)
    data[page * size : (page + 1) * size] = rng.randbytes(size)
    (large / FILE).write_bytes(data)
    report = look(large)
    if "file" not in faults(report):
        assert answers(large) == before, "what SQLite finds nothing wrong with is whole"
        return
    told = outcome(report)
    if "nothing can be carried over" in told:
        assert (large / FILE).read_bytes() == data
        return
    assert "What could be read is in a new file" in told
    assert answers(large) <= before
    assert len(answers(large)) >= 150
    assert "file" not in faults(look(large))
    opened(large).start("next", [TEXT], "{}").answer("gluteus medius", 5)


@pytest.mark.parametrize("seed", range(8))
def test_of_a_file_cut_off_what_is_there_is_carried_over_or_it_is_told(large: Path, seed: int) -> None:
    before = answers(large)
    with contextlib.closing(sqlite3.connect(large / FILE)) as db:
        copy = back_up(opened(large).store, BY_HAND)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = (large / FILE).read_bytes()
    cut = whole[: Random(seed).randrange(1, len(whole))]
    (large / FILE).write_bytes(cut)
    for tail in ("-wal", "-shm"):
        (large / f"{FILE}{tail}").unlink(missing_ok=True)
    report = look(large)
    assert report.unusable or report.faults
    told = outcome(report)
    if "What could be read is in a new file" in told:
        assert answers(large) <= before
        AnswerLog(large, later).close()
    else:
        assert report.unusable or "nothing can be carried over" in told
        assert (large / FILE).read_bytes() == cut
    restore(large, later, copy)
    assert answers(large) == before
