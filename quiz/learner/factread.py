"""Facts read from lines of JSON, strictly: a file may come from anywhere."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from kg.errors import MyographError
from kg.iri import CLAIM
from quiz.item import Interaction
from quiz.learner.facts import (
    AnswerFact,
    EndFact,
    ItemFact,
    MarkFact,
    NoteFact,
    Place,
    SessionFact,
    UndoFact,
)
from quiz.learner.itemcheck import digest_of, fault_of, is_possible
from quiz.session import Mode, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from quiz.learner.facts import Fact

__all__ = ["BadLineError", "fact_of", "near", "parsed"]

# More than any fact needs, and little enough that a hostile file does no harm.
MAX_TEXT = 4_000_000
MAX_NAME = 1_000
MAX_PLACE = 100_000
MAX_NUMBER = 2**53
# A study day is the learner's own, up to 14 hours off UTC and up to 23 hours late.
DAYS_OFF = (-2, 1)


class BadLineError(MyographError):
    """A line of a file is no fact, or contradicts what is known; `line` counts from 1, 0 is all of it."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(f"line {line:,}: {message}" if line else message)


def parsed(text: bytes, line: int) -> dict[str, Any]:
    """Return the object that a line of JSON holds. Raises `BadLineError` on anything else."""
    try:
        found = json.loads(text.decode(), parse_constant=_no_number, object_pairs_hook=_once)
        if b"\\ud" in text.lower():
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise BadLineError(line, f"this is not UTF-8 text (byte {error.start}).") from None
    except UnicodeEncodeError:
        raise BadLineError(line, "half a character stands alone in it.") from None
    except RecursionError:
        raise BadLineError(line, "this is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise BadLineError(line, f"this is not JSON (at character {error.pos + 1}): {error.msg}.") from None
    except ValueError as error:
        raise BadLineError(line, f"this is not JSON: {str(error)[:100]}.") from None
    if not isinstance(found, dict):
        raise BadLineError(line, "this is JSON, but no object.")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice[:40]}” stands twice in one object")
    return found


def fact_of(view: Mapping[str, Any], line: int) -> Fact:
    """Return the fact that plain data tells. Raises `BadLineError` on anything but a fact."""
    kind = view.get("kind")
    if not isinstance(kind, str):
        raise BadLineError(line, "it has no “kind”.")
    if kind not in _READERS:
        raise BadLineError(line, f"there is no kind of fact “{kind[:40]}”. {near(kind, _READERS)}".rstrip())
    read, keys = _READERS[kind]
    return read(_Fields(view, ("kind", *keys), line))


def near(word: str, known: Collection[str]) -> str:
    """Return a hint that names the nearest of the known words, or all of them."""
    from kg.faults import did_you_mean

    return did_you_mean(word[:100], known) or f"Known ones: {', '.join(known)}."


class _Fields:
    """The values of one object, each asked for by name and type."""

    def __init__(self, view: Mapping[str, Any], keys: Collection[str], line: int) -> None:
        self._view = view
        self._line = line
        for name in view:
            if name not in keys:
                self.fault(f"there is no key “{name[:40]}” here. {near(name, keys)}")
        for name in keys:
            if name not in view:
                self.fault(f"“{name}” is missing.")

    def fault(self, message: str) -> NoReturn:
        raise BadLineError(self._line, message)

    def value(self, name: str) -> Any:
        return self._view[name]

    def text(self, name: str, most: int = MAX_NAME, *, least: int = 1) -> str:
        found = self._view[name]
        if not isinstance(found, str) or not least <= len(found) <= most:
            self.fault(f"“{name}” should be text of {least:,} to {most:,} characters.")
        return found

    def one_of(self, name: str, known: Collection[str]) -> str:
        found = self.text(name)
        if found not in known:
            self.fault(f"“{name}” cannot be “{found[:40]}”. {near(found, known)}")
        return found

    def number(self, name: str, most: int = MAX_NUMBER) -> int:
        found = self._view[name]
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= most:
            self.fault(f"“{name}” should be a whole number from 0 to {most:,}.")
        return found

    def share(self, name: str) -> float:
        found = self._view[name]
        if not isinstance(found, int | float) or isinstance(found, bool) or not 0 <= found <= 1:
            self.fault(f"“{name}” should be a number from 0 to 1.")
        return float(found)

    def flag(self, name: str) -> bool:
        found = self._view[name]
        if not isinstance(found, bool):
            self.fault(f"“{name}” should be true or false.")
        return found

    def claim(self, name: str) -> str:
        return self.claim_in(self._view[name], name)

    def claim_in(self, iri: object, name: str) -> str:
        if not isinstance(iri, str) or not iri.startswith(CLAIM) or not 0 < len(iri) - len(CLAIM) <= MAX_NAME:
            self.fault(f"“{name}” should be the IRI of a claim: {CLAIM}….")
        return iri.removeprefix(CLAIM)

    def instant(self, name: str, *, utc: bool = True) -> str:
        found = self.text(name)
        try:
            instant = datetime.fromisoformat(found)
            same = instant.tzinfo is not None and (instant.astimezone(UTC) if utc else instant).isoformat()
        except (ValueError, OverflowError):
            same = False
        if same != found:
            zone = "in UTC, such as 2026-03-02T22:30:00+00:00" if utc else "with its offset from UTC"
            self.fault(f"“{name}” should be an instant {zone}.")
        return found

    def day(self, name: str, instant: str) -> str:
        found = self.text(name)
        try:
            off = (date.fromisoformat(found) - datetime.fromisoformat(instant).date()) / timedelta(days=1)
            same = date.fromisoformat(found).isoformat()
        except ValueError:
            same, off = "", 0
        if same != found:
            self.fault(f"“{name}” should be a day, such as 2026-03-02.")
        if not DAYS_OFF[0] <= off <= DAYS_OFF[1]:
            self.fault(f"“{name}” is {found}, which is not the day of {instant} anywhere.")
        return found

    def rows(self, name: str, keys: Collection[str]) -> list[_Fields]:
        found = self._view[name]
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            self.fault(f"“{name}” should be a list of objects.")
        return [_Fields(row, keys, self._line) for row in found]

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._view[name]
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            self.fault(f"“{name}” should be a list of texts.")
        return tuple(found)


def _item(fields: _Fields) -> ItemFact:
    given = fields.value("item")
    if not isinstance(given, str | dict):
        fields.fault("“item” should be an object.")
    body = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    digest = fields.text("digest")
    if digest_of(body) != digest:
        fields.fault("“item” is not what its digest was made of: it was changed on its way.")
    if fault := fault_of(body):
        fields.fault(f"“item” cannot be asked: {fault}.")
    return ItemFact(digest, body)


def _session(fields: _Fields) -> SessionFact:
    versions = fields.value("versions")
    if not isinstance(versions, dict) or not all(isinstance(each, str) for each in versions.values()):
        fields.fault("“versions” should be an object of claims and texts.")
    return SessionFact(
        fields.text("session"),
        fields.instant("started_at", utc=False),
        fields.text("request", MAX_TEXT, least=0),
        fields.one_of("mode", [str(mode) for mode in Mode]),
        None if fields.value("deadline") is None else fields.instant("deadline"),
        fields.texts("items"),
        {fields.claim_in(claim, "versions"): version for claim, version in versions.items()},
    )


def _place(fields: _Fields) -> Place:
    return Place(
        fields.text("session"), fields.number("position", MAX_PLACE), fields.number("attempt", MAX_PLACE)
    )


def _answer(fields: _Fields) -> AnswerFact:
    response = fields.value("response")
    interaction = fields.one_of("interaction", [str(each) for each in Interaction])
    if not is_possible(Interaction(interaction), response):
        fields.fault(f"“response” is not what a question of the kind {interaction} is answered with.")
    answered_at = fields.instant("answered_at")
    outcomes = [
        (
            row.claim("claim"),
            row.flag("correct"),
            None if row.value("version") is None else row.text("version"),
        )
        for row in fields.rows("outcomes", ("claim", "correct", "version"))
    ]
    if len({claim for claim, _, _ in outcomes}) != len(outcomes):
        fields.fault("“outcomes” names a claim twice.")
    mixups = [
        (row.text("right", MAX_TEXT, least=0), row.text("taken", MAX_TEXT, least=0))
        for row in fields.rows("mixups", ("right", "taken"))
    ]
    return AnswerFact(
        _place(fields),
        fields.text("item"),
        fields.text("type"),
        interaction,
        fields.claim("claim"),
        fields.number("seed"),
        json.dumps(response),
        json.dumps(fields.texts("chosen")),
        fields.share("score"),
        fields.flag("correct"),
        fields.flag("unsure"),
        fields.flag("hinted"),
        fields.number("took_ms"),
        answered_at,
        fields.day("study_day", answered_at),
        tuple(sorted(outcomes, key=lambda row: row[0])),
        tuple(sorted(set(mixups))),
    )


def _undo(fields: _Fields) -> UndoFact:
    return UndoFact(_place(fields), fields.instant("undone_at"))


def _end(fields: _Fields) -> EndFact:
    how = fields.one_of("how", ("finished", "left", "reopened"))
    return EndFact(fields.text("session"), fields.instant("ended_at"), how)


def _note(fields: _Fields) -> NoteFact:
    note = fields.one_of("note", [str(each) for each in Note])
    return NoteFact(
        fields.text("session"), fields.number("position", MAX_PLACE), note, fields.instant("noted_at")
    )


def _mark(fields: _Fields) -> MarkFact:
    mark = fields.one_of("mark", ("suspended", "resumed", "reported"))
    words = fields.text("words", MAX_TEXT, least=0)
    return MarkFact(fields.claim("claim"), mark, words, fields.instant("marked_at"))


_PLACE = Place._fields
_READERS: dict[str, tuple[Callable[[_Fields], Fact], tuple[str, ...]]] = {
    "item": (_item, ("digest", "item")),
    "session": (_session, SessionFact._fields),
    "answer": (_answer, (*_PLACE, *AnswerFact._fields[1:])),
    "undo": (_undo, (*_PLACE, "undone_at")),
    "session-end": (_end, EndFact._fields),
    "note": (_note, NoteFact._fields),
    "mark": (_mark, MarkFact._fields),
}
