"""Anki decks, imported by Anki itself."""

from __future__ import annotations

import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import handmade
import pytest
from ankidesktop import NONE, needs_anki, played
from browser import PROGRAM, browser
from lmsquestions import fuzzed, shown
from programs import needs, needs_client
from quizpages import amiss, wide

from kg.errors import MissingProgramError
from kg.iri import claim_iri
from quiz.claimfacts import facts_of
from quiz.export import Chosen, Facts, is_binary, suffix, write
from quiz.export.anki import kind, kinds
from quiz.export.deck import tags_of
from quiz.item import Interaction, Item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank

ANKI_READS = (
    "[sound:x.mp3] [anki:play:q:0] [latex]x[/latex] [$]x[/$] {{c1::x}} {{Question}} {{#Id}} <img src=x>"
)


def _read(html: str) -> ET.Element:
    """Return one side of a card. It has to be whole, so that nothing from data can have opened a tag."""
    return ET.fromstring(html.replace("<br>", "<br/>").replace('<hr id="answer">', "<hr/>"))


def _words(element: ET.Element | None) -> str:
    return "" if element is None else "".join(_pieces(element)).strip()


def _pieces(element: ET.Element) -> Iterator[str]:
    yield "\n" if element.tag == "br" else element.text or ""
    for each in element:
        yield from _pieces(each)
        yield each.tail or ""


def _all_words(side: ET.Element, path: str) -> list[str]:
    return [_words(each) for each in side.findall(path)]


def _shown(*texts: str) -> list[str]:
    return [unicodedata.normalize("NFC", shown(text)) for text in texts]


def _verdicts(answer: ET.Element) -> list[tuple[str, str, str]]:
    found = []
    for line in answer.findall("ol[@type='A']/li"):
        why = _words(line.find("span[@class='why']"))
        sign, rest = _words(line).split(": ", 1)
        found.append((sign, rest.removesuffix(why).strip(), why))
    return found


def _check(chosen: Chosen, item: Item, note: dict[str, Any]) -> None:
    """Assert that a note has all of an item on its two sides."""
    question, answer = _read(note["question"]), _read(note["answer"])
    texts = _shown(*(option.text for option in item.options))
    whys = _shown(*(option.why for option in item.options))
    for side in (question, answer):
        assert _all_words(side, "div[@class='question']") == _shown(item.stem)
    assert _all_words(question, "ol[@type='A']/li") == texts
    rows = [child for child in question.findall("ol") if "type" not in child.attrib]
    assert [_words(line) for each in rows for line in each] == _shown(*(row.text for row in item.rows))
    held = _all_words(answer, "div[@class='answer']/*") + _all_words(answer, "div[@class='answer']/ol/li")
    match item.interaction:
        case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
            assert held == [texts[place] for place in item.keys]
            signs = ["✓ Right" if option.correct else "✗ Wrong" for option in item.options]
            assert _verdicts(answer) == list(zip(signs, texts, whys, strict=True))
        case Interaction.TEXT:
            assert held[0] == _shown(item.accept[0])[0]
            also = "; ".join(item.accept[1:])
            assert held[1:] == (_shown(f"Also right: {also}") if also else [])
            close = "; ".join(item.close)
            half = f"Half right, being part of the answer or having it as a part: {close}"
            claimed = "; ".join(item.also_claimed)
            told = _shown(half) if close else []
            if claimed:
                told += _shown(f"Half right, being claimed as well, but not the one asked for: {claimed}")
            assert _all_words(answer, "p[@class='also']") == told
        case Interaction.MATCH:
            pairs = (f"{row.text} → {item.options[row.key].text}" for row in item.rows)
            assert held[1:] == _shown(*pairs)
        case Interaction.ORDER:
            assert held[1:] == [texts[place] for place in item.order]
    if item.interaction in (Interaction.MATCH, Interaction.ORDER):
        assert _all_words(answer, "ul/li") == list(dict.fromkeys(whys))
    assert _all_words(answer, "div[@class='explanation']/p") == _shown(*item.explanation)
    cited = dict.fromkeys(chosen.facts[claim].citation for claim in item.claims)
    assert _all_words(answer, "div[@class='sources']/ul/li") == _shown(*cited)
    assert _all_words(answer, "p[@class='filed']") == [item.id]
    assert note["fields"]["Claim"] == claim_iri(item.claims[0])
    assert sorted(note["tags"]) == sorted(tags_of(chosen, item))
    assert (note["type"], note["deck"], note["sounds"]) == ("Myograph", "Myograph", 0)


def _odd() -> Chosen:
    """Return an item of each interaction in each odd text, each on a claim of its own."""
    odd = fuzzed()
    apart = [replace(item, claims=(f"{item.claims[0]}-{item.id}",)) for item in odd.items]
    facts = {new.claims[0]: odd.facts[old.claims[0]] for new, old in zip(apart, odd.items, strict=True)}
    for item in handmade.ALL:
        apart.append(handmade.decorated(item, ANKI_READS))
        facts[item.claims[0]] = Facts("So.", ANKI_READS, (ANKI_READS,), "s", ANKI_READS, "1")
    return replace(odd, items=tuple(apart), facts=facts)


@needs_anki
def test_every_claim_of_the_bank_and_of_odd_texts_is_a_note(
    graph: KnowledgeGraph, bank: Bank, tmp_path: Path
) -> None:
    whole = Chosen(1, "", tuple(bank.items), facts=facts_of(graph, bank.items))
    odd = _odd()
    first, second, notes, fixed = played(
        tmp_path, ["import", write(whole, "anki")], ["import", write(odd, "anki")], ["notes"], ["fix"]
    )
    claims = {item.claims[0] for item in whole.items}
    assert first == NONE | {"new": len(claims)}
    assert second == NONE | {"new": len(odd.items)}
    assert fixed[1] is True
    assert len(notes) == len(claims) + len(odd.items) == len({note["guid"] for note in notes})
    by_id = {note["fields"]["Id"]: note for note in notes}
    for chosen in (whole, odd):
        for item, became in zip(chosen.items, kinds(chosen), strict=True):
            assert (item.id in by_id) == (became is not None)
            if became is not None:
                assert became == kind(item)
                _check(chosen, item, by_id[item.id])
    asked = {note["fields"]["Claim"] for note in notes}
    assert asked == {claim_iri(claim) for claim in claims | odd.facts.keys()}


@needs_anki
@needs(PROGRAM)
@needs_client("axe-core")
def test_everyone_can_read_the_cards_on_a_phone_and_by_night(tmp_path: Path) -> None:
    odd = _odd()
    long = [item for item in odd.items if "x" * 300 in item.stem]
    chosen = replace(odd, items=(*odd.items[:5], *long, *odd.items[-5:]))
    _, notes = played(tmp_path, ["import", write(chosen, "anki")], ["notes"])
    assert len(notes) == len(chosen.items) == 5 + len(long) + 5
    sides = "".join(note["question"] + note["answer"] for note in notes).replace(' id="answer"', "")
    page = tmp_path / "cards.html"
    page.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cards</title>'
        f'<style>{notes[0]["css"]}</style></head><body class="card card1"><main id="qa">'
        f"<h1>Cards</h1>{sides}</main></body></html>",
        "utf-8",
    )
    looks = set()
    with browser(tmp_path) as window:
        for width, night in ((360, ""), (1280, "nightMode"), (360, "night_mode"), (1280, "")):
            window.size(width, 900)
            window.open(page)
            if night:
                window.value(f"document.body.classList.add('{night}')")
            assert (window.requests, window.complaints) == ([page.as_uri()], [])
            assert amiss(window) == []
            assert wide(window) <= width
            looks.add(window.value("getComputedStyle(document.body).backgroundColor"))
    assert len(looks) == 2


def test_a_claim_is_asked_for_by_its_best_question() -> None:
    def of(item: Item, name: str, *claims: str, difficulty: float = 0.5) -> Item:
        return replace(item, id=name, claims=claims, difficulty=difficulty)

    items = (
        of(handmade.MATCH, "pairs", "a"),
        of(handmade.CHOOSE_ONE, "hard", "a", difficulty=0.9),
        of(handmade.CHOOSE_ONE, "one", "a"),
        of(handmade.CHOOSE_ONE, "two", "a"),
        of(handmade.TEXT, "typed", "a", "b"),
        of(handmade.CHOOSE_MANY, "many", "b"),
        of(handmade.TEXT, "recalled", "b"),
        of(handmade.ORDER, "only", "c", "a", "b"),
    )
    became = {item.id: card for item, card in zip(items, kinds(Chosen(1, "", items)), strict=True)}
    assert {name: card for name, card in became.items() if card} == {
        "one": "card with options",
        "recalled": "card to answer from memory",
        "only": "card to put in order",
    }
    assert len(kinds(Chosen(1, "", items[::-1]))) == len(items)
    assert Counter(kinds(Chosen(1, "", items[::-1]))) == Counter(became.values())


def test_tags_hold_what_would_end_or_part_them() -> None:
    facts = Facts("So.", "reported", ("knee joint", "a::b", 'say "so"\nnow', " : "), "s", "s 2020", "1")
    item = handmade.TEXT
    assert tags_of(Chosen(1, "", (item,), title="My [course]", facts={item.claims[0]: facts}), item) == [
        "topic::knee-joint",
        "topic::a:b",
        "topic::say-so-now",
        "topic::-",
        "type::some-text",
        "level::remember",
        "status::reported",
        "course::My-[course]",
    ]


def test_the_package_has_no_time_in_it() -> None:
    chosen = fuzzed()
    data = write(chosen, "anki")
    assert (suffix("anki"), is_binary("anki")) == ("apkg", True)
    assert data == write(chosen, "anki")
    with ZipFile(BytesIO(data)) as package:
        assert package.namelist() == ["collection.anki2", "media"]
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert write(Chosen(1, "", ()), "anki")


def test_without_genanki_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(MissingProgramError, match=r"pip install 'myograph\[anki\]'") as caught:
        write(Chosen(1, "", handmade.ALL), "anki")
    assert caught.value.exit_code == 3
