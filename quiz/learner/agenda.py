"""What there is to ask on a study day, and in which order: what is due, what comes next, and what waits."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.falsity import Falsity
from quiz.coverage import may_be_asked
from quiz.learner.formats import Stage, interleaved, items_for, stage_of
from quiz.learner.memory import due_day
from quiz.learner.policy import DEFAULT, Candidate, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item
    from quiz.learner.memory import Memory
    from quiz.learner.pace import Pace

__all__ = ["Agenda"]

# So many times more than are wanted are looked at: some cannot stand beside others, some not be asked well.
SPARE = 20
MORE = 1.5
# Claims of one day that may be about one thing.
ABOUT_ONE_THING = 2
# One claim in so many of a day may be of one relation.
ALIKE = 6
# The most that what hangs on a claim adds to its weight; and what is left of it where the claim holds of a
# part or a posture alone, or is one measured value of many.
CENTRAL, NARROW = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Agenda:
    """What one learner may be asked, as of one study day.

    `memories` are by claim; `suspended` claims are left out; `weights` are those of a course's topics, by
    entity, or empty: then everything is asked. `exam_day` and `day` are ordinals. So many `answers_per_day`
    are planned for until the exam, where that is not what is asked for at once.
    """

    graph: KnowledgeGraph
    memories: Mapping[str, Memory]
    day: int
    exam_day: int | None = None
    suspended: frozenset[str] = frozenset()
    weights: Mapping[str, float] | None = None
    pace: Pace = DEFAULT
    answers_per_day: int | None = None

    def candidates(self) -> list[Candidate]:
        """Return the claims that may be asked now: what follows from other claims waits for them."""
        return [each for each in self.syllabus() if not self.waits(self.graph.claim(each.claim))]

    def syllabus(self) -> list[Candidate]:
        """Return all that may be asked some day, in order of id, each with what it is worth.

        A claim is worth the more, the more claims its subject is in, up to twice as much; half of that where
        it holds of a part or a posture alone, or is a measured value; times the weight of its topic, the
        largest where it is of several.
        """
        claims = list(self.asked())
        degree: Counter[str] = Counter()
        for claim in claims:
            degree.update((claim.subject, claim.object))
        most = math.log1p(max((degree[claim.subject] for claim in claims), default=1))
        found = []
        for claim, topic in zip(claims, self._topic_weights(claims), strict=True):
            if topic > 0:
                central = math.log1p(degree[claim.subject]) / most
                narrow = claim.qualifier is not None or claim.measure is not None
                weight = topic * (1 + CENTRAL * central) * (NARROW if narrow else 1.0)
                found.append(Candidate(claim.id, self.memories.get(claim.id), weight))
        return found

    def asked(self) -> Iterator[Claim]:
        """Yield the claims that may be asked and are not suspended, in order of id."""
        for claim in may_be_asked(self.graph):
            if claim.id not in self.suspended:
                yield claim

    def waits(self, claim: Claim) -> bool:
        """Return whether a new claim follows from others of which one is not known yet."""
        if claim.id in self.memories:
            return False
        return any(self._is_asked(name) and not self._is_known(name) for name in claim.derived_from)

    def _is_known(self, claim: str) -> bool:
        memory = self.memories.get(claim)
        return memory is not None and memory.streak > 0

    def _is_asked(self, claim: str) -> bool:
        """Return whether a claim may be asked; a part of a graph may lack what its claims follow from."""
        try:
            return bool(self.graph.claim(claim).ask)
        except KeyError:
            return False

    def due(self) -> list[str]:
        """Return the claims that are due by now, in order of id."""
        return [
            candidate.claim
            for candidate in self.candidates()
            if candidate.memory is not None and due_day(candidate.memory, candidate.claim) <= self.day
        ]

    def claims(self, number: int, seed: int) -> list[str]:
        """Return up to `number` claims to ask today, most worth first.

        Of new siblings (the values of one relation of one subject) one comes, and of what is about one thing
        or says the like (one relation) a few, unless nothing else is left. What is to be gone over comes when
        it is its time.
        """
        candidates = self.candidates()
        daily = number if self.answers_per_day is None else self.answers_per_day
        order = choose(candidates, self.day, self.exam_day, number * SPARE, seed, self.pace, daily)
        apart: list[str] = []
        later: list[str] = []
        met: Counter[str] = Counter()
        siblings: set[tuple[str, str]] = set()
        for name in order:
            claim = self.graph.claim(name)
            crowded = max(met[claim.subject], met[claim.object]) >= ABOUT_ONE_THING or met[
                claim.relation
            ] >= max(number // ALIKE, 1)
            new = name not in self.memories
            if new and (crowded or (claim.subject, claim.relation) in siblings):
                later.append(name)
            else:
                apart.append(name)
                met.update((claim.subject, claim.object, claim.relation))
                siblings.add((claim.subject, claim.relation))
        return [*apart, *later][:number]

    def items(self, number: int, seed: int) -> list[Item]:
        """Return up to `number` items for today: each in the format that its claim has reached, mixed.

        What is new and can only be asked in a harder format comes after what can be chosen.
        """
        wanted = self.claims(math.ceil(number * MORE), seed)
        found = items_for(self.graph, seed, wanted, self.memories)
        found.sort(key=lambda item: item.claims[0] not in self.memories and stage_of(item) > Stage.CHOOSE)
        asked = found[:number]
        return interleaved(asked, {item.claims[0]: self._about(item.claims[0]) for item in asked})

    def _about(self, name: str) -> tuple[str, str]:
        claim = self.graph.claim(name)
        return claim.subject, claim.object

    def _topic_weights(self, claims: Iterable[Claim]) -> Iterator[float]:
        if not self.weights:
            yield from (1.0 for _ in claims)
            return
        falsity = Falsity(self.graph)
        for claim in claims:
            above = falsity.above(claim.subject) | falsity.above(claim.object)
            yield max((weight for topic, weight in self.weights.items() if topic in above), default=0.0)
