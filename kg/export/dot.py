"""DOT, for Graphviz and whatever else reads it: one node an entity, one edge a claim, and a legend."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.drawing import FAMILY_WORDS, STATUS_WORDS, Family, arrows, boxes, families, statuses
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.drawing import Arrow, Box
    from kg.graph import KnowledgeGraph

__all__ = ["export", "source"]

FONT = "Arial,Helvetica,Liberation Sans,sans-serif"
FONT_SIZE = 12
SMALL = 11
# Letters on a line of a label.
LABEL_WIDTH = 22

# Lines and arrowheads differ too, so that nothing hangs on the grey.
_LINES = {
    Status.ESTABLISHED: {"style": "solid", "arrowhead": "normal"},
    Status.REPORTED: {"style": "dashed", "arrowhead": "empty"},
    Status.CONTESTED: {"style": "dotted", "arrowhead": "odiamond", "penwidth": "2"},
    Status.REFUTED: {"style": "bold", "arrowhead": "tee", "color": "gray50"},
    Status.DRAFT: {"style": "dotted", "arrowhead": "odot"},
}
# The tints say nothing that the shapes do not.
_SHAPES = {
    Family.MUSCLE: {"shape": "ellipse", "style": "filled", "fillcolor": "#fbe6e1"},
    Family.PART: {"shape": "box", "style": "filled", "fillcolor": "#f5f0e1"},
    Family.CONDITION: {"shape": "octagon", "style": "filled", "fillcolor": "#eee6f6"},
    Family.MOVEMENT: {"shape": "hexagon", "style": "filled", "fillcolor": "#e3eff8"},
    Family.INTERVENTION: {"shape": "box", "style": "rounded,filled", "fillcolor": "#e4f3e4"},
    Family.OTHER: {"shape": "note", "style": "filled", "fillcolor": "#f4f4f4"},
}
_SAMPLES = {
    Status.ESTABLISHED: ('STYLE="solid" BORDER="1"', "filled arrowhead"),
    Status.REPORTED: ('STYLE="dashed" BORDER="1"', "empty arrowhead"),
    Status.CONTESTED: ('STYLE="dotted" BORDER="2"', "diamond"),
    Status.REFUTED: ('STYLE="solid" BORDER="2" COLOR="gray50"', "bar, grey"),
    Status.DRAFT: ('STYLE="dotted" BORDER="1"', "ring"),
}
# What makes a cell half as high as a line of text.
_GAP = '<FONT POINT-SIZE="4"> </FONT>'
_SHAPE_WORDS = {
    Family.MUSCLE: "ellipse",
    Family.PART: "box",
    Family.CONDITION: "octagon",
    Family.MOVEMENT: "hexagon",
    Family.INTERVENTION: "rounded box",
    Family.OTHER: "sheet",
}


def export(graph: KnowledgeGraph) -> bytes:
    """Return the graph as DOT.

    Nodes are named by their entity's id and edges carry their claim's, as `claim:ID`, in the attribute
    `id`. Every edge runs from the claim's subject to its object. Where the claim reads the other way
    round, `dir=back` puts the arrowhead so.
    """
    return source(graph, arrows(graph))


def source(graph: KnowledgeGraph, drawn: Sequence[Arrow]) -> bytes:
    """Return DOT of the graph's entities, with the arrows as they are given."""
    return "\n".join(_lines(graph, drawn)).encode()


def _lines(graph: KnowledgeGraph, drawn: Sequence[Arrow]) -> Iterator[str]:
    yield 'digraph "myograph" {'
    yield f"  graph [{_attributes(rankdir='LR', fontname=FONT, fontsize=SMALL, labelloc='b', labeljust='l')}]"
    yield f"  graph [label={_legend(graph)}]"
    yield f"  node [{_attributes(fontname=FONT, fontsize=FONT_SIZE, margin='0.12,0.06')}]"
    yield f"  edge [{_attributes(fontname=FONT, fontsize=SMALL)}]"
    for box in boxes(graph):
        yield f"  {_name(box.entity)} [{_box(box)}]"
    for arrow in drawn:
        yield f"  {_name(arrow.claim.subject)} -> {_name(arrow.claim.object)} [{_arrow(arrow)}]"
    yield "}\n"


def _box(box: Box) -> str:
    return _attributes(
        id=f"id:{quote(box.entity)}", label=_broken(box.label), **_SHAPES[box.family], tooltip=_text(box.tip)
    )


def _arrow(arrow: Arrow) -> str:
    looks = dict(_LINES[arrow.claim.status])
    if arrow.tail != arrow.claim.subject:
        looks = {"dir": "back", "arrowtail": looks.pop("arrowhead"), **looks}
    tip = _text(arrow.tip)
    return _attributes(
        id=f"claim:{quote(arrow.claim.id)}",
        label=_broken(arrow.verb, arrow.mark),
        **looks,
        tooltip=tip,
        labeltooltip=tip,
    )


def _name(entity: str) -> str:
    # An id from a pack is of letters, digits and hyphens; one from elsewhere may be anything.
    return f'"{quote(entity)}"'


def _attributes(**values: str | int) -> str:
    return ", ".join(f'{name}="{value}"' for name, value in values.items())


def _broken(*parts: str) -> str:
    lines = (line for part in parts for line in textwrap.wrap(part, LABEL_WIDTH))
    return r"\n".join(map(_text, lines))


def _text(text: str) -> str:
    """Return text as a quoted string holds it: Graphviz reads both backslashes and entities in one."""
    return text.replace("\\", "\\\\").replace("&", "&amp;").replace('"', "&quot;")


def _legend(graph: KnowledgeGraph) -> str:
    """Return the label of the whole: a table that shows the lines, for no node or edge that is no fact."""
    rows = []
    for status in statuses(graph):
        line, head = _SAMPLES[status]
        words = escape(f"{STATUS_WORDS[status]} ({head})")
        # The line stands at the foot of a cell of half the height, and so in the middle of the row.
        rows.append(
            f'<TD {line} SIDES="B" WIDTH="64">{_GAP}</TD><TD ROWSPAN="2"> </TD>'
            f'<TD ALIGN="LEFT" ROWSPAN="2">{words}</TD>'
        )
        rows.append(f"<TD>{_GAP}</TD>")
    for family in families(graph):
        shape, words = escape(_SHAPE_WORDS[family]), escape(FAMILY_WORDS[family])
        rows.append(f'<TD ALIGN="LEFT">{shape}</TD><TD> </TD><TD ALIGN="LEFT">{words}</TD>')
    body = "".join(f"<TR>{row}</TR>" for row in rows or ["<TD> </TD>"])
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">{body}</TABLE>>'
