"""The page on imports shows what the command really says and writes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kg.files import bundled_packs
from kg.foreign import FORMATS, read
from kg.foreign.claims import Provenance, imported
from kg.foreign.packtext import pack_text
from kg.foreign.report import report_lines
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of, read_packs
from quiz.bank import build

PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")


def block(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_what_comes_out(graph: KnowledgeGraph) -> None:
    (file,), (told, asked), (shown,) = block("obo"), block("text"), block("yaml")
    origin = Provenance("uberon", "UBERON", "UBERON, 2026", "CC BY 3.0", "hip.obo", "0" * 64)
    found = imported(read(file.encode(), "obo", "hip.obo"), graph, origin)
    assert "\n".join(report_lines(found)) + "\n" == told
    text = pack_text(found, "")
    assert shown in text
    reader, phrases = read_packs([*bundled_packs(), ("uberon.yaml", text)])
    assert [str(fault) for fault in reader.log.faults] == []
    content = content_of(reader, phrases)
    theirs = tuple(claim for claim in content.claims if claim.pack == "uberon")
    items = build(KnowledgeGraph(replace(content, claims=theirs)), seed=1).items
    assert {item.stem for item in items} == set(asked.splitlines())
    assert all(f"`{form}`" in PAGE or f"-f {form}" in PAGE for form in FORMATS)
