"""The commands that look after the answers, from the outside: what they print, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from handmade import CHOOSE_ONE, TEXT, right
from logs import MORNING, a_log, exported, opened, sql

from kg.errors import MyographError
from kg.iri import claim_iri
from quiz.cli import cli
from quiz.learner.clock import now
from quiz.learner.log import FILE, AnswerLog
from quiz.learner.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Clock = Callable[[], datetime]

CLAIM = "article-c08"


class Ended:
    """How a command ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


def run(*arguments: object, stdin: str | bytes = "", code: int = 0) -> Ended:
    """Run a command and return what it printed; a failure that is told is told as `myograph` tells it."""
    done = CliRunner().invoke(cli, [str(each) for each in arguments], input=stdin)
    ended = Ended(done.exit_code, done.stdout, done.stderr)
    if isinstance(done.exception, MyographError):
        ended = Ended(done.exception.exit_code, done.stdout, f"{done.stderr}myograph: {done.exception}")
    elif done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert ended.code == code, ended.err + ended.out
    return ended


@pytest.fixture(autouse=True)
def _settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("MYOGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    # Reading the packs is not what is tried here: once is enough.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "learner-cli-cache"))


@pytest.fixture
def data() -> Path:
    return Path(os.environ["MYOGRAPH_DATA_DIR"])


@pytest.fixture
def answered(data: Path) -> Path:
    a_log(data).close()
    return data


def test_undo_takes_back_one_answer_after_the_other(data: Path) -> None:
    log = opened(data)
    session = log.start("s", [TEXT, CHOOSE_ONE, CHOOSE_ONE], "{}")
    session.answer("no idea", 5)
    session.answer(right(CHOOSE_ONE), 5)
    log.close()
    assert (
        f"was right, to a question of the type some-choose-one about the claim {CHOOSE_ONE.claims[0]}"
        in run("undo").out
    )
    assert "was wrong, to a question of the type some-text" in run("undo").out
    assert "There is no answer to take back" in run("undo", code=1).err
    assert sql(data, "SELECT count(*) FROM undo") == [(2,)]


@pytest.mark.parametrize("name", [CLAIM, CLAIM.upper(), claim_iri(CLAIM)])
def test_a_claim_is_suspended_and_resumed(data: Path, name: str) -> None:
    assert run("suspend", "--list").out == "No claim is suspended.\n"
    assert f"The claim {CLAIM} will not be asked about." in run("suspend", name).out
    assert "is suspended already" in run("suspend", name).out
    assert json.loads(run("suspend", "--list", "--json").out) == [CLAIM]
    assert "will be asked about again" in run("suspend", name, "--resume").out
    assert "is not suspended" in run("suspend", name, "--resume").out
    assert sql(data, "SELECT kind FROM mark") == [("suspended",), ("resumed",)]


def test_a_claim_that_is_in_no_pack_any_more_can_be_resumed(data: Path) -> None:
    log = opened(data)
    log.mark("of-a-pack-that-is-gone", "suspended")
    log.close()
    assert "no claim" in run("suspend", "of-a-pack-that-is-gone", code=1).err
    run("suspend", "of-a-pack-that-is-gone", "--resume")
    assert run("suspend", "--list").out == "No claim is suspended.\n"


@pytest.mark.parametrize("command", [["suspend"], ["report"]])
@pytest.mark.parametrize(
    ("name", "told"), [("article-c088", "Did you mean “article-c08”"), ("§", "myograph claims")]
)
def test_an_unknown_claim_is_answered_with_the_nearest(command: list[str], name: str, told: str) -> None:
    ended = run(*command, name, *(["why"] if command == ["report"] else []), code=1)
    assert f"There is no claim “{name}”" in ended.err
    assert told in ended.err


def test_a_report_is_kept_in_the_words_it_was_made(data: Path) -> None:
    assert run("report", "--list").out == "Nothing was reported.\n"
    run("report", CLAIM, "  [red]not so[/red]\n says “Gray”  ")
    assert run("report", "--list").out.endswith(": [red]not so[/red] says “Gray”\n")
    (row,) = json.loads(run("report", "--list", "--json").out)
    assert (row["claim"], row["words"]) == (CLAIM, "[red]not so[/red] says “Gray”")
    assert sql(data, "SELECT kind FROM mark") == [("reported",)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["suspend"],
        ["suspend", CLAIM, "--list"],
        ["suspend", "--list", "--resume"],
        ["suspend", CLAIM, "--json"],
        ["report"],
        ["report", CLAIM],
        ["report", CLAIM, "  "],
        ["report", CLAIM, "x" * 2001],
        ["report", CLAIM, "why", "--list"],
        ["report", CLAIM, "why", "--json"],
        ["log"],
        ["log", "exprot", "-"],
        ["log", "export"],
        ["log", "export", "-", "-f", "xapi", "--learner", " "],
        ["log", "export", "-", "--learner", "me"],
        ["log", "export", "-", "-f", "csv"],
        ["log", "import"],
        ["backup", "--json"],
        ["restore", "--yes", "a", "b"],
        ["doctor", "--mend"],
    ],
)
def test_wrong_usage_is_told_and_makes_no_log(data: Path, arguments: list[str]) -> None:
    run(*arguments, code=2)
    assert not data.exists()


@pytest.mark.parametrize("form", ["jsonl", "xapi"])
def test_answers_go_to_another_machine(answered: Path, tmp_path: Path, form: str) -> None:
    before = opened(answered).memories()
    file = tmp_path / "answers"
    ended = run("log", "export", file, "-f", form)
    assert (ended.out, ended.err) == ("", f"Wrote {file.stat().st_size:,} bytes to {file}.\n")
    assert file.stat().st_mode & 0o777 == 0o600
    (answered / FILE).unlink()
    first = run("log", "import", file).out
    assert "Known before: 0 facts." in first
    assert opened(answered).memories() == before
    assert "New here: 0 sessions, 0 answers" in run("log", "import", file, "-f", form).out
    assert run("backup", "--list").out == "There is no backup yet.\n"


def test_answers_go_through_a_pipe(answered: Path) -> None:
    out = run("log", "export", "-").out
    (answered / FILE).unlink()
    assert "New here: 4 sessions" in run("log", "import", "-", stdin=out.encode()).out
    assert run("log", "export", "-").out == out


@pytest.mark.parametrize("form", ["jsonl", "xapi"])
def test_a_reader_that_leaves_is_no_fault_of_the_log(data: Path, form: str) -> None:
    """It was once told as a disk that cannot be written."""
    log = opened(data)
    for number in range(60):
        log.start(f"s{number}", [TEXT], "x" * 2000).answer("x", 5)
    log.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "quiz", "log", "export", "-", "-f", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(timeout=30), process.stderr.read()) == (0, b"")


def test_the_learner_is_named_in_statements(answered: Path) -> None:
    lines = run("log", "export", "-", "-f", "xapi", "--learner", "Zoë").out.splitlines()
    assert {json.loads(line)["actor"]["account"]["name"] for line in lines} == {"Zoë"}


def test_an_import_that_changes_a_log_leaves_a_copy_of_it(answered: Path, tmp_path: Path) -> None:
    other = opened(tmp_path / "other")
    other.start("another", [TEXT], "{}").answer("x", 5)
    (tmp_path / "file").write_bytes(b"".join(exported(other)))
    before = len(sql(answered, "SELECT 1 FROM answer"))
    assert "New here: 1 session, 1 answer," in run("log", "import", tmp_path / "file").out
    (row,) = json.loads(run("backup", "--list", "--json").out)
    assert (row["why"], row["answers"]) == ("before-import", before)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1: the file is empty"),
        (b"{}\n", "no file of answers"),
        (b"no JSON\n", "line 1: this is not JSON"),
        (b"\x00" * 9_000_000, "line 1: it is longer than"),
    ],
    ids=["empty", "another", "no JSON", "endless"],
)
def test_a_file_that_is_not_in_order_is_told_and_nothing_changes(
    answered: Path, tmp_path: Path, content: bytes, told: str
) -> None:
    before = exported(opened(answered))
    (tmp_path / "file").write_bytes(content)
    ended = run("log", "import", tmp_path / "file", code=1)
    assert told in ended.err
    assert "Nothing was taken over" in ended.err
    assert exported(opened(answered)) == before
    assert run("backup", "--list").out == "There is no backup yet.\n"


def test_files_that_cannot_be_used_end_with_3(answered: Path, tmp_path: Path) -> None:
    assert "cannot be read" in run("log", "import", tmp_path / "none", code=3).err
    assert "cannot be read" in run("log", "import", tmp_path, code=3).err
    assert "cannot be written" in run("log", "export", tmp_path / "none" / "file", code=3).err
    for name in (FILE, f"{FILE}-wal"):
        assert "belongs to the answer log" in run("log", "export", answered / name, code=3).err
    assert (answered / FILE).read_bytes().startswith(b"SQLite")
    run("log", "export", os.devnull)


def test_a_backup_comes_back(answered: Path) -> None:
    count = len(sql(answered, "SELECT 1 FROM answer"))
    path = Path(run("backup").out.removeprefix("Copied to ").strip())
    assert f"{path.name}: {count} answers" in run("backup", "--list").out
    log = opened(answered)
    log.start("later", [TEXT, TEXT], "{}").answer("x", 5)
    log.close()
    assert "--yes" in run("restore", code=2).err
    assert len(sql(answered, "SELECT 1 FROM answer")) == count + 1
    ended = run("restore", path.name, "--yes")
    assert f"Brought back: {count} answers" in ended.out
    assert len(sql(answered, "SELECT 1 FROM answer")) == count
    # The latest is now the one that was made of what was there.
    assert f"Brought back: {count + 1} answers" in run("restore", "--yes").out


def test_a_restore_asks_on_a_terminal(answered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup")
    opened(answered).start("later", [TEXT], "{}")
    # As if the answer were typed.
    monkeypatch.setattr("quiz.commands.log.click.confirm", lambda text, **_: "Replace" not in text)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    assert "Nothing was changed" in run("restore", code=1).err
    assert sql(answered, "SELECT 1 FROM session WHERE id = 'later'") == [(1,)]


def test_without_backups_there_is_nothing_to_restore(data: Path) -> None:
    assert "There is no backup" in run("restore", "--yes", code=1).err
    assert "There is no backup “x”" in run("restore", "x", "--yes", code=1).err
    assert json.loads(run("backup", "--list", "--json").out) == []
    assert not data.exists()


def test_the_doctor_finds_nothing_faults_or_no_log_at_all(data: Path) -> None:
    assert "There is no answer log yet" in run("doctor").out
    log = AnswerLog(data, now)
    session = log.start("s", [TEXT, TEXT], "{}")
    session.answer("x", 5)
    log.close()
    ended = run("doctor")
    assert ended.err == ""
    assert "Fault" not in ended.out
    sql(data, "DELETE FROM memory")
    ended = run("doctor", code=1)
    assert "memory: 1 looked at, 1 fault" in ended.out
    assert ended.err == "1 fault found. To repair what can be: myograph doctor --repair\n"
    view = json.loads(run("doctor", "--json", code=1).out)
    assert [each["check"] for each in view["checks"] if each["faults"]] == ["memory"]
    assert (view["form"], view["unusable"], view["repaired"]) == (VERSION, None, [])
    assert "worked out anew" in run("doctor", "--repair").out
    assert "Fault" not in run("doctor").out


def test_the_doctor_speaks_of_the_log_also_where_a_pack_is_not_in_order(
    answered: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("pack: [Your Name]\n")
    ended = run("doctor", "--pack", tmp_path / "bad.yaml")
    assert "The claims are not compared with the graph" in ended.err
    assert "memory: 5 looked at, fine" in ended.out


@pytest.mark.parametrize(
    "what",
    [["doctor"], ["doctor", "--repair"], ["undo"], ["log", "export", "-"], ["backup"], ["suspend", "--list"]],
)
@pytest.mark.parametrize("how", ["no database", "newer", "damaged"])
def test_a_log_that_cannot_be_used_ends_with_3_and_says_what_to_do(
    answered: Path, what: list[str], how: str
) -> None:
    run("backup")
    if how == "newer":
        sql(answered, f"PRAGMA user_version = {VERSION + 1}")
    else:
        whole = (answered / FILE).read_bytes()
        (answered / FILE).write_bytes(
            b"words" * 999 if how == "no database" else whole[:4096] + b"\x01" * 8192
        )
    before = (answered / FILE).read_bytes()
    damaged_only = how == "damaged" and what == ["doctor"]
    ended = run(*what, code=1 if damaged_only else 3)
    told = ended.err + ended.out
    assert str(answered / FILE) in told
    assert ("Update Myograph" if how == "newer" else "myograph restore") in told
    assert (answered / FILE).read_bytes() == before
    if what == ["doctor"] and not damaged_only:
        assert "The latest backup: " in told
    if how != "newer":
        assert "Brought back: " in run("restore", "--yes").out
        run("doctor")


def test_everything_can_be_located(data: Path, tmp_path: Path) -> None:
    lines = run("locate").out.splitlines()
    assert lines[0] == f"data: {data} (not there yet)"
    opened(data).close()
    assert run("locate").out.splitlines()[:2] == [f"data: {data}", f"log: {data / FILE}"]
    view = json.loads(run("locate", "--json").out)
    assert list(view) == ["data", "log", "backups", "app", "crashes", "settings", "cache"]
    assert view["log"] == {"path": str(data / FILE), "exists": True}
    assert view["settings"] == {"path": str(tmp_path / "config" / "settings.yaml"), "exists": False}


def test_faulty_settings_are_told(answered: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text("rollover_hour: 99\n")
    assert "“rollover_hour” should be a whole number from 0 to 23" in run("undo", code=3).err
    # What looks at the file alone does not need them.
    run("doctor", code=1 if now() < MORNING else 0)
