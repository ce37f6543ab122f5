"""What the figures of the planner rest on: the artificial learners, the peers, and the judging."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from benchmarks.learners import GUESS, KNOWN, STRANGERS, TRUTHS, ActrLearner, FsrsLearner, HalfLifeLearner
from benchmarks.learning import best_other, half_width, term, terms, verdict
from benchmarks.policies import BASELINES, BOXES, OURS, POLICIES, Leitner, Planner, Regime, RoundRobin, Sm2

if TYPE_CHECKING:
    from benchmarks.learners import Learner

SMALL = Regime(facts=40, days=12, answers=8)
KINDS = {**TRUTHS, **STRANGERS}
kinds = pytest.mark.parametrize("truth", KINDS)


# --- the learners ----------------------------------------------------------------------------------------


@kinds
def test_a_learner_follows_from_the_seed(truth: str) -> None:
    def lived(seed: str) -> list[object]:
        learner = KINDS[truth](30, seed)
        return [(learner.ask(fact, day), learner.recall(fact, 9)) for day in (0, 2, 5) for fact in range(30)]

    assert lived("a") == lived("a") != lived("b")


@kinds
def test_a_tenth_is_known_beforehand_and_the_rest_not_at_all(truth: str) -> None:
    learner = KINDS[truth](2000, "known")
    known = [learner.recall(fact, 0) for fact in range(2000) if learner.recall(fact, 0) > 0]
    assert len(known) / 2000 == pytest.approx(KNOWN, abs=0.02)
    assert all(recall <= 1 for recall in known)


@kinds
def test_who_does_not_know_is_right_by_chance(truth: str) -> None:
    learner = KINDS[truth](4000, "guess")
    blank = [fact for fact in range(4000) if learner.recall(fact, 0) == 0]
    assert fmean(learner.ask(fact, 0) for fact in blank) == pytest.approx(GUESS, abs=0.03)


@kinds
def test_answers_come_as_often_as_recall_and_guessing_say(truth: str) -> None:
    learner = KINDS[truth](1500, "often")
    right, foreseen = [], []
    for day in (0, 3, 6, 12):
        for fact in range(1500):
            recall = learner.recall(fact, day)
            foreseen.append(recall + (1 - recall) * GUESS)
            right.append(learner.ask(fact, day))
    assert fmean(right) == pytest.approx(fmean(foreseen), abs=0.02)


@kinds
def test_what_is_studied_is_learned_and_what_is_left_alone_forgotten(truth: str) -> None:
    learner = KINDS[truth](200, "studied")
    before = fmean(learner.recall(fact, 40) for fact in range(200))
    for day in range(0, 40, 4):
        for fact in range(100):
            learner.ask(fact, day)
    after, later = (fmean(learner.recall(fact, day) for fact in range(100)) for day in (40, 90))
    assert after > before + 0.2
    assert later < after
    assert fmean(learner.recall(fact, 40) for fact in range(100, 200)) == pytest.approx(before, abs=0.1)


@pytest.mark.parametrize("kind", [FsrsLearner, ActrLearner])
def test_spaced_study_lasts_longer_than_massed(kind: type[FsrsLearner] | type[ActrLearner]) -> None:
    def later(days: range) -> float:
        learner: Learner = kind(150, "spacing")
        for day in days:
            for fact in range(150):
                learner.ask(fact, day)
        return fmean(learner.recall(fact, days[-1] + 60) for fact in range(150))

    assert later(range(0, 40, 5)) > later(range(32, 40))


def test_a_half_life_grows_by_recall_alone_and_never_falls_below_the_first() -> None:
    learner = HalfLifeLearner(1, "grows")
    learner._first, learner._state = [2.0], [(2.0, 0)]
    assert learner.recall(0, 2) == 0.5
    learner._state = [(2.0**30, 0)]
    learner.ask(0, 1)
    assert learner._state == [(2.2 * 2.0**30, 1)]
    learner._state = [(3.0, 0)]
    learner.ask(0, 1000)
    assert learner._state == [(2.0, 1000)]


def test_luck_hangs_on_the_fact_and_on_how_often_it_was_asked_alone() -> None:
    one, other = FsrsLearner(20, "luck"), FsrsLearner(20, "luck")
    for fact in range(10, 20):
        one.ask(fact, 0)
    assert [one.ask(fact, 1) for fact in range(10)] == [other.ask(fact, 1) for fact in range(10)]


def test_an_activation_is_what_the_paper_says() -> None:
    learner = ActrLearner(1, "one")
    learner._bonus, learner._traces = [0.0], [[]]
    learner.ask(0, 0)
    first = (0.025 * 86_400 * 2) ** -0.177
    learner.ask(0, 2)
    days, decays = zip(*learner._traces[0], strict=True)
    assert days == (0, 2)
    assert decays == pytest.approx((0.177, 0.177 + 0.217 * first))


# --- the policies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_fills_every_day_and_asks_no_fact_twice(name: str) -> None:
    policy = POLICIES[name](SMALL, "full")
    learner = FsrsLearner(SMALL.facts, "full")
    for day in range(SMALL.days):
        asked = policy.choose(day)
        assert len(asked) == len(set(asked)) == SMALL.answers
        assert all(0 <= fact < SMALL.facts for fact in asked)
        for fact in asked:
            policy.told(fact, day, right=learner.ask(fact, day))


def test_a_policy_that_leaves_answers_unused_is_refused() -> None:
    class Idle:
        def choose(self, day: int) -> list[int]:
            return [0, 1]

        def told(self, fact: int, day: int, *, right: bool) -> None:
            pass

    with pytest.raises(ValueError, match="Idle asks 2 on day 0, not 8"):
        term(FsrsLearner(SMALL.facts, "idle"), Idle(), SMALL)


def test_round_robin_asks_each_fact_as_often_as_any_other() -> None:
    policy, asked = RoundRobin(SMALL, "round"), Counter[int]()
    for day in range(10):
        for fact in policy.choose(day):
            asked[fact] += 1
            policy.told(fact, day, right=False)
    assert set(asked.values()) == {2}


def intervals(policy: Leitner | Sm2, answers: list[bool]) -> list[int]:
    """Return after how many days the peer wants fact 0 again, each time that it was asked when due."""
    day, found = 0, list[int]()
    for right in answers:
        policy.told(0, day, right=right)
        found.append(policy._due[0] - day)
        day = policy._due[0]
    return found


def test_sm2_goes_by_its_intervals() -> None:
    assert intervals(Sm2(SMALL, "sm"), [True, True, True, False, True]) == [1, 6, 15, 1, 1]


def test_leitner_goes_up_the_boxes_and_back_to_the_first() -> None:
    found = intervals(Leitner(SMALL, "boxes"), [True, True, True, True, False])
    # The package asks a box on fixed days, so that the first wait is at most the box's interval.
    assert all(1 <= days <= box for days, box in zip(found, (*BOXES[1:], 1), strict=True))
    assert found[-1] == 1
    assert max(found) > 4


def test_what_is_due_comes_first_then_new_then_what_is_due_soonest() -> None:
    policy = Sm2(Regime(6, 30, 6), "order")
    for fact, days in ((0, [0, 1]), (1, [0]), (2, [0])):
        for day in days:
            policy.told(fact, day, right=True)
    order = policy.choose(1)
    assert set(order[:2]) == {1, 2}
    assert set(order[2:5]) == {3, 4, 5}
    assert order[5] == 0


# --- the judging -----------------------------------------------------------------------------------------


def test_all_policies_face_the_same_learner() -> None:
    one, again = (terms("DSR", SMALL, 3, "test") for _ in range(2))
    assert list(one) == list(POLICIES)
    assert one == again
    assert set(one[OURS].forecasts) == {"first day", "half-way"}
    assert one["random"].forecasts == {}
    assert all(0 < each.later < each.exam < 1 for each in one.values())


@pytest.mark.parametrize("truth", TRUTHS)
def test_the_planner_beats_chance(truth: str) -> None:
    regime = Regime(facts=60, days=20, answers=10)
    ran = [
        {
            name: term(KINDS[truth](60, f"test {number}"), POLICIES[name](regime, f"test {number}"), regime)
            for name in ("random", OURS)
        }
        for number in range(6)
    ]
    assert fmean(each[OURS].exam - each["random"].exam for each in ran) > 0.003


def test_the_forecast_of_a_term_nearly_over_is_near_what_comes() -> None:
    policy, learner = Planner(SMALL, "near"), FsrsLearner(SMALL.facts, "near")
    for day in range(SMALL.days):
        if day == SMALL.days - 1:
            told = policy.forecast(day)
        for fact in policy.choose(day):
            policy.told(fact, day, right=learner.ask(fact, day))
    came = fmean(learner.recall(fact, SMALL.days) for fact in range(SMALL.facts))
    assert told.recall == pytest.approx(came, abs=0.12)
    assert told.reached == told.claims == SMALL.facts


def values(ours: list[float], best: list[float]) -> dict[str, list[float]]:
    return {**{name: [0.1] * len(ours) for name in BASELINES}, "SM-2": best, OURS: ours}


def test_a_verdict_compares_learner_by_learner() -> None:
    best = [0.2 + 0.02 * number for number in range(30)]
    noise = [0.004 * (-1) ** number for number in range(30)]
    for difference, mark in ((0.01, "✓"), (0.0, "="), (-0.01, "✗")):
        each = values([a + b + difference for a, b in zip(best, noise, strict=True)], best)
        told = verdict(each, best_other(each))
        assert (told.other, told.mark) == ("SM-2", mark)
        assert verdict(each, "random").mark == "✓"
        assert told.difference == pytest.approx(difference)


def test_half_the_width_is_that_of_student() -> None:
    # For 10 values the quantile is 2.262, for 30 it is 2.045.
    assert half_width([0.0, 2.0] * 5) == pytest.approx(2.262 * (10 / 9) ** 0.5 / 10**0.5, rel=2e-3)
    assert half_width([0.0, 2.0] * 15) == pytest.approx(2.045 * (30 / 29) ** 0.5 / 30**0.5, rel=1e-3)
