"""A session: the answer is kept before anything else happens, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from handmade import ALL, CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT
from keepers import Kept, Refusing

from quiz.feedback import Outcome, feedback, in_words, score, to_review
from quiz.grade import grade
from quiz.session import Answer, AnsweredElsewhereError, Session

if TYPE_CHECKING:
    from quiz.feedback import Feedback
    from quiz.grade import Response
    from quiz.item import Item

RIGHT: list[Response] = [1, (0, 2, 3), "gluteus medius", (2, 0, 1), (2, 0, 3, 1)]


def told(item: Item, response: Response) -> Feedback:
    graded = grade(item, response)
    return feedback(item, Answer(0, response, graded.score, graded.right, took_ms=0))


def test_a_session_from_first_to_last() -> None:
    kept: list[Answer] = []
    session = Session("s", (CHOOSE_ONE, CHOOSE_MANY, TEXT), Kept(kept))
    assert (session.position, session.current, session.finished) == (0, CHOOSE_ONE, False)
    session.answer(1, 1500)
    session.answer((0, 2), 10)
    session.answer("soleus", 20)
    assert session.finished
    assert session.current is None
    assert session.right == 1
    assert score(session) == "1 of 3 right, 1 partly."
    assert [item for item, _ in to_review(session)] == [CHOOSE_MANY, TEXT]
    assert kept == [session.answers[place] for place in range(3)]
    assert kept[1] == Answer(1, (0, 2), 2 / 3, correct=False, took_ms=10)
    with pytest.raises(IndexError):
        session.answer(0, 0)


def test_an_answer_that_cannot_be_kept_is_not_counted() -> None:
    session = Session("s", ALL, Refusing(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        session.answer(0, 0)
    assert session.answers == {}
    assert session.position == 0


def test_an_answer_given_elsewhere_is_taken_over() -> None:
    elsewhere = Answer(0, 0, 0.0, correct=False, took_ms=1)
    session = Session("s", ALL, Refusing(AnsweredElsewhereError({0: elsewhere})))
    with pytest.raises(AnsweredElsewhereError):
        session.answer(1, 0)
    assert session.answers == {0: elsewhere}


@pytest.mark.parametrize(
    ("item", "response"),
    [
        (CHOOSE_ONE, -1), (CHOOSE_ONE, 3), (CHOOSE_ONE, (0,)), (CHOOSE_ONE, "1"),
        (CHOOSE_MANY, ()), (CHOOSE_MANY, (0, 0)), (CHOOSE_MANY, (0, 5)), (CHOOSE_MANY, 0),
        (TEXT, ""), (TEXT, " …! "), (TEXT, 0),
        (MATCH, (0, 1)), (MATCH, (0, 0, 1)), (MATCH, "a1"),
        (ORDER, (0, 1, 2)), (ORDER, (0, 1, 2, 2)),
    ],
)  # fmt: skip
def test_a_response_of_another_form_is_refused_and_nothing_kept(item: Item, response: Response) -> None:
    kept: list[Answer] = []
    session = Session("s", (item,), Kept(kept))
    with pytest.raises(ValueError, match="not a response"):
        session.answer(response, 0)
    assert session.answers == {}
    assert kept == []


@pytest.mark.parametrize(("item", "response"), zip(ALL, RIGHT, strict=True))
def test_what_is_right_is_said_to_be_right_and_corrects_nothing(item: Item, response: Response) -> None:
    found = told(item, response)
    assert (found.outcome, found.verdict, found.corrections) == (Outcome.RIGHT, "Right.", ())
    assert found.why == item.explanation


def test_feedback_begins_with_the_chosen_option() -> None:
    found = told(CHOOSE_ONE, 2)
    assert found.verdict == "Wrong. The answer is 2: superior gluteal nerve."
    assert found.others == (
        "Your answer 3, femoral nerve, is wrong: It supplies the quadriceps.",
        "Option 1, inferior gluteal nerve, is wrong: It supplies gluteus maximus.",
    )


def test_of_many_it_is_said_what_was_missed_and_what_was_wrong() -> None:
    found = told(CHOOSE_MANY, (0, 1, 3))
    assert found.outcome is Outcome.PARTLY
    assert found.verdict == "Partly right: 1 of 3 points."
    assert found.corrections == ("Missed: 3, gluteus minimus.", "Wrong: 2, gluteus maximus.")
    assert found.others == (
        "Your answer 2, gluteus maximus, is wrong: The inferior gluteal nerve supplies it.",
        "You missed 3, gluteus minimus: The nerve supplies gluteus minimus.",
        "Option 5, piriformis, is wrong: The nerve to piriformis supplies it.",
    )


def test_as_many_wrong_ones_as_right_ones_are_worth_nothing() -> None:
    found = told(CHOOSE_MANY, (0, 1))
    assert (found.outcome, found.verdict) == (Outcome.WRONG, "Wrong: 0 of 3 points.")


def test_forgiven_letters_are_spelled_out() -> None:
    assert told(TEXT, "Glutaeus medias").verdict == "Right. It is spelled gluteus medius."
    assert told(TEXT, "the GLUTEUS  médius!").verdict == "Right."


def test_a_word_that_is_close_is_told_that_it_is() -> None:
    assert told(TEXT, "gluteal muscles").verdict == (
        "Partly right. The answer is gluteus medius. That is a part of it, or has it as a part."
    )


def test_what_is_claimed_as_well_is_never_told_to_be_wrong() -> None:
    assert told(TEXT, "gluteus minimus").verdict == (
        "Partly right. The answer is gluteus medius. That is claimed as well, but is not the one asked for."
    )


def test_of_what_the_letters_rule_out_it_is_said_that_they_do() -> None:
    assert told(replace(TEXT, ruled_out=("piriformis",)), "piriformis").verdict == (
        "Wrong. The answer is gluteus medius. That is claimed as well, but the letters shown rule it out."
    )


def test_a_wrong_word_is_told_the_answer_and_its_other_names() -> None:
    found = told(TEXT, "gluteus maximus")
    assert found.verdict == "Wrong. The answer is gluteus medius."
    assert found.corrections == ("Also right: glute med.",)


def test_of_a_wrong_row_it_is_said_what_belongs_there_and_where_the_option_belongs() -> None:
    found = told(MATCH, (0, 2, 1))
    assert found.verdict == "Partly right: 1 of 3 points."
    assert found.corrections == (
        (
            "a, gluteus maximus: the answer is 3, inferior gluteal nerve. "
            "You gave 1, superior gluteal nerve, which belongs to b, gluteus medius."
        ),
        (
            "b, gluteus medius: the answer is 1, superior gluteal nerve. "
            "You gave 3, inferior gluteal nerve, which belongs to a, gluteus maximus."
        ),
    )
    # What was right comes last.
    assert found.others[-1] == "The femoral nerve supplies rectus femoris."


def test_of_a_wrong_order_the_right_one_is_said() -> None:
    found = told(ORDER, (2, 0, 1, 3))
    assert found.verdict == "Partly right: 1 of 3 points."
    assert found.corrections == (
        (
            "The right order is 3, weak gluteus medius; then 1, pelvic drop; then 4, knee valgus; "
            "then 2, knee pain."
        ),
    )


@pytest.mark.parametrize("response", [(2, 0, 3, 1), (1, 3, 0, 2)])
def test_nothing_is_said_twice(response: Response) -> None:
    """Two options of a chain may rest on one step, and the explanation may have said it already."""
    assert told(ORDER, response).others.count("Weakness lets the pelvis drop.") == 1
    said = replace(ORDER, explanation=("Weakness lets the pelvis drop.",))
    assert "Weakness lets the pelvis drop." not in told(said, response).others


@pytest.mark.parametrize(("item", "response"), zip(ALL, RIGHT, strict=True))
def test_a_right_response_reads_like_the_answer(item: Item, response: Response) -> None:
    assert in_words(item, response) == item.answer


def test_the_students_own_answer_in_words() -> None:
    assert in_words(CHOOSE_MANY, (1, 4)) == "gluteus maximus; piriformis"
    assert in_words(TEXT, "[b]soleus") == "[b]soleus"
    assert in_words(MATCH, (0, 1, 2)) == (
        "gluteus maximus: superior gluteal nerve; gluteus medius: femoral nerve; "
        "rectus femoris: inferior gluteal nerve"
    )
    assert in_words(ORDER, (0, 1, 2, 3)) == "pelvic drop → knee pain → weak gluteus medius → knee valgus"


def test_a_hint_is_told_with_the_verdict() -> None:
    graded = Answer(0, 1, 0.5, correct=True, took_ms=0, hinted=True)
    assert feedback(CHOOSE_ONE, graded).verdict == "Right, with a hint: it counts half."
    partly = Answer(0, (0, 2), 1 / 3, correct=False, took_ms=0, hinted=True)
    assert feedback(CHOOSE_MANY, partly).verdict == "Partly right: 1 of 3 points."
