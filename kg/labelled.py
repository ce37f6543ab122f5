"""The NetworkX view with the words that a program shows: what exports for graph programs are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.drawing import arrows
from kg.network import to_networkx
from kg.wording import sentence, statement

if TYPE_CHECKING:
    import networkx

    from kg.graph import KnowledgeGraph

__all__ = ["labelled_network"]


def labelled_network(graph: KnowledgeGraph) -> networkx.MultiDiGraph[str]:
    """Return the graph as `kg.network.to_networkx` does, with three changes for programs that show it.

    Each edge also carries `label`, as it stands on an arrow, and `statement`, the claim as a sentence;
    and who asserts it is called `asserted_by`, since `source` is where an edge begins.

    >>> import kg
    >>> edge = ("weak-gluteus-medius", "femoral-internal-rotation", "article-c18")
    >>> labelled_network(kg.load()).edges[edge]["asserted_by"]
    'article'
    """
    view = to_networkx(graph)
    for arrow in arrows(graph):
        claim = arrow.claim
        data = view.edges[claim.subject, claim.object, claim.id]
        data["asserted_by"] = data.pop("source")
        data["label"] = arrow.label
        data["statement"] = sentence(statement(graph, claim))
    return view
