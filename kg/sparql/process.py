"""The engine that is here: Oxigraph in a process of its own, which is stopped when its time is up."""

from __future__ import annotations

import contextlib
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Any

from kg.rdf.terms import PREFIXES
from kg.sparql.engine import MAX_ANSWER_BYTES, Rows
from kg.sparql.errors import EngineFailedError, QueryStoppedError
from kg.sparql.mistakes import explained
from kg.sparql.wire import from_ntriples, from_results_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from kg.sparql.engine import Answer
    from kg.sparql.guard import Query

__all__ = ["DEFAULT_MEMORY", "Oxigraph"]

DEFAULT_MEMORY = 1_000_000_000
# How many bytes of memory a byte of N-Triples takes in Oxigraph, and to spare.
_PER_BYTE = 10
# How many seconds of its own the engine's process may last longer than its parent lets it.
_GRACE = 5
_TEXT_OF_NO_MEMORY = b"memory allocation of"


class Oxigraph:
    """Answers over triples, given as N-Triples; each query in a new process.

    `memory` is how many bytes that process may take beside the graph itself, where the system can see to it.
    Out of scope: named graphs, updates, SERVICE.
    """

    def __init__(self, ntriples: bytes, *, memory: int = DEFAULT_MEMORY) -> None:
        self._ntriples = ntriples
        self._memory = memory
        self._stopped = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End the query that is being answered, from another thread: its `answer` raises `QueryStoppedError`.

        So does every later one.
        """
        self._stopped.set()
        if self._child is not None:
            self._child.kill()

    def answer(self, query: Query, *, timeout: float, limit: int) -> Answer:
        """Return the answer; see `kg.sparql.engine.Engine`."""
        task = {
            "query": query.text,
            "prefixes": PREFIXES,
            "limit": limit,
            "seconds": math.ceil(timeout) + _GRACE,
            "memory": self._memory + _PER_BYTE * len(self._ntriples),
            "size": len(self._ntriples),
        }
        head = json.dumps(task).encode() + b"\n"
        printed, code, complaint = _run(head, self._ntriples, timeout, self._begun)
        if self._stopped.is_set():
            raise QueryStoppedError("The query was stopped.")
        first, _, body = printed.partition(b"\n")
        if not first or code:
            raise _failure(code, complaint, timeout)
        told: dict[str, Any] = json.loads(first)
        if told["kind"] == "memory":
            raise _no_memory()
        if told["kind"] == "large":
            raise QueryStoppedError(
                f"The answer would be larger than {MAX_ANSWER_BYTES:,} bytes. Ask for less, with LIMIT."
            )
        if told["kind"] == "mistake":
            raise explained(query, told["reason"], told["position"])
        if told["kind"] == "triples":
            return from_ntriples(body, truncated=told["truncated"])
        found = from_results_json(body, truncated=told["truncated"])
        return _in_order(query, found) if isinstance(found, Rows) else found

    def _begun(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        if self._stopped.is_set():  # before there was anything to stop
            child.kill()


def _run(
    head: bytes, data: bytes, timeout: float, begun: Callable[[subprocess.Popen[bytes]], None]
) -> tuple[bytes, int, bytes]:
    """Return what the child printed, its exit code and what it complained of; `begun` is told of it first.

    Raises `QueryStoppedError` after `timeout` seconds. However this ends, the child has ended, too.
    """
    # -P: what lies in the user's folder is not taken for a module of ours.
    command = [sys.executable, "-P", "-m", "kg.sparql.child"]
    paths = os.pathsep.join(path for path in sys.path if path)
    late = threading.Event()
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={**os.environ, "PYTHONPATH": paths},
        ) as child,
    ):
        assert child.stdin is not None
        assert child.stdout is not None
        begun(child)

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(timeout, stop)
        timer.daemon = True
        timer.start()
        try:
            _hand_over(child.stdin, head, data)
            printed = child.stdout.read()
            code = child.wait()
        finally:
            timer.cancel()
            child.kill()
        if late.is_set():
            raise _late(timeout)
        complaints.seek(0)
        return printed, code, complaints.read()


def _hand_over(stream: IO[bytes], head: bytes, data: bytes) -> None:
    try:
        stream.write(head)
        stream.write(data)
        stream.flush()
    except BrokenPipeError:  # it ended early; its exit code tells why
        # What is left in the buffer would be written when the stream is closed, and fail once more.
        with contextlib.suppress(BrokenPipeError):
            stream.close()


def _failure(code: int, complaint: bytes, timeout: float) -> Exception:
    if _TEXT_OF_NO_MEMORY in complaint or b"MemoryError" in complaint:
        return _no_memory()
    if sys.platform != "win32":
        import signal

        if code == -signal.SIGXCPU:
            return _late(timeout)
    return EngineFailedError(
        "The query made the engine break down; perhaps its brackets or paths nest too deeply. Nothing was "
        "changed by it."
    )


def _late(timeout: float) -> QueryStoppedError:
    return QueryStoppedError(
        f"The query ran longer than {timeout:g} s and was stopped. Patterns that share no variable multiply: "
        "join or narrow them, or give it more time with --timeout."
    )


def _no_memory() -> QueryStoppedError:
    return QueryStoppedError(
        "The query needed more memory than it may take and was stopped. Narrow it, or sort and group fewer "
        "rows."
    )


def _in_order(query: Query, found: Rows) -> Rows:
    """Return the rows of SELECT * with the variables in the order in which the query names them."""
    if not query.star:
        return found
    named = dict.fromkeys(word.text[1:] for word in query.words if word.kind == "variable")
    places = [found.variables.index(name) for name in named if name in found.variables]
    return Rows(
        tuple(found.variables[place] for place in places),
        [tuple(row[place] for place in places) for row in found.rows],
        found.truncated,
    )
