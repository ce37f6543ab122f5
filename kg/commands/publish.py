"""`myograph publish`: the graph put on a SPARQL server.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.commands.options import json_option, open_graph, pack_option, print_json, seconds
from kg.commands.remote import address, graph_name, password_of, user_option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["publish"]

DEFAULT_TIMEOUT = 300.0


@click.command()
@click.option(
    "--graph",
    "url",
    metavar="URL",
    required=True,
    callback=address,
    help="The SPARQL endpoint of the server, where it is asked.",
)
@click.option(
    "--store", metavar="URL", callback=address, help="Where it takes graphs (Graph Store protocol)."
)
@click.option("--update", metavar="URL", callback=address, help="Where it takes SPARQL Update.")
@click.option(
    "--graph-name",
    "name",
    metavar="IRI",
    callback=graph_name,
    help="The graph to replace; https://w3id.org/myograph/ where none is given.",
)
@user_option
@click.option(
    "--timeout",
    type=float,
    default=DEFAULT_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    callback=seconds,
    help="How long each request may take.",
)
@pack_option
@json_option
def publish(
    url: str,
    store: str | None,
    update: str | None,
    name: str | None,
    user: str | None,
    timeout: float,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Put the vocabulary and the whole graph on a SPARQL server, in place of what was published before.

    Whoever reads there sees the graph of before or the new one, whole.
    """
    from kg.progressbar import counting
    from kg.publish import GRAPH_NAME, PER_POST, Publisher
    from kg.rdf import to_ntriples

    publisher = Publisher(
        url,
        store=store,
        update=update,
        graph_name=name or GRAPH_NAME,
        timeout=timeout,
        user=user,
        password=password_of(user),
    )
    data = to_ntriples(open_graph(packs))
    with counting("Publishing", -(-data.count(b"\n") // PER_POST)) as told:
        done = publisher.publish(data, told)
    if as_json:
        print_json(
            {
                "triples": done.triples,
                "before": done.before,
                "graph": done.graph,
                "url": done.url,
                "store": done.store,
                "update": done.update,
            }
        )
    else:
        click.echo(f"Published {done.triples:,} triples in <{done.graph}> at {done.url}.")
        before = f"There were {done.before:,} before." if done.before else "There was nothing before."
        click.echo(before, err=True)
