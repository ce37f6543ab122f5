"""Taking an answer back: whenever it was given, and with nothing left of it but that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_ONE, MATCH, TEXT, right, wrong
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import Clock, opened, sql

from quiz.learner.replay import memories
from quiz.session import Mode, NothingToUndoError

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = [CHOOSE_ONE, MATCH, TEXT]


def test_an_answer_is_taken_back_in_another_run_of_the_program(tmp_path: Path) -> None:
    log = opened(tmp_path)
    session = log.start("s", ITEMS, "{}")
    for item in ITEMS:
        session.answer(right(item), 5)
    log.close()
    again = opened(tmp_path)
    assert again.unfinished() is None
    taken = again.undo()
    assert (taken.item, taken.claim, taken.correct) == (TEXT.id, TEXT.claims[0], True)
    reopened = again.unfinished()
    assert reopened is not None
    assert reopened.position == 2
    assert [answer.position for answer in reopened.answers.values()] == [0, 1]
    reopened.answer(wrong(TEXT), 5)
    assert opened(tmp_path).unfinished() is None


def test_what_was_taken_back_stays_in_the_log(tmp_path: Path) -> None:
    log = opened(tmp_path)
    session = log.start("s", ITEMS, "{}")
    for _ in range(3):
        session.answer(0, 5)
        log.undo()
        session = opened(tmp_path).unfinished()  # type: ignore[assignment]
    assert sql(tmp_path, "SELECT attempt, response FROM answer") == [(0, "0"), (1, "0"), (2, "0")]
    assert sql(tmp_path, "SELECT count(*) FROM undo") == [(3,)]
    with pytest.raises(NothingToUndoError):
        log.undo()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(0, 90)), min_size=1, max_size=8))
def test_after_taking_back_the_memory_is_what_it_was_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, bool, int]]
) -> None:
    folder, clock = tmp_path_factory.mktemp("undo"), Clock()
    log = opened(folder, clock)
    states = []
    for number, (place, correct, hours) in enumerate(steps):
        clock.wait(hours=hours)
        states.append(log.memories())
        item = ITEMS[place]
        session = log.start(f"s{number}", [item, item], "{}", versions={item.claims[0]: f"v{number}"})
        session.answer((right if correct else wrong)(item), 900)
    for state in reversed(states):
        log.undo()
        assert log.memories() == state == memories(log.store.db)
    log.close()


def test_an_exam_stays_as_it_was_given(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.start("practice", ITEMS, "{}").answer(right(CHOOSE_ONE), 5)
    exam = log.start("exam", ITEMS, "{}", mode=Mode.EXAM)
    exam.answer_at(2, right(TEXT), 5)
    exam.submit()
    assert log.undo().item == CHOOSE_ONE.id
    with pytest.raises(NothingToUndoError):
        log.undo()
    with pytest.raises(NothingToUndoError):
        exam.undo()


def test_two_windows_take_one_answer_back_once(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    session = one.start("s", ITEMS, "{}")
    session.answer(0, 5)
    two.undo()
    with pytest.raises(NothingToUndoError):
        session.undo()
    assert sql(tmp_path, "SELECT count(*) FROM undo") == [(1,)]
