"""Packs: what is wrong is told with its place and what to write, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.loading import read_packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.faults import Fault
    from kg.pack import PackReader

    Read = Callable[[str], PackReader]


def place(text: str, needle: str) -> tuple[int, int]:
    """Return line and column, from 1, of the first place where `needle` stands."""
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def only(reader: PackReader) -> Fault:
    assert len(reader.log.faults) == 1, [str(fault) for fault in reader.log.faults]
    return reader.log.faults[0]


def test_a_pack_in_order_has_no_fault(read: Read, pack_text: str) -> None:
    reader = read(pack_text)
    assert reader.log.faults == []
    assert list(reader.claims) == ["ankles-1"]


SPOILT = [
    # (what to replace, by what, the check, where it is, part of the message, part of the hint)
    ("relation: leadsTo", "relation: leedsTo", "references", "leedsTo", "no relation", "leadsTo"),
    ("subject: weak-arch\n", "subject: weak-calv\n", "references", "weak-calv", "no entity", "weak-arch"),
    ("modality: can", "modality: could", "types", "could", "cannot be “could”", ""),
    ("status: reported", "status: established", "status", "established", "makes it reported", "reported"),
    ("    modality: can\n", "    modalty: can\n    modality: can\n", "keys", "modalty", "no key", "modality"),
    ("span: [19, 34]", "span: [19, forty]", "types", "forty", "whole number", ""),
    ("span: [19, 34]", "span: nineteen", "types", "nineteen", "should be a list", ""),
    ("span: [19, 34]", "span: [19, 40]", "quotes", "[19, 40]", "holds 21 characters", ""),
    ("section: Ankles\n", "section: Ankle\n", "references", "Ankle\n", "no section", "Ankles"),
    ("version: 1.0.0", "version: one", "types", "one\n", "no version", "1.0.0"),
    ("ask: [attributed]", "ask: [atributed]", "types", "atributed", "cannot be", "attributed"),
    ("tier: popular", "tier: famous", "types", "famous", "cannot be", "popular"),
    ("class: Symptom", "class: Symptoms", "references", "Symptoms", "no class", "Symptom"),
    ("  ankles-1:", "  Ankles 1:", "ids", "Ankles 1", "cannot be an id", "knee-pain"),
    (
        "relations: [influences]",
        "relations: [infuences]",
        "references",
        "infuences",
        "no relation",
        "influences",
    ),
    ("label: toe pain", "label: Weak Arch", "names", "toe-pain:", "already names", ""),
    ("label: toe pain", 'label: "toe\\u202Epain"', "text", '"toe', "U+202E", ""),
]


@pytest.mark.parametrize(("old", "new", "check", "where", "message", "hint"), SPOILT)
def test_a_fault_is_told_with_its_place(
    read: Read, pack_text: str, old: str, new: str, check: str, where: str, message: str, hint: str
) -> None:
    text = pack_text.replace(old, new, 1)
    faults = [fault for fault in read(text).log.faults if fault.check == check]
    assert faults, "the fault was not found"
    fault = faults[0]
    assert (fault.line, fault.column) == place(text, where)
    assert fault.file == "ankles.yaml"
    assert message in fault.message
    assert hint in fault.hint


def test_a_wrong_type_is_told(read: Read, pack_text: str) -> None:
    text = pack_text.replace("label: toe pain,", "label: [toe, pain],")
    fault = only(read(text))
    assert "should be a text, not a list" in fault.message


def test_an_object_outside_the_range_is_told(read: Read, pack_text: str) -> None:
    text = pack_text.replace("class: Symptom", "class: Equipment")
    fault = only(read(text))
    assert fault.check == "domain and range"
    assert (fault.line, fault.column) == place(text, "toe-pain\n")
    assert "must be a Condition; toe-pain is of class Equipment" in fault.message


def test_an_unknown_class_is_one_fault_and_lists_the_known_ones(read: Read, pack_text: str) -> None:
    fault = only(read(pack_text.replace("class: Symptom", "class: Zzz")))
    assert "Known ones: Activity, " in fault.hint


def test_a_duplicate_id_names_the_first_place(read: Read, pack_text: str) -> None:
    block = pack_text[pack_text.index("  ankles-1:") : pack_text.index("complete:")]
    text = pack_text.replace("complete:", block + "complete:")
    fault = only(read(text))
    assert fault.check == "ids"
    assert fault.line > place(text, "ankles-1:")[0]
    assert f"first in line {place(text, 'ankles-1:')[0]}" in fault.message


def test_an_id_of_another_pack_is_refused(pack_text: str) -> None:
    second = pack_text.replace("pack: ankles", "pack: feet").replace("  leaflet:\n", "  flyer:\n", 1)
    reader, _ = read_packs([("one.yaml", pack_text), ("two.yaml", second)])
    messages = [fault.message for fault in reader.log.faults if fault.file == "two.yaml"]
    assert "The claim ankles-1 is already defined in another pack." in messages
    assert "The entity weak-arch is already defined in another pack." in messages


def test_a_long_quote_is_refused(read: Read, pack_text: str) -> None:
    quote = " ".join(["word"] * 21)
    text = pack_text.replace("can lead to toe\n", quote + "\n").replace(
        "[19, 34]", f"[19, {19 + len(quote)}]"
    )
    fault = only(read(text))
    assert fault.check == "quotes"
    assert "21 words" in fault.message


def test_evidence_is_required(read: Read, pack_text: str) -> None:
    start, end = pack_text.index("    evidence:"), pack_text.index("complete:")
    text = pack_text[:start] + "    evidence: []\n" + pack_text[end:]
    assert "has no evidence" in only(read(text)).message
    text = pack_text[:start] + pack_text[end:]
    assert "lacks the key “evidence”" in only(read(text)).message


def test_nothing_has_an_irreflexive_relation_to_itself(read: Read, pack_text: str) -> None:
    text = pack_text.replace("object: toe-pain", "object: weak-arch")
    fault = only(read(text))
    assert fault.check == "reflexive"
    assert (fault.line, fault.column) == place(text, "weak-arch\n    modality")


def test_a_self_contradiction_is_refuted(read: Read, pack_text: str) -> None:
    more = "      - {quote: can lead, span: [19, 27], stance: disputes, kind: self-contradiction}\ncomplete:"
    text = pack_text.replace("complete:", more)
    assert "makes it refuted, not reported" in only(read(text)).message
    assert read(text.replace("status: reported", "status: refuted")).log.faults == []


def test_all_faults_come_at_once(read: Read, pack_text: str) -> None:
    text = pack_text
    for old, new in (("leadsTo", "leedsTo"), ("class: Symptom", "class: Symtom"), ("1.0.0", "one")):
        text = text.replace(old, new, 1)
    assert {fault.check for fault in read(text).log.faults} == {"references", "types"}
    assert len(read(text).log.faults) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x [1]\nb: *x\n", "anchor"),
        ("a: *x\n", "alias"),
        ("a: !!python/object:os.system {}\n", "tag"),
        ("a: [" * 30, "nested too deeply"),
        ("a: 1\n---\nb: 2\n", "second document"),
        ("? [a]\n: b\n", "key must be a plain word"),
        ("a: 'open\n", "not YAML"),
        ("a: \x07\n", "does not allow"),
        ("", "empty"),
        ("just words", "should be a mapping"),
    ],
)
def test_hostile_yaml_is_refused_in_words(read: Read, text: str, message: str) -> None:
    assert any(message in fault.message for fault in read(text).log.faults)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    reader, _ = read_packs([("any.yaml", text)])
    assert reader.log.faults


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_one_line_changed_is_read_without_a_traceback(pack_text: str, data: st.DataObject) -> None:
    lines = pack_text.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(st.text(max_size=60))
    read_packs([("any.yaml", "\n".join(lines))])
