"""What the figures of the graph rest on: the graph they are measured on, and that all sides answer alike."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx
import pytest

from benchmarks import graph as measures
from benchmarks.figures import LOSS
from benchmarks.graphsides import SIDES, Run
from benchmarks.shaped import COMMON, WORD, shaped
from kg.graph import KnowledgeGraph
from kg.model import Status
from kg.packs.cache import content_to_json
from kg.status import status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Claim

ROOT = Path(__file__).parents[2]
SIZE = 300


@pytest.fixture(scope="module")
def districts(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A graph of somewhat more than two whole districts."""
    return shaped(graph, 2 * len(graph.claims()) + 100, 1)


def shares(found: Iterable[object]) -> dict[object, float]:
    counted = Counter(found)
    return {key: number / counted.total() for key, number in counted.items()}


def apart(one: KnowledgeGraph, other: KnowledgeGraph, of: Callable[[Claim], object]) -> float:
    """Return how much of the claims would have to change for the shares of two graphs to be the same."""
    left, right = (shares(of(claim) for claim in each.claims()) for each in (one, other))
    return sum(abs(left.get(key, 0) - right.get(key, 0)) for key in left.keys() | right.keys()) / 2


@pytest.mark.parametrize("size", [1, 50, SIZE])
def test_a_shaped_graph_has_just_so_many_claims(graph: KnowledgeGraph, size: int) -> None:
    made = shaped(graph, size, 1)
    assert len(made.claims()) == size == len({claim.id for claim in made.content.claims})
    assert len(made.entities) == len(made.content.entities)
    assert len(made.sources) == len(made.content.sources)


def test_a_graph_without_claims_has_no_shape(graph: KnowledgeGraph) -> None:
    with pytest.raises(ValueError, match="no shape"):
        shaped(KnowledgeGraph(replace(graph.content, claims=())), 1, 1)


def test_a_shaped_graph_follows_from_its_size_and_seed_alone(graph: KnowledgeGraph) -> None:
    code = (
        "import hashlib, kg; from benchmarks.shaped import shaped;"
        "from kg.packs.cache import content_to_json;"
        "print(hashlib.sha256(content_to_json(shaped(kg.load(), 300, 1).content).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    mine = content_to_json(shaped(graph, 300, 1).content).encode()
    assert done.stdout.strip() == hashlib.sha256(mine).hexdigest()
    assert content_to_json(shaped(graph, 300, 2).content).encode() != mine


def test_a_larger_shaped_graph_has_more_districts_not_others(
    graph: KnowledgeGraph, districts: KnowledgeGraph
) -> None:
    first = shaped(graph, len(graph.claims()) // 2, 1).content.claims
    same = sum(one.id == other.id for one, other in zip(first, districts.content.claims, strict=False))
    assert same == len(first)


@pytest.mark.parametrize(
    "of",
    [
        lambda claim: claim.relation,
        lambda claim: claim.status,
        lambda claim: claim.modality,
        lambda claim: len(claim.evidence),
        lambda claim: tuple(sorted((item.kind, item.stance, item.indirect) for item in claim.evidence)),
        lambda claim: sum(len(item.quote or "") for item in claim.evidence),
        lambda claim: len(claim.qualifier or ""),
        lambda claim: claim.measure is None,
        lambda claim: len(claim.ask),
    ],
    ids=["relation", "status", "modality", "evidence", "kinds", "quote", "qualifier", "measure", "uses"],
)
def test_a_shaped_graph_has_the_shares_of_the_bundled_one(
    graph: KnowledgeGraph, districts: KnowledgeGraph, of: Callable[[Claim], object]
) -> None:
    assert apart(graph, districts, of) < 0.05


def test_common_things_stay_common(graph: KnowledgeGraph, districts: KnowledgeGraph) -> None:
    """The claims that the busiest tenth of the things have a part in, of all."""

    def busiest(each: KnowledgeGraph) -> float:
        degrees = Counter(end for claim in each.claims() for end in (claim.subject, claim.object))
        return sum(number for _, number in degrees.most_common(len(degrees) // 10)) / degrees.total()

    assert busiest(districts) == pytest.approx(busiest(graph), abs=0.06)
    assert len(districts.entities) / len(districts.claims()) == pytest.approx(
        len(graph.entities) / len(graph.claims()), rel=0.15
    )


def test_causal_claims_make_chains_that_do_not_explode(
    graph: KnowledgeGraph, districts: KnowledgeGraph
) -> None:
    def longest(each: KnowledgeGraph) -> int:
        causal = [claim for claim in each.claims() if each.vocabulary.causal(claim.relation)]
        steps = networkx.DiGraph((claim.subject, claim.object) for claim in causal)
        return int(networkx.dag_longest_path_length(steps))  # raises where there is a circle

    assert 2 <= longest(districts) <= longest(graph)


def test_statuses_of_a_shaped_graph_follow_from_its_evidence(districts: KnowledgeGraph) -> None:
    for claim in districts.claims():
        follows = bool(claim.derived_from) and all(
            districts.claim(name).status is Status.ESTABLISHED for name in claim.derived_from
        )
        anatomical = districts.vocabulary.anatomical(claim.relation)
        found = status_of(claim.evidence, districts.sources, anatomical=anatomical, follows=follows)
        assert found is claim.status, claim.id


def test_a_shaped_graph_fits_the_vocabulary(districts: KnowledgeGraph) -> None:
    for claim in districts.claims():
        term = districts.vocabulary.relations[claim.relation]
        assert districts.vocabulary.is_a(districts.entity(claim.subject).cls, term.domain), claim.id
        assert districts.vocabulary.is_a(districts.entity(claim.object).cls, term.range), claim.id


def test_a_shaped_graph_says_nothing_about_the_body(graph: KnowledgeGraph, districts: KnowledgeGraph) -> None:
    """Whatever it says could otherwise be taken for a claim that someone made."""
    real = {word for each in graph.entities.values() for word in WORD.findall(each.label.casefold())}
    made = {word for each in districts.entities.values() for word in WORD.findall(each.label.casefold())}
    quotes = {item.quote for claim in graph.claims() for item in claim.evidence if item.quote}
    assert len(made) > COMMON
    assert len(made & real) <= 3
    assert quotes.isdisjoint(item.quote for claim in districts.claims() for item in claim.evidence)


def test_all_sides_are_measured_and_answer_alike() -> None:
    where: list[str] = []
    found = measures.section([measures.measured(SIZE, 1, where.append)])
    rows = [line.split(" | ") for line in found.lines if line.startswith("| ")]
    told = {row[0].strip("| "): row[1:] for row in rows}
    ours_alone, theirs_alone = measures.TIMES["ask"], measures.TIMES["join"]
    for what in (*measures.TIMES.values(), measures.MEMORY, *measures.PEAKS.values()):
        sides = slice(1, 3) if what == theirs_alone else slice(1) if what == ours_alone else slice(3)
        assert all(any(sign in "123456789" for sign in figure) for figure in told[what][sides]), what
    assert any(line.startswith("#### 300 claims, ") for line in found.lines)
    assert all(any(each.endswith(f": {side}") for each in where) for side in SIDES)
    # Of each measure that a peer has, too, it is said who won.
    compared = len(measures.TIMES) - 2 + 1 + len(measures.PEAKS)
    assert Counter(match.peer for match in found.matches) == {"rdflib": compared, "Oxigraph": compared}


def test_sides_that_answer_otherwise_are_not_compared() -> None:
    runs = {side: Run(answers={"chain": "a", "search": "b"}) for side in SIDES}
    measures.agree(runs)
    runs["rdflib"].answers["chain"] = "c"
    with pytest.raises(ValueError, match="chain"):
        measures.agree(runs)


def size(claims: int, ours: float, theirs: float, memory: float) -> measures.Size:
    asked = {what: [0.001] for what in measures.ASKED}
    times = {
        measures.OURS: {"load": [ours], "turtle out": [ours, 3 * ours, 2 * ours], **asked},
        measures.RDFLIB: {"turtle out": [theirs]},
        measures.OXIGRAPH: {},
    }
    kept = {name: {measures.MEMORY: [memory]} if name == measures.OURS else {} for name in measures.NAMES}
    return measures.Size(claims, 30 * claims, times, kept)


def test_losses_are_told_like_gains() -> None:
    found = measures.section([size(1_000, 1, 11, 10), size(2_000, 2, 18, 41)])
    lines = "\n".join(found.lines)
    assert "| Turtle, written | **2.0 s** (1.0 – 3.0) | 11.0 s | – | 0.18 × | – |" in lines
    assert "| Turtle, written | **4.0 s** (2.0 – 6.0) | 18.0 s | – | 0.22 × | – |" in lines
    assert "| load | 1.0 ms | 1.0 ms | 1.00 × |" in lines
    assert "2.05 × ✗ |" in lines
    faster, time, memory = found.budgets
    assert (faster.kept, faster.told) == (False, "5.5 × at 1,000 claims, 4.5 × at 2,000 claims")
    assert (time.kept, memory.kept, memory.told) == (True, False, "2.05 × (memory, loaded)")


def test_a_size_in_between_that_takes_more_than_double_breaks_the_budget() -> None:
    sizes = [size(1_000, 1, 12, 10), size(2_000, 5, 60, 20), size(3_000, 3, 36, 30)]
    assert [each.kept for each in measures.section(sizes).budgets] == [True, False, True]


def test_budgets_that_hold_are_said_to() -> None:
    found = measures.section([size(1_000, 1, 12, 10), size(2_000, 2, 24, 39)])
    assert [each.kept for each in found.budgets] == [True] * 3
    assert "× ✗" not in "\n".join(found.lines)


def test_a_budget_without_its_peer_is_neither_held_nor_broken() -> None:
    alone = size(1_000_000, 1, 1, 1)
    alone.times[measures.RDFLIB].clear()
    assert measures.section([alone]).budgets == []


def test_a_loss_is_told_with_its_reason() -> None:
    one = size(1_000, 5, 12, 10)
    one.times[measures.OXIGRAPH]["turtle out"] = [2.0]
    lost = [match for match in measures.section([one]).matches if match.outcome == LOSS]
    assert [(match.peer, match.what, match.told) for match in lost] == [
        ("Oxigraph", "Turtle, written, 1,000 claims", "5.00 ×")
    ]
    assert "stable" in lost[0].why
