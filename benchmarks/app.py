"""How long the app takes to start and to answer a key, and its memory, beside a bare Textual app.

All is measured from outside, on whole programs that draw on a pseudo-terminal of 80×24
(`benchmarks/terminal.py`), in rounds that alternate between the two. A key's time runs from the moment it is
written to the terminal until the first bytes of what is drawn for it arrive, and, told beside it, until the
last ones: a tenth of a second without any is the end. On a busy machine look at the time on the processor
instead: that of the program's first thread.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Budget, Found, Match, against, outcome, ranged, size, times
from benchmarks.figures import time as unit
from benchmarks.page import prose, table
from benchmarks.terminal import QUIET, Press, Screen

if TYPE_CHECKING:
    from benchmarks.figures import Setting

__all__ = ["measure"]

MYOGRAPH = [sys.executable, "-m", "quiz"]
PAINT_BUDGET, READY_BUDGET, KEY_BUDGET = 1.35, 2.2, 0.05
BARE_KEYS, LOADING = "in a bare app", "while the graph loads"
PEER = "a bare Textual app"
# How often all is done, and how often both are started each time.
ROUNDS, STARTS = 3, 7
SPARED = "a bare app reads no graph and holds no rooms"

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


class Taken:
    """All that was measured: figures by name, and presses by place and key."""

    def __init__(self) -> None:
        self.figures: dict[str, list[float]] = defaultdict(list)
        self.presses: dict[str, dict[str, list[Press]]] = defaultdict(lambda: defaultdict(list))

    def press(self, screen: Screen, place: str, key: str) -> None:
        """Press a key, and keep how long it took."""
        took = screen.press(key)
        if took is not None:
            self.presses[place][NAMES.get(key, key)].append(took)


def starts(taken: Taken, folder: str, number: int) -> None:
    """Start both, one right after the other, so that a machine that tires tires for both."""
    os.environ["MYOGRAPH_DATA_DIR"] = folder
    for _ in range(number):
        screen = Screen([sys.executable, "-c", BARE])
        taken.figures["bare paint"].append(screen.wait_for("painted"))
        taken.figures["bare paint, busy"].append(screen.busy())
        screen.settle()
        taken.figures["bare memory"].append(screen.memory())
        screen.end()
        screen = Screen(MYOGRAPH)
        for name, text in (("paint", "Sources"), ("ready", " today ·")):
            taken.figures[name].append(screen.wait_for(text))
            taken.figures[f"{name}, busy"].append(screen.busy())
        screen.end()


def bare(taken: Taken) -> None:
    """Press keys in a bare app that has something to press them in."""
    screen = Screen([sys.executable, "-c", BARE_ROOMS])
    screen.wait_for("line 3")
    screen.settle()
    for key in (*"yxyx", *MOVES[:-2], TAB, *"knee"):
        taken.press(screen, BARE_KEYS, key)
    screen.end()


def back(screen: Screen) -> None:
    """Leave what is open, until the learner is back in the first room."""
    for _ in range(3):
        os.write(screen.terminal, ESCAPE.encode())
        time.sleep(2 * QUIET)
        screen.settle()


def ours(taken: Taken, rooms: list[str], folder: str) -> None:
    """Start the app, press keys while the graph loads, then go through all rooms."""
    os.environ["MYOGRAPH_DATA_DIR"] = folder
    screen = Screen(MYOGRAPH)
    screen.wait_for(" today ·")
    screen.settle()
    taken.figures["memory"].append(screen.memory())
    for key in (*MOVES, F1):
        taken.press(screen, "in Today", key)
    back(screen)
    for key in rooms:
        taken.press(screen, "to a room, the first time", key)
        screen.settle()
        for move in (*TYPED.get(key, ""), *MOVES):
            taken.press(screen, f"in {ROOMS[key]}", move)
        back(screen)
    # A room is made the first time, and only shown the second.
    for key in rooms:
        taken.press(screen, "to a room, again", key)
        back(screen)
    taken.figures["memory, all rooms"].append(screen.memory())
    screen.end()


def while_loading(taken: Taken, place: str) -> None:
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
            taken.presses[place][NAMES[keys[0]]].append(took)
        keys = [*keys[1:], keys[0]]
        time.sleep(0.02)
    screen.end()


def quiz(taken: Taken, seed: int) -> None:
    """Answer a quiz by digits."""
    screen = Screen([*MYOGRAPH, "quiz", "--new", "--type", "choose-object", "--seed", str(seed)])
    screen.wait_for("Question 1 of 10")
    screen.settle()
    for _ in range(4):
        for key in ("h", "1", ENTER):
            taken.press(screen, "in a quiz", key)
    screen.end()


def measure(setting: Setting) -> Found:
    """Measure all rounds, the first of a whole run only to warm caches, and return the tables."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)  # as for those who install it
    os.environ["TERM"] = "xterm-256color"
    rounds = setting.pick(ROUNDS, 1)
    rooms = list(ROOMS)[: setting.pick(len(ROOMS), 1)]
    taken = Taken()
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        os.environ["MYOGRAPH_CONFIG_DIR"] = room
        for number in range(setting.pick(0, 1), rounds + 1):
            setting.progress(f"round {number} of {rounds}")
            each = Taken() if number == 0 else taken
            starts(each, str(folder / "data"), setting.pick(STARTS, 1))
            bare(each)
            ours(each, rooms, str(folder / "data"))
            while_loading(each, LOADING)
            os.environ["MYOGRAPH_DATA_DIR"] = str(folder / f"data{number}")
            quiz(each, number)
            os.environ["XDG_CACHE_HOME"] = str(folder / f"cache{number}")
            while_loading(each, "while the packs are read, with no cache")
            os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    return told(taken, rounds)


def told(taken: Taken, rounds: int) -> Found:
    """Return the tables, the budgets, and how the app did beside the bare one."""
    found = Found(
        prose(
            f"""
            Medians of {len(taken.figures["paint"])} starts in {rounds} rounds, in brackets the least and the
            most; ratios are taken start by start. In each round both are started by turns and then used.
            """
        )
    )
    _of_starts(taken, found)
    found.lines.extend(["", *_about_keys()])
    _of_keys(taken, found)
    return found


def _of_starts(taken: Taken, found: Found) -> None:
    limits = {"paint": PAINT_BUDGET, "ready": READY_BUDGET}
    rows = []
    for what, name, peer in (
        ("first paint", "paint", "bare paint"),
        ("graph ready", "ready", "bare paint"),
        ("first paint, on the processor", "paint, busy", "bare paint, busy"),
        ("graph ready, on the processor", "ready, busy", "bare paint, busy"),
        ("memory, graph ready", "memory", "bare memory"),
        ("memory, after all rooms", "memory, all rooms", "bare memory"),
    ):
        one, other = taken.figures[name], taken.figures[peer]
        suits = size if "memory" in name else unit
        if len(one) == len(other):
            ratios = against(one, other)
        else:  # there are more starts of the bare app than rounds
            ratios = [each / statistics.median(other) for each in one]
        limit, ratio = limits.get(name), times(ratios)
        wanted = f"at most {limit} ×" if limit else "–"
        rows.append([what, ranged(suits, one), ranged(suits, other), ratio, wanted])
        if limit:
            whole = f"{what} of the app against {PEER}’s first paint"
            found.budgets.append(Budget(whole, statistics.median(ratios), limit, ratio, wanted))
        found.matches.append(Match(PEER, what, outcome(one, other), ratio, SPARED))
    found.lines.extend(table(["what", "Myograph", "bare Textual app", "figure", "budget"], rows))


def _about_keys() -> list[str]:
    return prose(
        f"""
        From a key to its repaint: medians, the worst key of each place with the least and the most of its
        presses; the budget is {1000 * KEY_BUDGET:.0f} ms to the first bytes (✗ where it takes longer). The
        bare app has two screens with a list and a line to type in. Escape is left out: Textual waits a tenth
        of a second for what may follow it.
        """
    )


def _of_keys(taken: Taken, found: Found) -> None:
    rows, worst_of = [], {}
    for place, keys in taken.presses.items():
        firsts, lasts, busy = (
            {key: statistics.median(press[part] for press in took) for key, took in keys.items()}
            for part in range(3)
        )
        worst, slow, most = (max(each, key=each.__getitem__) for each in (firsts, lasts, busy))
        worst_of[place] = firsts[worst], worst, [press.first for press in keys[worst]]
        over = firsts[worst] >= KEY_BUDGET and place != BARE_KEYS
        rows.append((
            place, sum(map(len, keys.values())),
            f"{'✗ ' if over else ''}{ranged(unit, worst_of[place][2])} ({worst})",
            f"{_ms(busy[most])} ({most})", f"{_ms(lasts[slow])} ({slow})",
            _ms(max(press.first for took in keys.values() for press in took)),
        ))  # fmt: skip
    head = [
        "where", "presses", "slowest key, to its first bytes", "of that on the processor, at most",
        "slowest key, to its last bytes", "slowest press of all, to its first bytes",
    ]  # fmt: skip
    found.lines.extend(table(head, rows))
    wanted = f"below {1000 * KEY_BUDGET:.0f} ms"
    _, _, bare_ones = worst_of.pop(BARE_KEYS)
    loading = {place: worst for place, worst in worst_of.items() if place.startswith("while")}
    for what, places in (
        ("any key press to its repaint, the slowest key of all places", worst_of),
        ("the same while graph or packs load", loading),
    ):
        if places:
            place = max(places, key=lambda each: places[each][0])
            seconds, key, presses = places[place]
            told_ = f"{ranged(unit, presses)}, {key} {place}"
            bare = f"{1000 * statistics.median(bare_ones):.0f} ms"
            why = f"milliseconds go by the machine: a bare app's slowest key took {bare} in the same run"
            found.budgets.append(Budget(what, seconds, KEY_BUDGET, told_, wanted, why=why))
            if what.startswith("any"):
                match = outcome(presses, bare_ones)
                ratio = times([seconds / statistics.median(bare_ones)])
                found.matches.append(Match(PEER, "the slowest key", match, ratio))


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
