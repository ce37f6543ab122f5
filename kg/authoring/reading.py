"""What a sentence says: which thing stands before a cue, which after it, and how sure the words are.

No grammar of English: a few rules for the shapes in which articles put claims. Where none fits, nothing is
said, and the cue is told as one for a person to read.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.smallwords import ARTICLES, AUXILIARIES, BE, LINKERS
from kg.authoring.referents import Context, Referents, head_of
from kg.authoring.shape import RELATIVE, Shape
from kg.authoring.units import INCLUDES_MOVEMENT, Kind
from kg.model import Modality
from kg.vocabulary import EXAMPLE_OF

if TYPE_CHECKING:
    from kg.authoring.referents import Readings
    from kg.authoring.sentences import Sentence
    from kg.authoring.units import Unit, Units

__all__ = ["WEAKEST_FIRST", "Reader", "Saying", "Why"]

ALONGSIDE = frozenset({"jointly", "together", "along"})
DESCRIBING = frozenset({"such", "due", "because", "owing"})
WEAKEST_FIRST = (Modality.MAY, Modality.CAN, Modality.AIM, Modality.OFTEN, Modality.IS)
CONDITION, INTERVENTION = "Condition", "Intervention"


class Why(StrEnum):
    """Why nothing was drafted where a cue stands."""

    DENIED = "denied or left open"
    OTHERS = "what others say"
    QUESTION = "a question"
    UNKNOWN = "of something that the graph does not know, or does not join so"
    VERB = "a verb that tells no relation here"


class Saying(NamedTuple):
    """What a cue joins: the things before it and after it, and how sure the words are.

    `subjects` are readings of what stands before, in order of likelihood; each is one or more things that are
    all meant. `objects` stand with the word where each ends, `first` is the first word that bears the claim.
    `grows` is "more" or "less" where the object is a quantity that is said to grow or shrink; `degree` is the
    word for how much, where there is one. `granted` where the words take it for granted: "pain caused by …".
    """

    cue: Unit
    subjects: Readings
    objects: tuple[tuple[str, int], ...]
    modality: Modality
    first: int
    grows: str = ""
    degree: str = ""
    granted: bool = False
    why: Why | None = None


class Reader:
    """Reads the sentences of a text in order: a pronoun stands for what the sentence before was about."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._context = Context()
        self._block = -1
        self.named: Counter[str] = Counter()

    def read(self, sentence: Sentence) -> list[Saying]:
        """Return what the cues of the next sentence say."""
        units = self._units.read(sentence.words)
        self.named.update(unit.entity for unit in units if unit.thing)
        if sentence.block != self._block:
            self._block = sentence.block
            self._context = Context(head=head_of(units))
        reading = _Reading(self._units, sentence, units, self._context)
        self._context = self._context._replace(topic=reading.referents.topic())
        return reading.sayings(question=sentence.question)


class _Reading:
    """Reads one sentence, cue by cue."""

    def __init__(self, finder: Units, sentence: Sentence, units: list[Unit], context: Context) -> None:
        self._cues = finder.cues
        self._is_a = finder.is_a
        self._units = units
        self._shape = Shape(units, finder.cues)
        self.referents = Referents(self._shape, finder.cues, context, finder.is_a)
        self._words = [word.form for word in sentence.words]
        # The cues that were read before, each as what it says.
        self._done: list[Saying] = []

    def sayings(self, *, question: bool) -> list[Saying]:
        """Return what the cues say, each with why it is no statement of the text's own, if it is none."""
        found = []
        for place, unit in enumerate(self._units):
            if unit.cue:
                saying = self._saying(place, unit)
                self._done.append(saying)
                why = Why.QUESTION if question else self._doubt(place, saying)
                found.append(saying if why is None else saying._replace(why=why))
        return found

    def _saying(self, place: int, cue: Unit) -> Saying:
        start = self._shape.chain(place)
        subjects, inherited = self._subjects(place, start)
        if cue.kind is Kind.DEED:
            objects, grows = [(cue.entity, cue.last)], ""
            if not subjects and self._instructs(start):
                # "Bridge: lift the hips": a movement that the exercise includes.
                subjects, cue = self.referents.head, cue._replace(before=(INCLUDES_MOVEMENT,))
        else:
            objects, grows = self._shape.objects(place + 1)
            if not objects and self._shares(place + 1):
                # "Support and stabilise the pelvis": of the second verb, too.
                objects, grows = self._shape.objects(place + 3)
            if not objects and self._passive(place, cue):
                return self._done_to(place, start, cue, subjects[:1])
        granted = self._describes(place, start) and EXAMPLE_OF not in cue.after
        return Saying(
            cue,
            subjects,
            tuple(objects),
            self._modality(place, start, Modality.CAN if granted else inherited),
            self._quoted_from(place, start),
            grows,
            self._degree(place, start),
            granted,
            None if subjects and objects else Why.UNKNOWN,
        )

    def _shares(self, place: int) -> bool:
        """Return whether a verb stands right behind "and"."""
        behind = self._units[place + 1 : place + 2]
        return self._shape.form(place) in LINKERS and any(unit.kind is Kind.CUE for unit in behind)

    def _instructs(self, start: int) -> bool:
        return self._shape.form(start - 1) in ("", ":", ",", "by", *LINKERS)

    def _passive(self, place: int, cue: Unit) -> bool:
        before = [unit.form for unit in self._units[max(place - 2, 0) : place]]
        return cue.form.endswith("ed") and any(form in BE or form in LINKERS for form in before)

    def _done_to(self, place: int, start: int, cue: Unit, subjects: Readings) -> Saying:
        """Read "the glutes are stretched" in a list item: by what the item is about."""
        joined = bool(self._done) and self._shape.form(start - 1) in LINKERS
        if joined:
            subjects = (tuple(name for name, _ in self._done[-1].objects),)
        things = tuple((name, cue.last) for names in subjects for name in names)
        return Saying(
            # The cue in the passive voice, so that what it is done to stands before it.
            cue._replace(before=(*cue.after, *cue.before), after=()),
            self.referents.head,
            things,
            self._modality(place, start, None),
            self._done[-1].first if joined else self._units[self._shape.clause_start(start)].first,
            why=None if things and self.referents.head else Why.UNKNOWN,
        )

    def _doubt(self, place: int, saying: Saying) -> Why | None:
        """Return why the words of a clause are no statement of the text's own, where they are not."""
        start = place
        while start > 0 and not self._turns(start):
            start -= 1
        last = saying.objects[-1][1] if saying.objects else self._units[place].last
        words = [unit.form for unit in self._units[start:] if unit.first < last]
        for at, word in enumerate(words):
            if word in self._cues.denied and words[at : at + 2] != ["not", "only"]:
                return Why.DENIED
        after = [unit.form for unit in self._units if unit.first >= last]
        if after[:2] in (["is", "what"], ["was", "what"]):
            words += after  # "… is what patients hear"
        if self._cues.spoken(after):
            return Why.OTHERS
        return saying.why if self._cues.others.isdisjoint(words) else Why.OTHERS

    def _turns(self, place: int) -> bool:
        """Return whether a new statement begins here."""
        form, before = self._shape.form(place), self._shape.form(place - 1)
        return (
            form in ("but", "however", "yet")
            or before in (":", ";")
            or (before == "," and form in self._cues.pronouns)
        )

    # How sure, and how much

    def _modality(self, place: int, start: int, inherited: Modality | None) -> Modality:
        """Return the weakest hedge: of the verb's own clause, of the sentence's first words, inherited."""
        found = {inherited or Modality.IS}
        opening = next((at for at, unit in enumerate(self._units) if unit.kind is not Kind.WORD), 0)
        first = [unit.form for unit in self._units[:opening] if unit.form not in AUXILIARIES]
        own = [unit.form for unit in self._units[self._shape.clause_start(start) : place]]
        found |= {self._cues.hedges[form] for form in (*first, *own) if form in self._cues.hedges}
        if self._purpose(place, start):
            found.add(Modality.AIM)
        return next(each for each in WEAKEST_FIRST if each in found)

    def _degree(self, place: int, start: int) -> str:
        """Return the word for how much that stands before a cue, or is one: "plays a crucial role in"."""
        words = [unit.form for unit in self._units[start : place + 1]]
        # "Leading to" is the verb itself.
        return next((word for word in words if word in self._cues.weights and not word.endswith("ing")), "")

    def _purpose(self, place: int, start: int) -> bool:
        return self._shape.form(start) == "to" and start < place

    # What stands before

    def _subjects(self, place: int, start: int) -> tuple[Readings, Modality | None]:
        """Return the readings of what stands before a cue, and how sure the words are that it follows."""
        last = self._done[-1] if self._done else None
        cue, before = self._units[place], self._shape.form(start - 1)
        if self._words[cue.first] in ALONGSIDE and last is not None:
            return last.subjects, last.modality
        if self._describes(place, start):
            at = self._shape.described(place)
            return (((self._units[at].entity,),) if at is not None else ()), None
        if cue.form.endswith("ed") and before == "for":
            return (last.subjects if last is not None else ()), Modality.AIM
        if self._purpose(place, start):
            return self._doer(start), None
        if before == ":" and cue.form.endswith("s") and self.referents.head:
            return self.referents.head, None  # "Clamshell: strengthens the gluteus medius"
        if self._shape.form(start) == "this":
            return self._this(start), None
        if start == 0 or self._units[start - 1].kind is Kind.MARK or before in LINKERS:
            return self._shared(place, start)
        if before in RELATIVE:
            return self._antecedents(start - 1), None
        if before in self._cues.pronouns:
            return self.referents.pronoun(start - 1, last.subjects if last is not None else ()), None
        if self.referents.stands_in(start - 1):
            return self.referents.stand_in(start - 1), None
        if cue.form.endswith("ing") and before == "by":
            return (self.referents.head if cue.kind is Kind.CUE else ()), None
        found = self._shape.subject(start)
        return ((found,) if found else ()), None

    def _describes(self, place: int, start: int) -> bool:
        """Return whether a cue says something of the name just before: "pain caused by", "pain due to"."""
        cue = self._units[place]
        words = self._words[cue.first : cue.last]
        return 0 < place == start and (words[-1] == "by" or words[0] in DESCRIBING)

    def _shared(self, place: int, start: int) -> tuple[Readings, Modality | None]:
        """Return the subjects of the verb before, for one that is joined to it: "limits A and impairs B"."""
        before = self._shape.form(start - 1)
        if not self._done or before not in (",", *LINKERS):
            return (), None
        last = self._done[-1]
        if before == "," and self._shape.form(place).endswith("ing"):
            # "…, leading to": by what was said, where that is a condition, else by who was said to do it.
            results = [(name,) for name, _ in last.objects[:1] if self._is_a(name, CONDITION)]
            if last.cue.kind is Kind.DEED:
                results = []
            return (*results, *last.subjects), last.modality
        if start < place:
            return (last.subjects if before in LINKERS else ()), None
        return last.subjects, last.modality

    def _this(self, start: int) -> Readings:
        """Return what "this" stands for: "Clamshell: … This strengthens"; "…, and this leads to"."""
        if start == 0:
            return self.referents.head
        last = self._done[-1] if self._done else None
        results = [name for name, _ in last.objects[:1] if self._is_a(name, CONDITION)] if last else []
        return ((results[0],),) if results else ()

    def _doer(self, start: int) -> Readings:
        """Return what is used "to strengthen" something: an intervention just before, or the last subject."""
        unit = self._units[start - 1] if start else None
        if unit is not None and unit.kind is Kind.NAME and self._is_a(unit.entity, INTERVENTION):
            return ((unit.entity,),)
        readings = self._done[-1].subjects if self._done else ()
        return tuple(names for names in readings if all(self._is_a(name, INTERVENTION) for name in names))

    def _antecedents(self, place: int) -> Readings:
        """Return what "which" may stand for."""
        if not self._done:
            return self.referents.relative(place, (), ())
        last = self._done[-1]
        instead = last.subjects if EXAMPLE_OF in last.cue.before else ()
        return self.referents.relative(place, instead, tuple((name,) for name, _ in last.objects))

    def _quoted_from(self, place: int, start: int) -> int:
        """Return the first word that bears a claim: of the verb, with what says how sure it is."""
        while start < place and self._shape.form(start) in ARTICLES | {"is", "are", "to", "be"}:
            start += 1
        return self._units[start].first
