"""Options for a graph that lies on a server, for every command that looks something up.

Importing this module costs no more than click: what is needed to ask a server is imported when one is named.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "PASSWORD_VARIABLE",
    "address",
    "graph_name",
    "graph_option",
    "password_of",
    "user_option",
]

PASSWORD_VARIABLE = "MYOGRAPH_GRAPH_PASSWORD"
_Command = Any


def address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the address of a server that was given to an option; a usage error where it is none."""
    if value is None:
        return None
    from kg.sparql.web import checked_url

    try:
        return checked_url(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


def graph_name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the IRI that was given to an option; a usage error where it is none."""
    if value is None:
        return None
    from pyoxigraph import NamedNode

    from kg.sparql.visible import visible

    try:
        return NamedNode(value).value
    except ValueError:
        message = f"“{visible(value)}” is no IRI; write one such as https://example.org/graph."
        raise click.BadParameter(message, context, parameter) from None


user_option: Callable[[_Command], _Command] = click.option(
    "--user",
    metavar="NAME",
    help=f"Who asks the server. The password comes from ${PASSWORD_VARIABLE}, or is asked for.",
)
_url_option = click.option(
    "--graph",
    "graph_url",
    metavar="URL",
    callback=address,
    help="Look things up at this SPARQL endpoint, instead of in the packs here.",
)
_name_option = click.option(
    "--graph-name",
    metavar="IRI",
    callback=graph_name,
    help="The graph to ask there; otherwise the published one, or else the server's default graph.",
)


def graph_option(command: _Command) -> _Command:
    """Add `--graph URL`, `--graph-name IRI` and `--user NAME`: `graph_url`, `graph_name` and `user`."""
    return _url_option(_name_option(user_option(command)))


def password_of(user: str | None) -> str | None:
    """Return the user's password, from the environment or typed unseen; else a usage error."""
    if user is None:
        return None
    known = os.environ.get(PASSWORD_VARIABLE)
    if known is not None:
        return known
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(f"--user needs a password in ${PASSWORD_VARIABLE}.")
    typed: str = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return typed
