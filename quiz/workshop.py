"""What every question type makes its items with: the graph, proofs, wrong options and words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, TypedDict

from kg.falsity import Falsity, supports
from kg.model import AskUse, End, Status
from quiz.blank import Blank
from quiz.claimed import Claimed
from quiz.difficulty import estimate
from quiz.distractors import Distractors
from quiz.explanation import explanation, true_of, why_right, why_wrong
from quiz.halfright import HalfRight
from quiz.item import Bloom, Interaction, Item, Option
from quiz.likeness import Likeness
from quiz.spelling import Spelling
from quiz.stems import begun, scoped
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.proof import Proof

__all__ = ["HalfNames", "Workshop"]

# Of more claims than these, so many are kept beside each other when they are shuffled.
SHUFFLED_SINGLY, TOGETHER = 4_096, 64


class HalfNames(TypedDict):
    """What may be typed and is not quite the answer, in the fields of `Item`."""

    close: tuple[str, ...]
    also_claimed: tuple[str, ...]
    ruled_out: tuple[str, ...]


@dataclass(slots=True)
class Workshop:
    """One graph and one seed. The same two always make the same items.

    Only claims on the topic and from the source that are `wanted` are asked about.
    """

    graph: KnowledgeGraph
    seed: int
    wanted: Wanted = field(default_factory=Wanted)
    falsity: Falsity = field(init=False)
    likeness: Likeness = field(init=False)
    distractors: Distractors = field(init=False)
    spelling: Spelling = field(init=False)
    claimed: Claimed = field(init=False)
    halves: HalfRight = field(init=False)
    _asked: Callable[[Claim], bool] = field(init=False)
    _explained: dict[str, list[str]] = field(default_factory=dict)
    _so: dict[tuple[str, str, str | None], Claim | None] = field(default_factory=dict)
    _narrower: dict[str, bool] = field(default_factory=dict)
    # The claims that stand in an item already; whoever makes the bank adds to it.
    covered: set[str] = field(default_factory=set)
    # How often a fact has stood beside a wrong statement.
    stood: Counter[str] = field(default_factory=Counter)
    # Items that were made and may not have been taken.
    tried: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.falsity = Falsity(self.graph)
        self.likeness = Likeness(self.graph)
        self.distractors = Distractors(self.graph, self.falsity, self.likeness)
        self.spelling = Spelling(self.graph)
        self.claimed = Claimed(self.graph)
        self.halves = HalfRight(self.graph, self.falsity)
        self._asked = self.wanted.asks_of(self.falsity)

    def rng(self, name: str) -> Random:
        """Return a generator of its own for what goes by this name."""
        return Random(f"{self.seed} {name}")

    def shuffled(self, claims: Iterable[Claim], name: str) -> list[Claim]:
        """Return claims in a seeded order, without drafts: what nobody has seen moves nothing else.

        Of many, pieces are shuffled, and what is in each: claims that follow each other are of the same
        things, which a large memory hands over quickly only when they are wanted again soon.
        """
        found = [claim for claim in claims if claim.status is not Status.DRAFT]
        rng = self.rng(name)
        if len(found) <= SHUFFLED_SINGLY:
            rng.shuffle(found)
            return found
        pieces = [found[start : start + TOGETHER] for start in range(0, len(found), TOGETHER)]
        rng.shuffle(pieces)
        for piece in pieces:
            rng.shuffle(piece)
        return [claim for piece in pieces for claim in piece]

    def askable(self) -> list[Claim]:
        """Return the claims that a plain question may have as its key, in order of id."""
        return [
            claim
            for claim in self.graph.claims()
            if claim.live
            and (AskUse.ATTRIBUTED in claim.ask or AskUse.FACT in claim.ask)
            and self.asks_about(claim)
        ]

    def asks_about(self, claim: Claim) -> bool:
        """Return whether the claim is on the topic and from the source that are wanted."""
        return self._asked(claim)

    def facts(self, relation: str | None = None) -> list[Claim]:
        """Return the claims on the topic that may be asked as plain facts."""
        return [claim for claim in self.known(relation) if self.asks_about(claim)]

    def known(self, relation: str | None = None) -> list[Claim]:
        """Return all plain facts, to stand beside the one asked: established, and without a hedge."""
        return [
            claim
            for claim in self.graph.claims(relation=relation)
            if self._is_fact(claim) and not claim.hedged
        ]

    def _is_fact(self, claim: Claim) -> bool:
        """Return whether a claim may be asked outright.

        One without a qualifier may not where it is also claimed with one, or where its subject is said to do
        the opposite with one: that the gluteus maximus abducts the hip is so of its upper fibres alone. But
        it may where references that each give the whole list have it so: that the biceps femoris arises from
        the ischial tuberosity is no less so for its long head doing it.
        """
        if claim.status is not Status.ESTABLISHED or AskUse.FACT not in claim.ask:
            return False
        if claim.qualifier is not None:
            return True
        if claim.id not in self._narrower:
            self._narrower[claim.id] = self.falsity.closed(claim.subject, claim.relation) is None and any(
                other.qualifier is not None and other.live
                for object_ in (claim.object, *self.likeness.opposites(claim.object))
                for other in self.graph.claims(subject=claim.subject, relation=claim.relation, object=object_)
            )
        return not self._narrower[claim.id]

    def scopes(self, claim: Claim) -> list[str | None]:
        """Return where a claim may be asked: outright first, then as its own or a complete source has it.

        A claim that is not established is never asked outright, nor one that is claimed more narrowly as
        well, and none is asked as a curator has it.
        """
        found: list[str | None] = []
        if self._is_fact(claim):
            found.append(None)
        sources = self.graph.sources
        own = [item.source for item in claim.evidence if supports(item, item.source)]
        found += [
            source
            for source in dict.fromkeys([claim.source, *own])
            if sources[source].tier != "curator"
            and source in own
            and (source == claim.source or self.graph.is_complete(source, claim.subject, claim.relation))
        ]
        return found

    def joined(self, one: str, other: str) -> list[Claim]:
        """Return the live claims that join two entities either way round."""
        return [claim for claim in self.falsity.between(one, other) if claim.live]

    def apart(self, blanks: Sequence[Blank], most: int) -> list[Blank]:
        """Return the first blank and others of the same hedge, no two keys being in part the same."""
        chosen: list[Blank] = []
        for blank in blanks:
            alike = not chosen or blank.claim.modality is chosen[0].claim.modality
            if alike and not any(self.falsity.overlaps(blank.key, other.key) for other in chosen):
                chosen.append(blank)
            if len(chosen) == most:
                break
        return chosen

    def half_right(self, blank: Blank, shown: int | None = None) -> HalfNames:
        """Return the names that are half right in a blank, and those that its gap rules out.

        `shown` are the first letters of each word that a gap shows, None where there is no gap. What begins
        otherwise is neither: a student who reads “gl_____ ma_____” has been told that it is no sartorius. But
        where it is claimed as well it is known to be so, as a true answer is never told to be an error.
        What the question itself names is no part of the answer.
        """
        claimed = self.claimed.beside(blank)
        near, as_well = self.halves.about(blank.key) - {blank.given}, self._names(claimed)
        if shown is None:
            return {"close": self._names(near - claimed), "also_claimed": as_well, "ruled_out": ()}
        gap = begun(self.graph.entity(blank.key).label, shown)
        rivals = self.claimed.rivals(blank)
        return {
            "close": tuple(name for name in self._names(near - rivals) if begun(name, shown) == gap),
            "also_claimed": tuple(name for name in self._names(rivals) if begun(name, shown) == gap),
            "ruled_out": tuple(name for name in as_well if begun(name, shown) != gap),
        }

    def _names(self, entities: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for other in sorted(entities) for name in self.graph.entity(other).names)

    def choose_one(
        self,
        name: str,
        blank: Blank,
        kind: str,
        bloom: Bloom,
        question: str,
        path: Sequence[Claim],
        *,
        given: Sequence[Claim] = (),
        may_stand: Callable[[str], bool] = lambda _: True,
    ) -> Item | None:
        """Return a single choice of what fills the blank; None where fewer than two options are proved wrong.

        `path` are the claims that the answer rests on, that of the blank among them; `given` are those that
        the question tells. A wrong option for which `may_stand` is false spoils the item.
        """
        rng = self.rng(name)
        chosen = self.distractors.pick(rng, blank, kind, question)
        if not chosen or not all(may_stand(entity) for entity, _ in chosen):
            return None
        options = [self.right(blank.key, why_right(self.graph, path, blank.scope))]
        options += [self.wrong(entity, proof, blank.claim) for entity, proof in chosen]
        rng.shuffle(options)
        return self.item(
            name, kind, Interaction.CHOOSE_ONE, bloom, scoped(self.graph, question, blank.scope), blank.scope,
            path, options=options, likeness=[self.likeness.score(blank.key, entity) for entity, _ in chosen],
            given=tuple(claim.id for claim in given),
        )  # fmt: skip

    def explained(self, claim: Claim) -> list[str]:
        """Return a claim, how sure it is and on what, as lines."""
        if claim.id not in self._explained:
            self._explained[claim.id] = explanation(self.graph, claim)
        return self._explained[claim.id]

    def why_wrong(self, asked: Claim, entity: str, proof: Proof) -> str:
        """Return why an entity is wrong in the place of an end of `asked`, and what is so of it instead."""
        key = entity, asked.relation, proof.source
        if key not in self._so:
            self._so[key] = true_of(self.graph, *key)
        return why_wrong(self.graph, asked, proof, self._so[key])

    def right(self, entity: str, why: str) -> Option:
        """Return an entity as a right option."""
        return Option(self.graph.entity(entity).label, entity, True, why)

    def wrong(self, entity: str, proof: Proof, asked: Claim) -> Option:
        """Return an entity as a wrong option in the place of an end of `asked`."""
        why = self.why_wrong(asked, entity, proof)
        return Option(self.graph.entity(entity).label, entity, False, why, proof)

    def item(
        self,
        name: str,
        kind: str,
        interaction: Interaction,
        bloom: Bloom,
        stem: str,
        scope: str | None,
        claims: Sequence[Claim],
        *,
        options: Sequence[Option] = (),
        likeness: Sequence[float] = (),
        steps: int | None = None,
        told: Sequence[str] | None = None,
        **more: object,
    ) -> Item:
        """Return an item on `claims`, with its explanation and the estimate of its difficulty.

        The explanation is what is `told`, or else the claims, each with how sure it is and on what.
        """
        if told is None:
            told = [line for claim in claims for line in self.explained(claim)]
        recall = interaction is Interaction.TEXT
        return Item(
            id=name,
            type=kind,
            interaction=interaction,
            bloom=bloom,
            difficulty=estimate(bloom, likeness, steps or len(claims), recall=recall),
            stem=stem,
            scope=scope,
            options=tuple(options),
            claims=tuple(claim.id for claim in claims),
            explanation=tuple(told),
            seed=self.seed,
            **more,  # type: ignore[arg-type]
        )

    def blanks(self, end: End) -> Iterable[tuple[Claim, list[Blank]]]:
        """Yield each askable claim in a seeded order, with the blanks at `end`, the least scoped first."""
        for claim in self.shuffled(self.askable(), f"blanks {end}"):
            yield claim, [Blank(claim, end, scope) for scope in self.scopes(claim)]
