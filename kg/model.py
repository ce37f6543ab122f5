"""What the graph is made of: frozen records without behaviour beyond what follows from their fields.

They are named tuples: thousands of them are made each time a command starts, and these are quick to define
and to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "AskUse",
    "Claim",
    "CompletenessMark",
    "Content",
    "End",
    "Entity",
    "EntityClass",
    "Evidence",
    "Mapping",
    "Measure",
    "Modality",
    "Pack",
    "Phrase",
    "Relation",
    "Source",
    "Stance",
    "Status",
    "Tier",
]


class Status(StrEnum):
    """How well a claim stands; worked out from its evidence by `kg.status`."""

    ESTABLISHED = "established"
    CONTESTED = "contested"
    REPORTED = "reported"
    REFUTED = "refuted"
    DRAFT = "draft"


class Modality(StrEnum):
    """How strongly the source's own words put a claim."""

    IS = "is"
    CAN = "can"
    MAY = "may"
    OFTEN = "often"
    AIM = "aim"


class Stance(StrEnum):
    """How a piece of evidence bears on a claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"


class Tier(StrEnum):
    """The weight class of a source."""

    POPULAR = "popular"
    REFERENCE = "reference"
    STUDY = "study"
    CURATOR = "curator"


class AskUse(StrEnum):
    """A use in questions that the curator allows for a claim."""

    ATTRIBUTED = "attributed"
    FACT = "fact"
    ERROR = "error"


class End(StrEnum):
    """An end of a claim."""

    SUBJECT = "subject"
    OBJECT = "object"


class EntityClass(NamedTuple):
    """A class of the vocabulary, with the classes it is declared disjoint with."""

    id: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    disjoint_with: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


class Relation(NamedTuple):
    """A relation of the vocabulary.

    `parents` are the relations directly above it, without its twin. `twin` is the property that holds
    what any source says (`claimedLeadsTo`). `sign` is "raises", "lowers" or None. `claimable` is false
    for a relation that only groups others. `irreflexive` also holds where OWL 2 DL does not let the
    vocabulary say so and a shape says it instead. `lists_vary` where references list the values of a
    subject differently so often that none of them settles for everyone which are all.
    """

    id: str
    label: str
    definition: str
    domain: str
    range: str
    twin: str
    parents: tuple[str, ...] = ()
    inverse: str | None = None
    sign: str | None = None
    claimable: bool = True
    symmetric: bool = False
    irreflexive: bool = False
    transitive: bool = False
    functional: bool = False
    lists_vary: bool = False


class Phrase(NamedTuple):
    """How a relation reads: its verb in three forms, and the kinds of thing asked for on either side.

    `from_object` is the verb, in the same forms, with the object first; empty where nothing needs it.
    `values` is what all the objects of one subject are called together, in the plural. The last four are
    what a question may say instead: verbs in their base form, with the subject or the object first, and
    nouns for the objects of a subject ("action") or for the subjects of an object ("cause").
    """

    relation: str
    base: str
    singular: str
    plural: str
    subjects: str | None = None
    objects: str | None = None
    from_object: tuple[str, ...] = ()
    values: str | None = None
    asked: tuple[str, ...] = ()
    asked_from_object: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    subject_names: tuple[str, ...] = ()


class Entity(NamedTuple):
    """A thing that claims are about.

    `in_sentence` is the label with its article, where it needs one; `synonyms` stand in order of spelling.
    `vague` is set by a curator where the source says too little of the thing for it to be a wrong answer.
    """

    id: str
    cls: str
    label: str
    definition: str
    pack: str
    synonyms: tuple[str, ...] = ()
    in_sentence: str | None = None
    plural: bool = False
    vague: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the synonyms."""
        return (self.label, *self.synonyms)


class Source(NamedTuple):
    """A text, study or person that claims come from.

    `licence` is that of the source itself, where it states one; `url` is where it was read.
    `sha256`, `length` (code points) and `words` (set apart by white space) describe the text as it was
    received; the text itself is not kept.
    """

    id: str
    label: str
    tier: Tier
    citation: str
    pack: str
    url: str | None = None
    licence: str | None = None
    in_sentence: str | None = None
    caution: str | None = None
    quote_licence: str | None = None
    sha256: str | None = None
    length: int | None = None
    words: int | None = None
    sections: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """One passage or finding that supports or disputes a claim.

    `reread` is set where a person went back to the source and found it so: only then does it count toward
    a status. `indirect` evidence is about something near (weakness, where the claim says tightness) and
    never counts. `finding` is what a study found, in our words and without a word on how that bears on the
    claim; `figure` holds its numbers as the study gives them, and `note` is what a curator adds.
    `start` and `end` count Unicode code points of the source's text, so that
    `text[start:end] == quote`, as the Web Annotation selectors do.
    """

    source: str
    stance: Stance
    kind: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    section: str | None = None
    presupposed: bool = False
    note: str | None = None
    figure: str | None = None
    reread: bool = False
    indirect: bool = False
    finding: str | None = None

    @property
    def told(self) -> str | None:
        """The finding and what the curator adds, one after the other; None where there is neither."""
        return " ".join(filter(None, (self.finding, self.note))) or None


class Measure(NamedTuple):
    """What a study measured, as it prints it (`81`, `42-81`, `>40`), and the unit."""

    value: str
    unit: str


class Claim(NamedTuple):
    """A statement that `source` makes: subject, relation, object, how strongly, and on what evidence.

    `reads_from` is the end that the hedge is about: "knee pain is often the result of weakness" is not
    "weakness often leads to knee pain". `searched` tells what was looked for, beyond the evidence, and not
    found. `measure` holds a measured value: it belongs to this claim's source and qualifier alone.
    """

    id: str
    subject: str
    relation: str
    object: str
    modality: Modality
    status: Status
    source: str
    pack: str
    evidence: tuple[Evidence, ...]
    ask: tuple[AskUse, ...] = ()
    qualifier: str | None = None
    degree: str | None = None
    reading: str | None = None
    reads_from: End = End.SUBJECT
    derived_from: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    searched: str | None = None
    measure: Measure | None = None

    @property
    def askable(self) -> bool:
        """Whether any question may use the claim."""
        return bool(self.ask)

    @property
    def hedged(self) -> bool:
        """Whether the source says less than that it is so."""
        return self.modality is not Modality.IS

    @property
    def live(self) -> bool:
        """Whether the claim still stands for someone: neither refuted nor a mere draft."""
        return self.status not in (Status.REFUTED, Status.DRAFT)

    def told_by(self, source: str) -> bool:
        """Return whether a source makes the claim or bears on it."""
        return self.source == source or any(item.source == source for item in self.evidence)


class CompletenessMark(NamedTuple):
    """A person's word that the claims here are all that `source` says of `subject` by `relation`.

    A mark on a relation that has others below it holds for all of them together.
    """

    source: str
    subject: str
    relation: str
    curator: str
    pack: str


class Pack(NamedTuple):
    """A set of claims that is authored and released together."""

    name: str
    version: str
    title: str
    source: str
    curator: str
    requires: tuple[str, ...] = ()


class Mapping(NamedTuple):
    """A term of ours (`id:…` or `myo:…`) and what it is called in a registry, with who says so and when.

    What follows `object` is not part of the RDF and is empty in a graph that was read from it.
    """

    subject: str
    predicate: str
    object: str
    object_label: str = ""
    justification: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that the packs and the vocabulary hold, in the order in which it was read."""

    classes: tuple[EntityClass, ...] = ()
    relations: tuple[Relation, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    packs: tuple[Pack, ...] = ()
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    marks: tuple[CompletenessMark, ...] = ()
    mappings: tuple[Mapping, ...] = ()
