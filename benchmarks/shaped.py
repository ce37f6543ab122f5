"""Graphs of any size in the shape of the bundled one, and about nothing: for what is measured of the graph.

A graph is made of districts. In each, every claim of the bundled graph serves once as a pattern, in an order
of the district's own: relation, status, hedge, qualifier and evidence stay, with kinds and lengths of text.
Which things it joins is drawn anew, from the ends that claims of its kind have, so that common things stay
common. What is causal leads from a layer of the bundled graph to a later one, so that there are chains,
and none is longer than there. Words are replaced by made-up ones of the same length: common ones are the same
everywhere, others differ by district. A larger graph has more districts, not fuller ones; the last is cut.
Mappings are left out: identifiers of registries are not made up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from benchmarks.synthetic import CODAS, ONSETS, VOWELS
from kg.graph import KnowledgeGraph
from kg.model import Claim, CompletenessMark, Content, Entity, Evidence, Pack, Source, Stance, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["shaped"]

PACK, CURATOR = "shaped", "shaped-curator"
# Words that so many texts of the bundled graph hold are the same in all districts.
COMMON = 20
WORD = re.compile(r"[^\W\d_]{4,}")
# How often ends are drawn for a claim before it is left out, as all that fit are joined already.
ATTEMPTS = 12

_Triple = tuple[str, str, str]


def shaped(bundled: KnowledgeGraph, claims: int, seed: int) -> KnowledgeGraph:
    """Return a graph of so many claims in the shape of `bundled`, and with its vocabulary.

    Raises `ValueError` where that has no claims.
    """
    if not bundled.claims():
        raise ValueError("A graph without claims has no shape.")
    shape = _Shape.of(bundled, seed)
    districts: list[_District] = []
    for number in count():
        left = claims - sum(len(district.claims) for district in districts)
        if left <= 0:
            break
        districts.append(_District.made(shape, number, left))
    return KnowledgeGraph(
        Content(
            classes=bundled.content.classes,
            relations=bundled.content.relations,
            phrases=bundled.content.phrases,
            packs=(Pack(PACK, "0", "A made-up graph in the shape of the bundled one", CURATOR, CURATOR),),
            sources=(
                Source(CURATOR, "the maker", Tier.CURATOR, "", PACK),
                *(source for district in districts for source in district.sources.values()),
            ),
            entities=tuple(entity for district in districts for entity in district.entities.values()),
            claims=tuple(claim for district in districts for claim in district.claims),
            marks=tuple(mark for district in districts for mark in district.marks),
        )
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is taken from the bundled graph.

    `ends` are the subjects and the objects of the claims of a kind, as often as they occur; `layers` say how
    many causal steps lead to a thing at most; `marked` is how many marks there are to a claim of a relation.
    """

    graph: KnowledgeGraph
    seed: int
    ends: Mapping[_Triple, tuple[list[str], list[str]]]
    of_class: Mapping[str, list[str]]
    of_tier: Mapping[Tier, list[str]]
    layers: Mapping[str, int]
    marked: Mapping[str, float]
    common: Mapping[str, str]

    @classmethod
    def of(cls, graph: KnowledgeGraph, seed: int) -> _Shape:
        ends: dict[_Triple, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        of_class: dict[str, list[str]] = defaultdict(list)
        of_tier: dict[Tier, list[str]] = defaultdict(list)
        for claim in graph.claims():
            subjects, objects = ends[_kind(graph, claim)]
            subjects.append(claim.subject)
            objects.append(claim.object)
        for entity in graph.entities.values():
            of_class[entity.cls].append(entity.id)
        for source in sorted(graph.sources.values(), key=lambda source: source.id):
            of_tier[source.tier].append(source.id)
        said = Counter(claim.relation for claim in graph.claims())
        marks = Counter(mark.relation for mark in graph.marks)
        words = Counter(word for text in _texts(graph) for word in set(WORD.findall(text.casefold())))
        lexicon = _Lexicon(Random(f"shaped {seed}"), {})
        common = {word: lexicon.word(word) for word, found in sorted(words.items()) if found >= COMMON}
        shares = {relation: min(1.0, marks[relation] / number) for relation, number in said.items()}
        return cls(graph, seed, dict(ends), of_class, of_tier, _layers(graph), shares, common)


def _kind(graph: KnowledgeGraph, claim: Claim) -> _Triple:
    return claim.relation, graph.entity(claim.subject).cls, graph.entity(claim.object).cls


def _texts(graph: KnowledgeGraph) -> Iterator[str]:
    for entity in graph.entities.values():
        yield from (entity.label, entity.definition)
    for claim in graph.claims():
        yield from (text for item in claim.evidence for text in (item.quote, item.note) if text)


def _layers(graph: KnowledgeGraph) -> dict[str, int]:
    import networkx

    causal = [claim for claim in graph.claims() if graph.vocabulary.causal(claim.relation)]
    steps: networkx.DiGraph[str] = networkx.DiGraph((claim.subject, claim.object) for claim in causal)
    layers = enumerate(networkx.topological_generations(steps))
    return {name: layer for layer, names in layers for name in names}


@dataclass(slots=True)
class _Lexicon:
    """Made-up words by the words that they stand for."""

    rng: Random
    known: dict[str, str]
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._taken.update(self.known.values())

    def word(self, word: str) -> str:
        """Return what stands for a word in small letters, as long as it."""
        found = self.known.get(word)
        while found is None:
            made = ""
            while len(made) < len(word):
                made += self.rng.choice(ONSETS) + self.rng.choice(VOWELS) + self.rng.choice(CODAS)
            made = made[: len(word)]
            if made not in self._taken:
                self._taken.add(made)
                self.known[word] = found = made
        return found

    def text(self, text: str) -> str:
        """Return a text in made-up words; short words, figures and signs stay."""
        return WORD.sub(self._in_place, text)

    def maybe(self, text: str | None) -> str | None:
        """Return `text` of a text, where there is one."""
        return None if text is None else self.text(text)

    def _in_place(self, found: re.Match[str]) -> str:
        word = found.group()
        made = self.word(word.casefold())
        return made.capitalize() if word[0].isupper() else made


@dataclass(slots=True)
class _District:
    """What has been made of a district so far; entities and sources by the id of their pattern."""

    shape: _Shape
    number: int
    rng: Random
    lexicon: _Lexicon
    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    marks: list[CompletenessMark] = field(default_factory=list)
    _said: set[_Triple] = field(default_factory=set)

    @classmethod
    def made(cls, shape: _Shape, number: int, most: int) -> _District:
        """Return a district of at most so many claims."""
        rng = Random(f"shaped {shape.seed} {number}")
        district = cls(shape, number, rng, _Lexicon(rng, dict(shape.common)))
        patterns = rng.sample(shape.graph.claims(), len(shape.graph.claims()))
        used: list[Claim] = []
        for pattern in patterns:
            if len(used) == most:
                break
            ends = district._ends(pattern)
            if ends is not None:
                used.append(pattern)
                district._say(pattern, *ends)
        district._refer(used)
        district._mark()
        return district

    def _ends(self, pattern: Claim) -> tuple[str, str] | None:
        """Return patterns of a subject and an object that no claim of this relation joins yet."""
        shape, relation = self.shape, pattern.relation
        kind = _kind(shape.graph, pattern)
        subjects, objects = shape.ends[kind]
        causal = shape.graph.vocabulary.causal(relation)
        for attempt in range(ATTEMPTS):
            if attempt == ATTEMPTS // 2:  # what is common may all be joined already
                objects = shape.of_class[kind[2]]
            subject, object_ = self.rng.choice(subjects), self.rng.choice(objects)
            if subject == object_ or (causal and shape.layers[subject] >= shape.layers.get(object_, 0)):
                continue
            if self._said.isdisjoint({(subject, relation, object_), (object_, relation, subject)}):
                return subject, object_
        return None

    def _say(self, pattern: Claim, subject: str, object_: str) -> None:
        self._said.add((subject, pattern.relation, object_))
        said, about = self._entity(subject), self._entity(object_)
        voices = self._voices(pattern)
        text = self.lexicon.maybe
        self.claims.append(
            pattern._replace(
                id=f"{said}-{pattern.relation.lower()}-{about}",
                subject=said,
                object=about,
                source=voices[pattern.source],
                pack=PACK,
                evidence=tuple(self._evidence(item, voices[item.source]) for item in pattern.evidence),
                qualifier=text(pattern.qualifier),
                degree=text(pattern.degree),
                reading=text(pattern.reading),
                searched=text(pattern.searched),
            )
        )

    def _evidence(self, item: Evidence, source: str) -> Evidence:
        text = self.lexicon.maybe
        return item._replace(
            source=source,
            quote=text(item.quote),
            section=text(item.section),
            note=text(item.note),
            figure=text(item.figure),
        )

    def _entity(self, pattern: str) -> str:
        if pattern not in self.entities:
            old, text = self.shape.graph.entity(pattern), self.lexicon.text
            self.entities[pattern] = old._replace(
                id=f"{text(old.id)}-{self.number}",
                label=text(old.label),
                definition=text(old.definition),
                pack=PACK,
                synonyms=tuple(sorted(text(name) for name in old.synonyms)),
                in_sentence=self.lexicon.maybe(old.in_sentence),
            )
        return self.entities[pattern].id

    def _voices(self, pattern: Claim) -> dict[str, str]:
        """Return a source of the same tier for each of a claim's, no two the same."""
        tiers: dict[Tier, list[str]] = defaultdict(list)
        for name in dict.fromkeys((pattern.source, *(item.source for item in pattern.evidence))):
            tiers[self.shape.graph.sources[name].tier].append(name)
        drawn = {
            name: voice
            for tier, names in tiers.items()
            for name, voice in zip(names, self.rng.sample(self.shape.of_tier[tier], len(names)), strict=True)
        }
        return {name: self._source(voice) for name, voice in drawn.items()}

    def _source(self, pattern: str) -> str:
        old, text = self.shape.graph.sources[pattern], self.lexicon.text
        if old.tier is Tier.CURATOR:
            return CURATOR
        if pattern not in self.sources:
            name = f"{text(old.id)}-{self.number}"
            self.sources[pattern] = old._replace(
                id=name,
                label=text(old.label),
                citation=text(old.citation),
                pack=PACK,
                url=old.url and f"https://{self.number}.example/{name}",
                licence=self.lexicon.maybe(old.licence),
                in_sentence=self.lexicon.maybe(old.in_sentence),
                caution=self.lexicon.maybe(old.caution),
                quote_licence=self.lexicon.maybe(old.quote_licence),
                sections=tuple(map(text, old.sections)),
            )
        return self.sources[pattern].id

    def _refer(self, used: Iterable[Claim]) -> None:
        """Let claims follow from, and clash with, as many others as their patterns do, of the same relations.

        What follows rests on what is established, as the status of a derived claim asks.
        """
        known, standing = defaultdict(list), defaultdict(list)
        for claim in self.claims:
            if not claim.derived_from:
                known[claim.relation].append(claim.id)
                if claim.status is Status.ESTABLISHED:
                    standing[claim.relation].append(claim.id)
        for place, pattern in enumerate(used):
            if pattern.derived_from or pattern.contradicts:
                self.claims[place] = self.claims[place]._replace(
                    derived_from=self._others(pattern.derived_from, standing),
                    contradicts=self._others(pattern.contradicts, known),
                )

    def _others(self, patterns: Iterable[str], pools: Mapping[str, list[str]]) -> tuple[str, ...]:
        relations = [self.shape.graph.claim(name).relation for name in patterns]
        return tuple(sorted({self.rng.choice(pools[name]) for name in relations if pools[name]}))

    def _mark(self) -> None:
        """Mark lists of sources as complete, for as many claims of a relation as in the bundled graph."""
        marked: dict[tuple[str, str, str], None] = {}
        for claim in self.claims:
            voices = [
                item.source for item in claim.evidence if item.stance is Stance.SUPPORTS and item.reread
            ]
            if voices and self.rng.random() < self.shape.marked[claim.relation]:
                marked[voices[0], claim.subject, claim.relation] = None
        self.marks = [CompletenessMark(*mark, CURATOR, PACK) for mark in marked]
