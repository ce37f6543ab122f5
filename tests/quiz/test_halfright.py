"""Half right is one step up or down from the answer, where few steps lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from smallgraphs import claim, world

from kg.falsity import Falsity
from quiz.halfright import FEW_PARTS, HalfRight

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def about(graph: KnowledgeGraph, key: str) -> set[str]:
    return set(HalfRight(graph, Falsity(graph)).about(key))


def of_words(graph: KnowledgeGraph, *texts: str) -> KnowledgeGraph:
    return world(graph, *map(claim, texts))


def test_one_step_counts_and_two_do_not(graph: KnowledgeGraph) -> None:
    chain = of_words(graph, "toe partOf foot", "foot partOf leg", "leg partOf body")
    assert about(chain, "foot") == {"toe", "leg"}
    said_outright = of_words(graph, "toe partOf foot", "foot partOf leg", "toe partOf leg")
    assert about(said_outright, "toe") == {"foot"}
    assert about(said_outright, "leg") == {"foot"}


@pytest.mark.parametrize(("number", "half"), [(FEW_PARTS, True), (FEW_PARTS + 1, False)])
def test_one_of_many_parts_is_not_half_of_the_whole(graph: KnowledgeGraph, number: int, half: bool) -> None:
    many = of_words(graph, *(f"part{place} partOf whole" for place in range(number)))
    assert ("part0" in about(many, "whole")) is half
    assert ("whole" in about(many, "part0")) is half


def test_what_overlaps_or_stands_against_it_is_no_half(graph: KnowledgeGraph) -> None:
    apart = of_words(
        graph,
        "hip overlapsWith thigh",
        "less exampleOf change",
        "less contrastsWith change",
        "gain exampleOf change",
    )
    assert about(apart, "hip") == set()
    assert about(apart, "change") == {"gain"}


@pytest.mark.parametrize("key", ["pelvis", "hip-joint", "gluteus-medius", "superior-gluteal-nerve"])
def test_what_lies_there_is_no_half(graph: KnowledgeGraph, key: str) -> None:
    """The tailbone was half a pelvis, the lesser trochanter half a hip joint."""
    halves = {
        "gluteus-medius": {"gluteal-muscles", "hip-abductors"},
        "superior-gluteal-nerve": {"sacral-plexus"},
    }
    assert about(graph, key) == halves.get(key, set())
