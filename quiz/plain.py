"""Line mode: the same session one line at a time, for screen readers, pipes and small terminals.

No colour, no drawing, no cursor movement: each line can be read aloud as it comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from kg.errors import MyographError
from quiz.feedback import ROW_LETTERS, ended, feedback, score, to_review
from quiz.inwords import DISCLAIMER
from quiz.item import Interaction
from quiz.session import AnsweredElsewhereError, NothingToUndoError
from quiz.typedline import advice, parse, prompt, unsure, word_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.session import Session
    from quiz.typedline import Word

__all__ = ["WORDS", "InputEndedError", "Marker", "again", "ask", "next_line", "play"]

# What a student may type beside an answer, long and short.
WORDS = {
    "q": "quit", "quit": "quit", "h": "hint", "hint": "hint", "u": "undo", "undo": "undo",
    "suspend": "suspend", "report": "report", "help": "help",
}  # fmt: skip
HELP = (
    "h: a hint, at half the points. u: take the last answer back. An answer that ends in ? counts as not "
    "sure. suspend: do not ask this again. report WHY: say that a question is wrong. q: stop. Where an "
    "answer is typed in words, put a colon before: :h, :u."
)
MARKED = {
    "suspended": "It will not be asked again, until you say myograph suspend --resume {claim}.",
    "reported": "Noted on the claim {claim}. Thank you.",
}


class InputEndedError(MyographError):
    """The input came to its end before the quiz did; what was answered is kept."""


class Marker(Protocol):
    """Keeps a word on a claim."""

    def __call__(self, claim: str, kind: str, words: str = "") -> None:
        """Keep that the claim is `suspended` or `reported`."""


def play(
    session: Session,
    *,
    resumed: bool,
    lines: TextIO,
    out: Callable[[str], None],
    timer: Callable[[], float],
    mark: Marker = lambda claim, kind, words="": None,
) -> None:
    """Ask the session's open questions on `out` and read the answers from `lines`.

    `timer` gives seconds that only grow; `mark` keeps a word on a claim. Raises `InputEndedError` where
    `lines` ends too soon.
    """
    number = len(session.items)
    if resumed:
        out(f"Going on with your quiz at question {session.position + 1} of {number}.\n")
    else:
        out(f"A quiz of {number} {'question' if number == 1 else 'questions'}.\n")
    out("Answer as each question says, or type q to stop, or help. Each answer is kept as you give it.\n")
    out(DISCLAIMER + "\n")
    while (item := session.current) is not None:
        ask(item, session.position + 1, number, out)
        if not _answer(item, session, lines, out, timer, mark):
            out(f"Stopped. {_kept(session)}\n")
            return
    _summary(session, out)


def _answer(
    item: Item,
    session: Session,
    lines: TextIO,
    out: Callable[[str], None],
    timer: Callable[[], float],
    mark: Marker,
) -> bool:
    """Read lines until the item is answered or another is to be asked; return False to stop."""
    started = timer()
    while True:
        line = next_line(prompt(item), lines, out, _kept(session))
        word = word_of(item, line, WORDS)
        if word is not None and word.name == "quit":
            return False
        if word is not None:
            if _obey(word, item, session, out, mark):
                return True
            continue
        typed, not_sure = unsure(line)
        response = parse(item, typed)
        if response is None:
            out(f"{advice(item)}\n")
            continue
        _take(item, session, response, round((timer() - started) * 1000), out, not_sure=not_sure)
        return True


def _obey(word: Word, item: Item, session: Session, out: Callable[[str], None], mark: Marker) -> bool:
    """Do what a word says; return whether another question comes next."""
    claim = item.claims[0]
    match word.name:
        case "hint":
            out(f"{ended(session.hint(session.position))} A right answer now counts half.\n")
        case "undo":
            try:
                session.undo()
            except NothingToUndoError as error:
                out(f"{error}\n")
            else:
                out("The last answer is taken back.\n")
                return True
        case "suspend":
            mark(claim, "suspended")
            out(MARKED["suspended"].format(claim=claim) + "\n")
        case "report" if word.rest:
            mark(claim, "reported", word.rest)
            out(MARKED["reported"].format(claim=claim) + "\n")
        case "report":
            out("Please say what is wrong: report WHY\n")
        case _:
            out(f"{HELP}\n")
    return False


def _take(
    item: Item,
    session: Session,
    response: Response,
    took_ms: int,
    out: Callable[[str], None],
    *,
    not_sure: bool,
) -> None:
    """Keep an answer, then tell of it."""
    try:
        answer = session.answer(response, took_ms, unsure=not_sure)
    except AnsweredElsewhereError as error:
        out(f"{error}\n")
        return
    told = feedback(item, answer)
    for line in (told.verdict, *told.corrections):
        out(f"{line}\n")
    out("Why:\n")
    for line in (*told.why, *told.others):
        out(f"  {line}\n")


def ask(item: Item, place: int, number: int, out: Callable[[str], None]) -> None:
    """Ask an item, the `place`th of so many."""
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


def next_line(before: str, lines: TextIO, out: Callable[[str], None], kept: str) -> str:
    """Return the next line. Raises `InputEndedError`, saying what is `kept`, where there is none."""
    out(before)
    line = lines.readline()
    if not line:
        out("\n")
        raise InputEndedError(f"The input ended before the quiz did. {kept}")
    return line


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


def again(session: Session, lines: TextIO, out: Callable[[str], None]) -> list[str]:
    """Return the claims of what was missed where the student wants them asked again, else nothing."""
    missed = list(dict.fromkeys(item.claims[0] for item, _ in to_review(session)))
    if not missed or not session.finished:
        return []
    out("To be asked these again, type r; to end, press Enter: ")
    # At the end of the input nobody is there to be asked.
    wanted = lines.readline().strip().casefold() in ("r", ":r", "retry")
    if not wanted:
        out("\n")
    return missed if wanted else []
