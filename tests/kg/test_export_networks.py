"""GraphML and Cytoscape JSON: NetworkX and Cytoscape.js read the same nodes and edges as the graph has."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace

import networkx
import pytest
from hostile import hostile
from programs import CLIENTS, needs_client

from kg.errors import ExportError
from kg.export import write
from kg.graph import KnowledgeGraph
from kg.labelled import labelled_network
from kg.network import to_networkx

View = networkx.MultiDiGraph


@pytest.fixture(scope="module", params=["whole", "odd"])
def some(request: pytest.FixtureRequest, graph: KnowledgeGraph) -> KnowledgeGraph:
    return graph if request.param == "whole" else hostile(graph)


def same(one: View[str], other: View[str]) -> None:
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    edges = [{tuple(edge[:3]): edge[3] for edge in each.edges(keys=True, data=True)} for each in (one, other)]
    assert edges[0] == edges[1]


def test_networkx_reads_the_graphml_as_it_was(some: KnowledgeGraph) -> None:
    read = networkx.read_graphml(io.BytesIO(write(some, "graphml")), force_multigraph=True)
    same(read, labelled_network(some))


def test_networkx_reads_the_cytoscape_json_as_it_was(some: KnowledgeGraph) -> None:
    read = networkx.cytoscape_graph(json.loads(write(some, "cytoscape")))
    for _, data in read.nodes(data=True):
        assert data.pop("value") == data.pop("name") == data.pop("id")
    for subject, object_, key, data in read.edges(keys=True, data=True):
        assert (data.pop("source"), data.pop("target"), data.pop("key")) == (subject, object_, key)
        assert data.pop("id") == f"claim:{key}"
    same(read, labelled_network(some))


def test_the_view_with_labels_differs_from_the_plain_one_as_it_says(graph: KnowledgeGraph) -> None:
    plain, labelled = to_networkx(graph), labelled_network(graph)
    assert plain.nodes == labelled.nodes
    for *edge, data in plain.edges(keys=True, data=True):
        more = dict(labelled.edges[edge])
        assert more.pop("label")
        assert more.pop("statement").endswith(".")
        assert more.pop("asserted_by") == data["source"]
        assert more == {name: value for name, value in data.items() if name != "source"}


@needs_client("cytoscape")
def test_cytoscape_js_shows_the_same_nodes_and_edges(some: KnowledgeGraph) -> None:
    done = subprocess.run(
        ["node", CLIENTS / "cytoscape.mjs"], input=write(some, "cytoscape"), capture_output=True, check=True
    )
    read = json.loads(done.stdout)
    assert {node["id"]: node["label"] for node in read["nodes"]} == {
        entity.id: entity.label for entity in some.entities.values()
    }
    assert {(edge["claim"], edge["source"], edge["target"], edge["status"]) for edge in read["edges"]} == {
        (claim.id, claim.subject, claim.object, claim.status) for claim in some.claims()
    }
    assert len(read["edges"]) == len(some.claims())


def test_an_entity_and_a_claim_of_one_name_stay_two_things(graph: KnowledgeGraph) -> None:
    """Cytoscape.js has one set of ids for nodes and edges."""
    odd = hostile(graph)
    first, *others = odd.content.claims
    same_name = KnowledgeGraph(
        replace(odd.content, claims=(first._replace(id=odd.content.entities[0].id), *others))
    )
    elements = json.loads(write(same_name, "cytoscape"))["elements"]
    ids = [each["data"]["id"] for kind in elements.values() for each in kind]
    assert len(set(ids)) == len(ids)


def test_what_xml_cannot_hold_is_refused_in_graphml(graph: KnowledgeGraph) -> None:
    odd = hostile(graph)
    first, *others = odd.content.entities
    bell = KnowledgeGraph(replace(odd.content, entities=(first._replace(label="a bell \x07"), *others)))
    with pytest.raises(ExportError, match=r"GraphML cannot hold the character U\+0007"):
        write(bell, "graphml")


def test_a_line_end_within_a_text_is_kept_in_graphml(graph: KnowledgeGraph) -> None:
    """XML readers take a bare carriage return for a line feed."""
    odd = hostile(graph)
    first, *others = odd.content.claims
    changed = KnowledgeGraph(
        replace(odd.content, claims=(first._replace(qualifier="one\r\ntwo\rthree"), *others))
    )
    read = networkx.read_graphml(io.BytesIO(write(changed, "graphml")), force_multigraph=True)
    assert read.edges[first.subject, first.object, first.id]["qualifier"] == "one\r\ntwo\rthree"
