"""Claims made of a foreign graph: which statements become claims, about which things, and on what evidence.

Each is `reported`: asserted by its source alone, and read again by no one. Beside the statements that may be
asked there are claims that never are, so that a question's proofs know what overlaps: that a thing is a kind
of another, as the source has it, and that a thing is close to one of ours or has its name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kg.checks.graph import held
from kg.cleaned import cleaned
from kg.errors import UnusableFileError
from kg.foreign.mapped import Mapped
from kg.foreign.tally import Changed, Left, Tally
from kg.foreign.things import Things
from kg.model import AskUse, Claim, Evidence, Modality, Pack, Source, Stance, Status, Tier
from kg.status import CURATOR_INFERENCE, REFERENCE_STATEMENT
from kg.vocabulary import EXAMPLE_OF, OVERLAPS_WITH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.foreign.graph import ForeignGraph, Statement
    from kg.graph import KnowledgeGraph
    from kg.model import Entity

__all__ = ["Imported", "Provenance", "imported"]

# So many statements, and so many kinds of kinds, make a pack that can be read again.
_MOST_CLAIMS = 40_000
# The longest note of a piece of evidence; one that would be longer names its ends only.
_MAX_NOTE = 1_000


class Provenance(NamedTuple):
    """Whose graph it is: the id of its source and pack, what it is called, how it is cited, its licence.

    `file` is the name of the file that was read, `sha256` that of its bytes.
    """

    source: str
    title: str
    citation: str
    licence: str | None
    file: str
    sha256: str

    @property
    def importer(self) -> str:
        """The id of who made the pack: the program, as no person has looked at it."""
        return f"{self.source}-import"


@dataclass(frozen=True, slots=True)
class Imported:
    """A pack made of a foreign graph, with how much became of it and what did not.

    `mapped` are the foreign terms that are entities of ours, as far as claims are about them.
    """

    pack: Pack
    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    mapped: dict[str, str]
    tally: Tally

    @property
    def asked(self) -> Counter[str]:
        """How many claims there are by each relation that may be asked."""
        return Counter(claim.relation for claim in self.claims if claim.ask)


def imported(foreign: ForeignGraph, graph: KnowledgeGraph, origin: Provenance) -> Imported:
    """Return the pack that a foreign graph makes beside the graph here. The same two make the same pack.

    Raises `UnusableFileError` where it would hold more claims than one pack should.
    """
    return _Making(foreign, graph, origin).pack()


class _Said(NamedTuple):
    """A claim before its ends are entities: they are foreign terms still."""

    subject: str
    relation: str
    object: str
    note: str


@dataclass(slots=True)
class _Making:
    foreign: ForeignGraph
    graph: KnowledgeGraph
    origin: Provenance
    tally: Tally = field(default_factory=Tally)
    mapped: Mapped = field(init=False)
    things: Things = field(init=False)
    _keys: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tally.merge(self.foreign.tally)
        self.mapped = Mapped(self.graph)
        self.things = Things(self.foreign, self.graph, self.mapped, self.tally)

    def pack(self) -> Imported:
        stated = self._bounded(self._stated())
        kept = sorted({end for said in stated for end in (said.subject, said.object)})
        entities = self.things.entities(kept, self.origin.source, self.origin.title)
        same = self.mapped.same
        ours = {term: same[term] for term in (*self.foreign.terms, *kept) if term in same}
        ids = {term: entity for term, entity in ours.items() if self.things.cls(term) is not None}
        ids |= {term: entity.id for term, entity in entities.items()}
        claims = [self._claim(said, ids, (AskUse.ATTRIBUTED,)) for said in stated]
        claims += [self._claim(said, ids, ()) for said in self._bounded(self._examples(ids))]
        claims += self._overlaps(entities)
        used = {end for claim in claims for end in (claim.subject, claim.object)} & self.graph.entities.keys()
        origin, requires = self.origin, sorted({self.graph.entity(entity).pack for entity in used})
        return Imported(
            Pack(origin.source, "1.0.0", origin.title, origin.source, origin.importer, tuple(requires)),
            _sources(origin),
            tuple(entities.values()),
            tuple(sorted(claims, key=_place)),
            {term: ids[term] for term in sorted(ours.keys() & ids.keys()) if ids[term] in used},
            self.tally,
        )

    def _bounded(self, found: Iterator[_Said]) -> list[_Said]:
        some = list(islice(found, _MOST_CLAIMS + 1))
        if len(some) > _MOST_CLAIMS:
            raise UnusableFileError(
                f"{self.origin.file} makes more than {_MOST_CLAIMS:,} claims, too many for a pack. "
                "Take a part of it."
            )
        return some

    def _stated(self) -> Iterator[_Said]:
        """Yield what the statements say by relations of ours between things that are read, each once."""
        aliases = self.foreign.aliases
        relations = {
            name: self.mapped.relation(name, aliases.get(name, ()))
            for name in sorted({statement.relation for statement in self.foreign.statements})
        }
        for statement in self.foreign.statements:
            known = relations[statement.relation]
            if known is None:
                self.tally.add(Left.RELATION, statement.relation)
                continue
            relation, name = known
            subject, object_ = self.things.cls(statement.subject), self.things.cls(statement.object)
            if subject is None or object_ is None:
                self.tally.add(Left.END, statement.relation)
            elif not self._fit(relation, subject, object_):
                self.tally.add(Left.PLACE, f"{statement.relation} from {subject} to {object_}")
            elif self._is_new(statement, relation):
                short = self.foreign.short
                note = f"{short(statement.subject)} {name} {short(statement.object)}"
                yield _Said(statement.subject, relation, statement.object, note)

    def _fit(self, relation: str, subject: str, object_: str) -> bool:
        """Return whether a relation of ours can join things of these classes."""
        vocabulary = self.graph.vocabulary
        term = vocabulary.relations[relation]
        return vocabulary.is_a(subject, term.domain) and vocabulary.is_a(object_, term.range)

    def _is_new(self, statement: Statement, relation: str) -> bool:
        """Return whether nobody has said it before, here or there; note it where somebody has."""
        same, words = self.mapped.same, " ".join(statement)
        ends = same.get(statement.subject, statement.subject), same.get(statement.object, statement.object)
        turned = ends[1], relation, ends[0]
        symmetric = self.graph.vocabulary.relations[relation].symmetric
        key = ends[0], relation, ends[1]
        if ends[0] == ends[1]:
            self.tally.add(Left.SELF, words)
        elif key in self._keys or (symmetric and turned in self._keys):
            self.tally.add(Left.TWICE, words)
        elif held(self.graph, *key) is not None:
            self._keys.add(key)
            self.tally.add(Left.KNOWN, words)
        else:
            self._keys.add(key)
            return True
        return False

    def _examples(self, ids: dict[str, str]) -> Iterator[_Said]:
        """Yield which things are kinds of which, by way of terms that are no things here or directly."""
        for term in sorted(ids):
            for path in self.things.paths_up(term, ids.keys()):
                first, last = ids[term], ids[path[-1]]
                key = first, EXAMPLE_OF, last
                if first != last and key not in self._keys and held(self.graph, *key) is None:
                    self._keys.add(key)
                    yield _Said(
                        term, EXAMPLE_OF, path[-1], _chain(tuple(map(self.foreign.short, (term, *path))))
                    )

    def _overlaps(self, entities: dict[str, Entity]) -> Iterator[Claim]:
        """Yield which new things are close to one of ours, or go by its name and may be the same."""
        for term, entity in entities.items():
            close = self.mapped.close.get(term, ())
            for ours in close:
                self.tally.add(Changed.CLOSE, f"{term} {entity.label}, beside {ours}")
            for ours in sorted({*close, *self.things.namesakes.get(term, ())}):
                why = f"is a close match of {ours} in mappings.sssom.tsv"
                note = f"{self.foreign.short(term)} {why if ours in close else f'goes by a name of {ours}'}."
                said = _Said(entity.id, OVERLAPS_WITH, ours, note)
                yield self._made(said, said.subject, said.object, (), self.origin.importer, CURATOR_INFERENCE)

    def _claim(self, said: _Said, ids: dict[str, str], ask: tuple[AskUse, ...]) -> Claim:
        subject, object_ = ids[said.subject], ids[said.object]
        return self._made(said, subject, object_, ask, self.origin.source, REFERENCE_STATEMENT)

    def _made(
        self, said: _Said, subject: str, object_: str, ask: tuple[AskUse, ...], source: str, kind: str
    ) -> Claim:
        # Named by what it says, so that a learner's history outlives the next release of the file.
        digest = hashlib.sha256("\n".join(said[:3]).encode()).hexdigest()[:12]
        return Claim(
            id=f"{self.origin.source}-{digest}",
            subject=subject,
            relation=said.relation,
            object=object_,
            modality=Modality.IS,
            status=Status.REPORTED,
            source=source,
            pack=self.origin.source,
            evidence=(Evidence(source, Stance.SUPPORTS, kind, note=cleaned(said.note)),),
            ask=ask,
        )


def _sources(origin: Provenance) -> tuple[Source, Source]:
    """Return the graph itself as a source, and the program that made the pack."""
    return (
        Source(
            id=origin.source,
            label=origin.title,
            tier=Tier.REFERENCE,
            citation=origin.citation,
            pack=origin.source,
            licence=origin.licence,
            in_sentence=origin.title,
            sha256=origin.sha256,
        ),
        Source(
            id=origin.importer,
            label="myograph import",
            tier=Tier.CURATOR,
            citation=f"Made from {origin.file} by myograph import.",
            pack=origin.source,
        ),
    )


def _place(claim: Claim) -> tuple[bool, str, str, str]:
    """Return where a claim stands in the pack: those that are asked first."""
    return not claim.ask, claim.subject, claim.relation, claim.object


def _chain(terms: tuple[str, ...]) -> str:
    whole = " is_a ".join(terms)
    return whole if len(whole) <= _MAX_NOTE else f"{terms[0]} is_a … is_a {terms[-1]}"
