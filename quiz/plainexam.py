"""An exam in line mode: no verdict before it is handed in, moving about, flags, and the time left."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from quiz.exam import TimeUpError, clock_face, left, numbered, open_places
from quiz.feedback import ended, feedback, in_words, score
from quiz.inwords import DISCLAIMER
from quiz.plain import ask, next_line
from quiz.typedline import advice, parse, prompt, unsure, word_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.learner.clock import Clock
    from quiz.session import Session

__all__ = ["WORDS", "sit"]

WORDS = {
    "q": "quit", "quit": "quit", "n": "next", "next": "next", "p": "previous", "previous": "previous",
    "g": "go", "go": "go", "f": "flag", "flag": "flag", "l": "list", "list": "list", "done": "done",
    "hand-in": "done", "help": "help",
}  # fmt: skip
HELP = (
    "n and p: the next and the previous question. g 5: go to question 5. f: flag a question, or take its "
    "flag away. l: what is open and flagged. done: hand in. q: leave; the time runs on. An answer that ends "
    "in ? counts as not sure. Where an answer is typed in words, put a colon before: :n, :done."
)
YES = ("y", "yes")


def sit(
    session: Session, *, resumed: bool, lines: TextIO, out: Callable[[str], None],
    timer: Callable[[], float], clock: Clock,
) -> bool:  # fmt: skip
    """Let the student take an exam; return whether it was handed in.

    `timer` gives seconds that only grow, `clock` the instant. When the time is over it hands itself in: an
    answer that comes later does not count. Raises `quiz.plain.InputEndedError` where `lines` ends too soon.
    """
    _open(session, out, clock, resumed=resumed)
    place = min(session.position, len(session.items) - 1)
    while not session.finished:
        try:
            moved = _at(place, session, lines, out, timer, clock)
        except TimeUpError as error:
            session.submit()
            out(f"{error}\n")
            break
        if moved is None:
            out(f"Left. {_kept(session)}\n")
            return False
        place = moved
    _tell(session, out)
    return True


def _open(session: Session, out: Callable[[str], None], clock: Clock, *, resumed: bool) -> None:
    number = len(session.items)
    questions = "question" if number == 1 else "questions"
    out(f"{'Going on with your exam' if resumed else 'An exam'} of {number} {questions}.\n")
    remaining = left(session, clock())
    if remaining is not None:
        out(f"Time left: {clock_face(remaining)}.\n")
    out("Nothing is said of an answer before you hand in: type done. Type help for more.\n")
    out(DISCLAIMER + "\n")


def _at(
    place: int, session: Session, lines: TextIO, out: Callable[[str], None],
    timer: Callable[[], float], clock: Clock,
) -> int | None:  # fmt: skip
    """Show the question at a place and do what is typed; return the place to go to, or None to leave."""
    item, number = session.items[place], len(session.items)
    ask(item, place + 1, number, out)
    given = session.answers.get(place)
    if given is not None:
        out(f"Your answer so far: {in_words(item, given.response)}\n")
    if place in session.flagged:
        out("Flagged.\n")
    started = timer()
    while True:
        line = next_line(_before(session, clock) + prompt(item), lines, out, _kept(session))
        if left(session, clock()) is not None and not left(session, clock()):
            raise TimeUpError
        word = word_of(item, line, WORDS)
        if word is None:
            typed, not_sure = unsure(line)
            response = parse(item, typed)
            if response is None:
                out(f"{advice(item)}\n")
                continue
            session.answer_at(place, response, round((timer() - started) * 1000), unsure=not_sure)
            out("Kept.\n")
            return _next_open(session, place)
        match word.name:
            case "quit":
                return None
            case "next":
                return min(place + 1, number - 1)
            case "previous":
                return max(place - 1, 0)
            case "go" if word.rest.isdecimal() and 0 < int(word.rest[:6]) <= number:
                return int(word.rest[:6]) - 1
            case "go":
                out(f"Please say which: g and a number from 1 to {number}.\n")
            case "flag":
                out("Flagged.\n" if session.flag(place) else "The flag is gone.\n")
            case "list":
                _list(session, out)
            case "done":
                if _sure(session, lines, out):
                    session.submit()
                return place
            case _:
                out(f"{HELP}\n")


def _before(session: Session, clock: Clock) -> str:
    remaining = left(session, clock())
    return "" if remaining is None else f"[{clock_face(remaining)}] "


def _next_open(session: Session, place: int) -> int:
    """Return the next place without an answer, from here round; this one where there is none."""
    open_now = open_places(session)
    return next((other for other in open_now if other > place), open_now[0] if open_now else place)


def _sure(session: Session, lines: TextIO, out: Callable[[str], None]) -> bool:
    open_now = open_places(session)
    if not open_now and not session.flagged:
        return True
    _list(session, out)
    answer = next_line("Hand in? What is open counts as wrong. y or n: ", lines, out, _kept(session))
    return answer.strip().casefold() in YES


def _list(session: Session, out: Callable[[str], None]) -> None:
    open_now = open_places(session)
    out(f"Open: {numbered(open_now)}. Flagged: {numbered(sorted(session.flagged))}.\n")


def _kept(session: Session) -> str:
    number = len(session.answers)
    answers = "1 answer is" if number == 1 else f"{number} answers are"
    return f"{answers} kept; myograph exam --plain goes on from here, and the time runs on."


def _tell(session: Session, out: Callable[[str], None]) -> None:
    out(f"\nHanded in. {score(session)}\n")
    for place, item in enumerate(session.items):
        answer = session.answers.get(place)
        if answer is None:
            out(f"\n{place + 1}. {item.stem}\nNot answered. {ended('The answer is ' + item.answer)}\n")
        else:
            told = feedback(item, answer)
            out(f"\n{place + 1}. {item.stem}\n{told.verdict}\n")
            for line in told.corrections:
                out(f"{line}\n")
        out("Why:\n")
        for line in item.explanation:
            out(f"  {line}\n")
