"""Where no chain leads from one thing to another: what is offered instead."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hostile import hostile
from smallgraphs import claim, world

from kg.model import Status
from kg.nearpaths import Pair, in_words, long_pairs, nearest_pair, ways
from kg.paths import MAX_CHAINS, causal_chains

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def test_all_chains_and_whether_there_are_more(graph: KnowledgeGraph) -> None:
    layers = [["start"], *([f"{layer}{place}" for place in range(6)] for layer in "abcd"), ["end"]]
    steps = [
        claim(f"{one} leadsTo {two}") for layer, after in pairwise(layers)
        for one in layer for two in after
    ]  # fmt: skip
    dense = world(graph, *(step._replace(id=f"c{place}") for place, step in enumerate(steps)))
    found = ways(dense, dense.entity("start"), dense.entity("end"))
    assert (len(found.chains), found.more) == (MAX_CHAINS, True)
    assert in_words(found).startswith("Only the first 1,000 chains")
    few = ways(graph, graph.find("weak gluteus medius"), graph.find("knee pain"))
    assert in_words(few) == "1 chain."


def test_where_there_is_none_the_nearest_is_named(graph: KnowledgeGraph) -> None:
    back = ways(graph, graph.find("knee pain"), graph.find("weak gluteus medius"))
    assert back.back == Pair("weak-gluteus-medius", "knee-pain", 2)
    assert "leads from “knee pain” to “weak gluteus medius”. There is one the other way" in in_words(back)
    same = graph.find("knee pain")
    assert in_words(ways(graph, same, same)) == "Both are the same: name two things."
    small = world(
        graph, claim("one leadsTo two"), claim("two partOf three"), claim("four leadsTo five", Status.REFUTED)
    )
    assert nearest_pair(small, "one", "three") == Pair("one", "two", 1)
    assert nearest_pair(small, "three", "two") == Pair("one", "two", 1)
    assert nearest_pair(small, "four", "five") is None
    nothing = ways(small, small.entity("four"), small.entity("five"))
    assert in_words(nothing) == "No claim, nor chain of claims, leads from “four” to “five”."
    # Nothing is near: the shortest chain from the start is.
    assert nearest_pair(small, "one", "five") == Pair("one", "two", 1)


def test_the_pairs_offered_are_joined_by_chains_and_differ(graph: KnowledgeGraph) -> None:
    for each in (graph, hostile(graph)):
        pairs = long_pairs(each, 3)
        assert len({end for pair in pairs for end in pair[:2]}) == 2 * len(pairs) > 0
        for pair in pairs:
            assert len(causal_chains(each, pair.start, pair.end)[0].steps) == pair.steps
    assert long_pairs(world(graph), 3) == []
