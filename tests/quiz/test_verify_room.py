"""What is enough, on graphs made by hand, for a statement to be left room to be true; and measured values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smallgraphs import claim, closed, item, world

from kg.model import Claim, Status
from kg.proof import Proof, ProofKind
from quiz.item import Option
from quiz.verify import faults
from quiz.verify.measures import Range

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def room(graph: KnowledgeGraph, *claims: Claim, relation: str = "leadsTo") -> bool:
    """Return whether claims leave room for the muscle leading to what a complete list does not name."""
    marks = (f"book muscle {relation}",)
    made = world(graph, claim(f"muscle {relation} right"), *claims, marks=marks)
    proof = closed("muscle", relation, "wrong")
    found = faults(item(scope="book", options=(Option("it", None, False, "why", proof),)), made)
    assert found in ([], ["“it”: the graph leaves room for it to be true."])
    return bool(found)


@pytest.mark.parametrize(
    ("said", "because"),
    [
        (["muscle leadsTo wrong"], "it is said"),
        (["muscle influences wrong"], "a relation above says it"),
        (["muscle actsThrough part", "part leadsTo wrong"], "a chain leads there"),
        (["muscle leadsTo step", "step increases wrong"], "a chain of other relations leads there"),
        (["muscle involves step", "step increases wrong"], "what it involves leads there"),
        (["half partOf muscle", "half leadsTo wrong"], "a part of it does"),
        (["muscle memberOf group", "group leadsTo wrong"], "its group does"),
        (["muscle leadsTo whole", "wrong partOf whole"], "it leads to the whole"),
        (["muscle leadsTo bit", "bit stateOf wrong"], "it leads to a state of it"),
        (["muscle leadsTo other", "other overlapsWith wrong"], "it leads to what overlaps"),
        (
            ["muscle leadsTo other", "wrong overlapsWith other"],
            "it leads to what overlaps, told the other way",
        ),
        (["muscle leadsTo deep", "deep partOf other", "other overlapsWith wrong"], "a part of what overlaps"),
        (["muscle leadsTo step", "step partOf whole", "whole leadsTo wrong"], "the whole of a step does"),
        (["other actsThrough muscle", "other leadsTo wrong"], "what acts through it leads there"),
        (["other actsThrough link", "link leadsTo muscle", "other leadsTo wrong"], "it lies on that way"),
        (["a actsThrough b", "b actsThrough muscle", "a leadsTo wrong"], "it is acted through twice over"),
    ],
)
def test_a_statement_that_may_be_true_is_never_proved_wrong(
    graph: KnowledgeGraph, said: list[str], because: str
) -> None:
    assert room(graph, *map(claim, said)), because


@pytest.mark.parametrize("status", [Status.REPORTED, Status.CONTESTED, Status.REFUTED])
def test_what_anyone_says_leaves_room(graph: KnowledgeGraph, status: Status) -> None:
    assert room(graph, claim("muscle leadsTo wrong", status, "blog"))


@pytest.mark.parametrize(("said", "asked"), [("attachesTo", "hasOrigin"), ("hasOrigin", "attachesTo")])
def test_a_relation_above_or_below_leaves_room(graph: KnowledgeGraph, said: str, asked: str) -> None:
    assert room(graph, claim(f"muscle {said} wrong"), relation=asked)


@pytest.mark.parametrize(
    "said",
    [
        [],
        ["wrong leadsTo muscle"],
        ["muscle innervatedBy wrong"],
        ["muscle leadsTo other", "wrong leadsTo other"],
        ["muscle actsThrough link", "link performs wrong"],
        ["muscle partOf whole", "other partOf whole", "other leadsTo wrong"],
    ],
)
def test_what_says_something_else_leaves_none(graph: KnowledgeGraph, said: list[str]) -> None:
    assert not room(graph, *map(claim, said))


def test_a_draft_counts_for_nothing(graph: KnowledgeGraph) -> None:
    assert not room(graph, claim("muscle leadsTo wrong", Status.DRAFT))


def test_a_symmetric_relation_is_read_both_ways(graph: KnowledgeGraph) -> None:
    assert room(graph, claim("wrong antagonistOf muscle"), relation="antagonistOf")
    assert room(graph, claim("bit antagonistOf half"), claim("bit partOf wrong"), claim("half partOf muscle"),
                relation="antagonistOf")  # fmt: skip
    assert not room(graph, claim("wrong performs muscle"), relation="performs")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ([], False),
        (["half partOf muscle", "half leadsTo wrong"], True),
        (["muscle leadsTo step", "step leadsTo wrong"], True),
    ],
)
def test_a_refuted_claim_proves_nothing_where_what_stands_says_it(
    graph: KnowledgeGraph, said: list[str], refused: bool
) -> None:
    denied = claim("muscle leadsTo wrong", Status.REFUTED)
    proof = Proof(ProofKind.EXPLICIT_NEGATIVE, *denied[1:4], "leadsTo", witnesses=(denied.id,))
    asked = item(options=(Option("it", None, False, "why", proof),))
    assert bool(faults(asked, world(graph, denied, *map(claim, said)))) is refused


numbers = st.decimals(0, 200, places=1).map(str)
printed = st.one_of(
    numbers, numbers.map(lambda it: f">{it}"), numbers.map(lambda it: f"<{it}"),
    st.tuples(numbers, numbers).map("-".join),
)  # fmt: skip


@given(printed, printed)
def test_of_two_measurements_at_most_one_is_surely_smaller(one: str, other: str) -> None:
    first, second = Range.read(one), Range.read(other)
    assert not first.below(first)
    assert not (first.below(second) and second.below(first))


@given(st.text(alphabet="<>-.x ", min_size=1), printed)
def test_what_cannot_be_read_as_a_measurement_is_never_surely_smaller(text: str, other: str) -> None:
    assert not Range.read(text).below(Range.read(other))
    assert not Range.read(other).below(Range.read(text))
