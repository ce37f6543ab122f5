"""Beginning a quiz, or going on with the one that was broken off."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import MyographError
from quiz.limits import DEFAULT_NUMBER, MAX_SEED
from quiz.session import Mode
from quiz.wanted import Wanted, wanted_in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from kg.graph import KnowledgeGraph
    from quiz.blueprint import Part
    from quiz.item import Item
    from quiz.learner.log import AnswerLog
    from quiz.session import Session

__all__ = ["NothingToAskError", "Pick", "Request", "begin", "begin_anew", "broken_off", "go_on_or_begin"]


class NothingToAskError(MyographError):
    """No question can be made for what was asked."""


class Pick(StrEnum):
    """What a quiz's questions are about, within topic, type and level."""

    ANY = "any"
    TODAY = "today"
    MISTAKES = "mistakes"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Request:
    """What kind of quiz is wanted; None leaves it open.

    `topic` is an entity's id, `type` a question type, `level` one of Bloom's, `source` a source's id. Where
    there are `parts`, the quiz is a paper made of them, and nothing else counts but the seed. `pick` says of
    what it is made: of anything; of what today's plan holds, with the `weights` of topics and the ordinal of
    the exam's day; of what was wrong the last time; or of `claims`, by id. An exam has `minutes`, or no end.
    """

    number: int = DEFAULT_NUMBER
    topic: str | None = None
    type: str | None = None
    level: str | None = None
    seed: int | None = None
    parts: tuple[Part, ...] = ()
    pick: Pick = Pick.ANY
    claims: tuple[str, ...] = ()
    mode: Mode = Mode.PRACTICE
    minutes: float | None = None
    weights: tuple[tuple[str, float], ...] = ()
    exam_day: int | None = None
    source: str | None = None

    @classmethod
    def of(cls, number: int, wanted: Wanted, seed: int | None) -> Request:
        """Return the request for so many questions of what is wanted."""
        return cls(number, wanted.topic, wanted.type, wanted.level, seed, source=wanted.source)

    @property
    def wanted(self) -> Wanted:
        """What each question is to be."""
        return Wanted(self.topic, self.type, self.level, self.source)

    @property
    def text(self) -> str:
        """The request as text that is equal for equal requests."""
        usual = Request()
        view = {
            name: value
            for name, value in asdict(self).items()
            if name in _ALWAYS or value != getattr(usual, name)
        }
        for part in view["parts"]:
            # Nor did parts name a source.
            if part["wanted"]["source"] is None:
                del part["wanted"]["source"]
        return json.dumps(view, sort_keys=True)


# Earlier versions wrote these whatever they were: a quiz that was begun then is still gone on with.
_ALWAYS = ("number", "topic", "type", "level", "seed", "parts")


def _quietly(_: str) -> None:
    pass


def begin(
    graph: KnowledgeGraph,
    log: AnswerLog,
    request: Request,
    rng: Random,
    *,
    progress: Callable[[str], None] = _quietly,
) -> Session:
    """Begin a new quiz; `rng` gives its id, and its seed where the request has none.

    A paper is drawn from the whole bank, which takes seconds; `progress` is told as `quiz.bank.build` tells
    it. Raises `NothingToAskError` where no question fits, and `BlueprintError` where a paper cannot be made.
    """
    seed = request.seed if request.seed is not None else rng.randint(0, MAX_SEED)
    if request.pick is Pick.TODAY and request.seed is None:
        # What the plan tells of today is what is asked.
        seed = log.today()
    items = _items(graph, log, request, seed, progress)
    if not items:
        raise NothingToAskError(_nothing(graph, request))
    import uuid

    from quiz.learner.versions import digests

    name = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    minutes = request.minutes
    return log.start(
        name,
        items,
        request.text,
        mode=request.mode,
        deadline=None if minutes is None else log.now() + timedelta(minutes=minutes),
        versions=digests(graph, {claim for item in items for claim in item.claims}),
    )


def _items(
    graph: KnowledgeGraph, log: AnswerLog, request: Request, seed: int, progress: Callable[[str], None]
) -> list[Item]:
    # Here and not above: the engine costs 25 ms, and the app shows home before it needs any of it.
    from quiz.bank import build, draw

    suspended = log.suspended()
    if request.parts:
        from quiz.blueprint import papers

        bank = build(graph, seed, progress=progress)
        return list(papers(graph, bank, request.parts, 1).papers[0])
    if request.pick is Pick.ANY:
        return draw(graph, seed, request.number, request.wanted, without=suspended)
    from quiz.coverage import may_be_asked
    from quiz.learner.agenda import Agenda
    from quiz.learner.formats import items_for

    memories = {claim: kept.memory for claim, kept in log.memories().items()}
    if request.pick is Pick.TODAY:
        weights = dict(request.weights)
        agenda = Agenda(
            graph, memories, log.today(), request.exam_day, suspended, weights, log.pace(),
            request.number + log.answered_on(log.today()),
        )  # fmt: skip
        return agenda.items(request.number, seed)
    claims = request.claims if request.pick is Pick.CLAIMS else log.last_wrong()
    known = {claim.id for claim in may_be_asked(graph)} - suspended
    asked = [claim for claim in claims if claim in known]
    return items_for(graph, seed, asked, memories)[: request.number]


def _nothing(graph: KnowledgeGraph, request: Request) -> str:
    if request.pick is Pick.TODAY:
        return "There is nothing to ask today: nothing is due, and nothing new is left."
    if request.pick is Pick.MISTAKES:
        return "There is no mistake to go over: whatever was asked was right the last time."
    return f"There is no question{wanted_in_words(graph, request.wanted)} whose answer can be proved."


def begin_anew(
    graph: KnowledgeGraph,
    log: AnswerLog,
    request: Request,
    rng: Random,
    *,
    progress: Callable[[str], None] = _quietly,
) -> Session:
    """Begin a new quiz and leave the one that would have been gone on with; its answers are kept."""
    earlier = broken_off(log, request)
    session = begin(graph, log, request, rng, progress=progress)
    if earlier is not None:
        log.leave(earlier)
    return session


def go_on_or_begin(
    graph: KnowledgeGraph,
    log: AnswerLog,
    request: Request,
    rng: Random,
    *,
    progress: Callable[[str], None] = _quietly,
) -> tuple[Session, bool]:
    """Return the quiz to take, and whether it is an earlier one that is gone on with.

    A request that leaves everything open goes on with whatever was broken off; any other, only with a
    quiz begun by the same request.
    """
    earlier = broken_off(log, request)
    if earlier is not None:
        return earlier, True
    return begin(graph, log, request, rng, progress=progress), False


def broken_off(log: AnswerLog, request: Request) -> Session | None:
    """Return what a request goes on with: if it leaves all open, whatever quiz, or exam, was broken off."""
    all_open = replace(request, mode=Mode.PRACTICE, minutes=None) == Request()
    return log.unfinished(None if all_open else request.text, mode=request.mode)
