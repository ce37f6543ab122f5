"""A session: the answer is kept before anything else happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.bank import build
from quiz.feedback import feedback, score, to_review
from quiz.session import Answer, Session

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item


@pytest.fixture
def items(graph: KnowledgeGraph) -> tuple[Item, ...]:
    return tuple(build(graph, 1)[:3])


def wrong(item: Item) -> int:
    return next(place for place, option in enumerate(item.options) if not option.correct)


def test_a_session_from_first_to_last(items: tuple[Item, ...]) -> None:
    kept: list[Answer] = []
    session = Session("s", items, lambda _, answer: kept.append(answer))
    assert (session.position, session.current, session.finished) == (0, items[0], False)
    session.answer(items[0].key, 1500)
    session.answer(wrong(items[1]), 10)
    session.answer(items[2].key, 20)
    assert session.finished
    assert session.current is None
    assert session.right == 2
    assert score(session) == "2 of 3 right."
    assert [item for item, _ in to_review(session)] == [items[1]]
    assert kept == [session.answers[place] for place in range(3)]


def test_an_answer_that_cannot_be_kept_is_not_counted(items: tuple[Item, ...]) -> None:
    def refuse(session: Session, answer: Answer) -> None:
        raise OSError("disk full")

    session = Session("s", items, refuse)
    with pytest.raises(OSError, match="disk full"):
        session.answer(0, 0)
    assert session.answers == {}
    assert session.position == 0


@pytest.mark.parametrize("choice", [-1, 4, 99])
def test_an_option_that_is_not_there_is_refused(items: tuple[Item, ...], choice: int) -> None:
    session = Session("s", items, lambda _, __: None)
    with pytest.raises(IndexError):
        session.answer(choice, 0)
    assert session.answers == {}


def test_feedback_begins_with_the_chosen_option(items: tuple[Item, ...]) -> None:
    item, choice = items[0], wrong(items[0])
    told = feedback(item, Answer(0, choice, correct=False, took_ms=0))
    assert told.verdict == f"Wrong. The answer is {item.key + 1}: {item.options[item.key].text}."
    assert told.others[0].startswith(f"Your answer {choice + 1}, {item.options[choice].text}, is wrong: ")
    assert len(told.others) == len(item.options) - 1
    assert feedback(item, Answer(0, item.key, correct=True, took_ms=0)).verdict == "Right."
