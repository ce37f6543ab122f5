"""Moodle XML, held against a schema, read as Moodle's importer does, and by moodle-xml-parser."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import handmade
import pytest
from lmsquestions import WORDS, Question, asked, fuzzed, known_as, paragraphs, shown, told
from lxml import etree
from moodle_xml_parser.parser import parse_bytes

from quiz.claimfacts import facts_of
from quiz.export import Chosen, went_where, write
from quiz.export.lms import names
from quiz.export.moodle import kind
from quiz.item import Interaction

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank

CHOICES = ("multichoice", "multichoice, several answers")
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "moodle.rng"))


@pytest.fixture(scope="module")
def whole(graph: KnowledgeGraph, bank: Bank) -> Chosen:
    return Chosen(1, "", tuple(bank.items), facts=facts_of(graph, bank.items))


def _text(element: ET.Element, path: str = ".") -> str:
    """Return a text as Moodle takes it."""
    return (element.findtext(f"{path}/text") or "").strip()


def _question(element: ET.Element) -> Question:
    if element.get("type") == "cloze":
        return _cloze(element)
    return Question(
        element.findtext("idnumber", ""),
        told(_text(element, "questiontext")),
        tuple(_part(element, each) for each in element if each.tag in ("answer", "subquestion")),
        paragraphs(_text(element, "generalfeedback")),
        frozenset(_text(tag) for tag in element.iterfind("tags/tag")),
    )


def _part(question: ET.Element, part: ET.Element) -> tuple[str, ...]:
    match question.get("type"):
        case "matching":
            return told(_text(part)), _text(part, "answer")
        case "ordering":
            return (told(_text(part)),)
        case "shortanswer":
            text = _text(part)
        case "truefalse":
            text = _text(part).capitalize()
        case _:
            text = told(_text(part))
    return text, f"{float(part.get('fraction', '')):g}", told(_text(part, "feedback"))


def _cloze(element: ET.Element) -> Question:
    """Read the field at the end of the text by the rules of Moodle's importer, in its order."""
    around, field = _fields(_text(element, "questiontext"))[0]
    assert field[0] == "SHORTANSWER"
    assert not around.endswith("<br>")
    parts = tuple((answer, share, told(why)) for answer, share, why in field[1])
    return Question(
        element.findtext("idnumber", ""),
        told(around),
        parts,
        paragraphs(_text(element, "generalfeedback")),
        frozenset(_text(tag) for tag in element.iterfind("tags/tag")),
    )


def _fields(markup: str) -> list[tuple[str, tuple[str, list[tuple[str, str, str]]]]]:
    """Return the text before each field, and its kind and answers: text, share of the mark, feedback."""
    found, at = [], 0
    for field in re.finditer(r"\{\d*:([A-Z]+):", markup):
        assert field.start() >= at, "a field in a field"
        end = _until(markup, field.end(), "}")
        answers, place = [], field.end()
        while place < end:
            share = "0"
            if markup[place] == "=":
                share, place = "100", place + 1
            elif mark := re.compile(r"%(-?\d+)%").match(markup, place):
                share, place = mark[1], mark.end()
            stop = _until(markup, place, "~#}")
            answer, why, place = markup[place:stop], "", stop
            if markup[place] == "#":
                stop = _until(markup, place + 1, "~}")
                why, place = markup[place + 1 : stop], stop
            answers.append((_decoded(answer), share, _decoded(why)))
            place += 1
        found.append((markup[at : field.start()].removesuffix(" "), (field[1], answers)))
        at = end + 1
    assert at == len(markup), "nothing stands after the last field"
    return found


def _until(markup: str, place: int, signs: str) -> int:
    """Return where the first of these signs stands that neither a backslash nor an ampersand precedes."""
    while markup[place] not in signs or markup[place - 1] in "\\&":
        place += 1
    return place


def _decoded(text: str) -> str:
    return html.unescape(text).replace("\\}", "}").replace("\\#", "#")


def _by_id(data: bytes) -> dict[str, ET.Element]:
    root = ET.fromstring(data)
    return {
        element.findtext("idnumber", ""): element for element in root if element.get("type") != "category"
    }


def test_no_two_questions_have_one_name(bank: Bank) -> None:
    called = names(Chosen(1, "", tuple(bank.items)))
    assert len(set(called.values())) == len(bank.items)
    assert max(map(len, called.values())) <= 100
    wrong = [called[item.id] for item in bank.items if item.type == "spot-error"]
    assert sum(" – " in name for name in wrong) == len(wrong)


def test_every_question_of_the_bank_and_of_odd_texts_is_read_back(whole: Chosen) -> None:
    for chosen in (whole, fuzzed()):
        data = write(chosen, "moodle")
        SCHEMA.assertValid(etree.fromstring(data))
        read = _by_id(data)
        assert len(read) == len(chosen.items)
        for item in chosen.items:
            assert _question(read[known_as(item)]) == asked(chosen, item)
        orders = [item for item in chosen.items if item.interaction is Interaction.ORDER]
        for item in orders:
            answers = read[known_as(item)].findall("answer")
            assert [each.get("fraction") for each in answers] == [str(n + 1) for n in range(len(item.order))]
        assert {name for (_, name) in went_where(chosen, "moodle")} >= {
            "ordering",
            "matching",
            "short answer",
        }
        texts = [_text(each, "questiontext") for each in read.values() if each.get("type") == "shortanswer"]
        assert texts
        # In the place of five in a row, Moodle would put the line to type on.
        assert not any("_____" in text for text in texts)


def test_a_gap_is_a_field_after_the_text(whole: Chosen) -> None:
    read = _by_id(write(whole, "moodle"))
    for item in whole.items:
        gap = item.interaction is Interaction.TEXT and "__" in item.stem
        assert (read[known_as(item)].get("type") == "cloze") == gap
    odd = [
        replace(item, stem=f"{item.stem} g______ m_____.", id=f"{item.id}-gap")
        for item in fuzzed().items
        if item.interaction is Interaction.TEXT
    ]
    chosen = replace(fuzzed(), items=tuple(odd))
    data = write(chosen, "moodle")
    SCHEMA.assertValid(etree.fromstring(data))
    for item in odd:
        assert _question(_by_id(data)[known_as(item)]) == asked(chosen, item)


def test_too_few_pairs_are_menus_in_the_text() -> None:
    for item in (each for each in fuzzed().items if each.interaction is Interaction.MATCH):
        two = replace(item, options=item.options[:2], rows=item.rows[1:])
        chosen = replace(fuzzed(), items=(two,))
        data = write(chosen, "moodle")
        SCHEMA.assertValid(etree.fromstring(data))
        [element] = _by_id(data).values()
        menus = _fields(_text(element, "questiontext"))
        lines = told("".join(around for around, _ in menus)).split("\n")
        texts = [two.stem, *(row.text for row in two.rows)]
        assert lines == [line for text in texts for line in shown(text).split("\n")]
        for row, (_, (kind_, answers)) in zip(two.rows, menus, strict=True):
            assert kind_ == "MULTICHOICE"
            assert [(told(text), share) for text, share, _ in answers] == [
                (shown(option.text), "100" if place == row.key else "0")
                for place, option in enumerate(two.options)
            ]
    assert went_where(chosen, "moodle") == {("match", "cloze, with menus"): 1}


def test_no_sign_is_escaped_as_moodle_loses_blanks_between_two() -> None:
    """Its parser leaves out the blank of `&lt; &amp;`; in a section it keeps it."""
    data = write(fuzzed(), "moodle").decode()
    assert "<text><![CDATA[" in data
    assert "&" not in re.sub(r"<!\[CDATA\[.*?\]\]>", "", data)


def test_another_program_reads_the_choices_the_same(whole: Chosen) -> None:
    read = parse_bytes(write(whole, "moodle"))["multichoice"]
    choices = [item for item in whole.items if kind(item) in CHOICES]
    stems = {item.stem: [each for each in choices if each.stem == item.stem] for item in choices}
    assert len(read) == len(choices)
    for question in read:
        found = [
            item
            for item in stems[question.text_pre_parse]
            if [option.answer for option in question.options] == [option.text for option in item.options]
        ]
        assert found
        item = found[0]
        assert question.single == (item.interaction is Interaction.CHOOSE_ONE)
        right = [option.score_fraction > 0 for option in question.options]
        assert right == [option.correct for option in item.options]
        assert [option.feedback for option in question.options] == [option.why for option in item.options]
        assert item.explanation[0] in html.unescape(question.general_feedback)


def test_the_schema_finds_what_moodle_would_refuse() -> None:
    data = write(Chosen(1, "", handmade.ALL), "moodle").decode()
    assert SCHEMA.validate(etree.fromstring(data.encode()))
    for fault in (
        (r'fraction="33.33333"', 'fraction="33"'),
        ("<idnumber>[^<]*", "<idnumber>" + "x" * 101),
        ("<name><text>[^<]*", "<name><text>"),
        ('type="matching"', 'type="match"'),
        ("<usecase>0</usecase>", ""),
        ("<answer><text>[^<]*</text></answer>", ""),
    ):
        changed = re.sub(*fault, data, count=1)
        assert changed != data
        assert not SCHEMA.validate(etree.fromstring(changed.encode())), fault


def test_papers_are_categories_of_their_own(whole: Chosen) -> None:
    one, two, three = whole.items[0], whole.items[500], whole.items[1500]
    chosen = replace(
        whole, items=(one, two, three), title="Hip/knee: A & B", papers=((one, two), (two, three))
    )
    root = ET.fromstring(write(chosen, "moodle"))
    found: dict[str, list[str]] = {}
    for element in root:
        if element.get("type") == "category":
            at = _text(element, "category")
            assert at not in found
        else:
            found.setdefault(at, []).append(element.findtext("idnumber", ""))
    assert found == {
        "$course$/top/Myograph/Hip//knee: A & B/Paper 1": [known_as(one), known_as(two)],
        "$course$/top/Myograph/Hip//knee: A & B/Paper 2": [known_as(two), known_as(three)],
    }


def test_topics_are_categories_and_ids_hold_in_any_choice(whole: Chosen) -> None:
    data = write(whole, "moodle")
    few = replace(whole, items=tuple(reversed(whole.items[::50])))
    assert set(_by_id(write(few, "moodle"))) <= set(_by_id(data))
    assert data == write(replace(whole, facts=dict(reversed(whole.facts.items()))), "moodle")
    at = [_text(each, "category") for each in ET.fromstring(data).iterfind("question[@type='category']")]
    assert at == sorted(set(at))
    assert "$course$/top/Myograph/hip adductors" in at
    assert max(map(len, _by_id(data))) == 100


def test_a_question_reworded_keeps_its_id() -> None:
    [before] = _by_id(write(Chosen(1, "", (handmade.TEXT,)), "moodle"))
    reworded = replace(handmade.TEXT, stem="Which muscle keeps the pelvis level?", explanation=("So.",))
    [after] = _by_id(write(Chosen(1, "", (reworded,)), "moodle"))
    assert before == after == handmade.TEXT.id


def test_what_moodle_has_no_question_for_is_left_out() -> None:
    many = replace(handmade.CHOOSE_MANY, options=(handmade.CHOOSE_MANY.options[0],) * 11)
    chosen = Chosen(1, "", (many, handmade.ORDER))
    assert went_where(chosen, "moodle") == {("choose-many", None): 1, ("order", "ordering"): 1}
    assert list(_by_id(write(chosen, "moodle"))) == [handmade.ORDER.id]
    assert ET.fromstring(write(Chosen(1, "", (many,)), "moodle")).find("question") is None


def test_each_kind_is_counted_as_it_is_written() -> None:
    chosen = fuzzed()
    types = [element.get("type") for element in _by_id(write(chosen, "moodle")).values()]
    counts = {name: number for (_, name), number in went_where(chosen, "moodle").items()}
    assert counts == {
        "multichoice": len(WORDS),
        "multichoice, several answers": len(WORDS),
        "true/false": len(WORDS),
        "short answer": len(WORDS),
        "matching": len(WORDS),
        "ordering": len(WORDS),
    }
    assert {each: types.count(each) for each in types} == {
        "multichoice": 2 * len(WORDS),
        **dict.fromkeys(("truefalse", "shortanswer", "matching", "ordering"), len(WORDS)),
    }
