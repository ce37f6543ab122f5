"""Whether an acknowledged answer is ever lost: `myograph` is killed (kill -9) in the middle of a quiz.

The installed command asks a quiz, half of the times in lines through a pipe and half of them in the app on a
pseudo-terminal. It is answered, and killed at a random moment: half of the times within 30 ms after an answer
was sent, which is while it is being kept, else up to half a second later. Then it is started again and goes
on. An answer is acknowledged once the program has said whether it is right; each such answer has to be in the
log, as it was, after all that follows. Linux only.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import sqlite3
import struct
import sys
import tempfile
import termios
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.figures import Budget, Found
from benchmarks.page import prose, table
from quiz.item import Interaction
from quiz.learner.clock import now
from quiz.learner.doctor import examine
from quiz.learner.log import FILE, AnswerLog

if TYPE_CHECKING:
    from benchmarks.figures import Setting
    from quiz.item import Item

__all__ = ["measure"]

MYOGRAPH = Path(sys.executable).with_name("myograph")
PATIENCE = 60
KILLS, QUICK, SEED = 200, 4, 1
QUESTIONS = 400
# After so many kills it is told where we are.
TOLD = 20

# What line mode says of an answer stands behind its prompt, "Your answer, …: ".
VERDICT = re.compile(r"(?<=: )(?:Right|Partly right|Wrong)[.:]")
PROMPT = re.compile(r"our answer[,:] ")
# What the app says: how many are right of how many were answered.
SO_FAR = re.compile(r"of (\d+) right so far")
ESCAPES = re.compile(r"\x1b\[[0-9;?=><]*[a-zA-Z]")


def places_of(item: Item) -> list[int]:
    """Return places, from 1, that answer any question that is not typed."""
    if item.interaction in (Interaction.MATCH, Interaction.ORDER):
        return list(range(1, len(item.rows or item.options) + 1))
    return [1]


class Lines:
    """The quiz in lines, through a pipe."""

    name = "in lines, through a pipe"
    arguments: tuple[str, ...] = ("--plain",)

    def start(self, command: list[str]) -> None:
        """Start the program."""
        here, there = os.pipe()
        back, forth = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            os.dup2(here, 0)
            os.dup2(forth, 1)
            os.execv(command[0], command)
        os.close(here)
        os.close(forth)
        self.into, self.out, self.seen = there, back, ""

    def asked(self, number: int) -> bool:
        """Return whether the question of this number was put, by this program the first or a later one."""
        return len(PROMPT.findall(self.seen)) > number - self.begun

    def send(self, item: Item) -> None:
        """Answer the question that is put."""
        text = "x" if item.interaction is Interaction.TEXT else " ".join(map(str, places_of(item)))
        os.write(self.into, f"{text}\n".encode())

    def acknowledged(self) -> int:
        """Return how many answers have been told right or wrong so far, by earlier programs, too."""
        return self.begun + len(VERDICT.findall(self.seen))

    begun = 0

    def read(self, seconds: float) -> bool:
        """Take in what comes within a time; return False once there is nothing more to come."""
        ready, _, _ = select.select([self.out], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.out, 65536)
        except OSError:  # the other end of a terminal has gone
            data = b""
        self.seen += ESCAPES.sub("", data.decode("utf-8", "replace"))
        return bool(data)

    def kill(self) -> None:
        """Kill the program, and take in what it had said by then."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        while self.read(0.2):
            pass
        for handle in {self.into, self.out}:
            os.close(handle)


class App(Lines):
    """The quiz in the app, on a terminal of its own."""

    name = "in the app, on a terminal"
    arguments: tuple[str, ...] = ()

    def start(self, command: list[str]) -> None:
        """Start the program."""
        self.process, self.out = pty.fork()
        if self.process == 0:
            os.execv(command[0], command)
        fcntl.ioctl(self.out, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.into, self.seen = self.out, ""

    def asked(self, number: int) -> bool:
        """Return whether the question is on the screen; after an answer, go on to it."""
        if f"Question {number + 1} of" in self.seen:
            return True
        if self.acknowledged() == number > self.begun and not self.turned >= number:
            self.turned = number
            os.write(self.into, b"\r")
        return False

    turned = 0

    def send(self, item: Item) -> None:
        """Answer the question that is put; a single choice needs no Enter."""
        text = "x" if item.interaction is Interaction.TEXT else "".join(map(str, places_of(item)))
        os.write(self.into, (text if item.interaction is Interaction.CHOOSE_ONE else f"{text}\r").encode())

    def acknowledged(self) -> int:
        """Return how many answers have been told right or wrong so far."""
        return max((int(number) for number in SO_FAR.findall(self.seen)), default=self.begun)


@dataclass(slots=True)
class Outcome:
    """What came of all kills in one way to take a quiz."""

    kills: int = 0
    acknowledged: int = 0
    kept: int = 0
    lost: int = 0
    changed: int = 0
    unsound: int = 0
    rows: list[tuple[object, ...]] = field(default_factory=list)


def rows_of(folder: Path) -> list[tuple[object, ...]]:
    """Return all answers in the log; raise `AssertionError` where SQLite finds a fault in the file."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        return db.execute("SELECT * FROM answer ORDER BY id").fetchall()


def one_kill(program: Lines, command: list[str], items: tuple[Item, ...], begun: int, rng: Random) -> int:
    """Start, answer some questions, kill; return how many answers the user has seen acknowledged, in all."""
    program.begun = begun
    program.start(command)
    deadline = time.monotonic() + PATIENCE
    number, last = begun, begun + rng.randint(0, 2)
    while True:
        program.read(0.02)
        if time.monotonic() > deadline:
            program.kill()
            raise TimeoutError(f"question {number + 1} was never put: {program.seen[-1500:]!r}")
        if program.asked(number):
            program.send(items[number])
            if number == last:
                break
            number += 1
    end = time.monotonic() + rng.uniform(0, 0.03 if rng.random() < 0.5 else 0.5)
    while (left := end - time.monotonic()) > 0:
        program.read(left)
    program.kill()
    return program.acknowledged()


def killed(program: Lines, kills: int, rng: Random, folder: Path, setting: Setting) -> Outcome:
    """Kill a program so often, and return what came of it."""
    os.environ["MYOGRAPH_DATA_DIR"] = str(folder)
    found, seed = Outcome(), 0
    items: tuple[Item, ...] = ()
    begun = 0
    while found.kills < kills:
        if begun + 3 >= len(items):
            seed += 1
            items, begun = quiz_of(folder, seed), 0
            earlier = len(found.rows)
        command = [str(MYOGRAPH), "quiz", *program.arguments, "-n", str(QUESTIONS), "--seed", str(seed)]
        seen = one_kill(program, command, items, begun, rng)
        rows = rows_of(folder)
        found.kills += 1
        found.acknowledged += seen - begun
        kept = len(rows) - earlier
        found.lost += max(seen - kept, 0)
        found.changed += rows[: len(found.rows)] != found.rows
        found.unsound += examine(folder, now).faults
        found.rows, begun = rows, kept
        if found.kills % TOLD == 0:
            setting.progress(f"{program.name}: {found.kills} kills, {found.lost} answers lost")
    found.kept = len(found.rows)
    return found


def quiz_of(folder: Path, seed: int) -> tuple[Item, ...]:
    """Begin a quiz, leave it at its first question, and return what it asks."""
    here, there = os.pipe()
    os.write(there, b"q\n")
    os.close(there)
    process = os.posix_spawn(
        str(MYOGRAPH),
        [str(MYOGRAPH), "quiz", "--plain", "--new", "-n", str(QUESTIONS), "--seed", str(seed)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, here, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    os.waitpid(process, 0)
    os.close(here)
    log = AnswerLog(folder, now)
    session = log.unfinished()
    log.close()
    assert session is not None
    return session.items


def measure(setting: Setting) -> Found:
    """Kill both ways to take a quiz, half of the times each, and return the table."""
    os.environ["TERM"] = "xterm-256color"
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        os.environ.pop(name, None)
    each, results = setting.pick(KILLS, QUICK) // 2, {}
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_CACHE_HOME"] = os.environ["MYOGRAPH_CONFIG_DIR"] = room
        for place, program in enumerate((Lines(), App())):
            folder = Path(room) / f"data{place}"
            results[program.name] = killed(program, each, Random(SEED + place), folder, setting)
    rows = [
        (
            name, found.kills, found.acknowledged, found.lost, found.kept - found.acknowledged,
            found.changed, found.unsound,
        )
        for name, found in results.items()
    ]  # fmt: skip
    head = [
        "where", "kills", "answers acknowledged", "of these lost", "kept, the user not yet told",
        "earlier answers changed", "faults the doctor found",
    ]  # fmt: skip
    about = """
        The installed command is killed with kill -9 while it is being answered, at random moments, half of
        them within 30 ms after an answer was sent. An answer is acknowledged once the program has said
        whether it is right.
    """
    wrong = sum(found.lost + found.changed + found.unsound for found in results.values())
    what = f"answers lost or changed, and faults the doctor found, in {2 * each} kills"
    return Found(
        [*prose(about), *table(head, rows)],
        [Budget(what, wrong, 0, str(wrong), "0", aim=True)],
        [],
        str(SEED),
    )
