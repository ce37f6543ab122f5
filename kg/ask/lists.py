"""Questions for a list: which things are meant, by all that is said of them on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.sayings import Sayings
from kg.ask.smallwords import ABOUT, AGAINST, ANYONE, ARTICLES, AUXILIARIES, BE, PREPOSITIONS, THAT, USING, WH
from kg.ask.tree import Clause, Either, Kind, Meaning, Thing, Which
from kg.model import End, Status
from kg.vocabulary import BELONGS_TO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask.tree import Term

__all__ = ["Lists"]

LISTING = frozenset({"list", "name", "enumerate"})


class Lists(Sayings):
    """Readers of questions for a list; each yields what is wanted and the place after it."""

    def listed(self, place: int) -> Iterator[tuple[Which, int]]:
        """Yield "list the muscles of the thigh", "name the hamstrings": what belongs to a group."""
        if LISTING.isdisjoint(self.words[:place]):
            return
        found = list(self.simple(self.skip(place, ARTICLES)))
        for term, end in found:
            if isinstance(term, Kind):
                yield Which(term), end
        for term, end in found:
            if isinstance(term, Thing):
                yield Which(Kind(None, (Clause((BELONGS_TO,), End.SUBJECT, term),))), end

    def with_status(self, place: int) -> Iterator[tuple[Meaning, int]]:
        """Yield "which actions of the piriformis are contested"."""
        for term, end in self.term(self.skip(place, WH | ARTICLES)):
            after = self.skip(end, BE | AUXILIARIES | {"only"})
            status = self.lexicon.status(self.word(after))
            if status is not None and isinstance(term, Kind):
                yield Meaning(Which(term), status=status), after + 1
        # "About which actions of the piriformis do sources disagree"
        if self.word(place) in ABOUT:
            for term, end in self.term(self.skip(place + 1, WH | ARTICLES)):
                after = self.skip(end, AUXILIARIES | BE | ARTICLES | ANYONE)
                if self.word(after) in AGAINST and after > end:
                    yield Meaning(Which(term), status=Status.CONTESTED), after + 1

    def keywords(self, place: int) -> Iterator[tuple[Which, int]]:
        """Yield "spinal roots gastrocnemius", "origin sartorius": words side by side."""
        for noun in self.lexicon.nouns(self.words, place):
            for other, end in self.simple(noun.end):
                if relations := self.fitting(noun.relations, noun.head, other):
                    yield Which(Kind(None, (Clause(relations, noun.head, other),))), end
        for named in self.lexicon.classes(self.words, place):
            for other, end in self.simple(named.end):
                for clause in self.ways(named.ids[0], other):
                    yield Which(Kind(named.ids[0], (clause,))), end

    def which(self, place: int) -> Iterator[tuple[Which, int]]:
        """Yield what begins with "what", "which", "where", "how" or with a preposition before these."""
        start = place
        if self.word(start) in PREPOSITIONS and self.word(start + 1) in WH:
            start += 1
        how = self.word(start) == "how"
        if not how and self.word(start) not in WH:
            return
        for wanted, end in self.asked_for(start if self.word(start) == "where" or how else start + 1):
            yield Which(wanted), end
        # "Where the sartorius inserts", "what X leads to"
        for subject, after in self.term(start + 1):
            for verb, _, end in self.gap_verbs(after):
                for clause in self.clauses(None, verb, subject):
                    yield Which(Kind(None, (clause,))), end

    def asked_for(self, place: int) -> Iterator[tuple[Term, int]]:
        """Yield the kind of thing that is asked for, with all that is said of it on either side."""
        start = self.skip(place, ARTICLES)
        yield from self._of_noun(start)
        heads: list[tuple[Kind, int]] = [(Kind(None), start)]
        if self.word(start) in ("where", "how"):
            heads = [(Kind(None), start + 1)]
        if self.word(start) == "where":  # "Where it inserts the biceps femoris"
            ahead = self.skip(start + 1, frozenset({"it"}))
            for verb in self.lexicon.verbs(self.words, ahead, after_be=False):
                for subject, end in self.term(verb.end):
                    for clause in self.clauses(None, verb, subject):
                        yield Kind(None, (clause,)), end
        heads = [
            *((term, end) for term, end in self.simple(start) if isinstance(term, Kind)),
            *heads,
        ]
        for kind, after in heads:
            for clauses, end in self.predicates(kind.cls, after):
                yield Kind(kind.cls, (*kind.clauses, *clauses)), end
            ahead = self.skip(after)
            if self.word(ahead) in AUXILIARIES | BE:
                be = self.word(ahead) in BE
                for subject, then in self.term(ahead + 1):
                    yield from self._gaps(kind, subject, then, after_be=be)
                yield from self._odd_orders(kind, ahead, be=be)
                if be and kind == Kind(None):
                    for term, end in self.term(ahead + 1):
                        if isinstance(term, Kind | Either) and not self.only_things(term):
                            yield term, end
                if be and kind != Kind(None) and self.run(ahead + 1, "there") is not None:
                    yield kind, ahead + 2
            if kind != Kind(None):
                yield kind, after
        # "How many muscles contains the iliopsoas": the verb before its subject, where a kind is named.
        # "What helps the iliopsoas" asks who helps it.
        for kind, after in heads:
            if kind == Kind(None):
                continue
            for verb in self.lexicon.verbs(self.words, self.skip(after), after_be=False):
                for subject, end in self.term(verb.end):
                    for clause in self._clauses(
                        None, verb, subject, denied=False, reverse=True, wanted=kind.cls
                    ):
                        yield Kind(kind.cls, (*kind.clauses, clause)), end

    def _odd_orders(self, kind: Kind, place: int, *, be: bool) -> Iterator[tuple[Term, int]]:
        """Yield what follows a kind of thing and "is" or "do" at `place` in less usual order."""
        ahead = place + 1
        if be and kind.cls is not None:
            # "By which muscles is the ankle dorsiflexed"
            for done, end in self._deeds(ahead):
                if clause := self.joined(kind.cls, done, deed=True):
                    yield Kind(kind.cls, (*kind.clauses, clause)), end
            # "By which nerve is controlled the soleus"
            for verb in self.lexicon.verbs(self.words, ahead, after_be=True):
                for subject, end in self.term(verb.end):
                    for each in self._clauses(
                        None, verb, subject, denied=False, reverse=True, wanted=kind.cls
                    ):
                        yield Kind(kind.cls, (*kind.clauses, each)), end
            # "How many muscles are (there) in the thigh"
            within = self.skip(ahead)
            if self.word(within) in PREPOSITIONS:
                for other, end in self.simple(within + 1):
                    if clause := self.joined(kind.cls, other):
                        yield Kind(kind.cls, (*kind.clauses, clause)), end
        # "What exercises can I do with an exercise band"
        using = self.skip(ahead)
        if self.word(using) in USING and self.word(using + 1) in PREPOSITIONS:
            for other, end in self.simple(using + 2):
                if clause := self.joined(kind.cls, other):
                    yield Kind(kind.cls, (*kind.clauses, clause)), end
        # "What equipment do I need for gait retraining"
        for verb, denied, end in self.gap_verbs(ahead):
            if self.word(end) in PREPOSITIONS and not denied:
                for other, last in self.simple(end + 1):
                    for each in self.clauses(kind.cls, verb, other):
                        yield Kind(kind.cls, (*kind.clauses, each)), last

    @staticmethod
    def only_things(term: Term) -> bool:
        """Return whether a term is several entities and no kind of thing."""
        return isinstance(term, Either) and all(isinstance(each, Thing) for each in term.terms)

    def in_place(self, place: int) -> Iterator[tuple[Which, int]]:
        """Yield "the soleus is innervated by which nerve"."""
        for statement, end in self.statement(place):
            clause = statement.clause
            if clause is not None and isinstance(clause.other, Kind):
                head = End.OBJECT if clause.head is End.SUBJECT else End.SUBJECT
                turned = Clause(clause.relations, head, statement.term, clause.denied)
                yield Which(Kind(clause.other.cls, (*clause.other.clauses, turned))), end

    def _gaps(self, kind: Kind, subject: Term, place: int, *, after_be: bool) -> Iterator[tuple[Term, int]]:
        start, denied, be, _ = self._auxiliaries(place)
        start = self.skip(start, ARTICLES)
        for verb in self.lexicon.verbs(self.words, start, after_be=after_be or be):
            for clause in self._clauses(None, verb, subject, denied=denied, reverse=True, wanted=kind.cls):
                yield Kind(kind.cls, (*kind.clauses, clause)), verb.end
            # "From which roots are the muscles served that insert on X": what is said of them comes late.
            if isinstance(subject, Kind) and self.word(verb.end) in THAT:
                for more, end in self.restrictions(subject.cls, verb.end):
                    whole = Kind(subject.cls, (*subject.clauses, *more))
                    for clause in self._clauses(
                        None, verb, whole, denied=denied, reverse=True, wanted=kind.cls
                    ):
                        yield Kind(kind.cls, (*kind.clauses, clause)), end

    def _of_noun(self, place: int) -> Iterator[tuple[Term, int]]:
        """Yield "(which) actions does X have", "(what) functions has X", "(what) nerve supplies X"."""
        for noun in self.lexicon.nouns(self.words, place):
            start = self.skip(noun.end)
            if self.word(start) in AUXILIARIES | BE:
                for owner, after in self.term(start + 1):
                    relations = self.fitting(noun.relations, noun.head, owner)
                    if not relations:
                        continue
                    kind = Kind(None, (Clause(relations, noun.head, owner),))
                    if self.word(after) in ("have", "got", "possess", "show"):
                        yield kind, after + 1
                    elif self.word(start) in ("has", "have"):
                        yield kind, after
                    for verb, denied, end in self.gap_verbs(after):
                        mine = {*verb.subject_first, *verb.object_first} & set(relations)
                        if mine and not denied:
                            fitting = tuple(each for each in relations if each in mine)
                            yield Kind(None, (Clause(fitting, noun.head, owner),)), end
                        elif not denied:
                            for clause in self.clauses(None, verb, owner):
                                yield Kind(None, (clause,)), end
