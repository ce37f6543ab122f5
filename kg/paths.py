"""Causal chains from one entity to another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx

from kg.vocabulary import INFLUENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from kg.lookup import Lookup
    from kg.model import Claim

__all__ = ["MAX_CHAINS", "MAX_STEPS", "Chain", "causal_chains"]

MAX_STEPS = 6
# Two entities of a dense graph may be joined by millions of chains: nobody reads them.
MAX_CHAINS = 1000


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of entities; `steps[i]` holds every claim that leads from `nodes[i]` to `nodes[i + 1]`."""

    nodes: tuple[str, ...]
    steps: tuple[tuple[Claim, ...], ...]


def causal_chains(
    graph: Lookup, start: str, end: str, *, max_steps: int = MAX_STEPS, limit: int = MAX_CHAINS
) -> list[Chain]:
    """Return the chains of live causal claims from `start` to `end`, shortest first, no entity twice.

    At most `limit` chains come back: whoever has to tell whether there are more asks for one more.

    >>> import kg
    >>> [chain.nodes for chain in causal_chains(kg.load(), "weak-gluteus-medius", "knee-pain")]
    [('weak-gluteus-medius', 'femoral-internal-rotation', 'knee-pain')]
    """
    if start == end:
        return []
    # Half of the way from either end: no chain has a claim that neither half comes to.
    near_start = _spread(graph.leaving, start, (max_steps + 1) // 2, lambda claim: claim.object)
    near_end = _spread(graph.entering, end, max_steps // 2, lambda claim: claim.subject)
    steps: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    steps.add_nodes_from([start, end])
    claims = {claim.id: claim for claim in (*near_start, *near_end)}
    for claim in claims.values():
        steps.add_edge(claim.subject, claim.object, key=claim.id)
    return [
        Chain(
            nodes,
            tuple(tuple(claims[key] for key in sorted(steps[a][b])) for a, b in pairwise(nodes)),
        )
        for nodes in islice(_paths(steps, start, end, max_steps), limit)
    ]


def _spread(
    look_up: Callable[[Collection[str], str], list[Claim]],
    start: str,
    times: int,
    onward: Callable[[Claim], str],
) -> list[Claim]:
    """Return the live causal claims within so many steps, a level a look-up."""
    found: list[Claim] = []
    seen, level = {start}, [start]
    for _ in range(times):
        claims = [claim for claim in look_up(level, INFLUENCES) if claim.live] if level else []
        found += claims
        level = sorted({onward(claim) for claim in claims} - seen)
        seen.update(level)
    return found


def _paths(
    steps: networkx.MultiDiGraph[str], start: str, end: str, max_steps: int
) -> Iterator[tuple[str, ...]]:
    """Yield the paths in order of length, then of their nodes; only of nodes that lie on a short way."""
    to_end = networkx.single_source_shortest_path_length(steps.reverse(copy=False), end, cutoff=max_steps)
    from_start = networkx.single_source_shortest_path_length(steps, start, cutoff=max_steps)
    between = [node for node in from_start if from_start[node] + to_end.get(node, max_steps + 1) <= max_steps]
    plain: networkx.DiGraph[str] = networkx.DiGraph(steps.subgraph(between))
    if start not in plain or end not in plain:
        return
    for length in range(1, max_steps + 1):
        found = networkx.all_simple_paths(plain, start, end, cutoff=length)
        yield from sorted(tuple(path) for path in found if len(path) == length + 1)
