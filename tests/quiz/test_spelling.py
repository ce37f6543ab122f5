"""What may be typed for a thing: its own names, with so many wrong letters that no doubt is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles import fits_gap
from rapidfuzz.distance import OSA
from smallgraphs import entity, world

from kg.graph import KnowledgeGraph
from quiz.grade import fold
from quiz.spelling import MOST_FORGIVEN, Spelling
from quiz.stems import mask

if TYPE_CHECKING:
    from kg.model import Entity

WORDS = (
    "abductor",
    "adductor",
    "medius",
    "medial",
    "minimus",
    "nerve",
    "of",
    "the",
    "hip",
    "longus",
    "longum",
)


def of(graph: KnowledgeGraph, *entities: Entity) -> Spelling:
    return Spelling(KnowledgeGraph(replace(world(graph).content, entities=entities)))


def test_label_and_synonyms_are_accepted_label_first(graph: KnowledgeGraph) -> None:
    spelling = of(graph, entity("gluteus medius", "glute med"), entity("gluteus minimus"))
    assert spelling.accepted("gluteus medius") == ("gluteus medius", "glute med")


def test_a_name_that_two_things_have_is_accepted_for_neither(graph: KnowledgeGraph) -> None:
    spelling = of(graph, entity("gluteus medius", "Abductors"), entity("gluteus minimus", "the abductors"))
    assert spelling.accepted("gluteus medius") == ("gluteus medius",)
    assert spelling.accepted("gluteus minimus") == ("gluteus minimus",)


def test_a_thing_whose_label_another_has_too_is_not_asked_for(graph: KnowledgeGraph) -> None:
    spelling = of(graph, entity("hip", "coxa"), entity("hip joint", "Hip"))
    assert spelling.accepted("hip") == ()
    assert spelling.accepted("hip joint") == ("hip joint",)


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize(
    ("label", "others", "forgiven"),
    [
        ("sartorius", [], 1),
        ("quadratus femoris", [], 2),
        ("tensor fasciae latae muscle", [], 2),
        ("psoas", [], 0),
        ("hip adduction", ["hip abduction"], 0),
        ("gluteus medius", ["gluteus minimus"], 1),
        ("quadratus femoris", ["quadratus lumborum"], 2),
        ("L5 root of the leg", ["L4 root of the leg"], 0),
    ],
)
def test_so_many_letters_are_forgiven_as_leave_no_doubt(
    graph: KnowledgeGraph, label: str, others: list[str], forgiven: int, shown: bool
) -> None:
    assert of(graph, entity(label), *map(entity, others)).forgiven(label, initial_shown=shown) == forgiven


def test_a_short_synonym_lets_no_letter_be_forgiven(graph: KnowledgeGraph) -> None:
    assert (
        of(graph, entity("quadratus lumborum", "QL")).forgiven("quadratus lumborum", initial_shown=False) == 0
    )


def test_a_synonym_of_another_thing_counts_as_much_as_its_label(graph: KnowledgeGraph) -> None:
    plain = of(graph, entity("hip abductors"), entity("glutes"))
    named = of(graph, entity("hip abductors"), entity("glutes", "hip adductors"))
    for shown in (False, True):
        forgiven = named.forgiven("hip abductors", initial_shown=shown)
        assert plain.forgiven("hip abductors", initial_shown=shown) > forgiven == 0


def test_where_the_first_letter_is_shown_only_what_begins_alike_is_in_doubt(graph: KnowledgeGraph) -> None:
    """Three letters apart: as typed it may be either, but the gap shows an a."""
    spelling = of(graph, entity("abductor longus"), entity("conductor longus"))
    assert spelling.forgiven("abductor longus", initial_shown=False) == 1
    assert spelling.forgiven("abductor longus", initial_shown=True) == 2


def test_what_is_of_another_class_is_in_doubt_only_by_its_very_name(graph: KnowledgeGraph) -> None:
    bone = entity("abductor lingis")._replace(cls="Bone")
    assert of(graph, entity("abductor longus"), bone).forgiven("abductor longus", initial_shown=False) == 1
    far = entity("abductor lungae")._replace(cls="Bone")
    assert of(graph, entity("abductor longus"), far).forgiven("abductor longus", initial_shown=False) == 2


@pytest.mark.parametrize(
    ("label", "others", "shown"),
    [
        ("femoral nerve", [], 1),
        ("femoral nerve", ["tibial nerve"], 1),
        ("gluteus medius", ["gluteus mexius"], None),
        ("gluteus medius", ["gluteus maxius"], 2),
        ("femoral nerve", ["fibular nerve"], 2),
    ],
)
def test_no_more_letters_are_shown_than_tell_the_name_from_all_others(
    graph: KnowledgeGraph, label: str, others: list[str], shown: int | None
) -> None:
    assert of(graph, entity(label), *map(entity, others)).letters_to_show(label) == shown


def test_a_synonym_of_another_thing_keeps_a_gap_from_being_clear(graph: KnowledgeGraph) -> None:
    spelling = of(graph, entity("femoral nerve"), entity("crural", "fexxxxx nexxx"))
    assert spelling.letters_to_show("femoral nerve") is None


names = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    min_size=2,
    max_size=6,
    unique_by=fold,
).filter(lambda found: all(map(fold, found)))


@given(labels=names, data=st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_forgiven_is_nearer_to_its_own_name_than_to_any_other(
    graph: KnowledgeGraph, labels: list[str], data: st.DataObject
) -> None:
    spelling = of(graph, *map(entity, labels))
    label = data.draw(st.sampled_from(labels))
    forgiven = spelling.forgiven(label, initial_shown=False)
    assert 0 <= forgiven <= MOST_FORGIVEN
    typed = fold(label)
    for _ in range(forgiven):
        place = data.draw(st.integers(0, len(typed) - 1))
        letter, dropped = data.draw(st.text("abdegimnorsu", max_size=1)), data.draw(st.integers(0, 1))
        typed = typed[:place] + letter + typed[place + dropped :]
        assume(typed)
    own = OSA.distance(typed, fold(label))
    assume(own <= forgiven)
    assert all(OSA.distance(typed, fold(other)) > own for other in labels if other != label)


@given(labels=names)
@settings(max_examples=150, deadline=None)
def test_a_gap_is_fitted_by_one_name_alone(graph: KnowledgeGraph, labels: list[str]) -> None:
    spelling = of(graph, *map(entity, labels))
    for label in labels:
        shown = spelling.letters_to_show(label)
        if shown is not None:
            assert [other for other in labels if fits_gap(mask(label, shown), other)] == [label]
