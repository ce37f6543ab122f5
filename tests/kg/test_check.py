"""Checks: each one can fail."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.checks.graph import check_edges
from kg.checks.run import check_all, in_order, in_place
from kg.commands.check import CHECK
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.rdf import edges
from kg.rdf.shapes import violations
from kg.views import check_view

if TYPE_CHECKING:
    from kg.checks.run import Check


def faults(found: list[Check]) -> dict[str, list[str]]:
    return {check.name: [str(fault) for fault in check.faults] for check in found if check.faults}


@pytest.fixture(scope="module")
def bundled() -> list[Check]:
    return check_all(bundled_packs())


def test_the_bundled_packs_have_no_fault(bundled: list[Check]) -> None:
    assert faults(bundled) == {}


def test_the_command_gives_every_check_with_its_count(
    bundled: list[Check], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.checks.run.check_all", lambda *_: bundled)
    done = CliRunner().invoke(CHECK, ["--json"])
    assert done.exit_code == 0
    checks = json.loads(done.stdout)
    assert [check["check"] for check in checks] == [check.name for check in bundled]
    assert all(set(check) == {"check", "count", "faults"} for check in checks)
    assert all(check["faults"] == [] for check in checks)


def test_every_check_looked_at_something(bundled: list[Check]) -> None:
    assert [check.name for check in bundled if check.count == 0] == []
    assert {"status", "quotes", "edges", "shapes", "turtle round trip"} <= {check.name for check in bundled}


def test_quotes_are_proved_against_the_text(pack_text: str, source_text: str) -> None:
    found = check_all([("ankles.yaml", pack_text)], [("copy.txt", source_text.encode())])
    (check,) = [check for check in found if check.name == "quotes in copy.txt"]
    assert (check.count, check.faults) == (1, [])


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "lead to toe",
            "leed to toe",
            "is not in the text",
            "Did you mean “can lead to toe”, with span: [19, 34].",
        ),
        (
            "can lead to toe",
            "CAN  lead to toe",
            "is not in the text",
            "The text has “can lead to toe”: write it so",
        ),
        (
            "span: [19, 34]",
            "span: [14, 29]",
            "does not stand at 14 to 29",
            "Write span: [19, 34], where it stands.",
        ),
        ("        span: [19, 34]\n", "", "has no span", "Write span: [19, 34]"),
        ("span: [19, 34]", "span: [19, 40]", "holds 21 characters", "Write span: [19, 34]"),
        ("length: ", "length: 1", "its text has 51", "Write length: 51."),
        ("words: 11", "words: 12", "Source leaflet says words: 12; its text has 11", "Write words: 11."),
    ],
)
def test_a_quote_that_is_not_in_the_text_is_told(
    pack_text: str, source_text: str, old: str, new: str, message: str, hint: str
) -> None:
    found = check_all([("ankles.yaml", pack_text.replace(old, new))], [("copy.txt", source_text.encode())])
    told = [fault for check in found for fault in check.faults if message in fault.message]
    assert len(told) == 1
    assert told[0].file == "ankles.yaml"
    assert told[0].line > 0
    assert told[0].length > 0
    assert told[0].excerpt.strip()
    assert hint in told[0].hint
    assert len({fault.line for check in found for fault in check.faults}) == 1 + ("CAN  " in new)


def test_each_pack_on_a_text_has_its_quotes_proved(pack_text: str, source_text: str) -> None:
    """Once only the first of two sources with the same text was looked at."""
    second = pack_text.replace("lead to toe", "leed to toe")
    for name in ("ankles", "leaflet", "me", "weak-arch", "toe-pain"):
        second = second.replace(f"{name}", f"other-{name}")
    for label in ("Happy ankles", "weak arch", "toe pain"):
        second = second.replace(label, f"other {label}")
    found = check_all(
        [("ankles.yaml", pack_text), ("second.yaml", second)], [("copy.txt", source_text.encode())]
    )
    told = [str(fault) for check in found if check.name == "quotes in copy.txt" for fault in check.faults]
    assert len(told) == 1
    assert told[0].startswith("second.yaml:")


def test_a_text_that_no_source_has_is_told(pack_text: str, source_text: str) -> None:
    found = check_all([("ankles.yaml", pack_text)], [("copy.txt", source_text.upper().encode())])
    assert "No source has this text" in faults(found)["quotes in copy.txt"][0]
    assert "length: 51 and words: 11. Known texts: leaflet" in faults(found)["quotes in copy.txt"][0]
    windows = source_text.replace("\n", "\r\n").encode()
    found = check_all([("ankles.yaml", pack_text)], [("copy.txt", windows)])
    assert "But for its line ends it is that of leaflet" in faults(found)["quotes in copy.txt"][0]


def test_a_quote_under_another_heading_is_told(pack_text: str, source_text: str) -> None:
    import hashlib

    text = "Ankles\nNothing.\nKnees\nA weak arch can lead to toe pain, they say.\n"
    start = text.index("can lead")
    spoilt = (
        pack_text.replace("[19, 34]", f"[{start}, {start + 15}]")
        .replace("sections: [Ankles]", "sections: [Ankles, Knees]")
        .replace(f"length: {len(source_text)}", f"length: {len(text)}")
        .replace("words: 11", f"words: {len(text.split())}")
    )
    digest = pack_text[pack_text.index("sha256: ") + 8 :][:64]
    spoilt = spoilt.replace(digest, hashlib.sha256(text.encode()).hexdigest())
    found = check_all([("ankles.yaml", spoilt)], [("copy.txt", text.encode())])
    (message,) = faults(found)["quotes in copy.txt"]
    assert "does not stand under “Ankles”. Write section: Knees." in message


def test_quoting_half_of_a_source_is_a_fault(pack_text: str) -> None:
    spoilt = pack_text.replace("words: 11", "words: 8")
    assert spoilt != pack_text
    assert "hold 4 of its 8 words" in faults(check_all([("ankles.yaml", spoilt)]))["quoted share"][0]
    assert "quoted share" not in faults(
        check_all([("ankles.yaml", pack_text.replace("words: 11", "words: 9"))])
    )


def test_overlapping_quotes_count_once(pack_text: str) -> None:
    more = "      - {quote: lead to toe pain, span: [23, 39], section: Ankles}\ncomplete:"
    spoilt = pack_text.replace("complete:", more).replace("words: 11", "words: 10")
    assert "hold 5 of its 10 words" in faults(check_all([("ankles.yaml", spoilt)]))["quoted share"][0]


def test_saying_the_same_twice_is_a_fault(pack_text: str) -> None:
    block = pack_text[pack_text.index("  ankles-1:") : pack_text.index("complete:")]
    again = pack_text.replace("complete:", block.replace("ankles-1", "ankles-2") + "complete:")
    (message,) = faults(check_all([("ankles.yaml", again)]))["said once"]
    assert "Claim ankles-2 says the same as ankles-1." in message
    narrower = again.replace(
        "modality: can\n    status", "modality: can\n    qualifier: at night\n    status", 1
    )
    assert narrower != again
    assert "said once" not in faults(check_all([("ankles.yaml", narrower)]))


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_what_a_bundled_pack_says_already_is_told_of_ones_own(pack_text: str, name: str) -> None:
    """Nobody can make one claim of theirs and of a bundled one."""
    own = (
        pack_text.replace("pack: ankles\n", "pack: ankles\nrequires: [anatomy, thigh-muscles]\n")
        .replace("ankles-1:", f"{name}-1:")
        .replace("subject: weak-arch\n", "subject: sartorius\n", 1)
        .replace("relation: leadsTo", "relation: innervatedBy")
        .replace("object: toe-pain", "object: femoral-nerve")
    )
    (check,) = [each for each in check_all([*bundled_packs(), ("own.yaml", own)]) if each.name == "said once"]
    (fault,) = check.faults
    assert fault.file == "own.yaml"
    assert fault.message == f"Claim {name}-1 says the same as sartorius-nerve-femoral-nerve."
    assert fault.hint.startswith("Pack thigh-muscles holds it already: delete this one")


def test_edges_without_a_claim_are_found(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of edges fails when the writer writes one too many, and when it leaves one out."""
    expected = edges.expected(graph)
    missing = next(iter(sorted(expected)))
    monkeypatch.setattr(edges, "found", lambda graph: expected - {missing} | {("a", "leadsTo", "b")})
    messages = [fault.message for fault in check_edges(graph)[2]]
    assert messages == [f"The edge {' '.join(missing)} is missing.", "The edge a leadsTo b has no claim."]


def test_the_shapes_see_a_broken_graph(graph: KnowledgeGraph, few: KnowledgeGraph) -> None:
    claim = few.claim("article-c18")
    content = replace(few.content, entities=(*few.content.entities, graph.entity("exercise-band")))
    count, messages = violations(KnowledgeGraph(content))
    assert (count > 100, messages) == (True, [])
    broken = claim._replace(object="exercise-band")
    claims = tuple(broken if other.id == claim.id else other for other in content.claims)
    _, messages = violations(KnowledgeGraph(replace(content, claims=claims)))
    assert any(
        message.endswith("/exercise-band: The object of a claim by “leads to” is of the class Condition.")
        for message in messages
    )
    unevidenced = claim._replace(evidence=())
    claims = tuple(unevidenced if other.id == claim.id else other for other in content.claims)
    _, messages = violations(KnowledgeGraph(replace(content, claims=claims)))
    assert [message for message in messages if "at least one piece of evidence" in message]


MINE = """\
pack: mine
version: 1.0.0
title: Mine
requires: [anatomy]
source: curator
curator: curator
claims:
  mine-1:
    subject: hip-joint
    relation: partOf
    object: pelvis
    modality: is
    status: draft
    ask: []
    evidence:
      - note: Seen.
"""


def test_of_packs_beside_the_bundled_ones_the_rdf_of_these_alone_is_looked_at(bundled: list[Check]) -> None:
    found = check_all([*bundled_packs(), ("mine.yaml", MINE)])
    assert faults(found) == {}
    assert [check.name for check in found] == [check.name for check in bundled]
    counts = {check.name: check.count for check in found}
    whole = {check.name: check.count for check in bundled}
    assert counts["said once"] == whole["said once"] + 1
    assert counts["shapes"] == whole["shapes"]
    assert 0 < counts["turtle round trip"] < whole["turtle round trip"] / 3
    assert [note for check in found for note in check.notes] == ["1 draft: seen by no one yet, in no quiz."]


def test_the_shapes_are_held_against_packs_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reading does not see the shapes see: here, because reading is made blind."""
    monkeypatch.setattr("kg.packs.claims.ClaimReader._check_end", lambda *_: None)
    spoilt = MINE.replace("relation: partOf", "relation: leadsTo").replace("draft", "reported")
    found = {check.name: check for check in check_all([*bundled_packs(), ("mine.yaml", spoilt)])}
    messages = [fault.message for fault in found["shapes"].faults]
    assert any("The object of a claim by “leads to” is of the class Condition." in each for each in messages)
    assert all(fault.hint for fault in found["shapes"].faults)


def test_faults_of_ones_own_packs_come_first_in_order_of_place() -> None:
    spoilt = MINE.replace("hip-joint", "hip joint").replace("version: 1.0.0", "version: one")
    other = MINE.replace("pack: mine", "pack: other").replace("mine-1", "Mine 2")
    texts = [*bundled_packs(), ("z.yaml", spoilt), ("a.yaml", other), ("b.yaml", "a: [")]
    found = check_all(texts)
    faults = sorted(
        (fault for check in found for fault in check.faults),
        key=lambda fault: in_order(fault, {"z.yaml": 0, "a.yaml": 1, "b.yaml": 2}),
    )
    assert [(fault.file, fault.line, fault.length) for fault in faults] == [
        ("z.yaml", 2, 3),
        ("z.yaml", 9, 9),
        ("a.yaml", 8, 6),
        ("b.yaml", 1, 1),
    ]
    assert faults[1].hint == "Write hip-joint: that is the id of “hip joint”."
    assert any("nor at the RDF" in note for check in found for note in check.notes)
    (told,) = [each for check in check_view(found) for each in check["faults"] if each["file"] == "a.yaml"]
    assert told == {
        "file": "a.yaml",
        "line": 8,
        "column": 3,
        "length": 6,
        "excerpt": "  Mine 2:",
        "message": "“Mine 2” cannot be an id.",
        "hint": "Write mine-2: lower-case ASCII words joined by hyphens, at most 80 letters.",
    }


def test_a_copy_of_a_bundled_pack_is_checked_in_its_place() -> None:
    name, text = next((name, text) for name, text in bundled_packs() if name == "contrasts.yaml")
    texts, replaced = in_place([("copy.yaml", text.replace("class: Symptom", "class: Sympton", 1))])
    assert replaced == ["contrasts"]
    assert name not in dict(texts)
    assert len(texts) == len(bundled_packs())
    (fault,) = [fault for check in check_all(texts) for fault in check.faults]
    assert (fault.file, fault.hint) == ("copy.yaml", "Did you mean “Symptom”?")
    # Elsewhere, where nothing is left out for it, that is one fault.
    (fault,) = [fault for check in check_all([*bundled_packs(), ("b.yaml", text)]) for fault in check.faults]
    assert (fault.file, fault.message) == ("b.yaml", "There is another pack named “contrasts”.")
