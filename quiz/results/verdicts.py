"""What of a question is worth a look, and why, in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.results.analysis import Question

__all__ = ["EASY", "HARD", "WEAK", "Reason", "Verdict", "reasons", "verdict"]

# Right less often than the first or more often than the second; and what telling apart has to reach.
HARD, EASY = 0.2, 0.95
WEAK = 0.1


class Verdict(StrEnum):
    """What the figures of a question say. The value is the word for it."""

    TOO_FEW = "too few to say"
    LOOK = "look at it"
    FINE = "nothing stands out"


class Reason(NamedTuple):
    """Why a question is worth a look: the rule's name, and a sentence. `option` is what it is about."""

    rule: str
    words: str
    option: str | None = None


def verdict(question: Question) -> Verdict:
    """Return the verdict on a question; without enough answers there is none."""
    if not question.enough:
        return Verdict.TOO_FEW
    return Verdict.LOOK if any(reasons(question)) else Verdict.FINE


def reasons(question: Question) -> Iterator[Reason]:
    """Yield what is worth a look; nothing where there are not enough answers."""
    if not question.enough:
        return
    share, found = question.share.value, question.discrimination
    if share < HARD:
        yield Reason("hard", "Few have it right: it is very hard, its words mislead, or its key is wrong.")
    if share > EASY:
        yield Reason("easy", "Nearly everyone has it right: it tells no one from another.")
    if found is not None and found.interval is not None and found.interval.high < WEAK:
        yield Reason(
            "weak",
            "Who does well on the others does no better here: it measures something else, or misleads.",
        )
    for use in question.uses or ():
        if use.option and not use.right and not use.taken:
            yield Reason("unused", "Nobody takes this wrong answer.", use.text)
        elif not use.right and not use.half and use.with_rest is not None and use.with_rest.low > 0:
            words = "Who does well on the others is likelier to take this wrong answer."
            yield Reason("strong", words, use.text)
