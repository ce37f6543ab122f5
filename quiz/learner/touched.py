"""Which facts of an answer log a change of the graph touches, and what becomes of the answers."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UnusableFileError
from kg.fingerprint import claim_digest
from quiz.coverage import may_be_asked
from quiz.learner.backup import reading
from quiz.learner.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.difference import Difference
    from kg.graph import KnowledgeGraph

__all__ = ["Fate", "Tally", "Touched", "tallies", "touched"]


class Fate(StrEnum):
    """What becomes of the answers to a claim."""

    RENAMED = "renamed"
    REMOVED = "removed"
    NOT_ASKED = "not asked"
    ASKED_AGAIN = "asked again"
    RESTATED = "restated"
    KEPT = "kept"


class Tally(NamedTuple):
    """The answers to a claim that count: how many, how many right, and the study day of the last."""

    answers: int
    right: int
    last_day: str


class Touched(NamedTuple):
    """A claim that was answered and is touched: its id then, its id now if any, and what becomes of it."""

    claim: str
    now: str | None
    fate: Fate
    tally: Tally


def tallies(path: Path) -> dict[str, Tally]:
    """Return the answers that count, by claim, of a log or a copy of one; nothing in it is changed.

    Raises `UnusableFileError` where the file cannot be read, is none, or is of another form.
    """
    if not path.is_file():
        raise UnusableFileError(f"There is no answer log {path}.")
    try:
        with reading(path) as db:
            (form,) = db.execute("PRAGMA user_version").fetchone()
            if form == VERSION:
                rows = db.execute(
                    "SELECT o.claim, count(*), sum(o.correct), max(a.study_day) FROM outcome AS o "
                    "JOIN answer AS a ON a.id = o.answer WHERE a.id NOT IN (SELECT answer FROM undo) "
                    "GROUP BY o.claim"
                )
                return {str(claim): Tally(*rest) for claim, *rest in rows}
    except sqlite3.Error as error:
        raise UnusableFileError(f"{path} cannot be read as an answer log: {error}.") from None
    if form > VERSION:
        raise UnusableFileError(f"{path} was written by a newer Myograph. Update Myograph to read it.")
    raise UnusableFileError(
        f"{path} is an answer log of form {form}, or none. A log of yours is brought to form {VERSION} when "
        "it is next used: myograph progress"
    )


def touched(
    found: Difference, before: KnowledgeGraph, after: KnowledgeGraph, answered: dict[str, Tally]
) -> list[Touched]:
    """Return the claims that were answered and that a difference touches, fate by fate, in order of id.

    Answers hang on the id of their claim and are never lost: where no claim has that id any more, they count
    for nothing that is asked.
    """
    fates = {
        **{name: (name, fate) for name, fate in _restated(found)},
        **{name: (name, fate) for name, fate in _asked(before, after)},
        **{claim.id: (None, Fate.REMOVED) for claim in found.claims.removed},
        **{each.before.id: (each.after.id, Fate.RENAMED) for each in found.claims.renamed},
    }
    rows = [
        Touched(name, now, fate, answered[name]) for name, (now, fate) in fates.items() if name in answered
    ]
    order = list(Fate)
    return sorted(rows, key=lambda row: (order.index(row.fate), row.claim))


def _restated(found: Difference) -> Iterator[tuple[str, Fate]]:
    for each in found.claims.changed:
        same = claim_digest(each.before) == claim_digest(each.after)
        yield each.after.id, Fate.KEPT if same else Fate.RESTATED


def _asked(before: KnowledgeGraph, after: KnowledgeGraph) -> Iterator[tuple[str, Fate]]:
    """Yield the claims of both that may be asked in one of them alone."""
    then, now = ({claim.id for claim in may_be_asked(graph)} for graph in (before, after))
    both = {claim.id for claim in before.claims()} & {claim.id for claim in after.claims()}
    for name in both & (then - now):
        yield name, Fate.NOT_ASKED
    for name in both & (now - then):
        yield name, Fate.ASKED_AGAIN
