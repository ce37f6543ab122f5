"""`myograph export`: the graph, or a part of it, as a file for other programs.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.options import keep_from, known, open_graph, pack_option
from kg.portion import FORMS, MAX_DEPTH, Portion
from kg.progressbar import waiting

__all__ = ["export"]

_OTHERS = [form for form in FORMS if form != "turtle"]


@click.command("export")
@click.option(
    "-f",
    "--format",
    "form",
    default="turtle",
    metavar="FORMAT",
    help=f"turtle where none is given; or {', '.join(_OTHERS[:-1])} or {_OTHERS[-1]}.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option("--around", metavar="ENTITY", help="Only this entity, what is near it, and the claims between.")
@click.option(
    "--depth",
    type=click.IntRange(1, MAX_DEPTH),
    metavar="STEPS",
    help="How many claims away from --around is near; 1 where it is not given.",
)
@click.option("--path", "ends", nargs=2, metavar="FROM TO", help="Only the causal chains between two.")
@click.option(
    "--query",
    metavar="SPARQL",
    help="Only the claims that this query names; where it names none, those between the entities it names.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    help="Only claims of this status; may be given more than once.",
)
@pack_option
def export(
    form: str,
    output: Path | None,
    around: str | None,
    depth: int | None,
    ends: tuple[str, str] | None,
    query: str | None,
    statuses: tuple[str, ...],
    packs: tuple[Path, ...],
) -> None:
    """Write the vocabulary and the graph, or a part of it, for other programs.

    --around, --path and --query each choose a part; --status then keeps some of its claims.
    """
    from kg.export import FORMATS, is_binary, remark, write
    from kg.files import write_whole
    from kg.model import Status
    from kg.terminal import write_data

    name = known(form, FORMATS, "--format", "format")
    assert name is not None
    wanted = (known(each, [str(status) for status in Status], "--status", "status") for each in statuses)
    kept = tuple(each for each in wanted if each is not None)
    scopes = {"--around": around, "--path": ends, "--query": query}
    given = [option for option, value in scopes.items() if value is not None]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together: each chooses a part by itself.")
    if depth is not None and around is None:
        raise click.UsageError("--depth goes with --around.")
    if output is None and is_binary(name) and sys.stdout.isatty():
        raise click.UsageError(f"{name} is no text for a terminal: use -o FILE.")
    keep_from(output, *packs)
    with waiting(f"Writing {name}"):
        graph = open_graph(packs)
        middle = None if around is None else graph.find(around).id
        between = None if ends is None else (graph.find(ends[0]).id, graph.find(ends[1]).id)
        part = Portion(middle, depth or 1, between, query, kept).of(graph)
        data, told = write(part, name), remark(part, name)
    if told is not None:
        click.echo(told, err=True)
    if output is None:
        write_data(data)
    else:
        write_whole(output, data)
        click.echo(f"Wrote {len(data):,} bytes to {output.absolute()}.", err=True)
