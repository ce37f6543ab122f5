"""The commands that look things up in the graph.

Importing this module costs no more than click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.commands.options import (
    asked_option,
    json_option,
    known,
    known_source,
    open_graph,
    pack_option,
    print_json,
    print_lines,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kg.commands.options import Where

__all__ = ["claims", "packs", "path", "search", "show"]


def _found_nothing(context: click.Context, message: str, *, as_json: bool, empty: object) -> None:
    if as_json:
        print_json(empty)
    click.echo(message, err=True)
    context.exit(1)


@click.command()
@click.argument("words", metavar="TEXT", nargs=-1, required=True)
@asked_option
@json_option
@click.pass_context
def search(context: click.Context, words: tuple[str, ...], where: Where, as_json: bool) -> None:
    """Find entities by label, synonym or definition."""
    from kg.render import entity_line
    from kg.views import entity_view

    graph, text = where.look_up(), " ".join(words)
    found = graph.search(text)
    if not found:
        near = graph.suggest(text)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        _found_nothing(context, f"Nothing matches “{text}”.{hint}", as_json=as_json, empty=[])
    elif as_json:
        print_json([entity_view(entity) for entity in found])
    else:
        print_lines(entity_line(graph, entity) for entity in found)


@click.command()
@click.argument("words", metavar="ENTITY", nargs=-1, required=True)
@asked_option
@json_option
def show(words: tuple[str, ...], where: Where, as_json: bool) -> None:
    """Show an entity with all the claims about it."""
    graph = where.look_up()
    found = graph.find(" ".join(words))
    if as_json:
        from kg.views import entity_page

        print_json(entity_page(graph, found))
    else:
        from kg.render import entity_lines

        print_lines(entity_lines(graph, found))


@click.command()
@click.option("--subject", metavar="ENTITY", help="Only claims about this entity.")
@click.option("--relation", metavar="RELATION", help="Only claims by this relation, or by one below it.")
@click.option("--object", "object_", metavar="ENTITY", help="Only claims with this entity as object.")
@click.option("--status", metavar="STATUS", help="Only claims of this status.")
@click.option("--source", metavar="SOURCE", help="Only claims that this source makes or bears on.")
@asked_option
@json_option
@click.pass_context
def claims(
    context: click.Context,
    subject: str | None,
    relation: str | None,
    object_: str | None,
    status: str | None,
    source: str | None,
    where: Where,
    as_json: bool,
) -> None:
    """List claims with their words and how sure they are."""
    from kg.model import Status

    graph = where.look_up()
    wanted = {
        "relation": known(relation, graph.vocabulary.relations, "--relation", "relation"),
        "source": known_source(source, graph.sources),
    }
    state = known(status, [str(each) for each in Status], "--status", "status")
    found = graph.claims(
        subject=graph.find(subject).id if subject is not None else None,
        object=graph.find(object_).id if object_ is not None else None,
        status=Status(state) if state is not None else None,
        **wanted,
    )
    if not found:
        _found_nothing(context, "No claim matches.", as_json=as_json, empty=[])
    elif as_json:
        from kg.views import claim_view

        print_json([claim_view(graph, claim) for claim in found])
    else:
        from kg.render import claim_lines

        for number, claim in enumerate(found):
            print_lines(["", *claim_lines(graph, claim)] if number else claim_lines(graph, claim))


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@asked_option
@json_option
@click.pass_context
def path(context: click.Context, start: str, end: str, where: Where, as_json: bool) -> None:
    """Show every causal chain from one entity to another, with the words under each step."""
    from kg.paths import MAX_CHAINS, causal_chains
    from kg.render import path_lines
    from kg.views import path_view

    graph = where.look_up()
    first, last = graph.find(start), graph.find(end)
    chains = causal_chains(graph, first.id, last.id, limit=MAX_CHAINS + 1)
    if len(chains) > MAX_CHAINS:
        del chains[MAX_CHAINS:]
        click.echo(f"Only the first {MAX_CHAINS:,} chains, the shortest; there are more.", err=True)
    if not chains:
        message = f"No claim, nor chain of claims, leads from “{first.label}” to “{last.label}”."
        if causal_chains(graph, last.id, first.id):
            message += " There is one the other way round."
        _found_nothing(context, message, as_json=as_json, empty=[])
    elif as_json:
        print_json([path_view(graph, chain) for chain in chains])
    else:
        for number, chain in enumerate(chains):
            print_lines(["", *path_lines(graph, chain)] if number else path_lines(graph, chain))


@click.command()
@pack_option
@json_option
def packs(packs: tuple[Path, ...], as_json: bool) -> None:
    """List the packs of claims and how much each holds."""
    from kg.render import pack_lines
    from kg.views import pack_view

    graph = open_graph(packs)
    if as_json:
        print_json([pack_view(graph, pack) for pack in graph.packs.values()])
    else:
        print_lines(pack_lines(graph))
