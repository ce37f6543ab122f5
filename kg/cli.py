"""The commands that look things up in the graph. `quiz.cli` makes them part of `myograph`.

Importing this module costs no more than click: each command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.opened import open_graph
from kg.remotecli import graph_option, open_endpoint, open_lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.lookup import Lookup
    from kg.sparql.endpoint import Endpoint

__all__ = [
    "Where",
    "asked_option",
    "json_option",
    "known",
    "open_graph",
    "pack_option",
    "print_json",
    "print_lines",
    "seconds",
    "wrapped",
]

_Command = Any
# The longest time limit, in seconds.
LONGEST = 86_400.0


def _with_packs_before(
    context: click.Context, _: click.Parameter, packs: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Add the packs named before the command to those named after it."""
    root = context.find_root()
    return packs if root is context else (*root.params.get("packs", ()), *packs)


pack_option: Callable[[_Command], _Command] = click.option(
    "--pack",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=_with_packs_before,
    help="Add a pack of claims; may be given more than once.",
)
json_option: Callable[[_Command], _Command] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, as docs/json.md describes it."
)


def asked_option(command: _Command) -> _Command:
    """Add `--pack`, `--graph` and what goes with it; the command gets `where`, a `Where`, instead of them."""
    from functools import wraps

    @wraps(command)
    def run(
        *arguments: object,
        packs: tuple[Path, ...],
        graph_url: str | None,
        graph_name: str | None,
        user: str | None,
        **options: object,
    ) -> object:
        return command(*arguments, where=Where(packs, graph_url, graph_name, user), **options)

    return pack_option(graph_option(run))


class Where:
    """Where the graph is that a command looks things up in: the packs here, or a server."""

    def __init__(
        self, packs: tuple[Path, ...], url: str | None, graph_name: str | None, user: str | None
    ) -> None:
        if url is None and (graph_name is not None or user is not None):
            raise click.UsageError("--graph-name and --user say more of --graph URL, which is not given.")
        if url is not None and packs:
            raise click.UsageError(
                "--pack adds to the graph here and --graph looks at one elsewhere; one of the two. "
                "`myograph publish --pack FILE --graph URL` puts the pack there."
            )
        self.packs = packs
        self.url = url
        self._graph_name = graph_name
        self._user = user

    def look_up(self) -> Lookup:
        """Return the graph to look things up in. Raises `UnusableServerError` where a server fails."""
        if self.url is None:
            return open_graph(self.packs)
        return open_lookup(self.url, graph_name=self._graph_name, user=self._user)

    def endpoint(self, timeout: float) -> Endpoint:
        """Return the server to ask, which has to be given. Raises as `look_up` does."""
        assert self.url is not None
        return open_endpoint(self.url, graph_name=self._graph_name, user=self._user, timeout=timeout)


def print_json(data: object) -> None:
    """Print data as JSON."""
    import json

    from kg.terminal import escaped_json

    click.echo(escaped_json(json.dumps(data, ensure_ascii=False, indent=2)))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, wrapped on a terminal."""
    click.echo("\n".join(wrapped(line) for line in lines))


def wrapped(text: str) -> str:
    """Return text with its lines broken between words, where it goes to a terminal; as it is elsewhere."""
    if not sys.stdout.isatty():
        return text
    import shutil
    import textwrap

    width = max(shutil.get_terminal_size().columns - 1, 20)
    lines = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        broken = textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False)
        lines.append("\n".join(broken) + line[len(line.rstrip()) :] if broken else line)
    return "\n".join(lines)


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
        "source": known(source, graph.sources, "--source", "source"),
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


def seconds(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """Return a time limit that was given to an option; a usage error where it is none."""
    # Written so that it refuses what is no number, too.
    if not 0 < value <= LONGEST:
        raise click.BadParameter(f"a number of seconds above 0, at most {LONGEST:,.0f}.", context, parameter)
    return value


def known(word: str | None, options: Iterable[str], option: str, kind: str) -> str | None:
    """Return the word as the options spell it, whatever its case; a usage error where it is none of them."""
    if word is None:
        return None
    from kg.faults import did_you_mean

    names = {name.casefold(): name for name in options}
    if word.casefold() in names:
        return names[word.casefold()]
    hint = did_you_mean(word, names.values()) or "Known ones: " + ", ".join(sorted(names.values())) + "."
    raise click.BadParameter(f"there is no {kind} “{word}”. {hint}", param_hint=option)


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
