"""Graphs of any size that look like anatomy and are none: for what has to grow in step with its input.

A graph is made of districts, each about a joint: muscles in a group, with nerves, spinal roots, origins,
insertions and movements, read from two references that each give most lists as the whole. Names are made of
syllables. A larger graph has more districts, not fuller ones; eight of them share a set of spinal roots.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from kg.graph import KnowledgeGraph
from kg.model import (
    AskUse,
    Claim,
    CompletenessMark,
    Content,
    Entity,
    Evidence,
    Modality,
    Pack,
    Source,
    Stance,
    Status,
    Tier,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["synthetic"]

PACK, CURATOR = "synthetic", "synthetic-curator"
FIRST, SECOND = "first-reference", "second-reference"
MOVEMENTS = (("flexion", "extension"), ("abduction", "adduction"))
PLACES = ("crest", "tubercle", "spine", "fossa", "head", "neck")
MUSCLES, NERVES, BONES, PLACES_OF_ONE = 6, 2, 3, 4
DISTRICTS_OF_ONE_PLEXUS, ROOTS_OF_ONE_PLEXUS = 8, 9
# Shares of muscles that one reference alone speaks of, and of origins that the two disagree on.
ALONE, DISPUTED = 0.15, 0.04
LISTS = ("innervatedBy", "hasSpinalRoot", "hasOrigin", "hasInsertion", "performs")
ONSETS = (
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gl",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "sp",
    "t",
    "tr",
    "v",
)
VOWELS, CODAS = "aeiou", ("", "", "l", "m", "n", "r", "s")


def synthetic(vocabulary: Content, claims: int, seed: int) -> KnowledgeGraph:
    """Return a graph of at least so many claims, in whole districts.

    Of `vocabulary`, only classes, relations and phrases are used.
    """
    made = _Made(Random(f"synthetic {seed}"))
    for number in count():
        if len(made.claims) >= claims:
            break
        _district(made, number)
    return KnowledgeGraph(
        Content(
            classes=vocabulary.classes,
            relations=vocabulary.relations,
            phrases=vocabulary.phrases,
            packs=(Pack(PACK, "0", "A synthetic anatomy", CURATOR, CURATOR),),
            sources=(
                Source(FIRST, "the first reference", Tier.REFERENCE, "", PACK, url="https://first.example/a"),
                Source(
                    SECOND, "the second reference", Tier.REFERENCE, "", PACK, url="https://second.example/b"
                ),
                Source(CURATOR, "the maker", Tier.CURATOR, "", PACK),
            ),
            entities=tuple(made.entities),
            claims=tuple(made.claims),
            marks=tuple(made.marks),
        )
    )


@dataclass(slots=True)
class _Made:
    """What has been made so far."""

    rng: Random
    entities: list[Entity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    marks: list[CompletenessMark] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    _words: set[str] = field(default_factory=set)

    def word(self) -> str:
        """Return a word that no other name holds."""
        while True:
            syllables = [
                self.rng.choice(ONSETS) + self.rng.choice(VOWELS) + self.rng.choice(CODAS)
                for _ in range(self.rng.choice((2, 3, 3)))
            ]
            word = "".join(syllables)
            if word not in self._words:
                self._words.add(word)
                return word

    def entity(self, cls: str, label: str, *, article: bool = True, plural: bool = False) -> str:
        """Add an entity and return its id."""
        name = label.replace(" ", "-")
        in_sentence = f"the {label}" if article else None
        self.entities.append(Entity(name, cls, label, "", PACK, in_sentence=in_sentence, plural=plural))
        return name

    def say(
        self,
        subject: str,
        relation: str,
        object_: str,
        voices: Sequence[str],
        *,
        against: Sequence[str] = (),
        ask: tuple[AskUse, ...] = (AskUse.FACT,),
    ) -> None:
        """Add a claim that `voices` make, contested where others speak `against` it."""
        evidence = [Evidence(voice, Stance.SUPPORTS, "reference-statement", reread=True) for voice in voices]
        evidence += [
            Evidence(voice, Stance.DISPUTES, "reference-statement", reread=True) for voice in against
        ]
        self.claims.append(
            Claim(
                f"{subject}-{relation}-{object_}", subject, relation, object_, Modality.IS,
                Status.CONTESTED if against else Status.ESTABLISHED, voices[0], PACK, tuple(evidence), ask,
            )
        )  # fmt: skip


def _district(made: _Made, number: int) -> None:
    joint = made.word()
    if number % DISTRICTS_OF_ONE_PLEXUS == 0:
        plexus = made.word().capitalize()
        made.roots = [
            made.entity("SpinalRoot", f"{plexus} {place + 1} spinal root")
            for place in range(ROOTS_OF_ONE_PLEXUS)
        ]
    place_of_joint = made.entity("Joint", f"{joint} joint")
    moves = []
    for pair in MOVEMENTS:
        names = [made.entity("JointMovement", f"{joint} {word}", article=False) for word in pair]
        made.say(names[0], "oppositeOf", names[1], [CURATOR], ask=())
        for name in names:
            made.say(name, "occursAt", place_of_joint, [CURATOR], ask=())
        moves += names
    sites = list(_sites(made))
    nerves = [made.entity("Nerve", f"{made.word()} nerve") for _ in range(NERVES)]
    group = made.entity("MuscleGroup", f"{made.word()} muscles", plural=True)
    for muscle in _muscles(made):
        made.say(muscle, "memberOf", group, [FIRST])
        _muscle(made, muscle, nerves, sites, moves)


def _sites(made: _Made) -> Iterator[str]:
    for _ in range(BONES):
        bone = made.word()
        whole = made.entity("Bone", f"{bone} bone")
        for place in made.rng.sample(PLACES, PLACES_OF_ONE):
            site = made.entity("Landmark", f"{place} of the {bone}")
            made.say(site, "partOf", whole, [FIRST])
            yield site


def _muscles(made: _Made) -> Iterator[str]:
    """Yield muscles of which two by two are told apart by one word."""
    for _ in range(MUSCLES // 2):
        word = f"{made.word()}us"
        for which in ("longus", "brevis"):
            yield made.entity("Muscle", f"{word} {which}")


def _muscle(made: _Made, muscle: str, nerves: list[str], sites: list[str], moves: list[str]) -> None:
    rng = made.rng
    voices = [FIRST] if rng.random() < ALONE else [FIRST, SECOND]
    first_root = rng.randrange(len(made.roots) - 1)
    origins = rng.sample(sites, rng.choice((1, 1, 2)))
    said = [
        ("innervatedBy", rng.choice(nerves)),
        *(("hasSpinalRoot", root) for root in made.roots[first_root : first_root + 2]),
        *(("hasOrigin", site) for site in origins),
        ("hasInsertion", rng.choice([site for site in sites if site not in origins])),
        *(("performs", move) for move in (rng.choice(moves[:2]), rng.choice(moves[2:]))),
    ]
    for relation, object_ in said:
        disputed = relation == "hasOrigin" and len(voices) > 1 and rng.random() < DISPUTED / len(origins)
        made.say(
            muscle,
            relation,
            object_,
            voices[:1] if disputed else voices,
            against=voices[1:] if disputed else (),
        )
    for voice in voices:
        made.marks += [CompletenessMark(voice, muscle, relation, CURATOR, PACK) for relation in LISTS]
