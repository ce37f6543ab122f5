"""Packs in canonical order: what changes, what never does, and what is refused."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scrawl import Scrawl

from kg.authoring.layout import laid_out
from kg.files import bundled_packs
from kg.packs.format import PACK
from kg.packs.loading import content_of, read_packs

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# As packs are read with: the one in Python refuses a tab before a colon.
BASE_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Lists whose order means nothing.
SETS = ("requires", "synonyms", "ask", "derived_from", "contradicts")

UNTIDY = """\


# A leaflet, claim by claim.

# its number
version: "1.0.0"   # the first
title: 'Ankles: a leaflet'
pack: ankles
complete:
- relations: [influences, exampleOf]   # in the order of the text
  subject: weak-arch
# of the second
- {relations: [influences], subject: toe-pain}


claims:   # few
# in column nought

  ankles-1:

    # what it says
    relation: leadsTo  # strong
    subject: weak-arch
    object: "toe-pain"

    ask: [fact, attributed]
    status: reported
    modality: can
    evidence: # one
      -   # the first
          quote: can lead
            to toe
          # where
          span: [ 19,   # from
             34 ]
      - {note: "x, y", # in braces
         source: leaflet}
      - note: >-   # in a block
              folded
              text
      # at the end of the evidence
    # at the end of the claim
  # of the next one


  ankles-2: {subject: weak-arch, object: toe-pain,
    relation: leadsTo, status: draft, ask: [], evidence: []}
source:
  # who says so
  leaflet
curator: leaflet
requires: [sources,
  anatomy]
# the last word
"""
TIDY = """\
# A leaflet, claim by claim.

# its number
pack: ankles
version: 1.0.0   # the first
title: 'Ankles: a leaflet'
requires: [anatomy, sources]
# who says so
source: leaflet
curator: leaflet

claims:   # few
  # in column nought

  ankles-1:
    subject: weak-arch
    # what it says
    relation: leadsTo  # strong
    object: toe-pain
    modality: can
    status: reported
    ask: [attributed, fact]
    evidence: # one
      # the first
      - quote: can lead
          to toe
        # where
        span:
          - 19   # from
          - 34
      - source: leaflet
        note: x, y # in braces
      - note: >-   # in a block
          folded
          text
      # at the end of the evidence
    # at the end of the claim
  # of the next one

  ankles-2: {subject: weak-arch, relation: leadsTo, object: toe-pain, status: draft, ask: [], evidence: []}

complete:
  - subject: weak-arch
    relations: [influences, exampleOf]   # in the order of the text
  # of the second
  - {subject: toe-pain, relations: [influences]}
# the last word
"""


def ordered(text: str) -> str:
    found, faults = laid_out(text, "ankles.yaml")
    assert faults == []
    return found


def meaning(data: Any, key: str = "") -> Any:
    """Return what YAML says, with lists in one order where that means nothing."""
    if isinstance(data, dict):
        return {name: meaning(value, name) for name, value in data.items()}
    if isinstance(data, list):
        items = [meaning(item) for item in data]
        return sorted(items) if key in SETS else items
    return data


def comments(text: str) -> list[str]:
    return sorted(re.findall("# c[0-9]+.*", text.replace("\r", "")))


def test_all_comes_into_order_and_comments_go_along() -> None:
    assert ordered(UNTIDY) == TIDY
    assert ordered(TIDY) == TIDY


@pytest.fixture(scope="module")
def bundled() -> dict[str, Any]:
    return {name: yaml.load(text, Loader=LOADER) for name, text in bundled_packs()}


def few(pack: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return a pack with a few records of each section, or without a section."""
    found: dict[str, Any] = {}
    for key, value in pack.items():
        if not isinstance(value, dict):
            found[key] = value[:3] if key == "complete" else value
        elif random.random() < 0.9:
            names = random.sample(sorted(value), min(len(value), random.randint(0, 3)))
            found[key] = {name: value[name] for name in names}
    return found


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0, 0.1, 0.4]), st.booleans())
def test_what_a_pack_says_stays_and_so_does_every_comment(
    bundled: dict[str, Any], seed: int, share: float, crlf: bool
) -> None:
    random = Random(seed)
    data = few(bundled[random.choice(sorted(bundled))], random)
    text = Scrawl(random, share).write(data)
    assert yaml.load(text, Loader=LOADER) == data
    found = ordered(text.replace("\n", "\r\n") if crlf else text)
    again = yaml.load(found, Loader=LOADER)
    assert meaning(again) == meaning(data)
    assert comments(found) == comments(text)
    assert list(again) == [key for key in PACK.keys if key in data]
    assert found.endswith("\n")
    assert ("\r\n" in found) == (crlf and "\n" in text)
    assert ordered(found) == found


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(UNTIDY)),
    st.integers(0, 30),
    st.text("#:-,[]{}'\"|>&*!?%@` \n\t\r\x85\u2028é🦵\ufeff\\~ab0"),
)
def test_whatever_is_done_to_a_file_it_is_put_in_order_or_left_alone(place: int, cut: int, more: str) -> None:
    text = UNTIDY[:place] + more + UNTIDY[place + cut :]
    found, faults = laid_out(text, "ankles.yaml")
    if faults:
        assert found == text
    else:
        before, after = (yaml.load(each.replace("\r\n", "\n"), Loader=BASE_LOADER) for each in (text, found))
        assert meaning(after) == meaning(before)
        assert ordered(found) == found
        assert found.count("#") == text.count("#")


def test_the_model_of_the_bundled_packs_outlives_shuffling_and_order(bundled: dict[str, Any]) -> None:
    random = Random(9)
    packs = [(name, ordered(Scrawl(random, 0.05).write(pack))) for name, pack in bundled.items()]
    reader, phrases = read_packs(packs)
    assert reader.log.faults == []
    found, wanted = (content_of(each, phrases) for each in (reader, read_packs(bundled_packs())[0]))
    for kind in ("packs", "sources", "entities", "claims", "marks"):
        assert set(getattr(found, kind)) == set(getattr(wanted, kind))


@pytest.mark.parametrize(
    "text",
    [
        *("81", "-0.5", "1e3", "0o7", "0x1F", "true", "No", "null", "~", "2026-11-26", "12:30", "", " a"),
        *("a ", "a: b", "a #b", "#a", "- a", "-", "*a", "&a", "!a", "[a", "{a", "a:", "%a", "@a", "`a"),
        *("'a'", '"a"', "| a", "> a", "? a", "=", "<<", "a\\tb"),
    ],
)  # fmt: skip
def test_quotes_stay_where_they_are_needed(text: str) -> None:
    quoted = '"' + text.replace('"', '\\"') + '"'
    pack = f"pack: ankles\ntitle: {quoted}\n"
    assert ordered(pack) == pack


@pytest.mark.parametrize(
    "text", ["a, b", "a [b]", "knee (left)", "膝の痛み 🦵", "https://a.example/b", "it's", "50 %"]
)
def test_other_quotes_go(text: str) -> None:
    plain = f"pack: ankles\ntitle: {text}\n"
    assert ordered(f'pack: ankles\ntitle: "{text}"\n') == plain
    assert ordered("pack: ankles\ntitle: '{}'\n".format(text.replace("'", "''"))) == plain


@pytest.mark.parametrize("text", ["a, b", "a [b]", "a}"])
def test_quotes_that_braces_need_stay(text: str) -> None:
    pack = f'pack: ankles\n\nentities:\n  a: {{label: "{text}"}}\n'
    assert ordered(pack) == pack


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("pack: a", "pack: a\n"),
        ("--- # b\npack: a\n...\n# c\n", "# b\npack: a\n# c\n"),
        ("%YAML 1.1\n---\npack: a\n", "pack: a\n"),
        ("pack:\t a\t# b\n\n\n", "pack: a\t# b\n"),
        ('{"pack": "a", "claims": {"b": {"ask": []}}}', "pack: a\n\nclaims:\n  b: {ask: []}\n"),
        ("? pack\n: a\n", "pack: a\n"),
        ("title: b\r\npack: a\r\n", "pack: a\r\ntitle: b\r\n"),
        ("title: b\r\npack: a\n", "pack: a\r\ntitle: b\r\n"),
        ("pack: a\nrequires: [ # b\n]\n", "pack: a\n# b\nrequires: []\n"),
        ('pack: "a"# b\nrequires: [c,# d\n e]\n', "pack: a # b\nrequires:\n  - c # d\n  - e\n"),
        ("title: >-\n  b \n\n\npack: a\n", "pack: a\ntitle: >-\n  b \n"),
        ("{}\n", "{}\n"),
    ],
)
def test_odd_files_become_plain_ones(text: str, wanted: str) -> None:
    assert ordered(text) == wanted
    assert ordered(wanted) == wanted


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "empty"),
        ("# only this\n", 1, "empty"),
        ("pack: [a\n", 1, "not YAML"),
        ("pack: a\ntitle: *b\n", 2, "alias"),
        ("pack: a\ntitle: !b c\n", 2, "tag"),
        ("pack: a\n---\npack: b\n", 3, "second document"),
        ("pack: a\npack: b\n", 2, "twice"),
        ("pack: a\ntitel: b\n", 2, "no key “titel”"),
        ("pack: a\nclaims:\n  b: {ask: [], evidence: [{quotation: c}]}\n", 3, "no key “quotation”"),
        ("pack: a\nclaims:\n  b: {ask: []}\n  b: {ask: []}\n", 4, "twice"),
        ("pack: a\nclaims: [b]\n", 2, "mapping"),
        ("pack: a\ntitle: [b]\n", 2, "one value"),
        ("pack: a\nrequires: b\n", 2, "list"),
        ("- pack\n", 1, "mapping"),
        ("pack: a\n# b\u2028c\n", 2, "U+2028"),
        ("pack: a\n# b\x85", 2, "U+0085"),
        ("pack: a\n# b\rc", 2, "U+000D"),
    ],
)  # fmt: skip
def test_faults_of_form_are_told_and_nothing_is_changed(text: str, line: int, told: str) -> None:
    found, faults = laid_out(text, "a.yaml")
    assert found == text
    assert faults
    assert told in faults[0].message
    assert (faults[0].file, faults[0].line) == ("a.yaml", line)
    assert faults[0].hint


def test_what_cannot_be_moved_without_loss_is_left_alone() -> None:
    # The digit says where the text begins; without it, its first spaces would be lost.
    text = "title: |2\n      a\n    b\npack: c\n"
    found, faults = laid_out(text, "a.yaml")
    assert found == text
    assert [fault.check for fault in faults] == ["layout"]


def test_the_bundled_packs_are_in_order() -> None:
    for name, text in bundled_packs():
        assert ordered(text) == text, name
