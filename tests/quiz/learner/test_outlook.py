"""What a day holds: the plan, what comes next, and what is left out because it was set aside."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from logs import opened, studied

from quiz.learner.outlook import outlook

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
TODAY = NOON.toordinal()


@pytest.fixture
def log(tmp_path: Path, graph: KnowledgeGraph) -> AnswerLog:
    """A log of some days, in which there is something of everything."""
    studied(tmp_path / "log", graph, NOON, days=6)
    return opened(tmp_path / "log", lambda: NOON)


def test_before_the_first_answer_all_is_new(graph: KnowledgeGraph, tmp_path: Path) -> None:
    found = outlook(graph, opened(tmp_path / "log", lambda: NOON), 20, None)
    assert (found.plan.due, found.plan.seen, found.progress.answers) == (0, 0, 0)
    assert (found.next_due, found.mistakes, found.drill, found.mixed_up) == (None, 0, None, 0)
    assert found.plan.expected is None
    assert found.topics


def test_what_is_set_aside_is_no_mistake_to_go_over_and_in_no_drill(
    graph: KnowledgeGraph, log: AnswerLog
) -> None:
    found = outlook(graph, log, 20, TODAY + 30)
    assert found.plan.due == found.progress.due_today > 0
    assert found.plan.due_this_week == found.progress.due_week
    assert found.next_due is not None
    assert found.next_due > TODAY
    assert found.plan.expected is not None
    assert found.mixed_up == sum(not each.cleared for each in found.progress.confusions)
    wrong = log.last_wrong()
    assert found.mistakes == len(wrong) > 0
    assert found.drill is not None
    assert found.drill.pair in [each.pair for each in found.progress.confusions if not each.cleared]
    labels = {row.topic.label for row in found.progress.topics if row.topic.kind != "Source"}
    assert 0 < len(found.topics) <= 3
    assert set(found.topics) <= labels, "topics, which give no answer away"
    aside = found.drill.claims[0]
    for claim in {aside, wrong[0]}:
        log.mark(claim, "suspended")
    later = outlook(graph, log, 20, None)
    assert later.mistakes == len(wrong) - len({aside, wrong[0]} & set(wrong))
    assert later.drill is None or aside not in later.drill.claims
