"""Files that are no files, are too large, were planted, or may be read by others."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from typing import TYPE_CHECKING

import pytest
from hostility.lines import without_packs
from logs import Clock, a_log

import kg.files
from kg.errors import UnusableFileError
from kg.files import opened, write_whole
from quiz.learner.backup import restore
from quiz.learner.log import AnswerLog
from quiz.remembered import Remembered
from quiz.tui.crashreport import write_report

if TYPE_CHECKING:
    from pathlib import Path

    from hostility.conftest import Runs

    from kg.graph import KnowledgeGraph

# Each command that is given a file, as X.
READING = (
    "--pack X packs", "check X", "check --source-text X", "sparql -f X", "plan --course X",
    "quiz --plain --course X", "bank export --course X", "log import X", "restore --yes X", "results X",
    "results --items X X",
)  # fmt: skip


@pytest.fixture
def few_packs(few: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small graph, which opens at once; a pack that is named is read all the same."""

    def load(packs: tuple[Path, ...] = (), **_: object) -> KnowledgeGraph:
        for path in packs:
            kg.files.read_text(path)
        return few

    monkeypatch.setattr("kg.load", load)
    without_packs(monkeypatch)
    monkeypatch.setattr("kg.files.PATIENCE", 0.05)


def test_what_is_no_file_or_too_large_is_told_in_time(run: Runs, few_packs: None, tmp_path: Path) -> None:
    huge, pipe = tmp_path / "huge", tmp_path / "pipe"
    with huge.open("wb") as file:
        file.truncate(1_000_000_000)
    os.mkfifo(pipe)
    for name in (str(tmp_path), str(huge), str(pipe), "/dev/zero", "/proc/self/mem", "x" * 300, "/nowhere/x"):
        for line in READING:
            began = time.process_time()
            done = run(*(name if word == "X" else word for word in line.split()))
            assert done.code in (1, 3), (line, name)
            assert done.told.startswith(b"myograph: ") or b"fault" in done.told, (line, name)
            assert time.process_time() - began < 5, (line, name)


def test_input_that_never_ends_is_not_taken_in(run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.commands.log.MAX_PIPED", 5_000_000)
    done = run("log", "import", "-", stdin=b"y\n" * 3_000_000)
    assert (done.code, done.told) == (
        3,
        b"myograph: Standard input is larger than 5,000,000 bytes. Name a file.\n",
    )


def test_a_table_of_endless_rows_is_told_in_time(run: Runs, tmp_path: Path, few_packs: None) -> None:
    """Each was once looked through so often as it had cells, or took more memory than there may be."""
    table = tmp_path / "results.csv"
    for data, told in (
        (b"learner," + b"," * 4_000_000 + b"\n", b"a row of more than 10,000 cells"),
        (b"learner," + b"," * 6_000_000 + b"\n", b"a line of more than 5,000,000 letters"),
        (b'learner,q\na,"' + b'","\n' * 20_000, b"a row of more than 10,000 lines"),
        (b"learner,q\n" + b"".join(b"%d,1\n" % number for number in range(200_001)), b"200,000 learners"),
    ):
        table.write_bytes(data)
        began = time.process_time()
        done = run("results", str(table))
        assert (done.code, told in done.told) == (3, True), told
        assert time.process_time() - began < 5, told


def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    threading.Thread(target=lambda: pipe.write_bytes(b"words"), daemon=True).start()
    with opened(pipe) as file:
        assert file.read() == b"words"


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    for name in ("a\0b", "\ud800", "x" * 300):
        with pytest.raises(UnusableFileError, match="cannot be read"):
            kg.files.read_bytes(tmp_path / name)
        with pytest.raises(UnusableFileError, match="cannot be written"):
            write_whole(tmp_path / name, b"")


def test_nobody_is_waited_for_to_read_what_is_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnusableFileError, match="cannot be written"):
        write_whole(pipe, b"words")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"words")
    assert os.read(reader, 10) == b"words"
    os.close(reader)


def test_a_link_that_someone_else_planted_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `fs.protected_symlinks` of Linux has it, wherever that is not set."""
    shared, mine = tmp_path / "shared", tmp_path / "mine"
    shared.mkdir()
    mine.write_text("my words")
    link = shared / "graph.ttl"
    link.symlink_to(mine)
    me = os.geteuid()
    for rights, owner, user, followed in (
        (0o1777, me, me, True), (0o1777, me, me + 1, True), (0o755, me + 2, me + 1, True),
        (0o1777, me + 2, me + 1, False), (0o777, me + 2, me + 1, False),
    ):  # fmt: skip
        shared.chmod(rights)
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)

        def owned(path: Path, *, follow_symlinks: bool = True, owner: int = owner) -> os.stat_result:
            found = list(os.stat(path, follow_symlinks=follow_symlinks))  # noqa: PTH116 - what stands in for it
            found[stat.ST_UID] = owner if path == shared else me
            return os.stat_result(found)

        monkeypatch.setattr("pathlib.Path.stat", owned)
        if followed:
            write_whole(link, f"{user}".encode())
            assert link.is_symlink()
            assert mine.read_text() == f"{user}"
        else:
            before = mine.read_bytes()
            with pytest.raises(UnusableFileError, match="a link that someone else put into a folder for all"):
                write_whole(link, b"words")
            assert mine.read_bytes() == before
        monkeypatch.undo()


@pytest.mark.parametrize("mask", [0o022, 0o000])
def test_whatever_is_the_learners_own_is_for_the_learner_alone(
    run: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    """Also the folders that had to be made on the way there."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    data = home / "share" / "myograph"
    monkeypatch.setenv("MYOGRAPH_DATA_DIR", str(data))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    before = os.umask(mask)
    try:
        log = AnswerLog(data, Clock())
        log.mark("article-c18", "reported", "why")
        for line in ("packs", "backup", f"log export {home}/a.jsonl", f"log export -f xapi {home}/b.jsonl"):
            assert run(*line.split()).code == 0, line
        assert run("restore", "--yes").code == 0
        exam = (
            "exam",
            "--plain",
            "-n",
            "1",
            "--type",
            "choose-object",
            "--seed",
            "1",
            "-o",
            f"{home}/exam.json",
        )
        assert run(*exam, stdin=b"1\ndone\n").code == 0
        Remembered(theme="dark").write(data / "app.json")
        write_report(data, Clock()(), "today", "a trace\n")
        beside = [path.name for path in data.iterdir()]
        log.close()
    finally:
        os.umask(before)
    assert {"answers.sqlite3", "answers.sqlite3-wal", "app.json", "backups", "crashes"} <= {*beside}
    kept = [path for path in home.rglob("*") if not path.is_symlink()]
    assert len(kept) >= 12
    assert home / "exam.json" in kept
    for path in kept:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER odd AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
        "CREATE VIEW odd AS SELECT 1",
        'CREATE TABLE "odd"" SELECT 1; --" (a)',
        "CREATE INDEX odd ON answer (abs(seed))",
        "ALTER TABLE mark ADD COLUMN more TEXT DEFAULT 'odd'",
    ],
)
def test_a_backup_that_would_bring_more_than_answers_is_refused(tmp_path: Path, statement: str) -> None:
    a_log(tmp_path / "theirs").close()
    backup = tmp_path / "theirs" / "answers.sqlite3"
    with sqlite3.connect(backup) as db:
        db.execute(statement)
    db.close()
    mine = tmp_path / "mine"
    AnswerLog(mine, Clock()).close()
    before = (mine / "answers.sqlite3").read_bytes()
    for folder in (mine, tmp_path / "new"):
        with pytest.raises(UnusableFileError, match="holds other things than the tables of an answer log"):
            restore(folder, Clock(), backup)
    assert (mine / "answers.sqlite3").read_bytes() == before
    assert not (tmp_path / "new" / "answers.sqlite3").exists()
