"""`myograph check`: every fault of a pack at once, underlined; once, or anew each time that it is saved.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import json_option, print_json, print_lines, wrapped

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from kg.checks.run import Check
    from kg.errors import UnusableFileError
    from kg.faults import Fault

__all__ = ["check"]

# Where nobody sees how wide it gets.
_WIDTH = 110
_CLEAR = "\x1b[2J\x1b[H"


@click.command("check")
@click.argument("packs", nargs=-1, type=click.Path(path_type=Path), metavar="[PACK]...")
@click.option(
    "--source-text",
    "source_texts",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A copy of a source's text; every quote from it is proved.",
)
@click.option("--watch", is_flag=True, help="Check again each time that one of the files is saved.")
@json_option
@click.pass_context
def check(
    context: click.Context,
    packs: tuple[Path, ...],
    source_texts: tuple[Path, ...],
    watch: bool,
    as_json: bool,
) -> None:
    """Check the bundled packs and those named: form, sense, quotes, shapes."""
    if not watch:
        context.exit(_check(packs, source_texts, as_json=as_json))
    if not packs:
        raise click.UsageError("--watch watches packs: name one.")
    import time

    from kg.checks.watching import changes
    from kg.errors import UnusableFileError

    for _ in changes([*packs, *source_texts], time.sleep):
        _begin_anew(time.strftime("%H:%M:%S"))
        try:
            _check(packs, source_texts, as_json=as_json)
        except UnusableFileError as error:
            click.echo(str(error), err=True)
        sys.stdout.flush()


def _begin_anew(time: str) -> None:
    """Clear a terminal, and say when this was."""
    from kg.terminal import ungated

    if sys.stdout.isatty():
        ungated(sys.stdout).write(_CLEAR)
        sys.stdout.flush()
    click.echo(time, err=True)


def _check(packs: Sequence[Path], source_texts: Sequence[Path], *, as_json: bool) -> int:
    """Check once, and return the exit code. Raises `UnusableFileError` once all else is told."""
    from kg.authoring.remarks import TO_FILL_IN
    from kg.checks.run import check_all, in_place
    from kg.errors import UnusableFileError
    from kg.files import read_bytes, read_text
    from kg.inwords import counted
    from kg.packs.claims import UNPLACED
    from kg.render import check_lines
    from kg.views import check_view

    own, copies = [], []
    unreadable: dict[Fault, UnusableFileError] = {}
    for path in packs:
        try:
            own.append((str(path), read_text(path)))
        except UnusableFileError as error:
            unreadable[_unreadable("yaml", path, error)] = error
    for path in source_texts:
        try:
            copies.append((str(path), read_bytes(path)))
        except UnusableFileError as error:
            unreadable[_unreadable(f"quotes in {path}", path, error)] = error
    texts, replaced = in_place(own)
    checks = check_all(texts, copies, tuple(unreadable))
    faults = [fault for check in checks for fault in check.faults]
    if as_json:
        print_json(check_view(checks))
    else:
        print_lines(check_lines(checks))
        _print_faults(checks, [file for file, _ in own], unreadable)
    notes = [f"The pack {name} is checked in place of the bundled one." for name in replaced]
    notes += [note for check in checks for note in check.notes]
    if waiting := sum(_waits(line, TO_FILL_IN) for _, text in own for line in text.splitlines()):
        notes.append(f"{counted(waiting, 'line')} still to be filled in: look for {TO_FILL_IN}.")
    unplaced = sum(fault.message.endswith(UNPLACED) for fault in faults)
    if unplaced > 1:
        notes.append(
            f"{unplaced:,} quotes have no place yet: myograph fmt PACK --source-text FILE writes them all."
        )
    for note in notes:
        click.echo(note, err=True)
    if len(faults) > len(unreadable):
        click.echo(f"{counted(len(faults) - len(unreadable), 'fault')} found.", err=True)
    if unreadable:
        raise UnusableFileError("\n".join(map(str, unreadable.values())))
    return 1 if faults else 0


def _unreadable(check: str, path: Path, error: UnusableFileError) -> Fault:
    """Return the fault of a file that cannot be read, for programs; people are told last, as the error."""
    from kg.faults import Fault

    hint = "Save it as UTF-8." if isinstance(error.__context__, UnicodeDecodeError) else ""
    return Fault(check, str(path), 0, 0, str(error), hint)


def _waits(line: str, mark: str) -> bool:
    return mark in line and not line.lstrip().startswith("#")


def _print_faults(checks: Sequence[Check], own_files: Sequence[str], but: Container[Fault]) -> None:
    """Print faults in the order in which one mends them, each with its line and what to write instead.

    Those in `but` are told elsewhere.
    """
    import shutil

    from kg.checks.run import place_among

    rank = {file: place for place, file in enumerate(own_files)}
    faults = sorted(
        (fault for check in checks for fault in check.faults if fault not in but),
        key=lambda each: place_among(each, rank),
    )
    width = shutil.get_terminal_size().columns - 1 if sys.stdout.isatty() else _WIDTH
    for fault in faults:
        click.echo("\n" + "\n".join(_fault_lines(fault, width)))


def _fault_lines(fault: Fault, width: int) -> list[str]:
    from kg.packs.excerpts import underlined

    place = f"{fault.file}:{fault.line}:{fault.column}" if fault.line else fault.file
    lines = [wrapped(f"{place}: {fault.message}"), *underlined(fault, width)]
    if fault.hint:
        lines.append(wrapped(" " * (len(f"  {fault.line} ") if fault.line else 2) + fault.hint))
    return lines
