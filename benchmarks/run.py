"""Take all figures anew, and write docs/benchmarks.md whole, with benchmarks.json beside it.

    benchmarks/run [--only PART,PART…] [--flashcardf PATH] [--schemas FOLDER] [--page FILE] [--quick]
    benchmarks/run --list

Each part is measured in a process of its own and kept as soon as it is done, so that whoever breaks off loses
one part at most. Of a part that fails or lacks a program the page says so, above what it gave before; the
others go on. `--quick` runs each at a size that takes seconds, to see that it runs: such figures mean
nothing, and are only printed unless a page is named. Tables go to stdout, where we are to stderr. Leave the
machine alone meanwhile: other work on it makes the figures wrong.

Exit: 0 done, 1 a part failed, or one that was named lacks a program, 2 wrong usage, 3 a file cannot be used,
130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Found, Setting
from benchmarks.machine import commit, machine
from benchmarks.page import table
from benchmarks.parts import GROUPS, PARTS, lacking
from benchmarks.record import Entry, Failure, Record
from benchmarks.report import page, section, summary
from kg.errors import UnusableFileError
from kg.faults import did_you_mean
from kg.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.parts import Part

__all__ = ["Failed", "in_own_process", "main", "run"]

PAGE = ROOT / "docs" / "benchmarks.md"
INTERRUPTED = 130
# Seconds for a part to clear away when it is ended.
GRACE = 10


class Failed(Exception):  # noqa: N818 - it is no error of ours
    """A part could not be measured, with the reason in plain words."""


def in_own_process(part: Part, setting: Setting) -> Found:
    """Measure a part in a fresh interpreter, and pass on what it says. Raises `Failed`."""
    given = {
        "quick": setting.quick,
        "processes": setting.processes,
        "flashcardf": str(setting.flashcardf or ""),
        "schemas": str(setting.schemas or ""),
    }
    command = [sys.executable, "-m", "benchmarks.parts", part.name, json.dumps(given)]
    # What QTI is played by belongs to the tests.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))}
    last: deque[str] = deque(maxlen=1)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        # In a session of its own, so that all it started can be ended with it.
        child = subprocess.Popen(
            command, stdout=out, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
            start_new_session=True,
        )  # fmt: skip
        try:
            assert child.stderr is not None
            for line in child.stderr:
                sys.stderr.write(line)
                sys.stderr.flush()
                if line.strip():
                    last.append(line.strip())
            code = child.wait()
        except BaseException:
            _end(child)
            raise
        if code:
            raise Failed(f"it ended with {code}: {last[0]}" if code > 0 and last else f"it ended with {code}")
        out.seek(0)
        return Found.of(json.loads(out.read()))


def _end(child: subprocess.Popen[str]) -> None:
    """End a process and all it started: first as Ctrl-C does, so that it takes its temporary files away."""
    for sent in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(child.pid, sent)
            child.wait(GRACE)


def run(
    names: Sequence[str],
    record: Record,
    setting: Setting,
    save: Callable[[Record], None],
    measure: Callable[[Part, Setting], Found] = in_own_process,
) -> dict[str, str]:
    """Measure parts one after another into a record, and save it after each.

    Returns why, by name, for those that were not measured.
    """
    absent = {}
    for number, name in enumerate(names):
        part, before = PARTS[name], record.entries.get(name, Entry())
        rest = names[number + 1 :]
        told = f"about {_minutes([name], record)}; then {len(rest)} more, {_minutes(rest, record)}"
        setting.progress(f"[{number + 1} of {len(names)}] {name}: {told}")
        lacks, began = lacking(part, setting), time.perf_counter()
        try:
            if lacks:
                raise Failed(lacks)
            found = measure(part, setting)
        except Failed as failed:
            absent[name] = str(failed)
            setting.progress(f"{name} was not measured: {failed}")
            record.entries[name] = Entry(
                before.found, before.when, before.commit, before.seconds, before.machine,
                Failure(record.when, str(failed)),
            )  # fmt: skip
        else:
            seconds = round(time.perf_counter() - began, 1)
            record.entries[name] = Entry(found, record.when, record.commit, seconds, record.machine)
        print("\n".join([f"## {name}", "", *section(part, record)]), flush=True)
        save(record)
    return absent


def _seconds(name: str, record: Record) -> float:
    """Return how long a part took last, or takes about."""
    entry = record.entries.get(name)
    return entry.seconds if entry is not None and entry.seconds else 60 * PARTS[name].minutes


def _minutes(names: Iterable[str], record: Record) -> str:
    return f"{sum(_seconds(name, record) for name in names) / 60:.1f} minutes"


def _listed(record: Record, setting: Setting) -> list[str]:
    rows = []
    for part in PARTS.values():
        entry = record.entries.get(part.name, Entry())
        took = f"{entry.seconds / 60:.1f}" if entry.seconds else f"about {part.minutes:g}"
        title = ": ".join(filter(None, (part.group, part.title)))
        rows.append([part.name, title, took, entry.when or "–", lacking(part, setting) or "–"])
    rows.append(["all", "", _minutes(PARTS, record).partition(" ")[0], "", ""])
    return table(["part", "what", "minutes, last time", "last measured", "lacking here"], rows)


def _chosen(parser: argparse.ArgumentParser, given: Sequence[str]) -> list[str]:
    """Return the parts that are named, in the order of the page; all where none is."""
    asked = [name for each in given for name in each.split(",") if name]
    names = {member for name in asked for member in GROUPS.get(name, (name,))}
    known = [*PARTS, *GROUPS]
    for name in sorted(names.difference(PARTS)):
        hint = f" {did_you_mean(name, known)}".rstrip()
        parser.error(f"There is no part {name!r}.{hint} All: {', '.join(known)}.")
    return [name for name in PARTS if name in names or not asked]


def _options(given: Sequence[str] | None) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        "benchmarks/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", default=[], metavar="PART,PART…")
    parser.add_argument("--quick", action="store_true", help="run each part at a size that takes seconds")
    parser.add_argument("--list", action="store_true", help="say what there is, and how long each took")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write to FILE, and FILE.json beside it")
    parser.add_argument("--flashcardf", type=Path, metavar="PATH", help="a compiled checkout of flashcardf")
    parser.add_argument(
        "--schemas", type=Path, metavar="FOLDER", help="schemas of QTI: see benchmarks/qti.py"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N",
                        help="how many at once, of what is not timed")  # fmt: skip
    options = parser.parse_args(given)
    if options.quick and options.page and options.page.resolve() == PAGE:
        parser.error("Quick figures mean nothing: name another page.")
    return options, _chosen(parser, options.only)


def main(given: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    options, names = _options(given)
    setting = Setting(
        lambda where: print(where, file=sys.stderr, flush=True), options.quick, max(1, options.processes),
        options.flashcardf and options.flashcardf.resolve(), options.schemas and options.schemas.resolve(),
    )  # fmt: skip
    path: Path = options.page or PAGE
    kept = path.with_suffix(".json")
    try:
        record = Record() if options.quick else Record.read(kept)
    except (UnusableFileError, ValueError) as error:
        setting.progress(str(error))
        return 3
    if options.list:
        print("\n".join(_listed(record, setting)))
        return 0
    try:
        record.when = datetime.now(UTC).date().isoformat()
        record.commit, record.machine = commit(), machine(setting.flashcardf)

        def save(each: Record) -> None:
            if options.page or not options.quick:
                each.write(kept)
                write_whole(path, page(each).encode())

        absent = run(names, record, setting, save)
    except KeyboardInterrupt:
        setting.progress("Interrupted. What was measured before is kept.")
        return INTERRUPTED
    except UnusableFileError as error:
        setting.progress(str(error))
        return 3
    print("\n".join(["## Summary", "", *summary(record)]))
    for name, why in absent.items():
        setting.progress(f"not measured: {name}: {why}")
    return int(any(options.only or not lacking(PARTS[name], setting) for name in absent))


if __name__ == "__main__":
    sys.exit(main())
