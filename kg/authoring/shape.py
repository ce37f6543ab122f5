"""How the units of a sentence hang together: where a clause begins, and which things are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.smallwords import ARTICLES, AUXILIARIES, BE, LINKERS
from kg.authoring.units import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.authoring.cues import Cues
    from kg.authoring.units import Unit

__all__ = ["RELATIVE", "Shape"]

RELATIVE = frozenset({"which", "that", "who"})
AND, LISTED = ("and", "or"), ("and", "or", ",")
# So many words that the graph does not know may describe a thing: "severe, lasting knee pain".
MAX_UNKNOWN = 3
EXAMPLES = ("like", "as", "including")


class Shape:
    """The units of one sentence. Places are those of units. Out of scope: what they say."""

    def __init__(self, units: Sequence[Unit], cues: Cues) -> None:
        self.units = units
        self._cues = cues

    def form(self, place: int) -> str:
        """Return the first word of a unit; "" outside of the sentence."""
        return self.units[place].form if 0 <= place < len(self.units) else ""

    def passes(self, place: int, light: frozenset[str] = frozenset()) -> bool:
        """Return whether a unit may stand between a subject and its verb without changing who does what."""
        form, cues = self.form(place), self._cues
        if form == "both" and not self._begins(place + 1):
            # "Both are innervated by": a subject of its own.
            return False
        return self.units[place].kind is Kind.WORD and (
            form in cues.passed or form in cues.hedges or form in cues.degrees or form in cues.denied
            or form in AUXILIARIES or form in BE or form in ARTICLES or form.endswith("ly") or form in light
        )  # fmt: skip

    def _begins(self, place: int) -> bool:
        """Return whether a thing, its article too, begins here."""
        return self.form(place) in ARTICLES or (
            place < len(self.units) and self.units[place].kind in (Kind.NAME, Kind.STATE)
        )

    def chain(self, place: int) -> int:
        """Return where the words between a subject and its verb begin."""
        light = self._cues.frames if self.form(place) in self._cues.deeds else frozenset[str]()
        while place > 0 and self.passes(place - 1, light):
            place -= 1
        return place

    def clause_start(self, place: int) -> int:
        """Return where the clause of a unit begins: after a mark, a verb or a word that opens a clause."""
        while place > 0 and not self._bounds(place - 1):
            place -= 1
        return place

    def _bounds(self, place: int) -> bool:
        unit = self.units[place]
        return unit.kind is Kind.MARK or unit.cue or unit.form in self._cues.openers

    def described(self, place: int) -> int | None:
        """Return the place of a name just before, a comma aside; None where there is none."""
        place -= self.form(place - 1) == ","
        return place - 1 if place > 0 and self.units[place - 1].thing else None

    def subject(self, end: int) -> tuple[str, ...]:
        """Return the things that are the subject of a verb whose words begin at `end`."""
        start = end
        while start > 0 and not self._closes(start - 1, end):
            start -= 1
        if start and self.units[start - 1].cue:
            # What stands between two verbs is an end of the first one.
            return ()
        return self.first_things(self.past_opening(start, end), end) or self._examples(end)

    def past_opening(self, start: int, end: int) -> int:
        """Return where the subject of a clause begins, past when or where it is so: "over time the pain"."""
        if self.form(start) not in self._cues.prepositions:
            return start
        for place in range(end - 1, start + 1, -1):
            if self.form(place) in ARTICLES and self.form(place - 1) not in self._cues.prepositions:
                return place
        return start

    def _examples(self, end: int) -> tuple[str, ...]:
        """Return the known ones of a list: "exercises like squats and lunges", "rest, ice, and heat"."""
        start = end
        while start > 0 and self.form(start - 1) not in EXAMPLES and self._may_be_listed(start - 1):
            start -= 1
        if self.form(start - 1) in EXAMPLES:
            begins = start > 1 and self.units[start - 2].kind is Kind.WORD
        else:
            begins = start == 0 or self.form(start - 1) in self._cues.openers
            begins &= any(self.form(at) == "," and self.form(at + 1) in AND for at in range(start, end))
        if not begins:
            return ()
        return tuple(
            self.units[place].entity
            for place in range(start, end)
            if self.units[place].kind is Kind.NAME and (place + 1 == end or self.form(place + 1) in LISTED)
        )

    def _may_be_listed(self, place: int) -> bool:
        kind = self.units[place].kind
        return kind is Kind.NAME or self.form(place) == "," or not self._ends_objects(place)

    def _closes(self, place: int, end: int) -> bool:
        unit = self.units[place]
        if unit.kind is Kind.MARK:
            return not self._lists(place, end)
        return unit.cue or unit.form in self._cues.openers

    def _lists(self, place: int, end: int) -> bool:
        """Return whether a comma stands between things that are listed: "the hip, knee and ankle"."""
        if self.form(place) != "," or not self.units[place - 1].thing:
            return False
        start = self.clause_start(place)
        leads_up = any(unit.form in self._cues.prepositions for unit in self.units[start:place])
        rest = self.units[place + 1 : end]
        return (
            not leads_up
            and not (start and self.units[start - 1].cue)
            and any(unit.form in AND for unit in rest)
            and all(unit.thing or unit.form in LISTED or unit.form in ARTICLES for unit in rest)
        )

    def first_things(self, start: int, end: int) -> tuple[str, ...]:
        """Return the things that stand first, joined by "and", with nothing before that is not about them."""
        found: list[str] = []
        place = start
        while place < end:
            unit = self.units[place]
            if unit.kind is Kind.NAME:
                if self.compound(place, end):
                    break
                found.append(unit.entity)
                place = self.joined(place + 1, end)
                continue
            alone = unit.form in self._cues.pronouns and place + 1 == end
            counts = unit.form == "of" and self.form(place - 1) in self._cues.sets
            if unit.kind is not Kind.WORD or unit.form in BE or alone:
                break
            if unit.form in self._cues.prepositions and not counts:
                break
            place += 1
        return tuple(found)

    def joined(self, place: int, end: int) -> int:
        """Return where the next thing may stand that is joined to the one before; `end` where none is."""
        start = place
        while place < end and (self.form(place) in LISTED or self.form(place) in ARTICLES):
            place += 1
        return place if any(self.form(at) in LISTED for at in range(start, place)) else end

    def compound(self, place: int, end: int) -> bool:
        """Return whether a name is only part of one that the graph does not know: "hip control".

        What stands from `end` on is known to be none of it.
        """
        if place and self.units[place - 1].kind in (Kind.NAME, Kind.STATE):
            return True
        if place + 1 >= end or self.form(place + 2) in ARTICLES:
            # "The ankle carries the body": what follows is a verb.
            return False
        after = self.form(place + 1)
        if self.units[place + 1].kind is Kind.STATE:
            return True
        return self.units[place + 1].kind is Kind.WORD and not (
            self.passes(place + 1) or after in LINKERS or after in self._cues.prepositions
            or after in self._cues.openers or after in self._cues.pronouns
        )  # fmt: skip

    def objects(self, place: int) -> tuple[list[tuple[str, int]], str]:
        """Return the things after a cue, each with the word where it ends, and "more" or "less" of them."""
        found: list[tuple[str, int]] = []
        grows, unknown, end = "", 0, len(self.units)
        while place < end and unknown <= MAX_UNKNOWN:
            unit = self.units[place]
            if unit.kind is Kind.NAME:
                if self.compound(place, end) or (found and self._acts(place)):
                    break
                found.append((unit.entity, unit.last))
                unknown = 0
                place = self.joined(place + 1, end)
            elif unit.kind is Kind.DEED and not found and unit.form.endswith("ing"):
                return [(unit.entity, unit.last)], grows
            elif unit.form in LINKERS or (unit.form == "," and self._goes_on(place)):
                # "To tendinopathy and ankle pain": the graph does not know the first.
                place = self.joined(place, end)
                if (
                    not unknown
                    or place == end
                    or self.units[place].kind is not Kind.NAME
                    or self._acts(place)
                ):
                    break
            elif self._ends_objects(place):
                break
            else:
                if unit.form in self._cues.more or unit.form in self._cues.less:
                    grows = "more" if unit.form in self._cues.more else "less"
                unknown += not self.passes(place)
                place += 1
        return found, grows

    def _goes_on(self, place: int) -> bool:
        """Return whether a comma stands in a list: "from disuse, injury or old age"."""
        return self.form(place + 2) in LISTED and any(unit.form in AND for unit in self.units[place + 2 :])

    def _ends_objects(self, place: int) -> bool:
        form, cues = self.form(place), self._cues
        if self.units[place].kind is not Kind.WORD:
            return True
        if form in cues.prepositions or form in cues.openers:
            return True
        return form in cues.pronouns and not self.passes(place)

    def _acts(self, place: int) -> bool:
        """Return whether a thing that follows "and" is the subject of a verb of its own."""
        place += 1
        while place < len(self.units) and self.passes(place):
            place += 1
        return (
            place < len(self.units)
            and self.units[place].cue
            and not self.form(place).endswith(("ing", "ed"))
            and self.form(place - 1) not in ("to", "and")
        )
