"""The words of a question, place by place, and which relations a verb among them may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.smallwords import AUXILIARIES, BE, FILLERS, HEARSAY, NOT
from kg.ask.tree import Clause
from kg.ask.types import Types
from kg.model import End

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.ask.lexicon import Lexicon, Verb
    from kg.ask.tree import Term
    from kg.lookup import Lookup

__all__ = ["Reader"]


class Reader(Types):
    """Looks at the words of one question."""

    def __init__(self, graph: Lookup, lexicon: Lexicon, words: Sequence[str]) -> None:
        super().__init__(graph)
        self.lexicon = lexicon
        self.words = words

    def word(self, place: int) -> str:
        """Return the word at a place, or an empty text after the last."""
        return self.words[place] if place < len(self.words) else ""

    def skip(self, place: int, also: frozenset[str] = frozenset()) -> int:
        """Return the place after words that change nothing."""
        while True:
            if self.word(place) in FILLERS or self.word(place) in also:
                place += 1
            elif self.word(place) == "as" and self.word(place + 1) == "well":
                place += 2 if self.word(place + 2) != "as" else 0
                if self.word(place) == "as":
                    return place
            else:
                return place

    def run(self, place: int, *options: str) -> int | None:
        """Return the place after one of some runs of words, or None."""
        for option in options:
            wanted = option.split()
            if list(self.words[place : place + len(wanted)]) == wanted:
                return place + len(wanted)
        return None

    def _auxiliaries(self, place: int) -> tuple[int, bool, bool, bool]:
        """Return the place of the verb, whether it is denied, after "be", and after any auxiliary."""
        denied = after_be = auxiliary = False
        start = self.skip(place, frozenset({"both"}))
        while True:
            word = self.word(start)
            if word in NOT:
                denied = True
            elif word in BE:
                after_be = True
            elif word in AUXILIARIES:
                auxiliary = True
            elif (word, self.word(start + 1)) in (("end", "up"), ("come", "to")):
                start += 1
            elif word in HEARSAY and self.word(start + 1) == "to":
                after_be, auxiliary, start = False, True, start + 1
            else:
                return start, denied, after_be, auxiliary
            start = self.skip(start + 1)

    def _clauses(
        self,
        cls: str | None,
        verb: Verb,
        other: Term,
        *,
        denied: bool,
        reverse: bool = False,
        wanted: str | None = None,
    ) -> Iterator[Clause]:
        """Yield the clauses that a verb may mean; `reverse` where `other` is its grammatical subject."""
        sides = (
            (verb.subject_first, End.OBJECT if reverse else End.SUBJECT),
            (verb.object_first, End.SUBJECT if reverse else End.OBJECT),
        )
        for relations, head in sides:
            fitting = self.fitting(relations, head, other, wanted if reverse else cls)
            if fitting:
                yield Clause(fitting, head, other, denied)

    def clauses(self, cls: str | None, verb: Verb, subject: Term) -> Iterator[Clause]:
        """Yield the clauses on the object of a verb whose subject is given."""
        yield from self._clauses(None, verb, subject, denied=False, reverse=True, wanted=cls)
