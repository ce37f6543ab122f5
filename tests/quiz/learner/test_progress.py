"""Progress: what is due, learned and new, the streak that forgives, leeches, and that nothing else counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_ONE
from hypothesis import given
from hypothesis import strategies as st

from kg.falsity import Falsity
from kg.model import Tier
from kg.proof import Proof, ProofKind
from quiz.coverage import may_be_asked
from quiz.item import Option
from quiz.learner.confusions import contrast
from quiz.learner.log import AnswerLog
from quiz.learner.mastery import ENOUGH, LINE
from quiz.learner.memory import Memory, due_day
from quiz.learner.progress import FORECAST_DAYS, LEECH_LAPSES, learned, progress, streak
from quiz.learner.topics import LEAST_CLAIMS, MOST_TOPICS, chosen_topics, topics

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

MONDAY = date(2026, 3, 2).toordinal()
NERVE = "gluteus-medius-nerve-superior-gluteal-nerve"
CALF = "soleus-nerve-tibial-nerve"


class Days:
    """A clock that stands at noon of a day, counted from Monday."""

    def __init__(self) -> None:
        self.day = 0

    def __call__(self) -> datetime:
        return datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=self.day)


class Learner:
    """Answers single choices of one claim each, on the day that the clock shows."""

    def __init__(self, folder: Path) -> None:
        self.clock = Days()
        self.log = AnswerLog(folder, self.clock)
        self._sessions = 0

    def answer(
        self, claim: str, *, right: bool = True, key: str = "superior-gluteal-nerve", taken: str | None = None
    ) -> None:
        self._sessions += 1
        session = self.log.start(f"s{self._sessions}", [item_on(claim, key, taken)], "{}")
        session.answer(1 if right else 0, 1_000)


def item_on(claim: str, key: str, taken: str | None) -> Item:
    """Return a single choice on a claim, whose first option is wrong, and its second right."""
    proof = Proof(ProofKind.CLOSED_SCOPE, "s", "innervatedBy", "o", "innervatedBy")
    options = (
        Option("wrong", taken, False, "why", proof),
        Option("right", key, True, "why"),
        CHOOSE_ONE.options[2],
    )
    return replace(CHOOSE_ONE, claims=(claim,), options=options)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


# --- the streak ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ([], 5, (0, 0)),
        ([5], 5, (1, 1)),
        ([4], 5, (1, 1)),  # today is not missed before it is over
        ([3], 5, (1, 1)),  # one day off
        ([2], 5, (0, 1)),  # two
        ([1, 2, 3, 5, 6], 6, (5, 5)),
        ([1, 2, 3, 5, 7], 7, (1, 4)),  # two days off within a week
        ([1, 2, 4, 5, 6, 7, 8, 9, 11], 11, (9, 9)),  # a week from the one to the other
        ([1, 2, 4, 5, 6, 7, 8, 10], 10, (1, 7)),
        ([1, 2, 4, 5], 8, (0, 4)),
        ([1, 2, 9], 5, (1, 2)),  # a clock set back since
        ([3, 1, 2, 2], 3, (3, 3)),
    ],
)
def test_a_streak_forgives_one_day_off_a_week(days: list[int], today: int, expected: tuple[int, int]) -> None:
    assert streak(days, today) == expected


@given(st.sets(st.integers(0, 60)), st.integers(60, 70))
def test_no_week_of_a_streak_has_two_days_off(days: set[int], today: int) -> None:
    current, longest = streak(days, today)
    assert current <= longest <= len(days)
    if current:
        run = sorted(days)[-current:]
        off = sorted(set(range(run[0], run[-1])) - set(run))
        assert all(later - earlier >= 7 for earlier, later in pairwise(off))
        assert today - run[-1] <= 2


@given(st.sets(st.integers(0, 40), min_size=1))
def test_one_more_day_in_time_never_ends_a_streak(days: set[int]) -> None:
    last = max(days)
    assert streak(days | {last + 1}, last + 1).current == streak(days, last).current + 1


# --- due, learned, new --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("memory", "day", "expected"),
    [
        (Memory(10, 5, MONDAY, streak=2), MONDAY, True),
        (Memory(10, 5, MONDAY, streak=2), MONDAY + 10, True),
        (Memory(10, 5, MONDAY, streak=2), MONDAY + 11, False),  # recall has fallen below 0.9
        (Memory(10, 5, MONDAY, streak=1), MONDAY, False),  # once right is not learned
        (Memory(10, 5, MONDAY, streak=0), MONDAY, False),
    ],
)
def test_learned_is_right_on_two_days_and_likely_to_be_recalled(
    memory: Memory, day: int, expected: bool
) -> None:
    assert learned(memory, day) == expected


def test_before_the_first_answer_all_is_new(graph: KnowledgeGraph, learner: Learner) -> None:
    found = progress(graph, learner.log)
    assert found.claims == found.new == len(may_be_asked(graph))
    assert (found.answers, found.learned, found.due_today, found.streak) == (0, 0, 0, (0, 0))
    assert (found.calendar, found.weak, found.leeches, found.confusions) == ((), (), (), ())
    assert all(row.standing.low is None for row in (*found.topics, *found.relations))


def test_an_answer_makes_a_claim_due_on_the_day_that_its_memory_says(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    learner.answer(NERVE)
    day = due_day(learner.log.memories()[NERVE].memory, NERVE)
    ahead = day - MONDAY
    found = progress(graph, learner.log)
    assert found.new == found.claims - 1
    assert found.forecast == tuple(int(place == ahead) for place in range(FORECAST_DAYS))
    assert (found.due_today, found.due_week) == (0, int(ahead < 7))
    learner.clock.day = ahead + 3
    late = progress(graph, learner.log)
    assert (late.due_today, late.due_week, late.forecast[0]) == (1, 1, 1)


def test_a_week_from_today_has_seven_days(graph: KnowledgeGraph, learner: Learner) -> None:
    for day in (0, 3):
        learner.clock.day = day
        learner.answer(NERVE)
    due = due_day(learner.log.memories()[NERVE].memory, NERVE) - MONDAY
    assert due > 3 + 7
    for ahead in (8, 7, 6, 1, 0):
        learner.clock.day = due - ahead
        found = progress(graph, learner.log)
        assert found.due_week == sum(found.forecast[:7]) == int(ahead < 7)


def test_a_claim_learned_on_two_days_is_told_under_its_topic_and_its_relation(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    learner.answer(NERVE)
    learner.clock.day = 2
    learner.answer(NERVE)
    found = progress(graph, learner.log, topic="gluteus-medius")
    assert (found.learned, found.topics[0].topic.id, found.topics[0].learned) == (1, "gluteus-medius", 1)
    (row,) = (row for row in found.relations if row.topic.id == "innervatedBy")
    assert (row.learned, row.standing.asked) == (1, 1)
    other = progress(graph, learner.log, topic="calf-muscles")
    assert (other.learned, other.new) == (0, other.claims)
    assert other.answers == 2  # of all topics


def test_what_was_taken_back_counts_for_nothing(graph: KnowledgeGraph, learner: Learner) -> None:
    before = progress(graph, learner.log)
    learner.answer(NERVE, right=False, taken="inferior-gluteal-nerve")
    assert progress(graph, learner.log).confusions
    learner.log.undo()
    assert progress(graph, learner.log) == before


def test_what_was_set_aside_is_neither_new_nor_due(graph: KnowledgeGraph, learner: Learner) -> None:
    learner.answer(NERVE, right=False)
    learner.log.mark(NERVE, "suspended")
    learner.clock.day = 5
    found = progress(graph, learner.log)
    assert (found.suspended, found.due_today) == (1, 0)
    assert found.claims == found.new == len(may_be_asked(graph)) - 1


def test_a_claim_that_is_no_longer_in_the_graph_is_passed_over(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    learner.answer("gone")
    learner.clock.day = 30
    found = progress(graph, learner.log)
    assert (found.answers, found.new) == (1, found.claims)
    assert (found.due_today, found.due_week, sum(found.forecast)) == (0, 0, 0)


def test_the_calendar_tells_each_study_day(graph: KnowledgeGraph, learner: Learner) -> None:
    learner.answer(NERVE)
    learner.answer(CALF, right=False)
    learner.clock.day = 3
    learner.answer(CALF)
    found = progress(graph, learner.log)
    assert found.calendar == ((MONDAY, 2, 1), (MONDAY + 3, 1, 1))
    assert (found.answers, found.right) == (3, 2)


def test_the_same_log_on_the_same_day_tells_the_same(graph: KnowledgeGraph, learner: Learner) -> None:
    for claim in [each.id for each in may_be_asked(graph)][: ENOUGH * 3]:
        learner.answer(claim, right=len(claim) % 3 > 0, taken="inferior-gluteal-nerve")
    assert progress(graph, learner.log) == progress(graph, AnswerLog(learner.log.path.parent, learner.clock))


def test_waiting_makes_things_due_and_leaves_what_was_shown_as_it_was(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    for claim in [each.id for each in may_be_asked(graph)][: ENOUGH * 2]:
        learner.answer(claim)
    before = progress(graph, learner.log)
    learner.clock.day = 60
    after = progress(graph, learner.log)
    assert after.due_today == ENOUGH * 2
    assert [row.standing for row in after.topics] == [row.standing for row in before.topics]


def test_a_weak_spot_is_surely_below_the_line(graph: KnowledgeGraph, learner: Learner) -> None:
    for claim in [each.id for each in graph.claims(relation="innervatedBy") if each.ask][: ENOUGH * 2]:
        learner.answer(claim, right=False)
    for claim in [each.id for each in graph.claims(relation="hasOrigin") if each.ask][: ENOUGH * 2]:
        learner.answer(claim)
    found = progress(graph, learner.log).weak
    assert all(row.standing.high is not None and row.standing.high < LINE for row in found)
    weak = [row.topic.id for row in found]
    assert "innervatedBy" in weak
    assert "hasOrigin" not in weak


def test_who_is_right_has_no_weak_spot(graph: KnowledgeGraph, learner: Learner) -> None:
    for claim in [each.id for each in graph.claims(relation="innervatedBy") if each.ask][: ENOUGH * 2]:
        learner.answer(claim)
    found = progress(graph, learner.log)
    assert any(row.standing.high is not None for row in found.relations)
    assert found.weak == ()


# --- leeches ------------------------------------------------------------------------------------------------


def lapse(
    learner: Learner,
    times: int,
    taken: str | None,
    claim: str = NERVE,
    key: str = "superior-gluteal-nerve",
) -> None:
    for _ in range(times):
        learner.answer(claim)
        learner.clock.day += 1
        learner.answer(claim, right=False, key=key, taken=taken)
        learner.clock.day += 1


def test_fewer_lapses_make_no_leech(graph: KnowledgeGraph, learner: Learner) -> None:
    lapse(learner, LEECH_LAPSES - 1, None)
    assert progress(graph, learner.log).leeches == ()


def test_a_leech_comes_with_what_it_is_confused_with_and_what_tells_the_two_apart(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    lapse(learner, LEECH_LAPSES, "inferior-gluteal-nerve")
    (found,) = progress(graph, learner.log).leeches
    assert (found.claim, found.lapses) == (NERVE, LEECH_LAPSES)
    assert (found.right, found.taken) == ("superior-gluteal-nerve", "inferior-gluteal-nerve")
    assert found.fact == "The gluteus maximus is innervated by the inferior gluteal nerve."
    assert found.words is not None
    assert "superior gluteal nerve" in found.words
    assert found.explanation[0] == "The gluteus medius is innervated by the superior gluteal nerve."
    assert "side by side" in found.advice


def test_what_tells_them_apart_is_of_the_relation_that_was_asked(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    insertion = "gluteus-medius-insertion-greater-trochanter"
    assert contrast(graph, ("gluteus-maximus", "gluteus-medius")).relations[0] == "innervatedBy"
    lapse(learner, LEECH_LAPSES, "gluteus-maximus", insertion, "gluteus-medius")
    (found,) = progress(graph, learner.log).leeches
    assert (found.right, found.taken) == ("gluteus-medius", "gluteus-maximus")
    assert found.words is not None
    assert "inserts on" in found.words
    assert found.fact is not None
    assert found.fact.startswith("The gluteus maximus inserts on")


def test_a_leech_that_is_confused_with_nothing_has_other_advice(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    lapse(learner, LEECH_LAPSES, None)
    (found,) = progress(graph, learner.log).leeches
    assert (found.right, found.taken, found.fact, found.words) == (None, None, None, None)
    assert "myograph suspend" in found.advice


# --- topics -------------------------------------------------------------------------------------------------


def test_the_topics_that_nobody_chose_are_large_distinct_and_have_the_article_among_them(
    graph: KnowledgeGraph,
) -> None:
    found = topics(graph, Falsity(graph), may_be_asked(graph))
    texts = [topic for topic in found if topic.kind == "Source"]
    assert [graph.sources[topic.id].tier for topic in texts] == [Tier.POPULAR]
    entities = [topic for topic in found if topic.kind != "Source"]
    assert 5 < len(entities) <= MOST_TOPICS
    assert all(len(topic.claims) >= LEAST_CLAIMS for topic in entities)
    assert [len(topic.claims) for topic in entities] == sorted(
        (len(topic.claims) for topic in entities), reverse=True
    )
    assert len({topic.claims for topic in entities}) == len(entities)
    assert {"MuscleGroup", "Region"} <= {topic.kind for topic in entities}


def test_inside_a_topic_it_comes_first_and_then_what_belongs_to_it(graph: KnowledgeGraph) -> None:
    falsity = Falsity(graph)
    claims = [
        claim
        for claim in may_be_asked(graph)
        if any(falsity.within(end, "gluteal-muscles") for end in (claim.subject, claim.object))
    ]
    first, *rest = topics(graph, falsity, claims, "gluteal-muscles")
    assert (first.id, len(first.claims)) == ("gluteal-muscles", len(claims))
    assert {"gluteus-medius", "gluteus-maximus"} <= {topic.id for topic in rest}
    assert all(falsity.within(topic.id, "gluteal-muscles") for topic in rest)


def test_a_chosen_topic_comes_before_one_inside_it_that_has_the_same_claims(
    graph: KnowledgeGraph, learner: Learner
) -> None:
    found = progress(graph, learner.log, topic="posterior-compartment-of-thigh").topics
    assert found[0].topic.id == "posterior-compartment-of-thigh"
    assert "hamstrings" not in {row.topic.id for row in found}


def test_the_topics_of_a_course_stand_in_its_order_each_once(graph: KnowledgeGraph, learner: Learner) -> None:
    names = ["knee-pain", "gluteus-medius", "knee-pain"]
    found = progress(graph, learner.log, chosen=names)
    assert [row.topic.id for row in found.topics] == names[:2]
    told = chosen_topics(graph, Falsity(graph), may_be_asked(graph), names)
    assert found.claims == len(told[0].claims | told[1].claims)
