"""An exam: answers may be changed until it is handed in; time runs on; the result says everything."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_ONE, TEXT
from hypothesis import given
from hypothesis import strategies as st

from quiz.exam import clock_face, left, open_places, result
from quiz.learner.log import AnswerLog
from quiz.plain import InputEndedError
from quiz.plainexam import sit
from quiz.session import Mode, NothingToUndoError, Session

if TYPE_CHECKING:
    from pathlib import Path

START = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
ITEMS = [replace(CHOOSE_ONE, id=f"item-{place}", claims=(f"claim-{place}",)) for place in range(3)]
RIGHT = CHOOSE_ONE.key
WRONG = (RIGHT + 1) % 3


class Watch:
    """A clock that moves when it is told to, and by `step` each time that it is looked at."""

    def __init__(self, step: float = 0) -> None:
        self.instant, self.step = START, timedelta(seconds=step)

    def __call__(self) -> datetime:
        self.instant += self.step
        return self.instant


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def log(tmp_path: Path, watch: Watch) -> AnswerLog:
    return AnswerLog(tmp_path, watch)


def begin(log: AnswerLog, minutes: float | None = 3) -> Session:
    deadline = None if minutes is None else START + timedelta(minutes=minutes)
    return log.start("exam", ITEMS, "{}", mode=Mode.EXAM, deadline=deadline)


def typed(session: Session, lines: str, watch: Watch) -> str:
    printed: list[str] = []
    sit(session, resumed=False, lines=io.StringIO(lines), out=printed.append, timer=lambda: 0.0, clock=watch)
    return "".join(printed)


def test_an_answer_may_be_changed_and_the_last_one_counts(log: AnswerLog) -> None:
    session = begin(log)
    session.answer_at(1, WRONG, 5)
    session.answer_at(1, RIGHT, 7)
    again = log.unfinished(mode=Mode.EXAM)
    assert again is not None
    assert again.answers == session.answers
    assert again.answers[1].correct
    memories = log.memories()
    assert memories["claim-1"].memory.answers == 1, "the answer that was changed counts for nothing"
    assert memories["claim-1"].memory.right == 1


def test_an_exam_is_finished_when_it_is_handed_in_and_not_before(log: AnswerLog) -> None:
    session = begin(log)
    for place in range(3):
        session.answer_at(place, RIGHT, 0)
    assert not session.finished
    assert log.unfinished(mode=Mode.EXAM) is not None
    session.submit()
    assert session.finished
    assert log.unfinished(mode=Mode.EXAM) is None
    kept = log.last_exam()
    assert kept is not None
    assert (kept.submitted, kept.right) == (True, 3)


def test_what_was_handed_in_is_not_taken_back(log: AnswerLog) -> None:
    session = begin(log)
    session.answer_at(0, RIGHT, 0)
    session.submit()
    with pytest.raises(NothingToUndoError):
        session.undo()
    with pytest.raises(NothingToUndoError):
        log.undo()


def test_an_exam_is_no_quiz_to_go_on_with(log: AnswerLog) -> None:
    begin(log)
    assert log.unfinished() is None


def test_flags_are_kept(log: AnswerLog) -> None:
    session = begin(log)
    assert session.flag(2)
    assert session.flag(0)
    assert not session.flag(2)
    again = log.unfinished(mode=Mode.EXAM)
    assert again is not None
    assert again.flagged == {0}


def test_nothing_is_said_of_an_answer_before_the_end(log: AnswerLog, watch: Watch) -> None:
    told = typed(begin(log), f"{WRONG + 1}\n{RIGHT + 1}\n{RIGHT + 1}\ndone\n", watch)
    before, after = told.split("Handed in.")
    assert "Wrong" not in before
    assert "Why" not in before
    assert before.count("Kept.") == 3
    assert after.startswith(" 2 of 3 right.")
    assert after.count("Why:") == 3


def test_moving_about_flagging_and_handing_in_with_open_questions(log: AnswerLog, watch: Watch) -> None:
    session = begin(log)
    told = typed(session, f"n\nf\ng 1\n{RIGHT + 1}\nl\ndone\nn\ng 9\ndone\ny\n", watch)
    assert "Open: 2, 3. Flagged: 2." in told
    assert "Please say which: g and a number from 1 to 3." in told
    assert "Handed in. 1 of 3 right." in told
    assert told.count("Not answered. The answer is") == 2
    assert session.flagged == {1}


def test_an_answer_after_the_end_of_the_time_does_not_count(log: AnswerLog) -> None:
    watch = Watch(step=40)
    session = begin(log, minutes=3)
    told = typed(session, f"{RIGHT + 1}\n{RIGHT + 1}\n{RIGHT + 1}\n", watch)
    assert "The time is over. What you answered until now counts." in told
    assert session.submitted
    assert len(session.answers) < 3


def test_the_time_runs_on_while_the_exam_is_left(log: AnswerLog, watch: Watch) -> None:
    session = begin(log)
    assert "Left. 1 answer is kept" in typed(session, f"{RIGHT + 1}\nq\n", watch)
    watch.instant += timedelta(minutes=2)
    again = log.unfinished(mode=Mode.EXAM)
    assert again is not None
    assert left(again, watch()) == timedelta(minutes=1)
    watch.instant += timedelta(minutes=2)
    assert left(again, watch()) == timedelta()
    assert "The time is over" in typed(again, f"{RIGHT + 1}\n", watch)


def test_the_end_of_the_input_leaves_the_exam(log: AnswerLog, watch: Watch) -> None:
    session = begin(log)
    with pytest.raises(InputEndedError, match="1 answer is kept; myograph exam --plain goes on"):
        typed(session, f"{RIGHT + 1}\n", watch)
    assert not session.submitted


def test_where_an_answer_is_typed_a_word_needs_its_colon(log: AnswerLog, watch: Watch) -> None:
    session = log.start("text", [TEXT, TEXT], "{}", mode=Mode.EXAM)
    told = typed(session, "done\n:p\n:done\ny\n", watch)
    assert session.answers[0].response == "done"
    assert "Handed in. 0 of 2 right." in told


def test_the_result_holds_each_question_with_its_answer(log: AnswerLog) -> None:
    session = begin(log)
    session.answer_at(0, RIGHT, 11, unsure=True)
    session.answer_at(2, WRONG, 12)
    session.flag(2)
    session.submit()
    view = result(session, started_at="a", submitted_at="b")
    assert (view["questions"], view["answered"], view["right"], view["points"]) == (3, 2, 1, 1.0)
    rows = view["items"]
    assert [row["position"] for row in rows] == [1, 2, 3]
    assert [row["correct"] for row in rows] == [True, False, False]
    assert [row["answered"] for row in rows] == [True, False, True]
    assert [row["flagged"] for row in rows] == [False, False, True]
    assert rows[0]["unsure"]
    assert rows[0]["claim"].endswith("/claim/claim-0")
    assert rows[2]["responseInWords"] == CHOOSE_ONE.options[WRONG].text


@given(st.timedeltas(timedelta(), timedelta(hours=10)))
def test_the_clock_shows_no_less_than_is_left_and_zero_only_at_the_end(time: timedelta) -> None:
    face = clock_face(time)
    minutes, _, rest = face.partition(":")
    shown = timedelta(minutes=int(minutes), seconds=int(rest))
    assert timedelta() <= shown - time < timedelta(seconds=1)
    assert (face == "0:00") == (time == timedelta())


def test_without_an_end_there_is_no_time_left_to_tell(log: AnswerLog, watch: Watch) -> None:
    session = begin(log, minutes=None)
    assert left(session, watch()) is None
    assert open_places(session) == [0, 1, 2]
