"""What the tests of the HTML page share: pages, a reader without scripts, and what a browser is asked."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from smallgraphs import claim, world

from kg.graph import KnowledgeGraph
from kg.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from browser import Browser

READY = "document.getElementById('drawing')?.dataset.ready !== undefined"
CLICK_FIRST = """
document.querySelector('#drawing .thing').dispatchEvent(new MouseEvent('click', {bubbles: true}))
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "[Your Name] $title ${data} &amp; &lt;",
    "🦵🏽 family 👩‍👩‍👧",
    "ألم الركبة",
    "\u202eright to left\u2066 and on\x07\ud800",
    "long " * 60 + "enough",
    "<!--<script>]]>'\u2028\\",
)
LINKS = (
    "javascript:alert(4)",
    "data:text/html,<script>alert(5)</script>",
    "https://one.example/?a=<b>&c='\"",
)


def as_shown(words: str) -> str:
    """Return words with a sign for what turns the direction of writing round or has no look of its own."""
    return " ".join(re.sub("[\u202e\u2066\x07\ud800]", "\ufffd", words).split())


class Pages(NamedTuple):
    """Pages written to a folder, and the graphs that they are made from."""

    folder: Path
    small: KnowledgeGraph
    hostile: KnowledgeGraph
    whole: KnowledgeGraph


def hostile(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return a small graph in which every text is out to do harm, and every status occurs."""
    ends = [f"thing-{place}" for place in range(len(HOSTILE))]
    said = [
        claim(f"{ends[0]} leadsTo {end}", status)
        for end, status in zip(ends[1:], [*Status] * 2, strict=False)
    ]
    said += [claim(f"{ends[1]} overlapsWith {ends[1]}"), claim(f"{ends[2]} leadsTo {ends[0]}")]
    made = world(graph, *said).content
    text = dict(zip(ends, HOSTILE, strict=True))
    return KnowledgeGraph(
        replace(
            made,
            entities=tuple(
                each._replace(label=text[each.id], definition=text[each.id], synonyms=(text[each.id],))
                for each in made.entities
                if each.id in text
            ),
            claims=tuple(
                each._replace(
                    qualifier=HOSTILE[0],
                    evidence=tuple(item._replace(quote=text[each.object]) for item in each.evidence),
                )
                for each in made.claims
            ),
            sources=tuple(
                each._replace(label=HOSTILE[2], citation=HOSTILE[1], url=url, caution=HOSTILE[0])
                for each, url in zip(made.sources, (*LINKS, None, "https://[half"), strict=True)
            ),
        )
    )


def opened(window: Browser, pages: Pages, name: str, width: int = 1280) -> Browser:
    window.size(width, 900)
    window.prefer(prefers_color_scheme="light")
    window.open(pages.folder / f"{name}.html", ready=READY)
    return window


def text(window: Browser, selector: str) -> str:
    return str(window.value(f"document.querySelector({json.dumps(selector)}).textContent"))


def ids(window: Browser, selector: str, attribute: str = "data-id") -> list[str]:
    found = f"document.querySelectorAll({json.dumps(selector)})"
    return list(window.value(f"Array.from({found}, e => e.getAttribute('{attribute}'))"))


def point(window: Browser, selector: str) -> tuple[float, float]:
    x, y = window.value(
        f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
        " e.scrollIntoView({block: 'nearest'}); const b = e.getBoundingClientRect();"
        " return [b.x + b.width / 2, b.y + b.height / 2] })()"
    )
    return x, y


def lying_on_each_other(window: Browser) -> list[tuple[list[float], list[float]]]:
    """Return the outlines in the drawing that overlap, two by two."""
    boxes = window.value(
        "Array.from(document.querySelectorAll('#drawing .outline'), e =>"
        " { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom] })"
    )
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]


class Reader(HTMLParser):
    """What a reader without scripts finds: rows of cells, and each attribute that names an address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self.addresses: list[tuple[str, str]] = []
        self.raw: dict[str, str] = {}
        self.policy = ""
        self.tags: Counter[str] = Counter()
        self._row: list[str] | None = None
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self._in = found.get("type", tag) if tag == "script" else tag
        self.addresses += [(tag, found[name]) for name in ("src", "href", "action", "data") if name in found]
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        assert not [name for name in found if name == "style" or name.startswith("on")]
        if tag == "tr" and "data-claim" in found:
            self._row = self.rows[found["data-claim"]] = []
        if tag in ("td", "th") and self._row is not None:
            self._row.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self._row = None
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in ("script", "style", "application/json"):
            self.raw[self._in] = self.raw.get(self._in, "") + data
        elif self._row:
            self._row[-1] += data
