"""What tells two states of the graph apart, and how they are named and read."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hostile import hostile
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.difference import Difference, difference, evidence_changes
from kg.diffwords import difference_lines, difference_view
from kg.errors import PackError, UnusableFileError
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.model import Evidence, Modality, Stance, Status
from kg.packs.editions import BUNDLED, read_editions
from kg.rdf import to_ntriples, to_turtle

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Claim, Content

PACK = """\
pack: mine
version: 1.0.0
title: Mine
requires: [article{more}]
source: me
curator: me
sources:
  me: {{label: Me, tier: curator, citation: Me.}}
claims:
  mine-1:
    subject: weak-gluteus-medius
    relation: leadsTo
    object: knee-pain
    qualifier: in {where}
    modality: may
    status: reported
    ask: [attributed]
    evidence: [{{note: I think so.}}]
"""


def changed(content: Content, changes: dict[str, Any]) -> Content:
    """Return a content whose claims of these ids are others, or gone where there is None."""
    claims = [changes.get(claim.id, claim) for claim in content.claims]
    return replace(content, claims=tuple(claim for claim in claims if claim is not None))


def lines(before: KnowledgeGraph, after: KnowledgeGraph) -> str:
    return "\n".join(difference_lines(difference(before.content, after.content), before, after))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_change_is_told_once_under_what_it_is(graph: KnowledgeGraph, data: st.DataObject) -> None:
    content = graph.content
    places = st.lists(st.integers(0, len(content.claims) - 1), unique=True, max_size=12)
    chosen = [content.claims[place] for place in data.draw(places)]
    kinds = data.draw(st.lists(st.sampled_from("-+>~!"), min_size=len(chosen), max_size=len(chosen)))
    before, after, wanted = content, content, {kind: set() for kind in "-+>~!"}
    for kind, claim in zip(kinds, chosen, strict=True):
        wanted[kind].add(claim.id)
        other: dict[str, Claim | None] = {
            "-": None,
            "+": claim,
            ">": claim._replace(id=f"{claim.id}-new", searched="Nowhere."),
            "~": claim._replace(degree=f"{claim.degree} more"),
            "!": claim._replace(status=Status.DRAFT),
        }
        after = changed(after, {claim.id: other[kind]})
        before = changed(before, {claim.id: None}) if kind == "+" else before
    found = difference(before, after)
    claims = found.claims
    assert {claim.id for claim in claims.removed} == wanted["-"]
    assert {claim.id for claim in claims.added} == wanted["+"]
    assert {each.before.id for each in claims.renamed} == wanted[">"]
    assert all([field.field for field in each.fields] == ["searched"] for each in claims.renamed)
    assert {each.after.id for each in claims.changed} == wanted["~"] | wanted["!"]
    assert {each.after.id for each in found.moved} == wanted["!"]
    assert bool(found) == bool(chosen)
    assert not any((found.packs, found.sources, found.entities, found.marks))
    back = difference(after, before).claims
    assert back.added == claims.removed
    assert back.removed == claims.added
    assert [each.before.id for each in back.changed] == [each.after.id for each in claims.changed]


def test_what_names_a_renamed_thing_is_the_same_whatever_its_own_id(graph: KnowledgeGraph) -> None:
    content, old = graph.content, "piriformis"
    entities = tuple(
        each._replace(id="the-piriformis") if each.id == old else each for each in content.entities
    )

    def renamed(claim: Claim) -> Claim:
        ends = {end: "the-piriformis" for end in ("subject", "object") if getattr(claim, end) == old}
        return claim._replace(id=claim.id.replace(old, "the-piriformis"), **ends)  # type: ignore[arg-type]

    marks = tuple(
        mark._replace(subject="the-piriformis") if mark.subject == old else mark for mark in content.marks
    )
    after = replace(content, entities=entities, claims=tuple(map(renamed, content.claims)), marks=marks)
    found = difference(content, after)
    assert [(each.before.id, each.after.id) for each in found.entities.renamed] == [(old, "the-piriformis")]
    assert found.claims.added == found.claims.removed == found.marks.added == found.marks.removed == ()
    assert len(found.claims.renamed) > 5
    fields = {field.field for each in found.claims.renamed for field in each.fields}
    assert fields == {"subject", "object"}
    assert len(found.marks.changed) > 0


def test_evidence_is_told_apart_piece_by_piece() -> None:
    kept, gone, new, old = (
        Evidence(source, Stance.SUPPORTS, "textbook", note=note)
        for source, note in [("a", "same"), ("b", "gone"), ("c", "new"), ("d", "old")]
    )
    altered = old._replace(note="other", reread=True)
    added, removed, changes = evidence_changes([kept, gone, old], [altered, new, kept])
    assert (added, removed) == ([new], [gone])
    assert [(item, [field.field for field in fields]) for item, fields in changes] == [
        (altered, ["note", "reread"])
    ]
    assert evidence_changes([kept, gone], [gone, kept]) == ([], [], [])


def test_lines_say_what_moved_and_what_changed_in_the_words_of_a_pack(graph: KnowledgeGraph) -> None:
    claim = graph.claim("article-c18")
    first, second, *others = claim.evidence
    other = claim._replace(
        status=Status.REPORTED,
        modality=Modality.MAY,
        qualifier="in runners",
        ask=(),
        reading="Read once more and taken for an effect of the weakness.",
        evidence=(first, second._replace(figure="20 vs 20"), *others[1:]),
    )
    entity = graph.entity("knee-pain")._replace(cls="Dysfunction", synonyms=("sore knee",))
    content = changed(graph.content, {claim.id: other, "article-c08": None})
    entities = tuple(entity if each.id == entity.id else each for each in content.entities)
    text = lines(graph, KnowledgeGraph(replace(content, entities=entities, marks=content.marks[1:])))
    start, *_ = text.split("\n\n")
    assert start == ("Claims: 1 removed, 1 changed.\nEntities: 1 changed.\nCompleteness marks: 1 removed.")
    for piece in (
        "Status moved (1)\n  A weak gluteus medius may lead to femoral internal rotation in runners. [",
        "[article-c18]\n    contested → reported\n",
        "Claims removed (1)\n  The exercises that the article lists alleviate knee pain. [article-c08]",
        "    modality: can → may\n",
        "    ask: [attributed, error] → []\n",
        "    qualifier added: in runners\n",
        "    reading:\n      - Given as an example",
        "      + Read once more and taken for an effect of the weakness.\n",
        "    evidence changed: Schmitz and others 2014\n      figure: 19 vs 19 → 20 vs 20\n",
        "    evidence removed: Near it, for: Radzak",
        "Entities changed (1)\n  knee pain (dysfunction) knee-pain\n    class: Symptom → Dysfunction\n",
        "Completeness marks removed (1)\n  all that ",
    ):  # fmt: skip
        assert piece in f"{text}\n"
    assert "    status" not in text
    assert lines(graph, graph) == "Nothing differs: the claims, entities, sources and marks are the same."


def test_nothing_in_a_label_breaks_a_line_or_controls_the_terminal(graph: KnowledgeGraph) -> None:
    wild = hostile(graph)
    text = "\n".join([lines(wild, hostile(graph)), lines(graph, wild), lines(wild, graph)])
    assert not [letter for letter in text if letter != "\n" and unicodedata.category(letter) == "Cc"]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_json_holds_the_records_before_and_after(graph: KnowledgeGraph) -> None:
    claim = graph.claim("article-c18")
    after = KnowledgeGraph(
        changed(graph.content, {claim.id: claim._replace(status=Status.REFUTED), "article-c08": None})
    )
    view = difference_view(difference(graph.content, after.content), graph, after)
    assert not view["same"]
    assert view["moved"] == [
        {
            "id": "article-c18",
            "statement": "A weak gluteus medius can lead to femoral internal rotation.",
            "before": "contested",
            "after": "refuted",
        }
    ]
    assert [each["id"] for each in view["claims"]["removed"]] == ["article-c08"]
    (row,) = view["claims"]["changed"]
    assert (row["before"]["status"], row["after"]["status"]) == ("contested", "refuted")
    assert row["fields"] == [{"field": "status", "before": "contested", "after": "refuted"}]
    empty = {"added": [], "removed": [], "renamed": [], "changed": []}
    assert all(view[kind] == empty for kind in ("entities", "sources", "completenessMarks", "packs"))


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of the bundled packs."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for name, text in bundled_packs():
        (folder / name).write_text(text, "utf-8")
    return folder


def found(first: Path | str, second: Path | str) -> Difference:
    return difference(*(graph.content for graph in read_editions(str(first), str(second))))


def test_a_pack_is_held_against_the_graph_it_is_loaded_with(packs: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(PACK.format(more="", where="runners"))
    new = found(BUNDLED, mine)
    assert [claim.id for claim in new.claims.added] == ["mine-1"]
    assert [pack.name for pack in new.packs.added] == ["mine"]
    assert not new.claims.changed
    other = tmp_path / "other.yaml"
    other.write_text(PACK.format(more=", exercises", where="walkers"))
    (row,) = found(mine, other).claims.changed
    assert [field.field for field in row.fields] == ["qualifier"]
    copy = packs / "anatomy.yaml"
    copy.write_text(copy.read_text().replace("The muscles of the buttock and the", "The buttock and"))
    changes = found(BUNDLED, copy)
    assert [each.after.id for each in changes.entities.changed] == ["gluteal-muscles"]
    assert not changes.claims


def test_folders_stand_by_themselves_but_for_what_they_require(packs: Path, tmp_path: Path) -> None:
    assert not found(packs, BUNDLED)
    (packs / "contrasts.yaml").unlink()
    new = found(packs, BUNDLED)
    assert [pack.name for pack in new.packs.added] == ["contrasts"]
    assert {claim.pack for claim in new.claims.added} == {"contrasts"}
    for name, more in (("one", ""), ("two", ", exercises")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.yml").write_text(PACK.format(more=more, where="runners"))
    same = found(tmp_path / "one", tmp_path / "two")
    (row,) = same.packs.changed
    assert [field.field for field in row.fields] == ["requires"]
    assert not same.claims


def test_an_export_is_what_was_exported(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(to_turtle(graph))
    (tmp_path / "graph.nt").write_bytes(to_ntriples(graph))
    assert not found(BUNDLED, tmp_path / "graph.ttl")
    assert not found(tmp_path / "graph.nt", tmp_path / "graph.ttl")


def test_what_cannot_be_read_is_told(few: KnowledgeGraph, tmp_path: Path) -> None:
    turtle = to_turtle(few).decode()
    for name, text, told in (
        ("cut.ttl", turtle[:2000], "cut.ttl: Parser error"),
        ("other.ttl", "<a:b> <a:c> <a:d> .", "there is no pack in it"),
        ("odd.ttl", turtle.replace("modality-can", "modality-could"), "no export of Myograph's"),
        ("part.ttl", turtle.replace("id:knee-pain a ", "id:sore-knee a "), "names knee-pain, of which"),
        ("none.yaml", None, "cannot be read"),
    ):  # fmt: skip
        if text is not None:
            (tmp_path / name).write_text(text)
        with pytest.raises(UnusableFileError, match=told):
            read_editions(str(tmp_path / name), BUNDLED)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableFileError, match="holds no pack"):
        read_editions(str(tmp_path / "empty"), BUNDLED)
    with pytest.raises(UnusableFileError, match="Did you mean “bundled”"):
        read_editions("bundeld", BUNDLED)


def test_the_faults_of_both_sides_are_told(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(PACK.format(more="", where="runners").replace("leadsTo", "leedsTo"))
    two.write_text("pack: [")
    with pytest.raises(PackError) as error:
        read_editions(str(one), str(two))
    told = str(error.value)
    assert f"{one}:12:15" in told
    assert "Did you mean “leadsTo”?" in told
    assert f"{two}:1:7: " in told
