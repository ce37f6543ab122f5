"""No escape sequence from data, names of files, arguments or the environment reaches the terminal."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from hostile import CONTROLS, hostile, ill_at_ease, spoilt, spoilt_items
from hostility.lines import OTHER, SHOWING, WRONG, without_packs

import quiz.commands.bank
from kg.export import FORMATS, is_binary
from quiz import export
from quiz.bank import Bank
from quiz.cli import COMMANDS
from quiz.learner.clock import now
from quiz.learner.log import AnswerLog
from quiz.learner.places import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from hostility.conftest import Runs

    from kg.graph import KnowledgeGraph


@pytest.fixture
def odd(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> KnowledgeGraph:
    """A graph and questions with control characters in every text, in the place of the bundled ones."""
    made = spoilt(hostile(graph))
    items = spoilt_items()
    monkeypatch.setattr("kg.load", lambda *_, **__: made)
    monkeypatch.setattr(quiz.commands.bank, "made_bank", lambda *_: Bank(1, items, {}, {}))
    monkeypatch.setattr(quiz.commands.bank, "_left_out", lambda *_: {})
    return made


def test_whatever_a_command_shows_of_a_spoilt_graph_is_harmless(
    odd: KnowledgeGraph, run: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = AnswerLog(data_dir(), now)
    log.start("a session", list(spoilt_items()), "{}")
    log.mark("claim-2", "reported", f"it is wrong {CONTROLS}")
    log.close()
    monkeypatch.chdir(tmp_path)
    table = [
        "learner,item,response,right",
        *(f"{name} {CONTROLS},q {CONTROLS},r {CONTROLS},s" for name in "ab"),
    ]
    (tmp_path / "R").write_text(
        "\n".join(line.replace("\r", "").replace("\0", "") for line in table), "utf-8"
    )
    words = "1 ?\nreport \x1b[31m why\nh\n2 1 3\na1 b2\n\x9b31m\nq\n".encode()
    for line in (*SHOWING, *OTHER):
        done = run(*line.split(), stdin=words, terminal=True)
        shown = done.out + done.told
        assert ill_at_ease(shown) == [], line
        assert line in OTHER or "\ufffd".encode() in shown or rb"\u001b" in shown or rb"\x1B" in shown, line


def test_json_keeps_what_it_may_not_show(odd: KnowledgeGraph, run: Runs) -> None:
    done = run("show", "thing-1", "--json", terminal=True)
    assert ill_at_ease(done.out) == []
    assert json.loads(done.out)["label"] == odd.entity("thing-1").label


def test_an_export_is_harmless_on_a_terminal(odd: KnowledgeGraph, run: Runs) -> None:
    for line, forms, binary in (
        (("export", "-f"), FORMATS, is_binary),
        (("bank", "export", "-f"), export.FORMATS, export.is_binary),
    ):
        for form in forms:
            done = run(*line, form, terminal=True)
            assert ill_at_ease(done.out + done.told) == [], form
            assert (done.code == 2) == binary(form), form
            assert done.out or done.code, form


NAME = CONTROLS.replace("\0", "").replace("/", "")


@pytest.mark.parametrize(
    ("word", "known"),
    [
        (NAME, False),
        (NAME, True),
        ("half \udcff a letter", False),
        ("long " * 20_000, False),
        ("x" * 1_000_000, False),
    ],
    ids=["odd", "known", "half", "long", "longer"],
)
def test_no_word_of_the_command_line_does_harm(
    run: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: KnowledgeGraph, word: str, known: bool
) -> None:
    """A file of such a name may be there, too."""
    monkeypatch.setattr("kg.load", lambda *_, **__: few)
    without_packs(monkeypatch)
    monkeypatch.chdir(tmp_path)
    if known:
        (tmp_path / word).write_text(f'"a{word}": [&x "\\e[31m"', "utf-8")
    for line in WRONG:
        began = time.process_time()
        done = run(*(each.replace("X", word) for each in line.split()), terminal=True)
        assert ill_at_ease(done.out + done.told) == [], line
        assert done.code in (0, 1, 2, 3), line
        assert time.process_time() - began < 5, line


def test_the_environment_is_not_repeated_as_it_is(
    run: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = CONTROLS.replace("\0", "").replace("/", "")
    folder = tmp_path / name
    for variable in ("MYOGRAPH_DATA_DIR", "MYOGRAPH_CONFIG_DIR"):
        monkeypatch.setenv(variable, str(folder))
    for line in ("locate", "backup", "backup --list", "doctor", "locate --json"):
        assert ill_at_ease(b"".join(map(bytes, run(*line.split(), terminal=True)[1:]))) == [], line
    (folder / "settings.yaml").write_text(
        f'vim: "{name}\\e[31m"\n"\\e[1m{name}": 1\nkeys: {{"\\e[2m": x}}\n', "utf-8"
    )
    done = run("plan", terminal=True)
    assert (done.code, ill_at_ease(done.told)) == (3, [])


def test_every_command_is_tried(run: Runs) -> None:
    tried = {word for line in (*SHOWING, *OTHER, *WRONG) for word in line.split()}
    assert tried >= set(COMMANDS)
