"""What is read from Moodle's reports and from tables, and what is said of a file that cannot be used."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import handmade
import pytest
from moodleclass import PEOPLE, attempt, table

from kg.errors import MyographError, UnusableFileError
from quiz.export.lms import idnumber
from quiz.feedback import in_words
from quiz.grade import grade
from quiz.item import Interaction
from quiz.results.analysis import analysed
from quiz.results.marking import mark
from quiz.results.ours import Ours, may_be_ours, response_of
from quiz.results.read import NoAnswersError, read

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.results.sheet import Sheet

LONG = "learner,item,response,score\n"


def sheet_of(folder: Path, data: str | bytes) -> Sheet:
    path = folder / "answers.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read([path])


def scores(sheet: Sheet) -> dict[str, list[float | None]]:
    return {
        column.name: [None if math.isnan(score) else score for score in column.scores]
        for column in sheet.columns.values()
    }


def test_every_item_is_found_in_moodles_words(graph: KnowledgeGraph, bank: Bank) -> None:
    """By its question in whatever order, and by idnumber; and its right and wrong answer are understood."""
    ours, random = Ours(bank.items), Random(3)
    claims = {claim.id for claim in graph.claims()}
    for item in bank.items:
        made = attempt(item, random)
        assert ours.asking(made.question) is item
        assert ours.named(idnumber(item)) is item
        assert may_be_ours(idnumber(item), claims)
        right, wrong = response_of(item, made.right), response_of(item, made.wrong)
        assert right is not None
        assert wrong is not None
        assert grade(item, right).right
        assert not grade(item, wrong).right
        # In our own words, too, and by the numbers that stand before the options.
        given = handmade.right(item)
        assert response_of(item, in_words(item, given)) == given
        if item.interaction is not Interaction.TEXT:
            places = (given,) if isinstance(given, int) else tuple(int(place) for place in given)
            assert response_of(item, " ".join(str(place + 1) for place in places)) == given


def test_menus_in_a_text() -> None:
    match = replace(handmade.MATCH, options=handmade.MATCH.options[:2], rows=handmade.MATCH.rows[1:])
    first, second = (option.text for option in match.options)
    assert response_of(match, f"part 1: {first}; part 2: {second}") == (0, 1)
    assert response_of(match, f"partie 1 : {second}; partie 2 : {first}") == (1, 0)
    assert response_of(match, f"part 1: {first}; part 2: ") is None
    rows = "\n".join(f"{row.text} {{{second}; {first}}}" for row in match.rows)
    assert Ours([match, handmade.TEXT]).asking(f"{match.stem}\n{rows}") is match


def test_responses(tmp_path: Path) -> None:
    text = table(
        [
            [
                *PEOPLE,
                "Grade/2.00",
                "Question 1",
                "Response 1",
                "Right answer 1",
                "Response 2",
                "Right answer 2",
            ],
            ["A", "A", "a@x", "Finished", "1", "2", "3", "1", "Which?: x; y", "x", "x", "'=1+1", "=1+1"],
            ["B", "B", "b@x", "Finished", "1", "2", "3", "1", "Which?: y; x", "y", "x", "-", "=1+1"],
            # Not over yet, a second time, with a grade to come, and no attempt at all.
            ["C", "C", "c@x", "In progress", "1", "-", "-", "-", "Which?: y; x", "y", "x", "-", "=1+1"],
            ["A", "A", "A@X", "Finished", "1", "2", "3", "0", "Which?: x; y", "y", "x", "no", "=1+1"],
            ["D", "D", "d@x", "Finished", "1", "2", "3", "-", "Which?: x; y", "Y", "x", "= 1+1", "=1+1"],
        ]
    )
    sheet = sheet_of(tmp_path, text)
    mark(sheet)
    assert scores(sheet) == {"1": [1.0, 0.0, 0.0], "2": [1.0, 0.0, 0.0]}
    assert sheet.remarks == ["1 attempt without an end.", "1 later attempt of learners who have one above."]
    found = analysed(sheet)
    first, second = found.questions
    assert first.uses is not None
    # Two spellings of an option are one option; how the options were shuffled is no matter.
    assert [(use.text, use.taken, use.right, use.option) for use in first.uses] == [
        ("x", 1, True, True),
        ("y", 2, False, True),
    ]
    assert second.left_open == 1
    assert second.uses is not None
    assert [use.option for use in second.uses] == [False, False]


def test_random_questions_are_told_apart(tmp_path: Path) -> None:
    header = [
        *PEOPLE,
        "Question 1",
        "Response 1",
        "Right answer 1",
        "Question 2",
        "Response 2",
        "Right answer 2",
    ]
    person = ["Finished", "1", "2", "3"]
    rows = [
        header,
        ["A", "A", "a@x", *person, "One?: x; y", "x", "x", "Two?: p; q", "q", "p"],
        ["B", "B", "b@x", *person, "Two?: q; p", "p", "p", "One?: y; x", "y", "x"],
        ["C", "C", "c@x", *person, "Three?: y; x", "y", "y", "One?: y; x", "x", "x"],
    ]
    sheet = sheet_of(tmp_path, table(rows))
    mark(sheet)
    found = {
        column.text: scores
        for column, scores in zip(sheet.columns.values(), scores(sheet).values(), strict=True)
    }
    assert found == {
        "One?: x; y": [1.0, 0.0, 1.0],
        "Two?: p; q": [0.0, 1.0, None],
        "Three?: y; x": [None, None, 1.0],
    }
    assert list(scores(sheet)) == ["1.1", "2", "1.2"]
    # Without the questions' text, the right answers tell.
    bare = [
        [cell for place, cell in enumerate(row) if not header[place].startswith("Question")] for row in rows
    ]
    assert list(scores(sheet_of(tmp_path, table(bare)))) == ["1.1", "2.1", "1.2", "2.2", "1.3"]


def test_german_grades(tmp_path: Path) -> None:
    """Semicolons, decimal commas, marks still to be given, an unscored text, and the line of averages."""
    people = ["Nachname", "Vorname", "E-Mail-Adresse", "Status", "Begonnen am", "Beendet", "Verbrauchte Zeit"]
    text = table(
        [
            [*people, "Bewertung/10,00", "F 1 /5,00", "F 2 /5,00", "F 3 /0,00"],
            ["Müller", "J", "a@x", "Beendet", "1", "2", "3", "7,50", "5,00", "2,50", "-"],
            ["Özil", "J", "b@x", "Beendet", "1", "2", "3", "-", "-1,00", "Bewertung notwendig", "-"],
            ["Nie", "J", "c@x", "In Bearbeitung", "1", "-", "-", "-", "-", "-", "-"],
            ["Gesamtdurchschnitt", "", "", "", "", "", "", "7,50", "2,00", "2,50", "-"],
        ],
        ";",
    )
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        sheet = sheet_of(tmp_path, data)
        assert sheet.form == "Moodle's grades"
        assert scores(sheet) == {"1": [1.0, 0.0], "2": [0.5, None]}
        assert sheet.remarks == ["1 attempt without an end.", "1 mark still to be given."]


def test_a_report_without_names(tmp_path: Path) -> None:
    text = "State,Completed,Q. 1 /1.00\nFinished,1,1.00\nFinished,1,0.00\nFinished,1,0.00\n"
    assert scores(sheet_of(tmp_path, text)) == {"1": [1.0, 0.0, 0.0]}


def test_own_tables(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "sep=;\r\nLearner;q1;q2\r\na;1;0,5\r\n\r\nb;0\r\na;0;0\r\n")
    assert scores(sheet) == {"q1": [1.0, 0.0], "q2": [0.5, None]}
    assert sheet.remarks == ["1 line of learners who have a line above."]
    sheet = sheet_of(tmp_path, LONG + 'a,q1,"x, y",1\na,q2,,\nb,q1,z,0\na,q1,z,0\n')
    assert scores(sheet) == {"q1": [1.0, 0.0], "q2": [0.0, None]}
    assert sheet.remarks == ["1 answer to a question that the learner has answered above."]
    # With the right answer there need be no score.
    sheet = sheet_of(tmp_path, "learner,item,response,right\na,q,X <  3,x < 3\nb,q,x > 3,\n")
    mark(sheet)
    assert scores(sheet) == {"q": [1.0, 0.0]}


def test_our_items_are_marked_as_in_a_quiz(tmp_path: Path) -> None:
    item, typed = handmade.CHOOSE_MANY, handmade.TEXT
    one_right = item.options[item.keys[0]].text
    rows = [["learner", "item", "response"], ["a", item.id, one_right], ["b", item.claims[0], item.answer]]
    rows += [["a", typed.id, typed.accept[0].upper()], ["b", typed.id, "\x1b[2J"], ["c", "other", "x"]]
    sheet = sheet_of(tmp_path, table(rows))
    Ours(handmade.ALL).find(sheet.columns.values())
    mark(sheet)
    assert scores(sheet) == {
        item.id: [pytest.approx(1 / len(item.keys)), None, None],
        item.claims[0]: [None, 1.0, None],
        typed.id: [1.0, 0.0, None],
        "other": [None, None, None],
    }
    assert sheet.remarks == ["1 answer to questions whose right answer is not known."]


def test_items_by_their_place(tmp_path: Path) -> None:
    """Where a report has no questions, right answers that all agree with a paper tell that it was this."""
    random = Random(1)
    paper = [item for item in handmade.ALL if item.interaction is not Interaction.ORDER]
    header = [
        name for place in range(1, len(paper) + 1) for name in (f"Response {place}", f"Right answer {place}")
    ]
    cells = [text for item in paper for text in (attempt(item, random).wrong, attempt(item, random).right)]
    sheet = sheet_of(tmp_path, table([["Last name", *header], ["a", *cells]]))
    columns = list(sheet.columns.values())
    Ours([*paper[1:], paper[0]]).find_by_place(columns)
    assert {column.item for column in columns} == {None}
    Ours(paper).find_by_place(columns)
    assert [column.item for column in columns] == paper


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        ("learner,itm,response,score\na,b,c,1\n", "Did you mean “item” instead of “itm”?"),
        ("learner,item,respons,score\na,b,c,1\n", "“response” instead of “respons”"),
        ("name,surname\na,b\n", "the columns “name”, “surname”, and no answers"),
        ("Nome,Risposta 1,Risposta corretta 1\na,b,c\n", "Switch Moodle to English"),
        ("learner,q,q\na,1,1\n", "two columns “q”"),
        ("learner,q\na,7\n", "line 2, column “q”: “7” is no score"),
        ("learner,q\na,nan\n", "is no score"),
        ("learner,q\n\na,1,1\n", "line 3, has 3 cells, and the header 2"),
        ("learner,q\n,1\n", "line 2, has no learner"),
        (LONG + "a,,x,1\n", "line 2, has no item"),
        (
            "learner,item,score\nJürgen,q,1\n".encode("latin-1"),
            "byte 0xfc); it may be Latin-1 or Windows-1252. Save",
        ),
        ("learner,item,score\nJ,q,1\n".encode("utf-16-le"), "UTF-16 without its mark"),
        ("learner,q\n".encode("utf-16") + b"a", "goes on otherwise"),
        (LONG + '"' + "x" * 200_000, "no table that can be read: field larger"),
        (LONG + "a,b,\0,1\n" * 2, "looks like UTF-16"),
        (
            "learner," + ",".join(f"q{number}" for number in range(2_001)) + "\na" + ",1" * 2_001,
            "2,000 questions",
        ),
        ("{", "is no JSON"),
        ("[1]", "JSON of another kind"),
        ('{"format": "other"}', "no result of an exam"),
        (
            '{"format": "myograph-exam-result", "session": "s", "items": [1]}',
            "a value is missing, or of the wrong kind",
        ),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_files_that_cannot_be_used(tmp_path: Path, data: str | bytes, words: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        sheet_of(tmp_path, data)
    assert words in str(caught.value)
    assert str(caught.value).isprintable()


def test_no_answer_is_no_fault_of_the_file(tmp_path: Path) -> None:
    for text in ("learner,q1\n", LONG, "State,Completed,Response 1\nIn progress,-,-\n"):
        with pytest.raises(NoAnswersError, match="holds no answer"):
            sheet_of(tmp_path, text)
    # Nothing to mark by.
    sheet = sheet_of(tmp_path, "Last name,Response 1\na,x\n")
    with pytest.raises(MyographError, match="tick “right answer”"):
        mark(sheet)


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    rows = (
        f"s{number % 25_000},q{number // 25_000},{'abcd'[number % 4]},{number % 2}"
        for number in range(100_000)
    )
    sheet = sheet_of(tmp_path, LONG + "\n".join(rows))
    found = analysed(sheet)
    assert (found.learners, found.answers, len(found.questions)) == (25_000, 100_000, 4)
    assert {question.share.value for question in found.questions} == {0.5}
    uses = found.questions[0].uses
    assert uses is not None
    assert [use.taken for use in uses] == [6_250] * 4
