"""What every test gets: an environment of its own, and the bundled graph."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import examples
import piloting
import pytest

from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

# Programs that are not ours, which run in environments of their own.
collect_ignore = ["clients"]
# From a weak gluteus medius to knee pain; the first has a quote, studies for and against, and indirect ones.
FEW = ("article-c18", "article-c20")
UNWANTED = (
    "NO_COLOR",
    "COLORTERM",
    "FORCE_COLOR",
    "MYOGRAPH_DATA_DIR",
    "MYOGRAPH_CONFIG_DIR",
    "MYOGRAPH_GRAPH_PASSWORD",
    "PYTHONDONTWRITEBYTECODE",
    "_MYOGRAPH_COMPLETE",
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn every skip into a failure where $MYOGRAPH_NO_SKIPS is set, as `.ci/run` does."""
    report = yield
    if report.skipped and os.environ.get("MYOGRAPH_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report


def pytest_xdist_auto_num_workers() -> int | None:
    """Give `-n auto` one worker more than cores: tests of the app wait for half of their time."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Let the examples in docstrings, which stand outside of this folder, share a graph too.

    Garbage is looked for more seldom than usual, as graph, bank and tests stay to the end and are looked
    through each time: that took a fifth of the suite.
    """
    config.pluginmanager.register(examples, "examples")
    gc.set_threshold(50_000, 20, 50)
    piloting.make_textual_quick()


def pytest_collection_finish() -> None:
    """Never look through modules and tests for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of the graph for the commands that a worker runs: the first of them reads the packs.

    A test for which the packs have to be read anew sets $XDG_CACHE_HOME to a folder of its own.
    """
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def shared_bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands that all workers run keep their bytecode: compiled once, and not in the checkout."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "bytecode"


@pytest.fixture(autouse=True)
def _own_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shared_cache: Path, shared_bytecode: Path
) -> None:
    """Keep the developer's shell, data and cache out of every test."""
    for name in UNWANTED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MYOGRAPH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MYOGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(shared_bytecode))


@pytest.fixture(scope="session")
def graph(_bundled: KnowledgeGraph) -> KnowledgeGraph:
    """The graph of the bundled packs, which examples have too."""
    return _bundled


@pytest.fixture(scope="session")
def few(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A graph of two claims of the bundled packs, with all that they name: for what is slow on the whole."""
    claims = tuple(graph.claim(name) for name in FEW)
    ends = {end for claim in claims for end in (claim.subject, claim.object)}
    packs = tuple(graph.packs.values())
    sources = {claim.source for claim in claims} | {
        item.source for claim in claims for item in claim.evidence
    }
    sources |= {name for pack in packs for name in (pack.source, pack.curator)}
    return KnowledgeGraph(
        replace(
            graph.content,
            sources=tuple(source for source in graph.content.sources if source.id in sources),
            entities=tuple(entity for entity in graph.content.entities if entity.id in ends),
            claims=claims,
            marks=tuple(mark for mark in graph.marks if mark.subject in ends and mark.source in sources),
            mappings=tuple(each for each in graph.mappings if each.subject.removeprefix("id:") in ends),
        )
    )


@pytest.fixture
def myograph() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a process of its own."""

    def run(*arguments: str, stdin: str = "", **more: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "quiz", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **more,  # type: ignore[call-overload]
        )

    return run
