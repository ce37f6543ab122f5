"""What is made is made in an order that a seed gives, and without the collector of garbage."""

from __future__ import annotations

import gc
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from askable import fact
from smallgraphs import world

from kg.model import Status
from quiz.uncollected import uncollected
from quiz.workshop import SHUFFLED_SINGLY, TOGETHER, Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.mark.parametrize("number", [100, SHUFFLED_SINGLY + 1])
def test_claims_come_in_an_order_of_their_seed_each_once(graph: KnowledgeGraph, number: int) -> None:
    one = graph.claims()[0]
    claims = [one._replace(id=f"c{place:05}", status=Status.REPORTED) for place in range(number)]
    draft = one._replace(id="draft", status=Status.DRAFT)
    workshop, other = Workshop(graph, 1), Workshop(graph, 2)
    shuffled = workshop.shuffled([*claims, draft], "a name")
    assert sorted(claim.id for claim in shuffled) == [claim.id for claim in claims]
    assert shuffled == workshop.shuffled(claims, "a name")
    orders = [workshop.shuffled(claims, "another"), other.shuffled(claims, "a name"), claims]
    assert all(shuffled != order for order in orders)
    if number <= SHUFFLED_SINGLY:
        return
    # In a large graph, most are of the same things as the one before.
    apart = [abs(int(one.id[1:]) - int(next_.id[1:])) for one, next_ in pairwise(shuffled)]
    assert sum(steps < TOGETHER for steps in apart) / len(apart) > 0.9


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_goes_on_as_before(was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with suppress(LookupError), uncollected():
            assert not gc.isenabled()
            raise LookupError
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("more", "outright"),
    [
        ([], True),
        (["muscle performs bending|by its upper fibres"], False),
        (["muscle performs stretching|by its lower fibres"], False),
        (["muscle performs stretching"], True),
        (["other performs bending|by its upper fibres"], True),
        (["muscle performs turning|by its upper fibres"], True),
    ],
)
def test_what_is_claimed_more_narrowly_is_not_asked_outright(
    graph: KnowledgeGraph, more: list[str], outright: bool
) -> None:
    """“Which muscle performs hip abduction? … gluteus maximus”: its upper fibres do, and its lower adduct."""
    parts = [each.partition("|") for each in more]
    said = [fact(text)._replace(qualifier=way or None) for text, _, way in parts]
    claim = fact("muscle performs bending")
    workshop = Workshop(world(graph, claim, *said, fact("bending oppositeOf stretching")), 1)
    assert workshop.scopes(claim) == ([None, "book"] if outright else ["book"])
    assert (claim in workshop.known()) is outright
    # The narrower one may be.
    assert all(None in workshop.scopes(each) for each in said if each.qualifier)


def test_the_gluteus_maximus_is_no_abductor_without_more(graph: KnowledgeGraph) -> None:
    workshop = Workshop(graph, 1)
    for name in ("gluteus-maximus-performs-hip-abduction", "gemellus-inferior-performs-hip-abduction"):
        scopes = workshop.scopes(graph.claim(name))
        assert scopes
        assert None not in scopes
