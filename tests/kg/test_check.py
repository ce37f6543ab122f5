"""Checks: each one can fail."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.checks.graph import check_edges
from kg.checks.run import check_all, in_place, place_among
from kg.commands.check import check as check_command
from kg.errors import UnusableFileError
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.rdf import edges
from kg.rdf.shapes import violations
from kg.views import check_view

if TYPE_CHECKING:
    from pathlib import Path

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
    done = CliRunner().invoke(check_command, ["--json"])
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


@pytest.mark.parametrize("span", ["", "        span: [19, 34]\n"])
def test_of_words_that_are_not_in_the_text_no_span_is_told(
    pack_text: str, source_text: str, span: str
) -> None:
    """Once `check` told what to write and, of the same quote, that `fmt` would; and that sent to `check`."""
    pack = pack_text.replace("lead to toe", "lead to the toes").replace("        span: [19, 34]\n", span)
    found = check_all([("ankles.yaml", pack)], [("copy.txt", source_text.encode())])
    hints = {fault.message[-16:]: fault.hint for check in found for fault in check.faults}
    assert len(hints) == 2
    assert hints.pop(" is not in the text."[-16:]).startswith("Did you mean “arch can lead to toe”")
    assert list(hints.values()) == ["Mend the quote first: it is not in the text."]


def _on(pack: str, text: str, old_text: str) -> str:
    """Return a pack, made for one text, as one for another, with the place where its quote stands."""
    start = text.index("can lead to toe")
    changes = {
        hashlib.sha256(old_text.encode()).hexdigest(): hashlib.sha256(text.encode()).hexdigest(),
        f"length: {len(old_text)}": f"length: {len(text)}",
        f"words: {len(old_text.split())}": f"words: {len(text.split())}",
        "span: [19, 34]": f"span: [{start}, {start + 15}]",
    }
    for old, new in changes.items():
        pack = pack.replace(old, new)
    return pack


@pytest.mark.parametrize("span", [True, False])
@pytest.mark.parametrize(
    ("words", "message", "whole"),
    [
        ("swan can lead to toe pain", "", ""),
        ("It scan lead to toe pain", "begins inside the word “scan”", "“scan lead to toe”"),
        ("It can lead to toes", "ends inside the word “toes”", "“can lead to toes”"),
        ("It can lead to toe2 and", "", ""),
    ],
)
def test_a_quote_that_is_cut_inside_a_word_is_told(
    pack_text: str, source_text: str, words: str, message: str, whole: str, *, span: bool
) -> None:
    """Once “likely to cause” was proved by “unlikely to cause”."""
    text = f"Ankles\n{words} of all of the people that they saw.\n"
    pack = _on(pack_text, text, source_text)
    if not span:
        pack = "".join(line for line in pack.splitlines(keepends=True) if "span:" not in line)
    told = [
        fault for each in check_all([("a.yaml", pack)], [("a.txt", text.encode())]) for fault in each.faults
    ]
    if not message and span:
        assert told == []
        return
    (fault,) = told
    assert (message if span else "has no span") in fault.message
    start = text.index(whole.strip("“”")) if whole else 0
    hint = (
        f"Quote whole words: {whole}, with span: [{start}, {start + len(whole) - 2}]." if whole else "Write"
    )
    assert fault.hint.startswith(hint)
    assert fault.line == pack[: pack.index("quote: can lead")].count("\n") + 1


def test_a_quote_whose_sentence_may_deny_it_is_noted(pack_text: str, source_text: str) -> None:
    doubted = {
        "There is no evidence that arches can lead to toe pain. Arches hold the foot.": True,
        "Who knows whether they, and this is how it is, can lead to toe pain in a foot?": True,
        "Many runners believe that their shoes can lead to toe pain in both of the feet.": True,
        "“The shoes of most of us can lead to toe pain,” says a coach whom I know well.": True,
        "They are not only weak but can lead to toe pain in both of the feet of man.": False,
        "While many believe it is the heel, it can lead to toe pain in both of the feet.": False,
        "They do not hurt: they can lead to toe pain in both of the feet of any man.": False,
        "Arches can lead to toe pain, which is not rare in all of the people they saw.": False,
    }
    for sentence, expected in doubted.items():
        text = f"Ankles\nIt is not so. {sentence}\n"
        pack = _on(pack_text, text, source_text)
        found = check_all([("a.yaml", pack)], [("a.txt", text.encode())])
        assert faults(found) == {}
        notes = [note for check in found for note in check.notes]
        assert [note.partition(": ")[0] for note in notes] == ["a.yaml:27"] * expected
        assert all(f"may deny it or leave it open: “{sentence[:20]}" in note for note in notes)
        again = check_all(
            [("a.yaml", pack.replace("- quote:", "- stance: disputes\n        quote:"))],
            [("a.txt", text.encode())],
        )
        assert [note for check in again for note in check.notes if "deny" in note] == []


def test_of_two_faults_of_a_quote_that_of_the_span_alone_gets_its_hint(
    pack_text: str, source_text: str
) -> None:
    """Once “This quote has 31 words” was followed by “Write span”."""
    text = source_text.replace("pain", "pain" + " again" * 60)
    long = "can lead to toe pain" + " again" * 40
    pack = _on(pack_text, text, source_text).replace("can lead to toe\n", f"{long}\n")
    pack = "".join(line for line in pack.splitlines(keepends=True) if "span:" not in line)
    found = check_all([("a.yaml", pack)], [("a.txt", text.encode())])
    told = {fault.message.split()[0]: fault.hint for check in found for fault in check.faults}
    assert told["This"].startswith("Keep the words that bear the claim")
    assert told["The"].startswith("Write span: [19, ")


def test_where_a_pack_cannot_be_read_programs_are_told_and_its_text_is_no_fault(
    tmp_path: Path, source_text: str
) -> None:
    pack, text, absent = (tmp_path / name for name in ("latin.yaml", "copy.txt", "absent.txt"))
    pack.write_bytes("pack: Hüfte".encode("latin-1"))
    text.write_text(source_text)
    arguments = [str(pack), "--source-text", str(text), "--source-text", str(absent)]
    done = CliRunner().invoke(check_command, [*arguments, "--json"])
    assert isinstance(done.exception, UnusableFileError)
    told = [(each["check"], fault) for each in json.loads(done.stdout) for fault in each["faults"]]
    assert [(name, fault["file"], fault["hint"]) for name, fault in told] == [
        ("yaml", str(pack), "Save it as UTF-8."),
        (f"quotes in {absent}", str(absent), ""),
    ]
    assert "is not UTF-8 text (byte 7)" in told[0][1]["message"]
    # People are told by the error alone.
    done = CliRunner().invoke(check_command, arguments)
    assert "UTF-8" in str(done.exception)
    assert "UTF-8" not in done.output
    assert "No source has this text" not in done.output
    assert "found." not in done.output


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
        key=lambda fault: place_among(fault, {"z.yaml": 0, "a.yaml": 1, "b.yaml": 2}),
    )
    assert [(fault.file, fault.line, fault.length) for fault in faults] == [
        ("z.yaml", 2, 3),
        ("z.yaml", 9, 9),
        ("a.yaml", 8, 6),
        ("b.yaml", 1, 1),
    ]
    assert faults[1].hint == "Write hip-joint: that is the id of “hip joint”."
    assert any("the RDF come when" in note for check in found for note in check.notes)
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
