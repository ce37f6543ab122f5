"""The facts of an answer log, each standing for itself: claims by their IRI, answers by session and place.

What follows from facts (the memories) is none. `quiz.learner.factread` reads them back.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from kg.iri import claim_iri

__all__ = [
    "AnswerFact",
    "EndFact",
    "Fact",
    "ItemFact",
    "MarkFact",
    "NoteFact",
    "Place",
    "SessionFact",
    "UndoFact",
    "view_of",
    "written",
]


class Place(NamedTuple):
    """What names an answer everywhere: its session, its position there, and how often it was tried before."""

    session: str
    position: int
    attempt: int


class ItemFact(NamedTuple):
    """An item as it was asked: its JSON, and the digest that sessions name it by."""

    digest: str
    body: str


class SessionFact(NamedTuple):
    """A session: `request` as it was asked for, `items` by digest, `versions` of claims when it began."""

    session: str
    started_at: str
    request: str
    mode: str
    deadline: str | None
    items: tuple[str, ...]
    versions: dict[str, str]


class AnswerFact(NamedTuple):
    """An answer and what it told: `outcomes` are claim, right or not, version; `response` is JSON."""

    place: Place
    item: str
    type: str
    interaction: str
    claim: str
    seed: int
    response: str
    chosen: str
    score: float
    correct: bool
    unsure: bool
    hinted: bool
    took_ms: int
    answered_at: str
    study_day: str
    outcomes: tuple[tuple[str, bool, str | None], ...]
    mixups: tuple[tuple[str, str], ...]


class UndoFact(NamedTuple):
    """An answer was taken back."""

    place: Place
    undone_at: str


class EndFact(NamedTuple):
    """A session was finished, left, or opened again."""

    session: str
    ended_at: str
    how: str


class NoteFact(NamedTuple):
    """Something was noted about a question."""

    session: str
    position: int
    note: str
    noted_at: str


class MarkFact(NamedTuple):
    """A claim was suspended, resumed, or reported as wrong."""

    claim: str
    mark: str
    words: str
    marked_at: str


Fact = ItemFact | SessionFact | AnswerFact | UndoFact | EndFact | NoteFact | MarkFact


def view_of(fact: Fact) -> dict[str, Any]:
    """Return a fact as plain data for JSON; `quiz.learner.factread.fact_of` reads it back."""
    match fact:
        case ItemFact(digest, body):
            return {"kind": "item", "digest": digest, "item": _plain(body)}
        case SessionFact():
            versions = {claim_iri(claim): version for claim, version in sorted(fact.versions.items())}
            return {"kind": "session", **fact._asdict(), "items": list(fact.items), "versions": versions}
        case AnswerFact():
            columns = fact._asdict()
            del columns["place"]
            return {"kind": "answer", **fact.place._asdict(), **columns} | {
                "claim": claim_iri(fact.claim),
                "response": json.loads(fact.response),
                "chosen": json.loads(fact.chosen),
                "outcomes": [
                    {"claim": claim_iri(claim), "correct": correct, "version": version}
                    for claim, correct, version in fact.outcomes
                ],
                "mixups": [{"right": right, "taken": taken} for right, taken in fact.mixups],
            }
        case UndoFact(place, undone_at):
            return {"kind": "undo", **place._asdict(), "undone_at": undone_at}
        case EndFact():
            return {"kind": "session-end", **fact._asdict()}
        case NoteFact():
            return {"kind": "note", **fact._asdict()}
        case MarkFact():
            return {"kind": "mark", **fact._asdict(), "claim": claim_iri(fact.claim)}


def _plain(body: str) -> object:
    """Return an item as data where that gives the same text again, and else as the text itself."""
    try:
        data: object = json.loads(body)
    except (ValueError, RecursionError):
        return body
    same = isinstance(data, dict) and json.dumps(data, ensure_ascii=False) == body
    return data if same else body


def written(view: object) -> bytes:
    """Return data as one line of JSON in UTF-8, with its end."""
    # Half a character, which UTF-8 has no bytes for, is written as JSON escapes it.
    return json.dumps(view, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
