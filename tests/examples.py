"""A pytest plug-in: examples in docstrings that begin with `kg.load()` share one graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph

__all__ = ["one_graph"]


@pytest.fixture(scope="session")
def _bundled() -> KnowledgeGraph:
    return kg.load()


@pytest.fixture(autouse=True)
def one_graph(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the bundled packs once for all examples: a graph does not change, and reading it takes longest."""
    if not isinstance(request.node, pytest.DoctestItem):
        return
    load, bundled = kg.load, request.getfixturevalue("_bundled")

    def read(extra_packs: tuple[Path | str, ...] = (), *, cache_dir: Path | None = None) -> KnowledgeGraph:
        return load(extra_packs, cache_dir=cache_dir) if extra_packs or cache_dir else bundled

    monkeypatch.setattr(kg, "load", read)
