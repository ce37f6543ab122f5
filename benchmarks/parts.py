"""All that is measured, a part each: what it is, what it needs, how long it takes about.

    python -m benchmarks.parts NAME SETTING

measures one in a process of its own, so that none leaves memory or settings to the next, and prints JSON.
A new part is a file with a function that takes a `Setting` and returns what it `Found`, and a line here.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Found, Setting

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["GROUPS", "PARTS", "Part", "lacking"]

FLASHCARDF = "https://github.com/wschella/flashcardf"
CLIENTS = ROOT / "tests" / "clients" / "node_modules"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `call` names what measures it, `needs` what it cannot do without, by keys of `NEEDS`.

    `minutes` is what it took on two cores, for who has not measured it yet.
    """

    name: str
    group: str
    title: str
    call: str
    minutes: float
    needs: tuple[str, ...] = ()

    def measure(self, setting: Setting) -> Found:
        """Measure it in this process."""
        module, _, function = self.call.partition(":")
        found = getattr(import_module(f"benchmarks.{module}"), function or "measure")(setting)
        assert isinstance(found, Found)
        return found


def _on_linux(_: Setting) -> str:
    return "" if sys.platform == "linux" else "it reads /proc, which only Linux has"


def _program(name: str) -> Callable[[Setting], str]:
    return lambda _: "" if shutil.which(name) else f"the program `{name}` is not on this machine"


def _package(name: str) -> Callable[[Setting], str]:
    return lambda _: "" if find_spec(name) else f"the package `{name}` is not installed"


def _enough_memory(setting: Setting) -> str:
    held = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return "" if setting.quick or held > 16 else f"it needs 16 GiB of memory, and there are {held:.1f}"


def _checkout(setting: Setting) -> str:
    if setting.flashcardf is None:
        how = f"`git clone {FLASHCARDF} PATH && cd PATH && npm install && npx tsc`"
        return f"no checkout of flashcardf was given ({how}, then `--flashcardf PATH`)"
    if not (setting.flashcardf / "dist" / "quiz.js").is_file():
        return f"{setting.flashcardf} holds no dist/quiz.js: run `npm install` and `npx tsc` there"
    return ""


def _clients(_: Setting) -> str:
    return "" if CLIENTS.is_dir() else "`npm ci` was not run in tests/clients"


NEEDS: dict[str, Callable[[Setting], str]] = {
    "Linux": _on_linux,
    "memory": _enough_memory,
    "Node": _program("node"),
    "Chromium": _program("chromium"),
    "flashcardf": _checkout,
    "clients": _clients,
    "sm-2": _package("sm_2"),
    "leitner-box": _package("leitner_box"),
    "genanki": _package("genanki"),
}
_PEERS = ("sm-2", "leitner-box")
PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        Part("startup", "Start-up", "", "startup", 0.5),
        Part("app", "The app", "", "app", 8, ("Linux",)),
        Part("graph", "The graph", "", "graph", 28, ("Linux", "memory")),
        Part("asking", "Asking in plain words", "", "asking", 0.1),
        Part("bank", "Questions", "The bank", "bankfigures", 0.5),
        Part("hold-out", "Questions", "Wrong options that are true after all", "holdout", 1),
        Part("throughput", "Questions", "Items a second, and growth", "throughput", 8, ("Linux", "memory")),
        Part("students", "Questions", "Artificial students", "students", 0.3),
        Part("flashcardf", "Questions", "Beside flashcardf", "flashcardf", 0.7, ("Node", "flashcardf")),
        Part("formats", "Questions on their way out", "All formats", "formats", 0.8, ("genanki",)),
        Part("qti", "Questions on their way out", "QTI, played", "qti", 3, ("Chromium", "Node", "clients")),
        Part("policies", "Learning", "What the planner gains", "learning:policies", 5, _PEERS),
        Part("strangers", "Learning", "On learners of a kind it was not built for", "learning:strangers", 1.5,
             _PEERS),
        Part("log", "Learning", "A log of up to a million answers", "answerlog", 3, ("Linux",)),
        Part("kills", "Killed in the middle", "", "kills", 4, ("Linux",)),
    )
}  # fmt: skip
# What `--only` takes besides: all parts of a group, by a word.
GROUPS = {
    "questions": ("bank", "hold-out", "throughput", "students", "flashcardf"),
    "export": ("formats", "qti"),
    "learning": ("policies", "strangers", "log"),
}


def lacking(part: Part, setting: Setting) -> str:
    """Return what a part needs and does not have here; nothing where it can be measured."""
    return "; ".join(filter(None, (NEEDS[need](setting) for need in part.needs)))


def main() -> None:
    name, given = sys.argv[1], json.loads(sys.argv[2])
    began = time.perf_counter()

    def progress(where: str) -> None:
        print(f"{time.perf_counter() - began:6.0f} s  {name}: {where}", file=sys.stderr, flush=True)

    paths = {key: Path(given[key]) if given[key] else None for key in ("flashcardf", "schemas")}
    setting = Setting(progress, given["quick"], given["processes"], paths["flashcardf"], paths["schemas"])
    with redirect_stdout(sys.stderr):
        found = PARTS[name].measure(setting)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
