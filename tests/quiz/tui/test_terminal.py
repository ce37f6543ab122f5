"""The real command on a real (pseudo) terminal: from the first key to kill -9."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sqlite3
import stat
import struct
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pytest
from handmade import keys, right

from quiz.learner.clock import now
from quiz.learner.log import FILE, AnswerLog


class Terminal:
    """`myograph` on a terminal of its own; what it draws is kept as text without escape sequences.

    `broken` is a line of Python that runs before the command.
    """

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24, broken: str = "") -> None:
        command = ["-c", f"{broken}\nfrom quiz.entry import main; main()"] if broken else ["-m", "quiz"]
        self.process, self.master = pty.fork()
        if self.process == 0:
            # The size is that of the terminal, not the one that a test plug-in puts here.
            environment = {
                name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")
            }
            os.execve(sys.executable, [sys.executable, *command, *arguments], environment)
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = ""
        self.drawn = b""

    def wait_for(self, wanted: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while wanted not in self.seen:
            assert time.monotonic() < deadline, f"never drawn: {wanted!r} in {self.seen[-2000:]!r}"
            self._read()

    def _read(self) -> None:
        ready, _, _ = select.select([self.master], [], [], 0.5)
        if ready:
            try:
                data = os.read(self.master, 65536)
            except OSError:  # the other side has gone
                data = b""
            self.drawn += data
            self.seen += re.sub(r"\x1b\[[0-9;?=><]*[a-zA-Z]", "", data.decode("utf-8", "replace"))

    def is_as_before(self) -> bool:
        """Whether the screen that was there before is back, with its cursor."""
        alternate = self.drawn.rfind(b"\x1b[?1049l") >= self.drawn.rfind(b"\x1b[?1049h")
        return alternate and self.drawn.rfind(b"\x1b[?25h") >= self.drawn.rfind(b"\x1b[?25l")

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.master)

    def exit_code(self) -> int:
        """Wait for the end and return the exit code; goes on reading, so that the other side can write."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self._read()
                return os.waitstatus_to_exitcode(status)
            self._read()
        raise AssertionError(f"did not end: {self.seen[-2000:]!r}")


def kept() -> list[int]:
    with sqlite3.connect(Path(os.environ["MYOGRAPH_DATA_DIR"]) / FILE) as db:
        return [position for (position,) in db.execute("SELECT position FROM answer ORDER BY id")]


def right_keys() -> str:
    """What a terminal sends for the right answer to the question that is asked."""
    log = AnswerLog(Path(os.environ["MYOGRAPH_DATA_DIR"]), now)
    session = log.unfinished()
    log.close()
    assert session is not None
    assert session.current is not None
    return "".join("\r" if key == "enter" else key for key in keys(right(session.current)))


def test_killed_in_the_app_the_quiz_goes_on_where_it_was() -> None:
    """Killed after an answer, after two more in the next app, and after one more in that after it."""
    terminal = Terminal()
    terminal.wait_for("Asked from")
    terminal.press("n")
    answered = 0
    for more in (1, 2, 1):
        for place in range(answered, answered + more):
            terminal.wait_for(f"Question {place + 1} of 10")
            terminal.press(right_keys())
            terminal.wait_for(f"of {place + 1} right so far")
            if place + 1 < answered + more:
                terminal.press("\r")
        terminal.kill()
        answered += more
        assert kept() == list(range(answered))
        terminal = Terminal()
        terminal.wait_for(f"Continue your quiz at question {answered + 1} of 10")
        terminal.press("c")
    terminal.wait_for(f"Question {answered + 1} of 10")
    terminal.press("\x11")  # Ctrl+Q, which leaves even where every letter types
    assert terminal.exit_code() == 0


def test_a_folder_without_write_access_is_told_before_the_app_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYOGRAPH_DATA_DIR", "/dev/null/myograph")
    terminal = Terminal()
    assert terminal.exit_code() == 3
    assert "The answers cannot be kept in /dev/null/myograph" in terminal.seen
    assert "Traceback" not in terminal.seen


def test_a_terminal_of_40_by_10_says_what_it_needs() -> None:
    terminal = Terminal("quiz", columns=40, rows=10)
    terminal.wait_for("Myograph needs 60×18.")
    terminal.press("q")
    assert terminal.exit_code() == 0


def test_a_bad_pack_ends_the_app_with_its_faults(tmp_path: Path) -> None:
    pack = tmp_path / "bad.yaml"
    pack.write_text("pack: [Your Name]\n")
    terminal = Terminal("--pack", str(pack))
    assert terminal.exit_code() == 1
    assert "should be an id" in terminal.seen.replace("\r\n", " ")
    assert "Traceback" not in terminal.seen


def reports() -> list[str]:
    folder = Path(os.environ["MYOGRAPH_DATA_DIR"]) / "crashes"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = sorted(folder.iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    return [file.read_text("utf-8") for file in files]


# Falls when a hint is asked for, with something at hand that is the learner's own.
NO_HINT = """
from quiz.tui.screens.quiz import QuizScreen
def action_hint(self):
    answer = "the sartorius".upper()
    raise ZeroDivisionError("no hint")
QuizScreen.action_hint = action_hint
"""
NO_EXAM = "from quiz.tui.screens.today import TodayScreen; TodayScreen.action_exam = lambda self: 1 / 0"


def test_after_a_crash_the_quiz_goes_on_with_the_answers_that_were_given() -> None:
    terminal = Terminal(broken=NO_HINT)
    terminal.wait_for("20 today")
    terminal.press("n")
    terminal.wait_for("Question 1 of 10")
    terminal.press(right_keys())
    terminal.wait_for("1 of 1 right so far")
    terminal.press("\r")
    terminal.wait_for("Question 2 of 10")
    terminal.press("\x1bOQ")  # F2
    terminal.wait_for("Your answers are kept")
    (report,) = reports()
    assert "in action_hint" in report
    assert "ZeroDivisionError: no hint" in report
    assert "today: TodayScreen, QuizScreen" in report
    terminal.seen = ""
    terminal.press("r")
    terminal.wait_for("Question 2 of 10 · 1 of 1 right so far")
    terminal.press(right_keys())
    terminal.wait_for("2 of 2 right so far")
    terminal.press("\x11")
    assert terminal.exit_code() == 0
    assert terminal.is_as_before()
    assert kept() == [0, 1]
    for word in ("SARTORIUS", os.environ["MYOGRAPH_DATA_DIR"], str(Path.home())):
        assert word not in report
    assert "Traceback" not in terminal.seen
    assert "SARTORIUS" not in terminal.seen


def test_a_crash_that_comes_again_at_once_ends_the_app() -> None:
    terminal = Terminal(broken=f"{NO_EXAM}\nfrom quiz.tui.study import Study; Study.begin = lambda *_: [][0]")
    for key, again in (("n", "r"), ("x", "\r"), ("x", "")):
        terminal.wait_for("20 today")
        terminal.seen = ""
        terminal.press(key)
        if again:
            terminal.wait_for("Your answers are kept")
            terminal.seen = ""
            terminal.press(again)
    assert terminal.exit_code() == 1
    assert "Your answers are kept" not in terminal.seen
    assert "fell over a fault of its own. The report is in" in terminal.seen
    assert terminal.is_as_before()
    # The first came from a thread, and is told like any other.
    assert [report.splitlines()[-1].partition(":")[0] for report in reports()] == [
        "IndexError", "ZeroDivisionError", "ZeroDivisionError",
    ]  # fmt: skip


def test_the_learner_may_leave_after_a_crash() -> None:
    terminal = Terminal(broken=NO_EXAM)
    terminal.wait_for("20 today")
    terminal.press("x")
    terminal.wait_for("Your answers are kept")
    terminal.press("q")
    assert terminal.exit_code() == 1
    assert terminal.seen.count("fell over a fault of its own. The report is in") == 1
    assert terminal.is_as_before()


@pytest.mark.parametrize("what", ["screens.today.TodayScreen.body", "app.MyographApp.__init__"])
def test_a_crash_before_there_is_anything_to_see_is_told_in_a_line(what: str) -> None:
    module, kind, method = what.rsplit(".", 2)
    broken = f"import quiz.tui.{module} as m; m.{kind}.{method} = lambda self, *_, **more: 1 / 0"
    terminal = Terminal(broken=broken)
    assert terminal.exit_code() == 1
    assert terminal.seen.split("myograph: ")[1].count("\n") == 1
    assert "The report is in" in terminal.seen
    assert "before the first screen" in reports()[0]
    assert "in __init__" in reports()[0] or "body" in reports()[0]
    assert terminal.is_as_before()


def test_what_is_a_message_on_the_command_line_is_one_wherever_it_comes_up() -> None:
    broken = (
        "from quiz.tui.screens.today import TodayScreen\nfrom kg.errors import UnusableFileError\n"
        "def fail(self): raise UnusableFileError('The disk is full.')\nTodayScreen.action_exam = fail"
    )
    terminal = Terminal(broken=broken)
    terminal.wait_for("20 today")
    terminal.press("x")
    assert terminal.exit_code() == 3
    assert "myograph: The disk is full." in terminal.seen
    assert terminal.is_as_before()
