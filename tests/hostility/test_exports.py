"""Whatever questions and graphs say, an export is built as it would be of harmless words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile, is_zipfile

import pytest
from hostile import hostile, spoilt, spoilt_items

from kg import export as graphs
from kg.cells import guarded, to_csv
from quiz import export
from quiz.export import Chosen, Facts
from quiz.results.table import plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph

# Each as long as the harmless one, as what is long may be set otherwise.
WORDS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror="a()">',
    "</title></style></script><b>",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "]]><!-- --><?php ?><![CDATA[",
    '=HYPERLINK("http://x","y")',
    "+1+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd",
    "{{c1::gap}} [sound:a.mp3]",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "javascript:alert(1)",
    "${1+1} #{1+1} {{1+1}} %{1}",
)
XML = re.compile(rb"\s*<(?:\?xml|quiz|graphml|svg|rdf:RDF)")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag} {' '.join(sorted(name for name, _ in attrs))}>"] += 1

    def handle_comment(self, data: str) -> None:
        self.found["<!-- -->"] += 1

    def handle_decl(self, decl: str) -> None:
        self.found["<!>"] += 1

    def handle_pi(self, data: str) -> None:
        self.found["<?>"] += 1


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    if not is_zipfile(io.BytesIO(data)):
        yield "", data
        return
    with ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            assert not re.search(r"^/|\.\.|\\|[\x00-\x1f:]", name), name
            yield name, packed.read(name)


def _built(data: bytes) -> dict[str, object]:
    """Return how each file in an export is built, its words apart."""
    built: dict[str, object] = {}
    for name, held in _files(data):
        if XML.match(held):
            assert b"<!ENTITY" not in held.split(b">", 2)[1]
            tags = (f"{each.tag} {' '.join(sorted(each.attrib))}" for each in ET.fromstring(held).iter())
            # How many spellings of an answer there are hangs on its words.
            built[name] = Counter(tag for tag in tags if "entry" not in tag.lower())
        elif held.lstrip()[:15].lower() == b"<!doctype html>":
            page = _Tags()
            page.feed(held.decode())
            built[name] = page.found
        elif held[:1] == b"{":
            built[name] = len(json.loads(held))
        else:
            built[name] = None
    return built


def _chosen(text: str) -> Chosen:
    items = spoilt_items(text)
    facts = {
        claim: Facts(text, "established", (text, f"{text} 2"), text, text, "1")
        for item in items
        for claim in item.claims
    }
    return Chosen(1, "a", items, title=text, papers=(items,), facts=facts)


@pytest.mark.parametrize("form", [form for form in export.FORMATS if form != "pdf"])
def test_an_export_of_questions_is_built_alike_whatever_they_say(form: str) -> None:
    for words in WORDS:
        harmless = re.sub(r"[^ ]", "x", words)
        assert _built(export.write(_chosen(words), form)) == _built(export.write(_chosen(harmless), form)), (
            words
        )


@pytest.mark.parametrize("form", ["graphml", "html", "rdfxml", "svg", "jsonld", "cytoscape"])
def test_an_export_of_a_graph_is_built_alike_whatever_it_says(graph: KnowledgeGraph, form: str) -> None:
    ring = hostile(graph)
    for words in WORDS[::2]:
        harmless = re.sub(r"[^ ]", "x", words)
        assert _built(graphs.write(spoilt(ring, words), form)) == _built(
            graphs.write(spoilt(ring, harmless), form)
        ), words


def test_no_cell_is_a_formula() -> None:
    data = b"".join(export.write(_chosen(words), "csv") for words in WORDS)
    for row in csv.reader(io.StringIO(data.decode(), newline="")):
        for cell in row:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) or re.fullmatch(
                r"-?[\d.]+", cell
            ), cell


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_what_begins_as_a_formula_is_guarded_and_comes_back(sign: str) -> None:
    """Also in the wide forms that a spreadsheet takes for the same where Japanese is typed."""
    cell = f"{sign}1+1"
    assert guarded(cell) == f"'{cell}"
    ((header,), (back,)) = csv.reader(io.StringIO(to_csv([cell], [[cell]]).decode(), newline=""))
    assert header == back == f"'{cell}"
    assert plain_cell(back) == cell
