"""The quiz of what the learner's own answers ask for, the exam and the plan, from the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from quiz.entry import main
from quiz.learner.clock import now
from quiz.learner.log import AnswerLog
from quiz.settings import Settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data and settings of their own."""
    monkeypatch.setenv("MYOGRAPH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MYOGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str, lines: str = ""
) -> tuple[int, str, str]:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return int(ended.value.code or 0), out, err


class Runs:
    """Runs the command with lines to read."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: str, lines: str = "") -> tuple[int, str, str]:
        return run(self._capsys, self._monkeypatch, *arguments, lines=lines)


@pytest.fixture
def myograph(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(capsys, monkeypatch)


def test_mistakes_ask_again_what_was_wrong_until_it_is_right(myograph: Runs, places: Path) -> None:
    code, _, err = myograph("quiz", "--mistakes", "--plain")
    assert (code, "There is no mistake to go over" in err) == (1, True)
    # Of four options, one of two seeds' first answers is wrong for certain somewhere in ten.
    myograph("quiz", "--plain", "--type", "choose-object", "--seed", "1", "-n", "10", lines="1\n" * 11)
    log = AnswerLog(places / "data", now)
    wrong = log.last_wrong()
    assert 0 < len(wrong) <= 10
    code, out, _ = myograph("quiz", "--mistakes", "--plain", "-n", "10", lines="")
    assert f"A quiz of {len(wrong)} question" in out
    session = log.unfinished(None)
    assert session is not None
    assert {item.claims[0] for item in session.items} == set(wrong)


def test_a_drill_on_two_things_asks_what_tells_them_apart(
    myograph: Runs, places: Path, graph: KnowledgeGraph
) -> None:
    code, _, _ = myograph("quiz", "--contrast", "gluteus medius", "Gluteus Maximus", "--plain", lines="q\n")
    assert code == 0
    log = AnswerLog(places / "data", now)
    session = log.unfinished()
    assert session is not None
    assert len(session.items) >= 3
    for item in session.items:
        claims = [graph.claim(name) for name in item.claims]
        ends = {end for claim in claims for end in (claim.subject, claim.object)}
        assert {"gluteus-medius", "gluteus-maximus"} & ends, item.stem
    code, _, err = myograph("quiz", "--contrast", "gluteus medius", "gluteus maximum", "--plain")
    assert (code, "Did you mean" in err) == (1, True)


def test_a_retry_begins_from_the_summary(myograph: Runs, places: Path) -> None:
    lines = "1\n" * 5 + "r\n" + "q\n"
    _, out, _ = myograph("quiz", "--plain", "--type", "choose-object", "--seed", "1", "-n", "5", lines=lines)
    assert "To be asked these again, type r" in out
    assert out.count("A quiz of") == 2


def test_words_in_a_quiz(myograph: Runs, places: Path) -> None:
    lines = "help\nh\nreport\nreport the stem misleads\nsuspend\n1?\nu\n2\nq\n"
    code, out, _ = myograph(
        "quiz", "--plain", "--type", "choose-object", "--seed", "1", "-n", "3", lines=lines
    )
    assert code == 0
    for told in (
        "h: a hint, at half the points.", "A right answer now counts half.",
        "Please say what is wrong: report WHY",
        "Noted on the claim", "It will not be asked again", "The last answer is taken back.",
    ):  # fmt: skip
        assert told in out
    log = AnswerLog(places / "data", now)
    session = log.unfinished(None)
    assert session is not None
    assert [answer.response for answer in session.answers.values()] == [1]
    assert session.answers[0].hinted
    assert [words for _, words, _ in log.reports()] == ["the stem misleads"]
    claim = session.items[0].claims[0]
    assert log.suspended() == {claim}
    _, out, _ = myograph("quiz", "--plain", "--new", "--type", "choose-object", "--seed", "1", "-n", "3")
    fresh = log.unfinished(None)
    assert fresh is not None
    assert all(claim not in item.claims for item in fresh.items)


def test_today_asks_what_the_plan_tells_and_says_when_it_is_done(myograph: Runs, places: Path) -> None:
    (places / "config").mkdir()
    (places / "config" / "settings.yaml").write_text("answers_per_day: 3\n")
    _, out, _ = myograph("plan", "--json")
    first = json.loads(out)["first"]
    assert len(first) == 3
    _, out, _ = myograph("quiz", "--today", "--plain", lines="1\nx\nx\nx\n" * 3)
    assert "A quiz of 3 questions." in out
    log = AnswerLog(places / "data", now)
    for session in [log.unfinished(None)]:
        while session is not None and session.current is not None:
            response = session.current.key if session.current.options else session.current.accept[0]
            session.answer(response, 10)
    code, _, err = myograph("quiz", "--today", "--plain")
    assert (code, "Today's 3 answers are given. For more: myograph quiz --today -n 10" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["quiz", "--today", "--mistakes"], "--mistakes does not go with --today"),
        (["quiz", "--contrast", "soleus", "soleus"], "takes two different things"),
        (["quiz", "--mistakes", "--course", "x.yaml"], "--course does not go with --mistakes"),
        (["quiz", "--today", "--topic", "hip"], "--topic does not go with --today"),
        (["quiz", "--mistakes", "--level", "apply"], "--level does not go with --mistakes"),
        (["plan", "--exam-date", "soon"], "“soon” is no date: write year, month and day"),
        (["plan", "--exam-date", "2020-01-01"], "The exam should be after today"),
        (["plan", "--answers-per-day", "0"], "0 is not in the range"),
        (["exam", "--extra-time", "2"], "'2' is not one of"),
        (["exam", "--minutes", "nan"], "--minutes is a number of minutes"),
        (["exam", "-n", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_is_told(myograph: Runs, arguments: list[str], told: str) -> None:
    code, _, err = myograph(*arguments)
    assert code == 2
    assert told in err


def test_a_result_that_could_not_be_written_is_told_before_the_exam(myograph: Runs) -> None:
    code, out, err = myograph("exam", "-o", "/no/such/folder/result.json", "--plain")
    assert (code, out) == (3, "")
    assert "/no/such/folder/result.json cannot be written: its folder does not exist." in err


def test_a_plan_with_an_exam_date(myograph: Runs) -> None:
    exam = (now().date() + timedelta(days=30)).isoformat()
    code, out, _ = myograph("plan", "--exam-date", exam, "--answers-per-day", "10")
    assert code == 0
    assert f"Exam on {exam}" in out
    assert "Not all fit:" in out
    assert "For all of them, it takes about" in out
    assert "Expected on the day, as far as can be told:" in out
    _, out, _ = myograph("plan", "--exam-date", exam, "--answers-per-day", "10", "--json")
    view = json.loads(out)
    assert view["fits"] is False
    assert view["reached"] < view["claims"]
    assert view["expectedLow"] < view["expectedRecall"] < view["expectedHigh"]
    assert view["answersPerDayNeeded"] > 10


def test_a_plan_for_a_course_asks_its_topics_alone(myograph: Runs, places: Path) -> None:
    course = places / "course.yaml"
    course.write_text("title: Thigh\nexam_date: 2036-02-14\ntopics:\n- topic: sartorius\n  weight: 2\n")
    _, out, _ = myograph("plan", "--course", str(course), "--json")
    view = json.loads(out)
    assert 0 < view["claims"] < 60
    assert view["examDate"] == "2036-02-14"
    assert view["fits"]


def test_an_exam_from_the_command_line_with_its_result_file(myograph: Runs, places: Path) -> None:
    target = places / "result.json"
    answers = ["exam", "--plain", "-n", "3", "--type", "choose-object", "--seed", "1", "-o", str(target)]
    code, out, err = myograph(*answers, "--minutes", "10", "--extra-time", "1.5", lines="1\n1\n1\ndone\n")
    assert code == 0
    assert "Time left: 15:00." in out
    assert "Handed in." in out
    assert f"The result is in {target}" in err
    view = json.loads(target.read_text("utf-8"))
    assert view["format"] == "myograph-exam-result"
    assert len(view["items"]) == view["questions"] == 3
    assert view["startedAt"] < view["submittedAt"]


def test_an_exam_that_is_left_writes_no_result_and_is_gone_on_with(myograph: Runs, places: Path) -> None:
    target = places / "result.json"
    answers = ["exam", "--plain", "-n", "3", "--type", "choose-object", "--seed", "1", "-o", str(target)]
    _, _, err = myograph(*answers, lines="1\nq\n")
    assert "not handed in yet: no result was written" in err
    assert not target.exists()
    _, out, _ = myograph(*answers, lines="1\n1\ndone\n")
    assert "Going on with your exam of 3 questions" in out
    assert target.exists()
    target.unlink()
    _, _, err = myograph(*answers, lines="q\n")
    assert "not handed in yet: no result was written" in err, "the earlier exam is not taken for this one"
    assert not target.exists()


def test_an_exam_that_was_left_is_gone_on_with_without_its_options(myograph: Runs) -> None:
    myograph("exam", "--plain", "-n", "3", "--seed", "1", "--minutes", "30", lines="q\n")
    _, out, _ = myograph("exam", "--plain", lines="q\n")
    assert "Going on with your exam of 3 questions" in out
    _, out, _ = myograph("exam", "--plain", "-n", "4", lines="q\n")
    assert "An exam of 4 questions" in out
    _, out, _ = myograph("quiz", "--plain", lines="q\n")
    assert "A quiz of 10 questions" in out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rollover_hours: 4\n", "rollover_hour"),
        ("rollover_hour: 24\n", "whole number from 0 to 23"),
        ("answers_per_day: many\n", "whole number from 1 to 500"),
        ("exam_date: tomorrow\n", "is no date"),
        ("- a list\n", "settings"),
        ("a: [1\n", "settings.yaml"),
    ],
)
def test_settings_that_are_not_in_order_are_told(myograph: Runs, places: Path, text: str, told: str) -> None:
    (places / "config").mkdir()
    (places / "config" / "settings.yaml").write_text(text)
    code, _, err = myograph("plan")
    assert code == 3
    assert told in err


def test_settings_are_the_usual_ones_where_nothing_is_set(places: Path) -> None:
    assert read_settings() == Settings()
    (places / "config").mkdir()
    (places / "config" / "settings.yaml").write_text("rollover_hour: 0\nexam_date: 2027-02-14\n")
    assert read_settings() == Settings(0, 20, date(2027, 2, 14))
