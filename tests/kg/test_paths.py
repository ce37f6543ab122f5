"""Causal chains, found half-way from either end, against every simple path of the whole graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Evidence, Modality, Stance, Status
from kg.paths import MAX_STEPS, causal_chains

if TYPE_CHECKING:
    import pytest

NODES = [f"n{number}" for number in range(9)]


def made(graph: KnowledgeGraph, edges: set[tuple[int, int]], refuted: set[tuple[int, int]]) -> KnowledgeGraph:
    claims = [
        Claim(
            f"c-{a}-{b}", NODES[a], "leadsTo", NODES[b], Modality.CAN,
            Status.REFUTED if (a, b) in refuted else Status.REPORTED, "article", "article",
            (Evidence("article", Stance.SUPPORTS, "author-statement"),),
        )
        for a, b in edges
    ]  # fmt: skip
    entities = [Entity(name, "Mechanism", name, "", "article") for name in NODES]
    content = replace(graph.content, entities=tuple(entities), claims=tuple(claims), marks=(), mappings=())
    return KnowledgeGraph(content)


PAIRS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]))


@given(edges=PAIRS, refuted=PAIRS, steps=st.integers(1, MAX_STEPS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_chains_are_all_simple_paths_shortest_first(
    graph: KnowledgeGraph, edges: set[tuple[int, int]], refuted: set[tuple[int, int]], steps: int
) -> None:
    small = made(graph, edges, refuted)
    plain = networkx.DiGraph((NODES[a], NODES[b]) for a, b in edges - refuted)
    plain.add_nodes_from(NODES[:2])
    paths = networkx.all_simple_paths(plain, NODES[0], NODES[1], cutoff=steps)
    expected = sorted((tuple(path) for path in paths), key=lambda path: (len(path), path))
    found = [chain.nodes for chain in causal_chains(small, NODES[0], NODES[1], max_steps=steps, limit=10**6)]
    assert found == expected


def test_so_many_chains_as_are_asked_for_come_back_and_they_are_the_shortest(graph: KnowledgeGraph) -> None:
    dense = made(graph, {(a, b) for a in range(9) for b in range(9) if a != b}, set())
    found = causal_chains(dense, NODES[0], NODES[1], limit=10)
    assert [len(chain.nodes) for chain in found] == [2, *[3] * 7, 4, 4]


def test_the_command_says_that_there_are_more_chains_than_it_shows(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import kg.commands.look
    from quiz.cli import run

    dense = made(graph, {(a, b) for a in range(9) for b in range(9) if a != b}, set())
    monkeypatch.setattr(kg.commands.options, "open_graph", lambda packs: dense)
    assert run(["path", "n0", "n1", "--json"]) == 0
    assert "Only the first 1,000 chains" in capsys.readouterr().err
