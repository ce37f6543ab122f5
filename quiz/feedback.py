"""What a student is told after an answer, as plain text for screen and line mode alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase
from typing import TYPE_CHECKING

from quiz.grade import CLAIMED_WORDS, CLOSE_WORDS, RULED_OUT_WORDS, grade
from quiz.item import Interaction
from quiz.session import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.session import Answer, Session

__all__ = [
    "ROW_LETTERS",
    "Feedback",
    "Outcome",
    "ended",
    "feedback",
    "follows",
    "in_words",
    "score",
    "to_review",
]

# What rows of a matching question are called; its options have numbers.
ROW_LETTERS = ascii_lowercase


class Outcome(StrEnum):
    """How an answer went. The value is the word for it."""

    RIGHT = "Right"
    PARTLY = "Partly right"
    WRONG = "Wrong"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is told, from the first thing to read to the last.

    `verdict` is the short of it; `corrections` say what should have stood where, for those who do not
    see the options marked; `why` is why the key is right; `others` are why each option is wrong, or was
    to be chosen, the student's own mistakes first.
    """

    outcome: Outcome
    verdict: str
    corrections: tuple[str, ...]
    why: tuple[str, ...]
    others: tuple[str, ...]


def feedback(item: Item, answer: Answer) -> Feedback:
    """Return what to tell the student about an answer. Options are numbered from 1, as shown."""
    outcome = _outcome(answer)
    return Feedback(
        outcome,
        _verdict(item, answer, outcome),
        () if answer.correct else tuple(_corrections(item, answer.response)),
        item.explanation,
        tuple(dict.fromkeys(_others(item, answer.response))),
    )


def _outcome(answer: Answer) -> Outcome:
    if answer.correct:
        return Outcome.RIGHT
    return Outcome.PARTLY if answer.score > 0 else Outcome.WRONG


def _verdict(item: Item, answer: Answer, outcome: Outcome) -> str:
    if outcome is Outcome.RIGHT:
        spelled = grade(item, answer.response).spelled
        right = "Right, with a hint: it counts half." if answer.hinted else "Right."
        return right if spelled is None else f"{right} It is spelled {spelled}."
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return ended(f"Wrong. The answer is {_named(item, item.key, ': ')}")
        case Interaction.TEXT:
            return ended(f"{outcome}. The answer is {item.accept[0]}") + _nearness(item, answer, outcome)
        case Interaction.CHOOSE_MANY:
            points = len(item.keys)
        case Interaction.MATCH:
            points = len(item.rows)
        case Interaction.ORDER:
            points = len(item.order) - 1
    return f"{outcome}: {_points(answer, points)} of {points} {'point' if points == 1 else 'points'}."


def _nearness(item: Item, answer: Answer, outcome: Outcome) -> str:
    """Return what a typed answer that is not right has to do with the right one."""
    claimed = grade(item, answer.response).claimed
    if outcome is Outcome.PARTLY:
        return f" {CLAIMED_WORDS if claimed else CLOSE_WORDS}"
    return f" {RULED_OUT_WORDS}" if claimed else ""


def _points(answer: Answer, of: int) -> str:
    """Return the points of an answer; after a hint there may be half ones."""
    return f"{round(2 * answer.score * of) / 2:g}"


def _corrections(item: Item, response: Response) -> Iterator[str]:
    match item.interaction:
        case Interaction.TEXT if len(item.accept) > 1:
            yield ended("Also right: " + "; ".join(item.accept[1:]))
        case Interaction.CHOOSE_MANY:
            chosen = _places(response)
            missed = [_named(item, place) for place in item.keys if place not in chosen]
            wrong = [_named(item, place) for place in chosen if place not in item.keys]
            if missed:
                yield ended("Missed: " + "; ".join(missed))
            if wrong:
                yield ended("Wrong: " + "; ".join(wrong))
        case Interaction.MATCH:
            yield from _mismatches(item, _places(response))
        case Interaction.ORDER:
            yield ended("The right order is " + "; then ".join(_named(item, place) for place in item.order))
        case _:
            pass


def _mismatches(item: Item, response: tuple[int, ...]) -> Iterator[str]:
    """Say of each wrong row what belongs there, and where the option given to it belongs."""
    names = {row.key: f"{letter}, {row.text}" for letter, row in zip(ROW_LETTERS, item.rows, strict=False)}
    for row, place in zip(item.rows, response, strict=True):
        if place != row.key:
            yield ended(
                f"{names[row.key]}: the answer is {_named(item, row.key)}. "
                f"You gave {_named(item, place)}, which belongs to {names[place]}"
            )


def _others(item: Item, response: Response) -> Iterator[str]:
    """Yield the words on each option that the explanation does not already cover."""
    options = item.options
    match item.interaction:
        case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
            chosen = _places(response)
            wrong = [place for place, option in enumerate(options) if not option.correct]
            for place in wrong:
                if place in chosen:
                    yield f"Your answer {_judged(item, place)}"
            if item.interaction is Interaction.CHOOSE_MANY:
                for place in item.keys:
                    if place not in chosen:
                        yield f"You missed {_named(item, place)}: {options[place].why}"
            for place in wrong:
                if place not in chosen:
                    yield f"Option {_judged(item, place)}"
        case Interaction.MATCH | Interaction.ORDER:
            mistaken = set(_mistaken(item, _places(response)))
            for place in sorted(range(len(options)), key=lambda place: (place not in mistaken, place)):
                if options[place].why and options[place].why not in item.explanation:
                    yield options[place].why
        case Interaction.TEXT:
            pass


def _judged(item: Item, place: int) -> str:
    """Return an option that is not the answer, and why; what stands is not called wrong beside an error."""
    option = item.options[place]
    if not any(other.correct and other.proof is not None for other in item.options):
        return f"{_named(item, place)}, is wrong: {option.why}"
    verdict = ", is not the answer" if option.entity is not None else ""
    return f"{_named(item, place)}{verdict}: {option.why}"


def _mistaken(item: Item, response: tuple[int, ...]) -> Iterator[int]:
    """Yield the options that stand in the wrong place."""
    if item.interaction is Interaction.MATCH:
        for row, place in zip(item.rows, response, strict=True):
            if row.key != place:
                yield from (row.key, place)
    else:
        yield from (place for place in item.order[1:] if not follows(item, response, place))


def follows(item: Item, response: Sequence[int], place: int) -> bool:
    """Return whether an order puts the option at `place` right after the one that it has to follow.

    Each that does is a point. The first has none to follow, and no point.
    """
    mine, right = response.index(place), item.order.index(place)
    return mine > 0 and right > 0 and response[mine - 1] == item.order[right - 1]


def _places(response: Response) -> tuple[int, ...]:
    if isinstance(response, str):
        return ()
    return (response,) if isinstance(response, int) else response


def _named(item: Item, place: int, between: str = ", ") -> str:
    return f"{place + 1}{between}{item.options[place].text}"


def ended(text: str) -> str:
    """Return text as a sentence that ends, whatever it ends with."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def in_words(item: Item, response: Response) -> str:
    """Return a response as `Item.answer` puts the right one: in words, on one line."""
    if isinstance(response, str):
        return response
    texts = [item.options[place].text for place in _places(response)]
    match item.interaction:
        case Interaction.MATCH:
            return "; ".join(f"{row.text}: {text}" for row, text in zip(item.rows, texts, strict=True))
        case Interaction.ORDER:
            return " → ".join(texts)
        case _:
            return "; ".join(texts)


def score(session: Session) -> str:
    """Return how a session went, in a sentence."""
    partly = sum(_outcome(answer) is Outcome.PARTLY for answer in session.answers.values())
    more = f", {partly} partly" if partly else ""
    asked = session.items if session.mode is Mode.EXAM else session.answers
    return f"{session.right} of {len(asked)} right{more}."


def to_review(session: Session) -> list[tuple[Item, Answer]]:
    """Return the items that were not answered right in full, in the order asked."""
    return [
        (session.items[position], answer)
        for position, answer in sorted(session.answers.items())
        if not answer.correct
    ]
