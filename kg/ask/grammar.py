"""From the words of a question to its meaning: a grammar that tries every reading, the likeliest first.

Each method yields pairs of what it read from a place on and the place after it. Nothing here names a relation
or an entity: `kg.ask.lexicon` says what words stand for, and types decide between readings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.reader import Reader
from kg.ask.smallwords import (
    ARTICLES,
    BE,
    EVERY,
    LIGHT,
    LINKERS,
    PREPOSITIONS,
    THAT,
    THINGS,
)  # fmt: skip
from kg.ask.tree import Clause, Either, Kind, Thing, Whether
from kg.model import End
from kg.vocabulary import BELONGS_TO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.ask.lexicon import Lexicon, Named, Verb
    from kg.ask.tree import Term
    from kg.lookup import Lookup

__all__ = ["Grammar"]

# So many steps are taken at most for one question: a long one may be read in very many ways.
MAX_STEPS = 4_000

_Clauses = tuple[Clause, ...]


class Grammar(Reader):
    """Noun phrases and verb phrases over the words of one question."""

    def __init__(self, graph: Lookup, lexicon: Lexicon, words: Sequence[str]) -> None:
        super().__init__(graph, lexicon, words)
        self._left = MAX_STEPS
        self._memory: dict[tuple[str, int], list[tuple[Term, int]]] = {}

    # Noun phrases

    def term(self, place: int) -> Iterator[tuple[Term, int]]:
        """Yield what is named: an entity, a kind of entity with what is said of it, or several of them."""
        yield from self._remembered("term", place, self._terms)

    def _remembered(
        self, name: str, place: int, read: Callable[[int], Iterator[tuple[Term, int]]]
    ) -> list[tuple[Term, int]]:
        self._left -= 1
        if self._left < 0:
            return []
        if (name, place) not in self._memory:
            self._memory[name, place] = []  # what refers to itself comes to nothing
            self._memory[name, place] = list(read(place))
        return self._memory[name, place]

    def _terms(self, place: int) -> Iterator[tuple[Term, int]]:
        # "Tight and weak gluteus medius": what follows the second adjective belongs to the first, too.
        start = self.skip(place, ARTICLES)
        if self.word(start + 1) in ("and", "or"):
            for second in self.lexicon.entities(self.words, start + 2):
                whole = [self.word(start), *self.words[start + 3 : second.end]]
                for named in self.lexicon.entities(whole, 0):
                    if named.end == len(whole) and named.ids != second.ids:
                        both = Thing(named.ids[0]), Thing(second.ids[0])
                        yield Either(both, self.word(start + 1) == "and"), second.end
        for first, after in self.simple(place):
            link = self.word(after)
            if link in ("and", "or", "as"):
                ahead = after + 1 if link != "as" else after + 3  # "as well as"
                for rest, end in self.term(self.skip(ahead, ARTICLES | {"either", "both"})):
                    every = link != "or"
                    others = rest.terms if isinstance(rest, Either) and rest.every is every else (rest,)
                    yield Either((first, *others), every), end
            yield first, after

    def simple(self, place: int) -> Iterator[tuple[Term, int]]:
        """Yield one thing or kind of thing."""
        yield from self._remembered("simple", place, self._simple)

    def _simple(self, place: int) -> Iterator[tuple[Term, int]]:
        start = self.skip(place, ARTICLES | {"both", "either"})
        if self.word(start) in EVERY:
            ahead = self.skip(start + 1, ARTICLES | {"of"})
            for term, end in self.simple(ahead):
                yield _every(term), end
            return
        if self.word(start) in ("which", "what") and any(self._heads(start + 1)):
            start += 1
        # Nouns first where "of" follows: "the action of X"; names first elsewhere.
        for noun in self.lexicon.nouns(self.words, start):
            if self.word(noun.end) in PREPOSITIONS:
                for other, end in self.simple(noun.end + 1):
                    if relations := self.fitting(noun.relations, noun.head, other):
                        yield Kind(None, (Clause(relations, noun.head, other),)), end
        for named in self.lexicon.entities(self.words, start):
            for entity in named.ids:
                yield from self._possessed(Thing(entity), named.end)
                yield Thing(entity), named.end
        for cls, end in self._heads(start):
            yield from self._kinds(cls, end)
        # "Foot eversion muscles", "knee-extending muscles"
        for deed, found in ((False, self.lexicon.entities), (True, self.lexicon.deeds)):
            for named in found(self.words, start):
                for cls, end in self._heads(named.end):
                    for entity in named.ids:
                        if clause := self.joined(cls, Thing(entity), deed=deed):
                            for more, last in ((((), end)), *self.restrictions(cls, end)):
                                yield Kind(cls, (clause, *more)), last

    def _heads(self, place: int) -> Iterator[tuple[str | None, int]]:
        for named in self.lexicon.classes(self.words, place):
            for cls in named.ids:
                yield cls, named.end
        if self.word(place) in THINGS:
            yield None, place + 1

    def _possessed(self, owner: Term, place: int) -> Iterator[tuple[Term, int]]:
        """Yield what follows an owner: "the sartorius's nerve", "gluteus medius origin"."""
        start = self.skip(place + (self.word(place) == "'s"))
        for noun in self.lexicon.nouns(self.words, start):
            relations = self.fitting(noun.relations, noun.head, owner)
            if relations:
                yield Kind(None, (Clause(relations, noun.head, owner),)), noun.end
                if self.word(noun.end) == "and":
                    for other in self.lexicon.nouns(self.words, self.skip(noun.end + 1, ARTICLES)):
                        more = self.fitting(other.relations, other.head, owner)
                        if more and other.head is noun.head:
                            both = tuple(dict.fromkeys((*relations, *more)))
                            yield Kind(None, (Clause(both, noun.head, owner),)), other.end

    def _kinds(self, cls: str | None, place: int) -> Iterator[tuple[Term, int]]:
        for clauses, end in self.restrictions(cls, place):
            yield Kind(cls, clauses), end
        yield Kind(cls), place

    def restrictions(self, cls: str | None, place: int) -> Iterator[tuple[_Clauses, int]]:
        """Yield what is said of a kind of thing, one clause or several linked by "and" or "but"."""
        for clauses, end in self._restriction(cls, place):
            after = self.skip(end)
            if self.word(after) in LINKERS - {"or"}:
                for more, last in self.restrictions(cls, self.skip(after + 1)):
                    yield (*clauses, *more), last
                yield from self._ellipsis(cls, clauses, after + 1, "")
                # "… that strengthen X but do not load Y": the verb phrase goes on without a new "that".
                for more, last in self.predicates(cls, self.skip(after + 1)):
                    yield (*clauses, *more), last
            if self.word(after) == "without":
                for more, last in self.predicates(cls, after):
                    yield (*clauses, *more), last
            yield clauses, end
            for more, last in self._restriction(cls, after):
                yield (*clauses, *more), last

    def _restriction(self, cls: str | None, place: int) -> Iterator[tuple[_Clauses, int]]:
        start = self.skip(place)
        that = self.word(start) in THAT | {"where"}
        ahead = self.skip(start + that)
        yield from self.predicates(cls, ahead, relative=not that)
        for subject, end in self.term(ahead):
            yield from self._object_gap(cls, subject, end)
        if self.word(start) == "whose" or self.word(start) in ("with", "having"):
            yield from self._whose(start + 1)
        if not that and self.word(start) in PREPOSITIONS - {"by"}:
            for other, end in self.simple(start + 1):
                for clause in self.ways(cls, other):
                    yield (clause,), end

    def _whose(self, place: int) -> Iterator[tuple[_Clauses, int]]:
        """Yield "whose origin is X", "with an origin on X"."""
        start = self.skip(place, ARTICLES)
        for noun in self.lexicon.nouns(self.words, start):
            after = self.word(noun.end)
            if after in BE | PREPOSITIONS:
                ahead = noun.end + 1 + (self.word(noun.end + 1) in PREPOSITIONS)
                for other, end in self.term(self.skip(ahead, ARTICLES)):
                    head = End.SUBJECT if noun.head is End.OBJECT else End.OBJECT
                    if relations := self.fitting(noun.relations, head, other):
                        yield (Clause(relations, head, other),), end
        for other, end in self.simple(start):
            if self.word(end) == "as":
                for noun in self.lexicon.nouns(self.words, self.skip(end + 1, ARTICLES)):
                    head = End.SUBJECT if noun.head is End.OBJECT else End.OBJECT
                    if relations := self.fitting(noun.relations, head, other):
                        yield (Clause(relations, head, other),), noun.end

    # Verb phrases

    def predicates(
        self, cls: str | None, place: int, *, relative: bool = False, after_be: bool = False
    ) -> Iterator[tuple[_Clauses, int]]:
        """Yield what is said of a grammatical subject, of a class where that is known: verb and object.

        `relative` where no "that" leads it in: then the verb has to be a participle ("muscles supplied by").
        """
        self._left -= 1
        if self._left < 0:
            return
        start, denied, be, auxiliary = self._auxiliaries(place)
        after_be = after_be or be
        if relative and not auxiliary and not after_be and not self.word(start).endswith(("ing", "ed")):
            participles = {"found", "drawn", "taken", "held", "led", "built", "made"}
            finite = self.word(start) in participles
            if not finite:
                return
        reduced = relative and not after_be
        for verb in self.lexicon.verbs(self.words, start, after_be=after_be or reduced):
            if verb.short:
                continue
            for other, end in self._objects(verb.end):
                for clause in self._clauses(cls, verb, other, denied=denied):
                    yield (clause,), end
                    yield from self._and_again(cls, clause, end)
        if after_be:
            yield from self._predicate_noun(start, denied=denied)
        if self.word(start) in LIGHT:
            yield from self._light(cls, start + 1, denied=denied)
        elif auxiliary and self.word(start - 1) in LIGHT:
            yield from self._light(cls, start, denied=denied)
        if not relative or self.word(start).endswith("ing"):
            for done, end in self._deeds(start):
                deed = self.joined(cls, done, denied=denied, deed=True)
                if deed is not None:
                    yield (deed,), end
                    yield from self._and_again(cls, deed, end, self.word(start))

    def _deeds(self, place: int) -> Iterator[tuple[Term, int]]:
        """Yield what a verb with its object stands for: "flex the hip", "flex the hip and the knee"."""
        # "Abduct and laterally rotate the hip": both verbs have the one object.
        if self.word(place + 1) in ("and", "or"):
            for named in self.lexicon.deeds(self.words, place + 2):
                for split in range(place + 3, named.end):
                    again = [self.word(place), *self.words[split : named.end]]
                    for other in self.lexicon.deeds(again, 0):
                        if other.end == len(again) and other.ids != named.ids:
                            both = Thing(other.ids[0]), Thing(named.ids[0])
                            yield Either(both, self.word(place + 1) == "and"), named.end
        for named in self.lexicon.deeds(self.words, place):
            link = self.word(named.end)
            if link in ("and", "or"):
                again = [self.word(place), *self.words[named.end + 1 :]]
                for other in self.lexicon.deeds(again, 0):
                    both = Thing(named.ids[0]), Thing(other.ids[0])
                    yield Either(both, link == "and"), named.end + other.end
            if len(named.ids) > 1:
                yield Either(tuple(Thing(entity) for entity in named.ids), every=False), named.end
            else:
                yield Thing(named.ids[0]), named.end

    def _light(self, cls: str | None, place: int, *, denied: bool) -> Iterator[tuple[_Clauses, int]]:
        """Yield "(muscles that) take their origin from X", "have X among their origins"."""
        for other, end in self.simple(place):
            if self.word(end) in ("among", "as", "for"):
                for noun in self.lexicon.nouns(self.words, self.skip(end + 1, ARTICLES)):
                    head = End.SUBJECT if noun.head is End.OBJECT else End.OBJECT
                    if relations := self.fitting(noun.relations, head, other, cls):
                        yield (Clause(relations, head, other, denied),), noun.end
        for noun in self.lexicon.nouns(self.words, self.skip(place, ARTICLES)):
            if self.word(noun.end) not in PREPOSITIONS:
                continue
            head = End.SUBJECT if noun.head is End.OBJECT else End.OBJECT
            for other, end in self._objects(noun.end + 1):
                if relations := self.fitting(noun.relations, head, other, cls):
                    yield (Clause(relations, head, other, denied),), end

    def _and_again(
        self, cls: str | None, clause: Clause, place: int, verb: str = ""
    ) -> Iterator[tuple[_Clauses, int]]:
        link = self.word(place)
        if link in LINKERS - {"or"} or link == "without":
            for more, end in self.predicates(cls, self.skip(place + (link != "without"))):
                yield (clause, *more), end
            yield from self._ellipsis(cls, (clause,), place + 1, verb)

    def _ellipsis(
        self, cls: str | None, clauses: _Clauses, place: int, verb: str
    ) -> Iterator[tuple[_Clauses, int]]:
        """Yield "(… flex the knee but) not the hip": the verb is the one before, and has to fit."""
        if self.word(place) != "not":
            return
        again = [verb, *self.words[place + 1 :]]
        for named in self.lexicon.deeds(again, 0):
            for entity in named.ids:
                if deed := self.joined(cls, Thing(entity), denied=True, deed=True):
                    yield (*clauses, deed), place + named.end
        last = clauses[-1]
        for other, end in self._objects(place + 1):
            fitting = self.fitting(last.relations, last.head, other, cls)
            if fitting and self.class_of(other) is not None:
                yield (*clauses, Clause(fitting, last.head, other, denied=True)), end

    def _objects(self, place: int) -> Iterator[tuple[Term, int]]:
        yield from self.term(self.skip(place, ARTICLES | {"more"}))

    def _predicate_noun(self, place: int, *, denied: bool) -> Iterator[tuple[_Clauses, int]]:
        """Yield "is the nerve of X", "is X's antagonist"."""
        for term, end in self.simple(place):
            if isinstance(term, Kind) and term.cls is None and len(term.clauses) == 1:
                clause = term.clauses[0]
                yield (Clause(clause.relations, clause.head, clause.other, denied),), end

    def _object_gap(self, cls: str | None, subject: Term, place: int) -> Iterator[tuple[_Clauses, int]]:
        """Yield "… that X performs": the kind of thing that is asked for is the verb's object."""
        for verb, denied, end in self.gap_verbs(place):
            for clause in self._clauses(None, verb, subject, denied=denied, reverse=True, wanted=cls):
                yield (clause,), end

    def gap_verbs(self, place: int) -> Iterator[tuple[Verb, bool, int]]:
        """Yield verbs that end their clause, with whether they are denied and the place after."""
        start, denied, after_be, _ = self._auxiliaries(place)
        start = self.skip(start, ARTICLES)
        for verb in self.lexicon.verbs(self.words, start, after_be=after_be):
            yield verb, denied, verb.end

    # Whole statements

    def statement(self, place: int) -> Iterator[tuple[Whether, int]]:
        """Yield a subject with what is said of it."""
        for subject, after in self.term(place):
            for clauses, end in self.predicates(self.class_of(subject), after):
                if len(clauses) == 1:
                    yield Whether(subject, clauses[0]), end
            start, denied, after_be, _ = self._auxiliaries(after)
            if after_be and not denied:
                for named in self.classes(start):
                    yield Whether(subject, None, named.ids[0]), named.end

    def classes(self, place: int) -> Iterator[Named]:
        """Yield the classes named from here on, after an article."""
        yield from self.lexicon.classes(self.words, self.skip(place, ARTICLES))


def _every(term: Term) -> Term:
    """Return a term of which each has to be meant: "all hamstrings" are its members one by one."""
    if isinstance(term, Kind):
        return term._replace(every=True)
    if isinstance(term, Thing):
        return Kind(None, (Clause((BELONGS_TO,), End.SUBJECT, term),), every=True)
    return term
