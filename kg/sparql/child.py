"""The process that answers one query: `python -m kg.sparql.child`, started by `kg.sparql.process`.

It reads its task from standard input, answers on standard output, and ends. Oxigraph can neither be told to
stop nor how much memory it may take; a process can. It loads nothing but pyoxigraph and the standard library.
"""

from __future__ import annotations

import bisect
import contextlib
import itertools
import json
import os
import re
import signal
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, RdfFormat, Store, Triple

from kg.sparql.engine import MAX_ANSWER_BYTES, NO_LIMIT, Rows, Triples, Truth
from kg.sparql.tokens import spread, tokens
from kg.sparql.wire import to_ntriples, to_results_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from kg.sparql.engine import Answer, Term

__all__ = ["Mistake", "Task", "answered", "main"]

_Kind = TypeVar("_Kind")
_PLACE = re.compile(r"error at (\d+):(\d+): ")


class Task(NamedTuple):
    """What the child is to do; `size` bytes of N-Triples follow it."""

    query: str
    prefixes: Mapping[str, str]
    limit: int
    seconds: int
    memory: int
    size: int


class Mistake(NamedTuple):
    """What Oxigraph says is wrong with a query, and where, in code points; None where it is not known."""

    reason: str
    position: int | None


def main() -> None:
    """Answer the query on standard input: first a line of JSON that tells the kind, then the answer."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    source = sys.stdin.buffer
    task = Task(**json.loads(source.readline()))
    _bound(task)
    try:
        data = source.read(task.size)
        _end_with_parent(source)
        store = Store()
        store.load(data, format=RdfFormat.N_TRIPLES)
        del data
        _close_the_doors()
        head, body = _packed(answered(store, task.query, task.prefixes, task.limit))
        if len(body) > MAX_ANSWER_BYTES:
            head, body = {"kind": "large"}, b""
    except MemoryError:
        head, body = {"kind": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    # Nobody needs the store taken apart, and whoever waits would wait for it.
    os._exit(0)


def answered(store: Store, query: str, prefixes: Mapping[str, str], limit: int) -> Answer | Mistake:
    """Return the answer to a query over a store, here and now, however long it takes."""
    try:
        found = store.query(query, prefixes=dict(prefixes))
        if isinstance(found, pyoxigraph.QuerySolutions):
            return _rows(found, limit)
        if isinstance(found, pyoxigraph.QueryTriples):
            return _triples(found, limit)
        return Truth(bool(found))
    except SyntaxError as error:
        return _mistake(store, query, prefixes, str(error))
    except (RuntimeError, ValueError, OSError) as error:
        return Mistake(str(error), None)


def _rows(found: pyoxigraph.QuerySolutions, limit: int) -> Rows:
    names = tuple(variable.value for variable in found.variables)
    renamed = _Renamer()
    rows, truncated = _first(found, limit)
    return Rows(
        names, [tuple(None if term is None else renamed(term) for term in row) for row in rows], truncated
    )


def _triples(found: pyoxigraph.QueryTriples, limit: int) -> Triples:
    renamed = _Renamer()
    triples, truncated = _first(found, limit)
    return Triples([renamed.triple(triple) for triple in triples], truncated)


def _first(found: Iterable[_Kind], limit: int) -> tuple[list[_Kind], bool]:
    if limit == NO_LIMIT:
        return list(found), False
    kept = list(itertools.islice(found, limit + 1))
    return kept[:limit], len(kept) > limit


class _Renamer:
    """Numbers blank nodes as they come: Oxigraph gives those that a query makes a new name each time."""

    def __init__(self) -> None:
        self._names: dict[BlankNode, BlankNode] = {}

    def __call__(self, term: Term) -> Term:
        if isinstance(term, BlankNode):
            return self._names.setdefault(term, BlankNode(f"b{len(self._names)}"))
        return self.triple(term) if isinstance(term, Triple) else term

    def triple(self, triple: Triple) -> Triple:
        return Triple(self(triple.subject), triple.predicate, self(triple.object))  # type: ignore[arg-type]


def _mistake(store: Store, query: str, prefixes: Mapping[str, str], reason: str) -> Mistake:
    """Return the mistake with its place, found by a second look at the query with gaps between its words."""
    words = list(tokens(query))
    text, starts = spread(words)
    try:
        store.query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        if place is not None:
            lines = text.split("\n")[: int(place[1]) - 1]
            offset = sum(len(line) + 1 for line in lines) + int(place[2]) - 1
            number = bisect.bisect_right(starts, offset) - 1
            last = number == len(words) - 1 and offset >= starts[number] + len(words[number].text)
            end = words[-1].start + len(words[-1].text)
            return Mistake(str(error), end if last else words[number].start)
    return Mistake(reason, None)


def _packed(found: Answer | Mistake) -> tuple[dict[str, object], bytes]:
    if isinstance(found, Mistake):
        return {"kind": "mistake", **found._asdict()}, b""
    if isinstance(found, Triples):
        return {"kind": "triples", "truncated": found.truncated}, to_ntriples(found.triples)
    truncated = isinstance(found, Rows) and found.truncated
    return {"kind": "results", "truncated": truncated}, to_results_json(found)


def _bound(task: Task) -> None:
    """Have the system end this process where it takes too much, whatever becomes of its parent."""
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_CPU", task.seconds)
    _limit("RLIMIT_AS", task.memory)


def _close_the_doors() -> None:
    """Let nothing more be opened, neither file nor socket: Oxigraph would follow SERVICE to any server."""
    _limit("RLIMIT_NOFILE", 0)


def _limit(name: str, most: int) -> None:
    """Set a limit for this process, where the system has it and does not hold a lower one already."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(AttributeError, ValueError, OSError):
        resource.setrlimit(getattr(resource, name), (most, most))


def _end_with_parent(source: BinaryIO) -> None:
    """End when the parent does, which holds the other end of standard input open until it has the answer."""

    def wait() -> None:
        source.read(1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    main()
