"""How easily two things are taken for each other: by kind, by what is said of both, by name, by contrast."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smallgraphs import claim, world

from kg.graph import KnowledgeGraph
from kg.model import Status
from quiz.likeness import Likeness

if TYPE_CHECKING:
    from kg.model import Claim


def made(graph: KnowledgeGraph, *claims: Claim, **named: str) -> KnowledgeGraph:
    """Return a graph of claims on nerves, in which some entities have another label or class.

    A name is told as `thing="label"` or `thing="Class: label"`.
    """
    small = world(graph, *claims)
    entities = []
    for each in small.content.entities:
        cls, _, label = named.get(each.id, f"Nerve: {each.label}").rpartition(": ")
        entities.append(each._replace(cls=cls or "Nerve", label=label))
    return KnowledgeGraph(replace(small.content, entities=tuple(entities)))


@pytest.fixture(scope="module")
def likeness(graph: KnowledgeGraph) -> Likeness:
    """Over the bundled packs."""
    return Likeness(graph)


BOTH = (claim("one innervatedBy shared"), claim("other innervatedBy shared"))
EACH = (claim("one innervatedBy this"), claim("other innervatedBy that"))


def test_what_is_of_different_kinds_is_not_alike_at_all(graph: KnowledgeGraph) -> None:
    likeness = Likeness(made(graph, *BOTH, one="Nerve: long name", other="Exercise: long name"))
    assert likeness.score("one", "other") == 0


def test_what_is_of_one_class_is_more_alike_than_of_classes_that_are_akin(graph: KnowledgeGraph) -> None:
    akin = next(
        cls for cls in graph.vocabulary.classes if cls != "Nerve" and graph.vocabulary.akin(cls, "Nerve")
    )
    same = Likeness(made(graph, *EACH)).score("one", "other")
    near = Likeness(made(graph, *EACH, other=f"{akin}: other")).score("one", "other")
    assert 0 < near < same


def test_what_is_said_of_both_makes_them_more_alike(graph: KnowledgeGraph) -> None:
    apart, together = (Likeness(made(graph, *claims)).score("one", "other") for claims in (EACH, BOTH))
    assert apart < together


@pytest.mark.parametrize("status", [Status.REFUTED, Status.DRAFT])
def test_what_does_not_stand_makes_nothing_alike(graph: KnowledgeGraph, status: Status) -> None:
    dead = tuple(each._replace(status=status) for each in BOTH)
    nothing = Likeness(made(graph, *EACH)).score("one", "other")
    assert Likeness(made(graph, *dead)).score("one", "other") == nothing


def test_a_word_in_both_names_makes_them_more_alike(graph: KnowledgeGraph) -> None:
    apart = Likeness(made(graph, *EACH, one="superior nerve", other="inferior root")).score("one", "other")
    alike = Likeness(made(graph, *EACH, one="superior nerve", other="inferior nerve")).score("one", "other")
    assert apart < alike


@pytest.mark.parametrize("relation", ["oppositeOf", "contrastsWith"])
def test_opposites_are_alike_either_way_round(graph: KnowledgeGraph, relation: str) -> None:
    plain = Likeness(made(graph, *EACH)).score("one", "other")
    likeness = Likeness(made(graph, *EACH, claim(f"other {relation} one")))
    assert likeness.score("one", "other") == likeness.score("other", "one") >= plain + 0.3


def test_the_nearest_come_first_and_what_is_as_near_in_order_of_id(graph: KnowledgeGraph) -> None:
    likeness = Likeness(
        made(graph, *BOTH, claim("third innervatedBy that"), claim("fourth innervatedBy that"))
    )
    assert likeness.nearest("one", ["third", "other", "fourth", "one"]) == ["other", "fourth", "third"]


def test_neighbours_share_something_that_is_said(graph: KnowledgeGraph) -> None:
    likeness = Likeness(made(graph, *BOTH, claim("third innervatedBy that")))
    assert [near.entity.id for near in likeness.neighbours("one")] == ["other"]
    assert likeness.neighbours("muscle") == []


def test_what_lacks_something_that_all_others_have_is_singled_out(graph: KnowledgeGraph) -> None:
    likeness = Likeness(
        made(graph, *BOTH, claim("third innervatedBy that"), claim("fourth innervatedBy shared"))
    )
    assert likeness.singled_out(["one", "other", "fourth", "third"]) == {"third"}
    assert likeness.singled_out(["one", "other", "fourth"]) == set()


def test_of_a_symmetric_relation_either_side_is_singled_out_alike(graph: KnowledgeGraph) -> None:
    likeness = Likeness(
        made(
            graph,
            claim("one antagonistOf shared"),
            claim("shared antagonistOf other"),
            claim("third innervatedBy that"),
        )
    )
    assert likeness.singled_out(["one", "other", "third"]) == {"third"}


def test_confusable_neighbours_of_the_packs_are_among_the_nearest(
    graph: KnowledgeGraph, likeness: Likeness
) -> None:
    for cls, one, other in (
        ("Nerve", "superior-gluteal-nerve", "inferior-gluteal-nerve"),
        ("Muscle", "gluteus-medius", "gluteus-minimus"),
        ("JointMovement", "hip-abduction", "hip-adduction"),
        ("Dysfunction", "tight-gluteus-medius", "weak-gluteus-medius"),
    ):
        kin = [entity.id for entity in graph.entities.values() if graph.vocabulary.is_a(entity.cls, cls)]
        assert other in likeness.nearest(one, kin)[:3], (one, likeness.nearest(one, kin)[:5])


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_likeness_is_the_same_either_way_and_between_0_and_1(
    graph: KnowledgeGraph, likeness: Likeness, data: st.DataObject
) -> None:
    one, other = (data.draw(st.sampled_from(sorted(graph.entities))) for _ in range(2))
    assert 0 <= likeness.score(one, other) <= 1
    assert likeness.score(one, other) == likeness.score(other, one)


def test_nothing_is_singled_out_of_things_that_nothing_is_said_of(graph: KnowledgeGraph) -> None:
    likeness = Likeness(made(graph))
    assert all(likeness.singled_out(pair) == set() for pair in combinations(["muscle", "right", "wrong"], 2))


def test_there_is_likeness_exactly_between_things_of_like_kind(graph: KnowledgeGraph) -> None:
    likeness = Likeness(graph)
    names = sorted(graph.entities)[::9]
    for one, other in combinations(names, 2):
        assert likeness.of_like_kind(one, other) == (likeness.score(one, other) > 0)


def test_many_are_compared_with_one_as_each_is_alone(graph: KnowledgeGraph, likeness: Likeness) -> None:
    names = sorted(graph.entities)[::9]
    for one in names:
        alone = [likeness.score(other, one) for other in names]
        assert list(likeness.scores(one, map(likeness.traits, names))) == alone
