"""Anki decks, imported by Anki itself."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import handmade
import pytest
from browser import PROGRAM, browser
from lmsquestions import fuzzed, shown
from programs import CLIENTS, needs, needs_client
from quizpages import amiss, wide

import quiz.commands.bank
from kg.errors import MissingProgramError
from kg.graph import KnowledgeGraph
from kg.iri import claim_iri
from quiz import entry
from quiz.bank import Bank, build
from quiz.claimfacts import facts_of
from quiz.export import Chosen, Facts, beside, is_binary, suffix, write
from quiz.export.anki import kind, kinds
from quiz.export.deck import tags_of
from quiz.export.deck.earlier import MAX_COLLECTION, earlier_notes
from quiz.item import Interaction, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANKI = Path(os.environ.get("MYOGRAPH_ANKI_PYTHON") or CLIENTS / ".venv" / "bin" / "python")
needs_anki = pytest.mark.skipif(not ANKI.is_file(), reason="Anki is not installed: see CONTRIBUTING.md")
RELATION = "innervatedBy"
# What Anki makes sounds, formulas, gaps and other fields of.
ANKI_READS = (
    "[sound:x.mp3] [anki:play:q:0] [latex]x[/latex] [$]x[/$] {{c1::x}} {{Question}} {{#Id}} <img src=x>"
)
NOTES = "CREATE TABLE notes(guid, flds, tags, mod, mid)"
ENDLESS = (
    "CREATE VIEW notes(guid, flds, tags, mod, mid) AS WITH RECURSIVE n(i) AS "
    "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, i, 1 FROM n WHERE i < 0"
)
NONE = {"new": 0, "updated": 0, "duplicate": 0, "conflicting": 0}


def _played(folder: Path, *steps: Sequence[object]) -> list[Any]:
    """Return what comes of each step in a new collection; bytes are written to a file and its path given."""
    told = []
    for number, (name, *arguments) in enumerate(steps):
        for place, each in enumerate(arguments):
            if isinstance(each, bytes):
                path = folder / f"{number}.apkg"
                path.write_bytes(each)
                arguments[place] = str(path)
        told.append([name, *arguments])
    command = [ANKI, CLIENTS / "anki_client.py", folder / "collection.anki2"]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


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
    first, second, notes, fixed = _played(
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


def _of_nerves(graph: KnowledgeGraph) -> KnowledgeGraph:
    claims = tuple(claim for claim in graph.content.claims if claim.relation == RELATION)[:12]
    return KnowledgeGraph(replace(graph.content, claims=claims))


def _edited(graph: KnowledgeGraph, *, released: bool) -> KnowledgeGraph:
    """Return a graph with a nerve called otherwise; where it is released, its packs say so."""
    entities = tuple(
        each._replace(label="upper buttock nerve", in_sentence="the upper buttock nerve")
        if each.id == "superior-gluteal-nerve"
        else each
        for each in graph.content.entities
    )
    packs = graph.content.packs
    if released:
        packs = tuple(pack._replace(version=_next(pack.version)) for pack in packs)
    return KnowledgeGraph(replace(graph.content, entities=entities, packs=packs))


def _next(version: str) -> str:
    *wide, last = version.split(".")
    return ".".join((*wide, str(int(last) + 1)))


def _deck(graph: KnowledgeGraph, earlier: bytes = b"") -> bytes:
    return write(_all_of(graph), "anki", earlier)


def _all_of(graph: KnowledgeGraph) -> Chosen:
    items = tuple(build(graph, 1).items)
    return Chosen(1, "", items, facts=facts_of(graph, items))


@needs_anki
def test_importing_again_updates_what_changed_and_keeps_what_was_learned(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    old = _of_nerves(graph)
    silent, after = (_deck(_edited(old, released=released)) for released in (False, True))
    before = _deck(old)
    assert len({before, silent, after}) == 3
    renamed = claim_iri("gluteus-medius-nerve-superior-gluteal-nerve")
    _, first, unmoved, listed = _played(
        tmp_path, ["import", before], ["notes"], ["import", silent, "ALWAYS"], ["notes"]
    )
    assert unmoved == NONE | {"duplicate": len(listed)}
    assert listed == first
    guids = {note["fields"]["Claim"]: note["guid"] for note in listed}
    own = next(claim for claim in guids if claim != renamed)
    number = len(guids)
    everything = tmp_path / "again"
    everything.mkdir()
    done = _played(
        everything,
        ["import", before],
        *[["review", "Myograph"]] * number,
        ["edit", guids[own], "Answer", "my own words"],
        ["notes"],
        ["history"],
        ["import", before],
        ["import", silent],
        ["notes"],
        ["import", after],
        ["notes"],
        ["history"],
        ["import", before],
        ["import", after],
        ["notes"],
        ["import", after, "ALWAYS"],
        ["fix"],
    )
    assert done[0] == NONE | {"new": number}
    assert sorted(done[1 : number + 1]) == sorted(guids.values())
    learned, history, same, unseen, still, updated, notes, later, older, again, last, always, fixed = done[
        number + 2 :
    ]
    assert same == unseen == older == again == NONE | {"duplicate": number}
    assert always == NONE | {"updated": 1, "duplicate": number - 1}
    # What the student wrote is newer than anything of ours.
    assert updated == NONE | {"updated": number - 1, "duplicate": 1}
    assert len(history) == number
    assert later == history
    assert still == learned
    assert last == notes
    assert fixed[1] is True
    kept = ("guid", "due", "interval", "reviews")
    assert [[note[name] for name in kept] for note in notes] == [
        [note[name] for name in kept] for note in learned
    ]
    assert {note["reviews"] for note in notes} == {1}
    was, now = ({note["fields"]["Claim"]: note for note in each} for each in (learned, notes))
    assert was[own] == now[own]
    assert now[own]["fields"]["Answer"] == "my own words"
    assert "superior gluteal nerve" in was[renamed]["answer"]
    assert "upper buttock nerve" in now[renamed]["answer"]


@needs_anki
def test_a_deck_written_over_another_is_newer_where_it_says_something_else(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    old = _of_nerves(graph)
    new = _edited(old, released=False)
    before = _deck(old)
    assert _deck(old, before) == before
    after = _deck(new, before)
    assert _deck(new, after) == after
    first, second, third, notes = _played(
        tmp_path, ["import", before], ["import", after], ["import", after], ["notes"]
    )
    said = beside(_all_of(new), "anki", before)
    number = second["updated"]
    assert said is not None
    told = said.splitlines()
    assert told[0] == f"The deck that was there: {first['new'] - number} of its notes are the same."
    assert told[1].startswith(f"Changed, and newer than in it: {number} notes: ")
    assert len(told) == 2
    assert 0 < number < first["new"]
    assert second == NONE | {"updated": number, "duplicate": first["new"] - number}
    assert third == NONE | {"duplicate": first["new"]}
    assert sum("upper buttock nerve" in note["answer"] for note in notes) == number


@pytest.mark.parametrize(
    "sql",
    [
        ENDLESS,
        "CREATE VIEW notes(guid, flds, tags, mod, mid) AS SELECT 'a', hex(zeroblob(900000000)), '', 1, 1",
        "CREATE TABLE notes(guid, flds, mid)",
        f"{NOTES}; INSERT INTO notes VALUES ('a', X'00', '', 1, 1)",
        f"{NOTES}; INSERT INTO notes VALUES ('a', 'b', '', {2**62}, 1)",
    ],
)
def test_what_only_looks_like_a_deck_has_no_notes(sql: str) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(sql)
    assert earlier_notes(_packed(database.serialize()), 1) == {}


def test_of_a_deck_only_so_much_is_read() -> None:
    assert earlier_notes(_packed(b"\0" * (MAX_COLLECTION + 1)), 1) == {}
    assert earlier_notes(_packed(b"SQLite format 3\0"), 1) == {}
    assert earlier_notes(_packed(b""), 1) == {}
    # A name of a member that is no UTF-8, though it says so.
    assert earlier_notes(_packed(b"", "é").replace("é".encode(), b"\xfe\xfe"), 1) == {}
    assert earlier_notes(_packed(b"", "collection.anki21b"), 1) == {}


def _packed(collection: bytes, name: str = "collection.anki2") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        package.writestr(name, collection)
    return buffer.getvalue()


def test_the_command_tells_what_is_new_in_a_deck_that_was_there(
    graph: KnowledgeGraph,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(quiz.commands.bank, "open_graph", lambda _: graph)
    monkeypatch.setattr(quiz.commands.bank, "made_bank", lambda *_: bank)
    path = tmp_path / "deck.apkg"
    told = []
    for topic in ("knee", "knee", "hip"):
        with pytest.raises(SystemExit) as ended:
            entry.main(["bank", "export", "-f", "anki", "--topic", topic, "-o", str(path)])
        assert ended.value.code == 0
        told.append(capsys.readouterr().err)
    assert "that was there" not in told[0]
    assert "of its notes are the same." in told[1]
    assert not any(word in told[1] for word in ("Changed", "New:", "No longer"))
    assert "which stay in Anki until they are deleted there: " in told[2]


@needs_anki
@needs(PROGRAM)
@needs_client("axe-core")
def test_everyone_can_read_the_cards_on_a_phone_and_by_night(tmp_path: Path) -> None:
    odd = _odd()
    long = [item for item in odd.items if "x" * 300 in item.stem]
    chosen = replace(odd, items=(*odd.items[:5], *long, *odd.items[-5:]))
    _, notes = _played(tmp_path, ["import", write(chosen, "anki")], ["notes"])
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
