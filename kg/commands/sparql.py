"""`myograph sparql`: a query over the graph.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import asked_option, json_option, keep_from, known, open_graph, seconds
from kg.inwords import listed
from kg.sparql.engine import DEFAULT_LIMIT, DEFAULT_TIMEOUT, NO_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.commands.options import Where
    from kg.sparql.engine import Answer, Engine
    from kg.sparql.guard import Query

__all__ = ["sparql"]


@click.command()
@click.argument("text", metavar="[QUERY]", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the query from a file; - is standard input.",
)
@click.option(
    "-r",
    "--results",
    "form",
    metavar="FORMAT",
    help="table, csv, tsv, json or xml of SELECT; table, json or xml of ASK; turtle, ntriples or json "
    "(JSON-LD) of CONSTRUCT and DESCRIBE. The first where none is given.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option(
    "--timeout",
    type=float,
    default=DEFAULT_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    callback=seconds,
    help="Stop the query after this long.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=DEFAULT_LIMIT,
    show_default=True,
    metavar="N",
    help="Give no more rows or triples than this; 0 gives all.",
)
@asked_option
@json_option
@click.pass_context
def sparql(
    context: click.Context,
    text: str | None,
    file: Path | None,
    form: str | None,
    output: Path | None,
    timeout: float,
    limit: int,
    where: Where,
    as_json: bool,
) -> None:
    """Ask the graph in SPARQL 1.1, with the project's prefixes declared already.

    \b
    myograph sparql 'SELECT ?muscle { ?muscle myo:innervatedBy id:sciatic-nerve }'
    """
    from kg.rdf import to_ntriples
    from kg.rdf.terms import PREFIXES
    from kg.sparql.guard import read_query
    from kg.sparql.process import Oxigraph
    from kg.sparql.results import printed
    from kg.terminal import write_data

    keep_from(output, file, *where.packs)
    # A server may have other graphs, which FROM names.
    query = read_query(_query_text(text, file), PREFIXES, datasets=where.url is not None)
    chosen = _form(query, form, as_json=as_json)
    triples = to_ntriples(open_graph(where.packs)) if where.url is None else None
    engine: Engine = Oxigraph(triples) if triples is not None else where.endpoint(timeout)
    answer = engine.answer(query, timeout=timeout, limit=limit)
    data = printed(answer, chosen, columns=_columns() if output is None else None)
    if output is not None:
        from kg.files import write_whole

        write_whole(output, data)
        click.echo(f"Wrote {len(data):,} bytes to {output.absolute()}.", err=True)
    else:
        write_data(data)
    _tell(query, answer, limit, triples)
    if _is_empty(answer):
        context.exit(1)


def _query_text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise click.UsageError("Give a query, or a file that holds one with -f; one of the two.")
    if file is None:
        assert text is not None
        return text
    from kg.files import read_standard_input, read_text, text_of

    return read_text(file) if file != Path("-") else text_of(read_standard_input(), "Standard input")


def _form(query: Query, form: str | None, *, as_json: bool) -> str:
    from kg.sparql.results import FORMATS, forms

    if as_json and form not in (None, "json"):
        raise click.UsageError("--json and --results are given, and they differ; one of the two.")
    can = forms(query.kind)
    chosen = known("json" if as_json else form, FORMATS, "--results", "format") or can[0]
    if chosen not in can:
        raise click.BadParameter(
            f"the answer to {query.kind} cannot be {chosen}; it can be {listed(can, 'or')}.",
            param_hint="--results",
        )
    return chosen


def _columns() -> int | None:
    """Return how wide a table may be; None where it does not go to a terminal."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def _tell(query: Query, answer: Answer, limit: int, triples: bytes | None) -> None:
    """Say on standard error what the data cannot: that there is more, or nothing and perhaps why."""
    from kg.sparql.absent import absent_names, why_nothing
    from kg.sparql.engine import Rows, Truth

    if isinstance(answer, Truth):
        if not answer.value and triples is not None:
            _echo(absent_names(query, triples))
    elif answer.truncated:
        what = "row" if isinstance(answer, Rows) else "triple"
        first = f"the first {what}" if limit == 1 else f"the first {limit:,} {what}s"
        click.echo(
            f"Only {first}; there are more. --limit {NO_LIMIT} gives all, and LIMIT and OFFSET in the query "
            "give a part.",
            err=True,
        )
    elif _is_empty(answer):
        click.echo("No result.", err=True)
        if triples is not None:
            _echo(why_nothing(query, triples))


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _is_empty(answer: Answer) -> bool:
    from kg.sparql.engine import Rows, Triples

    if isinstance(answer, Rows):
        return not answer.rows
    return isinstance(answer, Triples) and not answer.triples
