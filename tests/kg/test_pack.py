"""Packs: what is wrong is told with its place and what to write, all at once."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Measure
from kg.packs.loading import read_packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.faults import Fault
    from kg.packs.reader import PackReader

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
    ("  ankles-1:", "  Ankles 1:", "ids", "Ankles 1", "cannot be an id", "ankles-1"),
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


# A second and a third pack, each on top of the one before.
FEET = """\
pack: feet
version: 1.0.0
title: Feet
requires: [ankles]
source: leaflet
curator: leaflet
entities:
  flat-foot: {class: Dysfunction, label: flat foot, definition: A foot without an arch.}
"""
LEGS = FEET.replace("pack: feet", "pack: legs").replace("[ankles]", "[feet, ankles]").replace("flat", "long")
MEASURED = '    measure: {{value: "{}", unit: "%"}}\n    status: reported'
# Sources of the tiers that the pack has none of; the text of none of them is held.
MORE_SOURCES = """\
  trial: {label: Trial, tier: study, citation: A trial., url: "https://example.org/trial"}
  atlas: {label: Atlas, tier: reference, citation: An atlas.}
  person: {label: A person, tier: curator, citation: A person.}
entities:
"""


@pytest.fixture
def more_text(pack_text: str) -> str:
    """The pack without faults, with more sources to take evidence from."""
    return pack_text.replace("entities:\n", MORE_SOURCES, 1)


def with_evidence(text: str, evidence: str) -> str:
    return text.replace("complete:", f"      - {evidence}\ncomplete:")


def test_packs_in_any_order_are_read_the_same(pack_text: str) -> None:
    packs = [("a.yaml", pack_text), ("b.yaml", FEET), ("c.yaml", LEGS)]
    readers = [read_packs(list(order))[0] for order in permutations(packs)]
    assert len(readers) == 6
    for reader in readers:
        assert reader.log.faults == []
        assert list(reader.packs) == ["ankles", "feet", "legs"]
        assert list(reader.entities) == list(readers[0].entities)
        assert (reader.packs, reader.entities, reader.sources, reader.claims, reader.marks) == (
            readers[0].packs, readers[0].entities, readers[0].sources, readers[0].claims, readers[0].marks,
        )  # fmt: skip
    assert readers[0].packs["legs"].requires == ("ankles", "feet")


def test_packs_that_require_nothing_of_each_other_keep_their_order(pack_text: str) -> None:
    alone = FEET.replace("requires: [ankles]", "requires: []").replace("leaflet", "flyer")
    alone = alone.replace(
        "entities:", "sources:\n  flyer: {label: F, tier: popular, citation: F.}\nentities:"
    )
    for packs in ([("a", pack_text), ("b", alone)], [("b", alone), ("a", pack_text)]):
        reader, _ = read_packs(packs)
        assert reader.log.faults == []
        assert list(reader.packs) == [{"a": "ankles", "b": "feet"}[name] for name, _ in packs]


@pytest.mark.parametrize("required", ["ankles", "feet", "legs"])
def test_packs_that_require_each_other_in_a_circle_are_told(pack_text: str, required: str) -> None:
    """A pack that requires itself too; the rest of what they hold is still read."""
    circle = pack_text.replace("title: Ankles", f"title: Ankles\nrequires: [{required}]")
    for packs in permutations([("a.yaml", circle), ("b.yaml", FEET), ("c.yaml", LEGS)]):
        reader, _ = read_packs(list(packs))
        assert {"references"} <= {fault.check for fault in reader.log.faults}
        assert any(fault.message.startswith("There is no pack “") for fault in reader.log.faults)
        assert set(reader.packs) == {"ankles", "feet", "legs"}
        assert {"weak-arch", "flat-foot", "long-foot"} <= set(reader.entities)


def test_a_pack_that_is_not_there_is_told_with_the_nearest(pack_text: str) -> None:
    reader, _ = read_packs([("a.yaml", pack_text), ("b.yaml", FEET.replace("[ankles]", "[ankels]"))])
    fault = only(reader)
    assert (fault.check, fault.file) == ("references", "b.yaml")
    assert "There is no pack “ankels”." in fault.message
    assert fault.hint == "Did you mean “ankles”?"


def test_a_study_says_of_which_kind_its_evidence_is(read: Read, more_text: str) -> None:
    assert read(more_text).log.faults == []
    text = with_evidence(more_text, "{source: trial}")
    fault = only(read(text))
    assert fault.check == "evidence"
    assert fault.message == "evidence 2 of claim ankles-1 is from a study and does not say of which kind."
    assert (fault.line, fault.column) == place(text, "{source: trial}")
    assert read(with_evidence(more_text, "{source: trial, kind: case-control}")).log.faults == []


def test_an_unknown_kind_of_evidence_is_told_with_the_nearest(read: Read, more_text: str) -> None:
    fault = only(read(with_evidence(more_text, "{source: trial, kind: case-controll}")))
    assert "There is no kind of evidence “case-controll”." in fault.message
    assert fault.hint == "Did you mean “case-control”?"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("leaflet, quote: can lead, span: [19, 27]", "author-statement"),
        ("atlas", "reference-statement"),
        ("person, note: Seen.", "curator-inference"),
    ],
)
def test_what_is_no_study_has_a_kind_by_its_tier(read: Read, more_text: str, source: str, kind: str) -> None:
    reader = read(with_evidence(more_text, f"{{source: {source}}}"))
    assert reader.log.faults == []
    assert reader.claims["ankles-1"].evidence[-1].kind == kind


@pytest.mark.parametrize("source", ["atlas", "trial, kind: simulation"])
def test_a_text_that_is_not_held_needs_no_words(read: Read, more_text: str, source: str) -> None:
    reader = read(with_evidence(more_text, f"{{source: {source}}}"))
    assert reader.log.faults == []
    evidence = reader.claims["ankles-1"].evidence[-1]
    assert (evidence.quote, evidence.note) == (None, None)


@pytest.mark.parametrize("source", ["leaflet", "person"])
def test_a_text_that_is_held_and_a_curator_need_words(read: Read, more_text: str, source: str) -> None:
    """The text of the leaflet is known by its hash; without that it counts as not held."""
    text = with_evidence(more_text, f"{{source: {source}}}")
    fault = only(read(text))
    assert fault.check == "evidence"
    assert fault.message == "evidence 2 of claim ankles-1 has neither a quote nor a note."
    assert fault.hint == "Give the words it rests on."
    assert (fault.line, fault.column) == place(text, f"{{source: {source}}}")
    assert read(with_evidence(more_text, f"{{source: {source}, note: Seen.}}")).log.faults == []
    unheld = "\n".join(line for line in text.splitlines() if "sha256" not in line)
    assert [fault.message for fault in read(unheld).log.faults] == (
        [] if source == "leaflet" else [fault.message]
    )


@pytest.mark.parametrize("value", ["81", "9.4", "42-81", "79.5-113.25", ">40", "<45", "0"])
def test_a_measured_value_is_kept_as_it_is_printed(read: Read, pack_text: str, value: str) -> None:
    text = pack_text.replace("    status: reported", MEASURED.format(value))
    reader = read(text)
    assert reader.log.faults == []
    assert reader.claims["ankles-1"].measure == Measure(value, "%")


@pytest.mark.parametrize("value", ["about 81", "81 %", "42–81", "42-", "-3", "81, 82", ">", "8.", "81-"])
def test_a_value_that_is_no_measured_one_is_told(read: Read, pack_text: str, value: str) -> None:
    text = pack_text.replace("    status: reported", MEASURED.format(value))
    fault = only(read(text))
    assert fault.check == "types"
    assert fault.message == f"“{value}” is no measured value."
    assert fault.hint == 'Write it as "81", "42-81", ">40" or "<45".'
    assert (fault.line, fault.column) == place(text, f'"{value}"')


def test_a_measure_has_a_unit(read: Read, pack_text: str) -> None:
    text = pack_text.replace("    status: reported", '    measure: {value: "81"}\n    status: reported')
    assert "lacks the key “unit”" in only(read(text)).message


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://x.org", "https://", "https://x.org/a b", "javascript:x"]
)
def test_an_address_that_is_none_is_told(read: Read, more_text: str, url: str) -> None:
    text = more_text.replace("https://example.org/trial", url)
    fault = only(read(text))
    assert fault.check == "types"
    assert fault.message == f"“{url}” is no web address."
    assert (fault.line, fault.column) == place(text, f'"{url}"')
    assert read(more_text).sources["trial"].url == "https://example.org/trial"
