"""Wrong options worth choosing: likely enough to tempt, and none that gives itself or the key away."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from kg.model import End, Status, Tier
from kg.proof import ProofKind
from kg.vocabulary import EXAMPLE_OF
from quiz.blank import Blank
from quiz.likeness import MOST_KEPT
from quiz.stems import fits_kind, kind_asked
from quiz.words import roots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from random import Random

    from kg.falsity import Falsity
    from kg.graph import KnowledgeGraph
    from kg.proof import Proof
    from quiz.likeness import Likeness

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
# What is never right has this for the number of times that it is, comes last, and is wrong so often at most.
NEVER = 0.3
MOST_NEVER_RIGHT = 10
# The key is to be the longest option as often as the shortest: what evens that out is worth this much more.
LENGTH = 0.3
# No option by its length alone: within these factors, or this many letters.
LONGER, LETTERS = 1.25, 8


class Place(NamedTuple):
    """What stands in one place of claims, in order and to look up."""

    order: Sequence[str]
    held: frozenset[str]

    @classmethod
    def of(cls, entities: Iterable[str]) -> Place:
        """Return the place that these stand in."""
        order = tuple(entities)
        return cls(order, frozenset(order))


NOWHERE = Place((), frozenset())


class Balance:
    """How often each entity was wrong in one place of one type, by how often it is right there."""

    def __init__(self, right: Mapping[str, int]) -> None:
        self._right = right
        self._wrong: Counter[str] = Counter()
        self._all = 0
        self._total = max(sum(right.values()), 1)

    def lack(self, entity: str) -> float:
        """Return how far an entity's share of wrong options stays behind that of all; below 0 if ahead."""
        right = self._right.get(entity, 0)
        share = self._wrong[entity] / right if right else (self._wrong[entity] + 1) / NEVER
        return self._all / self._total - share

    def use(self, entities: Iterable[str]) -> None:
        """Count entities as wrong options once more."""
        for entity in entities:
            self._wrong[entity] += 1
            self._all += 1


class Distractors:
    """Picks wrong options over one graph. Out of scope: proving them wrong, which `Falsity` does.

    It keeps count of how often each label was wrong, so that the order of asking matters.
    """

    def __init__(self, graph: KnowledgeGraph, falsity: Falsity, likeness: Likeness) -> None:
        self._graph = graph
        self._falsity = falsity
        self._likeness = likeness
        self._read: dict[str, list[str]] = {}
        self._closed: dict[tuple[str, End, str | None], Place] = {}
        self._held: dict[tuple[str, End], frozenset[str]] = {}
        self._apart_pairs: dict[tuple[str, str], bool] = {}
        self._verbs: dict[str, str] = {}
        self._benefit: dict[str, bool] = {}
        self._places: dict[tuple[str, End], Counter[str]] = defaultdict(Counter)
        for claim in graph.claims():
            if claim.live:
                self._places[claim.relation, End.SUBJECT][claim.subject] += bool(claim.ask)
                self._places[claim.relation, End.OBJECT][claim.object] += bool(claim.ask)
        self._ever_right = {entity for place in self._places.values() for entity in place if place[entity]}
        self._wrong: Counter[str] = Counter()
        # How much more often than by chance the key was the one longest option, and the one shortest.
        self._longest = self._shortest = 0.0
        self._balances: dict[tuple[str, str, End, bool], Balance] = {}

    def pick(self, rng: Random, blank: Blank, kind: str, question: str) -> list[tuple[str, Proof]]:
        """Return two or three entities with their proofs, or nothing where there are not two.

        `kind` is the type of the question: for each, wrong options are balanced anew.
        """
        balance = self._balance(kind, blank)
        considered = self.considered(rng, blank)
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
            self._note_length(blank.key, chosen)
            balance.use(chosen)
            self._wrong.update(chosen)
        return [(entity, tempting[entity]) for entity in chosen]

    def _together(self, blank: Blank, entities: Iterable[str], question: str) -> tuple[str, ...]:
        """Return as many as can stand beside each other and the key, those that come first; or none."""
        known = list(entities)
        for number in range(MAX_DISTRACTORS, MIN_DISTRACTORS - 1, -1):
            for chosen in combinations(known, number):
                apart = self._go_together((blank.key, *chosen))
                if apart and not self._key_stands_out(blank, chosen, question):
                    return chosen
        return ()

    def _suits(self, blank: Blank, entity: str, question: str) -> bool:
        """Return whether an entity alone beside the key would not make it stand out."""
        return not self._key_stands_out(blank, (entity,), question)

    def _go_together(self, chosen: tuple[str, ...]) -> bool:
        """Return whether no two are, in part, the same answer, nor differ by added words alone."""
        return all(self._apart(one, other) for one, other in combinations(chosen, 2))

    def _apart(self, one: str, other: str) -> bool:
        key = (one, other) if one < other else (other, one)
        if key not in self._apart_pairs:
            if len(self._apart_pairs) >= MOST_KEPT:
                self._apart_pairs.clear()
            first, second = self._words_of(one), self._words_of(other)
            told_apart = not (first <= second or second <= first)
            self._apart_pairs[key] = told_apart and not self._falsity.overlaps(one, other)
        return self._apart_pairs[key]

    def _words_of(self, entity: str) -> frozenset[str]:
        return roots(self._graph.entity(entity).label)

    def _key_stands_out(self, blank: Blank, chosen: tuple[str, ...], question: str) -> bool:
        """Return whether the key could be told by its length, its number, or a word of the question."""
        key = self._graph.entity(blank.key)
        others = [self._graph.entity(entity) for entity in chosen]
        lengths = [len(other.label) for other in others]
        if too_long(len(key.label), max(lengths)) or too_long(min(lengths), len(key.label)):
            return True
        if all(other.plural is not key.plural for other in others):
            return True
        told = roots(question) & roots(key.label)
        return bool(told) and all(told.isdisjoint(roots(other.label)) for other in others)

    def _note_length(self, key: str, wrong: tuple[str, ...]) -> None:
        """Note whether the key is the one longest option or the one shortest, beside what chance gives."""
        lengths = [len(self._graph.entity(entity).label) for entity in (key, *wrong)]
        chance = 1 / len(lengths)
        if lengths.count(max(lengths)) == 1:
            self._longest += (lengths[0] == max(lengths)) - chance
        if lengths.count(min(lengths)) == 1:
            self._shortest += (lengths[0] == min(lengths)) - chance

    def _balance(self, kind: str, blank: Blank) -> Balance:
        place = blank.claim.relation, blank.end
        key = (kind, *place, blank.scope is None)
        if key not in self._balances:
            self._balances[key] = Balance(self._askable_at(blank) or self._places[place])
        return self._balances[key]

    def _askable_at(self, blank: Blank) -> Counter[str]:
        """Return how often each entity is right in a blank's place where that can be proved outright."""
        claims = self._graph.claims(relation=blank.claim.relation) if blank.scope is None else ()
        asked = (Blank(claim, blank.end, None) for claim in claims if claim.ask)
        return Counter(other.key for other in asked if self._whole(other.claim.subject, other))

    def _provable(
        self, entities: list[str], blank: Blank, balance: Balance, question: str
    ) -> Iterator[tuple[str, Proof]]:
        """Yield which of some entities are provably wrong and tempting, worth most first."""
        folded = question.casefold()
        not_these = self._falsity.near(blank.key) | self._falsity.near(blank.given)
        for entity in self._by_worth(blank, balance, entities):
            if entity in not_these or not self._may_stand(entity, blank, folded):
                continue
            proof = self._falsity.prove(*blank.filled(entity), blank.scope)
            # What its class rules out can be seen through by knowing words alone.
            if proof is not None and proof.kind is not ProofKind.DISJOINT_CLASS:
                yield entity, proof

    def _may_stand(self, entity: str, blank: Blank, question: str) -> bool:
        """Return whether an entity would neither give itself away nor stand out beside the key."""
        found, key = self._graph.entity(entity), self._graph.entity(blank.key)
        return (
            not found.vague
            and (found.plural is key.plural or kind_asked(self._graph, blank) is None)
            and (entity in self._ever_right or self._wrong[entity] < MOST_NEVER_RIGHT)
            and self._likeness.of_like_kind(entity, blank.key)
            and found.label.casefold() not in question
            and fits_kind(self._graph, blank, question, entity)
            and not self._echoes(entity, blank.claim.relation)
            and self._is_benefit(entity) == self._is_benefit(blank.key)
        )

    def considered(self, rng: Random, blank: Blank) -> list[str]:
        """Return what may be tried for the blank.

        Where a popular text is the scope, that is what a person had in mind when reading it. Else it is what
        stands in the same place of other claims: those akin to the key, and some by chance.
        """
        if self._in_popular_text(blank):
            return list(self._read_for(blank.scope or ""))
        place = self._provable_at(blank)
        if len(place.order) <= MOST_CONSIDERED:
            return list(place.order)
        akin = [entity for entity in self._likeness.neighbours(blank.key) if entity in place.held]
        by_chance = max(CONSIDERED_OF_MANY - len(akin), LEAST_BY_CHANCE)
        return list(dict.fromkeys([*akin, *rng.sample(place.order, by_chance)]))

    def _in_popular_text(self, blank: Blank) -> bool:
        return blank.scope is not None and self._graph.sources[blank.scope].tier is Tier.POPULAR

    def _further(self, rng: Random, blank: Blank, considered: list[str]) -> list[str]:
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
            held = self._places[relation, end]
            self._closed[key] = Place.of(
                held if end is End.OBJECT else (entity for entity in held if self._whole(entity, blank))
            )
        # A key that can itself never be wrong elsewhere would be known by that.
        return self._closed[key] if blank.key in self._closed[key].held else NOWHERE

    def _whole(self, subject: str, blank: Blank) -> bool:
        """Return whether the subject's list is known as a whole: to the blank's source, or to everyone."""
        if blank.scope is None:
            return self._falsity.closed(subject, blank.claim.relation) is not None
        return self._graph.is_complete(blank.scope, subject, blank.claim.relation)

    def _by_worth(self, blank: Blank, balance: Balance, entities: list[str]) -> list[str]:
        """Return entities by what they are worth as options, most first.

        That is fit and likeness, and more where an option evens out a leaning of the bank.
        """
        key, entity = blank.key, self._graph.entity
        length, wants_longer = len(entity(key).label), self._longest > self._shortest
        worth = {
            other: self._fit(other, blank)
            + self._likeness.score(other, key)
            + SELDOM * balance.lack(other)
            + (LENGTH if (len(entity(other).label) > length) is wants_longer else 0.0)
            for other in entities
        }
        return sorted(entities, key=lambda other: -worth[other])

    def _read_for(self, source: str) -> list[str]:
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
            self._read[source] = sorted(ids)
        return self._read[source]

    def _fit(self, entity: str, blank: Blank) -> int:
        """Return how well an entity fits the place asked for.

        3 where it stands there in a claim by the same relation, 2 by one of the same sort (the same sign
        or none, subjects and objects of like classes), 1 where any question may be about it, else 0.
        """
        relation, end = blank.claim.relation, blank.end
        if entity in self._places[relation, end]:
            return 3
        if entity in self._like_places(relation, end):
            return 2
        everything = (*self._graph.claims(object=entity), *self._graph.claims(subject=entity))
        return int(any(claim.askable for claim in everything))

    def _like_places(self, asked: str, end: End) -> frozenset[str]:
        """Return what stands at this end of claims by relations of the same sort."""
        if (asked, end) not in self._held:
            self._held[asked, end] = frozenset(
                entity
                for (relation, place), held in self._places.items()
                if place == end and self._alike(relation, asked)
                for entity in held
            )
        return self._held[asked, end]

    def _is_benefit(self, entity: str) -> bool:
        """Return whether it, or another of its kind, is said to be brought about by other than a condition.

        Next to three troubles, a benefit such as strength can be ruled out without knowing anything.
        """
        if entity not in self._benefit:
            graph = self._graph
            kinds = [claim.object for claim in graph.claims(subject=entity, relation=EXAMPLE_OF)]
            kin = {
                claim.subject for kind in kinds for claim in graph.claims(object=kind, relation=EXAMPLE_OF)
            }
            self._benefit[entity] = any(
                graph.vocabulary.relations[claim.relation].sign == "raises"
                and not graph.vocabulary.is_a(graph.entity(claim.subject).cls, "Condition")
                for other in {entity, *kin}
                for claim in graph.claims(object=other)
            )
        return self._benefit[entity]

    def _echoes(self, entity: str, relation: str) -> bool:
        """Return whether the option repeats the verb, as in "increases increased shock absorption"."""
        if relation not in self._verbs:
            self._verbs[relation] = max(self._graph.phrase(relation).base.split(), key=len).removesuffix("e")
        return f" {self._verbs[relation]}" in f" {self._graph.entity(entity).label}"

    def _alike(self, one: str, other: str) -> bool:
        relations, is_a = self._graph.vocabulary.relations, self._graph.vocabulary.is_a
        first, second = relations[one], relations[other]
        same_sign = first.sign is None or second.sign is None or first.sign == second.sign
        return (same_sign or first.range == second.range) and all(
            a != "Entity" and b != "Entity" and (is_a(a, b) or is_a(b, a))
            for a, b in ((first.domain, second.domain), (first.range, second.range))
        )


def about_as_long(one: str, other: str) -> bool:
    """Return whether neither of two texts stands out by its length.

    >>> about_as_long("tibial nerve", "nerve to quadratus femoris"), about_as_long("knee", "hip")
    (False, True)
    """
    return not too_long(max(len(one), len(other)), min(len(one), len(other)))


def too_long(one: int, other: int) -> bool:
    """Return whether a text of so many letters stands out by its length beside one of so many others."""
    return one - other >= LETTERS and one >= LONGER * other
