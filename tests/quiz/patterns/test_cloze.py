"""Cloze: asked of what no other type asks, with a gap that one name alone fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from askable import fact
from oracles import borne_out, claims_of, fits_gap, gap
from smallgraphs import entity, world

from kg.graph import KnowledgeGraph
from kg.model import End
from quiz.blank import Blank
from quiz.claimed import Claimed
from quiz.grade import grade
from quiz.item import Bloom, Interaction
from quiz.patterns import PATTERNS
from quiz.patterns.cloze import TYPE
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from quiz.bank import Bank
    from quiz.item import Item

__all__ = ["TYPE"]


def test_one_thing_alone_has_a_name_that_fits_the_gap(kept: list[Item], graph: KnowledgeGraph) -> None:
    for item in kept:
        shown = gap(item.stem)
        fitting = {
            entity.id
            for entity in graph.entities.values()
            if any(fits_gap(shown, name) for name in entity.names)
        }
        assert fitting == {graph.find(item.answer).id}, item.stem


def first_letters(name: str) -> list[str]:
    """Return as much of each word as a gap may show."""
    return [word[:4].casefold() for word in name.split()]


def test_no_other_true_answer_begins_as_the_gap_does(kept: list[Item], graph: KnowledgeGraph) -> None:
    """Nobody counts the strokes: “s______ s______” fitted the scapular squeeze and the sleeper stretch."""
    for item in kept:
        (claim,) = claims_of(graph, item)
        asked = graph.find(item.answer).id
        subject, object_ = (claim.subject, None) if asked == claim.object else (None, claim.object)
        (top,) = graph.vocabulary.upper([claim.relation])
        sign = graph.vocabulary.relations[claim.relation].sign
        said = [
            each
            for each in graph.claims(subject=subject, relation=top, object=object_)
            if {sign, graph.vocabulary.relations[each.relation].sign} != {"raises", "lowers"}
            and each.live and (item.scope is None or borne_out(each, item.scope))
            and claim.qualifier in (None, each.qualifier)
        ]  # fmt: skip
        begun = [word.rstrip("_") for word in gap(item.stem).split()]
        told = claim.object if asked == claim.subject else claim.subject
        for other in {end for each in said for end in (each.subject, each.object)} - {asked, told}:
            for name in graph.entity(other).names:
                if first_letters(name) == first_letters(item.answer):
                    # No four letters tell them apart: the strokes do, and whoever miscounts is half right.
                    assert name in item.also_claimed
                    continue
                words = name.casefold().split()
                assert len(words) != len(begun) or not all(
                    word.startswith(first) for word, first in zip(words, begun, strict=True)
                ), (item.stem, name)


def test_another_true_answer_is_known_to_be_claimed_as_well(graph: KnowledgeGraph) -> None:
    things = ["sleeper-stretch", "scapular-squeeze", "doorway-slide"]
    claims = [fact(f"{thing} filedUnder mobility")._replace(source="page") for thing in things]
    made = list(PATTERNS[TYPE](Workshop(world(graph, *claims, fact("sleeper-stretch filedUnder rest")), 1)))
    asked = {item.answer: item for item in made if item.claims[0].endswith("mobility")}
    for answer, item in asked.items():
        others = {thing for thing in things if thing != answer}
        assert answer == "mobility" or {*item.also_claimed, *item.ruled_out} == others
        for other in (*item.also_claimed, *item.ruled_out):
            assert grade(item, other).claimed
    assert len(set(asked) & set(things)) > 1


def test_a_name_that_the_letters_rule_out_is_worth_nothing(kept: list[Item]) -> None:
    """“It is the gl_____ ma_____.” gave half for the sartorius: claimed as well, but the letters told."""
    ruled_out = 0
    for item in kept:
        begun = [word.rstrip("_") for word in gap(item.stem).casefold().split()]
        for name in item.half_right:
            words = name.casefold().split()
            assert len(words) == len(begun), (item.stem, name)
            assert all(map(str.startswith, words, begun)), (item.stem, name)
        for name in item.ruled_out:
            found = grade(item, name)
            assert (found.score, found.claimed) == (0.0, True), (item.stem, name)
            ruled_out += 1
    assert ruled_out > 1000


def test_half_a_mark_takes_the_letters_of_the_gap(graph: KnowledgeGraph) -> None:
    workshop = Workshop(graph, 1)
    abductor = Blank(graph.claim("gluteus-maximus-performs-hip-abduction"), End.SUBJECT, None)
    open_, begun = workshop.half_right(abductor), workshop.half_right(abductor, 2)
    assert "sartorius" in open_["also_claimed"]
    assert begun["also_claimed"] == begun["close"] == ()
    assert {"sartorius", "piriformis", "tensor fasciae latae"} <= set(begun["ruled_out"])
    member = Blank(graph.claim("gluteus-medius-group-gluteal-muscles"), End.OBJECT, None)
    assert "gluteus maximus" in workshop.half_right(member)["close"]
    assert workshop.half_right(member, 2)["close"] == ()


def test_a_relation_that_may_be_taken_for_the_one_asked_counts(graph: KnowledgeGraph) -> None:
    """“It is the si________ br____.” wanted the single-leg bridge, and the same study has the side bridge."""
    bridges = [entity("side-plank", "side bridge"), entity("single-leg-bridge"), entity("muscle")]
    bridges[1] = bridges[1]._replace(label="single-leg bridge")
    said = [fact("side-plank targets muscle"), fact("single-leg-bridge activates muscle")]
    small = world(graph, *said)
    small = KnowledgeGraph(replace(small.content, entities=tuple(bridges)))
    asked = [item for item in PATTERNS[TYPE](Workshop(small, 1)) if item.answer == "single-leg bridge"]
    assert [gap(item.stem) for item in asked] == ["sin_______ bri___"]


@pytest.mark.parametrize(("relation", "alike"), [("leadsTo", True), ("reduces", False)])
def test_what_lowers_is_not_taken_for_what_raises(graph: KnowledgeGraph, relation: str, alike: bool) -> None:
    claims = [fact("tightness increases pain"), fact(f"tension {relation} pain")]
    blank = Blank(claims[0], End.SUBJECT, None)
    assert Claimed(world(graph, *claims)).rivals(blank) == ({"tension"} if alike else set())


def test_one_of_very_many_true_answers_is_not_asked_for(graph: KnowledgeGraph) -> None:
    claims = [fact(f"thing{chr(97 + n % 26)}{chr(97 + n // 26)} filedUnder heap") for n in range(60)]
    made = list(PATTERNS[TYPE](Workshop(world(graph, *claims), 1)))
    assert made
    assert {item.answer for item in made} == {"heap"}


def test_the_gap_leaves_something_to_recall(kept: list[Item]) -> None:
    for item in kept:
        hidden = gap(item.stem).count("_")
        assert hidden >= len(item.answer) / 3, item.stem


def test_the_gap_is_read_last(kept: list[Item]) -> None:
    assert all(item.stem.endswith(f"{gap(item.stem)}.") for item in kept)


def test_the_answer_is_not_in_the_stem(kept: list[Item]) -> None:
    for item in kept:
        for answer in item.accept:
            assert answer.casefold() not in item.stem.casefold(), item.id


def test_the_answer_is_one_end_of_the_claim_and_the_other_is_told(
    kept: list[Item], graph: KnowledgeGraph
) -> None:
    for item in kept:
        (claim,) = claims_of(graph, item)
        asked = graph.find(item.answer).id
        assert asked in (claim.subject, claim.object)
        told = claim.object if asked == claim.subject else claim.subject
        assert graph.entity(told).label.casefold() in item.stem.casefold(), item.id
        assert (item.interaction, item.bloom, item.options) == (Interaction.TEXT, Bloom.REMEMBER, ())


def test_its_claims_are_in_no_other_item(kept: list[Item], bank: Bank) -> None:
    elsewhere = {claim for item in bank.items if item.type != TYPE for claim in item.claims}
    asked = [claim for item in kept for claim in item.claims]
    assert elsewhere.isdisjoint(asked)
    assert len(set(asked)) == len(asked)


def test_within_a_scope_its_source_says_so(kept: list[Item], graph: KnowledgeGraph) -> None:
    assert any(item.scope for item in kept)
    for item in kept:
        (claim,) = claims_of(graph, item)
        assert claim.live
        assert item.scope is None or borne_out(claim, item.scope)
