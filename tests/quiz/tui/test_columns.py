"""A side of a drawing: what of it is in view, and that nothing takes more room than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile import LABELS, hostile
from rich.cells import cell_len

from kg.ego import ego
from kg.fit import cut, folded, padded
from quiz.tui.columns import Column

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.mark.parametrize("height", [4, 9, 40, 200])
def test_what_is_highlighted_is_in_view_under_its_verb(graph: KnowledgeGraph, height: int) -> None:
    edges = ego(graph, "gluteus-medius").left
    column = Column(edges, 27, right=False)
    for here in (*range(len(edges)), *reversed(range(len(edges)))):
        shown = column.shown(height, here)
        assert len(shown.lines) == min(len(column), height - (len(column) > height))
        seen = [line.edge for line in shown.lines if line.edge is not None]
        assert here in seen
        assert (shown.lines[0].edge, shown.lines[0].opens) == (None, True)
        assert shown.above + len(set(seen)) + shown.below == len(edges)
        assert (shown.above, shown.below) == (min(seen), len(edges) - 1 - max(seen))


def test_no_line_is_wider_than_its_column(graph: KnowledgeGraph) -> None:
    bad = hostile(graph)
    for entity in (*list(graph.entities)[:100], *bad.entities):
        whole = bad if entity in bad.entities else graph
        for right in (True, False):
            side = ego(whole, entity).right if right else ego(whole, entity).left
            for line in Column(side, 20, right=right).shown(1000, None).lines:
                room = 20 if line.edge is None else 18
                assert cell_len(line.text + line.quiet) <= room
                assert line.text or line.quiet


def test_text_is_cut_and_folded_by_cells() -> None:
    for text in (*LABELS, "膝の痛みの原因", ""):
        for width in range(2, 40):
            assert cell_len(cut(text, width)) <= width
            assert cell_len(padded(text, width)) == cell_len(padded(text, width, right=True)) == width
            lines = folded(text, width, 3)
            assert 1 <= len(lines) <= 3
            assert all(cell_len(line) <= width for line in lines)
            if "".join("".join(lines).split()) != "".join(text.split()):
                assert lines[-1].endswith("…")
        assert cut(text, 1000) == text
        assert folded(text, 1000, 1) == [" ".join(text.split())]
