"""What the words of a sentence are: things the graph knows, cues for relations, marks and other words."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.lexicon import Lexicon
from kg.ask.smallwords import ARTICLES, AUXILIARIES, BE, LINKERS, PREPOSITIONS
from kg.ask.words import noun_of, singular, tokens
from kg.authoring.names import Names
from kg.graph import KnowledgeGraph
from kg.model import End
from kg.vocabulary import ANATOMICAL_ENTITY, EXAMPLE_OF, PERFORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.ask.lexicon import Verb
    from kg.authoring.cues import Cues
    from kg.authoring.sentences import Word

__all__ = ["INCLUDES_MOVEMENT", "MODALS", "Kind", "Unit", "Units", "verb_words"]

# So many words stand at most between "is a" and the name of a kind.
MAX_DESCRIBED = 4
# And so many between what is done and the verb that it is the subject of.
MAX_DONE = 5
# A plural that is too short to be told by its form: "step-ups".
SHORT_PLURALS = {"ups": "up"}
MOVEMENT, MECHANISM = "Movement", "Mechanism"
INCREASES, MEMBER_OF, INCLUDES_MOVEMENT = "increases", "memberOf", "includesMovement"
GETTING = frozenset({"get", "gets", "got", "getting"})
MAKING = frozenset({"make", "makes", "made", "making"})
MODALS = frozenset({"can", "could", "may", "might", "will"})


class Kind(Enum):
    """What a unit is."""

    # A thing that the graph knows.
    NAME = 1
    # A verb and its object that are a movement: "abducts the hip".
    DEED = 2
    # A part of the body in a state that the graph does not know: "a stiff ankle".
    STATE = 3
    # A verb, or what stands for one, of some relations.
    CUE = 4
    WORD = 5
    MARK = 6


class Unit(NamedTuple):
    """Words from `first` up to `last`, and what they are.

    `entity` is what a name or a deed stands for; `before` and `after` are the relations of a cue with its
    subject standing before or after it. `form` is the first word.
    """

    kind: Kind
    first: int
    last: int
    form: str
    entity: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def cue(self) -> bool:
        """Whether it says something of what stands before it."""
        return self.kind in (Kind.CUE, Kind.DEED)

    @property
    def thing(self) -> bool:
        """Whether it names something that a claim can be about."""
        return self.kind in (Kind.NAME, Kind.DEED)


class Units:
    """Finds the units of sentences of one text. Out of scope: what they say of each other."""

    def __init__(self, graph: KnowledgeGraph, cues: Cues, words: Iterable[str]) -> None:
        """Read what the words of the text may stand for."""
        self.cues = cues
        self.graph = graph
        content = replace(
            graph.content, phrases=cues.enriched(graph.content.phrases), claims=(), marks=(), mappings=()
        )
        self._lexicon = Lexicon(KnowledgeGraph(content), list(words))
        self._claimable = frozenset(graph.vocabulary.claimable())
        self._names = Names(graph, cues, self._lexicon)
        self.is_a = self._names.is_a
        self._straight = {each.relation: (each.base, *each.asked) for each in content.phrases}
        self._turned = {
            each.relation: (*each.from_object[:1], *each.asked_from_object) for each in content.phrases
        }
        self._moves: dict[str, bool] = {}
        # Of the sentence that is read: what a word is may hang on the next, and so on to its end.
        self._cue_at: dict[int, Unit | None] = {}
        self._movements = sorted(
            {
                word
                for entity in graph.of_class(MOVEMENT)
                for name in entity.names
                for word in tokens(name)
                if word.endswith(("ion", "ing"))
            }
        )

    def read(self, words: Sequence[Word]) -> list[Unit]:
        """Return the units of a sentence, which together are all its words."""
        plain = [SHORT_PLURALS.get(word.form, word.form) for word in words]
        self._cue_at = {}
        found: list[Unit] = []
        place = 0
        while place < len(plain):
            unit = self._unit(plain, words, place, found)
            found.append(unit)
            place = unit.last
        return found

    def _unit(self, plain: list[str], words: Sequence[Word], place: int, before: list[Unit]) -> Unit:
        form = plain[place]
        if words[place].mark:
            return Unit(Kind.MARK, place, place + 1, form)
        name = self._name(plain, place)
        cue = self._cue(plain, place)
        deed = self._deed(plain, place) if name is None else None
        if cue is not None and (name is None or self._acts(plain, place)):
            return cue
        if deed is not None:
            return deed
        if (
            name is not None
            and place
            and plain[place - 1] in MODALS
            and self._names.is_a(name.entity, MECHANISM)
        ):
            # "Can stress the knee joint": a verb and its object that are named as a thing.
            return name._replace(kind=Kind.DEED, before=(INCREASES,))
        if name is not None and form.endswith("ing") and self._names.is_a(name.entity, MOVEMENT):
            return name._replace(kind=Kind.DEED, before=(PERFORMS,))
        if name is not None:
            return self._with_state(plain, name, before)
        return Unit(Kind.WORD, place, place + 1, form)

    @staticmethod
    def _acts(plain: list[str], place: int) -> bool:
        """Return whether a word that can be noun or verb is a verb here: "stretches the glutes"."""
        following = plain[place + 1] if place + 1 < len(plain) else ""
        leading = plain[place - 1] if place else ""
        return following in ARTICLES or following == "one" or leading == "to" or leading in AUXILIARIES

    # Names

    def _name(self, plain: list[str], place: int) -> Unit | None:
        last, entity = self._names.longest(plain, place)
        return Unit(Kind.NAME, place, last, plain[place], entity) if entity else None

    def _with_state(self, plain: list[str], name: Unit, before: list[Unit]) -> Unit:
        """Return a part of the body together with the state that it is said to be in, before or after it."""
        if not self._names.is_a(name.entity, ANATOMICAL_ENTITY):
            return name
        leading = plain[name.first - 1] if name.first else ""
        if leading in self.cues.states and before and before[-1].kind is Kind.WORD:
            return name._replace(kind=Kind.STATE)
        place = name.last
        if place < len(plain) and plain[place] in BE | {"become", "becomes", "get", "gets"}:
            place += 1
            while place < len(plain) and (self._lightly(plain[place])):
                place += 1
            if place < len(plain) and plain[place] in self.cues.states:
                words = [plain[place], *plain[name.first : name.last]]
                found = self._name(words, 0)
                end = place + 1
                if found is not None and found.last == len(words):
                    return found._replace(first=name.first, last=end, form=name.form)
                return name._replace(kind=Kind.STATE, last=end)
        return name

    # Cues

    def _cue(self, plain: list[str], place: int) -> Unit | None:
        """Return the longest cue from here."""
        if place not in self._cue_at:
            self._cue_at[place] = self._longest_cue(plain, place)
        return self._cue_at[place]

    def _longest_cue(self, plain: list[str], place: int) -> Unit | None:
        form = plain[place]
        relation = self.cues.deeds.get(form)
        if relation is not None and (end := _of(plain, place + 1, self.cues.deeds)):
            return Unit(Kind.CUE, place, end, form, before=(relation,))
        if form in AUXILIARIES or form in GETTING:
            return None
        if self._copula(plain, place):
            return Unit(Kind.CUE, place, place + 2, form, before=(MEMBER_OF, EXAMPLE_OF))
        after_be = self._after_be(plain, place)
        if after_be and (noun := self._noun(plain, place)) is not None:
            return noun
        if place and plain[place - 1] in ARTICLES and not after_be and not _does(plain, place):
            # "The following exercises", "this stretch": no verb.
            return None
        if self._is_noun(plain, place):
            return None
        best: Verb | None = None
        for verb in self._lexicon.verbs(plain, place, after_be=after_be):
            if not verb.short and (best is None or verb.end > best.end):
                best = verb
        if best is None or self._helps(plain, place, best) or self._describes(plain, place, best):
            return None
        before, after = (
            tuple(name for name in names if name in self._claimable)
            for names in (best.subject_first, best.object_first)
        )
        tail = [word for word in plain[place + 1 : best.end] if word not in ARTICLES]
        if tail and tail[-1] != "by":
            # A question may name a verb with the wrong preposition; here "results from" is not "results in".
            before = tuple(name for name in before if self._ends(self._straight, name, tail))
            after = tuple(name for name in after if self._ends(self._turned, name, tail))
        if not before and not after:
            return None
        if form in MAKING and best.end == place + 1:
            # "Makes the pain worse": what it says of the pain comes later, and no relation is told by it.
            return Unit(Kind.CUE, place, best.end, form)
        return Unit(Kind.CUE, place, best.end, form, before=before, after=after)

    def _is_noun(self, plain: list[str], place: int) -> bool:
        """Return whether what could be a verb is part of a name: "the stretch opens", "strengthening of"."""
        form, following = plain[place], plain[place + 1] if place + 1 < len(plain) else ""
        if form.endswith("ing") and (following == "of" or self._is_subject(plain, place)):
            return True
        if place > 1 and plain[place - 2] in ("a", "an") and following in ("in", "of"):
            # "A sudden increase in training".
            return True
        return singular(form) in self.cues.kinds and (
            not following.isalpha()
            or following in AUXILIARIES | BE | self.cues.prepositions | self.cues.openers
            or self._cue(plain, place + 1) is not None
        )

    def _is_subject(self, plain: list[str], place: int) -> bool:
        """Return whether what is done is the subject of a verb: "strengthening the hip can reduce …"."""
        before = plain[place - 1] if place else ""
        if before not in self.cues.openers | LINKERS and before.isalpha():
            return False
        for word in plain[place + 1 : place + 2 + MAX_DONE]:
            if word in MODALS:
                return True
            if not word.isalpha() or word in self.cues.openers or word in PREPOSITIONS:
                return False
        return False

    @staticmethod
    def _ends(ways: Mapping[str, Sequence[str]], relation: str, tail: list[str]) -> bool:
        return any(verb_words(way)[1:] == tail for way in ways[relation])

    def _copula(self, plain: list[str], place: int) -> bool:
        """Return whether something is said here to be one of a kind: "is a very common complaint"."""
        if plain[place] not in BE or plain[place + 1 : place + 2] not in (["a"], ["an"]):
            return False
        for at in range(place + 2, min(len(plain), place + 2 + MAX_DESCRIBED)):
            if self._cue(plain, at) is not None:
                return False
            if self._name(plain, at) is not None:
                return True
        return False

    def _noun(self, plain: list[str], place: int) -> Unit | None:
        """Return a noun for one end of a relation: "is a cause of", "is the result of"."""
        for noun in self._lexicon.nouns(plain, place):
            if noun.end < len(plain) and plain[noun.end] in ("of", "for", "behind"):
                before, after = (noun.relations, ()) if noun.head is End.SUBJECT else ((), noun.relations)
                return Unit(Kind.CUE, place, noun.end + 1, plain[place], before=before, after=after)
        return None

    def _after_be(self, plain: list[str], place: int) -> bool:
        place -= 1
        while place > 0 and self._lightly(plain[place]):
            place -= 1
        return place >= 0 and plain[place] in BE

    def _lightly(self, word: str) -> bool:
        """Return whether a word between "is" and what follows it changes nothing but how sure or how much."""
        return (
            word in ARTICLES or word in self.cues.degrees or word in self.cues.hedges or word.endswith("ly")
        )

    def _describes(self, plain: list[str], place: int, verb: Verb) -> bool:
        """Return whether a participle only describes what follows: "leads to increased stress"."""
        form, before = plain[place], plain[place - 1] if place else ""
        return (
            verb.end == place + 1
            and form in self.cues.more | self.cues.less
            and (before in PREPOSITIONS or before in ARTICLES or before in ("and", "or", ""))
        )

    def _helps(self, plain: list[str], place: int, verb: Verb) -> bool:
        """Return whether a verb only leads up to another: "helps to prevent", "used to treat"."""
        alone = verb.end == place + 1 or plain[place + 1 : verb.end] == ["to"]
        if not alone or plain[place] not in self.cues.passed:
            return False
        following = verb.end + (plain[verb.end : verb.end + 1] == ["to"])
        return following < len(plain) and (
            self._cue(plain, following) is not None or self._deed(plain, following) is not None
        )

    def _moves_something(self, form: str) -> bool:
        if form not in self._moves:
            self._moves[form] = any(noun_of(form, noun) for noun in self._movements)
        return self._moves[form]

    def _deed(self, plain: list[str], place: int) -> Unit | None:
        """Return a verb with its object that together are a movement."""
        form = plain[place]
        if form in self._movements and not form.endswith("ing"):
            return None
        # "Laterally rotates the hip", too.
        ahead = plain[place : place + (2 if form.endswith("ly") or self._names.knows(form) else 1)]
        if form in PREPOSITIONS or not any(map(self._moves_something, ahead)):
            return None
        for named in self._lexicon.deeds(plain, place):
            if len(named.ids) == 1 and not set(plain[place : named.end]) & {"and", "or"}:
                return Unit(Kind.DEED, place, named.end, form, named.ids[0], (PERFORMS,))
        return None


def _of(plain: list[str], place: int, deeds: Iterable[str]) -> int:
    """Return where "of" and its like end after a noun, with others joined to it; 0 where there is none."""
    known = frozenset(deeds)
    while place + 1 < len(plain) and plain[place] in ("and", "or") and plain[place + 1] in known:
        place += 2
    return place + 1 if place < len(plain) and plain[place] in ("of", "to", "for", "from") else 0


def _does(plain: list[str], place: int) -> bool:
    """Return whether "this" does what follows: "this stretches", which cannot be a noun."""
    return plain[place - 1] == "this" and plain[place].endswith("s") and not plain[place].endswith("ss")


def verb_words(verb: str) -> list[str]:
    """Return the words of a way to say a relation, less articles and "be"."""
    return [word for word in tokens(verb) if word not in ARTICLES and word != "be"]
