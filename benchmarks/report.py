"""The page of figures, made whole of what is kept: summary first, then how it was done, then all parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.figures import DRAW, LOSS, WIN
from benchmarks.page import prose, table
from benchmarks.parts import PARTS
from benchmarks.record import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.figures import Budget, Match
    from benchmarks.parts import Part
    from benchmarks.record import Record

__all__ = ["page", "section", "summary"]

HEAD = """
    `benchmarks/run` takes all figures anew with one command, and writes this page whole, with
    [benchmarks.json](benchmarks.json) beside it, which holds the same for programs; `--only PART` measures
    one part and leaves the others as they were, `--list` says how long each took. Nothing here is written by
    hand. Times depend on the machine: compare the ratios. Losses stand here like wins.
"""
TRUST = (
    """
    **Beside its peer.** Ours and the peer are measured by turns in the same run, round after round, so that a
    machine that tires or is busy tires for both. Of start-up and of the app a ratio is taken round by round,
    of the graph between the medians. All sides of the graph are asked the same on the same data, and the part
    fails where their answers differ.
    """,
    """
    **Rounds.** A figure is the median of its rounds, and stands with the least and the most of them in
    brackets. Where there is one round only, as of what takes minutes, no range is told. *Won* and *lost* are
    told of times and memory only where the ranges of both sides lie apart or, of a single round, where they
    differ by more than a tenth; all else is even. Of learners they are told where the 95 % interval of the
    paired differences leaves out nought; counts are compared as they are.
    """,
    """
    **Warm-up.** Each part runs in a process of its own, and each side of the graph’s again in one of its own.
    What is imported late is imported before the clock starts, unless the start is what is measured; the first
    round of whole programs is thrown away, as it fills the caches of files.
    """,
    """
    **Collector.** Python’s collector of garbage is left on, as it is for users. Where the graph is loaded,
    read and written, and where formats are, it runs once before the clock starts, so that none pays for what
    another left behind; elsewhere the collections that fall into a step count with it. Memory is what the
    process grew by (`VmRSS`); its peak (`VmHWM`) begins anew with each step.
    """,
    """
    **Seeds.** All that is drawn by chance follows from the seeds that stand with each part. The same seed and
    the same packs give the same graphs, banks, tests and learners; only times differ.
    """,
)
VERDICTS = {WIN: "won", DRAW: "even", LOSS: "lost"}


def page(record: Record) -> str:
    """Return the page in Markdown."""
    lines = ["# Figures", "", *prose(HEAD), "## Summary", "", *summary(record)]
    lines += ["## How it is measured", "", *(line for text in TRUST for line in prose(text))]
    lines += ["## Machine and versions", "", *_machine(record)]
    for group, parts in groupby(PARTS.values(), key=lambda part: part.group):
        lines += [f"## {group}", ""]
        for part in parts:
            if part.title:
                lines += [f"### {part.title}", ""]
            lines += section(part, record)
    return "\n".join(lines).rstrip() + "\n"


def section(part: Part, record: Record) -> list[str]:
    """Return what was found in a part, and when; or why nothing was."""
    entry = record.entries.get(part.name, Entry())
    lines = []
    if entry.failed:
        lines += prose(f"**Not measured on {entry.failed.when}**: {entry.failed.why}.")
    elif entry.found is None:
        lines += prose("**Not measured yet.**")
    if entry.found is not None:
        lines += [*prose(_origin(part, entry, record)), *entry.found.lines, ""]
    return lines


def _origin(part: Part, entry: Entry, record: Record) -> str:
    told = f"`benchmarks/run --only {part.name}`: measured on {entry.when} of commit {entry.commit}"
    if entry.seconds is not None:
        told += f" in {_minutes(entry.seconds)}"
    if entry.found is not None and entry.found.seeds:
        told += f"; seeds: {entry.found.seeds}"
    if entry.machine is None:
        told += "; not measured since machine, versions and ranges are kept"
    elif entry.machine != record.machine:
        other = [
            f"{name} {value}" for name, value in entry.machine.items() if record.machine.get(name) != value
        ]
        told += f"; other than above: {', '.join(other) or 'fewer programs'}"
    return f"{told}."


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} minutes"


def _machine(record: Record) -> list[str]:
    if not record.machine:
        return prose("Not kept for the figures below.")
    lines = prose(f"Of the last run, on {record.when} of commit {record.commit}.")
    return [*lines, *table(["what", "which"], record.machine.items()), ""]


def summary(record: Record) -> list[str]:
    """Return budgets, further aims and peers, as tables."""
    held = [(part, entry) for part in PARTS.values() if (entry := record.entries.get(part.name))]
    budgets = [(part, entry, each) for part, entry in held if entry.found for each in entry.found.budgets]
    lines = []
    for aims, title in ((False, "Budgets"), (True, "Further aims")):
        chosen = [each for each in budgets if each[2].aim is aims]
        missed = [budget for _, _, budget in chosen if not budget.kept]
        number = f"{len(chosen) - len(missed)} of {len(chosen)} are kept"
        lines += [f"### {title}", "", *prose(f"{number}{_named(missed)}.")]
        if chosen:
            rows = (_budget(part, entry, budget, record) for part, entry, budget in chosen)
            lines += [*table(["what", "wanted", "measured", "", "by", "part"], rows), ""]
        lines += [line for budget in missed for line in prose(_why(budget))]
    absent = [part.name for part in PARTS.values() if not _measured(record, part)]
    if absent:
        lines += prose(f"Not measured, so that their rows are missing above: {', '.join(absent)}.")
    matches = [match for _, entry in held if entry.found for match in entry.found.matches]
    return [*lines, *_peers(matches)]


def _measured(record: Record, part: Part) -> bool:
    entry = record.entries.get(part.name)
    return entry is not None and entry.found is not None


def _named(missed: list[Budget]) -> str:
    return f"; missed: {'; '.join(budget.what for budget in missed)}" if missed else ""


def _budget(part: Part, entry: Entry, budget: Budget, record: Record) -> list[str]:
    verdict = "kept" if budget.kept else "**missed**"
    origin = part.name if entry.when == record.when else f"{part.name}, of {entry.when}"
    return [budget.what, budget.wanted, budget.told, verdict, budget.room, origin]


def _why(budget: Budget) -> str:
    return f"*Missed, {budget.what}*: {budget.why or 'the cause was not found'}."


def _peers(matches: list[Match]) -> list[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for match in matches:
        counts[match.peer][match.outcome] += 1
    rows = [[peer, *(counts[peer][outcome] for outcome in VERDICTS)] for peer in counts]
    lost = list(_losses(matches))
    lines = ["### Beside the peers", "", *prose("How often ours was better, even or worse, of all compared.")]
    lines += [*table(["peer", *VERDICTS.values()], rows), "", "### Losses, each", ""]
    if not lost:
        return [*lines, *prose("There are none.")]
    return [*lines, *table(["peer", "lost at", "why"], lost), ""]


def _losses(matches: Iterable[Match]) -> Iterator[list[str]]:
    """Yield the losses to each peer, those of one reason together."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for match in matches:
        if match.outcome == LOSS:
            found[match.peer, match.why].append(f"{match.what} ({match.told})")
    for (peer, why), lost in found.items():
        yield [peer, "; ".join(lost), why or "not looked into"]
