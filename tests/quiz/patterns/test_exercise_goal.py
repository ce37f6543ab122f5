"""Exercise for a goal: by one study's figures the key beats all others, or a source names it and no other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from askable import fact
from oracles import borne_out, claims_of, said, wrong
from smallgraphs import world

from kg.graph import KnowledgeGraph
from kg.proof import ProofKind
from quiz.item import Bloom
from quiz.measures import interval, surely_less
from quiz.patterns import PATTERNS
from quiz.patterns.exercise_goal import TYPE
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["TYPE"]


def measured(items: list[Item], graph: KnowledgeGraph) -> list[Item]:
    return [item for item in items if graph.claim(item.claims[0]).measure is not None]


def span(claim: Claim) -> tuple[float, float]:
    """Return the lowest and highest value of a measurement that is printed as a number or two."""
    assert claim.measure is not None
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", claim.measure.value)]
    if claim.measure.value.startswith(">"):
        return numbers[0], float("inf")
    return (0.0 if claim.measure.value.startswith("<") else numbers[0]), numbers[-1]


def test_both_kinds_of_goal_are_asked(items: list[Item], graph: KnowledgeGraph) -> None:
    assert 0 < len(measured(items, graph)) < len(items)
    assert {item.bloom for item in items} == {Bloom.APPLY}


def test_measurements_are_of_one_study_one_muscle_and_one_unit(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in measured(items, graph):
        found = {
            (claim.source, claim.object, claim.measure.unit if claim.measure else None)
            for claim in claims_of(graph, item)
        }
        assert len(found) == 1
        assert {claim.source for claim in claims_of(graph, item)} == {item.scope}


def test_the_key_lies_clear_of_all_others(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in measured(items, graph):
        first, *others = claims_of(graph, item)
        assert item.options[item.key].entity == first.subject
        assert {option.entity for option in wrong(item)} == {claim.subject for claim in others}
        for other in others:
            if "hardest" in item.stem:
                assert span(other)[1] * 1.2 <= span(first)[0], item.id
            else:
                assert "lightest" in item.stem
                assert span(first)[1] * 1.2 <= span(other)[0], item.id


def test_no_figure_of_that_study_speaks_for_another_option(items: list[Item], graph: KnowledgeGraph) -> None:
    """An exercise measured twice, in two variants, may stand beside the key only as the variant shown."""
    for item in measured(items, graph):
        for option, claim in [(option, claim) for option in item.options for claim in claims_of(graph, item)]:
            if option.entity == claim.subject and claim.qualifier is not None:
                assert claim.qualifier in option.text


def test_a_named_exercise_is_named_for_the_goal_and_the_others_are_not(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        claim = graph.claim(item.claims[0])
        if claim.measure is None:
            assert item.options[item.key].entity == claim.subject
            assert item.scope is None or borne_out(claim, item.scope)
            assert graph.entity(claim.object).label in item.stem
            for option in wrong(item):
                assert said(graph, option.entity or "", claim.relation, claim.object, item.scope) == []


def named_for(graph: KnowledgeGraph, relation: str) -> list[str]:
    """Return the stems on an exercise that does something to the knee, beside others that do it elsewhere."""
    others = {"slow-dip": "hip", "deep-bow": "heel", "low-step": "back"}
    exercises = {"long-sit": "knee"} | others
    made = world(
        graph,
        *(fact(f"{name} {relation} {aim}") for name, aim in exercises.items()),
        marks=[f"{source} {name} {relation}" for name in exercises for source in ("book", "page")],
    )
    entities = [
        each._replace(cls="Exercise") if each.id in exercises else each for each in made.content.entities
    ]
    made = KnowledgeGraph(replace(made.content, entities=tuple(entities)))
    return [item.stem for item in PATTERNS[TYPE](Workshop(made, 1)) if item.claims[0].startswith("long-sit")]


@pytest.mark.parametrize(
    ("relation", "verb"),
    [
        ("stretches", "stretch"),
        ("strengthens", "strengthen"),
        ("targets", "target"),
        ("alleviates", "alleviate"),
        ("reduces", "reduce"),
        ("improves", "improve"),
        ("helpsPrevent", "help prevent"),
    ],
)
def test_it_is_an_aim_to_do_it_and_no_patient_does(graph: KnowledgeGraph, relation: str, verb: str) -> None:
    """“Named for a patient who is to alleviate shoulder pain” had the patient do it."""
    (stem,) = named_for(graph, relation)
    assert stem == f"Which of these is named where the aim is to {verb} knee?"


def test_figures_are_the_only_proof_of_a_figure(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in measured(items, graph):
        assert {option.proof.kind for option in wrong(item) if option.proof} == {ProofKind.ORDER}


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        ("28", "47-55", True),
        ("50", "60", True),
        ("50", "59", False),
        ("<45", ">54", True),
        ("<45", ">46", False),
        ("42-81", "74-103", False),
        ("60", "50", False),
        ("50", "50", False),
        (">40", "90", False),
        ("high", "90", False),
        ("10", "high", False),
    ],
)
def test_a_value_is_less_only_where_it_ends_clearly_below_the_other(one: str, other: str, less: bool) -> None:
    assert surely_less(one, other) is less


@pytest.mark.parametrize("printed", ["", "high", "-3", "1,5", "10 %", "3-"])
def test_what_is_no_number_is_no_interval(printed: str) -> None:
    assert interval(printed) is None
