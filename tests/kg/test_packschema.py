"""The JSON Schema of packs, in the hands of an independent validator: it refuses only what check refuses."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kg.files import bundled_packs
from kg.packs.format import FORMS, PACK, Form, Kind
from kg.packs.loading import read_packs
from kg.packs.reader import PackReader
from kg.packs.schema import DIALECT, pack_schema

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

VOCABULARY = read_packs(())[0].vocabulary
# One of everything: each key of each kind of record is there.
FULL = """\
pack: ankles
version: 1.0.0
title: Ankles
requires: []
source: leaflet
curator: me
sources:
  leaflet: {label: L, in_sentence: the leaflet, tier: popular, citation: A leaflet., url: "https://x.org/",
    licence: CC BY 4.0, caution: Old., quote_licence: Short., sha256: "%s", length: 51, words: 11,
    sections: [Ankles]}
  me: {label: Me, tier: curator, citation: Me.}
entities:
  weak-arch: {class: Dysfunction, label: weak arch, synonyms: [limp arch], in_sentence: a weak arch,
    plural: false, vague: true, definition: A limp foot.}
  toe-pain: {class: Symptom, label: toe pain, definition: Pain in a toe.}
claims:
  ankles-0: {subject: weak-arch, relation: increases, object: toe-pain, modality: may, status: draft, ask: [],
    evidence: [{note: Seen.}]}
  ankles-1: {subject: weak-arch, relation: leadsTo, object: toe-pain, qualifier: at night,
    measure: {value: "81", unit: "%%"}, degree: crucial, modality: can, reads_from: object, reading: So.,
    status: reported, ask: [attributed, fact], searched: Nothing., source: leaflet, derived_from: [ankles-0],
    contradicts: [ankles-0], evidence: [{source: leaflet, quote: can lead to toe, span: [19, 34],
    section: Ankles, presupposed: true, stance: supports, kind: author-statement, figure: "7", reread: false,
    indirect: true, finding: F., note: N.}]}
complete:
  - {subject: weak-arch, source: leaflet, relations: [influences]}
""" % ("0" * 64)


@pytest.fixture(scope="module")
def schema(graph: KnowledgeGraph) -> dict[str, Any]:
    return pack_schema(graph)


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def full() -> Any:
    return yaml.safe_load(FULL)


def faults(data: Any) -> list[str]:
    """Return the faults of a pack given as data; JSON is YAML, but for what ends a line in YAML alone."""
    text = json.dumps(data, ensure_ascii=False)
    for end in "\x85\u2028\u2029":
        text = text.replace(end, f"\\u{ord(end):04x}")
    reader = PackReader(VOCABULARY)
    reader.read([("a.yaml", text)])
    return [str(fault) for fault in reader.log.faults]


def test_every_bundled_pack_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    for name, text in bundled_packs():
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        assert [error.message for error in validator.iter_errors(data)] == [], name


def test_the_pack_with_everything_has_every_key_and_no_fault(
    validator: Draft202012Validator, full: Any
) -> None:
    assert faults(full) == []
    assert list(validator.iter_errors(full)) == []
    for form in FORMS:
        for key in form.keys:
            assert re.search(rf"\b{key}:", FULL), (form.name, key)


def test_every_key_is_explained(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == DIALECT
    records = [schema, *(each for name, each in schema["$defs"].items() if name.endswith(" record"))]
    assert len(records) == len(FORMS)
    for record in records:
        assert record["additionalProperties"] is False
        assert all(value["description"].endswith(".") for value in record["properties"].values())
    relation = schema["$defs"]["claim record"]["properties"]["relation"]
    meanings = dict(zip(relation["enum"], relation["enumDescriptions"], strict=True))
    assert meanings["leadsTo"].startswith("leads to: ")
    assert "influences" not in meanings
    assert "anatomy" in schema["$defs"]["pack id"]["examples"]


REFUSED = [
    # (where in the pack, what is put there)
    (["zzz"], "x"),
    (["version"], 1.0),
    (["version"], "1.0"),
    (["version"], "1.0.0 "),
    (["pack"], "Ankles"),
    (["pack"], None),
    (["title"], None),
    (["title"], ["x"]),
    (["title"], " "),
    (["title"], "x" * 2001),
    (["title"], "a\u0301" * 1500),
    (["sources"], []),
    (["sources", "Big"], {"label": "B", "tier": "study", "citation": "C."}),
    (["sources", "leaflet", "url"], "example.org"),
    (["sources", "leaflet", "sha256"], "0"),
    (["sources", "leaflet", "words"], "11"),
    (["sources", "leaflet", "words"], 1.5),
    (["sources", "leaflet", "words"], 10**9),
    (["sources", "leaflet", "tier"], "famous"),
    (["entities", "toe-pain", "class"], "Symptoms"),
    (["entities", "toe-pain", "plural"], "true"),
    (["entities", "toe-pain", "plural"], None),
    (["entities", "toe-pain", "synonyms"], "sore toe"),
    (["claims", "ankles-1", "relation"], "leedsTo"),
    (["claims", "ankles-1", "relation"], "influences"),
    (["claims", "ankles-1", "modality"], "could"),
    (["claims", "ankles-1", "ask"], "fact"),
    (["claims", "ankles-1", "evidence"], {}),
    (["claims", "ankles-1", "evidence", 0, "span"], [19]),
    (["claims", "ankles-1", "evidence", 0, "span"], [19, "34"]),
    (["claims", "ankles-1", "evidence", 0, "kind"], "hearsay"),
    (["claims", "ankles-1", "measure", "value"], "some"),
    (["claims", "ankles-1", "measure"], "81 %"),
    (["complete", 0, "relations"], ["all"]),
]


@pytest.mark.parametrize(("where", "value"), REFUSED)
def test_what_one_record_shows_is_refused_by_both(
    validator: Draft202012Validator, full: Any, where: list[Any], value: Any
) -> None:
    data = copy.deepcopy(full)
    place = data
    for step in where[:-1]:
        place = place[step]
    place[where[-1]] = value
    assert not validator.is_valid(data)
    assert faults(data)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_key_that_must_be_there_is_missed_by_both(
    validator: Draft202012Validator, full: Any, form: Form
) -> None:
    for key in form.required:
        data = copy.deepcopy(full)
        del _first(data, PACK, form)[key]
        assert not validator.is_valid(data), key
        assert any(f"lacks the key “{key}”" in fault for fault in faults(data)), key


def _first(record: Any, form: Form, wanted: Form) -> Any:
    """Return a record of a form, which stands somewhere in a pack."""
    if form is wanted:
        return record
    for field in form.fields:
        value = record.get(field.name)
        if field.form is not None and value is not None:
            inner = (
                [value]
                if field.kind is Kind.RECORD
                else list(value.values() if isinstance(value, dict) else value)
            )
            for each in reversed(inner):
                if (found := _first(each, field.form, wanted)) is not None:
                    return found
    return None


WORDS = ["leadsTo", "ankles-0", "toe-pain", "1.0.0", "~", "null", "may", "0x1f"]
JSON = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10**10),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.text(max_size=8),
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(["fact", "influences", "x", None, 1]), max_size=3),
    st.just({}),
    st.just({"label": "x"}),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_the_schema_refuses_is_refused_by_check(
    validator: Draft202012Validator, full: Any, data: st.DataObject
) -> None:
    """One value, key or record is changed at random, anywhere."""
    changed = copy.deepcopy(full)
    place: Any = changed
    while True:
        step = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[step]
        if not (isinstance(inner, dict | list) and inner and data.draw(st.integers(0, 3))):
            break
        place = inner
    change = data.draw(st.sampled_from(["value", "value", "key", "nothing"]))
    if change == "value":
        place[step] = data.draw(JSON)
    else:
        value = place[step]
        del place[step]
        if change == "key" and isinstance(place, dict):
            place[data.draw(st.text(max_size=6))] = value
    if not validator.is_valid(changed):
        assert faults(changed), [error.message for error in validator.iter_errors(changed)]
