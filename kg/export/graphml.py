"""GraphML, for Gephi, yEd, Cytoscape and NetworkX: one node an entity, one edge a claim."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.labelled import labelled_network
from kg.xmltext import demand

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["export"]


def export(graph: KnowledgeGraph) -> bytes:
    """Return the graph as GraphML; a node's id is its entity's, an edge's id its claim's.

    Raises `ExportError` where a text has a character that XML cannot hold.
    """
    from networkx.readwrite.graphml import GraphMLWriter

    view = labelled_network(graph)
    records = chain((data for _, data in view.nodes(data=True)), (data for *_, data in view.edges(data=True)))
    for value in chain.from_iterable(record.values() for record in records):
        demand(value, "GraphML")
    # By name, since write_graphml writes other bytes where lxml happens to be installed.
    writer = GraphMLWriter(graph=view, prettyprint=True, edge_id_from_attribute="claim")
    data: bytes = ET.tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    # A reader would take a bare one for the end of a line.
    return data.replace(b"\r", b"&#13;") + b"\n"
