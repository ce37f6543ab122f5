"""`myograph fmt`: packs in canonical order.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import print_lines
from kg.errors import UnusableFileError
from kg.inwords import counted

if TYPE_CHECKING:
    from kg.faults import Fault

__all__ = ["fmt"]

STREAM = "-"
STREAM_NAME = "standard input"


@click.command("fmt")
@click.argument("packs", metavar="PACK...", nargs=-1, required=True)
@click.option("--check", "checking", is_flag=True, help="Change nothing; name the packs that would change.")
@click.option(
    "--source-text",
    "source_texts",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A copy of a source's text: spans that are missing or wrong are written, too.",
)
@click.pass_context
def fmt(
    context: click.Context, packs: tuple[str, ...], checking: bool, source_texts: tuple[Path, ...]
) -> None:
    """Put packs in canonical order: keys, lists whose order means nothing, indentation, quotes, blank lines.

    What a pack says stays the same, and comments stay with what they are about. Only with --source-text,
    spans are written as well, where a quote stands in one place. Where the form of a pack has faults, they
    are told and nothing is changed. With `-`, standard input goes to standard output in order.
    """
    from kg.authoring.layout import laid_out
    from kg.errors import PackError
    from kg.files import read_bytes, rewrite
    from kg.terminal import write_data

    texts = [read_bytes(path) for path in source_texts]
    faults: list[Fault] = []
    unusable: list[UnusableFileError] = []
    differ: list[str] = []
    for pack in packs:
        name = STREAM_NAME if pack == STREAM else pack
        try:
            data, text = _read(pack, name)
            ordered, found = laid_out(text, name)
            faults += found
            if texts and not found:
                ordered = _with_spans(ordered, name, texts)
            if pack == STREAM and not checking and not found:
                write_data(ordered.encode())
            elif not found and ordered.encode() != data:
                differ.append(name)
                if not checking:
                    rewrite(Path(pack), ordered.encode())
                    click.echo(f"Put in order: {name}", err=True)
        except UnusableFileError as error:
            unusable.append(error)
    if checking and differ:
        print_lines(differ)
        click.echo(f"Would change: {counted(len(differ), 'pack')}.", err=True)
    if unusable:
        raise UnusableFileError("\n".join(str(error) for error in (*faults, *unusable)))
    if faults:
        raise PackError(faults)
    if checking and differ:
        context.exit(1)


def _with_spans(text: str, name: str, texts: list[bytes]) -> str:
    """Return a pack in canonical order with the spans of its quotes, and tell what was done and left."""
    from kg.authoring.spans import placed

    done = placed(text, texts)
    check = "`myograph check` with the same text tells what to write"
    if not done.texts:
        click.echo(f"No source of {name} has such a text: {check}.", err=True)
    if done.written:
        click.echo(f"Found in the text: {counted(done.written, 'span')} of {name}", err=True)
    if done.left:
        left = counted(done.left, "quote")
        click.echo(f"Not found, or in more than one place: {left} of {name}; {check}.", err=True)
    return done.pack


def _read(pack: str, name: str) -> tuple[bytes, str]:
    """Return a pack as bytes and as text, less the mark of the byte order."""
    from kg.files import read_bytes, read_standard_input, text_of

    data = read_bytes(Path(pack)) if pack != STREAM else read_standard_input()
    return data, text_of(data, name)
