"""DOT, Mermaid, SVG and PNG: the programs that draw them find the graph's nodes and edges, and its words."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hostile import LABELS, hostile
from programs import CLIENTS, needs, needs_client
from smallgraphs import claim, world

from kg import graphviz, notebook, picture
from kg.drawing import Family, arrows, boxes
from kg.errors import ExportError, MissingProgramError
from kg.export import remark, write
from kg.graph import KnowledgeGraph
from kg.model import Status
from kg.part import around
from kg.showable import one_line
from kg.wording import ends

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
# How each status is drawn, by what is left of it in grey.
MERMAID_LINES = {
    Status.ESTABLISHED: ("normal", "arrow_point"),
    Status.REPORTED: ("dotted", "arrow_point"),
    Status.CONTESTED: ("dotted", "arrow_circle"),
    Status.REFUTED: ("normal", "arrow_cross"),
    Status.DRAFT: ("dotted", "arrow_open"),
}


@pytest.fixture(scope="module")
def odd(graph: KnowledgeGraph) -> KnowledgeGraph:
    return hostile(graph)


@pytest.fixture(scope="module")
def near(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A weak gluteus medius and what is near: claims of four statuses, one of them from a thing to itself."""
    return around(graph, "weak-gluteus-medius", 1)


def read_dot(graph: KnowledgeGraph) -> Any:
    done = subprocess.run(["dot", "-Tjson"], input=write(graph, "dot"), capture_output=True, check=True)
    assert done.stderr == b""
    return json.loads(done.stdout)


def shown(label: str) -> str:
    """Return what Graphviz shows of a label, the ends of its lines as spaces."""
    lines = re.sub(r"\\(.)", lambda found: " " if found[1] == "n" else found[1], label)
    return unescape(lines)


def closed_up(text: str) -> str:
    return "".join(text.split())


@needs("dot")
def test_graphviz_reads_the_nodes_and_edges_of_the_whole(graph: KnowledgeGraph) -> None:
    """By sfdp, as dot would lay them out for a minute."""
    done = subprocess.run(["sfdp", "-Tjson0"], input=write(graph, "dot"), capture_output=True, check=True)
    read = json.loads(done.stdout)
    names = [node["name"] for node in read["objects"]]
    assert sorted(names) == sorted(graph.entities)
    assert {(edge["id"], names[edge["tail"]], names[edge["head"]]) for edge in read["edges"]} == {
        (f"claim:{claim.id}", claim.subject, claim.object) for claim in graph.claims()
    }
    assert len(read["edges"]) == len(graph.claims())


@needs("dot")
def test_graphviz_reads_every_label_as_it_was(odd: KnowledgeGraph) -> None:
    read = read_dot(odd)
    nodes = {node["name"]: node for node in read["objects"]}
    assert {name: closed_up(shown(node["label"])) for name, node in nodes.items()} == {
        entity.id: closed_up(entity.label) for entity in odd.entities.values()
    }
    edges = {edge["id"]: edge for edge in read["edges"]}
    assert {name: closed_up(shown(edge["label"])) for name, edge in edges.items()} == {
        f"claim:{arrow.claim.id}": closed_up(arrow.label) for arrow in arrows(odd)
    }
    assert {name: shown(edge["tooltip"]) for name, edge in edges.items()} == {
        f"claim:{arrow.claim.id}": arrow.tip for arrow in arrows(odd)
    }


@needs("dot")
def test_arrowheads_stand_where_the_claim_reads_to(odd: KnowledgeGraph) -> None:
    read = read_dot(odd)
    names = [node["name"] for node in read["objects"]]
    pointed = {}
    for edge in read["edges"]:
        sides = [names[edge["tail"]], names[edge["head"]]]
        pointed[edge["id"]] = tuple(reversed(sides)) if edge.get("dir") == "back" else tuple(sides)
    assert pointed == {f"claim:{claim.id}": ends(odd, claim) for claim in odd.claims()}
    assert 0 < sum(edge.get("dir") == "back" for edge in read["edges"]) < len(pointed)


@needs("dot")
def test_every_status_and_family_looks_its_own_without_its_colour(odd: KnowledgeGraph) -> None:
    read = read_dot(odd)
    status = {f"claim:{claim.id}": claim.status for claim in odd.claims()}
    looks = {
        (status[edge["id"]], edge["style"], edge.get("arrowhead") or edge["arrowtail"])
        for edge in read["edges"]
    }
    assert len(looks) == len(Status)
    assert len({head for *_, head in looks}) == len(Status)
    family = {box.entity: box.family for box in boxes(odd)}
    shapes = {(family[node["name"]], node["shape"], "rounded" in node["style"]) for node in read["objects"]}
    assert len(shapes) == len({shape[1:] for shape in shapes}) == len(Family)


@needs("dot")
def test_the_legend_tells_what_is_used_and_no_more(graph: KnowledgeGraph, odd: KnowledgeGraph) -> None:
    everything = read_dot(odd)["label"]
    assert all(f"{status}" in everything for status in Status)
    little = read_dot(world(graph, claim("wrong leadsTo right", Status.REFUTED)))["label"]
    assert "refuted: what counts speaks against it" in little
    assert "reported" not in little
    assert "ellipse" not in little


@needs("dot")
def test_a_graph_of_nothing_is_drawn(graph: KnowledgeGraph) -> None:
    empty = KnowledgeGraph(
        replace(graph.content, packs=(), sources=(), entities=(), claims=(), marks=(), mappings=())
    )
    assert ET.fromstring(write(empty, "svg")).tag == f"{SVG}svg"
    assert write(empty, "mermaid").startswith(b"flowchart LR\n")


@needs_client("mermaid")
def test_mermaid_reads_the_same_nodes_lines_and_words(
    graph: KnowledgeGraph, odd: KnowledgeGraph, near: KnowledgeGraph, tmp_path: Path
) -> None:
    graphs = {"odd": odd, "near": near, "far": around(graph, "knee-pain", 2)}
    for name, each in graphs.items():
        (tmp_path / name).write_bytes(write(each, "mermaid"))
    done = subprocess.run(
        ["node", CLIENTS / "mermaid.mjs", *(tmp_path / name for name in graphs)],
        capture_output=True,
        check=True,
    )
    for (name, each), line in zip(graphs.items(), done.stdout.splitlines(), strict=True):
        read = json.loads(line)
        facts = [node for node in read["nodes"] if node["id"].startswith("id_")]
        assert [node["text"] for node in facts] == [one_line(box.label) for box in boxes(each)]
        ids = dict(zip((box.entity for box in boxes(each)), (node["id"] for node in facts), strict=True))
        lines = [line for line in read["lines"] if line["start"].startswith("id_")]
        assert [
            (line["start"], line["end"], line["stroke"], line["type"], line["text"]) for line in lines
        ] == [
            (ids[arrow.tail], ids[arrow.head], *MERMAID_LINES[arrow.claim.status], arrow.label)
            for arrow in arrows(each)
        ]
        claims = re.findall(r"^  %% claim:(.*)$", (tmp_path / name).read_text("utf-8"), re.MULTILINE)
        assert claims == [claim.id for claim in each.claims()]
        legend = {node["text"] for node in read["nodes"]} | {line["text"] for line in read["lines"]}
        assert {claim.status for claim in each.claims()} == {
            status for status in Status if any(text.split(":")[0] == status for text in legend)
        }


def test_no_two_ids_become_one_in_mermaid(graph: KnowledgeGraph) -> None:
    """Letters that Mermaid does not take in an id are spelt out, and the spelling is no other id's."""
    names = ["a-b", "a_b", "a--b", "aX5fZb", "a b", "end", "End", "é"]
    links = [claim("wrong leadsTo right")._replace(id=name, subject=name) for name in names]
    plain = world(graph, *(claim("wrong leadsTo right"),))
    entities = [plain.entities["wrong"]._replace(id=name, label=name) for name in names]
    made = KnowledgeGraph(
        replace(plain.content, entities=(*plain.content.entities, *entities), claims=tuple(links))
    )
    starts = re.findall(r"^  (id_\w+) -->", write(made, "mermaid").decode(), re.MULTILINE)
    assert len(set(starts)) == len(names)
    assert all(start.isascii() for start in starts)


@needs("dot")
def test_the_svg_tells_every_claim_to_who_cannot_see_it(odd: KnowledgeGraph) -> None:
    data = write(odd, "svg")
    assert b"<!DOCTYPE" not in data
    assert b"<script" not in data
    assert b"xlink:title=" not in data
    root = ET.fromstring(data)
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}{tag}[@id='{tag}']") for tag in str(root.get("aria-labelledby")).split()]
    assert [element is not None and bool(element.text) for element in named] == [True, True]
    titles = {
        group.get("id"): group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g") if group.get("id")
    }
    assert titles.pop("graph0") is None
    assert titles == {f"id:{box.entity}": box.tip for box in boxes(odd)} | {
        f"claim:{arrow.claim.id}": arrow.tip for arrow in arrows(odd)
    }


@needs("dot")
def test_the_svg_shows_every_label(odd: KnowledgeGraph) -> None:
    root = ET.fromstring(write(odd, "svg"))
    groups = {str(group.get("id")): group for group in root.iter(f"{SVG}g")}
    for number, label in enumerate(LABELS):
        words = "".join(text.text or "" for text in groups[f"id:thing-{number}"].iter(f"{SVG}text"))
        assert closed_up(words) == closed_up(label)
    sizes = [
        float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text") if (text.text or "").strip()
    ]
    assert min(sizes) >= 10


@needs("dot")
def test_the_whole_is_drawn_as_an_overview(graph: KnowledgeGraph) -> None:
    root = ET.fromstring(write(graph, "svg"))
    ids = [str(group.get("id")) for group in root.iter(f"{SVG}g") if group.get("class") in ("node", "edge")]
    assert sorted(ids) == sorted(
        [f"id:{name}" for name in graph.entities] + [f"claim:{claim.id}" for claim in graph.claims()]
    )
    assert len(root.findtext(f"{SVG}desc") or "") < 100
    assert "the lines of this overview have no verbs" in (remark(graph, "svg") or "")
    assert "Mermaid draws 500 lines" in (remark(graph, "mermaid") or "")
    assert remark(graph, "turtle") is None


@needs("dot")
def test_the_same_graph_gives_the_same_picture(near: KnowledgeGraph) -> None:
    assert write(near, "svg") == write(near, "svg")
    assert write(near, "png") == write(near, "png")
    assert remark(near, "svg") is remark(near, "mermaid") is None


@needs("dot")
def test_the_png_has_more_dots_than_the_svg_has_points(near: KnowledgeGraph) -> None:
    data = write(near, "png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    points = [float(number) for number in ET.fromstring(write(near, "svg")).get("viewBox", "").split()]
    assert width / points[2] == pytest.approx(150 / 72, rel=0.02)
    assert height / points[3] == pytest.approx(150 / 72, rel=0.02)


def test_without_graphviz_it_is_told_what_to_install(
    near: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for form in ("svg", "png"):
        with pytest.raises(MissingProgramError, match="apt install graphviz"):
            write(near, form)
    assert not graphviz.can_draw()
    for form in ("dot", "mermaid"):
        assert write(near, form)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exec sleep 60", "longer than 0.2 s"),
        ("echo bad luck >&2; exit 1", "bad luck"),
        ("exit 1", "exit code 1"),
        ("exit 0", "Graphviz failed"),
        (
            "echo picture; echo 'dot: graph is too large for cairo-renderer bitmaps.' >&2",
            "too large for pixels",
        ),
    ],
)
def test_when_graphviz_fails_it_is_told_how(
    near: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, told: str
) -> None:
    program = tmp_path / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(graphviz, "PATIENCE", 0.2)
    with pytest.raises(ExportError, match=told):
        picture.png(near)


@needs("dot")
def test_a_notebook_draws_what_is_small_and_lists_what_is_not(
    graph: KnowledgeGraph, near: KnowledgeGraph
) -> None:
    assert notebook.html(near) is None
    assert ET.fromstring((notebook.svg(near) or "").encode()).tag == f"{SVG}svg"
    assert notebook.svg(graph) is None
    table = ET.fromstring(notebook.html(graph) or "")
    assert "1,495 claims" in (table.findtext("caption") or "")
    assert len(table.findall("tbody/tr")) == notebook.MAX_ROWS


def test_a_notebook_without_graphviz_gets_a_table_of_plain_text(
    odd: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert notebook.svg(odd) is None
    table = ET.fromstring(notebook.html(odd) or "")
    assert len(table.findall("tbody/tr")) == len(LABELS)
    assert all(len(row) == 4 and not list(cell) for row in table.findall("tbody/tr") for cell in row)


@pytest.mark.parametrize(
    "text", ["a\x1b[2Jb", "a\u202eb", "a\u2066b", "a\ufffeb", "a\U0001ffffb", "a\ud800b"]
)
def test_what_has_no_look_of_its_own_is_shown_as_missing(text: str) -> None:
    assert one_line(text)[:2] == "a\ufffd"
    one_line(text).encode()


def test_a_label_stays_on_one_line() -> None:
    assert one_line(" knee\r\n\tpain\u2028now ") == "knee pain now"
