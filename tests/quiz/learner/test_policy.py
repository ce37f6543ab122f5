"""What is asked on a day: what is due without an exam, and with one what tells most on the day."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.learner.memory import Memory, Rating, due_day, replayed, retrievability
from quiz.learner.policy import DEFAULT, Candidate, Experience, Pace, choose, forecast

DAY = 739_000
EXAM = DAY + 30
# Someone who recalls next to nothing at first and needs many repetitions.
SLOW = Pace(shift=-4.0, practice=1.8, slope=0.5, error=0.2, answers=200)


def memory(*answers: tuple[Rating, int]) -> Memory:
    """Return a memory by answers, each with how many days ago it was."""
    found = replayed(None, [(rating, DAY - ago) for rating, ago in answers])
    assert found is not None
    return found


def new(number: int, weight: float = 1.0) -> list[Candidate]:
    return [Candidate(f"new-{place}", None, weight) for place in range(number)]


def studied(number: int, seed: int = 1) -> list[Candidate]:
    draw, found = Random(seed), []
    for place in range(number):
        ago = sorted(draw.sample(range(1, 60), draw.randint(1, 5)), reverse=True)
        answers = [(draw.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD]), days) for days in ago]
        found.append(Candidate(f"old-{place}", memory(*answers)))
    return found


ratings = st.sampled_from(Rating)
memories = st.lists(st.tuples(ratings, st.integers(0, 90)), min_size=1, max_size=6).map(
    lambda answers: memory(*sorted(answers, key=lambda each: -each[1]))
)
candidates = st.lists(
    st.tuples(st.none() | memories, st.sampled_from([0.0, 0.5, 1.0, 3.0])), max_size=25
).map(lambda found: [Candidate(f"c{place}", *each) for place, each in enumerate(found)])
paces = st.sampled_from([DEFAULT, SLOW, Pace(1.0, 0.2, 1.4), Pace(-9.0, -1.0, 0.0)])


# --- any day ---------------------------------------------------------------------------------------------


@given(candidates, st.none() | st.integers(-2, 60), st.integers(-1, 30), st.integers(0, 5), paces)
def test_a_day_holds_known_claims_once_each_and_no_more_than_asked_for(
    found: list[Candidate], left: int | None, answers: int, seed: int, pace: Pace
) -> None:
    exam = None if left is None else DAY + left
    order = choose(found, DAY, exam, answers, seed, pace)
    assert len(order) == len(set(order)) <= max(answers, 0)
    by_name = {candidate.claim: candidate for candidate in found}
    for claim in order:
        kept = by_name[claim].memory
        assert by_name[claim].weight > 0
        assert kept is None or kept.last_day < DAY
    if left is not None and left > 0:
        worth = [
            each for each in found if each.weight and (each.memory is None or each.memory.last_day < DAY)
        ]
        assert len(order) == min(max(answers, 0), len(worth))


@given(candidates, st.none() | st.integers(1, 60), st.integers(1, 20), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(
    found: list[Candidate], left: int | None, answers: int, draw: random.Random
) -> None:
    exam = None if left is None else DAY + left
    shuffled = draw.sample(found, len(found))
    assert choose(shuffled, DAY, exam, answers, 7) == choose(found, DAY, exam, answers, 7)


def test_the_seed_decides_between_claims_that_are_worth_the_same() -> None:
    orders = {tuple(choose(new(30), DAY, exam, 10, seed)) for seed in range(5) for exam in (None, EXAM)}
    assert len(orders) > 3
    assert choose(new(30), DAY, EXAM, 10, 1) == choose(new(30), DAY, EXAM, 10, 1)


def test_nothing_is_drawn_from_the_global_generator() -> None:
    before = random.getstate()
    choose([*new(20), *studied(20)], DAY, EXAM, 10, 1)
    assert random.getstate() == before


def test_planning_does_not_load_fsrs() -> None:
    code = (
        "import sys; from quiz.learner.policy import *; from quiz.learner.memory import Memory\n"
        "print(choose([Candidate('a', Memory(3.0, 5.0, 10)), Candidate('b', None)], 20, 30, 5, 1))\n"
        "print('fsrs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


# --- without an exam -------------------------------------------------------------------------------------


def test_without_an_exam_what_is_due_comes_before_what_is_new_and_nothing_before_its_time() -> None:
    found = [*new(3), *studied(40)]
    due = {
        each.claim for each in found if each.memory is not None and due_day(each.memory, each.claim) <= DAY
    }
    order = choose(found, DAY, None, 100, 1)
    assert 0 < len(due) < 40
    assert set(order[: len(due)]) == due
    assert sorted(order[len(due) :]) == ["new-0", "new-1", "new-2"]


def test_what_has_waited_longest_for_its_stability_is_due_first() -> None:
    shaky = Candidate("shaky", Memory(2.0, 5.0, DAY - 10))
    firm = Candidate("firm", Memory(40.0, 5.0, DAY - 60))
    assert choose([firm, shaky], DAY, None, 1, 1) == ["shaky"]


def test_of_new_claims_the_weightiest_come_first() -> None:
    found = [*new(20), Candidate("heavy", None, 2.0), Candidate("heavier", None, 3.0)]
    assert choose(found, DAY, None, 2, 1) == ["heavier", "heavy"]


def test_an_exam_that_is_past_is_as_none() -> None:
    found = [*new(10), *studied(30)]
    for exam in (DAY, DAY - 1, DAY - 400):
        assert choose(found, DAY, exam, 12, 3) == choose(found, DAY, None, 12, 3)


# --- with an exam ----------------------------------------------------------------------------------------


def test_with_an_exam_a_day_mixes_new_claims_and_reviews_from_the_beginning_on() -> None:
    order = choose([*new(400), *studied(100)], DAY, EXAM, 40, 1)
    fresh = [claim.startswith("new") for claim in order]
    assert 10 <= sum(fresh) <= 30
    assert any(fresh[:6])
    assert not all(fresh[:6])


def test_a_day_of_one_answer_brings_something_new_now_and_then() -> None:
    found = [*new(30), *studied(20)]
    days = [choose(found, DAY, DAY + 300, 1, seed)[0] for seed in range(40)]
    assert 0 < sum(claim.startswith("new") for claim in days) < 40


def test_what_weighs_more_is_learned_where_not_all_can_be() -> None:
    found = [*new(300), *(Candidate(f"heavy-{place}", None, 4.0) for place in range(20))]
    order = choose(found, DAY, DAY + 10, 20, 1)
    assert sum(claim.startswith("heavy") for claim in order) == 20


def test_what_is_firm_waits_for_the_rest() -> None:
    firm = [Candidate(f"firm-{place}", Memory(2000.0, 3.0, DAY - 5, 6, 6, 0, 6)) for place in range(30)]
    order = choose([*firm, *studied(30)], DAY, EXAM, 15, 1)
    assert not any(claim.startswith("firm") for claim in order)
    assert len(choose([*firm, *studied(30)], DAY, EXAM, 60, 1)) == 60


def term(pace: Pace, claims: int, days: int, answers: int) -> dict[str, int]:
    """Return how often each claim is asked in a term in which every answer is wrong."""
    kept: dict[str, Memory | None] = {f"c{place}": None for place in range(claims)}
    for day in range(DAY, DAY + days):
        found = [Candidate(claim, each) for claim, each in kept.items()]
        for claim in choose(found, day, DAY + days, answers, 1, pace):
            kept[claim] = replayed(kept[claim], [(Rating.AGAIN, day)])
    return {claim: 0 if each is None else each.answers for claim, each in kept.items()}


def test_a_learner_whom_fsrs_fits_sees_all_of_a_long_syllabus() -> None:
    assert min(term(DEFAULT, 100, 20, 14).values()) >= 1


def test_a_slow_learner_is_given_the_part_that_fits_and_that_often_enough() -> None:
    asked = [number for number in term(SLOW, 100, 20, 14).values() if number]
    assert len(asked) < 70
    assert sum(asked) / len(asked) > 4


@settings(max_examples=30)
@given(candidates, st.integers(1, 40), st.integers(0, 30), paces)
def test_a_forecast_lies_within_its_range_and_counts_what_is_reached(
    found: list[Candidate], left: int, answers: int, pace: Pace
) -> None:
    told = forecast(found, DAY, DAY + left, answers, pace)
    asked = [each for each in found if each.weight > 0]
    assert 0 <= told.low <= told.recall <= told.high <= 1
    assert sum(each.memory is not None for each in asked) <= told.reached <= told.claims == len(asked)


def test_more_answers_a_day_promise_more() -> None:
    found = [*new(100), *studied(50)]
    promised = [forecast(found, DAY, EXAM, answers) for answers in (0, 3, 10, 20, 40)]
    assert [told.recall for told in promised] == sorted(told.recall for told in promised)
    assert promised[0].recall < promised[-1].recall - 0.2
    assert promised[0].reached == 50
    assert promised[1].reached < 150 == promised[-1].reached


def test_without_answers_the_forecast_is_what_will_not_have_been_forgotten() -> None:
    found = studied(30)
    told = forecast(found, DAY, EXAM, 0)
    kept = [retrievability(each.memory, EXAM) for each in found if each.memory is not None]
    assert told.recall == pytest.approx(sum(kept) / len(kept), abs=0.03)


def test_answers_narrow_the_range() -> None:
    found = studied(100)
    known = replace(DEFAULT, error=0.1, answers=500)
    wide, narrow = (forecast(found, DAY, EXAM, 10, pace) for pace in (DEFAULT, known))
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2


# --- the pace --------------------------------------------------------------------------------------------


def experience(pace: Pace, number: int, guess: float = 0.25) -> Experience:
    """Return the answers of someone who is as a pace says, to claims asked some days apart."""
    draw, found = Random(5), Experience()
    for _ in range(number):
        kept = memory(
            *((draw.choice([Rating.AGAIN, Rating.GOOD]), 80 - n) for n in range(draw.randint(1, 8)))
        )
        day = kept.last_day + draw.choice([1, 2, 4, 8, 16, 32])
        known = pace.recall(retrievability(kept, day), kept.answers)
        found.note(kept, day, correct=draw.random() < known + (1 - known) * guess, guess=guess)
    return found


def test_without_answers_fsrs_is_believed() -> None:
    assert Experience().pace() == DEFAULT == Pace()
    assert DEFAULT.recall(0.7, 5) == pytest.approx(0.7)


@pytest.mark.parametrize("guess", [0.25, 0.0])
@pytest.mark.parametrize("true", [DEFAULT, SLOW, Pace(1.0, -0.3, 0.8)])
def test_a_pace_is_found_again_from_the_answers_it_leads_to(true: Pace, guess: float) -> None:
    pace = experience(true, 3000, guess).pace()
    assert pace.answers == 3000
    for foreseen in (0.4, 0.6, 0.8):
        for answers in (1, 3, 6):
            assert pace.recall(foreseen, answers) == pytest.approx(true.recall(foreseen, answers), abs=0.1)


def test_a_few_dozen_answers_tell_a_slow_learner_from_one_whom_fsrs_fits() -> None:
    slow, usual = experience(SLOW, 40).pace(), experience(DEFAULT, 40).pace()
    assert slow.recall(0.7, 1) < 0.3
    assert usual.recall(0.7, 1) > 0.5


def test_someone_always_wrong_and_someone_always_right_have_a_pace_too() -> None:
    for correct in (True, False):
        found = Experience()
        for ago in range(1, 400):
            found.note(Memory(1.0 + ago, 5.0, DAY - ago), DAY, correct=correct)
        pace = found.pace()
        assert (pace.recall(0.5, 3) > 0.8) is correct
        assert 0 < pace.error <= 1


def merged(*parts: Experience) -> Experience:
    """Return the answers of several, one after the other."""
    found = Experience()
    for part in parts:
        found._seen += part._seen
    return found


def test_a_pace_is_taken_only_if_it_foresees_the_latest_answers_better() -> None:
    """Someone slow who has become as FSRS has it: what fits the past is worse for what came last."""
    changed = merged(experience(SLOW, 150), experience(Pace(2.0, 0.0, 1.0), 60)).pace()
    assert (changed.shift, changed.practice, changed.slope) == (0.0, 0.0, 1.0)
    assert changed.answers == 210
    assert experience(SLOW, 210).pace().shift < 0


def test_too_few_answers_to_hold_any_out_change_nothing() -> None:
    assert experience(SLOW, 24).pace() == DEFAULT
    assert experience(SLOW, 25).pace() != DEFAULT


def test_where_both_orders_are_taken_the_order_of_the_answers_does_not_move_the_pace() -> None:
    notes = [(each.memory, DAY + 1 + place % 9, place % 3 > 0) for place, each in enumerate(studied(80))]
    paces = []
    for order in (notes, notes[::-1]):
        found = Experience()
        for kept, day, correct in order:
            assert kept is not None
            found.note(kept, day, correct=correct)
        paces.append(found.pace())
    assert paces[0] == paces[1] != DEFAULT


def test_a_second_answer_on_one_day_says_nothing_of_the_pace() -> None:
    found = Experience()
    found.note(memory((Rating.GOOD, 0)), DAY, correct=False)
    found.note(memory((Rating.GOOD, 0)), DAY - 3, correct=False)
    assert found.pace() == DEFAULT


def test_a_right_answer_that_may_be_a_guess_says_less_than_one_that_may_not() -> None:
    chosen, typed = Experience(), Experience()
    for kept in studied(40):
        assert kept.memory is not None
        chosen.note(kept.memory, DAY, correct=True)
        typed.note(kept.memory, DAY, correct=True, guess=0.0)
    assert typed.pace().recall(0.5, 3) > chosen.pace().recall(0.5, 3) > 0.5


@given(st.lists(st.tuples(memories, st.integers(1, 3000), st.booleans()), max_size=30))
def test_any_answers_give_a_pace_in_bounds(notes: list[tuple[Memory, int, bool]]) -> None:
    found = Experience()
    for kept, later, correct in notes:
        found.note(kept, kept.last_day + later, correct=correct)
    pace = found.pace()
    assert 0 < pace.error <= 1
    assert 0 < pace.recall(0.0, 1) <= pace.recall(1.0, 50) < 1 or pace.slope < 0 or pace.practice < 0
