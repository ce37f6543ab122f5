"""A hint takes a question half the way, and is the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from handmade import ALL
from keepers import Kept

from quiz.bank import draw
from quiz.hint import hint
from quiz.item import Interaction, Item
from quiz.session import Session

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.interaction.value)
def test_a_hint_is_one_line_and_does_not_tell_the_answer(item: Item) -> None:
    told = hint(item)
    assert told == hint(item)
    assert "\n" not in told
    assert item.answer not in told


def test_hints_on_the_real_packs_name_no_key_of_a_single_choice_and_no_whole_answer(
    graph: KnowledgeGraph,
) -> None:
    for item in draw(graph, 3, 150):
        told = hint(item)
        if item.interaction is Interaction.CHOOSE_ONE:
            assert told.removeprefix("It is not this one: ") in {
                option.text for option in item.options if not option.correct
            }
        elif item.interaction is Interaction.TEXT:
            assert all(answer not in told for answer in item.accept if len(answer) > 3), item.id


def test_right_after_a_hint_counts_half_and_is_kept_as_hinted() -> None:
    kept = Kept([])
    session = Session("s", tuple(ALL), kept)
    session.hint(0)
    session.hint(0)
    answer = session.answer(ALL[0].key, 10)
    assert (answer.correct, answer.score, answer.hinted) == (True, 0.5, True)
    assert kept.events == [("hinted", 0)], "it is kept once, before it is shown"
