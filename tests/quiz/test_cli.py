"""Line mode and the command: the whole session through a pipe, and every way in which it can break off."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

import kg
from quiz.bank import build, pick
from quiz.learner.log import FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

    Run = Callable[..., subprocess.CompletedProcess[str]]


def answers() -> list[tuple[str, int, int]]:
    path = Path(os.environ["MYOGRAPH_DATA_DIR"]) / FILE
    with sqlite3.connect(path) as db:
        return db.execute("SELECT item, position, correct FROM answer ORDER BY id").fetchall()


def keys(graph: KnowledgeGraph, number: int, seed: int) -> list[str]:
    return [str(item.key + 1) for item in pick(build(graph, seed), number, seed)]


def test_a_quiz_from_first_to_last(myograph: Run, graph: KnowledgeGraph) -> None:
    done = myograph("quiz", "--plain", "-n", "3", "--seed", "4", stdin="\n".join(keys(graph, 3, 4)) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("According to the article, ") == 3
    assert done.stdout.count("Right.") == 3
    assert "Done. 3 of 3 right." in done.stdout
    assert [correct for _, _, correct in answers()] == [1, 1, 1]


def test_a_wrong_answer_is_told_with_words_source_and_why(myograph: Run, graph: KnowledgeGraph) -> None:
    (item,) = pick(build(graph, 4), 1, 4)
    choice = next(place for place, option in enumerate(item.options) if not option.correct)
    printed = myograph("quiz", "--plain", "-n", "1", "--seed", "4", stdin=f"{choice + 1}\n").stdout
    assert f"Wrong. The answer is {item.key + 1}: {item.options[item.key].text}." in printed
    quote = graph.claim(item.claims[0]).evidence[0].quote
    assert f"“{quote}”" in printed
    assert f"Your answer {choice + 1}, {item.options[choice].text}, is wrong: " in printed
    assert "To look at again:" in printed


def test_lines_can_be_read_aloud(myograph: Run, graph: KnowledgeGraph) -> None:
    """No escape sequence, no drawing, nothing but printable text."""
    printed = myograph("quiz", "--plain", "-n", "2", "--seed", "4", stdin="1\n1\n").stdout
    assert all(char.isprintable() or char == "\n" for char in printed)
    assert not re.search("[─-╿✓✗]", printed)


def test_nonsense_is_asked_again(myograph: Run) -> None:
    done = myograph("quiz", "--plain", "-n", "1", "--seed", "4", stdin="x\n\n0\n9\n²\n1\n")
    assert done.returncode == 0
    assert done.stdout.count("Please type a number from 1 to ") == 5


def test_input_that_ends_in_the_middle_keeps_what_was_answered(myograph: Run) -> None:
    done = myograph("quiz", "--plain", "-n", "3", stdin="1\n1")
    assert done.returncode == 1
    assert "The input ended before the quiz did. 2 answers are kept" in done.stderr
    again = myograph("quiz", "--plain", stdin="1\n")
    assert again.returncode == 0
    assert "Going on with your quiz at question 3 of 3." in again.stdout
    assert [position for _, position, _ in answers()] == [0, 1, 2]


def test_q_stops_and_the_next_quiz_goes_on(myograph: Run) -> None:
    done = myograph("quiz", "--plain", "-n", "2", stdin="1\nq\n")
    assert done.returncode == 0
    assert "Stopped. 1 answer is kept" in done.stdout
    assert "at question 2 of 2" in myograph("quiz", "--plain", "-n", "2", stdin="q\n").stdout
    assert "A quiz of 2 questions." in myograph("quiz", "--plain", "-n", "2", "--new", stdin="1\n1\n").stdout
    # The one that was left for a new one does not come back.
    assert "A quiz of 2 questions." in myograph("quiz", "--plain", "-n", "2", stdin="q\n").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["quiz", "--plain", "--topic", "glutaeus"], 1, "Did you mean"),
        (["quiz", "--plain", "--topic", "ankle joint"], 1, "There is no question about “ankle joint”"),
        (["quiz", "--plain", "--type", "choose-objekt"], 2, "Did you mean “choose-object”"),
        (["quiz", "--plain", "-n", "0"], 2, "0 is not in the range"),
        (["quiz", "--plain", "--sed", "1"], 2, "--seed"),
        (["quiz"], 2, "myograph quiz --plain"),
        ([], 2, "The app needs a terminal"),
    ],
)
def test_mistakes_are_told_without_a_traceback(
    myograph: Run, arguments: list[str], code: int, told: str
) -> None:
    done = myograph(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_topic_and_a_type_narrow_the_quiz(myograph: Run) -> None:
    done = myograph(
        "quiz", "--plain", "--topic", "Pistol Squat", "--type", "choose-object", "-n", "2", stdin="1\n1\n"
    )
    assert done.returncode == 0
    assert done.stdout.count("According to the article, the pistol squat") >= 2


@pytest.mark.parametrize("where", ["/proc/myograph", "/dev/null/myograph"])
def test_a_data_folder_that_cannot_be_written_ends_with_3(
    myograph: Run, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setenv("MYOGRAPH_DATA_DIR", where)
    done = myograph("quiz", "--plain", stdin="1\n")
    assert done.returncode == 3
    assert "cannot be kept" in done.stderr
    assert where in done.stderr
    assert "Traceback" not in done.stderr


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "quiz", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_until(process: subprocess.Popen[str], wanted: str) -> str:
    assert process.stdout is not None
    seen = ""
    while wanted not in seen:
        char = process.stdout.read(1)
        assert char, f"ended before {wanted!r}: {seen}"
        seen += char
    return seen


def test_interrupting_ends_with_130_and_keeps_the_answers() -> None:
    process = start("quiz", "--plain", "-n", "2")
    assert process.stdin is not None
    assert process.stderr is not None
    read_until(process, "Your answer, 1 to ")
    process.stdin.write("1\n")
    process.stdin.flush()
    read_until(process, "Question 2 of 2")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert "interrupted" in process.stderr.read()
    assert len(answers()) == 1


def test_a_reader_that_leaves_a_quiz_is_no_fault() -> None:
    process = start("quiz", "--plain", "-n", "2")
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    read_until(process, "Your answer, 1 to ")
    process.stdout.close()
    process.stdin.write("1\n")
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    assert process.stderr.read() == ""
    assert len(answers()) == 1


@pytest.mark.parametrize("moment", range(6))
def test_killed_at_any_moment_no_acknowledged_answer_is_lost(moment: int) -> None:
    """Kill -9 somewhere around the third answer; every answer whose verdict was seen is in the log."""
    process = start("quiz", "--plain", "-n", "10")
    assert process.stdin is not None
    seen = ""
    for _ in range(3):
        seen += read_until(process, "Your answer, 1 to ")
        process.stdin.write("1\n")
        process.stdin.flush()
    if moment:
        seen += read_until(process, "Why:" if moment > 2 else "W")[: Random(moment).randint(0, 400)]
    process.kill()
    process.wait(timeout=30)
    assert process.stdout is not None
    seen += process.stdout.read()
    told = seen.count("Right.") + seen.count("Wrong.")
    assert told <= len(answers()) <= 3
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "quiz", "--plain"],
        input="q\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"Going on with your quiz at question {len(answers()) + 1} of 10." in done.stdout


def test_version_is_that_of_the_package(myograph: Run) -> None:
    assert myograph("--version").stdout == f"myograph, version {kg.__version__}\n"
