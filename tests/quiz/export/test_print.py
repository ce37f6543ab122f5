"""The paper to print: as a page, as Chromium prints it, and as PDF; and its versions."""

from __future__ import annotations

import base64
import random
import re
import sys
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from string import ascii_uppercase
from typing import TYPE_CHECKING

import pytest
from browser import PROGRAM, browser
from handmade import ALL, right
from programs import needs, needs_client
from pypdf import PdfReader
from quizpages import FUZZED, SMALL, amiss, wide

from kg.errors import MissingProgramError
from kg.showable import one_line
from quiz.bank import pick
from quiz.claimfacts import facts_of
from quiz.export import Chosen, pdf, went_where
from quiz.export import print as paper
from quiz.export.paper.sheet import letter, sheets
from quiz.export.paper.versions import turned, versions
from quiz.grade import grade
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.export.paper.sheet import Sheet
    from quiz.item import Item

SAMPLE = 100
LETTERS = ascii_uppercase


@pytest.fixture(scope="module")
def whole(graph: KnowledgeGraph, bank: Bank) -> Chosen:
    return Chosen(1, "the-graph", bank.items, facts=facts_of(graph, bank.items))


class Page(HTMLParser):
    """The words of a page in the order read, without those of its head."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._tag = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        if self._tag not in ("style", "title"):
            self.words.append(data)


def squeezed(text: str) -> str:
    """Return text without what a PDF does not give back as it was: spaces, pictures, what runs leftwards."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char)[0] in "LNPS"
        and unicodedata.category(char) not in ("So", "Sk", "Lm")
        and unicodedata.bidirectional(char) not in ("R", "AL")
    )


def questions(sheet: Sheet, items: Sequence[Item]) -> Iterator[str]:
    """Yield what is to be read on a paper, in order."""
    for place, item in enumerate(items, 1):
        yield f"{place}. {item.stem}"
        yield from (row.text for row in item.rows)
        yield from (f"{letter(at)} {option.text}" for at, option in enumerate(item.options))


def key(sheet: Sheet, items: Sequence[Item], chosen: Chosen) -> Iterator[str]:
    """Yield what is to be read in its key, in order."""
    for place, (answer, item) in enumerate(zip(sheet.answers, items, strict=True), 1):
        yield f"{place} {answer.short} {item.answer}"
    for place, item in enumerate(items, 1):
        yield f"{place}. {item.answer}"
        yield from item.explanation
        yield from dict.fromkeys(chosen.facts[claim].citation for claim in item.claims)
        if item.interaction in (Interaction.CHOOSE_ONE, Interaction.CHOOSE_MANY):
            for at, option in enumerate(item.options):
                yield f"{letter(at)} ({'right' if option.correct else 'wrong'}) {option.text}: {option.why}"
        yield from (item.bloom, *item.claims, item.id)


def missing(found: str, chosen: Chosen) -> list[str]:
    """Return what is not to be read on papers and keys, or not in its place."""
    papers = chosen.papers or (chosen.items,)
    made = sheets(chosen)
    lines = [line for sheet, items in zip(made, papers, strict=True) for line in questions(sheet, items)]
    lines += [line for sheet, items in zip(made, papers, strict=True) for line in key(sheet, items, chosen)]
    text, at, lost = squeezed(found), 0, []
    for line in lines:
        place = text.find(squeezed(one_line(line)), at)
        if place < 0:
            lost.append(line)
        else:
            at = place + len(squeezed(one_line(line)))
    return lost


def read(data: bytes) -> list[str]:
    """Return the text of each page of a PDF, without its first and last line: heading and number."""
    pages = [page.extract_text().strip().split("\n") for page in PdfReader(BytesIO(data)).pages]
    return ["\n".join(lines[1:-1]) for lines in pages]


def starts(pages: list[str], *words: str) -> list[int]:
    return [number for number, page in enumerate(pages) if page.lstrip().startswith(words)]


def test_every_item_stands_on_paper_and_in_the_key(whole: Chosen) -> None:
    found = Page(paper.export(whole).decode())
    assert missing("".join(found.words), whole) == []
    for answer, item in zip(sheets(whole)[0].answers, whole.items, strict=True):
        words = [part.split() for part in answer.short.split(", ")]
        match item.interaction:
            case Interaction.TEXT:
                assert answer.short == "in words"
            case Interaction.MATCH:
                given = {
                    item.rows[int(row) - 1].text: item.options[LETTERS.index(at)].text for row, at in words
                }
                assert "; ".join(f"{row}: {text}" for row, text in given.items()) == item.answer
            case Interaction.ORDER:
                by_number = {int(number): item.options[LETTERS.index(at)].text for at, number in words}
                assert " → ".join(by_number[number] for number in sorted(by_number)) == item.answer
            case _:
                assert "; ".join(item.options[LETTERS.index(at)].text for (at,) in words) == item.answer
    for form in ("print", "pdf"):
        counts = went_where(whole, form)
        assert [pair for pair in counts if pair[0] != pair[1]] == []
        assert sum(counts.values()) == len(whole.items)


def test_what_is_out_to_do_harm_is_only_shown() -> None:
    found = Page(paper.export(FUZZED).decode())
    assert missing("".join(found.words), FUZZED) == []
    assert not found.tags & {"script", "img", "b"}
    assert missing("".join(read(pdf.export(FUZZED))), FUZZED) == []


def test_the_same_items_are_the_same_bytes() -> None:
    chosen = versions(SMALL, 2)
    assert paper.export(chosen) == paper.export(chosen)
    assert pdf.export(chosen) == pdf.export(chosen)


def test_a_pdf_holds_what_its_page_holds(whole: Chosen) -> None:
    items = tuple(pick(list(whole.items), SAMPLE, 1))
    chosen = versions(replace(whole, items=items, title="Hip & knee [Your Name]"), 2)
    data = pdf.export(chosen)
    pages = read(data)
    assert missing("".join(pages), chosen) == []
    begun = starts(pages, "Hip & knee [Your Name] – Version", "Answer key – Version")
    assert [" ".join(pages[number].split("\n")[0].split()[-2:]) for number in begun] == [
        "Version A", "Version B", "Version A", "Version B",
    ]  # fmt: skip
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.creation_date) == ("Hip & knee [Your Name]", None)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_without_typst_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingProgramError, match=r"pip install 'myograph\[pdf\]'") as caught:
        pdf.export(SMALL)
    assert caught.value.exit_code == 3


def test_versions_hold_the_same_questions_and_their_keys_follow(whole: Chosen) -> None:
    chosen = versions(whole, 3)
    assert chosen == versions(whole, 3)
    assert chosen.papers[0] == whole.items
    by_id = {item.id: item for item in whole.items}
    for paper_ in chosen.papers[1:]:
        assert {item.id for item in paper_} == set(by_id)
        assert [item.id for item in paper_] != [item.id for item in whole.items]
        for item in paper_:
            was = by_id[item.id]
            assert grade(item, right(item)).right
            assert grade(was, right(was)).right
            assert sorted(item.answer.split("; ")) == sorted(was.answer.split("; ")), item.id
            assert sorted(each.text for each in item.options) == sorted(each.text for each in was.options)
            assert item.options != was.options or not was.options
            assert {each.text: each for each in item.options} == {each.text: each for each in was.options}
            assert item.interaction is not Interaction.ORDER or item.order != tuple(range(len(item.options)))
            for row in item.rows:
                assert [place for place, proof in enumerate(row.proofs) if proof is None] == [row.key]
    assert chosen.papers[1] != chosen.papers[2]


def test_versions_of_two_papers_of_a_course() -> None:
    chosen = versions(replace(SMALL, papers=(ALL[:2], ALL[3:])), 2)
    assert [{item.id for item in each} for each in chosen.papers] == [
        {item.id for item in ALL[at]} for at in (slice(2), slice(2), slice(3, 5), slice(3, 5))
    ]
    assert [sheet.name for sheet in sheets(chosen)] == [
        f"Paper {paper}, version {name}" for paper in (1, 2) for name in "AB"
    ]
    assert versions(SMALL, 1).papers == (ALL,)
    assert [sheet.name for sheet in sheets(versions(SMALL, 1))] == [""]


def test_two_things_in_order_are_turned_too() -> None:
    order = next(item for item in ALL if item.interaction is Interaction.ORDER)
    two = replace(order, options=order.options[:2], order=(1, 0))
    assert turned(two, random.Random(1)).order == (0, 1)


def test_the_short_key_of_each_interaction() -> None:
    shorts = [answer.short for answer in sheets(SMALL)[0].answers]
    assert shorts == ["B", "A, C, D", "in words", "1 C, 2 A, 3 B", "A 2, B 4, C 1, D 3"]


@needs(PROGRAM)
@needs_client("axe-core")
def test_chromium_shows_it_to_everyone_and_prints_each_part_on_its_own_page(tmp_path: Path) -> None:
    chosen = versions(SMALL, 2)
    page = tmp_path / "paper.html"
    page.write_bytes(paper.export(chosen))
    with browser(tmp_path) as window:
        for width, scheme in ((360, "light"), (1280, "dark"), (360, "dark"), (1280, "light")):
            window.size(width, 900)
            window.prefer(prefers_color_scheme=scheme)
            window.open(page)
            assert (window.requests, window.complaints) == ([page.as_uri()], [])
            assert amiss(window) == []
            assert wide(window) <= width
        printed = base64.b64decode(window.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
    pages = [each.extract_text() for each in PdfReader(BytesIO(printed)).pages]
    assert missing("".join(re.sub(r"\d+ / \d+\s*$", "", each) for each in pages), chosen) == []
    named = [[name for name in ("Version A", "Version B", "Answer key") if name in each] for each in pages]
    assert named[0] == ["Version A"]
    begun = [names for names in named if names]
    assert begun == [["Version A"], ["Version B"], ["Version A", "Answer key"], ["Version B", "Answer key"]]
