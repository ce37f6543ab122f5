"""Beginning a quiz, or going on with the one that was broken off."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kg.errors import MyographError
from quiz.limits import DEFAULT_NUMBER, MAX_SEED

if TYPE_CHECKING:
    from random import Random

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.session import Session

__all__ = ["NothingToAskError", "Request", "begin", "begin_anew", "go_on_or_begin"]


class NothingToAskError(MyographError):
    """No question can be made for what was asked."""


@dataclass(frozen=True, slots=True)
class Request:
    """What kind of quiz is wanted; None leaves it open. `topic` is an entity's id."""

    number: int = DEFAULT_NUMBER
    topic: str | None = None
    type: str | None = None
    seed: int | None = None

    @property
    def text(self) -> str:
        """The request as text that is equal for equal requests."""
        return json.dumps(asdict(self), sort_keys=True)


def begin(graph: KnowledgeGraph, log: AnswerLog, request: Request, rng: Random) -> Session:
    """Begin a new quiz; `rng` gives its id, and its seed where the request has none.

    Raises `NothingToAskError` where no question fits.
    """
    # Here and not above: the engine costs 25 ms, and the app shows home before it needs any of it.
    from quiz.bank import about, build, pick

    seed = request.seed if request.seed is not None else rng.randint(0, MAX_SEED)
    items = build(graph, seed)
    if request.type is not None:
        items = [item for item in items if item.type == request.type]
    if request.topic is not None:
        items = about(graph, items, request.topic)
    if not items:
        label = graph.entity(request.topic).label if request.topic is not None else "this"
        raise NothingToAskError(f"There is no question about “{label}” with provably wrong options.")
    import uuid

    name = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return log.start(name, pick(items, request.number, seed), request.text)


def begin_anew(graph: KnowledgeGraph, log: AnswerLog, request: Request, rng: Random) -> Session:
    """Begin a new quiz and leave the one that would have been gone on with; its answers are kept."""
    earlier = _broken_off(log, request)
    session = begin(graph, log, request, rng)
    if earlier is not None:
        log.leave(earlier)
    return session


def go_on_or_begin(
    graph: KnowledgeGraph, log: AnswerLog, request: Request, rng: Random
) -> tuple[Session, bool]:
    """Return the quiz to take, and whether it is an earlier one that is gone on with.

    A request that leaves everything open goes on with whatever was broken off; any other, only with a
    quiz begun by the same request.
    """
    earlier = _broken_off(log, request)
    if earlier is not None:
        return earlier, True
    return begin(graph, log, request, rng), False


def _broken_off(log: AnswerLog, request: Request) -> Session | None:
    return log.unfinished(None if request == Request() else request.text)
