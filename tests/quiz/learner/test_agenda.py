"""What there is to ask on a day: due before new, siblings apart, suspended and waiting claims left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.part import around
from quiz.coverage import may_be_asked
from quiz.learner.agenda import ABOUT_ONE_THING, Agenda
from quiz.learner.memory import Memory, due_day
from quiz.learner.planner import plan
from quiz.learner.versions import changed_claims, digests

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

DAY = 739_000


def kept(last_day: int, stability: float = 5.0, streak: int = 1) -> Memory:
    return Memory(stability, 5.0, last_day, answers=2, right=1, streak=streak)


@pytest.fixture(scope="module")
def fresh(graph: KnowledgeGraph) -> Agenda:
    return Agenda(graph, {}, DAY)


def test_without_a_history_a_day_holds_new_claims_about_many_things(
    fresh: Agenda, graph: KnowledgeGraph
) -> None:
    claims = fresh.claims(20, 1)
    assert len(claims) == len(set(claims)) == 20
    found = [graph.claim(name) for name in claims]
    assert len({(claim.subject, claim.relation) for claim in found}) == 20, "siblings stay apart"
    about = Counter(end for claim in found for end in (claim.subject, claim.object))
    assert max(about.values()) <= ABOUT_ONE_THING
    assert len({claim.relation for claim in found}) >= 6


def test_the_same_seed_makes_the_same_day_and_another_another(fresh: Agenda) -> None:
    assert [item.id for item in fresh.items(10, 1)] == [item.id for item in fresh.items(10, 1)]


def test_what_is_due_comes_before_what_is_new(graph: KnowledgeGraph) -> None:
    asked = [claim.id for claim in may_be_asked(graph) if claim.live][::101]
    agenda = Agenda(graph, dict.fromkeys(asked, kept(DAY - 60)), DAY)
    assert set(agenda.due()) == set(asked)
    assert set(agenda.claims(len(asked), 1)) == set(asked)
    items = agenda.items(len(asked) + 5, 1)
    assert sum(item.claims[0] in asked for item in items) >= 0.8 * len(asked)


def test_what_is_not_due_is_not_asked_without_an_exam(graph: KnowledgeGraph) -> None:
    asked = [claim.id for claim in may_be_asked(graph) if claim.live][::101]
    agenda = Agenda(graph, dict.fromkeys(asked, kept(DAY - 1, 400.0)), DAY)
    assert all(due_day(memory, claim) > DAY for claim, memory in agenda.memories.items())
    assert agenda.due() == []
    assert not set(agenda.claims(30, 1)) & set(asked)


def test_a_suspended_claim_is_not_asked(fresh: Agenda) -> None:
    first = fresh.claims(5, 1)
    without = replace(fresh, suspended=frozenset(first))
    assert not set(without.claims(1_000, 1)) & set(first)


def test_what_follows_from_other_claims_waits_for_them(graph: KnowledgeGraph) -> None:
    derived = next(claim for claim in may_be_asked(graph) if len(claim.derived_from) > 1)
    needed = [name for name in derived.derived_from if graph.claim(name).ask]
    assert needed
    assert Agenda(graph, {}, DAY).waits(derived)
    half = dict.fromkeys(needed[:-1], kept(DAY - 1))
    assert Agenda(graph, half, DAY).waits(derived)
    forgotten = dict.fromkeys(needed, kept(DAY - 1, streak=0))
    assert Agenda(graph, forgotten, DAY).waits(derived)
    known = dict.fromkeys(needed, kept(DAY - 1))
    assert not Agenda(graph, known, DAY).waits(derived)
    assert not Agenda(graph, {derived.id: kept(DAY - 1)}, DAY).waits(derived), "it was asked before"


def test_weights_choose_the_topics_of_a_course(graph: KnowledgeGraph) -> None:
    agenda = Agenda(graph, {}, DAY, weights={"sartorius": 1.0})
    claims = [graph.claim(candidate.claim) for candidate in agenda.syllabus()]
    assert claims
    for claim in claims:
        assert "sartorius" in (claim.subject, claim.object)


def test_a_plan_says_plainly_what_does_not_fit_and_what_would(graph: KnowledgeGraph) -> None:
    agenda = Agenda(graph, {}, DAY, exam_day=DAY + 10)
    tight = plan(agenda, 10, 0, 1)
    assert tight.expected is not None
    assert not tight.fits
    assert tight.expected.reached <= 100
    assert tight.needed is not None
    ample = plan(agenda, tight.needed, 0, 1)
    assert ample.fits
    assert ample.expected is not None
    assert not plan(agenda, tight.needed - 1, 0, 1).fits
    assert tight.expected.low <= tight.expected.recall <= tight.expected.high
    assert ample.expected.recall > tight.expected.recall


def test_a_plan_without_an_exam_or_after_it_expects_nothing(graph: KnowledgeGraph) -> None:
    for exam in (None, DAY, DAY - 3):
        made = plan(Agenda(graph, {}, DAY, exam_day=exam), 20, 5, 1)
        assert (made.expected, made.needed, made.days_left) == (None, None, None)
        assert made.fits
    assert len(made.first) == 10


def test_a_claim_that_stands_otherwise_than_when_it_was_asked_is_told(graph: KnowledgeGraph) -> None:
    names = ["sartorius-nerve-femoral-nerve", "article-c18"]
    now = digests(graph, names)
    assert changed_claims(graph, {**now, "never-kept": None}) == []
    assert changed_claims(graph, {**now, "article-c18": "as it stood before", "gone": "x"}) == [
        "article-c18", "gone",
    ]  # fmt: skip


def test_in_a_part_nothing_waits_for_what_the_part_lacks(graph: KnowledgeGraph) -> None:
    part = around(graph, "gluteus-medius", 1)
    here = {claim.id for claim in part.claims()}
    lacking = {claim.id for claim in may_be_asked(part) if not here.issuperset(claim.derived_from)}
    assert lacking
    known = {claim.id: kept(DAY - 1) for claim in part.claims() if not claim.derived_from}
    assert lacking <= {each.claim for each in Agenda(part, known, DAY).candidates()}
