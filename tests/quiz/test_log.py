"""The answer log: what was acknowledged is there, whatever happens."""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UnusableFileError
from quiz.learner.log import FILE, VERSION, AnswerLog
from quiz.session import Answer, AnsweredElsewhereError, TakenBackElsewhereError

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.grade import Response
    from quiz.item import Item

EVENING = datetime.fromisoformat("2026-03-02T23:30:00+01:00")


def clock() -> datetime:
    return EVENING


@pytest.fixture
def items() -> list[Item]:
    return [CHOOSE_ONE, replace(CHOOSE_ONE, id="second"), replace(CHOOSE_ONE, id="third")]


def rows(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / FILE) as db:
        return db.execute(
            "SELECT session, position, item, claim, response, chosen, score, correct, took_ms, answered_at, "
            "study_day FROM answer ORDER BY id"
        ).fetchall()


def test_an_answer_is_kept_with_what_it_was_about(tmp_path: Path, items: list[Item]) -> None:
    session = AnswerLog(tmp_path, clock).start("s", items, "{}")
    session.answer(0, 1234)
    assert rows(tmp_path) == [
        (
            "s", 0, items[0].id, items[0].claims[0], "0", '["inferior-gluteal-nerve"]', 0.0, 0, 1234,
            "2026-03-02T22:30:00+00:00", "2026-03-02",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "response", "kept", "chosen", "score"),
    [
        (CHOOSE_MANY, (0, 1), "[0, 1]", ["gluteus-medius", "gluteus-maximus"], 0.0),
        (TEXT, "Glutaeus medias", '"Glutaeus medias"', ["Glutaeus medias"], 1.0),
        (
            MATCH, (2, 1, 0), "[2, 1, 0]",
            ["inferior-gluteal-nerve", "femoral-nerve", "superior-gluteal-nerve"], 1 / 3,
        ),
        (ORDER, (2, 0, 1, 3), "[2, 0, 1, 3]",
         ["weak-gluteus-medius", "pelvic-drop", "knee-pain", "knee-valgus"], 1 / 3),
    ],
)  # fmt: skip
def test_every_kind_of_response_is_kept_and_comes_back(
    tmp_path: Path, item: Item, response: Response, kept: str, chosen: list[str], score: float
) -> None:
    answer = AnswerLog(tmp_path, clock).start("s", [item, item], "{}").answer(response, 5)
    ((*_, written, named, marks, _, _, _, _),) = rows(tmp_path)
    assert (written, json.loads(str(named)), marks) == (kept, chosen, pytest.approx(score))
    again = AnswerLog(tmp_path, clock).unfinished()
    assert again is not None
    assert again.answers == {0: answer}
    assert again.items == (item, item)


def test_an_option_that_is_a_statement_is_kept_in_its_words(tmp_path: Path) -> None:
    options = tuple(replace(option, entity=None) for option in CHOOSE_ONE.options)
    AnswerLog(tmp_path, clock).start("s", [replace(CHOOSE_ONE, options=options)], "{}").answer(1, 0)
    assert rows(tmp_path)[0][5] == '["superior gluteal nerve"]'


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=9).map(lambda typed: f"x{typed}"))
def test_whatever_was_typed_comes_back_as_it_was(tmp_path: Path, typed: str) -> None:
    log = AnswerLog(tmp_path, clock)
    log.start(typed.encode().hex(), [TEXT, TEXT], typed).answer(typed, 0)
    again = log.unfinished(typed)
    assert again is not None
    assert again.answers[0].response == typed
    log.leave(again)
    log.close()


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
        (
            "not a database",
            "Nothing in it was changed. Bring an earlier state back with myograph restore",
        ),
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


# As Myograph 0.1.0 made them.
FORM_1 = """
CREATE TABLE session (
    id TEXT PRIMARY KEY, started_at TEXT NOT NULL, request TEXT NOT NULL, items TEXT NOT NULL
) STRICT;
CREATE TABLE answer (
    id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id), position INTEGER NOT NULL,
    item TEXT NOT NULL, type TEXT NOT NULL, claim TEXT NOT NULL, seed INTEGER NOT NULL,
    choice INTEGER NOT NULL, chosen TEXT NOT NULL, correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    took_ms INTEGER NOT NULL CHECK (took_ms >= 0), answered_at TEXT NOT NULL, study_day TEXT NOT NULL,
    UNIQUE (session, position)
) STRICT;
CREATE TABLE session_end (
    session TEXT PRIMARY KEY REFERENCES session (id), ended_at TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('finished', 'left'))
) STRICT;
PRAGMA user_version = 1;
"""
ITEM_1 = {
    "id": "article-c08-choose-object", "type": "choose-object", "interaction": "choose-one",
    "bloom": "remember", "difficulty": 0.5, "scope": "article", "claims": ["article-c08"], "seed": 1,
    "stem": "According to the article, tight glutes can lead to which of these?",
    "options": [
        {"text": "knee pain", "entity": "knee-pain", "correct": True, "why": "It says so.", "proof": None},
        {
            "text": "hip hike", "entity": "hip-hike", "correct": False, "why": "It does not say so.",
            "proof": {
                "kind": "closed-scope", "subject": "tight-glutes", "relation": "leadsTo",
                "object": "hip-hike", "ground": "leadsTo", "source": "article",
            },
        },
    ],
    "explanation": ["Tight glutes can lead to knee pain."],
}  # fmt: skip


@pytest.fixture
def form_1(tmp_path: Path) -> Path:
    """A folder with a log of form 1: a quiz of three, of which two are answered, one of them wrong."""
    with sqlite3.connect(tmp_path / FILE) as db:
        db.executescript(FORM_1)
        items = json.dumps([ITEM_1 | {"id": f"item-{place}"} for place in range(3)])
        db.execute("INSERT INTO session VALUES ('old', '2026-03-01T12:00:00+00:00', '{}', ?)", (items,))
        for place, (choice, chosen, right) in enumerate([(1, "hip-hike", 0), (0, "knee-pain", 1)]):
            db.execute(
                "INSERT INTO answer VALUES (?, 'old', ?, ?, 'choose-object', 'article-c08', 1, ?, ?, ?, 900,"
                " '2026-03-01T12:00:00+00:00', '2026-03-01')",
                (place + 7, place, f"item-{place}", choice, chosen, right),
            )
    return tmp_path


def test_a_log_of_form_1_keeps_every_answer_and_its_quiz_goes_on(form_1: Path) -> None:
    session = AnswerLog(form_1, clock).unfinished("{}")
    assert session is not None
    assert session.answers == {
        0: Answer(0, 1, 0.0, correct=False, took_ms=900),
        1: Answer(1, 0, 1.0, correct=True, took_ms=900),
    }
    assert session.items[2].answer == "knee pain"
    session.answer(0, 50)
    assert session.finished
    assert AnswerLog(form_1, clock).unfinished() is None
    when = ("2026-03-01T12:00:00+00:00", "2026-03-01")
    assert rows(form_1) == [
        ("old", 0, "item-0", "article-c08", "1", '["hip-hike"]', 0.0, 0, 900, *when),
        ("old", 1, "item-1", "article-c08", "0", '["knee-pain"]', 1.0, 1, 900, *when),
        (
            "old", 2, "item-2", "article-c08", "0", '["knee-pain"]', 1.0, 1, 50,
            "2026-03-02T22:30:00+00:00", "2026-03-02",
        ),
    ]  # fmt: skip


def test_a_log_of_form_1_becomes_what_a_new_log_is(
    form_1: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    new = tmp_path_factory.mktemp("new")
    forms = []
    for folder in (form_1, new):
        AnswerLog(folder, clock).close()
        with sqlite3.connect(folder / FILE) as db:
            tables = db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            columns = {name: db.execute(f"PRAGMA table_xinfo({name})").fetchall() for (name,) in tables}
            forms.append((columns, db.execute("PRAGMA user_version").fetchone()))
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert forms[0] == forms[1]


def test_a_change_of_form_that_breaks_off_leaves_the_log_as_it_was(form_1: Path) -> None:
    with sqlite3.connect(form_1 / FILE) as db:
        # In a file of form 1 that something else has written to, a row that this form does not take.
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE answer SET correct = 5 WHERE id = 8")
        before = list(db.iterdump())
    with pytest.raises(UnusableFileError, match="cannot be kept"):
        AnswerLog(form_1, clock)
    with sqlite3.connect(form_1 / FILE) as db:
        assert list(db.iterdump()) == before
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_two_windows_that_open_a_log_of_form_1_at_once_change_it_once(form_1: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for log in pool.map(lambda _: AnswerLog(form_1, clock), range(4)):
            log.close()
    assert len(rows(form_1)) == 2


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
from kg.errors import UnusableFileError
from quiz.item import Interaction, Item, Option
from quiz.learner.log import AnswerLog
log = AnswerLog(Path(sys.argv[1]), lambda: datetime.now(UTC))
option = Option("gluteus medius", "gluteus-medius", True, "")
item = Item("i", "t", Interaction.CHOOSE_ONE, "", 0.0, "?", None, (option,), ("c",), (), 1)
session = log.start("s", [item] * 500, "{}")
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


def test_an_answer_taken_back_in_another_window_is_open_here_too(tmp_path: Path, items: list[Item]) -> None:
    AnswerLog(tmp_path, clock).start("s", items, "{}")
    one, two = AnswerLog(tmp_path, clock).unfinished(), AnswerLog(tmp_path, clock).unfinished()
    assert one is not None
    assert two is not None
    one.answer(0, 0)
    two.resume(one.answers)
    one.undo()
    with pytest.raises(TakenBackElsewhereError, match="taken back meanwhile in another window"):
        two.undo()
    assert two.answers == {}
    two.answer(1, 0)
    assert two.position == 1
