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

    from kg.lookup import Lookup
    from kg.sparql.endpoint import Endpoint

__all__ = [
    "PASSWORD_VARIABLE",
    "address",
    "graph_name",
    "graph_option",
    "open_endpoint",
    "open_lookup",
    "password_of",
    "user_option",
]

PASSWORD_VARIABLE = "MYOGRAPH_GRAPH_PASSWORD"
DEFAULT_TIMEOUT = 30.0
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


def open_endpoint(
    url: str, *, graph_name: str | None = None, user: str | None = None, timeout: float = DEFAULT_TIMEOUT
) -> Endpoint:
    """Return an endpoint that is asked about the graph of this name.

    Where none is given, that is the graph of the name that `myograph publish` gives it, if the server has it,
    and what the server takes for its default graph otherwise. `timeout` is in seconds, for each question.

    Raises `UnusableServerError` where the server cannot be asked.
    """
    from kg.publish import GRAPH_NAME
    from kg.sparql.endpoint import Endpoint

    password = password_of(user)

    def about(name: str | None) -> Endpoint:
        return Endpoint(url, graph_name=name, timeout=timeout, user=user, password=password)

    if graph_name is not None:
        return about(graph_name)
    published = f"ASK {{ GRAPH <{GRAPH_NAME}> {{ ?s ?p ?o }} }}"
    return about(GRAPH_NAME if about(None).holds(published) else None)


def open_lookup(
    url: str, *, graph_name: str | None = None, user: str | None = None, timeout: float = DEFAULT_TIMEOUT
) -> Lookup:
    """Return look-ups over the graph at an endpoint; see `open_endpoint`.

    Raises `UnusableServerError` where the server cannot be asked, or holds no graph of Myograph's.
    """
    from kg.sparql.graph import SparqlGraph

    found = SparqlGraph(open_endpoint(url, graph_name=graph_name, user=user, timeout=timeout))
    # Asked for now, so that a server with something else on it is found out at once.
    assert found.vocabulary is not None
    return found
