"""The answers of a class as they were read: a column a question, a place a learner."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError

if TYPE_CHECKING:
    from quiz.item import Item

__all__ = ["NOT_PUT", "OPEN", "Column", "Sheet"]

# What stands in a column instead of a response: the learner was not asked, or gave no answer.
NOT_PUT, OPEN = -1, -2
# What a file may hold at most: it is worked on in memory, at some 12 bytes an answer.
MAX_QUESTIONS, MAX_LEARNERS, MAX_ANSWERS = 2_000, 200_000, 10_000_000
# Room is made for so many more learners at a time.
_ROOM = 1_024


@dataclass(slots=True)
class Column:
    """One question, and what each learner answered.

    `name` is what the file calls it and `text` the question in the file's words, where it has them; `right`
    is the right answer as the file gives it. `item` is the item of ours that it is. Of each learner `scores`
    hold the score, 0 to 1, or NaN where there is none, and `codes` the place of the response in `responses`,
    or `NOT_PUT` or `OPEN`.
    """

    name: str
    text: str | None = None
    right: str | None = None
    item: Item | None = None
    scores: array[float] = field(default_factory=lambda: array("d"))
    codes: array[int] = field(default_factory=lambda: array("i"))
    responses: dict[str, int] = field(default_factory=dict)

    def has(self, learner: int) -> bool:
        """Return whether the learner has been put the question."""
        return learner < len(self.codes) and self.codes[learner] != NOT_PUT

    @property
    def asked(self) -> bool:
        """Whether anyone has been put the question."""
        return any(code != NOT_PUT for code in self.codes)

    def put(self, learner: int, response: str | None, score: float | None) -> None:
        """Set a learner's response, None where it was left open or is not told, and score, where known."""
        if learner >= len(self.codes):
            self.fill(learner + _ROOM)
        self.codes[learner] = (
            OPEN if response is None else self.responses.setdefault(response, len(self.responses))
        )
        self.scores[learner] = math.nan if score is None else score

    def fill(self, learners: int) -> None:
        """Give so many learners a place, and no more."""
        missing = max(learners - len(self.codes), 0)
        self.codes.extend(array("i", [NOT_PUT]) * missing)
        self.scores.extend(array("d", [math.nan]) * missing)
        del self.codes[learners:], self.scores[learners:]


@dataclass(slots=True)
class Sheet:
    """All that a file told. `form` says what file it was, `remarks` what of it was left out, and why.

    `given` is whether there are responses, not scores alone. `doubts` are sentences on
    what may make the figures wrong.
    """

    form: str
    given: bool
    columns: dict[str, Column] = field(default_factory=dict)
    learners: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def learner(self, name: str) -> int:
        """Return a learner's place, a new one where the name comes for the first time."""
        place = self.learners.setdefault(name, len(self.learners))
        self._check()
        return place

    def column(self, key: str, name: str, text: str | None = None, right: str | None = None) -> Column:
        """Return the column of a question, a new one where its key comes for the first time."""
        found = self.columns.get(key)
        if found is None:
            found = self.columns[key] = Column(name, text, right)
            self._check()
        return found

    def _check(self) -> None:
        if len(self.columns) > MAX_QUESTIONS:
            raise UnusableFileError(f"There are more than {MAX_QUESTIONS:,} questions in it.")
        if len(self.learners) > MAX_LEARNERS:
            raise UnusableFileError(f"There are more than {MAX_LEARNERS:,} learners in it.")
        if len(self.columns) * len(self.learners) > MAX_ANSWERS:
            raise UnusableFileError(
                f"{len(self.learners):,} learners by {len(self.columns):,} questions is more than can be "
                f"worked on: {MAX_ANSWERS:,} answers at most."
            )
