"""CSV, read by the standard library and opened by LibreOffice."""

from __future__ import annotations

import csv
import io
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from lmsquestions import fuzzed, shown
from programs import needs

from kg.cells import guarded
from kg.showable import one_line
from quiz.claimfacts import facts_of
from quiz.export import Chosen, write
from quiz.item import Interaction, Item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# What the spreadsheet is to take for formulas, to show that it would.
TRAP = b'=1+1,"=HYPERLINK(""http://x.example"")",\'=1+1\r\n'


def _wanted(chosen: Chosen, item: Item) -> dict[str, str]:
    """Return what has to stand in the row of an item, by column; what is not told is empty."""
    facts = [chosen.facts[claim] for claim in item.claims]
    wanted = {
        "id": item.id,
        "type": item.type,
        "interaction": str(item.interaction),
        "level": str(item.bloom),
        "difficulty": f"{item.difficulty:g}",
        "seed": str(item.seed),
        "stem": shown(item.stem),
        "key": " ".join(str(place + 1) for place in _places(item)),
        "answer": one_line(item.answer),
        "also right": _lines(*item.accept[1:]),
        "half right": _lines(*item.close, *item.also_claimed),
        "letters forgiven": str(item.forgiven) if item.interaction is Interaction.TEXT else "",
        "explanation": "\n".join(map(one_line, item.explanation)),
        "claims": _lines(*item.claims),
        "topics": _lines(*(topic for fact in facts for topic in fact.topics)),
        "status": _lines(*(fact.status for fact in facts)),
        "source": _lines(*(fact.citation for fact in facts)),
    }
    for number, option in enumerate(item.options, 1):
        wanted |= {f"option {number}": shown(option.text), f"why {number}": shown(option.why)}
    wanted |= {f"row {number}": shown(row.text) for number, row in enumerate(item.rows, 1)}
    return {name: guarded(cell) for name, cell in wanted.items() if cell}


def _places(item: Item) -> tuple[int, ...]:
    if item.interaction is Interaction.ORDER:
        return item.order
    return tuple(row.key for row in item.rows) or item.keys


def _lines(*texts: str) -> str:
    return "\n".join(dict.fromkeys(map(one_line, texts)))


def _rows(data: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [{name: cell for name, cell in row.items() if cell} for row in rows]


def test_every_item_of_the_bank_and_of_odd_texts_is_a_row(graph: KnowledgeGraph, bank: Bank) -> None:
    whole = Chosen(1, "", tuple(bank.items), facts=facts_of(graph, bank.items))
    for chosen in (whole, fuzzed(), Chosen(1, "", ())):
        data = write(chosen, "csv")
        assert data.startswith(b"\xef\xbb\xbfid,type,")
        assert data == write(chosen, "csv")
        assert _rows(data) == [_wanted(chosen, item) for item in chosen.items]


@needs("soffice")
def test_libreoffice_opens_it_and_finds_no_formula(graph: KnowledgeGraph, bank: Bank, tmp_path: Path) -> None:
    odd = fuzzed()
    whole = Chosen(1, "", tuple(bank.items), facts=facts_of(graph, bank.items))
    for name, data in {"odd": write(odd, "csv"), "whole": write(whole, "csv"), "trap": TRAP}.items():
        (tmp_path / f"{name}.csv").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            # Commas, quotes, UTF-8, from the first row.
            "--infilter=CSV:44,34,76,1",
            *("--convert-to", "fods", "--outdir", tmp_path),
            *(tmp_path / f"{name}.csv" for name in ("odd", "whole", "trap")),
        ],
        check=True,
        capture_output=True,
    )
    assert _formulas(tmp_path / "trap.fods") >= 1
    for name, chosen in (("odd", odd), ("whole", whole)):
        assert _formulas(tmp_path / f"{name}.fods") == 0
        header, *rows = _cells(tmp_path / f"{name}.fods")
        read = [dict(zip(header, row, strict=False)) for row in rows]
        for item, row in zip(chosen.items, read, strict=True):
            shown_as = {
                column: {"TRUE": "True", "FALSE": "False"}.get(cell, cell) for column, cell in row.items()
            }
            assert {column: cell for column, cell in shown_as.items() if cell} == _wanted(chosen, item)


def _formulas(path: Path) -> int:
    return sum(f"{TABLE}formula" in cell.attrib for cell in ET.parse(path).iter(f"{TABLE}table-cell"))


def _cells(path: Path) -> Iterator[list[str]]:
    for row in ET.parse(path).iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            text = "\n".join("".join(_text(line)) for line in cell.iter(f"{TEXT}p"))
            # After the last one come thousands of empty ones.
            cells += [text] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 99)
        if any(cells):
            yield cells


def _text(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        if each.tag == f"{TEXT}s":
            yield " " * int(each.get(f"{TEXT}c", "1"))
        yield from _text(each)
        yield each.tail or ""
