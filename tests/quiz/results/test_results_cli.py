"""`myograph results`: from a class's file to figures, questions to look at, and what is mixed up."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from keepers import Kept
from moodleclass import responses, table

from kg.errors import UnusableFileError
from quiz.bank import pick
from quiz.commands.results import results as results_command
from quiz.exam import result
from quiz.export import Chosen
from quiz.export.json import export
from quiz.item import Interaction
from quiz.session import Mode, Session

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.bank import Bank
    from quiz.item import Item

LEARNERS = 60
NARROW = 80


def run(*arguments: object) -> Result:
    return CliRunner().invoke(results_command, list(map(str, arguments)))


def view(*arguments: object) -> dict[str, Any]:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.exception
    made = json.loads(found.stdout)
    assert isinstance(made, dict)
    return made


@pytest.fixture(scope="module")
def paper(bank: Bank) -> list[Item]:
    return pick(bank.items, 12, 4)


@pytest.fixture
def exported(paper: list[Item], tmp_path: Path) -> Path:
    """The paper's questions: reading them is quicker than making the bank."""
    return _exported(paper, tmp_path)


def _exported(items: list[Item], folder: Path) -> Path:
    path = folder / "bank.json"
    path.write_bytes(export(Chosen(1, "", tuple(items))))
    return path


def test_a_class_from_moodle(paper: list[Item], exported: Path, tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text(responses(paper, LEARNERS, 1), encoding="utf-8")
    told = view(path, "--items", exported)
    assert (told["from"], told["learners"], told["answers"]) == (
        "Moodle's responses",
        LEARNERS,
        12 * LEARNERS,
    )
    assert [row["item"] for row in told["questions"]] == [item.id for item in paper]
    for row, item in zip(told["questions"], paper, strict=True):
        assert row["share"]["low"] < row["share"]["value"] < row["share"]["high"]
        assert row["discrimination"]["low"] < row["discrimination"]["value"] < row["discrimination"]["high"]
        # Everyone chose something; of what was typed, only the most frequent responses are told.
        taken = sum(use["taken"] for use in row["uses"])
        assert taken >= row["answers"] or item.interaction is Interaction.TEXT
    # The questions grow harder, and all ask for the same: whoever knows more is likelier to be right.
    shares = [row["share"]["value"] for row in told["questions"]]
    assert min(shares[:3]) > max(shares[-3:])
    assert told["reliability"]["low"] > 0.5
    # What was mixed up is what the class took in the place of the key.
    assert told["mixups"]
    for each in told["mixups"]:
        assert each["times"] == sum(way["times"] for way in each["taken"])
        assert {end["id"] for end in each["pair"]} == {each["taken"][0]["right"], each["taken"][0]["taken"]}
        assert each["apart"]
    pairs = [option.entity for item in paper for option in item.options if option.entity]
    assert all(end["id"] in pairs for each in told["mixups"] for end in each["pair"] if each["times"] > 1)

    # The same as a page, with every learner kept out of it.
    page = run(path, "--items", exported).stdout
    assert "@" not in page
    assert f"{told['mixups'][0]['pair'][0]['label']}" in page
    assert f"\n1: {paper[0].id[:15]}" in page
    heads = page[: page.index("Mixed up")].splitlines()
    assert all(len(line) < NARROW for line in heads if not line.startswith((" ", "In brackets")))
    assert page == run(path, "--items", exported).stdout


def test_by_the_seed_of_the_bank_too(bank: Bank, tmp_path: Path) -> None:
    item = next(item for item in bank.items if item.type == "choose-object")
    wrong = next(option for option in item.options if not option.correct)
    path = tmp_path / "answers.csv"
    rows = [["learner", "item", "response"], ["a", item.id, wrong.text], ["b", item.id, item.answer]]
    path.write_text(table(rows), encoding="utf-8")
    (mixup,) = view(path)["mixups"]
    assert {end["id"] for end in mixup["pair"]} == {wrong.entity, item.options[item.key].entity}
    assert mixup["times"] == 1


def test_questions_of_another_seed_are_told_and_not_judged(bank: Bank, tmp_path: Path) -> None:
    item = next(item for item in bank.items if item.type == "choose-object")
    typed = next(item for item in bank.items if item.type == "typed")
    path = tmp_path / "answers.csv"
    known = _exported([item, typed], tmp_path)
    gone = f"{item.claims[0]}-of-another-seed"
    rows = [["learner", "item", "response", "score"]]
    rows += [[f"s{number}", item.id, "an option of another seed", "0"] for number in range(40)]
    rows += [[f"s{number}", typed.id, typed.accept[0], ""] for number in range(40)]
    rows += [[f"s{number}", gone, "x", "1"] for number in range(40)]
    path.write_text(table(rows), encoding="utf-8")
    told = view(path, "--items", known)
    assert len(told["doubts"]) == 2
    assert told["doubts"][0].startswith(
        "1 question known by name, and answered with what is no option in the questions of --items: "
        f"{item.id}."
    )
    assert f"1 question named as ours are, and not in the questions of --items: {gone}." in told["doubts"][1]
    assert all("--bank-seed N" in doubt for doubt in told["doubts"])
    # Nothing is said of options that nobody was shown.
    assert {row["question"]: row["reasons"] for row in told["questions"]}[item.id] == [
        {"rule": "hard", "words": told["questions"][0]["reasons"][0]["words"], "option": None}
    ]
    page = run(path, "--items", known).stdout
    assert page.count("Beware: 1 question") == 2
    rows = [row for row in rows if row[1] == typed.id or row[0] == "learner"]
    path.write_text(table(rows), encoding="utf-8")
    assert view(path, "--items", known)["doubts"] == []


def test_half_of_an_answer_is_neither_wrong_nor_a_mixup(bank: Bank, tmp_path: Path) -> None:
    item = next(item for item in bank.items if item.half_right and item.interaction is Interaction.TEXT)
    path = tmp_path / "answers.csv"
    known = _exported([item], tmp_path)
    rows = [["learner", "item", "response"]]
    rows += [[f"s{number}", item.id, item.half_right[0]] for number in range(3)]
    rows += [[f"t{number}", item.id, "something else"] for number in range(37)]
    path.write_text(table(rows), encoding="utf-8")
    told = view(path, "--items", known)
    used = {use["text"]: (use["right"], use["half"]) for use in told["questions"][0]["uses"]}
    assert used == {item.half_right[0]: (False, True), "something else": (False, False)}
    assert told["mixups"] == []
    assert f"half right: {item.half_right[0]}, taken by 3" in run(path, "--items", known).stdout


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 and so on", "is a workbook (of Excel or LibreOffice) or another package"),
        (b"%PDF-1.7", "is a PDF, and no table of text. Save it as UTF-8"),
    ],
)
def test_files_of_other_programs_are_called_by_name(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes(data)
    assert words in str(run(path).exception)


def rows_of_a_class() -> list[list[str]]:
    """Return a table of six questions that 40 learners answered; those with low numbers know most.

    Everyone is right on the first, hardly anyone on the second, and on the fourth the best take a wrong one.
    """
    rows = [["learner", "item", "response", "score"]]
    for number in range(40):
        given = {
            "easy": ("a", 1),
            "hard": ("a", 1) if number % 10 == 0 else ("b", 0),
            "fine": ("a", 1) if number < 20 else ("b", 0),
            "strong": ("c", 0) if number < 15 else ("a", 1),
            "fine, too": ("a", 1) if number < 22 else ("b", 0),
            "as fine": ("a", 1) if number < 18 else ("b", 0),
        }
        rows += [[f"s{number}", name, *map(str, answer)] for name, answer in given.items()]
    return rows


def test_what_is_worth_a_look(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(table(rows_of_a_class()), encoding="utf-8")
    told = {row["question"]: row for row in view(path)["questions"]}
    rules = {name: [reason["rule"] for reason in row["reasons"]] for name, row in told.items()}
    assert rules == {
        "easy": ["easy"],
        "hard": ["hard"],
        "fine": [],
        "strong": ["weak", "strong"],
        "fine, too": [],
        "as fine": [],
    }
    assert [use["text"] for use in told["strong"]["uses"] if use["withRest"]["low"] > 0] == ["c"]
    # There are two answers to it: taking the one goes with the others as being right does, turned around.
    taken, right = told["strong"]["uses"][1]["withRest"], told["strong"]["discrimination"]
    assert (taken["low"], taken["high"]) == (-right["high"], -right["low"])
    assert told["fine"]["verdict"] == "nothing stands out"
    page = run(path).stdout
    assert "  ! strong\n" in page
    assert "“c”: Who does well on the others is likelier to take this wrong answer." in page
    assert re.search(r"wrong: c, taken by 15, whose mean on the others is \d+ %", page)
    assert "! To look at: 3 questions.\nNothing stands out: 3 questions.\n" in page


def test_an_option_that_nobody_takes(paper: list[Item], exported: Path, tmp_path: Path) -> None:
    item = next(item for item in paper if item.interaction == "choose-one" and len(item.options) > 2)
    wrong = [option.text for option in item.options if not option.correct]
    rows = [["learner", "item", "response"]]
    rows += [[f"s{number}", item.id, item.answer if number % 2 else wrong[0]] for number in range(30)]
    path = tmp_path / "answers.csv"
    path.write_text(table(rows), encoding="utf-8")
    (row,) = view(path, "--items", exported)["questions"]
    assert [reason["option"] for reason in row["reasons"] if reason["rule"] == "unused"] == wrong[1:]
    # One answer less, and there is no verdict; the figures stay.
    path.write_text(table(rows[:-1]), encoding="utf-8")
    (row,) = view(path, "--items", exported)["questions"]
    assert (row["verdict"], row["reasons"], row["answers"]) == ("too few to say", [], 29)
    assert row["share"]["value"] == pytest.approx(14 / 29, abs=5e-5)
    assert "? Too few to say, with under 30 answers: 1 question." in run(path, "--items", exported).stdout


def test_one_learner_and_all_right(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("learner,q1,q2\nme,1,1\n", encoding="utf-8")
    told = view(path)
    assert (told["learners"], told["mean"], told["deviation"]) == (1, 1.0, None)
    assert told["reliability"] == {
        "name": "KR-20", "learners": 1, "tooFew": True, "value": None, "low": None, "high": None,
    }  # fmt: skip
    assert told["questions"][0]["discrimination"] == {"value": None, "low": None, "high": None}
    assert told["questions"][0]["uses"] is None
    path.write_text("learner,q1,q2\n" + "".join(f"s{number},1,1\n" for number in range(40)), encoding="utf-8")
    assert view(path)["reliability"]["value"] is None
    assert "KR-20: none." in run(path).stdout
    assert {row["verdict"] for row in view(path)["questions"]} == {"look at it"}


def test_what_a_file_holds_is_only_ever_text(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    nasty = [
        "=HYPERLINK(1)",
        "'=1+1",
        "\x1b[2J[bold]",
        "\u202eabc",
        "[Your Name]",
        "ñ ü α —",
        "الركبة",
        "x" * 300,
    ]
    rows = [["learner", "item", "response", "score"]]
    rows += [[text, text, text, str(number % 2)] for number, text in enumerate(nasty)]
    path.write_text(table(rows), encoding="utf-8")
    found = run(path)
    assert found.exit_code == 0
    assert all(line.isprintable() for line in found.stdout.splitlines())
    assert [row["uses"][0]["text"] for row in view(path)["questions"]] == [
        "=HYPERLINK(1)",
        "=1+1",
        *nasty[2:],
    ]


def test_results_of_exams(paper: list[Item], tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        session = Session(f"exam-{number}", tuple(paper[:4]), Kept([]), mode=Mode.EXAM)
        for place, item in enumerate(paper[:3]):
            if item.interaction == "choose-one":
                session.answer_at(place, (item.key + number) % len(item.options), 1_000)
        session.submit()
        path = tmp_path / f"{number}.json"
        made = result(
            session, started_at="2026-01-01T00:00:00+00:00", submitted_at="2026-01-01T00:10:00+00:00"
        )
        path.write_text(json.dumps(made), encoding="utf-8")
        paths.append(path)
    told = view(*paths, paths[0])
    assert (told["from"], told["learners"], told["answers"]) == ("exam results", 3, 12)
    assert told["leftOut"] == ["1 file of an exam that is there already."]
    assert [row["item"] for row in told["questions"]] == [item.id for item in paper[:4]]
    assert told["questions"][3]["leftOpen"] == 3


def test_wrong_usage(exported: Path, tmp_path: Path) -> None:
    table_path = tmp_path / "answers.csv"
    table_path.write_text("learner,q\na,1\n", encoding="utf-8")
    found = run(table_path, "--items", exported, "--bank-seed", 3)
    assert (found.exit_code, "one of the two" in found.stderr) == (2, True)
    for arguments in ((table_path, table_path), (tmp_path / "none.csv",), (tmp_path,)):
        assert isinstance(run(*arguments).exception, UnusableFileError)
    whole = exported.read_text("utf-8")
    for spoilt in ('{"items": [{}]}', whole.replace('"stem": "', '"stem": 5, "was": "'), "[]"):
        exported.write_text(spoilt, encoding="utf-8")
        failed = run(table_path, "--items", exported).exception
        assert isinstance(failed, UnusableFileError)
    exported.write_text(re.sub(r'"text": "[^"]*"', '"text": 5', whole), encoding="utf-8")
    assert "holds no questions" in str(run(table_path, "--items", exported).exception)
