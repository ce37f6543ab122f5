"""The memory of one claim: what py-fsrs makes of it, day by day, and the five traps of py-fsrs kept away."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.learner import memory as module
from quiz.learner.clock import study_day
from quiz.learner.memory import (
    FAST_MS,
    MOST_DAYS,
    PARAMETERS,
    Memory,
    Rating,
    due_day,
    first,
    interval,
    outcomes,
    rate,
    recall,
    replayed,
    retrievability,
    review,
    stepped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MONDAY = date(2026, 3, 2).toordinal()
ratings = st.sampled_from(Rating)
gaps = st.integers(-3, 400)
answers = st.lists(st.tuples(ratings, gaps), min_size=1, max_size=12)


def answered(*steps: tuple[Rating, int], memory: Memory | None = None) -> Memory:
    for rating, day in steps:
        memory = review(memory, rating, day)
    assert memory is not None
    return memory


def dated(steps: Sequence[tuple[Rating, int]]) -> list[tuple[Rating, int]]:
    day, found = MONDAY, []
    for rating, gap in steps:
        day += gap
        found.append((rating, day))
    return found


# --- what an answer is worth -----------------------------------------------------------------------------


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(-10, 100_000))
def test_a_wrong_answer_is_again_whatever_else_is_known_of_it(
    unsure: bool, hinted: bool, recalled: bool, took: int
) -> None:
    rated = rate(correct=False, unsure=unsure, hinted=hinted, recalled=recalled, took_ms=took)
    assert rated is Rating.AGAIN


@given(st.booleans(), st.booleans(), st.integers(-10, 100_000))
def test_a_right_choice_is_at_most_good_as_it_may_be_a_guess(unsure: bool, hinted: bool, took: int) -> None:
    rated = rate(correct=True, unsure=unsure, hinted=hinted, recalled=False, took_ms=took)
    assert rated is (Rating.HARD if unsure or hinted else Rating.GOOD)


@pytest.mark.parametrize(
    ("took", "rated"),
    [
        (1, Rating.EASY),
        (FAST_MS, Rating.EASY),
        (FAST_MS + 1, Rating.GOOD),
        (0, Rating.GOOD),
        (-5, Rating.GOOD),
    ],
)
def test_recall_is_easy_only_where_it_was_fast_and_measured(took: int, rated: Rating) -> None:
    assert rate(correct=True, unsure=False, hinted=False, recalled=True, took_ms=took) is rated


def test_recall_after_a_hint_or_with_doubt_is_hard_however_fast() -> None:
    assert rate(correct=True, unsure=True, hinted=False, recalled=True, took_ms=1) is Rating.HARD
    assert rate(correct=True, unsure=False, hinted=True, recalled=True, took_ms=1) is Rating.HARD


# --- the traps of py-fsrs --------------------------------------------------------------------------------


def test_the_next_morning_is_another_day_though_not_24_hours_have_passed() -> None:
    evening = study_day(datetime.fromisoformat("2026-03-02T20:00:00+01:00")).toordinal()
    morning = study_day(datetime.fromisoformat("2026-03-03T07:00:00+01:00")).toordinal()
    learned = review(None, Rating.GOOD, evening)
    assert review(learned, Rating.GOOD, evening).stability == pytest.approx(2.3065, abs=0.1)
    assert review(learned, Rating.GOOD, morning).stability > 5


def test_a_review_neither_sleeps_nor_reads_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Stopped:
            raise AssertionError("the clock was read")

    def asleep(seconds: float) -> None:
        raise AssertionError("it slept")

    monkeypatch.setattr("fsrs.card.datetime", Stopped)
    monkeypatch.setattr("fsrs.scheduler.datetime", Stopped)
    monkeypatch.setattr(time, "sleep", asleep)
    answered((Rating.GOOD, MONDAY), (Rating.AGAIN, MONDAY + 3), (Rating.EASY, MONDAY + 4))


def test_the_global_random_generator_is_left_alone() -> None:
    before = random.getstate()
    memory = answered((Rating.EASY, MONDAY), (Rating.EASY, MONDAY + 30))
    due_day(memory, "a-claim")
    assert random.getstate() == before


def test_fsrs_is_not_loaded_by_planning() -> None:
    code = (
        "import sys; from quiz.learner.memory import *\n"
        "m = Memory(3.0, 5.0, 10); due_day(m, 'a'); retrievability(m, 12); replayed(m, [(Rating.GOOD, 11)])\n"
        "print('fsrs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_parameters_are_those_of_fsrs() -> None:
    assert fsrs.Scheduler().parameters == PARAMETERS


# --- closed forms against py-fsrs ------------------------------------------------------------------------


@given(ratings)
def test_the_closed_form_begins_as_fsrs_does(rating: Rating) -> None:
    memory = review(None, rating, MONDAY)
    assert (memory.stability, memory.difficulty) == first(rating)


@given(st.floats(0.001, 36_500), st.floats(1, 10), st.integers(0, 36_500), ratings)
def test_the_closed_form_steps_as_fsrs_does(
    stability: float, difficulty: float, elapsed: int, rating: Rating
) -> None:
    theirs = review(Memory(stability, difficulty, MONDAY), rating, MONDAY + elapsed)
    ours = stepped(stability, difficulty, elapsed, rating)
    assert isclose(theirs.stability, ours[0], rel_tol=1e-12)
    assert isclose(theirs.difficulty, ours[1], rel_tol=1e-12)


@given(st.floats(0.001, 36_500), st.floats(1, 10), st.floats(1, 36_500))
def test_both_outcomes_at_once_are_those_one_by_one(
    stability: float, difficulty: float, elapsed: float
) -> None:
    known, *after = outcomes(stability, difficulty, elapsed)
    assert known == recall(stability, elapsed)
    right, wrong = (stepped(stability, difficulty, elapsed, each) for each in (Rating.GOOD, Rating.AGAIN))
    assert after == [*right, *wrong]


@given(st.floats(0.001, 36_500), st.integers(0, 36_500))
def test_the_closed_form_forgets_as_fsrs_does(stability: float, elapsed: int) -> None:
    then = datetime(2000, 1, 1, tzinfo=UTC)
    card = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0, then, then)
    theirs = fsrs.Scheduler().get_card_retrievability(card, then + timedelta(days=elapsed))
    assert isclose(theirs, recall(stability, elapsed), rel_tol=1e-12)


@given(answers)
def test_replayed_answers_give_what_they_gave_one_by_one(steps: list[tuple[Rating, int]]) -> None:
    assert replayed(None, dated(steps)) == answered(*dated(steps))


@given(st.floats(0.01, 1000), st.floats(0.5, 0.99))
def test_recall_after_the_interval_is_what_was_wished(stability: float, retention: float) -> None:
    days = interval(stability, retention)
    assert isclose((1 + module._FACTOR * days / stability) ** module._DECAY, retention, rel_tol=1e-9)


@pytest.mark.parametrize("retention", [0.0, 1.0, -0.5, 90.0])
def test_a_retention_that_is_no_share_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="retention"):
        interval(3.0, retention)


# --- days and counts -------------------------------------------------------------------------------------


@given(answers, st.integers(1, 500))
def test_a_clock_set_back_counts_as_the_same_day(steps: list[tuple[Rating, int]], back: int) -> None:
    memory = answered(*dated(steps))
    for rating in Rating:
        assert review(memory, rating, memory.last_day - back) == review(memory, rating, memory.last_day)
    assert retrievability(memory, memory.last_day - back) == 1.0


def test_a_pause_of_centuries_does_not_raise() -> None:
    memory = review(None, Rating.GOOD, 1)
    late = review(memory, Rating.GOOD, date.max.toordinal())
    assert late.last_day == date.max.toordinal()
    assert 0 < retrievability(memory, date.max.toordinal()) < 0.5
    assert due_day(Memory(1e9, 1.0, MONDAY), "a") == MONDAY + MOST_DAYS


@given(answers)
def test_counts_follow_from_the_answers(steps: list[tuple[Rating, int]]) -> None:
    memory = answered(*dated(steps))
    right = [rating is not Rating.AGAIN for rating, _ in steps]
    assert memory.answers == len(steps)
    assert memory.right == sum(right)
    assert memory.lapses == sum(before and not after for before, after in pairwise(right))
    days: list[int] = []
    latest = MONDAY - 10
    for (_, day), ok in zip(dated(steps), right, strict=True):
        latest = max(latest, day)
        days = [*days, latest] if ok else []
    assert memory.streak == len(set(days))


@given(answers)
def test_recall_falls_from_day_to_day(steps: list[tuple[Rating, int]]) -> None:
    memory = answered(*dated(steps))
    fall = [retrievability(memory, memory.last_day + days) for days in range(0, 100, 7)]
    assert fall == sorted(fall, reverse=True)
    assert len(set(fall)) == len(fall)


@given(answers, st.integers(1, 60))
def test_a_better_answer_leaves_a_firmer_memory(steps: list[tuple[Rating, int]], gap: int) -> None:
    memory = answered(*dated(steps))
    after = [review(memory, rating, memory.last_day + gap).stability for rating in Rating]
    assert after == sorted(after)
    assert after[0] < after[1]


# --- when it is due --------------------------------------------------------------------------------------


@given(answers, st.text(max_size=8), st.floats(0.7, 0.97))
def test_a_claim_is_due_the_next_day_at_the_earliest_and_near_its_interval(
    steps: list[tuple[Rating, int]], claim: str, retention: float
) -> None:
    memory = answered(*dated(steps))
    due = due_day(memory, claim, retention)
    assert due >= memory.last_day + 1
    wanted = min(max(interval(memory.stability, retention), 1), MOST_DAYS)
    assert abs(due - memory.last_day - wanted) <= 1.5 + 0.05 * wanted


def test_claims_learned_on_one_day_come_back_on_several() -> None:
    memory = answered((Rating.GOOD, MONDAY), (Rating.GOOD, MONDAY + 3))
    days = [due_day(memory, f"claim-{number}") for number in range(200)]
    assert len(set(days)) >= 3
    assert days == [due_day(memory, f"claim-{number}") for number in range(200)]
    assert sum(days) / len(days) - MONDAY - 3 == pytest.approx(memory.stability, abs=0.5)


@given(answers, st.text(max_size=8))
def test_a_claim_that_need_not_be_known_as_well_is_due_no_earlier(
    steps: list[tuple[Rating, int]], claim: str
) -> None:
    memory = answered(*dated(steps))
    assert due_day(memory, claim, 0.8) >= due_day(memory, claim, 0.9)
