"""What the commands have in common: options, what these mean, and how things are printed.

Importing this module costs no more than click.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.remote import graph_option, password_of
from kg.opened import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.lookup import Lookup
    from kg.model import Source
    from kg.sparql.endpoint import Endpoint


__all__ = [
    "Where",
    "asked_option",
    "json_option",
    "keep_from",
    "known",
    "known_source",
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
# So many names are listed where one is none of them; of more, some: a wall of names hides what is wrong.
MOST_LISTED, SOME = 60, 8


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
        from kg.sparql.opened import open_lookup

        password = password_of(self._user)
        return open_lookup(self.url, graph_name=self._graph_name, user=self._user, password=password)

    def endpoint(self, timeout: float) -> Endpoint:
        """Return the server to ask, which has to be given. Raises as `look_up` does."""
        assert self.url is not None
        from kg.sparql.opened import open_endpoint

        return open_endpoint(
            self.url,
            graph_name=self._graph_name,
            user=self._user,
            password=password_of(self._user),
            timeout=timeout,
        )


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


def seconds(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """Return a time limit that was given to an option; a usage error where it is none."""
    # Written so that it refuses what is no number, too.
    if not 0 < value <= LONGEST:
        raise click.BadParameter(f"a number of seconds above 0, at most {LONGEST:,.0f}.", context, parameter)
    return value


def keep_from(output: Path | None, *read: Path | None) -> None:
    """Refuse to write over a file that the command reads: what a person wrote there would be lost."""
    if output is None or not output.exists():
        return
    for path in read:
        if path is not None and path.exists() and output.samefile(path):
            raise click.UsageError(f"-o would write over {path}, which is read here. Name another file.")


def known(word: str | None, options: Iterable[str], option: str, kind: str) -> str | None:
    """Return the word as the options spell it, whatever its case; a usage error where it is none of them."""
    if word is None:
        return None
    from kg.faults import did_you_mean

    names = {name.casefold(): name for name in options}
    if word.casefold() in names:
        return names[word.casefold()]
    hint = did_you_mean(word, names.values())
    if not hint:
        listed = sorted(names.values())
        more = f" and {len(listed) - SOME:,} more" if len(listed) > MOST_LISTED else ""
        hint = f"Known ones: {', '.join(listed[: SOME if more else None])}{more}."
    raise click.BadParameter(f"there is no {kind} “{word}”. {hint}", param_hint=option)


def known_source(word: str | None, sources: Mapping[str, Source]) -> str | None:
    """Return the id of the source that a word names, by id or by name; a usage error where there is none."""
    if word is None:
        return None
    from kg.errors import NoSuchSourceError
    from kg.sourcelist import find_source

    try:
        return find_source(sources, word)
    except NoSuchSourceError as error:
        raise click.BadParameter(str(error), param_hint="--source") from None
