"""What the day holds for the learner: how far the plan is, what comes next, what is weak and mixed up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.coverage import may_be_asked
from quiz.learner.agenda import Agenda
from quiz.learner.confusions import Contrasts
from quiz.learner.memory import due_day
from quiz.learner.planner import plan
from quiz.learner.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import KnowledgeGraph
    from quiz.learner.confusions import Pair
    from quiz.learner.log import AnswerLog
    from quiz.learner.planner import Plan
    from quiz.learner.progress import Progress
    from quiz.learner.topics import Topic

__all__ = ["Drill", "Outlook", "outlook"]

# So many topics are named of what comes next.
NEXT = 3


@dataclass(frozen=True, slots=True)
class Drill:
    """Two entities that are mixed up, and the claims, by id, that tell them apart."""

    pair: Pair
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that is told of a day, worked out at once.

    `topics` are the labels of what most of today's next claims are about: the claims themselves would give
    answers away. `next_due` is the first day, an ordinal, after today on which something is due, None where
    nothing was asked yet. `mistakes` is how many claims were wrong the last time. `drill` is on the first
    pair that is still mixed up and that anything tells apart; `mixed_up` is how many pairs still are.
    """

    plan: Plan
    progress: Progress
    topics: tuple[str, ...]
    next_due: int | None
    mistakes: int
    drill: Drill | None
    mixed_up: int


def outlook(graph: KnowledgeGraph, log: AnswerLog, answers_per_day: int, exam_day: int | None) -> Outlook:
    """Return what the study day of the log's clock holds; `exam_day` is an ordinal."""
    day, suspended = log.today(), log.suspended()
    memories = {claim: kept.memory for claim, kept in log.memories().items()}
    agenda = Agenda(graph, memories, day, exam_day, suspended, {}, log.pace(), answers_per_day)
    made = plan(agenda, answers_per_day, log.answered_on(day), seed=day)
    told = progress(graph, log)
    asked = {claim.id for claim in may_be_asked(graph)} - suspended
    due = [due_day(memory, claim) for claim, memory in memories.items() if claim in asked]
    still = [each.pair for each in told.confusions if not each.cleared]
    return Outlook(
        plan=made,
        progress=told,
        topics=tuple(_topics(made.first, [row.topic for row in told.topics])),
        next_due=min((each for each in due if each > day), default=None),
        mistakes=sum(claim in asked for claim in log.last_wrong()),
        drill=_drill(graph, still, asked),
        mixed_up=len(still),
    )


def _topics(claims: Iterable[str], topics: Iterable[Topic]) -> list[str]:
    """Return the topics of claims, of each claim the narrowest, the most frequent first."""
    smallest_first = sorted(
        (topic for topic in topics if topic.kind != "Source"), key=lambda topic: len(topic.claims)
    )
    found: Counter[str] = Counter()
    for claim in claims:
        topic = next((topic for topic in smallest_first if claim in topic.claims), None)
        if topic is not None:
            found[topic.label] += 1
    return [label for label, _ in found.most_common(NEXT)]


def _drill(graph: KnowledgeGraph, pairs: Iterable[Pair], asked: set[str]) -> Drill | None:
    """Return the drill on the first of the pairs for which there is anything to ask."""
    contrasts = Contrasts(graph)
    for pair in pairs:
        claims = tuple(claim for claim in contrasts.telling(pair) if claim in asked)
        if claims:
            return Drill(pair, claims)
    return None
