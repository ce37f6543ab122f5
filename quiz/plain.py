"""Line mode: the same session one line at a time, for screen readers, pipes and small terminals.

No colour, no drawing, no cursor movement: each line can be read aloud as it comes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TextIO

from kg.errors import MyographError
from quiz.feedback import DISCLAIMER, ROW_LETTERS, ended, feedback, score, to_review
from quiz.grade import is_response
from quiz.item import Interaction
from quiz.limits import MAX_TYPED
from quiz.session import AnsweredElsewhereError

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.session import Session

__all__ = ["InputEndedError", "parse", "play"]

STOP = ("q", "quit")
# Where an answer is typed in words, the shortest of them alone stops.
STOP_TEXT = ("q",)


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
    out("Answer as each question says, or type q to stop. Each answer is kept as you give it.\n")
    out(DISCLAIMER + "\n")
    while (item := session.current) is not None:
        _ask(item, session.position + 1, number, out)
        started = timer()
        response = _read(item, session, lines, out)
        if response is None:
            out(f"Stopped. {_kept(session)}\n")
            return
        try:
            answer = session.answer(response, round((timer() - started) * 1000))
        except AnsweredElsewhereError as error:
            out(f"{error}\n")
            continue
        told = feedback(item, answer)
        for line in (told.verdict, *told.corrections):
            out(f"{line}\n")
        out("Why:\n")
        for line in (*told.why, *told.others):
            out(f"  {line}\n")
    _summary(session, out)


def _ask(item: Item, place: int, number: int, out: Callable[[str], None]) -> None:
    out(f"\nQuestion {place} of {number}\n{item.stem}\n")
    if item.rows:
        for letter, row in zip(ROW_LETTERS, item.rows, strict=False):
            out(f"  {letter}. {row.text}\n")
        out("Give each letter one of these:\n")
    for place_of_option, option in enumerate(item.options, 1):
        out(f"  {place_of_option}. {option.text}\n")
    if item.interaction is Interaction.CHOOSE_MANY:
        out("Each right one is a point, each wrong one takes a point away.\n")
    if item.interaction is Interaction.TEXT:
        slips = "Small slips of spelling are forgiven. " if item.forgiven else ""
        out(f"{slips}To stop, type q alone.\n")


def _read(item: Item, session: Session, lines: TextIO, out: Callable[[str], None]) -> Response | None:
    """Return the student's response, or None where the student stops."""
    stop = STOP_TEXT if item.interaction is Interaction.TEXT else STOP
    prompt, advice = _prompt(item), _advice(item)
    while True:
        out(prompt)
        line = lines.readline()
        if not line:
            out("\n")
            raise InputEndedError(f"The input ended before the quiz did. {_kept(session)}")
        if line.strip().casefold() in stop:
            return None
        response = parse(item, line)
        if response is not None:
            return response
        out(f"{advice}\n")


def _prompt(item: Item) -> str:
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return f"Your answer, 1 to {len(item.options)}: "
        case Interaction.CHOOSE_MANY:
            return "Your answer, all that apply, such as 1 3: "
        case Interaction.TEXT:
            return "Type your answer: "
        case Interaction.MATCH:
            return f"Your answer, such as {_example_of_pairs(item)}: "
        case Interaction.ORDER:
            return f"Your answer, the numbers in order, such as {_example_of_order(item)}: "
    raise AssertionError(item.interaction)


def _advice(item: Item) -> str:
    last = len(item.options)
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return f"Please type a number from 1 to {last}, or q to stop."
        case Interaction.CHOOSE_MANY:
            return f"Please type numbers from 1 to {last}, such as 1 3, or q to stop."
        case Interaction.TEXT:
            return f"Please type your answer in at most {MAX_TYPED} letters, or q alone to stop."
        case Interaction.MATCH:
            return (
                f"Please give each letter from a to {ROW_LETTERS[len(item.rows) - 1]} a number of its own "
                f"from 1 to {last}, such as {_example_of_pairs(item)}, or type q to stop."
            )
        case Interaction.ORDER:
            return (
                f"Please type each number from 1 to {last} once, such as {_example_of_order(item)}, "
                "or q to stop."
            )
    raise AssertionError(item.interaction)


def _example_of_pairs(item: Item) -> str:
    numbers = [2, 1, *range(3, len(item.rows) + 1)]
    return " ".join(f"{letter}{number}" for letter, number in zip(ROW_LETTERS, numbers, strict=False))


def _example_of_order(item: Item) -> str:
    last = len(item.options)
    return " ".join(map(str, (last, *range(1, last))))


def parse(item: Item, line: str) -> Response | None:
    """Return the response that a typed line means, or None where it means none.

    Numbers may stand with spaces or commas between them or, where there are fewer than ten options, with
    nothing. A match may be given as pairs in any order (`a2 b1`) or as numbers in the order of the rows.
    """
    match item.interaction:
        case Interaction.TEXT:
            response: Response | None = _parse_text(line)
        case Interaction.MATCH:
            response = _parse_match(item, line)
        case _:
            response = _parse_places(item, line)
            if response is not None and item.interaction is Interaction.CHOOSE_MANY:
                response = tuple(sorted(set(response)))
            elif response is not None and item.interaction is Interaction.CHOOSE_ONE:
                response = response[0] if len(response) == 1 else None
    return response if response is not None and is_response(item, response) else None


def _parse_text(line: str) -> str | None:
    typed = " ".join(line.split())
    unprintable = any(unicodedata.category(char) in ("Cc", "Cs") for char in typed)
    return None if unprintable or len(typed) > MAX_TYPED else typed


_BETWEEN = re.compile(r"[\s,;.]+")
_PAIR = re.compile(r"([a-z])[-:=)]?([0-9]+)")


def _parse_match(item: Item, line: str) -> tuple[int, ...] | None:
    written = _BETWEEN.sub("", line.casefold())
    if not re.fullmatch(f"({_PAIR.pattern})+", written):
        return _parse_places(item, line)
    pairs = _PAIR.findall(written)
    given = {ROW_LETTERS.index(letter): _place(number) for letter, number in pairs}
    complete = len(pairs) == len(given) and sorted(given) == list(range(len(item.rows)))
    return tuple(given[row] for row in sorted(given)) if complete else None


def _parse_places(item: Item, line: str) -> tuple[int, ...] | None:
    words = [word for word in _BETWEEN.split(line) if word]
    if not words or not all(re.fullmatch("[0-9]+", word) for word in words):
        return None
    if len(item.options) < 10:
        words = list("".join(words))
    return tuple(map(_place, words))


def _place(number: str) -> int:
    # Nobody has options enough for five digits, and Python refuses to read thousands of them.
    return int(number[:4]) - 1


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
            out(f"  {item.stem} {ended(item.answer)}\n")
