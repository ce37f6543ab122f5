"""`myograph diff`: what it prints, and what it tells of the answers that a change touches."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from handmade import TEXT, right, wrong
from logs import opened, sql

from kg.difference import difference
from kg.errors import UnusableFileError
from kg.graph import KnowledgeGraph
from kg.model import AskUse, Status
from quiz.commands.diff import diff as diff_command
from quiz.commands.diff import touched_lines
from quiz.learner.backup import back_up
from quiz.learner.store import FILE
from quiz.learner.touched import Fate, tallies, touched

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

# What becomes of these claims, each with the answers to it: right ones and wrong ones.
FATES = {
    "article-c07": (Fate.RENAMED, "rw"),
    "article-c08": (Fate.REMOVED, "w"),
    "article-c18": (Fate.NOT_ASKED, "r"),
    "article-c19": (Fate.ASKED_AGAIN, "rr"),
    "article-c20": (Fate.RESTATED, "w"),
    "article-c30": (Fate.KEPT, "r"),
    "article-c31": (None, "r"),
    "article-c32": (Fate.KEPT, ""),
}


@pytest.fixture
def log() -> Path:
    """The log of someone who answered about these claims, and took one answer back."""
    folder = Path(os.environ["MYOGRAPH_DATA_DIR"])
    items = [
        (replace(TEXT, claims=(claim,)), how) for claim, (_, answers) in FATES.items() for how in answers
    ]
    opened_log = opened(folder)
    session = opened_log.start(
        "s", [*(item for item, _ in items), replace(TEXT, claims=("article-c08",))], "{}"
    )
    for item, how in items:
        session.answer((right if how == "r" else wrong)(item), 5)
    session.answer("taken back", 5)
    opened_log.undo()
    opened_log.close()
    return folder / FILE


@pytest.fixture
def sides(graph: KnowledgeGraph) -> tuple[KnowledgeGraph, KnowledgeGraph]:
    """Two graphs between which each of these claims meets its fate."""
    claims = {claim.id: claim for claim in graph.content.claims}
    for name in FATES:
        claims[name] = claims[name]._replace(ask=(AskUse.ATTRIBUTED,), status=Status.REPORTED)
    claims["article-c19"] = claims["article-c19"]._replace(ask=())
    before = KnowledgeGraph(replace(graph.content, claims=tuple(claims.values())))
    claims["new-id"] = claims.pop("article-c07")._replace(id="new-id")
    del claims["article-c08"]
    claims["article-c18"] = claims["article-c18"]._replace(status=Status.DRAFT)
    claims["article-c19"] = claims["article-c19"]._replace(ask=(AskUse.ATTRIBUTED,))
    claims["article-c20"] = claims["article-c20"]._replace(object="neck-pain")
    for name in ("article-c30", "article-c32"):
        claims[name] = claims[name]._replace(reading="Read once more.")
    return before, KnowledgeGraph(replace(graph.content, claims=tuple(claims.values())))


@pytest.fixture
def diff(
    sides: tuple[KnowledgeGraph, KnowledgeGraph], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run the command on these graphs."""
    monkeypatch.setattr("kg.packs.editions.read_editions", lambda *_: sides)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(diff_command, ["old", "new", *map(str, arguments)])

    return run


def test_each_answered_claim_is_told_with_what_becomes_of_its_answers(
    log: Path, sides: tuple[KnowledgeGraph, KnowledgeGraph], diff: Callable[..., Result]
) -> None:
    bytes_before = log.read_bytes()
    done = diff()
    assert done.exit_code == 0
    told = done.stdout.split(f"Touched in {log}: ")[1]
    first, *lines = told.splitlines()
    assert first == "8 answers to 6 claims."
    headings = [line.split(":")[0].strip() for line in lines if line[2] != " "]
    assert headings == [
        "Renamed",
        "Removed",
        "Not asked any more",
        "Asked again",
        "Says something else or stands otherwise",
        "Changed in evidence or in how it is asked alone",
    ]
    assert "[new-id] (was article-c07): 2 answers, 1 right, the last on 2026-03-02" in told
    assert "[article-c08]: 1 answer, 0 right" in told
    assert "c31" not in told
    assert "c32" not in told
    view = json.loads(diff("--json").stdout)
    assert view["learner"]["log"] == str(log)
    rows = {row["id"]: row for row in view["learner"]["claims"]}
    assert {name: row["fate"] for name, row in rows.items()} == {
        name: str(fate) for name, (fate, answers) in FATES.items() if fate and answers
    }
    assert rows["article-c07"] == {
        "id": "article-c07", "now": "new-id", "fate": "renamed", "answers": 2, "right": 1,
        "lastDay": "2026-03-02",
    }  # fmt: skip
    assert rows["article-c08"]["now"] is None
    assert log.read_bytes() == bytes_before
    # The other way round, what is new was never asked.
    before, after = sides
    found = difference(after.content, before.content)
    ids = {row.claim for row in touched(found, after, before, tallies(log))}
    assert ids == set(FATES) - {"article-c07", "article-c08", "article-c31", "article-c32"}


def test_a_log_may_be_named_left_out_or_not_be_there(diff: Callable[..., Result], tmp_path: Path) -> None:
    assert diff().stdout.endswith("No answers are kept on this machine yet.\n")
    assert json.loads(diff("--json").stdout)["learner"] is None
    assert "answers" not in diff("--no-log").stdout
    assert diff("--no-log", "--log", tmp_path / "log").exit_code == 2
    missing = diff("--log", tmp_path / "log")
    assert isinstance(missing.exception, UnusableFileError)
    assert not (tmp_path / "data").exists()


def test_a_copy_of_a_log_will_do_and_a_file_of_another_form_will_not(
    log: Path, diff: Callable[..., Result], tmp_path: Path
) -> None:
    again = opened(log.parent)
    copy = back_up(again.store, "by-hand")
    again.close()
    assert f"Touched in {copy}: 8 answers" in diff("--log", copy).stdout
    sql(log.parent, "PRAGMA user_version = 2")
    assert "of form 2" in str(diff().exception)
    sql(log.parent, "PRAGMA user_version = 99")
    assert "newer" in str(diff().exception)
    other = tmp_path / "notes.txt"
    other.write_text("no database, this is")
    assert "cannot be read as an answer log" in str(diff("--log", other).exception)


def test_where_nothing_is_touched_that_is_said(
    log: Path, graph: KnowledgeGraph, diff: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(touched_lines([], graph, graph, log)) == ["", f"No answer in {log} is touched."]
    monkeypatch.setattr("kg.packs.editions.read_editions", lambda *_: (graph, graph))
    assert diff().stdout == "Nothing differs: the claims, entities, sources and marks are the same.\n"
