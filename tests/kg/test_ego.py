"""The neighbourhood of an entity, and a walk from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile import LABELS, hostile
from smallgraphs import claim, world

from kg.ego import ego
from kg.model import AskUse, End, Modality, Status
from kg.showable import one_line
from kg.walk import MOST, Walk, beginnings

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def test_every_claim_that_is_no_draft_is_on_one_side_once(graph: KnowledgeGraph) -> None:
    for entity in graph.entities:
        found = ego(graph, entity)
        drawn = [each for edge in (*found.left, *found.right) for each in edge.claims]
        assert sorted(drawn, key=lambda each: each.id) == sorted(
            (each for each in graph.about(entity) if each.status is not Status.DRAFT),
            key=lambda each: each.id,
        )
        assert all(each.object == entity != each.subject for edge in found.left for each in edge.claims)
        assert all(each.subject == entity for edge in found.right for each in edge.claims)


def test_what_influences_comes_first_and_what_stands_best(graph: KnowledgeGraph) -> None:
    small = world(
        graph,
        claim("muscle performs b", Status.REFUTED),
        claim("muscle performs a", Status.CONTESTED),
        claim("muscle performs d", Status.REPORTED),
        claim("muscle performs c"),
        claim("muscle performs e", Status.DRAFT),
        claim("muscle leadsTo pain", Status.REPORTED),
    )
    found = ego(small, "muscle")
    assert [edge.other for edge in found.right] == ["pain", "c", "d", "a", "b"]
    assert [edge.causal for edge in found.right] == [True, False, False, False, False]
    assert [edge.doubt for edge in found.right] == ["", "", "", "contested", "refuted"]
    assert (found.left, found.kind) == ((), "thing claimed about")
    assert found.holding("muscle performs b") == found.right[-1]
    assert found.holding("muscle performs e") is None
    assert [edge.other for edge in ego(small, "pain").left] == ["muscle"]


def test_sources_that_say_the_same_are_one_edge_and_other_words_another(graph: KnowledgeGraph) -> None:
    said = claim("muscle performs bend")
    small = world(
        graph,
        said._replace(id="1", status=Status.REFUTED),
        said._replace(id="2", source="page", ask=(AskUse.FACT,)),
        said._replace(id="3", status=Status.CONTESTED),
        said._replace(id="4", qualifier="when it is\nstretched"),
        said._replace(id="5", modality=Modality.CAN),
        said._replace(id="6", relation="assistsIn"),
    )
    edges = {edge.claims[0].id: edge for edge in ego(small, "muscle").right}
    assert sorted(edges) == ["2", "4", "5", "6"]
    assert [each.id for each in edges["2"].claims] == ["2", "3", "1"]
    assert edges["2"].number == "3 claims, 1 contested, 1 refuted"
    assert (edges["2"].status, edges["2"].doubt) == (Status.ESTABLISHED, "")
    assert edges["4"].words == "performs … when it is stretched"
    assert edges["5"].words == "can perform"
    assert edges["4"].number == ""


def test_an_edge_tells_which_way_it_reads(graph: KnowledgeGraph) -> None:
    turned = claim("weak leadsTo pain")._replace(reads_from=End.OBJECT, modality=Modality.OFTEN)
    small = world(graph, turned, claim("weak overlapsWith tired"), claim("weak overlapsWith weak"))
    right = {edge.other: edge for edge in ego(small, "weak").right}
    assert (right["pain"].words, right["pain"].turned) == ("is often the result of", True)
    assert (right["tired"].turned, right["tired"].mutual, right["pain"].mutual) == (False, True, False)
    left = ego(small, "pain").left
    assert [(edge.other, edge.words, edge.turned) for edge in left] == [
        ("weak", "is often the result of", True)
    ]
    assert [edge.other for edge in ego(small, "tired").left] == ["weak"]
    # A claim of a thing on itself is an edge from it, and no second one to it.
    assert "weak" in right
    assert ego(small, "weak").left == ()
    with pytest.raises(KeyError):
        ego(small, "nothing")


def test_hostile_words_stay_on_one_line_and_turn_nothing_around(graph: KnowledgeGraph) -> None:
    bad = hostile(graph)
    for entity in bad.entities:
        found = ego(bad, entity)
        for edge in (*found.left, *found.right):
            for text in (found.label, edge.label, edge.words):
                assert text == one_line(text)
    labels = {edge.label for entity in bad.entities for edge in ego(bad, entity).right}
    drawn = {each.object for each in bad.claims() if each.status is not Status.DRAFT}
    assert labels == {one_line(bad.entity(name).label) for name in drawn}
    assert labels <= {one_line(label) for label in LABELS}
    assert "x" * 300 in labels


def test_a_walk_goes_on_and_back_and_forgets_its_beginning() -> None:
    walk = Walk()
    assert walk.current is None
    assert walk.back() == walk
    for number in range(MOST + 10):
        walk = walk.to(str(number)).to(str(number))
    assert len(walk.trail) == MOST
    assert (walk.trail[0], walk.current) == ("10", "59")
    assert walk.back().to("57").trail[-3:] == ("57", "58", "57")
    assert walk.back_to(1).trail == ("10", "11")
    assert Walk(("only",)).back().current == "only"


def test_beginnings_are_varied_and_the_main_thing_of_the_texts_is_first(graph: KnowledgeGraph) -> None:
    found = beginnings(graph)
    assert found[0] == "gluteus-medius"
    assert len(found) == len(set(found)) <= 12
    assert {"patellofemoral-pain", "hip-lateral-rotation"} <= set(found)
    small = world(graph, claim("muscle performs bend", Status.DRAFT))
    assert beginnings(small) == []
