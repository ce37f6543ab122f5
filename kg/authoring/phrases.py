"""The names that stand around a verb, known to the graph or not: told by what may stand beside a name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.smallwords import ARTICLES, AUXILIARIES, BE, LINKERS, SMALL
from kg.ask.words import singular
from kg.authoring.shape import RELATIVE
from kg.authoring.units import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.authoring.cues import Cues
    from kg.authoring.shape import Shape

__all__ = ["Phrase", "Phrases"]

# A longer stretch is no name, but a clause whose verb is not known.
MAX_WORDS = 6
# The head of a list item stands within so many units.
MAX_HEAD = 8
OF = "of"
POINTING = frozenset({"this", "these"})


class Phrase(NamedTuple):
    """Units from `start` up to `end` that may be the name of a thing."""

    start: int
    end: int


class Phrases:
    """Finds, in one sentence, what a cue may join. Out of scope: what it means."""

    def __init__(self, shape: Shape, cues: Cues) -> None:
        self._shape = shape
        self._units = shape.units
        self._cues = cues

    def before(self, place: int) -> list[Phrase]:
        """Return the names before a cue: its subjects, joined by "and"."""
        end = self._shape.chain(place)
        if self._shape.form(end) == "to":
            # "Hold for a while to strengthen": what is told to be done has no name.
            return []
        if self._shape.form(end - 1) in RELATIVE:
            return self._antecedent(end - 1)
        start = self._shape.clause_start(end)
        if start and self._units[start - 1].cue:
            # What stands between two verbs is an end of the first one.
            return []
        return list(self._parts(self._shape.past_opening(start, end), end))

    def _antecedent(self, place: int) -> list[Phrase]:
        """Return the name that "which" stands for: what comes just before, as the object of a verb."""
        end = place - (self._shape.form(place - 1) == ",")
        start = end
        while start > 0 and not self._bounds_object(start - 1):
            start -= 1
        if self._shape.form(start - 1) == "to":
            # "Causes the foot to flatten, which …": no name, but a verb.
            return []
        found = list(self._parts(start, end))
        # "It may wing or tip forward, which …": of two that are joined, one may be a verb.
        return found if len(found) == 1 and not self._joins(start, end) else []

    def _joins(self, start: int, end: int) -> bool:
        return any(unit.form in LINKERS for unit in self._units[start:end])

    def after(self, place: int) -> list[Phrase]:
        """Return the names after a cue: its objects, joined by "and"."""
        start = place + 1
        # "Puts extra pressure on": that it grows is what the verb says. But there is a lower trapezius.
        how_much = (self._cues.more | self._cues.less) - {"lower"}
        while start < len(self._units) and (
            self._leads(start) or self._shape.passes(start) or self._shape.form(start) in how_much
        ):
            start += 1
        end = start
        while end < len(self._units) and (not self._bounds_object(end) or self._goes_on(end)):
            end += 1
        return list(self._parts(start, end))

    def _goes_on(self, place: int) -> bool:
        """Return whether a comma stands in a list: "neck pain, headaches and even jaw pain"."""
        if self._shape.form(place) != ",":
            return False
        end = place + 1
        while end < len(self._units) and not self._bounds_object(end):
            if self._shape.form(end) in LINKERS and end > place + 1:
                return True
            end += 1
        return self._shape.form(end) == "," and self._goes_on(end)

    def head(self) -> list[Phrase]:
        """Return the head of a list item, up to its colon."""
        for place, unit in enumerate(self._units[:MAX_HEAD]):
            if unit.kind is Kind.MARK:
                return list(self._parts(0, place))[:1] if unit.form == ":" else []
        return []

    def _bounds_object(self, place: int) -> bool:
        """Return whether a unit is no part of a name that stands behind a verb."""
        unit = self._units[place]
        return (
            unit.kind in (Kind.MARK, Kind.CUE, Kind.DEED)
            or unit.form in self._cues.openers
            or (unit.form in self._cues.prepositions and unit.form != OF)
            or (unit.form in self._cues.pronouns and unit.form not in ARTICLES)
        )

    def _parts(self, start: int, end: int) -> Iterator[Phrase]:
        """Yield the names in a stretch, where "and" and "or" set them apart."""
        at = start
        for place in range(start, end + 1):
            if place == end or self._shape.form(place) in LINKERS or self._shape.form(place) == ",":
                if (phrase := self._trimmed(at, place)) is not None:
                    yield phrase
                at = place + 1

    def _trimmed(self, start: int, end: int) -> Phrase | None:
        """Return a stretch without what leads up to a name and what follows it; None where none is left."""
        while start < end and self._leads(start):
            if self._shape.form(start) in POINTING:
                # "This capability" has been named before.
                return None
            start += 1
        while end > start and self._trails(end - 1):
            end -= 1
        phrase = Phrase(start, end)
        return phrase if start < end and self._may_be_named(phrase) else None

    def _leads(self, place: int) -> bool:
        form = self._shape.form(place)
        return self._units[place].kind is Kind.WORD and (
            form in ARTICLES or form.endswith("ly")
            or form in self._cues.openers or form in self._cues.around or form in self._cues.hedges
        )  # fmt: skip

    def _trails(self, place: int) -> bool:
        form = self._shape.form(place)
        return self._units[place].kind is Kind.WORD and (
            form in self._cues.prepositions or form in self._cues.around or self._shape.passes(place)
        )

    def _may_be_named(self, phrase: Phrase) -> bool:
        units = self._units[phrase.start : phrase.end]
        if sum(unit.last - unit.first for unit in units) > MAX_WORDS:
            return False
        if len(units) == 1 and units[0].thing:
            return True
        forms = [unit.form for unit in units]
        cues = self._cues
        closed = cues.denied | cues.others | (cues.pronouns - ARTICLES) | BE | AUXILIARIES
        if any(unit.cue or unit.kind is Kind.MARK for unit in units) or not closed.isdisjoint(forms):
            return False
        if forms[0] in cues.prepositions | cues.frames or (
            forms[0] in cues.states.keys() - cues.kinds.keys() and len(forms) == 1
        ):
            return False
        led = all(
            earlier in cues.prepositions or earlier.endswith("ing")
            for earlier, form in pairwise(forms)
            if form in ARTICLES
        )  # "Brings a sore neck" is no name, "back of the knee" is one
        return led and not all(map(self._tells_nothing, forms))

    def _tells_nothing(self, form: str) -> bool:
        cues = self._cues
        return (
            form in SMALL
            or form in cues.degrees
            or form in cues.sets
            or form in cues.around
            or form in cues.vague
            or singular(form) in cues.stand_ins
            or not form.isalpha()
        )
