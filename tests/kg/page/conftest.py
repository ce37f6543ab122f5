"""Pages to look at, and a browser to look with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser import Browser, browser

from kg.export.html import export
from kg.part import around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph

from pages import Pages, Reader, hostile, opened


@pytest.fixture(scope="module")
def pages(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("pages with a space")
    made = Pages(folder, around(graph, "knee-pain", 1), hostile(graph), graph)
    for name in ("small", "hostile", "whole"):
        (folder / f"{name}.html").write_bytes(export(getattr(made, name)))
    (folder / "empty.html").write_bytes(export(around(graph, "exercise-band", 0)))
    return made


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def shown(window: Browser, pages: Pages) -> Browser:
    """The page of the small graph, just opened."""
    return opened(window, pages, "small")


@pytest.fixture(scope="module")
def read(pages: Pages) -> dict[str, Reader]:
    return {
        name: Reader((pages.folder / f"{name}.html").read_text("utf-8"))
        for name in ("small", "hostile", "whole")
    }
