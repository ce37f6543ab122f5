"""One sitting of a person over a pack: which question is next, what was answered, and taking it back.

Out of scope: reading, writing and showing. Whoever does that keeps each pack that an answer makes, then
says so with `take`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.authoring.questions import Answer, questions
from kg.authoring.reviewing import RefusedError, is_open
from kg.authoring.typed import text
from kg.inwords import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.authoring.questions import Question
    from kg.authoring.reviewing import Review

__all__ = ["Sitting"]

HEARD = "u takes the last answer back, q stops."


class _Before(NamedTuple):
    """How things stood before an answer."""

    text: str
    later: frozenset[str]
    done: Counter[str]


class Sitting:
    """A review under way. The answers of this sitting can be taken back, as long as nobody else writes."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self._later: frozenset[str] = frozenset()
        self._done: Counter[str] = Counter()
        self._before: list[_Before] = []
        self._back = False
        self._opened: set[str] = set()

    @property
    def question(self) -> Question | None:
        """What is asked next, or None where nothing is left but what was put off."""
        return next((each for each in questions(self.review) if each.key not in self._later), None)

    def lines(self, question: Question) -> Iterator[str]:
        """Yield what is shown of a question."""
        left = sum(
            each.kind == question.kind and each.key not in self._later for each in questions(self.review)
        )
        done = self._done[question.kind]
        if question.opening and question.kind not in self._opened:
            self._opened.add(question.kind)
            yield question.opening
            yield ""
        yield from question.lines(f"{done + 1} of {done + left}")

    def hear(self, question: Question, line: str) -> Answer:
        """Return what an answer does. Raises `RefusedError` where it is not taken; then nothing changes."""
        typed = text(line)
        self._back = typed.casefold() in ("u", "undo")
        if self._back:
            return self._undone()
        if typed.casefold() in ("?", "help", "h"):
            return Answer(said=f"{question.help}\n{HEARD}")
        return question.hear(typed)

    def _undone(self) -> Answer:
        if not self._before:
            raise RefusedError("There is no answer of this sitting to take back.")
        return Answer(self.review.reread(self._before[-1].text), said="Your last answer is taken back.")

    def take(self, question: Question, answer: Answer) -> None:
        """Go on from an answer, whose pack is kept."""
        if self._back and answer.review is not None:
            before = self._before.pop()
            self._later, self._done = before.later, before.done
            self.review = answer.review
            return
        if answer.review is None and not answer.over:
            return
        self._before.append(_Before(self.review.text, self._later, self._done.copy()))
        if answer.review is not None:
            self.review = answer.review
        if answer.later:
            rest = [each.key for each in questions(self.review) if each.kind == question.kind]
            self._later |= {question.key, *(rest if answer.rest else ())}
        if answer.over:
            self._done[question.kind] += 1

    def begin_anew(self, review: Review) -> None:
        """Go on from a pack that somebody else has changed: what was answered before stands in it, or not."""
        self.review = review
        self._before.clear()

    def summary(self) -> list[str]:
        """Return what there is now, and what was put off."""
        review = self.review
        drafts = len(review.drafts)
        described = sum(not is_open(each) for each in review.things)
        there = [
            counted(len(review.claims) - drafts, "claim"),
            f"{counted(described, 'thing')} described",
            counted(review.marked(), "mark"),
        ]
        lines = [f"There is now: {', '.join(there)}."]
        left = Counter(each.kind for each in questions(review))
        later = [counted(left[kind], kind) for kind in ("blank", "draft", "thing", "mark") if left[kind]]
        if later:
            lines.append(f"Left for later: {', '.join(later)}.")
        return lines
