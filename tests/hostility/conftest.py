"""The command as it is started, in this process, on a terminal or in a pipe."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.rdf import to_ntriples
from kg.sparql.process import Oxigraph
from quiz.entry import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph


class Done(NamedTuple):
    """How a command ended, and the bytes that it wrote."""

    code: int
    out: bytes
    told: bytes


class Runs:
    """Runs the command; `terminal` says that its output goes to one, `stdin` is what it reads."""

    def __init__(self, capture: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capture, self._monkeypatch = capture, monkeypatch

    def __call__(self, *arguments: str, stdin: bytes = b"", terminal: bool = False) -> Done:
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys.stdout, "isatty", lambda: terminal)
            with pytest.raises(SystemExit) as ended:
                main(list(arguments))
        out, told = self._capture.readouterr()
        assert b"Traceback" not in told
        return Done(int(ended.value.code or 0), out, told)


@pytest.fixture(scope="session")
def engine(few: KnowledgeGraph) -> Oxigraph:
    """Embedded Oxigraph over a few claims."""
    return Oxigraph(to_ntriples(few))


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    return Runs(capsysbinary, monkeypatch)
