"""The graph on a server, opened to look things up in or to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish import GRAPH_NAME
from kg.sparql.endpoint import Endpoint
from kg.sparql.graph import SparqlGraph

if TYPE_CHECKING:
    from kg.lookup import Lookup

__all__ = ["open_endpoint", "open_lookup"]

DEFAULT_TIMEOUT = 30.0


def open_endpoint(
    url: str,
    *,
    graph_name: str | None = None,
    user: str | None = None,
    password: str | None = None,
    timeout: float = DEFAULT_TIMEOUT,
) -> Endpoint:
    """Return an endpoint that is asked about the graph of this name.

    Where none is given, that is the graph of the name that `myograph publish` gives it, if the server has it,
    and what the server takes for its default graph otherwise. `timeout` is in seconds, for each question.

    Raises `UnusableServerError` where the server cannot be asked.
    """

    def about(name: str | None) -> Endpoint:
        return Endpoint(url, graph_name=name, timeout=timeout, user=user, password=password)

    if graph_name is not None:
        return about(graph_name)
    published = f"ASK {{ GRAPH <{GRAPH_NAME}> {{ ?s ?p ?o }} }}"
    return about(GRAPH_NAME if about(None).holds(published) else None)


def open_lookup(
    url: str,
    *,
    graph_name: str | None = None,
    user: str | None = None,
    password: str | None = None,
    timeout: float = DEFAULT_TIMEOUT,
) -> Lookup:
    """Return look-ups over the graph at an endpoint; see `open_endpoint`.

    Raises `UnusableServerError` where the server cannot be asked, or holds no graph of Myograph's.
    """
    endpoint = open_endpoint(url, graph_name=graph_name, user=user, password=password, timeout=timeout)
    found = SparqlGraph(endpoint)
    # Asked for now, so that a server with something else on it is found out at once.
    assert found.vocabulary is not None
    return found
