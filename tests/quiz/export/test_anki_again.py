"""A deck that is imported again: what changed is taken in, and what was learned stays."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from ankidesktop import NONE, needs_anki, played

import quiz.commands.bank
from kg.graph import KnowledgeGraph
from kg.iri import claim_iri
from quiz import entry
from quiz.bank import Bank, build
from quiz.claimfacts import facts_of
from quiz.export import Chosen, changes_in_words, write
from quiz.export.deck.earlier import MAX_COLLECTION, earlier_notes

if TYPE_CHECKING:
    from pathlib import Path

RELATION = "innervatedBy"
# What Anki makes sounds, formulas, gaps and other fields of.
NOTES = "CREATE TABLE notes(guid, flds, tags, mod, mid)"
ENDLESS = (
    "CREATE VIEW notes(guid, flds, tags, mod, mid) AS WITH RECURSIVE n(i) AS "
    "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, i, 1 FROM n WHERE i < 0"
)


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
    _, first, unmoved, listed = played(
        tmp_path, ["import", before], ["notes"], ["import", silent, "ALWAYS"], ["notes"]
    )
    assert unmoved == NONE | {"duplicate": len(listed)}
    assert listed == first
    guids = {note["fields"]["Claim"]: note["guid"] for note in listed}
    own = next(claim for claim in guids if claim != renamed)
    number = len(guids)
    everything = tmp_path / "again"
    everything.mkdir()
    done = played(
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
    first, second, third, notes = played(
        tmp_path, ["import", before], ["import", after], ["import", after], ["notes"]
    )
    said = changes_in_words(_all_of(new), "anki", before)
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
