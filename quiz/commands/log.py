"""The commands that look after the file of the answers: pass on, check, copy, bring back.

Importing this module costs no more than click: each command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kg.commands.options import json_option, known, open_graph, pack_option, print_json, print_lines
from kg.errors import MyographError, UnusableFileError
from kg.inwords import counted
from quiz.commands.options import SuggestingGroup, open_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.learner.doctor import Report
    from quiz.learner.log import AnswerLog

__all__ = ["backup", "doctor", "log", "no_json", "opened_log", "restore"]

FORMATS = ("jsonl", "xapi")
STREAM = "-"
# Of what comes in by a pipe, which may have no end, so much is taken.
MAX_PIPED = 1_000_000_000


@contextmanager
def opened_log() -> Iterator[AnswerLog]:
    """Yield the learner's answer log, by the settings."""
    log = open_log()
    try:
        yield log
    finally:
        log.close()


def no_json(as_json: bool) -> None:
    """Refuse `--json` where nothing is read."""
    if as_json:
        raise click.UsageError("--json goes with --list.")


@click.group(cls=SuggestingGroup)
def log() -> None:
    """Take your answers elsewhere, and bring answers here."""


@log.command(name="export")
@click.argument("target", metavar="FILE|-")
@click.option(
    "-f", "--format", "form", default="jsonl", metavar="FORMAT", help="jsonl where none is given, or xapi."
)
@click.option(
    "--learner", metavar="NAME", help="Who answered, in xAPI statements; “learner” where not given."
)
def export_(target: str, form: str, learner: str | None) -> None:
    """Write all that is kept as JSON lines, or the answers as xAPI statements.

    docs/log.md tells both formats.
    """
    from kg.terminal import write_data
    from quiz.learner.logfile import lines_of, write_out
    from quiz.learner.xapi import DEFAULT_LEARNER

    name = known(form, FORMATS, "--format", "format")
    if learner is not None and (name != "xapi" or not learner.strip()):
        raise click.UsageError("--learner gives a name, and goes with --format xapi.")
    with opened_log() as opened:
        if target == STREAM:
            for line in lines_of(opened.store, name, learner or DEFAULT_LEARNER):
                write_data(line)
            sys.stdout.flush()
            return
        path, size = write_out(opened.store, Path(target), name, learner or DEFAULT_LEARNER)
    click.echo(f"Wrote {size:,} bytes to {path}.", err=True)


@log.command(name="import")
@click.argument("source", metavar="FILE|-")
@click.option("-f", "--format", "form", metavar="FORMAT", help="The file tells by itself: jsonl or xapi.")
def import_(source: str, form: str | None) -> None:
    """Add what a file of answers holds and is not here yet: all of it, or nothing.

    Bringing the same file in again changes nothing. The log is copied before.
    """
    from quiz.learner.logfile import bounded_lines, bring_in, in_words

    wanted = known(form, FORMATS, "--format", "format")
    name = "standard input" if source == STREAM else source
    with _spooled(source) as file, opened_log() as opened:
        print_lines(in_words(*bring_in(opened.store, bounded_lines(file), name, wanted)))


@contextmanager
def _spooled(source: str) -> Iterator[IO[bytes]]:
    """Yield a file to read from; what comes from a pipe is taken in first: the log is not kept waiting."""
    import tempfile

    from kg.files import opened

    if source != STREAM:
        try:
            file = opened(Path(source))
        except OSError as error:
            raise UnusableFileError(f"{source} cannot be read: {error.strerror or error}.") from None
        with file:
            yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=10_000_000) as spool:
        while some := sys.stdin.buffer.read(1_000_000):
            spool.write(some)
            if spool.tell() > MAX_PIPED:
                raise UnusableFileError(f"Standard input is larger than {MAX_PIPED:,} bytes. Name a file.")
        spool.seek(0)
        yield spool


@click.command()
@click.option("--repair", "mend", is_flag=True, help="Make good what can be; a copy is kept.")
@pack_option
@json_option
@click.pass_context
def doctor(context: click.Context, mend: bool, packs: tuple[Path, ...], as_json: bool) -> None:
    """Check the answer log; name each fault, and repair what can be repaired."""
    from quiz.learner.clock import now
    from quiz.learner.doctor import examine, latest_backup, repair
    from quiz.learner.places import data_dir

    folder = data_dir()
    try:
        claims: set[str] | None = {claim.id for claim in open_graph(packs).claims()}
    except MyographError as error:
        # A pack that is not in order is no reason to say nothing of the log.
        click.echo(f"The claims are not compared with the graph: {error}", err=True)
        claims = None
    found = examine(folder, now, claims)
    done: list[str] = []
    if mend and found.faults and found.unusable is None:
        done = repair(found, now)
        found = examine(folder, now, claims)
    if as_json:
        print_json(_report_view(found, done))
    else:
        print_lines([*done, *_report_lines(found)])
    if found.unusable is not None:
        raise UnusableFileError(f"{found.unusable} {latest_backup(folder)}")
    if found.faults:
        advice = "" if mend else " To repair what can be: myograph doctor --repair"
        click.echo(f"{counted(found.faults, 'fault')} found.{advice}", err=True)
        context.exit(1)


def _report_view(found: Report, done: list[str]) -> dict[str, object]:
    return {
        "log": str(found.path),
        "form": found.form,
        "unusable": found.unusable,
        "checks": [
            {"check": each.name, "count": each.count, "faults": list(each.faults), "notes": list(each.notes)}
            for each in found.checks
        ],
        "repaired": done,
    }


def _report_lines(found: Report) -> Iterator[str]:
    yield f"The answer log: {found.path}"
    for check in found.checks:
        faults = counted(len(check.faults), "fault") if check.faults else "fine"
        yield f"{check.name}: {check.count:,} looked at, {faults}"
        for message in check.faults:
            yield f"  Fault: {message}"
        for message in check.notes:
            yield f"  Note: {message}"


@click.command()
@click.option("--list", "listed", is_flag=True, help="List the backups there are, the latest first.")
@json_option
def backup(listed: bool, as_json: bool) -> None:
    """Copy the answer log as it is now. One copy a day is made by itself, and old ones are thinned out."""
    from quiz.learner.backup import BY_HAND, answers_in, back_up, backups
    from quiz.learner.places import data_dir

    if listed:
        rows: list[dict[str, Any]] = [
            {
                "file": str(each.path), "made": each.made_at.isoformat(), "why": each.why, "bytes": each.size,
                "answers": answers_in(each.path),
            }
            for each in backups(data_dir())
        ]  # fmt: skip
        if as_json:
            print_json(rows)
        else:
            print_lines(map(_backup_line, rows) if rows else ["There is no backup yet."])
        return
    no_json(as_json)
    with opened_log() as opened:
        print_lines([f"Copied to {back_up(opened.store, BY_HAND)}"])


def _backup_line(row: dict[str, Any]) -> str:
    answers = "cannot be read" if row["answers"] is None else f"{row['answers']:,} answers"
    return f"{Path(str(row['file'])).name}: {answers}, {row['bytes']:,} bytes, {row['why']}, {row['made']}"


@click.command()
@click.argument("name", metavar="[FILE]", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def restore(context: click.Context, name: str | None, yes: bool) -> None:
    """Bring back the answers as they were in a backup: the latest, or the one that is named.

    The answers there are now are copied before.
    """
    from quiz.learner.backup import answers_in, find_backup
    from quiz.learner.backup import restore as bring_back
    from quiz.learner.clock import now
    from quiz.learner.places import data_dir
    from quiz.learner.store import FILE

    folder = data_dir()
    found = find_backup(folder, name)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("This replaces the answers there are. Say that you want it: --yes.")
        answers = answers_in(found)
        holds = "which cannot be read" if answers is None else f"which holds {counted(answers, 'answer')}"
        if not click.confirm(f"Replace the answers there are by {found.name}, {holds}?", err=True):
            click.echo("Nothing was changed.", err=True)
            context.exit(1)
    before = bring_back(folder, now, found)
    told = [f"Brought back: {counted(answers_in(folder / FILE) or 0, 'answer')}, from {found}"]
    if before is not None:
        told.append(f"The answers as they were before: {before}")
    print_lines(told)
