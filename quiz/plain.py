"""Line mode: the same session one line at a time, for screen readers, pipes and small terminals.

No colour, no drawing, no cursor movement: each line can be read aloud as it comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from kg.errors import MyographError
from quiz.feedback import DISCLAIMER, feedback, score, to_review
from quiz.session import AnsweredElsewhereError

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.item import Item
    from quiz.session import Session

__all__ = ["InputEndedError", "play"]

STOP = ("q", "quit")


class InputEndedError(MyographError):
    """The input came to its end before the quiz did; what was answered is kept."""


def play(
    session: Session, *, resumed: bool, lines: TextIO, out: Callable[[str], None], timer: Callable[[], float]
) -> None:
    """Ask the session's open questions on `out` and read the answers from `lines`.

    `timer` gives seconds that only grow. Raises `InputEndedError` where `lines` ends too soon.
    """
    number = len(session.items)
    if resumed:
        out(f"Going on with your quiz at question {session.position + 1} of {number}.\n")
    else:
        out(f"A quiz of {number} {'question' if number == 1 else 'questions'}.\n")
    out("Type the number of your answer, or q to stop. Each answer is kept as you give it.\n")
    out(DISCLAIMER + "\n")
    while (item := session.current) is not None:
        _ask(item, session.position + 1, number, out)
        started = timer()
        choice = _read_choice(item, session, lines, out)
        if choice is None:
            out(f"Stopped. {_kept(session)}\n")
            return
        try:
            answer = session.answer(choice, round((timer() - started) * 1000))
        except AnsweredElsewhereError as error:
            out(f"{error}\n")
            continue
        told = feedback(item, answer)
        out(f"{told.verdict}\n")
        out("Why:\n")
        for line in (*told.why, *told.others):
            out(f"  {line}\n")
    _summary(session, out)


def _ask(item: Item, place: int, number: int, out: Callable[[str], None]) -> None:
    out(f"\nQuestion {place} of {number}\n{item.stem}\n")
    for place_of_option, option in enumerate(item.options, 1):
        out(f"  {place_of_option}. {option.text}\n")


def _read_choice(item: Item, session: Session, lines: TextIO, out: Callable[[str], None]) -> int | None:
    """Return the chosen place, counted from 0, or None where the student stops."""
    last = len(item.options)
    while True:
        out(f"Your answer, 1 to {last}: ")
        line = lines.readline()
        if not line:
            out("\n")
            raise InputEndedError(f"The input ended before the quiz did. {_kept(session)}")
        word = line.strip().casefold()
        if word in STOP:
            return None
        if word.isascii() and word.isdigit() and 1 <= int(word[:4]) <= last:
            return int(word) - 1
        out(f"Please type a number from 1 to {last}, or q to stop.\n")


def _kept(session: Session) -> str:
    number = len(session.answers)
    answers = "1 answer is" if number == 1 else f"{number} answers are"
    return f"{answers} kept; the next quiz goes on from here."


def _summary(session: Session, out: Callable[[str], None]) -> None:
    out(f"\nDone. {score(session)}\n")
    wrong = to_review(session)
    if wrong:
        out("To look at again:\n")
        for item, _ in wrong:
            out(f"  {item.stem} {item.options[item.key].text}.\n")
