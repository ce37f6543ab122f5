"""The artificial students, and what they hold of the generator: that it offers what is easily mixed up."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_ONE

from benchmarks.students import (
    Confusions,
    Question,
    analyse,
    any_options,
    fillers,
    question_of,
    same_class,
    sit,
    spearman,
)
from quiz.patterns import choose_object, choose_subject
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

STUDENTS, ITEMS = 200, 60
# Our options have to offer a misconception so many times as often as chance within the class does.
OFTENER = 1.3


@pytest.fixture(scope="module")
def confusions(graph: KnowledgeGraph) -> Confusions:
    return Confusions(graph)


@pytest.fixture(scope="module")
def questions(graph: KnowledgeGraph) -> list[Question]:
    """Single choices as the engine makes them, in an order by chance."""
    workshop = Workshop(graph, 1)
    items = [*choose_object.items(workshop), *choose_subject.items(workshop)]
    Random(1).shuffle(items)
    return [question_of(item) for item in items]


def _offered(confusions: Confusions, questions: list[Question]) -> float:
    """Return the share of questions with a misconception among the options."""
    hits = [not set(each.wrong).isdisjoint(confusions.tempting(each)) for each in questions]
    return sum(hits) / len(hits)


def test_our_options_offer_what_is_confused_more_often_than_chance(
    graph: KnowledgeGraph, confusions: Confusions, questions: list[Question]
) -> None:
    rng = Random(2)
    by_chance = [same_class(rng, graph, each) for each in questions]
    assert _offered(confusions, questions) > OFTENER * _offered(confusions, by_chance)


def test_a_test_that_offers_misconceptions_tells_students_apart_better(
    graph: KnowledgeGraph, confusions: Confusions, questions: list[Question]
) -> None:
    test = questions[:ITEMS]
    offering = [replace(each, wrong=tuple(confusions.tempting(each)) or each.wrong) for each in test]
    rng = Random(2)
    by_chance = [same_class(rng, graph, each) for each in test]
    one, other = (analyse(sit(Random(3), each, confusions, STUDENTS)) for each in (offering, by_chance))
    assert one.discrimination > other.discrimination
    assert one.right < other.right


@pytest.mark.parametrize("redrawn", [any_options, same_class])
def test_no_redrawn_option_is_right(
    graph: KnowledgeGraph,
    questions: list[Question],
    redrawn: Callable[[Random, KnowledgeGraph, Question], Question],
) -> None:
    rng = Random(4)
    for each in questions[:ITEMS]:
        other = redrawn(rng, graph, each)
        assert len(other.wrong) == len(each.wrong)
        assert {*other.wrong}.isdisjoint({each.key, *fillers(graph, each)})


def test_the_key_is_what_fills_the_place_asked_for(graph: KnowledgeGraph, questions: list[Question]) -> None:
    assert all(each.key in fillers(graph, each) for each in questions)


def test_what_is_opposite_is_confused_first(graph: KnowledgeGraph, confusions: Confusions) -> None:
    assert confusions.with_("hip-abduction")[0] == "hip-adduction"
    assert "gluteus-minimus" in confusions.with_("gluteus-medius")[:3]


def test_a_question_of_statements_is_refused() -> None:
    first, *rest = CHOOSE_ONE.options
    with pytest.raises(ValueError, match=CHOOSE_ONE.id):
        question_of(replace(CHOOSE_ONE, options=(replace(first, entity=None), *rest)))


def test_what_the_stem_tells_need_not_be_known() -> None:
    item = replace(CHOOSE_ONE, claims=("asked", "told"), given=("told",))
    assert question_of(item) == Question(
        ("asked",), "superior-gluteal-nerve", ("inferior-gluteal-nerve", "femoral-nerve")
    )


def test_a_perfect_ladder_has_the_figures_worked_out_by_hand() -> None:
    ladder = [[True, True, True], [True, True, False], [True, False, False], [False, False, False]]
    found = analyse(ladder)
    assert found.right == pytest.approx(0.5)
    assert found.discrimination == pytest.approx(1.0)
    assert found.kr20 == pytest.approx(0.75)


def test_ranks_agree_fully_in_the_same_order_and_share_a_place_where_equal() -> None:
    assert spearman([1, 5, 9], [2, 3, 4]) == pytest.approx(1.0)
    assert spearman([1, 1, 2], [1, 2, 3]) == pytest.approx(0.866, abs=0.001)
