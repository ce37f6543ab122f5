"""Hold-out ambiguity: how often a wrong option is true after all, though the graph did not know it.

A share of the claims that may be asked is hidden, and with them what was derived from them. Items are made of
what is left, and an oracle looks up in the whole graph what each wrong option would say. The oracle shares
nothing with the engine's proofs: it knows claims, and which relation stands above which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

import kg
from benchmarks.figures import Budget, Found
from benchmarks.page import per_cent, prose, table
from kg.falsity import Falsity
from kg.graph import KnowledgeGraph
from kg.model import Stance, Status
from kg.proof import Proof, ProofKind
from quiz.coverage import may_be_asked
from quiz.distractors import MAX_DISTRACTORS, MIN_DISTRACTORS, Distractors
from quiz.patterns import PATTERNS
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from benchmarks.figures import Setting
    from kg.model import Claim, CompletenessMark
    from quiz.blank import Blank
    from quiz.item import Item

__all__ = [
    "CHOICES",
    "VARIANTS",
    "Oracle",
    "Tally",
    "Truth",
    "guarded",
    "held_out",
    "measure",
    "random_options",
    "unguarded",
]

REPEATS, SHARE, SHOWN = 30, 0.2, 5
# The types whose wrong options are picked by likeness and then proved.
CHOICES = (
    "choose-object", "choose-subject", "choose-many", "mechanism", "why-chain", "odd-one-out", "analogy",
    "vignette", "exercise-goal", "spot-error",
)  # fmt: skip


def held_out(graph: KnowledgeGraph, rng: Random, share: float, *, marks: bool) -> KnowledgeGraph:
    """Return the graph without a share of the claims that may be asked.

    Where `marks` is true they all stay, though some of the lists that they call whole have lost a claim. Else
    those fall that would now say what is not so: the person who set them would have had to know the claim.
    """
    askable = [claim for claim in may_be_asked(graph) if not claim.derived_from]
    hidden = {claim.id for claim in rng.sample(askable, round(share * len(askable)))}
    left = tuple(
        claim
        for claim in graph.content.claims
        if claim.id not in hidden and hidden.isdisjoint(claim.derived_from)
    )
    missed = [claim for claim in graph.content.claims if claim.id in hidden and claim.live]
    stay = graph.content.marks if marks else tuple(_still_true(graph, missed))
    return KnowledgeGraph(replace(graph.content, claims=left, marks=stay))


def _still_true(graph: KnowledgeGraph, missed: Iterable[Claim]) -> Iterator[CompletenessMark]:
    """Yield the marks of lists that none of the missed claims was on."""
    lost: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in missed:
        for source in {claim.source, *_supporters(claim)}:
            lost[source, claim.subject].append(claim.relation)
    for mark in graph.content.marks:
        gone = lost.get((mark.source, mark.subject), ())
        if not any(mark.relation in graph.vocabulary.above(relation) for relation in gone):
            yield mark


def _supporters(claim: Claim) -> list[str]:
    return [item.source for item in claim.evidence if item.stance is Stance.SUPPORTS and not item.indirect]


@dataclass(frozen=True, slots=True)
class Truth:
    """A wrong option that is secretly true: the item, the option, its proof, and the claim that says so."""

    item: Item
    option: str
    proof: Proof
    claim: Claim

    @property
    def established(self) -> bool:
        """Whether the claim is established, or else merely reported or contested."""
        return self.claim.status is Status.ESTABLISHED

    @property
    def in_scope(self) -> bool:
        """Whether the item asks outright, or what the very source says that the claim rests on."""
        return self.item.scope in (None, self.claim.source, *_supporters(self.claim))


class Oracle:
    """Says which wrong options of an item are true in the whole graph, by plain look-up of live claims."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._said: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in graph.claims():
            if claim.live:
                self._said[claim.subject, claim.object].append(claim)

    def says(self, subject: str, relation: str, object_: str) -> Claim | None:
        """Return a claim of the same ends by the relation, one above or one below it; established first."""
        vocabulary = self._graph.vocabulary
        pairs = [(subject, object_)]
        if vocabulary.relations[relation].symmetric:
            pairs.append((object_, subject))
        found = [
            claim
            for pair in pairs
            for claim in self._said.get(pair, ())
            if vocabulary.is_below(claim.relation, relation) or vocabulary.is_below(relation, claim.relation)
        ]
        return min(found, key=lambda claim: claim.status is not Status.ESTABLISHED, default=None)

    def truths(self, item: Item) -> list[Truth]:
        """Return the options that an item takes for wrong, or its key for an error, and that are true."""
        found = []
        for option in item.options:
            proof = option.proof
            # What denies a claim is proved wrong by that claim itself.
            if proof is not None and proof.kind is not ProofKind.CONTRADICTED:
                claim = self.says(proof.subject, proof.relation, proof.object)
                if claim is not None:
                    found.append(Truth(item, option.text, proof, claim))
        return found


class _Unproved(Falsity):
    """Takes for wrong whatever the graph does not say in so many words: the closed world of most."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        super().__init__(graph)
        self._oracle = Oracle(graph)
        self._voices = tuple(graph.sources)[:2]

    def prove(self, subject: str, relation: str, object_: str, scope: str | None) -> Proof | None:
        """Return what passes for a proof, unless the graph holds the statement."""
        if self._oracle.says(subject, relation, object_) is not None:
            return None
        return Proof(ProofKind.AT_MOST, subject, relation, object_, relation, scope, self._voices)

    def closed(self, subject: str, relation: str) -> tuple[str, tuple[str, ...]] | None:
        """Return that every list is taken for whole."""
        return relation, self._voices


class _AnyOfTheClass(Distractors):
    """Picks among all that is of the key's class, whether it tempts or not."""

    def __init__(self, graph: KnowledgeGraph, falsity: Falsity, workshop: Workshop) -> None:
        super().__init__(graph, falsity, workshop.likeness)
        self._unproved = falsity
        self._class_of = {entity.id: entity.cls for entity in graph.entities.values()}
        self._of_class: dict[str, list[str]] = defaultdict(list)
        for entity, cls in self._class_of.items():
            self._of_class[cls].append(entity)

    def pick(self, rng: Random, blank: Blank, kind: str, question: str) -> list[tuple[str, Proof]]:
        """Return two or three entities that the graph does not say to be right, nor named in the question."""
        others = list(self._of_class[self._class_of[blank.key]])
        rng.shuffle(others)
        chosen: list[tuple[str, Proof]] = []
        for entity in others:
            if entity in (blank.key, blank.given) or len(chosen) == MAX_DISTRACTORS:
                continue
            proof = self._unproved.prove(*blank.filled(entity), blank.scope)
            if proof is not None:
                chosen.append((entity, proof))
        return chosen if len(chosen) >= MIN_DISTRACTORS else []


def guarded(graph: KnowledgeGraph, seed: int) -> Workshop:
    """Return the engine as it is."""
    return Workshop(graph, seed)


def unguarded(graph: KnowledgeGraph, seed: int) -> Workshop:
    """Return the engine with the same ranking of wrong options and no proof."""
    workshop = Workshop(graph, seed)
    workshop.falsity = _Unproved(graph)
    workshop.distractors = Distractors(graph, workshop.falsity, workshop.likeness)
    return workshop


def random_options(graph: KnowledgeGraph, seed: int) -> Workshop:
    """Return the engine with wrong options drawn by chance from the key's class, and no proof."""
    workshop = Workshop(graph, seed)
    workshop.falsity = _Unproved(graph)
    workshop.distractors = _AnyOfTheClass(graph, workshop.falsity, workshop)
    return workshop


# What is compared: its name, who makes the items, and whether marks stay that lost a claim.
VARIANTS: dict[str, tuple[Callable[[KnowledgeGraph, int], Workshop], bool]] = {
    "proved (the engine)": (guarded, False),
    "likest of the class, unproved": (unguarded, False),
    "random of the class, unproved": (random_options, False),
    "proved, by marks that lost a claim": (guarded, True),
}


@dataclass(slots=True)
class Tally:
    """Counts over repeats: items made, and those with an option that is secretly true."""

    items: int = 0
    faulty: int = 0
    established: int = 0
    in_scope: int = 0
    examples: list[Truth] = field(default_factory=list)

    def add(self, items: Iterable[Item], oracle: Oracle) -> None:
        """Count items."""
        for item in items:
            truths = oracle.truths(item)
            self.items += 1
            self.faulty += bool(truths)
            self.established += any(truth.established for truth in truths)
            self.in_scope += any(truth.in_scope for truth in truths)
            self.examples += truths

    def merge(self, other: Tally) -> None:
        """Add the counts of other items."""
        self.items += other.items
        self.faulty += other.faulty
        self.established += other.established
        self.in_scope += other.in_scope
        self.examples += other.examples


def choices(workshop: Workshop) -> Iterator[Item]:
    """Yield the items of the types whose wrong options are chosen."""
    for name in CHOICES:
        yield from PATTERNS[name](workshop)


def repeated(number: int) -> dict[str, Tally]:
    """Return what each variant makes of the hold-out of this number."""
    graph = kg.load()
    oracle = Oracle(graph)
    found = {name: Tally() for name in VARIANTS}
    for name, (make, marks) in VARIANTS.items():
        left = held_out(graph, Random(f"hold-out {number}"), SHARE, marks=marks)
        found[name].add(choices(make(left, number)), oracle)
    return found


def measure(setting: Setting) -> Found:
    """Measure all repeats, several at once, and return the table."""
    repeats = setting.pick(REPEATS, 1)
    found = {name: Tally() for name in VARIANTS}
    with ProcessPoolExecutor(setting.processes) as pool:
        for number, tallies in enumerate(pool.map(repeated, range(repeats)), 1):
            setting.progress(f"hold-out {number} of {repeats}")
            for name, tally in tallies.items():
                found[name].merge(tally)
    ours = next(iter(found.values()))
    what = "wrong options of the engine that are true where they are asked, items"
    told = f"{ours.in_scope:,} of {ours.items:,}"
    budget = Budget(what, ours.in_scope, 0, told, "0", aim=True)
    return Found(_lines(found, repeats), [budget], seeds=f"`hold-out 0` to `hold-out {repeats - 1}`")


def _lines(found: Mapping[str, Tally], repeats: int) -> list[str]:
    rows = [
        [
            name,
            f"{tally.items:,}",
            *(
                f"{number:,} ({per_cent(number, tally.items)})"
                for number in (
                    tally.in_scope,
                    tally.faulty - tally.in_scope,
                    tally.established,
                    tally.faulty - tally.established,
                )
            ),
        ]
        for name, tally in found.items()
    ]
    examples = next(iter(found.values())).examples
    return [
        *prose(
            f"""
            {repeats} repeats. In each, {100 * SHARE:.0f} % of the claims that may be asked are hidden, and
            items of {len(CHOICES)} types are made of the rest, before the linter. A person who had not
            read a claim could not have marked the list that it belongs to as whole: such marks fall,
            but for the last row, in which they stay. The oracle looks up in the whole graph what each
            wrong option says. An item is *ambiguous* (0 is wanted) where a wrong option is true as it is
            asked: for anyone, or for the source that the question names. *True elsewhere* are those that
            ask for one source, and only another says it. Either way the claim is *established*, or merely
            *contested or reported*.
            """
        ),
        *table(
            [
                "wrong options",
                "items",
                "ambiguous",
                "true elsewhere",
                "of both, established",
                "of both, contested or reported",
            ],
            rows,
        ),
        "",
        *_told(examples),
    ]


def _told(examples: Sequence[Truth]) -> list[str]:
    """Return the commonest faults of the engine, one a claim."""
    if not examples:
        return prose("With proofs, none was found.")
    claims = Counter(truth.claim.id for truth in examples)
    first: dict[str, Truth] = {}
    for truth in examples:
        first.setdefault(truth.claim.id, truth)
    kinds = Counter(truth.proof.kind for truth in examples).most_common()
    by_kind = ", ".join(f"{kind} {number:,}" for kind, number in kinds)
    told = []
    for name, times in claims.most_common(SHOWN):
        truth = first[name]
        shown = f"“{truth.item.stem}” with “{truth.option}” as wrong"
        told.append(f"- {shown}: `{name}`, {truth.claim.status}, {times} options.")
    return [
        *prose(
            f"""
            Options of the engine that a hidden claim makes true, somewhere, came of {len(claims)} claims. By
            the kind of their proof: {by_kind}. Most often it was one of these:
            """
        ),
        *told,
    ]
