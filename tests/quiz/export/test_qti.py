"""QTI 3.0 and 2.1: whole packages, and items that say and score what ours do in a player from outside."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import handmade
import pytest
from browser import PROGRAM, Browser, browser
from lmsquestions import fuzzed
from programs import needs, needs_client
from qtiplayer import CONVERTER, PLAYER, converted, differences, items_in, opened, played

from kg.showable import one_line
from quiz.claimfacts import facts_of
from quiz.export import Chosen, is_binary, suffix, went_where, write
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item

FORMS = ("qti", "qti21")
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
SAMPLE = 100
# The converter takes its time.
FEW = 20
HAND = replace(
    handmade.TEXT, id="2-feet-typed", claims=("2-feet",), accept=("Gastrocnémius", "the calf"), forgiven=0
)


@pytest.fixture(scope="module")
def whole(graph: KnowledgeGraph, bank: Bank) -> Chosen:
    return Chosen(1, "", tuple(bank.items), facts=facts_of(graph, bank.items))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("browser")
    with browser(folder) as found:
        yield opened(found, folder)


def _parsed(package: bytes) -> dict[str, ET.Element]:
    with ZipFile(BytesIO(package)) as zipped:
        assert zipped.testzip() is None
        assert {each.date_time for each in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {path: ET.fromstring(zipped.read(path)) for path in zipped.namelist()}


def _local(name: str) -> str:
    return re.sub("^{[^}]*}", "", name)


def _as_in_version_3(element: ET.Element) -> tuple[object, ...]:
    """Return an element in the spelling of 3.0, but without the body that a feedback has only there."""

    def spelled(name: str) -> str:
        return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", _local(name)).removeprefix("qti-")

    kept = {spelled(key): value for key, value in element.attrib.items() if "schemaLocation" not in key}
    inside = element.find("{*}qti-content-body")
    children = map(_as_in_version_3, element if inside is None else inside)
    return spelled(element.tag), kept, element.text, tuple(children), element.tail


@pytest.mark.parametrize("form", FORMS)
def test_the_manifest_names_each_file_once_and_says_what_is_known_of_it(form: str, whole: Chosen) -> None:
    package = write(whole, form)
    assert (suffix(form), is_binary(form)) == ("zip", True)
    found = _parsed(package)
    assert next(iter(found)) == "imsmanifest.xml"
    resources = [each for each in found["imsmanifest.xml"].iter() if _local(each.tag) == "resource"]
    assert [each.attrib["href"] for each in resources] == list(found)[1:]
    named = [each.attrib["identifier"] for each in resources]
    assert len(set(named)) == len(named) == len(whole.items) + 1
    refs = [
        each.attrib for each in found["test.xml"].iter() if each.tag.lower().endswith(("itemref", "item-ref"))
    ]
    assert [(each["identifier"], each["href"]) for each in refs] == [
        (each.attrib["identifier"], each.attrib["href"]) for each in resources[1:]
    ]
    for item, resource in zip(whole.items, resources[1:], strict=True):
        assert found[resource.attrib["href"]].attrib["identifier"] == item.id == resource.attrib["identifier"]
        assert item.id.startswith(item.claims[0])
        assert [each.text for each in resource.iter(f"{LOM}entry")] == list(item.claims)
        tags = {each.findtext(f"{LOM}string") for each in resource.iter(f"{LOM}keyword")}
        facts = [whole.facts[claim] for claim in item.claims]
        assert tags == {f"level: {item.bloom}", f"type: {item.type}"} | {
            tag for each in facts for tag in (f"status: {each.status}", *(f"topic: {t}" for t in each.topics))
        }


def test_both_versions_say_the_same(whole: Chosen) -> None:
    chosen = replace(whole, items=(*_sample(whole.items, SAMPLE), *fuzzed().items))
    newer, older = (items_in(write(chosen, form)) for form in FORMS)
    assert list(newer) == list(older) == [item.id for item in chosen.items]
    for name, xml in newer.items():
        assert _as_in_version_3(ET.fromstring(xml)) == _as_in_version_3(ET.fromstring(older[name]))


def test_every_item_has_a_place(whole: Chosen) -> None:
    for form in FORMS:
        counts = went_where(whole, form)
        assert sum(counts.values()) == len(whole.items)
        assert {interaction for interaction, _ in counts} == set(Interaction)
        assert all(became is not None and became.endswith("Interaction") for _, became in counts)


def test_papers_become_tests_and_ids_begin_with_no_digit() -> None:
    items = (*handmade.ALL, HAND)
    hostile = 'A <paper> & "more"\n[Your Name]'
    chosen = Chosen(1, "", items, title=hostile, papers=(items[:2], items[2:]))
    found = _parsed(write(chosen, "qti21"))
    assert list(found)[:3] == ["imsmanifest.xml", "test-1.xml", "test-2.xml"]
    assert found["test-2.xml"].attrib["title"] == f"{one_line(hostile)}: paper 2 of 2"
    told = [
        [each.attrib["identifier"] for each in found[f"test-{number}.xml"].iter() if "href" in each.attrib]
        for number in (1, 2)
    ]
    assert told == [[item.id for item in items[:2]], [*(item.id for item in items[2:-1]), "_2-feet-typed"]]
    assert found["items/2-feet-typed.xml"].attrib["identifier"] == "_2-feet-typed"
    keys = [
        (each.attrib["mapKey"], each.attrib["mappedValue"])
        for each in found["items/2-feet-typed.xml"].iter()
        if _local(each.tag) == "mapEntry"
    ]
    assert keys == [
        ("Gastrocnémius", "1"),
        ("gastrocnemius", "1"),
        ("the Gastrocnémius", "1"),
        ("the calf", "1"),
        ("calf", "1"),
        ("gluteal muscles", "0.5"),
        ("the gluteal muscles", "0.5"),
        ("gluteus minimus", "0.5"),
        ("the gluteus minimus", "0.5"),
    ]


def _sample(items: Sequence[Item], number: int) -> list[Item]:
    """Return so many items, at least three of each interaction."""
    random = Random(1)
    by_interaction = [[item for item in items if item.interaction is each] for each in Interaction]
    few = [item for each in by_interaction for item in random.sample(each, 3)]
    rest = [item for item in items if item not in few]
    return few + random.sample(rest, number - len(few))


@needs(PROGRAM)
@needs_client(PLAYER)
class TestInAPlayer:
    def test_a_sample_says_and_scores_what_ours_does(self, window: Browser, whole: Chosen) -> None:
        items = _sample(whole.items, SAMPLE)
        found = played(window, items_in(write(whole, "qti")), items)
        told = {
            item.id: differences(item, each, whole.facts) for item, each in zip(items, found, strict=True)
        }
        assert {name: each for name, each in told.items() if each} == {}
        scores = {answer["score"] for each in found for answer in each["answers"]}
        assert {0, 0.5, 1} < scores
        assert [each for each in window.requests if not each.startswith(("file:", "data:"))] == []
        assert window.complaints == []

    def test_a_wrong_key_is_noticed(self, window: Browser) -> None:
        item = handmade.CHOOSE_ONE
        turned = tuple(replace(option, correct=not place) for place, option in enumerate(item.options))
        xml = items_in(write(Chosen(1, "", (replace(item, options=turned),)), "qti"))
        assert [each for each in differences(item, played(window, xml, [item])[0], {}) if "scores" in each]

    def test_nothing_breaks_out(self, window: Browser) -> None:
        chosen = fuzzed()
        package = write(chosen, "qti")
        for item, found in zip(chosen.items, played(window, items_in(package), chosen.items), strict=True):
            assert differences(item, found, chosen.facts) == []
        manifest = _parsed(package)["imsmanifest.xml"]
        keywords = {each.findtext(f"{LOM}string") for each in manifest.iter(f"{LOM}keyword")}
        assert keywords >= {one_line(f"topic: {fact.topics[0]}") for fact in chosen.facts.values()}
        assert package == write(fuzzed(), "qti")

    def test_no_answer_is_no_point(self, window: Browser) -> None:
        xml = items_in(write(Chosen(1, "", handmade.ALL), "qti"))
        asked = json.dumps([[xml[item.id], [None]] for item in handmade.ALL])
        for found in window.value(f"playAll({asked})"):
            assert found["answers"][0]["score"] == 0, found["id"]

    @needs_client(CONVERTER)
    def test_a_sample_of_version_2_1_does_so_too(self, window: Browser, whole: Chosen) -> None:
        odd = fuzzed()
        items = (*_sample(whole.items, FEW), *odd.items[: len(handmade.ALL)])
        xml = items_in(write(replace(whole, items=items, facts=whole.facts | odd.facts), "qti21"))
        newer = dict(zip(xml, converted(list(xml.values())), strict=True))
        for item, found in zip(items, played(window, newer, items), strict=True):
            assert differences(item, found, whole.facts | odd.facts) == []
