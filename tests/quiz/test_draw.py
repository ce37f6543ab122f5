"""Drawing items for one quiz: as many as asked for, mixed, nothing twice, nothing given away, few made."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from oracles import claims_of, wholes

from quiz.bank import draw, pick
from quiz.item import Bloom
from quiz.lint import Linter
from quiz.patterns import PATTERNS
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item
    from quiz.lint import Finding

NUMBER = 10
SEEDS = range(1, 7)


@pytest.fixture(scope="module", params=SEEDS)
def quiz(request: pytest.FixtureRequest, graph: KnowledgeGraph) -> list[Item]:
    return draw(graph, request.param, NUMBER)


def test_there_are_as_many_as_asked_for(quiz: list[Item]) -> None:
    assert len(quiz) == NUMBER
    assert len({item.id for item in quiz}) == NUMBER


def test_no_claim_is_asked_twice(quiz: list[Item]) -> None:
    told = [claim for item in quiz for claim in item.claims]
    assert len(set(told)) == len(told)


def test_types_are_mixed(quiz: list[Item]) -> None:
    assert len({item.type for item in quiz}) == NUMBER


def test_no_item_gives_another_one_away(quiz: list[Item], graph: KnowledgeGraph) -> None:
    assert Linter(graph).hinges(quiz) == []


def test_no_item_breaks_a_rule(quiz: list[Item], graph: KnowledgeGraph) -> None:
    linter = Linter(graph)
    assert [finding for item in quiz for finding in linter.item(item)] == []


def test_the_same_seed_draws_the_same_and_another_one_other_items(graph: KnowledgeGraph) -> None:
    assert draw(graph, 7, NUMBER) == draw(graph, 7, NUMBER) != draw(graph, 8, NUMBER)


def test_no_more_items_are_made_than_the_quiz_needs(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quiz has to be there at once; the whole bank takes seconds."""
    looked_at: list[Item] = []
    looks = Linter.item

    def counted(self: Linter, item: Item) -> list[Finding]:
        looked_at.append(item)
        return looks(self, item)

    monkeypatch.setattr(Linter, "item", counted)
    draw(graph, 1, NUMBER)
    assert NUMBER <= len(looked_at) <= 10 * NUMBER


def test_no_question_comes_twice_with_another_answer_right_where_there_are_others(
    graph: KnowledgeGraph,
) -> None:
    """Which of these can lead to knee pain? Who was told that it is the one does not expect the other."""
    items = draw(graph, 1, 200, Wanted(type="choose-subject"))
    one, other = next(
        (one, other)
        for one, other in combinations(items, 2)
        if one.stem == other.stem and set(one.claims).isdisjoint(other.claims)
    )
    third = next(item for item in items if item.stem != one.stem)
    for seed in SEEDS:
        assert third in pick([one, other, third], 2, seed)
        # Where there is nothing else, it comes.
        assert set(pick([one, other], 2, seed)) == {one, other}


@pytest.mark.parametrize("topic", ["gluteus-medius", "pistol-squat", "knee-pain", "obturator-nerve"])
def test_a_topic_is_kept(graph: KnowledgeGraph, topic: str) -> None:
    found = draw(graph, 1, NUMBER, Wanted(topic=topic))
    assert found
    for item in found:
        ends = {end for claim in claims_of(graph, item) for end in (claim.subject, claim.object)}
        assert any(topic in wholes(graph, end) for end in ends), item.id


def test_a_topic_takes_in_its_states_and_parts(graph: KnowledgeGraph) -> None:
    found = draw(graph, 1, 60, Wanted(topic="gluteus-medius"))
    ends = {
        end for item in found for claim in claims_of(graph, item) for end in (claim.subject, claim.object)
    }
    assert {"gluteus-medius", "weak-gluteus-medius", "tight-gluteus-medius"} <= ends


def test_a_source_is_kept_alone_and_with_a_topic(graph: KnowledgeGraph) -> None:
    found = draw(graph, 1, NUMBER, Wanted(source="article"))
    both = draw(graph, 1, NUMBER, Wanted(topic="knee-pain", source="article"))
    assert len(found) == len(both) == NUMBER
    for item in (*found, *both):
        told = {each.source for claim in claims_of(graph, item) for each in claim.evidence}
        assert "article" in told, item.id
    for item in both:
        # One claim is both: an item on what the article says of another thing is not on the topic.
        assert any(
            "knee-pain" in wholes(graph, end) and any(each.source == "article" for each in claim.evidence)
            for claim in claims_of(graph, item)
            for end in (claim.subject, claim.object)
        ), item.id


@pytest.mark.parametrize("kind", list(PATTERNS))
def test_a_type_is_kept(graph: KnowledgeGraph, kind: str) -> None:
    found = draw(graph, 1, 5, Wanted(type=kind))
    assert [item.type for item in found] == [kind] * 5


@pytest.mark.parametrize("level", [Bloom.REMEMBER, Bloom.APPLY])
def test_a_level_is_kept(graph: KnowledgeGraph, level: Bloom) -> None:
    found = draw(graph, 1, 5, Wanted(level=level))
    assert [item.bloom for item in found] == [level] * 5


def test_a_topic_that_no_claim_may_be_asked_of_gives_nothing(graph: KnowledgeGraph) -> None:
    asked = {end for claim in graph.claims() if claim.ask for end in (claim.subject, claim.object)}
    about = {upper for end in asked for upper in wholes(graph, end)}
    silent = min(graph.entities.keys() - about)
    assert draw(graph, 1, NUMBER, Wanted(topic=silent)) == []


def test_a_type_that_the_graph_has_nothing_for_gives_nothing(few: KnowledgeGraph) -> None:
    assert draw(few, 1, NUMBER, Wanted(type="match")) == []


def test_what_is_of_no_item_at_all_gives_nothing(graph: KnowledgeGraph) -> None:
    assert draw(graph, 1, NUMBER, Wanted(type="match", level=Bloom.EVALUATE)) == []


def test_more_than_there_is_gives_all_that_there_is_once(few: KnowledgeGraph) -> None:
    found = draw(few, 1, 1000)
    assert 0 < len(found) < 50
    assert len({item.id for item in found}) == len(found)


def test_each_claim_has_its_turn_before_any_comes_again(few: KnowledgeGraph) -> None:
    found = draw(few, 1, 2)
    assert len(found) == 2
    assert {claim for item in found for claim in item.claims} == {claim.id for claim in few.claims()}


def test_no_items_are_drawn_where_none_are_wanted(few: KnowledgeGraph) -> None:
    assert draw(few, 1, 0) == []
