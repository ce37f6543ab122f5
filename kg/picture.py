"""Pictures of a graph, laid out by Graphviz."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.drawing import arrows, boxes
from kg.export.dot import source
from kg.graphviz import draw
from kg.inwords import counted

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["png", "remark", "svg"]

# Beyond so many claims the picture is of the whole alone, and verbs would stand in each other's way.
OVERVIEW = 400
# Beyond so many it still has its verbs, and is larger than a page.
POSTER = 120
# Dots an inch.
FINE, COARSE = "150", "72"
CHOOSE = "--around, --path, --query and --status choose."

_ANCHOR = re.compile(r'<g id="a_[^"]*"><a xlink:title="[^"]*">\n|</a>\n</g>\n')
_GROUP = re.compile(r'(<g id="([^"]+)" class="(?:node|edge)">\n)<title>[^\n]*</title>')


def remark(graph: KnowledgeGraph) -> str | None:
    """Return what to tell of a picture that is hard to read, or None."""
    number = len(graph.claims())
    if number > OVERVIEW:
        return (
            f"{number:,} claims leave no room for words: the lines of this overview have no verbs. {CHOOSE}"
        )
    if number > POSTER:
        return f"{number:,} claims make a picture larger than a page. {CHOOSE}"
    return None


def svg(graph: KnowledgeGraph) -> bytes:
    """Return the graph as SVG. What each thing and each line means shows when the pointer rests on it.

    Raises what `kg.graphviz.draw` raises.
    """
    return _told(_drawn(graph, "svg", None).decode(), graph).encode()


def png(graph: KnowledgeGraph) -> bytes:
    """Return the graph as PNG. Raises what `kg.graphviz.draw` raises."""
    return _drawn(graph, "png", COARSE if len(graph.claims()) > OVERVIEW else FINE)


def _drawn(graph: KnowledgeGraph, form: str, dots: str | None) -> bytes:
    resolution = {} if dots is None else {"dpi": dots}
    if len(graph.claims()) <= OVERVIEW:
        return draw(source(graph, arrows(graph)), form, engine="dot", **resolution)
    wordless = source(graph, [arrow._replace(verb="", mark="") for arrow in arrows(graph)])
    spread = {"overlap": "prism1000", "overlap_scaling": "12"}
    return draw(wordless, form, engine="sfdp", **spread, **resolution)


def _told(drawn: str, graph: KnowledgeGraph) -> str:
    """Return SVG in which the whole, and each thing and line, has words for those who cannot see it.

    Graphviz gives each a title that repeats its name in the DOT.
    """
    tips = {f"id:{quote(box.entity)}": box.tip for box in boxes(graph)}
    tips |= {f"claim:{quote(arrow.claim.id)}": arrow.tip for arrow in arrows(graph)}
    head, start, rest = drawn.partition("<svg ")
    opening, close, body = rest.partition(">\n")
    body = re.sub("<title>[^\n]*</title>\n", "", _ANCHOR.sub("", body), count=1)
    body = _GROUP.sub(lambda found: f"{found[1]}<title>{escape(tips[unescape(found[2])])}</title>", body)
    number = counted(len(graph.claims()), "claim")
    title = f"{number} about {counted(len(graph.entities), 'thing')}"
    told = " ".join(arrow.tip for arrow in arrows(graph)) if len(graph.claims()) <= OVERVIEW else title
    words = f'<title id="title">{title}</title>\n<desc id="desc">{escape(told)}</desc>\n'
    # The type of the document names a file on the network that no reader needs.
    head = re.sub(r"<!DOCTYPE[^>]*>\n", "", head)
    return f'{head}{start}role="img" aria-labelledby="title desc" {opening}{close}{words}{body}'
