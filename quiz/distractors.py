"""Wrong options worth choosing: likely enough to tempt, and none that gives itself or the key away."""

from __future__ import annotations

from collections import Counter
from itertools import islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kg.model import End, Status, Tier
from kg.proof import ProofKind
from kg.vocabulary import EXAMPLE_OF
from quiz.balance import Balance
from quiz.blank import Blank
from quiz.places import NOWHERE, STANDS_THERE, Place, Places
from quiz.stems import class_named, kind_asked
from quiz.words import roots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from random import Random

    from kg.falsity import Falsity
    from kg.graph import KnowledgeGraph
    from kg.model import Entity
    from kg.proof import Proof
    from quiz.likeness import Likeness, Traits

    # A wrong option, and why it is wrong.
    Proved = tuple[Traits, Proof]

__all__ = ["MAX_DISTRACTORS", "MIN_DISTRACTORS", "Distractors", "about_as_long", "too_long"]

MIN_DISTRACTORS = 2
MAX_DISTRACTORS = 3
# So many others are considered for a place, and so many provably wrong ones are enough to choose from.
MOST_CONSIDERED = 40
# Of a place that holds more, so many, and of these so many by chance at least.
CONSIDERED_OF_MANY = 24
LEAST_BY_CHANCE = 12
# Where these will not do, so many more.
MOST_FURTHER = 40
ENOUGH = 8
# What is nearly always wrong, or nearly always right, gives itself away over a whole bank: being wrong less
# often than its share weighs as much as so much likeness.
SELDOM = 2.5
# What is never right is wrong so often at most.
MOST_NEVER_RIGHT = 10
# The key is to be the longest option as often as the shortest: what evens that out is worth this much more.
LENGTH = 0.3
# No option by its length alone: within these factors, or this many letters.
LONGER, LETTERS = 1.25, 8


class Fitting(NamedTuple):
    """What of a key and its question each wrong option has to go with.

    `plural` is the number that the question tells, if any; `verb` is that of the relation, `question` is in
    small letters, and `named` the class of things that it asks for by name, if any.
    """

    cls: str
    plural: bool | None
    benefit: bool
    verb: str
    question: str
    named: str | None


class Distractors:
    """Picks wrong options over one graph. Out of scope: proving them wrong, which `Falsity` does.

    It keeps count of how often each label was wrong, so that the order of asking matters.
    """

    def __init__(self, graph: KnowledgeGraph, falsity: Falsity, likeness: Likeness) -> None:
        self._graph = graph
        self._falsity = falsity
        self._likeness = likeness
        self._read: dict[str, list[Traits]] = {}
        self._closed: dict[tuple[str, End, str | None], Place] = {}
        self._verbs: dict[str, str] = {}
        self._benefits = _benefits(graph)
        self._places = Places(graph, likeness)
        self._ever_right = self._places.ever_asked()
        self._wrong: Counter[Traits] = Counter()
        # How much more often than by chance the key was the one longest option, and the one shortest.
        self._longest = self._shortest = 0.0
        self._right: dict[tuple[str, End, bool], Counter[Traits]] = {}
        self._balances: dict[tuple[str, str, End, bool], Balance] = {}

    def pick(self, rng: Random, blank: Blank, kind: str, question: str) -> list[tuple[str, Proof]]:
        """Return two or three entities with their proofs, or nothing where there are not two.

        `kind` is the type of the question: for each, wrong options are balanced anew.
        """
        balance = self._balance(kind, blank)
        considered = self._considered(rng, blank)
        provable = self._provable(considered, blank, balance, question)
        tempting = dict(islice(provable, ENOUGH))
        chosen = self._together(blank, tempting, question)
        if not chosen:
            # Only now are those left out that stand out one by one: beside others they may do well.
            tempting |= islice((row for row in provable if self._suits(blank, row[0], question)), ENOUGH)
            first = list(tempting)[:ENOUGH]
            suited = [entity for entity in tempting if self._suits(blank, entity, question)][:ENOUGH]
            # Beside one that suits, such as one as long as the key, the likest may do after all.
            chosen = self._together(blank, suited, question) or self._together(
                blank, dict.fromkeys([*suited, *first]), question
            )
        if not chosen and (others := self._further(rng, blank, considered)):
            provable = self._provable(others, blank, balance, question)
            more = dict(islice((row for row in provable if self._suits(blank, row[0], question)), ENOUGH))
            tempting |= more
            chosen = self._together(blank, dict.fromkeys([*suited, *more, *first]), question)
        if chosen:
            self._note_length(self._likeness.traits(blank.key), chosen)
            balance.use(chosen)
            self._wrong.update(chosen)
        return [(traits.entity.id, tempting[traits]) for traits in chosen]

    def _together(self, blank: Blank, entities: Iterable[Traits], question: str) -> tuple[Traits, ...]:
        """Return as many as can stand beside each other and the key, those that come first; or none."""
        known = list(entities)
        key = self._likeness.traits(blank.key)
        for number in range(MAX_DISTRACTORS, MIN_DISTRACTORS - 1, -1):
            for _, *chosen in self._side_by_side((key,), known, number):
                if not self._key_stands_out(key, chosen, question):
                    return tuple(chosen)
        return ()

    def _side_by_side(
        self, chosen: tuple[Traits, ...], others: Sequence[Traits], number: int
    ) -> Iterator[tuple[Traits, ...]]:
        """Yield what is chosen with so many of the others, first ones first, where all are apart."""
        if not number:
            yield chosen
            return
        for place, other in enumerate(others, 1):
            if all(self._apart(one.entity, other.entity) for one in chosen):
                yield from self._side_by_side((*chosen, other), others[place:], number - 1)

    def _suits(self, blank: Blank, entity: Traits, question: str) -> bool:
        """Return whether an entity alone beside the key would not make it stand out."""
        return not self._key_stands_out(self._likeness.traits(blank.key), (entity,), question)

    def _apart(self, one: Entity, other: Entity) -> bool:
        """Return whether two are not, in part, the same answer, nor differ by added words alone."""
        first, second = roots(one.label), roots(other.label)
        told_apart = not (first <= second or second <= first)
        return told_apart and not self._falsity.overlaps(one.id, other.id)

    def _key_stands_out(self, key: Traits, chosen: Sequence[Traits], question: str) -> bool:
        """Return whether the key could be told by its length, its number, or a word of the question."""
        lengths = [other.length for other in chosen]
        if too_long(key.length, max(lengths)) or too_long(min(lengths), key.length):
            return True
        if all(other.entity.plural is not key.entity.plural for other in chosen):
            return True
        # One word that the key alone has from the question tells it, whatever others share of the rest.
        told = roots(question) & roots(key.entity.label)
        return bool(told) and not told <= {root for other in chosen for root in roots(other.entity.label)}

    def _note_length(self, key: Traits, wrong: tuple[Traits, ...]) -> None:
        """Note whether the key is the one longest option or the one shortest, beside what chance gives."""
        lengths = [each.length for each in (key, *wrong)]
        chance = 1 / len(lengths)
        if lengths.count(max(lengths)) == 1:
            self._longest += (lengths[0] == max(lengths)) - chance
        if lengths.count(min(lengths)) == 1:
            self._shortest += (lengths[0] == min(lengths)) - chance

    def _balance(self, kind: str, blank: Blank) -> Balance:
        place = blank.claim.relation, blank.end, blank.scope is None
        if (kind, *place) not in self._balances:
            if place not in self._right:
                self._right[place] = self._askable_at(blank) or self._places.asked(*place[:2])
            self._balances[kind, *place] = Balance(self._right[place])
        return self._balances[kind, *place]

    def _askable_at(self, blank: Blank) -> Counter[Traits]:
        """Return how often each entity is right in a blank's place where that can be proved outright."""
        claims = self._graph.claims(relation=blank.claim.relation) if blank.scope is None else ()
        asked = (Blank(claim, blank.end, None) for claim in claims if claim.ask)
        return Counter(
            self._likeness.traits(other.key) for other in asked if self._whole(other.claim.subject, other)
        )

    def _provable(
        self, entities: list[Traits], blank: Blank, balance: Balance, question: str
    ) -> Iterator[Proved]:
        """Yield which of some entities are provably wrong and tempting, worth most first."""
        if not entities:
            return
        not_these = self._falsity.near(blank.key) | self._falsity.near(blank.given)
        fitting = self._fitting(blank, question)
        for traits in self._by_worth(blank, balance, entities):
            entity = traits.entity.id
            if entity in not_these or not self._may_stand(traits, fitting):
                continue
            proof = self._falsity.prove(*blank.filled(entity), blank.scope)
            # What its class rules out can be seen through by knowing words alone.
            if proof is not None and proof.kind is not ProofKind.DISJOINT_CLASS:
                yield traits, proof

    def _fitting(self, blank: Blank, question: str) -> Fitting:
        key, folded = self._likeness.traits(blank.key), question.casefold()
        return Fitting(
            key.cls,
            None if kind_asked(self._graph, blank) is None else key.entity.plural,
            key.entity.id in self._benefits,
            self._verb(blank.claim.relation),
            folded,
            class_named(self._graph, blank, folded),
        )

    def _may_stand(self, traits: Traits, fitting: Fitting) -> bool:
        """Return whether an entity would neither give itself away nor stand out beside the key."""
        entity = traits.entity
        return (
            not entity.vague
            and (fitting.plural is None or entity.plural is fitting.plural)
            and (traits in self._ever_right or self._wrong[traits] < MOST_NEVER_RIGHT)
            and self._likeness.akin(traits.cls, fitting.cls)
            and entity.label.casefold() not in fitting.question
            and (fitting.named is None or self._graph.vocabulary.is_a(traits.cls, fitting.named))
            # Nor does it repeat the verb, as in "increases increased shock absorption".
            and f" {fitting.verb}" not in f" {entity.label}"
            and (entity.id in self._benefits) is fitting.benefit
        )

    def _considered(self, rng: Random, blank: Blank) -> list[Traits]:
        """Return what may be tried for the blank.

        Where a popular text is the scope, that is what a person had in mind when reading it. Else it is what
        stands in the same place of other claims: those akin to the key, and some by chance.
        """
        if self._in_popular_text(blank):
            return self._read_for(blank.scope or "")
        place = self._provable_at(blank)
        if len(place.order) <= MOST_CONSIDERED:
            return list(place.order)
        akin = [other for other in self._likeness.neighbours(blank.key) if other in place.held]
        by_chance = max(CONSIDERED_OF_MANY - len(akin), LEAST_BY_CHANCE)
        return list(dict.fromkeys([*akin, *rng.sample(place.order, by_chance)]))

    def _in_popular_text(self, blank: Blank) -> bool:
        return blank.scope is not None and self._graph.sources[blank.scope].tier is Tier.POPULAR

    def _further(self, rng: Random, blank: Blank, considered: list[Traits]) -> list[Traits]:
        """Return some more of a place that holds many, for a blank that nothing considered will do for."""
        place = self._provable_at(blank)
        if self._in_popular_text(blank) or len(place.order) <= MOST_CONSIDERED:
            return []
        number = min(len(place.order), MOST_FURTHER)
        return [entity for entity in rng.sample(place.order, number) if entity not in considered]

    def _provable_at(self, blank: Blank) -> Place:
        """Return what stands in the blank's place in other claims and could be proved wrong there at all."""
        relation, end, scope = blank.claim.relation, blank.end, blank.scope
        if end is End.OBJECT and not self._whole(blank.given, blank):
            return NOWHERE
        key = (relation, end, scope if end is End.SUBJECT else None)
        if key not in self._closed:
            held = self._places.asked(relation, end)
            self._closed[key] = Place.of(
                held
                if end is End.OBJECT
                else (traits for traits in held if self._whole(traits.entity.id, blank))
            )
        # A key that can itself never be wrong elsewhere would be known by that.
        place = self._closed[key]
        return place if self._likeness.traits(blank.key) in place.held else NOWHERE

    def _whole(self, subject: str, blank: Blank) -> bool:
        """Return whether the subject's list is known as a whole: to the blank's source, or to everyone."""
        if blank.scope is None:
            return self._falsity.closed(subject, blank.claim.relation) is not None
        return self._graph.is_complete(blank.scope, subject, blank.claim.relation)

    def _by_worth(self, blank: Blank, balance: Balance, entities: list[Traits]) -> list[Traits]:
        """Return entities by what they are worth as options, most first.

        That is fit and likeness, and more where an option evens out a leaning of the bank.
        """
        length = self._likeness.traits(blank.key).length
        wants_longer = self._longest > self._shortest
        worths = [
            fit + score + SELDOM * lack + (LENGTH if (traits.length > length) is wants_longer else 0.0)
            for traits, fit, score, lack in zip(
                entities,
                self._fits(blank, entities),
                self._likeness.scores(blank.key, entities),
                balance.lacks(entities),
                strict=False,
            )
        ]
        ranked = sorted(zip(worths, entities, strict=True), key=itemgetter(0), reverse=True)
        return [traits for _, traits in ranked]

    def _read_for(self, source: str) -> list[Traits]:
        """Return what a person had in mind when reading the source, in order of id.

        That is what the packs hold or speak of that mark the source complete in some respect. Of anything
        else the graph may know nothing, and it might be true: an article that says that the hip hike works
        the gluteus medius does not make its neighbour, the gluteus minimus, a wrong answer.
        """
        if source not in self._read:
            packs = {mark.pack for mark in self._graph.marks if mark.source == source}
            seen = (claim for claim in self._graph.claims() if claim.status is not Status.DRAFT)
            said = [claim for claim in seen if claim.pack in packs]
            ids = {end for claim in said for end in (claim.subject, claim.object)}
            ids |= {entity.id for entity in self._graph.entities.values() if entity.pack in packs}
            self._read[source] = [self._likeness.traits(entity) for entity in sorted(ids)]
        return self._read[source]

    def _fits(self, blank: Blank, entities: Iterable[Traits]) -> Iterable[int]:
        """Return how well each of some entities that are considered for a place fits it."""
        # But for a popular text, only what stands there is considered at all.
        if not self._in_popular_text(blank):
            return repeat(STANDS_THERE)
        relation, end = blank.claim.relation, blank.end
        return (self._places.fit(traits, relation, end) for traits in entities)

    def _verb(self, relation: str) -> str:
        """Return what all forms of a relation's verb begin with."""
        if relation not in self._verbs:
            self._verbs[relation] = max(self._graph.phrase(relation).base.split(), key=len).removesuffix("e")
        return self._verbs[relation]


def _benefits(graph: KnowledgeGraph) -> frozenset[str]:
    """Return what is said, of it or of another of its kind, to be brought about by other than a condition.

    Next to three troubles, a benefit such as strength can be ruled out without knowing anything.
    """
    relations, is_a = graph.vocabulary.relations, graph.vocabulary.is_a
    raised = {
        claim.object
        for claim in graph.claims()
        if relations[claim.relation].sign == "raises"
        and not is_a(graph.entity(claim.subject).cls, "Condition")
    }
    examples = graph.claims(relation=EXAMPLE_OF)
    kinds = {claim.object for claim in examples if claim.subject in raised}
    return frozenset(raised | {claim.subject for claim in examples if claim.object in kinds})


def about_as_long(one: str, other: str) -> bool:
    """Return whether neither of two texts stands out by its length.

    >>> about_as_long("tibial nerve", "nerve to quadratus femoris"), about_as_long("knee", "hip")
    (False, True)
    """
    return not too_long(max(len(one), len(other)), min(len(one), len(other)))


def too_long(one: int, other: int) -> bool:
    """Return whether a text of so many letters stands out by its length beside one of so many others."""
    return one - other >= LETTERS and one >= LONGER * other
