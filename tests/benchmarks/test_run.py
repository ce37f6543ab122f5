"""`benchmarks/run`: one record of all parts, the page made of it, and what comes of parts that fail."""

from __future__ import annotations

import doctest
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import figures, learning, students
from benchmarks import page as page_of_tables
from benchmarks.answerlog import Log, told
from benchmarks.app import BARE_KEYS, Taken
from benchmarks.app import told as of_app
from benchmarks.figures import DRAW, LOSS, ROOT, WIN, Budget, Found, Match, Setting
from benchmarks.machine import commit, machine
from benchmarks.parts import GROUPS, PARTS, lacking
from benchmarks.record import Entry, Failure, Record
from benchmarks.report import page, section, summary
from benchmarks.run import Failed, in_own_process, main, run
from benchmarks.terminal import Press

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from benchmarks.parts import Part

PAGE = ROOT / "docs" / "benchmarks.md"
KEPT = Budget("time to start", 1.2, 1.5, "1.20 × (1.10 – 1.30)", "at most 1.5 ×")
MISSED = Budget(
    "items a second", 900, 1000, "900", "at least 1,000", at_least=True, why="the sieve is coarse"
)
MATCHES = [
    Match("rdflib", "load", WIN, "0.10 ×"),
    Match("rdflib", "search", DRAW, "1.00 ×"),
    Match("rdflib", "write", LOSS, "2.00 ×", "it sorts"),
    Match("rdflib", "read", LOSS, "3.00 ×", "it sorts"),
    Match("SM-2", "a term", LOSS, "-0.100 ± 0.010"),
]
FOUND = Found(["a table", ""], [KEPT, MISSED], MATCHES, "7")


def ignored(_: str) -> None:
    pass


QUICK = Setting(ignored, quick=True)


def flat(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


# --- the page --------------------------------------------------------------------------------------------


def test_a_missed_budget_and_a_loss_weigh_as_much_as_what_was_kept_and_won() -> None:
    record = Record({"startup": Entry(FOUND, "2026-01-02", "abc", 90.0, {})}, "2026-01-02")
    lines = summary(record)
    assert "1 of 2 are kept; missed: items a second." in flat(lines)
    assert "| time to start | at most 1.5 × | 1.20 × (1.10 – 1.30) | kept | 20 % below | startup |" in lines
    assert "| items a second | at least 1,000 | 900 | **missed** | 10 % below | startup |" in lines
    assert "*Missed, items a second*: the sieve is coarse." in lines
    assert "| rdflib | 1 | 1 | 2 |" in lines
    assert "| rdflib | write (2.00 ×); read (3.00 ×) | it sorts |" in lines
    assert "| SM-2 | a term (-0.100 ± 0.010) | not looked into |" in lines
    assert "Not measured, so that their rows are missing above: app, graph" in flat(lines)


def test_a_part_says_when_it_was_measured_and_on_what_other_machine() -> None:
    record = Record(when="2026-01-03", machine={"Python": "3.12", "rdflib": "7"})
    older = Entry(FOUND, "2026-01-02", "abc", 150.0, {"Python": "3.11", "rdflib": "7"})
    record.entries = {"startup": older, "app": Entry(FOUND, "2026-01-03", "def", 9.0, record.machine)}
    told = flat(section(PARTS["startup"], record))
    assert (
        "measured on 2026-01-02 of commit abc in 2 minutes; seeds: 7; other than above: Python 3.11." in told
    )
    assert "of commit def in 9 s; seeds: 7. a table" in flat(section(PARTS["app"], record))
    assert "startup, of 2026-01-02 |" in flat(summary(record))
    assert "not measured since machine, versions and ranges are kept" in flat(
        section(PARTS["app"], Record({"app": replace(older, machine=None)}))
    )


def test_a_part_that_was_not_measured_says_so_above_what_it_gave_before() -> None:
    entry = Entry(FOUND, "2026-01-02", "abc", 9.0, {}, Failure("2026-01-05", "no Node"))
    lines = section(PARTS["startup"], Record({"startup": entry}))
    assert lines[0] == "**Not measured on 2026-01-05**: no Node."
    assert "a table" in lines
    assert section(PARTS["startup"], Record())[0] == "**Not measured yet.**"


def test_the_page_in_the_docs_is_made_of_the_record_beside_it() -> None:
    record = Record.read(PAGE.with_suffix(".json"))
    assert page(record) == PAGE.read_text("utf-8")
    assert set(record.entries) <= set(PARTS)


@pytest.mark.parametrize(
    "budget",
    [
        "`--version`", "`--help`", "`show`", "`ask`", "`claims`", "first paint", "graph ready",
        "any key press", "the same while graph or packs load", "Turtle of", "items a second",
        "growth of the graph, time", "growth of the graph, memory", "growth of making items",
    ],
)  # fmt: skip
def test_every_budget_of_the_plan_has_a_figure(budget: str) -> None:
    entries = Record.read(PAGE.with_suffix(".json")).entries.values()
    held = [each for entry in entries if entry.found for each in entry.found.budgets if not each.aim]
    assert any(each.what.startswith(budget) for each in held)


# --- the record ------------------------------------------------------------------------------------------


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    entry = Entry(FOUND, "2026-01-02", "abc", 1.5, {"cores": "2"}, Failure("2026-01-03", "why"))
    record = Record(
        {"app": entry, "graph": Entry(failed=Failure("2026-01-03", "why"))}, "2026-01-03", "def", {}
    )
    record.write(path)
    assert Record.read(path) == record
    assert Record.read(tmp_path / "none.json") == Record()


@pytest.mark.parametrize("text", ["[]", '{"entries": {"app": {}}}', '{"entries": {}, "more": 1}', "{"])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.json").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"."):
        Record.read(tmp_path / "page.json")
    assert main(["--list", "--page", str(tmp_path / "page.md")]) == 3
    assert "Traceback" not in capsys.readouterr().err


# --- the run ---------------------------------------------------------------------------------------------


def test_a_part_that_fails_stops_no_other_and_keeps_what_it_gave_before() -> None:
    before = Entry(FOUND, "2026-01-02", "abc", 5.0, {})
    record = Record({"bank": before}, "2026-01-04", "def", {"cores": "2"})
    said: list[str] = []
    saved: list[set[str]] = []

    def measure(part: Part, _: Setting) -> Found:
        if part.name == "bank":
            raise Failed("it ended with 1: ValueError: no")
        return FOUND

    setting = Setting(said.append, quick=True)
    absent = run(
        ["asking", "bank", "flashcardf", "students"], record, setting,
        lambda each: saved.append(set(each.entries)), measure,
    )  # fmt: skip
    assert set(absent) == {"bank", "flashcardf"}
    assert "--flashcardf PATH" in absent["flashcardf"]
    why = Failure("2026-01-04", "it ended with 1: ValueError: no")
    assert record.entries["bank"] == replace(before, failed=why)
    assert record.entries["flashcardf"].found is None
    assert record.entries["students"].found == FOUND
    assert record.entries["students"].machine == {"cores": "2"}
    assert [len(each) for each in saved] == [2, 2, 3, 4]
    assert said[0].startswith("[1 of 4] asking: about ")
    assert "; then 3 more, " in said[0]
    assert "bank was not measured: it ended with 1: ValueError: no" in said


def test_a_part_that_falls_over_in_its_process_gives_its_last_words(
    capfd: pytest.CaptureFixture[str],
) -> None:
    absent = replace(PARTS["bank"], name="there is none")
    with pytest.raises(Failed, match="it ended with 1: KeyError: 'there is none'"):
        in_own_process(absent, QUICK)
    assert "Traceback" in capfd.readouterr().err


def test_a_quick_run_of_a_part_writes_to_the_page_that_is_named_and_to_no_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = PAGE.read_bytes()
    path = tmp_path / "quick.md"
    assert main(["--quick", "--only", "strangers", "--processes", "1", "--page", str(path)]) == 0
    out, err = capfd.readouterr()
    assert "[1 of 1] strangers" in err
    assert "half-life, 40 facts, 12 days, 8 a day" in err
    assert "| half-life | 40 facts, 12 days, 8 a day |" in out
    assert "### Losses, each" in out
    entries = json.loads(path.with_suffix(".json").read_text("utf-8"))["entries"]
    assert list(entries) == ["strangers"]
    peers = {match["peer"] for match in entries["strangers"]["found"]["matches"]}
    assert peers == {"random", "round-robin", "Leitner", "SM-2", "FSRS 0.90", "FSRS 0.80"}
    assert "rdflib" in entries["strangers"]["machine"]
    assert "### On learners of a kind it was not built for" in path.read_text("utf-8")
    assert PAGE.read_bytes() == before


def test_a_named_part_that_lacks_a_program_is_a_failure(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "flashcardf"]) == 1
    assert "**Not measured on " in capfd.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--only", "grap"], "There is no part 'grap'. Did you mean “graph”?"),
        (["--only", "zzz"], "There is no part 'zzz'. All: startup, app"),
        (["--quick", "--page", str(PAGE)], "Quick figures mean nothing"),
    ],
)
def test_wrong_usage_is_told(given: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(given)
    assert told in capsys.readouterr().err


def test_the_command_lists_all_parts() -> None:
    command = [ROOT / "benchmarks" / "run", "--list"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHON": sys.executable}
    )
    told = [line.split(" | ")[0].strip("| ") for line in done.stdout.splitlines()[2:]]
    assert told == [*PARTS, "all"]


def test_every_part_can_be_found_and_every_need_is_known() -> None:
    for part in PARTS.values():
        module, _, function = part.call.partition(":")
        assert (ROOT / "benchmarks" / f"{module}.py").is_file()
        assert function == "" or hasattr(learning, function)
        assert isinstance(lacking(part, QUICK), str)
    assert {name for names in GROUPS.values() for name in names} < set(PARTS)


def test_the_machine_and_the_commit_are_told() -> None:
    found = machine(None)
    assert all(found[name] for name in ("processor", "cores", "memory", "system", "Python", "rdflib", "sm-2"))
    assert "flashcardf" not in found
    assert commit()


def test_what_is_missing_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "only Linux has" in lacking(PARTS["app"], QUICK)
    told = lacking(PARTS["flashcardf"], replace(QUICK, flashcardf=tmp_path))
    assert "`node` is not on this machine" in told
    assert f"{tmp_path} holds no dist/quiz.js" in told


# --- the figures of parts --------------------------------------------------------------------------------


def test_a_log_that_takes_more_an_answer_as_it_grows_is_found_out() -> None:
    """Though what is spent once makes the first log dear for each answer."""
    seconds = {name: [1.0] for name in ("open", "record", "undo", "plan", "today", "progress")}
    logs = [Log(10**place, dict(seconds), 1000 + 10**place, 2048 * 10**place) for place in (1, 2, 3)]
    assert told(logs).budgets[0].kept
    logs[2] = replace(logs[2], seconds={**seconds, "undo": [30.0]})
    budget = told(logs).budgets[0]
    assert (budget.kept, budget.told) == (False, "3 × (undo)")
    assert "| 30.00 × | 0.3 × |" in "\n".join(told(logs).lines)


def test_the_slowest_key_of_the_app_is_held_to_the_budget_and_that_of_the_bare_one_is_not() -> None:
    taken = Taken()
    for name in ("paint", "ready", "paint, busy", "ready, busy", "memory", "memory, all rooms"):
        taken.figures[name] = [1.3]
    for name in ("bare paint", "bare paint, busy", "bare memory"):
        taken.figures[name] = [1.0]
    taken.presses[BARE_KEYS]["x"] = [Press(0.08, 0.09, 0.01)]
    taken.presses["in Today"]["F1"] = [
        Press(0.02, 0.09, 0.01),
        Press(0.06, 0.09, 0.01),
        Press(0.07, 0.1, 0.01),
    ]
    taken.presses["while the graph loads"]["↓"] = [Press(0.04, 0.05, 0.01)]
    found = of_app(taken, 1)
    paint, ready, keys, loading = found.budgets
    assert (paint.kept, ready.kept, keys.kept, loading.kept) == (True, True, False, True)
    assert keys.told == "60.0 ms (20.0 – 70.0), F1 in Today"
    assert "✗ 60.0 ms (20.0 – 70.0) (F1)" in "\n".join(found.lines)
    assert [match.outcome for match in found.matches if match.what == "the slowest key"] == [WIN]


@pytest.mark.parametrize("module", [figures, page_of_tables, students, learning])
def test_the_examples_in_docstrings_are_so(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)
