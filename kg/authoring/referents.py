"""What "it", "which" and "this exercise" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ask.smallwords import ARTICLES, BE
from kg.ask.words import singular
from kg.authoring.units import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.authoring.cues import Cues
    from kg.authoring.shape import Shape
    from kg.authoring.units import Unit

__all__ = ["Context", "Readings", "Referents", "head_of"]

# The head of a list item stands within so many units: "Pistol squat: this exercise …".
MAX_HEAD = 8
# "Is a" and the noun of a kind, with what describes it, are so many words at most.
MAX_DESCRIBED = 6
SEVERAL = ("they", "both", "all")
PRONOUNS = ("it", *SEVERAL)

Readings = tuple[tuple[str, ...], ...]


class Context(NamedTuple):
    """What went before a sentence: what the one before was about, and the head of the list item.

    Nothing in a tuple where the graph does not know it; no head at all where it is no list item.
    """

    topic: tuple[str, ...] = ()
    head: tuple[str, ...] | None = None


def head_of(units: Sequence[Unit]) -> tuple[str, ...] | None:
    """Return what the head of a list item names, up to its colon."""
    for place, unit in enumerate(units[:MAX_HEAD]):
        if unit.kind is Kind.MARK and unit.form == ":":
            rest = [
                each for each in units[:place] if each.kind is not Kind.MARK and each.form not in ARTICLES
            ]
            known = len(rest) == 1 and rest[0].kind is Kind.NAME
            return ((rest[0].entity,) if known else ()) if rest else None
    return None


class Referents:
    """Finds, in one sentence, what its pronouns stand for; several readings stand in order of likelihood."""

    def __init__(self, shape: Shape, cues: Cues, context: Context, is_a: Callable[[str, str], bool]) -> None:
        self._shape = shape
        self._cues = cues
        self._context = context
        self._is_a = is_a

    @property
    def head(self) -> Readings:
        """The head of the list item, where the graph knows it."""
        return (self._context.head,) if self._context.head else ()

    def topic(self) -> tuple[str, ...]:
        """Return what the sentence is about, for a pronoun in the next one."""
        if self._context.head is not None:
            return self._context.head
        start = 0
        while self._shape.form(start) in self._cues.openers:
            start += 1
        if self._shape.form(start) in PRONOUNS:
            return self._context.topic
        if self.stands_in(start + 1):
            return next(iter(self.stand_in(start + 1)), ())
        return self._shape.first_things(start, len(self._shape.units))

    def pronoun(self, place: int, last: Readings) -> Readings:
        """Return what a pronoun stands for; `last` are the subjects of the verb before it in the sentence."""
        form = self._shape.form(place)
        if form not in PRONOUNS:
            return ()
        if place == 0 or self._context.head is not None:
            before = self._context.head if self._context.head is not None else self._context.topic
            found: Readings = (before,)
        else:
            found = last[:1] or (self._clause_topic(place),)
        return tuple(names for names in found if names and (form in SEVERAL or len(names) == 1))

    def _clause_topic(self, place: int) -> tuple[str, ...]:
        """Return what the clause before a pronoun is about."""
        start = place - 1
        while start > 0 and self._shape.form(start - 1) not in self._cues.openers:
            if self._shape.form(start - 1) in (":", ";"):
                break
            start -= 1
        return self._shape.first_things(start, place)

    def relative(self, place: int, instead: Readings, said: Readings) -> Readings:
        """Return what "which" may stand for: the thing just before, else what was `said` last, else the head.

        `instead` is what is said to be the thing before: knee pain, in "knee pain is a complaint that …".
        """
        at = self._shape.described(place)
        if (kind := self._of_kind(place)) is not None:
            return (kind,)
        if at is not None:
            found = [*instead, (self._shape.units[at].entity,)]
        elif self._shape.form(place - 1) == "," and self._shape.units[place - 2].kind is not Kind.STATE:
            found = list(said)
        else:
            return ()
        return tuple(dict.fromkeys([*found, *self.head]))

    def _of_kind(self, place: int) -> tuple[str, ...] | None:
        """Return what is said to be of a kind: the gluteus medius, in "… is a key muscle that"."""
        cls = self._cues.stand_ins.get(singular(self._shape.form(place - 1)))
        start = place - 1
        while start > max(0, place - MAX_DESCRIBED) and self._shape.form(start) not in BE:
            start -= 1
        if cls is None or self._shape.form(start) not in BE or self._shape.form(start + 1) not in ("a", "an"):
            return None
        found = self._shape.subject(start)
        return found if found and all(self._is_a(name, cls) for name in found) else None

    def stands_in(self, place: int) -> bool:
        """Return whether a unit is a noun after "this" that stands for what was named before."""
        if place >= len(self._shape.units):
            return False
        unit = self._shape.units[place]
        return (
            unit.last - unit.first == 1
            and singular(unit.form) in self._cues.stand_ins
            and self._shape.form(place - 1) in self._cues.pronouns
        )

    def stand_in(self, place: int) -> Readings:
        """Return what a noun after "this" or "these" stands for."""
        cls = self._cues.stand_ins[singular(self._shape.form(place))]
        found = self._context.head if self._context.head is not None else self._context.topic
        return (found,) if found and all(self._is_a(name, cls) for name in found) else ()
