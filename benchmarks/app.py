"""How long the app takes to start and to answer a key, and its memory, beside a bare Textual app.

    python -m benchmarks.app [--rounds N] [--write]

All is measured from outside, on whole programs that draw on a pseudo-terminal of 80×24, in rounds that
alternate between the two. A key's time runs from the moment it is written to the terminal until the first
bytes of what is drawn for it arrive, and, told beside it, until the last ones: a tenth of a second without
any is the end. On a busy machine look at the time on the processor instead: that of the program's first
thread. `--write` puts the tables into docs/benchmarks.md. The exit code is 1 where a budget is not kept.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from benchmarks.page import prose, put, table

ROOT = Path(__file__).parents[1]
MYOGRAPH = [sys.executable, "-m", "quiz"]
PAINT_BUDGET, READY_BUDGET, KEY_BUDGET = 1.35, 2.2, 0.05
BARE_KEYS = "in a bare app"
PATIENCE = 60.0
QUIET = 0.1
# So often both are started in a round.
STARTS = 5
# A program that does next to nothing for so long draws nothing for a key.
IDLE = 0.4

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    def compose(self):
        yield Header()
        yield Static("painted")
        yield Footer()
Bare().run()
"""
# What the keys of the app do, done with nothing behind it.
BARE_ROOMS = """
from textual.app import App
from textual.screen import Screen
from textual.widgets import Footer, Header, Input, OptionList
class Room(Screen):
    def compose(self):
        yield Header()
        yield OptionList(*(f"line {number}" for number in range(40)))
        yield Input()
        yield Footer()
class Bare(App):
    MODES = {"one": Room, "two": Room}
    DEFAULT_MODE = "one"
    BINDINGS = [("x", "switch_mode('one')", "One"), ("y", "switch_mode('two')", "Two")]
Bare().run()
"""

UP, DOWN, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"
END, HOME, TAB, ENTER, ESCAPE, F1 = "\x1b[F", "\x1b[H", "\t", "\r", "\x1b", "\x1bOP"
NAMES = {
    UP: "↑", DOWN: "↓", PAGE_UP: "Page up", PAGE_DOWN: "Page down", END: "End", HOME: "Home", TAB: "Tab",
    ENTER: "Enter", F1: "F1",
}  # fmt: skip
MOVES = [DOWN, DOWN, UP, PAGE_DOWN, PAGE_UP, END, HOME, TAB, DOWN]
ROOMS = {
    "b": "Build", "e": "Explore", "p": "Paths", "a": "Ask", "g": "Progress", "s": "Sources",
}  # fmt: skip
# What is pressed in a room besides: what it searches, asks, or turns to.
TYPED = {"e": "/knee", "p": "nknee", "a": "nwhat is knee", "g": "2345", "s": "/knee"}


class Press(NamedTuple):
    """Seconds from a key to the first and to the last bytes that are drawn for it.

    `busy` are those of the first that the program's own thread of the screen was on the processor.
    """

    first: float
    last: float
    busy: float


class Screen:
    """A program on a terminal of 80×24 of its own."""

    def __init__(self, command: list[str]) -> None:
        self.began = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvp(command[0], command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""

    def read(self, seconds: float) -> float | None:
        """Take in what comes within a time, and return when it came."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        came = time.perf_counter()
        try:
            self.seen += os.read(self.terminal, 65536)
        except OSError:
            raise EOFError(f"the program ended: {self.seen[-1000:].decode('utf-8', 'replace')}") from None
        return came

    def wait_for(self, text: str) -> float:
        """Return the seconds from the start until a text is drawn."""
        while text.encode() not in self.seen:
            if self.read(PATIENCE) is None:
                raise TimeoutError(f"{text!r} was never drawn: {self.seen[-300:]!r}")
        return time.perf_counter() - self.began

    def settle(self) -> None:
        """Wait until nothing is drawn any more."""
        while self.read(QUIET) is not None:
            pass

    def press(self, key: str) -> Press | None:
        """Press a key; None where nothing is drawn for it, or only later and by something else."""
        self.seen = b""
        pressed, busy = time.perf_counter(), self.busy()
        os.write(self.terminal, key.encode())
        came = first = self.read(IDLE)
        while came is None and self.busy() - busy > IDLE / 4:  # it is working at it
            if time.perf_counter() - pressed > PATIENCE:
                raise TimeoutError(f"nothing came of {key!r}")
            came = first = self.read(IDLE)
        busy = self.busy() - busy
        if came is None or first is None or first - pressed > max(IDLE / 2, 4 * busy):
            return None
        last = came
        while (came := self.read(QUIET)) is not None:
            last = came
        if b"fell over" in self.seen:
            raise RuntimeError(f"the app fell over {key!r}")
        return Press(first - pressed, last - pressed, busy)

    def busy(self) -> float:
        """Return the seconds that the program's first thread has been on the processor."""
        return int(Path(f"/proc/{self.process}/schedstat").read_text().split()[0]) / 1e9

    def memory(self) -> int:
        """Return the bytes of memory that the program holds."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) * 1024

    def end(self) -> None:
        """End the program."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


class Found:
    """All that was measured: figures by name, and presses by place and key."""

    def __init__(self) -> None:
        self.figures: dict[str, list[float]] = defaultdict(list)
        self.presses: dict[str, dict[str, list[Press]]] = defaultdict(lambda: defaultdict(list))

    def press(self, screen: Screen, place: str, key: str) -> None:
        """Press a key, and keep how long it took."""
        took = screen.press(key)
        if took is not None:
            self.presses[place][NAMES.get(key, key)].append(took)


def starts(found: Found, folder: str) -> None:
    """Start both, one right after the other, so that a machine that tires tires for both."""
    os.environ["MYOGRAPH_DATA_DIR"] = folder
    for _ in range(STARTS):
        screen = Screen([sys.executable, "-c", BARE])
        found.figures["bare paint"].append(screen.wait_for("painted"))
        found.figures["bare paint, busy"].append(screen.busy())
        screen.settle()
        found.figures["bare memory"].append(screen.memory())
        screen.end()
        screen = Screen(MYOGRAPH)
        for name, text in (("paint", "Sources"), ("ready", " today ·")):
            found.figures[name].append(screen.wait_for(text))
            found.figures[f"{name}, busy"].append(screen.busy())
        screen.end()


def bare(found: Found) -> None:
    """Press keys in a bare app that has something to press them in."""
    screen = Screen([sys.executable, "-c", BARE_ROOMS])
    screen.wait_for("line 3")
    screen.settle()
    for key in (*"yxyx", *MOVES[:-2], TAB, *"knee"):
        found.press(screen, BARE_KEYS, key)
    screen.end()


def back(screen: Screen) -> None:
    """Leave what is open, until the learner is back in the first room."""
    for _ in range(3):
        os.write(screen.terminal, ESCAPE.encode())
        time.sleep(2 * QUIET)
        screen.settle()


def ours(found: Found, rooms: list[str], folder: str) -> None:
    """Start the app, press keys while the graph loads, then go through all rooms."""
    os.environ["MYOGRAPH_DATA_DIR"] = folder
    screen = Screen(MYOGRAPH)
    screen.wait_for(" today ·")
    screen.settle()
    found.figures["memory"].append(screen.memory())
    for key in (*MOVES, F1):
        found.press(screen, "in Today", key)
    back(screen)
    for key in rooms:
        found.press(screen, "to a room, the first time", key)
        screen.settle()
        for move in (*TYPED.get(key, ""), *MOVES):
            found.press(screen, f"in {ROOMS[key]}", move)
        back(screen)
    # A room is made the first time, and only shown the second.
    for key in rooms:
        found.press(screen, "to a room, again", key)
        back(screen)
    found.figures["memory, all rooms"].append(screen.memory())
    screen.end()


def while_loading(found: Found, place: str) -> None:
    """Press keys from the first paint until the graph is there."""
    screen = Screen(MYOGRAPH)
    screen.wait_for("Sources")
    keys = [F1, DOWN, UP, PAGE_DOWN]
    while b" today \xc2\xb7" not in screen.seen:
        while screen.read(0) is not None:  # what was drawn before is not for this key
            pass
        pressed, busy = time.perf_counter(), screen.busy()
        os.write(screen.terminal, keys[0].encode())
        came = screen.read(1.0)
        if came is not None:
            took = Press(came - pressed, came - pressed, screen.busy() - busy)
            found.presses[place][NAMES[keys[0]]].append(took)
        keys = [*keys[1:], keys[0]]
        time.sleep(0.02)
    screen.end()


def quiz(found: Found, seed: int) -> None:
    """Answer a quiz by digits."""
    screen = Screen([*MYOGRAPH, "quiz", "--new", "--type", "choose-object", "--seed", str(seed)])
    screen.wait_for("Question 1 of 10")
    screen.settle()
    for _ in range(4):
        for key in ("h", "1", ENTER):
            found.press(screen, "in a quiz", key)
    screen.end()


def lines_of(found: Found, rounds: int) -> tuple[list[str], bool]:
    """Return what goes into the page, and whether all budgets are kept."""
    figures = {name: statistics.median(values) for name, values in found.figures.items()}
    against = {
        name: statistics.median(
            a / b for a, b in zip(found.figures[name], found.figures["bare paint"], strict=True)
        )
        for name in ("paint", "ready")
    }
    kept = against["paint"] <= PAINT_BUDGET and against["ready"] <= READY_BUDGET
    start = [
        (what, _ms(figures[name]), _ms(figures["bare paint"]), f"{against[name]:.2f} ×", f"at most {most} ×")
        for what, name, most in (
            ("first paint", "paint", PAINT_BUDGET), ("graph ready", "ready", READY_BUDGET)
        )
    ]  # fmt: skip
    start += [
        (what, told(figures[name]), told(figures[peer]), f"{figures[name] / figures[peer]:.2f} ×", "–")
        for what, name, peer, told in (
            ("first paint, on the processor", "paint, busy", "bare paint, busy", _ms),
            ("graph ready, on the processor", "ready, busy", "bare paint, busy", _ms),
            ("memory, graph ready", "memory", "bare memory", _mib),
            ("memory, after all rooms", "memory, all rooms", "bare memory", _mib),
        )
    ]
    rows = []
    for place, keys in found.presses.items():
        firsts, lasts, busy = (
            {key: statistics.median(press[part] for press in took) for key, took in keys.items()}
            for part in range(3)
        )
        worst, slow, most = (max(each, key=each.__getitem__) for each in (firsts, lasts, busy))
        within = firsts[worst] < KEY_BUDGET or place == BARE_KEYS
        kept = kept and within
        rows.append((
            place, sum(map(len, keys.values())), f"{'' if within else '✗ '}{_ms(firsts[worst])} ({worst})",
            f"{_ms(busy[most])} ({most})", f"{_ms(lasts[slow])} ({slow})",
            _ms(max(press.first for took in keys.values() for press in took)),
        ))  # fmt: skip
    head = [
        "where", "presses", "slowest key, to its first bytes", "of that on the processor, at most",
        "slowest key, to its last bytes", "slowest press of all, to its first bytes",
    ]  # fmt: skip
    budget = f"{1000 * KEY_BUDGET:.0f} ms"
    return [
        f"Medians of {rounds} rounds.",
        "",
        *table(["what", "Myograph", "bare Textual app", "figure", "budget"], start),
        "",
        *prose(
            f"From a key to its repaint: medians, the worst key of each place; the budget is {budget} to the "
            "first bytes (✗ where it takes longer). The bare app has two screens with a list and a line to "
            "type in. Escape is left out: Textual waits a tenth of a second for what may follow it."
        ),
        *table(head, rows),
    ], kept


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _mib(size: float) -> str:
    return f"{size / 2**20:.0f} MiB"


def measure(rounds: int, folder: Path) -> Found:
    rooms = [key for key, name in ROOMS.items() if (ROOT / f"quiz/tui/screens/{name.lower()}.py").is_file()]
    found = Found()
    for number in range(rounds + 1):
        each = Found() if number == 0 else found  # the first round warms caches
        starts(each, str(folder / "data"))
        bare(each)
        ours(each, rooms, str(folder / "data"))
        while_loading(each, "while the graph loads")
        os.environ["MYOGRAPH_DATA_DIR"] = str(folder / f"data{number}")
        quiz(each, number)
        os.environ["XDG_CACHE_HOME"] = str(folder / f"cache{number}")
        while_loading(each, "while the packs are read, with no cache")
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        print(f"\rround {number} of {rounds}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    for name in ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)  # as for those who install it
    os.environ["TERM"] = "xterm-256color"
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_CACHE_HOME"] = str(Path(room) / "cache")
        os.environ["MYOGRAPH_CONFIG_DIR"] = room
        lines, kept = lines_of(measure(options.rounds, Path(room)), options.rounds)
    print("\n".join(lines))
    if options.write:
        page = ROOT / "docs" / "benchmarks.md"
        page.write_text(put(page.read_text("utf-8"), "app", lines), "utf-8")
    if not kept:
        sys.exit(1)


if __name__ == "__main__":
    main()
