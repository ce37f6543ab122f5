"""What a notebook shows of a graph that stands last in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from programs import needs

from kg.part import around

if TYPE_CHECKING:
    import pytest

    from kg.graph import KnowledgeGraph


@needs("dot")
def test_a_small_graph_draws_itself(graph: KnowledgeGraph) -> None:
    small = around(graph, "treadmill", 1)
    svg = small._repr_svg_()
    assert svg is not None
    assert "<svg" in svg
    assert "treadmill" in svg
    assert small._repr_html_() is None


@needs("dot")
def test_a_large_graph_is_listed(graph: KnowledgeGraph) -> None:
    assert graph._repr_svg_() is None
    html = graph._repr_html_()
    assert html is not None
    assert "1,495" in html


def test_without_graphviz_a_small_graph_is_a_table(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    small = around(graph, "treadmill", 1)
    assert small._repr_svg_() is None
    html = small._repr_html_()
    assert html is not None
    assert "<table" in html
    assert "treadmill" in html
