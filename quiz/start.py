"""Beginning a quiz, or going on with the one that was broken off."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kg.errors import MyographError
from quiz.limits import DEFAULT_NUMBER, MAX_SEED

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from kg.graph import KnowledgeGraph
    from quiz.blueprint import Part
    from quiz.learner.log import AnswerLog
    from quiz.session import Session

__all__ = ["NothingToAskError", "Request", "begin", "begin_anew", "go_on_or_begin"]


class NothingToAskError(MyographError):
    """No question can be made for what was asked."""


@dataclass(frozen=True, slots=True)
class Request:
    """What kind of quiz is wanted; None leaves it open.

    `topic` is an entity's id, `type` a question type, `level` one of Bloom's. Where there are `parts`, the
    quiz is a paper made of them, and nothing else counts but the seed.
    """

    number: int = DEFAULT_NUMBER
    topic: str | None = None
    type: str | None = None
    level: str | None = None
    seed: int | None = None
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The request as text that is equal for equal requests."""
        return json.dumps(asdict(self), sort_keys=True)


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
    # Here and not above: the engine costs 25 ms, and the app shows home before it needs any of it.
    from quiz.bank import Wanted, build, draw

    seed = request.seed if request.seed is not None else rng.randint(0, MAX_SEED)
    if request.parts:
        from quiz.blueprint import papers

        items = list(papers(graph, build(graph, seed, progress=progress), request.parts, 1).papers[0])
    else:
        items = draw(graph, seed, request.number, Wanted(request.topic, request.type, request.level))
    if not items:
        raise NothingToAskError(_nothing(graph, request))
    import uuid

    name = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return log.start(name, items, request.text)


def _nothing(graph: KnowledgeGraph, request: Request) -> str:
    kind = f" of the type {request.type}" if request.type else ""
    level = f" on the level “{request.level}”" if request.level else ""
    topic = f" about “{graph.entity(request.topic).label}”" if request.topic else ""
    return f"There is no question{kind}{level}{topic} whose answer can be proved."


def begin_anew(
    graph: KnowledgeGraph,
    log: AnswerLog,
    request: Request,
    rng: Random,
    *,
    progress: Callable[[str], None] = _quietly,
) -> Session:
    """Begin a new quiz and leave the one that would have been gone on with; its answers are kept."""
    earlier = _broken_off(log, request)
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
    earlier = _broken_off(log, request)
    if earlier is not None:
        return earlier, True
    return begin(graph, log, request, rng, progress=progress), False


def _broken_off(log: AnswerLog, request: Request) -> Session | None:
    return log.unfinished(None if request == Request() else request.text)
