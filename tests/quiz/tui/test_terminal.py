"""The real command on a real (pseudo) terminal: from the first key to kill -9."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sqlite3
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
    """`myograph` on a terminal of its own; what it draws is kept as text without escape sequences."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24) -> None:
        self.process, self.master = pty.fork()
        if self.process == 0:
            # The size is that of the terminal, not the one that a test plug-in puts here.
            environment = {
                name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")
            }
            os.execve(sys.executable, [sys.executable, "-m", "quiz", *arguments], environment)
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = ""

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
            self.seen += re.sub(r"\x1b\[[0-9;?=><]*[a-zA-Z]", "", data.decode("utf-8", "replace"))

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


@pytest.mark.parametrize("answered", [1, 2, 3, 4])
def test_killed_in_the_app_the_quiz_goes_on_where_it_was(answered: int) -> None:
    terminal = Terminal()
    terminal.wait_for("Asked from")
    terminal.press("n")
    for place in range(answered):
        terminal.wait_for(f"Question {place + 1} of 10")
        terminal.press(right_keys())
        terminal.wait_for(f"of {place + 1} right so far")
        if place + 1 < answered:
            terminal.press("\r")
    terminal.kill()
    assert kept() == list(range(answered))
    again = Terminal()
    again.wait_for(f"Continue your quiz at question {answered + 1} of 10")
    again.press("c")
    again.wait_for(f"Question {answered + 1} of 10")
    again.press("\x11")  # Ctrl+Q, which leaves even where every letter types
    assert again.exit_code() == 0


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
