"""Every fault that reading a pack can tell: each underlines what is wrong and says what to write instead."""

from __future__ import annotations

import ast
import inspect
import sys
from typing import TYPE_CHECKING

import pytest

from kg.faults import FaultLog
from kg.packs import claims as packclaims
from kg.packs import names as packnames
from kg.packs import reader as pack
from kg.packs import record
from kg.packs.excerpts import lines_of, with_excerpts
from kg.packs.loading import read_packs
from kg.packs.yamlnodes import YamlFaultError, read_yaml

if TYPE_CHECKING:
    from types import FrameType, ModuleType

    from kg.faults import Fault

SOURCES = """\
  trial: {label: The trial, tier: study, citation: A trial.}
  person: {label: A person, tier: curator, citation: A person.}
entities:
  strap: {class: Equipment, label: strap, definition: A strap.}
  flexor: {class: Muscle, label: toe flexor, definition: A muscle.}
"""
FEET = """\
pack: feet
version: 1.0.0
title: Feet
requires: [ankles]
source: leaflet
curator: leaflet
entities:
  flat-foot: {class: Dysfunction, label: flat foot, synonyms: [fallen arch], definition: No arch.}
"""
LEGS = """\
pack: legs
version: 1.0.0
title: Legs
requires: [feet]
source: leaflet
curator: leaflet
claims:
  legs-1:
    subject: Fallen Arch
    relation: leadsTo
    object: toe-pain
    modality: can
    status: draft
    ask: []
    evidence:
      - note: Seen.
"""
EVIDENCE = "complete:"

# (what to replace in the pack, by what, what is underlined, part of the message, part of the hint)
SPOILT = [
    # The shape of records.
    ("  toe-pain: {", "  toe-pain: [] #", "toe-pain", "should be a mapping of keys", "“class: …”"),
    ("version: 1.0.0", "vershun: 1.0.0", "vershun", "has no key “vershun”", "Did you mean “version”?"),
    ("title: Ankles", "titel: x\nzzz: 1\ntitle: A", "zzz", "has no key “zzz”", "Known keys: pack, version"),
    ("title: Ankles", "title: A\ntitle: B", "title", "the key “title” twice", "Keep one"),
    ("    modality: can\n", "", "ankles-1", "lacks the key “modality”", "is | can | may | often | aim"),
    ("label: toe pain, ", "", "toe-pain", "lacks the key “label”", "Its name, which no other entity has."),
    ("version: 1.0.0\n", "", "pack", "the pack lacks the key “version”", "Add “version: 1.0.0”"),
    ("claims:\n", "claims: none\nothers:\n", "none", "should be a mapping of ids", "its id and a colon"),
    ("claims:\n", "claims:\nothers:\n", "claims", "“claims” of the pack is empty", "leave out “claims”"),
    ("complete:\n", "complete: all\nothers:\n", "all", "should be a list", "Begin each of its records"),
    ("    evidence:", "    evidence: none\n    others:", "none", "should be a list", "“- ”"),
    ("span: [19, 34]", "span: nineteen", "nineteen", "should be a list", "Write it as span: [nineteen]"),
    ("ask: [attributed]", "ask: attributed", "attributed", "should be a list", "as ask: [attributed]."),
    ("ask: [attributed]", "ask: {a: b}", "{a: b}", "should be a list", "Write it as ask: [one, two]."),
    ("ask: [attributed]", "ask: [[attributed]]", "[attributed]", "list of plain values", "one word"),
    ("ask: [attributed]", "ask: [null]", "null", "has an empty item", "leave it out"),
    ("label: toe pain", "label: [toe, pain]", "[toe, pain]", "a text, not a list", "begins with “[”"),
    ("title: Ankles", "title:\n  - A\n  - B", "-", "a text, not a list", "Write one value after “title:”."),
    # Values.
    ("version: 1.0.0", "version: 1.0", "1.0", "“1.0” is no version", "such as 1.0.0"),
    ("tier: popular", "tier: popular\n    url: example.org", "example.org", "no web address", "https://"),
    ("sha256: ", "sha256: 0 #", "0", "is no SHA-256", "64 hexadecimal digits"),
    ("length: ", "length: 3,917 #", "3,917", "whole number", "Write it as 3917"),
    ("span: [19, 34]", "span: [19, forty]", "forty", "should be a whole number", "digits alone"),
    ("span: [19, 34]", "span: 19-34", "19-34", "should be a list", "Write it as span: [19, 34]."),
    ("definition: Pain in a toe.}", "definition: Pain in toe #1.\n  }", "Pain in toe", "ends before “ #”",
     "Put a text that holds “ #” in quotes"),
    ("subject: weak-arch\n", "subject: [weak-arch]\n", "[weak-arch]", "the id of an entity,", "one value"),
    ("span: [19, 34]", 'span: [19, "34"]', '"34"', "“34” in quotes", "Write it as 34, without quotes."),
    ("span: [19, 34]", "span: [19]", "[19]", "list of 2 whole numbers", "span: [10, 20]"),
    ("in_sentence: a weak arch", "plural: yes", "yes", "true or false, not “yes”", "Write plural: true."),
    ("in_sentence: a weak arch", 'plural: "false"', '"false"', "“false” in quotes", "Leave the key out"),
    ("modality: can", "modality: could", "could", "cannot be “could”", "It can be: is, can"),
    ("modality: can", "modality: amy", "amy", "cannot be “amy”", "Did you mean “may”?"),
    ("    status: reported", "    measure: {value: some, unit: m}\n    status: reported", "some",
     "“some” is no measured value", '"42-81"'),
    ("label: toe pain", "label: toe\u200bpain", "\u200b", "holds U+200B", "zero width space"),
    ("label: toe pain", 'label: "toe\\u2028pain"', '"toe\\u2028pain"', "holds U+2028", "line separator"),
    ("label: toe pain", 'label: "toe\\u202Epain"', '"toe\\u202Epain"', "U+202E", "right-to-left override"),
    ("title: Ankles", "title: |\n  two\n  lines", "|", "holds U+000A", "without “|”"),
    ("label: toe pain", 'label: "toe\tpain"', '"toe\tpain"', "holds U+0009", "a space instead"),
    ("label: toe pain", 'label: " "', '" "', "“label” of entity toe-pain is empty", "leave out “label”"),
    ("title: Ankles", "title: null", "null", "“title” of the pack is empty", "in quotes"),
    ("definition: Pain in a toe.", f"definition: {'x' * 2001}", "x" * 2001, "longer than 2,000", "by 1."),
    # Ids.
    ("pack: ankles", "pack: Ankles!", "Ankles!", "cannot be an id", "Write ankles:"),
    ("  ankles-1:", "  Änkles 1:", "Änkles 1", "cannot be an id", "Write ankles-1:"),
    ("  ankles-1:", "  ankl\u0435s-1:", "ankl\u0435s-1", "cannot be an id", "CYRILLIC SMALL LETTER IE"),
    ("  ankles-1:", "  --:", "--", "cannot be an id", "such as knee-pain"),
    ("claims:\n", "claims:\n  ankles-1: {}\n", "ankles-1", "is used twice under “claims”", "another id"),
    # References.
    ("relation: leadsTo", "relation: leads to", "leads to", "no relation", "Write leadsTo: that is"),
    ("relation: leadsTo", "relation: influences", "influences", "no relation", "It only groups others"),
    ("relation: leadsTo", "relation: qqq", "qqq", "no relation “qqq”", "Known ones: absorbs, activates"),
    ("subject: weak-arch\n", "subject: weak arch\n", "weak arch", "no entity", "Write weak-arch: that"),
    ("subject: weak-arch\n", "subject: a weak arhc\n", "a weak arhc", "no entity", "mean “weak-arch”"),
    ("subject: weak-arch\n", "subject: xyzzy\n", "xyzzy", "no entity", "Known ones: flexor, strap, toe-pain"),
    ("curator: leaflet", "curator: Ankles", "Ankles", "no source “Ankles”", "Write leaflet: that is the id"),
    ("class: Symptom", "class: symptom", "symptom", "no class “symptom”", "Symptom"),
    ("    status: reported", "    contradicts: [ankles-2]\n    status: reported", "ankles-2", "no claim",
     "Known ones: none."),
    ("    status: reported", "    derived_from: [ankles-1]\n    status: reported", "ankles-1", "no claim",
     "It stands further down"),
    ("relations: [influences]", "relations: [infuences]", "infuences", "no relation", "influences"),
    ("section: Ankles", "section: Ankle", "Ankle", "no section “Ankle”", "Did you mean “Ankles”?"),
    ("title: Ankles", "title: Ankles\nrequires: [ankles]", "ankles", "no pack “ankles”", "neither itself"),
    # Claims.
    ("object: toe-pain", "object: strap", "strap", "must be a Condition", "Name another object"),
    ("object: toe-pain", "object: flexor", "flexor", "must be a Condition", "new entity"),
    ("subject: weak-arch\n    relation: leadsTo\n    object: toe-pain",
     "subject: weak-arch\n    relation: usesEquipment\n    object: strap", "weak-arch",
     "must be an Intervention", "or correct the class of weak-arch."),
    ("subject: weak-arch\n    relation: leadsTo\n    object: toe-pain",
     "subject: flexor\n    relation: stateOf\n    object: weak-arch", "flexor", "must be a Condition",
     "swap subject and object"),
    ("object: toe-pain", "object: weak-arch", "weak-arch", "Nothing leads to itself", "Correct the object"),
    ("status: reported", "status: established", "established", "makes it reported", "status: reported."),
    (EVIDENCE, "      - {source: trial, kind: self-contradiction}\ncomplete:", "-", "can contradict itself",
     "Leave kind out"),
    (EVIDENCE, "      - {source: trial}\ncomplete:", "{source: trial}", "of which kind", "systematic-review"),
    (EVIDENCE, "      - {source: person}\ncomplete:", "{source: person}", "neither a quote nor", "words"),
    ("        span: [19, 34]\n", "", "can lead to toe", "has no span", "--source-text FILE"),
    ("span: [19, 34]", "span: [19, 40]", "[19, 40]", "holds 21 characters, the quote 15", "[19, 34]"),
    ("quote: can lead to toe", f"quote: {'a ' * 21}b", f"{'a ' * 21}b", "has 22 words", "at most 20"),
    ("    evidence:\n      - quote: can lead to toe\n        span: [19, 34]\n        section: Ankles\n",
     "    evidence: []\n", "[]", "has no evidence", "at least one piece"),
    ("modality: can", "modality: is", "is", "The quote says “can”, and the claim", "modality: can."),
    ("modality: can", "modality: often", "often", "The quote says “can”, and the claim says “often”.",
     "modality: can."),
    ("- quote: can", "- stance: disputes\n        quote: can", "-", "Nothing supports claim", "delete this"),
    (EVIDENCE, "      - {stance: disputes, note: No.}\ncomplete:", "-", "both supports and disputes",
     "Keep what it claims"),
    ("quote: can lead to toe", "quote: cannot lead to toe", "weak-arch", "The quote says “cannot”",
     "delete the claim"),
    # Names and marks.
    ("label: toe pain", "label: Weak Arch", "toe-pain", "already names the entity weak-arch", "own"),
    ("relations: [influences]", "relations: [influences, influences]", "influences", "twice", "Keep one"),
]  # fmt: skip


@pytest.fixture
def whole(pack_text: str) -> str:
    """A pack without faults that has sources of several tiers."""
    return pack_text.replace("entities:\n", SOURCES, 1)


def told(texts: dict[str, str]) -> list[Fault]:
    reader, _ = read_packs(list(texts.items()))
    return with_excerpts(reader.log.faults, {name: lines_of(text) for name, text in texts.items()})


def words_of(fault: Fault, text: str) -> str:
    line = lines_of(text)[fault.line - 1]
    return line[fault.column - 1 : fault.column - 1 + fault.length]


def refused(texts: dict[str, str], underlined: str, message: str, hint: str) -> None:
    """Hold the faults of packs against one that is expected: each of them has a place and a hint."""
    faults = told(texts)
    for fault in faults:
        assert fault.line > 0
        assert fault.column > 0
        assert fault.length > 0
        assert fault.hint.strip().endswith((".", "?")), fault
        assert fault.message.endswith("."), fault
        assert f"{fault.message}{fault.hint}".isprintable()
    (found,) = [fault for fault in faults if message in fault.message][:1]
    assert words_of(found, texts[found.file]) == underlined
    assert hint in found.hint


@pytest.mark.parametrize(("old", "new", "underlined", "message", "hint"), SPOILT)
def test_a_fault_underlines_what_is_wrong_and_says_what_to_write(
    whole: str, old: str, new: str, underlined: str, message: str, hint: str
) -> None:
    assert told({"a.yaml": whole}) == []
    assert whole.count(old) >= 1
    refused({"a.yaml": whole.replace(old, new, 1)}, underlined, message, hint)


# What is only seen between packs: (the second pack, what is underlined, message, hint).
TOGETHER = [
    (FEET.replace("pack: feet", "pack: ankles"), "ankles", "another pack named “ankles”", "if it is a copy"),
    (FEET.replace("flat-foot:", "toe-pain:"), "toe-pain", "already defined in another pack", "another id"),
    (FEET.replace("requires: [ankles]\n", ""), "leaflet", "of the pack ankles, which feet does not require",
     "Write requires: [ankles]."),
    (FEET.replace("[ankles]", "[ankels]"), "ankels", "There is no pack “ankels”", "Did you mean “ankles”?"),
]  # fmt: skip


@pytest.mark.parametrize(("second", "underlined", "message", "hint"), TOGETHER)
def test_a_fault_between_packs_is_one_fault(
    whole: str, second: str, underlined: str, message: str, hint: str
) -> None:
    texts = {"a.yaml": whole, "b.yaml": second}
    assert told({"a.yaml": whole, "b.yaml": FEET}) == []
    refused(texts, underlined, message, hint)
    assert len(told(texts)) == 1


# What is wrong in one place, and may not be told of others too: (old, new, the one message).
ALONE = [
    ("  toe-pain: {", "  Toe_Pain: {", "“Toe_Pain” cannot be an id."),
    ("  toe-pain: {", "  Toe-Pain: {}\n  toe-pain: {", "“Toe-Pain” cannot be an id."),
    ("modality: can", "modality: is\n    reading: Of what it is able to do.", None),
    ("title: Ankles", "title: Ankles # as the leaflet has it", None),
    (EVIDENCE, "      - {source: tiral, kind: prospective-cohort, reread: true, note: So.}\ncomplete:",
     "There is no source “tiral”."),
    (EVIDENCE, "      - {source: trial, kind: prospective-cohrt, reread: true, note: So.}\ncomplete:",
     "There is no kind of evidence “prospective-cohrt”."),
    ("tier: study", "tier: studdy", "“tier” of source trial cannot be “studdy”."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), ALONE)
def test_nothing_false_follows_from_a_fault(whole: str, old: str, new: str, message: str | None) -> None:
    study = "      - {source: trial, kind: prospective-cohort, reread: true, note: So.}\ncomplete:"
    text = whole.replace(old, new, 1)
    if old == "tier: study":
        text = text.replace(EVIDENCE, study)
    if old in ("tier: study", EVIDENCE):
        text = text.replace("status: reported", "status: established")
    assert [fault.message for fault in told({"a.yaml": text})] == ([] if message is None else [message])


@pytest.mark.parametrize(
    ("key", "meant"), [("source", "ankle-leaflet-of-old"), ("curator", "ankle-leaflet-me")]
)
def test_a_name_cut_short_leads_to_the_one_that_goes_on(whole: str, key: str, meant: str) -> None:
    more = """sources:
  ankle-leaflet-of-old: {label: Old, tier: popular, citation: Old.}
  ankle-leaflet-me: {label: Me, tier: curator, citation: Me.}
"""
    text = whole.replace("sources:\n", more, 1).replace(f"\n{key}: leaflet", f"\n{key}: ankle-leaflet")
    refused({"a.yaml": text}, "ankle-leaflet", "There is no source", f"Did you mean “{meant}”?")


def test_a_name_of_a_pack_that_is_not_required_says_which_to_require(whole: str) -> None:
    uses = whole.replace("object: toe-pain", "object: flat-foot").replace("leadsTo", "involves")
    texts = {"a.yaml": uses, "b.yaml": FEET}
    refused(
        texts,
        "flat-foot",
        "There is no entity “flat-foot”",
        "The pack feet defines it. Write requires: [feet].",
    )


def test_a_synonym_in_another_pack_leads_to_its_id(whole: str) -> None:
    texts = {"a.yaml": whole, "b.yaml": FEET, "c.yaml": LEGS}
    assert told(texts | {"c.yaml": LEGS.replace("Fallen Arch", "flat-foot")}) == []
    refused(texts, "Fallen Arch", "no entity", "Write flat-foot: that is the id of “fallen arch”.")


def test_of_a_thousand_faults_and_more_the_first_thousand_are_told(whole: str) -> None:
    text = whole + "".join(f"key-{number}: x\n" for number in range(1_500))
    faults = told({"a.yaml": text, "b.yaml": FEET})
    assert len(faults) == 1_001
    assert faults[-1].message == "There are more than 1,000 faults: no others are told."
    assert {fault.file for fault in faults} == {"a.yaml"}


# (a file, line, column, what is underlined, part of the hint)
NO_YAML = [
    ("title: Ankles: a guide\n", 1, 14, ":", "a text that holds “: ” in quotes"),
    ("a: [1, 2\nb: 3\n", 2, 2, ":", "Close the list with “]”"),
    ("a: {x: 1\n", 1, 4, "{", "Close the mapping with “}”"),
    ("a: b\nc: [x", 2, 4, "[", "Close the list with “]”"),
    ("a: [", 1, 4, "[", "Look at the indentation and at the quotes"),
    ("a: b\nc: {s:", 2, 6, ":", "Look at the indentation and at the quotes"),
    ("a: b\nc: 'open\nd: 3\n", 2, 4, "'", "Close the quotes"),
    ("a:\n\t- x\n", 2, 1, "\t", "Indent with spaces"),
    ("a: @x\n", 1, 4, "@", "begins with “@” in quotes"),
    ('a: "\\q"\n', 1, 5, "\\", "write the backslash twice"),
    ("a:\n  - x\n b: c\n", 3, 2, "b", "Indent it as far as"),
    ("a: b\nword\nc: d\n", 2, 1, "w", "a colon and a space after the key"),
    ("- a\nb: c\n", 2, 1, "b", "a claim goes under “claims:”"),
    ("a: x\nb: *all of it\n", 2, 4, "*all", "begins with “*” in quotes"),
    ("a: &x b\n", 1, 4, "&x b", "Leave it out"),
    ("a: !wow b\n", 1, 4, "!wow b", "begins with “!” in quotes"),
    ("a: 1\n---\nb: 2\n", 3, 1, "b", "Keep one in each file"),
    ("a: 1\n? [b]\n: c\n", 2, 3, "[", "word: value"),
    ("膝: \x07\n", 1, 4, "\x07", "Delete it"),
    ("a: " + "[" * 30, 1, 23, "[", "At most 20 levels"),
    ("", 1, 1, "", "key: value"),
    # Slips that a parser tells of only where it can go on no more.
    ("a: 'the muscle's role'\nb: c\n", 1, 15, "'", "an apostrophe here twice"),
    ('a: "Both" is read\nb: c\n', 1, 9, '"', "put the whole in '…'"),
    ('a: "open\nb: c\nd: "e"\n', 1, 4, '"', 'Close this text with "'),
    ("a:\u00a0word\nb: c\n", 1, 3, "\u00a0", "a no-break space"),
    ("a: b\n  c: d\n", 2, 4, ":", "Indent this line, or the one above it"),
    ("a:\n  -word: x\n    b: c\n", 2, 3, "-", "a space after the dash"),
]


@pytest.mark.parametrize(("text", "line", "column", "underlined", "hint"), NO_YAML)
def test_what_is_no_yaml_is_told_where_it_goes_wrong(
    text: str, line: int, column: int, underlined: str, hint: str
) -> None:
    (fault,) = told({"a.yaml": text})
    assert (fault.check, fault.line, fault.column) == ("yaml", line, column)
    assert words_of(fault, text) == underlined
    assert fault.length >= 1
    assert hint in fault.hint


def test_a_file_with_more_in_it_than_any_pack_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.packs.yamlnodes.MAX_PIECES", 100)
    with pytest.raises(YamlFaultError, match="There is more in this file than is read at once"):
        read_yaml("".join(f"key{number}: x\n" for number in range(60)), "a.yaml")


def _calls(module: ModuleType) -> set[tuple[str, int, int]]:
    """Return where a module tells a fault: its file, and the first and last line of each call."""
    file = inspect.getfile(module)
    tree = ast.parse(inspect.getsource(module))
    return {
        (file, node.lineno, node.end_lineno or node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fault"
    }


def test_every_fault_that_the_reader_can_tell_is_in_these_lists(
    whole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = set.union(*map(_calls, (pack, packclaims, packnames, record)))
    assert len(calls) > 30
    reached: set[tuple[str, int, int]] = set()
    add = FaultLog.add

    def noting(log: FaultLog, fault: Fault) -> None:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_name != "read_packs":
            at = frame.f_code.co_filename, frame.f_lineno
            reached.update(call for call in calls if call[0] == at[0] and call[1] <= at[1] <= call[2])
            frame = frame.f_back
        add(log, fault)

    monkeypatch.setattr(FaultLog, "add", noting)
    for old, new, *_ in SPOILT:
        read_packs([("a.yaml", whole.replace(old, new, 1))])
    for second, *_ in TOGETHER:
        read_packs([("a.yaml", whole), ("b.yaml", second)])
    assert sorted(calls - reached) == []
