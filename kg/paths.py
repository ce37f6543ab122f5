"""Causal chains from one entity to another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx

from kg.network import to_networkx

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["MAX_STEPS", "Chain", "causal_chains"]

MAX_STEPS = 6


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of entities; `steps[i]` holds every claim that leads from `nodes[i]` to `nodes[i + 1]`."""

    nodes: tuple[str, ...]
    steps: tuple[tuple[Claim, ...], ...]


def causal_chains(graph: KnowledgeGraph, start: str, end: str, *, max_steps: int = MAX_STEPS) -> list[Chain]:
    """Return every chain of live causal claims from `start` to `end`, shortest first, no entity twice.

    >>> import kg
    >>> [chain.nodes for chain in causal_chains(kg.load(), "weak-gluteus-medius", "knee-pain")]
    [('weak-gluteus-medius', 'femoral-internal-rotation', 'knee-pain')]
    """
    view = to_networkx(graph)
    causal: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    causal.add_nodes_from(view)
    for subject, object_, key in view.edges(keys=True):
        claim = graph.claim(key)
        if claim.live and graph.vocabulary.causal(claim.relation):
            causal.add_edge(subject, object_, key=key)
    plain: networkx.DiGraph[str] = networkx.DiGraph(causal)
    if start == end:
        return []
    found = sorted(
        networkx.all_simple_paths(plain, start, end, cutoff=max_steps), key=lambda path: (len(path), path)
    )
    return [
        Chain(
            tuple(path),
            tuple(tuple(graph.claim(key) for key in sorted(causal[a][b])) for a, b in pairwise(path)),
        )
        for path in found
    ]
