"""The answer log as lines of JSON, one a fact, and back: to move it, to merge two, to work on it elsewhere.

The first line says what the file is, the last one how many facts it holds, so that a file cut short is told
from a whole one. The same log gives the same bytes. The format is described in docs/log.md.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import kg
from kg.errors import MyographError
from quiz.learner.factread import BadLineError, fact_of, near, parsed
from quiz.learner.facts import view_of, written
from quiz.learner.factstore import facts_in
from quiz.learner.merge import Merge
from quiz.learner.xapi import facts_of_statements, is_statement, statements

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from quiz.learner.facts import Fact
    from quiz.learner.merge import Merged
    from quiz.learner.store import Store

__all__ = [
    "FORMAT",
    "MAX_LINE",
    "VERSION",
    "WrongFileError",
    "export_lines",
    "import_lines",
    "statement_lines",
]

FORMAT = "myograph-log"
VERSION = 1
# More than any fact of ours takes; a longer line is not read into memory any further.
MAX_LINE = 8_000_000

_HEAD = ("format", "version", "myograph")
_TAIL = ("kind", "facts")


class WrongFileError(MyographError):
    """A file cannot be taken into the log; nothing of it was."""


def export_lines(db: sqlite3.Connection) -> Iterator[bytes]:
    """Yield the lines of the file that holds a whole log."""
    yield written(dict(zip(_HEAD, (FORMAT, VERSION, kg.__version__), strict=True)))
    number = 0
    for fact in facts_in(db):
        number += 1
        yield written(view_of(fact))
    yield written({"kind": "end", "facts": number})


def statement_lines(db: sqlite3.Connection, learner: str) -> Iterator[bytes]:
    """Yield the answers of a log as xAPI statements, a line each."""
    return map(written, statements(db, learner))


def import_lines(store: Store, lines: Iterable[bytes], name: str, form: str | None = None) -> Merged:
    """Merge a file into the log, all of it or nothing, and return what was new in it.

    `lines` end in line ends; whether they are facts ("jsonl") or xAPI statements ("xapi"), the first one
    tells, and has to be `form` where that is given. `name` is what messages call the file. Raises
    `WrongFileError`, with the line, where it is not in order or says otherwise than the log; and
    `UnusableFileError`.
    """
    try:
        with store.writing() as db:
            merge = Merge(db)
            for line, fact in _facts(_objects(lines), form):
                merge.add(fact, line)
            return merge.finish()
    except BadLineError as error:
        raise WrongFileError(f"{name}, {error} Nothing was taken over.") from None


def _objects(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    number = 0
    for number, text in enumerate(lines, 1):
        if len(text) > MAX_LINE:
            raise BadLineError(number, f"it is longer than {MAX_LINE:,} bytes.")
        if not text.endswith(b"\n"):
            raise BadLineError(number, "the file ends in the middle of it.")
        yield number, parsed(text.removesuffix(b"\n"), number)
    if not number:
        raise BadLineError(1, "the file is empty.")


def _facts(objects: Iterator[tuple[int, dict[str, Any]]], form: str | None) -> Iterator[tuple[int, Fact]]:
    """Yield facts with their lines, whichever of the two formats they come in."""
    line, first = next(objects)
    if form == "xapi" and not is_statement(first):
        raise BadLineError(line, "this is no xAPI statement.")
    if form != "jsonl" and is_statement(first):
        yield from facts_of_statements(chain([(line, first)], objects))
        return
    _check_head(first)
    number, last = 0, None
    for line, view in objects:
        if last is not None:
            raise BadLineError(line, f"the file should end with line {last:,}.")
        if view.get("kind") == "end":
            _check_tail(view, line, number)
            last = line
            continue
        number += 1
        yield line, fact_of(view, line)
    if last is None:
        raise BadLineError(line + 1, f"the file was cut short: its end is missing, after {number:,} facts.")


def _check_head(head: dict[str, Any]) -> None:
    if head.get("format") != FORMAT:
        raise BadLineError(1, f"this is no file of answers: its “format” should be “{FORMAT}”.")
    for key in head:
        if key not in _HEAD:
            raise BadLineError(1, f"there is no key “{key[:40]}” here. {near(key, _HEAD)}")
    version = head.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadLineError(1, "its “version” should be a number from 1.")
    if version > VERSION:
        raise BadLineError(
            1,
            f"it was written by a newer Myograph (version {version} of the format; this one knows "
            f"{VERSION}). Update Myograph to take it over.",
        )


def _check_tail(tail: dict[str, Any], line: int, number: int) -> None:
    for key in tail:
        if key not in _TAIL:
            raise BadLineError(line, f"there is no key “{key[:40]}” here. {near(key, _TAIL)}")
    if tail.get("facts") != number or isinstance(tail.get("facts"), bool):
        raise BadLineError(
            line, f"the file should hold {tail.get('facts')!r:.40} facts and holds {number:,}."
        )
