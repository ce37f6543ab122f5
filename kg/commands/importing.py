"""`myograph import`: somebody else's graph as a pack of claims.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import json_option, known, open_graph, print_json
from kg.progressbar import waiting

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["import_graph"]

_MAX_SOURCE_ID = 60


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option(
    "-f", "--format", "form", metavar="FORMAT", help="turtle, jsonld or obo; as the file's name ends without."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the pack to a file, which is not there yet.",
)
@click.option(
    "--title", required=True, metavar="NAME", help="What the graph is called: “According to NAME, …”"
)
@click.option("--citation", required=True, metavar="TEXT", help="How it is cited: who, what, which release.")
@click.option("--licence", metavar="TEXT", help="Its own licence.")
@click.option(
    "--source-id", metavar="ID", help="The id of the source and the pack; made from --title without."
)
@json_option
@click.pass_context
def import_graph(
    context: click.Context,
    file: Path,
    form: str | None,
    output: Path | None,
    title: str,
    citation: str,
    licence: str | None,
    source_id: str | None,
    as_json: bool,
) -> None:
    """Make a pack of claims from somebody else's graph: Turtle, JSON-LD or OBO.

    Each claim is reported, with that graph as its source. What was not understood is counted and listed;
    nothing is fetched. Add the pack to any command with --pack.
    """
    import hashlib

    from kg.errors import UnusableFileError
    from kg.files import MAX_BYTES, read_bytes, write_whole
    from kg.foreign import FORMATS, form_of, read
    from kg.foreign.claims import Provenance, imported
    from kg.foreign.packtext import pack_text
    from kg.foreign.report import report_lines, report_view

    if as_json and output is None:
        raise click.UsageError("--json prints what became of the graph, so the pack needs -o FILE.")
    if output is not None and output.is_file():
        raise click.BadParameter(
            f"{output} is there already; what you wrote in it would be lost. Name another file.",
            param_hint="--output",
        )
    name = known(form, FORMATS, "--format", "format") or form_of(file)
    if name is None:
        raise click.UsageError(
            f"{file.name} does not tell its format; use -f with one of {', '.join(FORMATS)}. "
            "OWL and RDF/XML need to be converted to Turtle first."
        )
    with waiting(f"Reading {file.name}"):
        graph, data = open_graph(()), read_bytes(file)
        origin = Provenance(
            source=_source(source_id, title, graph.sources.keys() | graph.packs.keys()),
            title=_text(title, "--title"),
            citation=_text(citation, "--citation"),
            licence=None if licence is None else _text(licence, "--licence"),
            file=_text(file.name, "FILE"),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        found = imported(read(data, name, str(file)), graph, origin)
    text = pack_text(found, f"Made by myograph import from {origin.file}.").encode()
    if len(text) > MAX_BYTES:
        raise UnusableFileError(f"The pack would be larger than {MAX_BYTES:,} bytes. Take a part of {file}.")
    if found.asked and output is not None:
        write_whole(output, text)
    elif found.asked:
        click.echo(text.decode(), nl=False)
    if as_json:
        print_json(report_view(found, str(file)))
    for line in report_lines(found):
        click.echo(line, err=True)
    if not found.asked:
        click.echo("Nothing in it could be read as a claim, so there is no pack.", err=True)
        context.exit(1)
    if output is not None:
        click.echo(f"Wrote {len(text):,} bytes to {output.absolute()}.", err=True)


def _text(text: str, option: str) -> str:
    """Return a text of the user's fit for a pack; a usage error where it is empty or too long."""
    from kg.cleaned import cleaned
    from kg.foreign.names import MAX_NAME

    found = cleaned(text)
    if not 0 < len(found) <= MAX_NAME:
        raise click.BadParameter(f"a text of at most {MAX_NAME} characters.", param_hint=option)
    return found


def _source(wanted: str | None, title: str, taken: Collection[str]) -> str:
    """Return the id of the source: the one wanted, or from the title; a usage error where it is taken."""
    from kg.foreign.names import kebab

    found = kebab(title)[:_MAX_SOURCE_ID].strip("-") if wanted is None else wanted
    if not found or found != kebab(found) or len(found) > _MAX_SOURCE_ID:
        hint = f"Try {near}." if (near := kebab(found)[:_MAX_SOURCE_ID].strip("-")) else "Such as uberon."
        raise click.BadParameter(
            f"an id of lower-case ASCII words joined by hyphens, at most {_MAX_SOURCE_ID} letters. {hint}",
            param_hint="--source-id",
        )
    if not {found, f"{found}-import"}.isdisjoint(taken):
        raise click.BadParameter(
            f"there is a source or a pack {found} already. Choose another id.", param_hint="--source-id"
        )
    return found
