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
from click.testing import CliRunner
from handmade import right, typed, wrong

import kg
from quiz.cli import cli
from quiz.learner.clock import now
from quiz.learner.log import FILE, AnswerLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.graph import KnowledgeGraph
    from quiz.grade import Response
    from quiz.item import Item

    Run = Callable[..., subprocess.CompletedProcess[str]]


def answers() -> list[tuple[str, int, int]]:
    path = Path(os.environ["MYOGRAPH_DATA_DIR"]) / FILE
    with sqlite3.connect(path) as db:
        return db.execute("SELECT item, position, correct FROM answer ORDER BY id").fetchall()


def begun(*arguments: str) -> tuple[Item, ...]:
    """Begin a quiz and leave it at its first question; the same command then goes on with it."""
    done = CliRunner().invoke(cli, ["quiz", "--plain", *arguments], input="q\n")
    assert done.exit_code == 0, done.output
    return unfinished()


def unfinished() -> tuple[Item, ...]:
    log = AnswerLog(Path(os.environ["MYOGRAPH_DATA_DIR"]), now)
    session = log.unfinished()
    log.close()
    assert session is not None
    return session.items


def lines(responses: Iterable[Response]) -> str:
    return "".join(f"{typed(response)}\n" for response in responses)


def test_a_quiz_from_first_to_last(myograph: Run) -> None:
    quiz = ("-n", "8", "--seed", "4")
    items = begun(*quiz)
    assert len({item.interaction for item in items}) > 1
    done = myograph("quiz", "--plain", *quiz, stdin=lines(map(right, items)))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(re.findall(r": Right\.\n", done.stdout)) == 8
    assert "Done. 8 of 8 right." in done.stdout
    assert [correct for _, _, correct in answers()] == [1] * 8


@pytest.mark.parametrize("seed", ["4", "5"])
def test_the_same_seed_asks_the_same_questions(
    myograph: Run, seed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = begun("-n", "2", "--seed", seed)
    monkeypatch.setenv("MYOGRAPH_DATA_DIR", str(tmp_path / "another"))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # so that the packs are read anew
    assert myograph("quiz", "--plain", "-n", "2", "--seed", seed, stdin="q\n").returncode == 0
    assert unfinished() == first


def test_a_wrong_answer_is_told_with_words_source_and_why(myograph: Run, graph: KnowledgeGraph) -> None:
    quiz = ("-n", "1", "--seed", "4", "--type", "choose-object", "--topic", "Pistol Squat")
    (item,) = begun(*quiz)
    choice = wrong(item)
    assert isinstance(choice, int)
    printed = myograph("quiz", "--plain", *quiz, stdin=f"{choice + 1}\n").stdout
    assert f"Wrong. The answer is {item.key + 1}: {item.answer}." in printed
    assert any(f"“{each.quote}”" in printed for each in graph.claim(item.claims[0]).evidence)
    assert f"Your answer {choice + 1}, {item.options[choice].text}, is wrong: " in printed
    assert "To look at again:" in printed


def test_lines_can_be_read_aloud(myograph: Run) -> None:
    """No escape sequence, no drawing, nothing but printable text."""
    items = begun("-n", "6", "--seed", "4")
    printed = myograph("quiz", "--plain", "-n", "6", "--seed", "4", stdin=lines(map(wrong, items))).stdout
    assert "Done. 0 of 6 right." in printed
    assert all(char.isprintable() or char == "\n" for char in printed)
    assert not re.search("[─-╿✓✗±]", printed)


def test_nonsense_is_asked_again(myograph: Run) -> None:
    quiz = ("quiz", "--plain", "-n", "1", "--seed", "4", "--type", "choose-object")
    done = myograph(*quiz, stdin="x\n\n0\n9\n²\n1\n")
    assert done.returncode == 0
    assert done.stdout.count("Please type a number from 1 to ") == 5


def test_input_that_ends_in_the_middle_keeps_what_was_answered(myograph: Run) -> None:
    items = begun("-n", "3")
    first, second, third = map(typed, map(right, items))
    done = myograph("quiz", "--plain", "-n", "3", stdin=f"{first}\n{second}")
    assert done.returncode == 1
    assert "The input ended before the quiz did. 2 answers are kept" in done.stderr
    again = myograph("quiz", "--plain", stdin=f"{third}\n")
    assert again.returncode == 0
    assert "Going on with your quiz at question 3 of 3." in again.stdout
    assert [position for _, position, _ in answers()] == [0, 1, 2]


def test_q_stops_and_the_next_quiz_goes_on(myograph: Run) -> None:
    items = begun("-n", "2")
    done = myograph("quiz", "--plain", "-n", "2", stdin=f"{typed(right(items[0]))}\nq\n")
    assert done.returncode == 0
    assert "Stopped. 1 answer is kept" in done.stdout
    assert "at question 2 of 2" in myograph("quiz", "--plain", "-n", "2", stdin="q\n").stdout
    assert "A quiz of 2 questions." in myograph("quiz", "--plain", "-n", "2", "--new", stdin="q\n").stdout
    # The one that was left for a new one does not come back.
    assert "at question 1 of 2" in myograph("quiz", "--plain", "-n", "2", stdin="q\n").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["quiz", "--plain", "--topic", "glutaeus"], 1, "Did you mean"),
        (
            ["quiz", "--plain", "--topic", "Pistol Squat", "--type", "order-chain"],
            1,
            "There is no question about “pistol squat”, of type order-chain whose answer can be proved.",
        ),
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


def test_a_topic_and_a_type_narrow_the_quiz() -> None:
    items = begun("--topic", "Pistol Squat", "--type", "choose-object", "-n", "2")
    assert [item.type for item in items] == ["choose-object"] * 2
    assert all("pistol squat" in f"{item.stem} {item.answer}".casefold() for item in items)


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
    while not re.search(wanted, seen[-100:]):
        char = process.stdout.read(1)
        assert char, f"ended before {wanted!r}: {seen}"
        seen += char
    return seen


# What every prompt has, and how every verdict stands behind one. A verdict speaks of “Your answer 2, …”.
PROMPT = "our answer[,:] "
VERDICT = re.compile("(?<=: )(?:Right|Partly right|Wrong)[.:]")


def test_interrupting_ends_with_130_and_keeps_the_answers() -> None:
    items = begun("-n", "2")
    process = start("quiz", "--plain", "-n", "2")
    assert process.stdin is not None
    assert process.stderr is not None
    read_until(process, PROMPT)
    process.stdin.write(lines([right(items[0])]))
    process.stdin.flush()
    read_until(process, "Question 2 of 2")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert "interrupted" in process.stderr.read()
    assert len(answers()) == 1


def test_a_reader_that_leaves_a_quiz_is_no_fault() -> None:
    items = begun("-n", "2")
    process = start("quiz", "--plain", "-n", "2")
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    read_until(process, PROMPT)
    process.stdout.close()
    process.stdin.write(lines([right(items[0])]))
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    assert process.stderr.read() == ""
    assert len(answers()) == 1


@pytest.mark.parametrize("moment", range(8))
def test_killed_at_any_moment_no_acknowledged_answer_is_lost(moment: int) -> None:
    """Kill -9 somewhere around the third answer; every answer whose verdict was seen is in the log."""
    items = begun("-n", "10")
    process = start("quiz", "--plain", "-n", "10")
    assert process.stdin is not None
    seen = ""
    for item in items[:3]:
        seen += read_until(process, PROMPT)
        process.stdin.write(lines([wrong(item)]))
        process.stdin.flush()
    if moment:
        seen += read_until(process, "Why:" if moment > 2 else "W")[: Random(moment).randint(0, 400)]
    process.kill()
    process.wait(timeout=30)
    assert process.stdout is not None
    seen += process.stdout.read()
    assert len(VERDICT.findall(seen)) <= len(answers()) <= 3
    assert len(answers()) >= 2
    done = CliRunner().invoke(cli, ["quiz", "--plain"], input="q\n")
    assert done.exit_code == 0
    assert f"Going on with your quiz at question {len(answers()) + 1} of 10." in done.stdout


def test_version_is_that_of_the_package(myograph: Run) -> None:
    assert myograph("--version").stdout == f"myograph, version {kg.__version__}\n"
