"""Cytoscape JSON, for Cytoscape.js, Cytoscape and NetworkX: one node an entity, one edge a claim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.labelled import labelled_network

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return the graph as the JSON that `cytoscape({elements: …})` takes under its `elements`.

    A node's id is its entity's; an edge's is its claim's after `claim:`, since nodes and edges share
    one set of ids there. `value`, `name` and `key` are what NetworkX reads it back by.
    """
    view = labelled_network(graph)
    nodes = [
        {"data": {"id": node, "value": node, "name": node, **data}} for node, data in view.nodes(data=True)
    ]
    edges = [
        {"data": {"id": f"claim:{key}", "source": subject, "target": object_, "key": key, **data}}
        for subject, object_, key, data in view.edges(keys=True, data=True)
    ]
    whole = {
        "data": [["name", view.name]],
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": edges},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
