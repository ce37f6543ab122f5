"""Answers as statements of xAPI 1.0.3, which learning record stores take in, and back.

One statement an answer: the learner (an account under our IRI) answered a claim, as a cmi.interaction of
https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md#interaction-activities. An answer that was taken
back is voided by a statement after its own. What a log needs besides stands in extensions of the context, so
that statements of ours make a log again; what is no part of an answer (notes, suspended claims, sessions
without an answer) is not told.
"""

from __future__ import annotations

import functools
import json
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from kg.iri import BASE, SCHEMA, claim_iri
from quiz.grade import is_response
from quiz.item import Interaction
from quiz.learner.factread import BadLineError, fact_of, near
from quiz.learner.facts import AnswerFact, EndFact, ItemFact, SessionFact, UndoFact, view_of
from quiz.learner.factstore import answers_in, ends_of, session_in
from quiz.learner.itemcheck import item_of
from quiz.learner.replay import response_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.learner.facts import Fact, Place

__all__ = ["DEFAULT_LEARNER", "facts_of_statements", "is_statement", "statements"]

DEFAULT_LEARNER = "learner"
VERSION = "1.0.3"
PLATFORM = "Myograph"
ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
CMI_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"

# The names of our extensions; what they hold is what docs/log.md says of facts.
ANSWER, ITEM, SESSION = SCHEMA + "loggedAnswer", SCHEMA + "loggedItem", SCHEMA + "loggedSession"
# An answer's number in the order of all: a record store may give statements out in another.
ORDER = SCHEMA + "loggedOrder"

INTERACTION_TYPES = {
    Interaction.CHOOSE_ONE: "choice",
    Interaction.CHOOSE_MANY: "choice",
    Interaction.TEXT: "fill-in",
    Interaction.MATCH: "matching",
    Interaction.ORDER: "sequencing",
}
# As the specification joins the parts of a response, and the two sides of a pair.
AND, TO = "[,]", "[.]"
LANGUAGE = "en"

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE)
_KEYS = (
    "id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version",
    "attachments",
)  # fmt: skip

_Fact = TypeVar("_Fact", AnswerFact, ItemFact, SessionFact, EndFact)


def statements(db: sqlite3.Connection, learner: str) -> Iterator[dict[str, Any]]:
    """Yield all answers of a log as statements about the learner of that name."""
    undone: dict[tuple[object, ...], str] = {
        tuple(place): instant
        for *place, instant in db.execute(
            "SELECT session, position, attempt, undone_at FROM undo JOIN answer ON id = answer"
        )
    }
    items: dict[str, list[tuple[str, str | None]]] = {}
    read = functools.lru_cache(1000)(item_of)
    for number, fact in enumerate(answers_in(db), 1):
        session, position, _ = fact.place
        told: dict[str, Any] = {ORDER: number, ANSWER: view_of(fact)}
        if session not in items:
            begun = session_in(db, session)
            items[session] = [(digest, _body(db, digest)) for digest in begun.items]
            told[SESSION] = _session_view(db, begun, items[session])
        digest, body = items[session][position] if position < len(items[session]) else ("", None)
        if body is not None:
            told[ITEM] = view_of(ItemFact(digest, body))
        yield _answered(fact, learner, read(body) if body is not None else None, told)
        if tuple(fact.place) in undone:
            yield _voided(fact.place, learner, undone[tuple(fact.place)])


def _body(db: sqlite3.Connection, digest: str) -> str | None:
    row = db.execute("SELECT body FROM item WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else str(row[0])


def _session_view(
    db: sqlite3.Connection, begun: SessionFact, items: Sequence[tuple[str, str | None]]
) -> dict[str, object]:
    """Return what is told once of a session: itself, its ends, and the items that no answer will tell."""
    answered = {
        position
        for (position,) in db.execute("SELECT position FROM answer WHERE session = ?", (begun.session,))
    }
    return {
        "session": view_of(begun),
        "ends": [view_of(end) for end in ends_of(db, begun.session)],
        "items": [
            view_of(ItemFact(digest, body))
            for position, (digest, body) in enumerate(items)
            if position not in answered and body is not None
        ],
    }


def _actor(learner: str) -> dict[str, object]:
    return {"objectType": "Agent", "account": {"homePage": BASE, "name": learner}}


def _id(place: Place, learner: str, verb: str) -> str:
    """Return an id that is the same each time one answer of one learner is exported."""
    return str(uuid.uuid5(_NAMESPACE, json.dumps([learner, *place, verb])))


def _registration(session: str) -> str:
    try:
        return str(uuid.UUID(session))
    except ValueError:
        return str(uuid.uuid5(_NAMESPACE, session))


def _answered(fact: AnswerFact, learner: str, item: Item | None, told: dict[str, Any]) -> dict[str, Any]:
    response = response_of(fact.response)
    if item is not None and not is_response(item, response):
        item = None
    result: dict[str, Any] = {
        "success": fact.correct,
        "score": {"scaled": fact.score},
        "response": fact.response if item is None else _response(item, response),
        "duration": _duration(fact.took_ms),
    }
    return {
        "id": _id(fact.place, learner, ANSWERED),
        "actor": _actor(learner),
        "verb": {"id": ANSWERED, "display": {LANGUAGE: "answered"}},
        "object": {
            "objectType": "Activity",
            "id": claim_iri(fact.claim),
            "definition": _definition(item, Interaction(fact.interaction)),
        },
        "result": result,
        "context": {
            "registration": _registration(fact.place.session),
            "platform": PLATFORM,
            "language": LANGUAGE,
            "extensions": told,
        },
        "timestamp": fact.answered_at,
        "version": VERSION,
    }


def _voided(place: Place, learner: str, instant: str) -> dict[str, Any]:
    return {
        "id": _id(place, learner, VOIDED),
        "actor": _actor(learner),
        "verb": {"id": VOIDED, "display": {LANGUAGE: "voided"}},
        "object": {"objectType": "StatementRef", "id": _id(place, learner, ANSWERED)},
        "timestamp": instant,
        "version": VERSION,
    }


def _definition(item: Item | None, interaction: Interaction) -> dict[str, Any]:
    found: dict[str, Any] = {"type": CMI_INTERACTION, "interactionType": INTERACTION_TYPES[interaction]}
    if item is None:
        return found
    found["description"] = {LANGUAGE: item.stem or item.id}
    options = _components("option", [(option.entity, option.text) for option in item.options])
    match item.interaction:
        case Interaction.TEXT:
            # An answer that the parts are joined by could not be told from two.
            found["correctResponsesPattern"] = [
                f"{{case_matters=false}}{answer}" for answer in item.accept if AND not in answer
            ]
        case Interaction.MATCH:
            found["source"] = _components("row", [(row.entity, row.text) for row in item.rows])
            found["target"] = options
            found["correctResponsesPattern"] = [_response(item, tuple(row.key for row in item.rows))]
        case Interaction.ORDER:
            found["choices"] = options
            found["correctResponsesPattern"] = [_response(item, item.order)]
        case _:
            found["choices"] = options
            found["correctResponsesPattern"] = [_response(item, item.keys)]
    return found


def _components(kind: str, parts: Sequence[tuple[str | None, str]]) -> list[dict[str, Any]]:
    """Return parts of an interaction, named by entity where that tells them apart, else by their place."""
    ids = [entity for entity, _ in parts]
    usable = all(each and not set(each) & set(" \t\n[]") for each in ids) and len(set(ids)) == len(ids)
    found: list[dict[str, Any]] = []
    for place, (entity, text) in enumerate(parts, 1):
        part: dict[str, Any] = {"id": entity if usable else f"{kind}-{place}"}
        found.append(part | {"description": {LANGUAGE: text}} if text else part)
    return found


def _response(item: Item, response: Response) -> str:
    """Return a response as the specification writes it."""
    if isinstance(response, str):
        return response
    names = [
        str(part["id"])
        for part in _components("option", [(option.entity, option.text) for option in item.options])
    ]
    places = (response,) if isinstance(response, int) else response
    if item.interaction is Interaction.MATCH:
        rows = _components("row", [(row.entity, row.text) for row in item.rows])
        return AND.join(f"{row['id']}{TO}{names[place]}" for row, place in zip(rows, places, strict=True))
    return AND.join(names[place] for place in places)


def _duration(took_ms: int) -> str:
    """Return milliseconds as ISO 8601 has them.

    >>> _duration(61_250), _duration(0)
    ('PT61.25S', 'PT0S')
    """
    seconds, rest = divmod(took_ms, 1000)
    return f"PT{seconds}{f'.{rest:03d}'.rstrip('0') if rest else ''}S"


def is_statement(view: Mapping[str, Any]) -> bool:
    """Return whether plain data looks like an xAPI statement."""
    return "actor" in view and "verb" in view


def facts_of_statements(views: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, Fact]]:
    """Yield the facts, with their lines, that statements of ours tell, whatever their order.

    Raises `BadLineError` on any statement that is none of ours or contradicts itself.
    """
    items: list[tuple[int, Fact]] = []
    sessions: list[tuple[int, Fact]] = []
    ends: list[tuple[str, int, EndFact]] = []
    answers: list[tuple[int, int, AnswerFact]] = []
    undone: list[tuple[int, str, str]] = []
    by_id: dict[str, Place] = {}
    # An item that was asked often is told as often.
    known: dict[str, object] = {}
    for line, view in views:
        for key in view:
            if key not in _KEYS:
                raise BadLineError(line, f"a statement has no “{key[:40]}”. {near(key, _KEYS)}")
        verb = _at(view, "verb", "id")
        if verb == VOIDED:
            undone.append((line, str(_at(view, "object", "id")), _instant(view, line)))
            continue
        told = _at(view, "context", "extensions")
        if verb != ANSWERED or not isinstance(told, dict) or ANSWER not in told:
            raise BadLineError(line, "this is no statement of Myograph's about an answer.")
        answer = _read(told[ANSWER], AnswerFact, line)
        _check_statement(view, answer, line)
        order = told.get(ORDER)
        if not isinstance(order, int) or isinstance(order, bool):
            raise BadLineError(line, f"the extension {ORDER} should be a whole number.")
        answers.append((order, line, answer))
        by_id[str(view.get("id"))] = answer.place
        digest = str(_at(told.get(ITEM), "digest"))
        if ITEM in told and (digest not in known or known[digest] != told[ITEM]):
            known[digest] = told[ITEM]
            items.append((line, _read(told[ITEM], ItemFact, line)))
        if SESSION in told:
            parts = {name: _at(told[SESSION], name) for name in ("session", "ends", "items")}
            if not isinstance(parts["ends"], list) or not isinstance(parts["items"], list):
                raise BadLineError(line, f"the extension {SESSION} lacks its “ends” or “items”.")
            sessions.append((line, _read(parts["session"], SessionFact, line)))
            ends += _in_time(line, [_read(each, EndFact, line) for each in parts["ends"]])
            items += [(line, _read(each, ItemFact, line)) for each in parts["items"]]
    yield from items
    yield from sessions
    for _, line, answer in sorted(answers, key=lambda each: each[:2]):
        yield line, answer
    for line, name, instant in undone:
        if name not in by_id:
            raise BadLineError(line, f"the statement {name[:40]}, which it voids, is not in this file.")
        yield line, UndoFact(by_id[name], instant)
    # Those of one session stay in their order; those of several follow each other in time.
    yield from ((line, end) for _, line, end in sorted(ends, key=lambda each: each[0]))


def _in_time(line: int, ends: Iterable[EndFact]) -> Iterator[tuple[str, int, EndFact]]:
    """Yield the ends of a session with instants that never fall, though a clock was set back."""
    latest = ""
    for end in ends:
        latest = max(latest, end.ended_at)
        yield latest, line, end


def _at(view: object, *keys: str) -> Any:
    for key in keys:
        view = view.get(key) if isinstance(view, dict) else None
    return view


def _read(view: object, kind: type[_Fact], line: int) -> _Fact:
    fact = fact_of(view, line) if isinstance(view, dict) else None
    if not isinstance(fact, kind):
        raise BadLineError(line, "an extension of it holds what it should not.")
    return fact


def _instant(view: Mapping[str, Any], line: int) -> str:
    """Return the time of a statement in UTC; a record store may have written it otherwise."""
    try:
        instant = datetime.fromisoformat(str(view.get("timestamp")))
        if instant.tzinfo is not None:
            return instant.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        pass
    raise BadLineError(line, "its “timestamp” should be an instant with its offset from UTC.")


def _check_statement(view: Mapping[str, Any], answer: AnswerFact, line: int) -> None:
    """Raise `BadLineError` where a statement says otherwise than the fact that it carries."""
    for name, said, meant in (
        ("object", _at(view, "object", "id"), claim_iri(answer.claim)),
        ("success", _at(view, "result", "success"), answer.correct),
        ("score", _at(view, "result", "score", "scaled"), answer.score),
        ("timestamp", _instant(view, line), answer.answered_at),
    ):
        if said != meant:
            raise BadLineError(line, f"its “{name}” is not that of the answer in its extension.")
