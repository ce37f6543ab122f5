"""A pack of claims, from YAML to the model; every fault with file, line, column and what to write.

The keys of each kind of record stand in the `…_KEYS` tables below, required ones first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.faults import FaultLog
from kg.model import (
    AskUse,
    Claim,
    CompletenessMark,
    End,
    Entity,
    Evidence,
    Measure,
    Modality,
    Pack,
    Source,
    Stance,
    Status,
    Tier,
)
from kg.packorder import in_order
from kg.record import Record, records
from kg.status import (
    AUTHOR_STATEMENT,
    CURATOR_INFERENCE,
    KINDS,
    REFERENCE_STATEMENT,
    SELF_CONTRADICTION,
    status_of,
)
from kg.yamlnodes import ScalarNode, YamlFaultError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.vocabulary import Vocabulary
    from kg.yamlnodes import Node

__all__ = ["MAX_QUOTE_WORDS", "PackReader", "Place"]

MAX_QUOTE_WORDS = 20

PACK_REQUIRED = ("pack", "version", "title", "source", "curator")
PACK_KEYS = (*PACK_REQUIRED, "requires", "sources", "entities", "claims", "complete")
SOURCE_REQUIRED = ("label", "tier", "citation")
SOURCE_KEYS = (
    *SOURCE_REQUIRED, "url", "licence", "in_sentence", "caution", "quote_licence", "sha256", "length",
    "words", "sections",
)  # fmt: skip
ENTITY_REQUIRED = ("class", "label", "definition")
ENTITY_KEYS = (*ENTITY_REQUIRED, "synonyms", "in_sentence", "plural", "vague")
CLAIM_REQUIRED = ("subject", "relation", "object", "modality", "status", "ask", "evidence")
CLAIM_KEYS = (
    *CLAIM_REQUIRED,
    "source",
    "qualifier",
    "degree",
    "reading",
    "reads_from",
    "derived_from",
    "contradicts",
    "searched",
    "measure",
)
EVIDENCE_KEYS = (
    "quote", "span", "section", "source", "stance", "kind", "figure", "reread", "indirect", "presupposed",
    "note",
)  # fmt: skip
MARK_REQUIRED = ("subject", "relations")
MARK_KEYS = (*MARK_REQUIRED, "source")
MEASURE_KEYS = ("value", "unit")

# What evidence is where it does not say; of a study it must be said.
DEFAULT_KINDS = {
    Tier.POPULAR: AUTHOR_STATEMENT,
    Tier.REFERENCE: REFERENCE_STATEMENT,
    Tier.CURATOR: CURATOR_INFERENCE,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line and column, the last two counted from 1."""

    file: str
    line: int
    column: int


@dataclass(slots=True)
class PackReader:
    """Reads packs one after another; what one defines, those that require it may use.

    `places` says where each claim's evidence was written, by claim id and position, for checks that
    come later.
    """

    vocabulary: Vocabulary
    log: FaultLog = field(default_factory=FaultLog)
    packs: dict[str, Pack] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    marks: dict[tuple[str, str, str], CompletenessMark] = field(default_factory=dict)
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    _names: dict[str, Entity] = field(default_factory=dict)
    _unclassed: set[str] = field(default_factory=set)

    def read(self, texts: Iterable[tuple[str, str]]) -> None:
        """Read packs, given as file names and texts; one that requires another is read after it."""
        roots = []
        for file, text in texts:
            try:
                roots.append((file, read_yaml(text, file)))
            except YamlFaultError as error:
                self.log.add(error.fault)
        for file, root in in_order(roots):
            self._pack(root, file)

    def _pack(self, root: Node, file: str) -> None:
        record = Record(root, file, self.log, "the pack", PACK_KEYS, PACK_REQUIRED)
        name = record.identifier("pack")
        version, title = record.text("version"), record.text("title")
        if version is not None and not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
            record.fault(
                "types", record.place("version"), f"“{version}” is no version.", "Write it as 1.0.0."
            )
        requires = tuple(
            sorted(
                found
                for node in record.scalars("requires")
                if (found := record.check_reference(node, self.packs.keys(), "pack")) is not None
            )
        )
        if name is not None and name in self.packs:
            record.fault("ids", record.place("pack"), f"There is another pack named “{name}”.", "Rename one.")
        name = name or "?"
        for key, node in records(record, "sources"):
            self._source(key, node, file, name)
        source = record.reference("source", self.sources.keys(), "source")
        curator = record.reference("curator", self.sources.keys(), "source")
        for key, node in records(record, "entities"):
            self._entity(key, node, file, name)
        pack = Pack(name, version or "0.0.0", title or name, source or "?", curator or "?", requires)
        for key, node in records(record, "claims"):
            self._claim(key, node, file, pack)
        for node in record.items("complete"):
            self._mark(node, file, pack)
        self.packs.setdefault(name, pack)

    def _source(self, key: ScalarNode, node: Node, file: str, pack: str) -> None:
        record = Record(node, file, self.log, f"source {key.text}", SOURCE_KEYS, SOURCE_REQUIRED)
        self._refuse_second(record, key, key.text in self.sources, "source")
        label, citation = record.text("label"), record.text("citation")
        tier, digest = record.choice("tier", Tier), record.text("sha256")
        if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", digest):
            record.fault(
                "types",
                record.place("sha256"),
                f"“{digest[:80]}” is no SHA-256.",
                "It has 64 hexadecimal digits.",
            )
        url = record.text("url")
        if url is not None and not re.fullmatch(r"https?://[!-~]+", url):
            hint = "It begins with https:// or http:// and has no spaces."
            record.fault("types", record.place("url"), f"“{url[:80]}” is no web address.", hint)
        found = Source(
            id=key.text,
            label=label or key.text,
            tier=tier or Tier.POPULAR,
            citation=citation or "",
            pack=pack,
            url=url,
            licence=record.text("licence"),
            in_sentence=record.text("in_sentence"),
            caution=record.text("caution"),
            quote_licence=record.text("quote_licence"),
            sha256=digest,
            length=record.integer("length"),
            words=record.integer("words"),
            sections=record.texts("sections"),
        )
        self.sources.setdefault(key.text, found)

    def _entity(self, key: ScalarNode, node: Node, file: str, pack: str) -> None:
        record = Record(node, file, self.log, f"entity {key.text}", ENTITY_KEYS, ENTITY_REQUIRED)
        self._refuse_second(record, key, key.text in self.entities, "entity")
        kinds = [name for name in self.vocabulary.classes if self.vocabulary.is_a(name, "Entity")]
        cls = record.reference("class", kinds, "class")
        label, definition = record.text("label"), record.text("definition")
        if cls is None or label is None or definition is None:
            # Known by name all the same, so that its claims are not faulted for this as well.
            self._unclassed |= {key.text} if cls is None else set()
            cls, label, definition = cls or "Entity", label or key.text, definition or ""
        entity = Entity(
            id=key.text,
            cls=cls,
            label=label,
            definition=definition,
            pack=pack,
            synonyms=tuple(sorted(set(record.texts("synonyms")))),
            in_sentence=record.text("in_sentence"),
            plural=record.boolean("plural"),
            vague=record.boolean("vague"),
        )
        for name in entity.names:
            self.log.looked("names")
            other = self._names.setdefault(name.casefold(), entity)
            if other.id != entity.id:
                message = f"“{name}” already names the entity {other.id}."
                record.fault("names", key, message, "Give one of them a name of its own.")
        self.entities.setdefault(key.text, entity)

    def _claim(self, key: ScalarNode, node: Node, file: str, pack: Pack) -> None:
        record = Record(node, file, self.log, f"claim {key.text}", CLAIM_KEYS, CLAIM_REQUIRED)
        self._refuse_second(record, key, key.text in self.claims, "claim")
        subject = record.reference("subject", self.entities, "entity")
        relation = record.reference("relation", self.vocabulary.claimable(), "relation")
        object_ = record.reference("object", self.entities, "entity")
        modality = record.choice("modality", Modality)
        status = record.choice("status", Status)
        source = record.reference("source", self.sources, "source") if record.has("source") else pack.source
        derived = tuple(
            other
            for item in record.scalars("derived_from")
            if (other := record.check_reference(item, self.claims, "claim")) is not None
        )
        contradicts = tuple(
            other
            for item in record.scalars("contradicts")
            if (other := record.check_reference(item, self.claims, "claim")) is not None
        )
        evidence = [
            found
            for position, item in enumerate(record.items("evidence"))
            if (found := self._evidence(item, file, key.text, position, source or "?")) is not None
        ]
        if not evidence and record.has("evidence"):
            record.fault("evidence", record.place("evidence"), f"Claim {key.text} has no evidence.")
        ask = record.choices("ask", AskUse)
        if None in (subject, relation, object_, modality, status, source) or not evidence:
            return
        assert subject
        assert relation
        assert object_
        assert modality
        assert status
        assert source
        claim = Claim(
            id=key.text,
            subject=subject,
            relation=relation,
            object=object_,
            modality=modality,
            status=status,
            source=source,
            pack=pack.name,
            evidence=tuple(evidence),
            ask=ask,
            qualifier=record.text("qualifier"),
            degree=record.text("degree"),
            reading=record.text("reading"),
            reads_from=(record.choice("reads_from", End) or End.SUBJECT),
            derived_from=tuple(sorted(derived)),
            contradicts=tuple(sorted(contradicts)),
            searched=record.text("searched"),
            measure=self._measure(record, file) if record.has("measure") else None,
        )
        self._check_claim(claim, record)
        self.claims.setdefault(key.text, claim)

    def _measure(self, claim: Record, file: str) -> Measure | None:
        what = f"the measure of {claim.what}"
        record = Record(claim.place("measure"), file, self.log, what, MEASURE_KEYS, MEASURE_KEYS)
        value, unit = record.text("value"), record.text("unit")
        if value is not None and not re.fullmatch(r"[<>]?[0-9]+(\.[0-9]+)?(-[0-9]+(\.[0-9]+)?)?", value):
            hint = 'Write it as "81", "42-81", ">40" or "<45".'
            record.fault("types", record.place("value"), f"“{value[:40]}” is no measured value.", hint)
        return None if value is None or unit is None else Measure(value, unit)

    def _check_claim(self, claim: Claim, record: Record) -> None:
        relation = self.vocabulary.relations[claim.relation]
        for key, entity, wanted in (
            ("subject", self.entities[claim.subject], relation.domain),
            ("object", self.entities[claim.object], relation.range),
        ):
            self.log.looked("domain and range")
            if entity.id not in self._unclassed and not self.vocabulary.is_a(entity.cls, wanted):
                article = "an" if wanted[0] in "AEIO" else "a"
                message = (
                    f"The {key} of {claim.relation} must be {article} {wanted}; {entity.id} is of class "
                    f"{entity.cls}."
                )
                record.fault("domain and range", record.place(key), message)
        self.log.looked("reflexive")
        if relation.irreflexive and claim.subject == claim.object and claim.status is not Status.REFUTED:
            hint = "Correct the object, or keep it with the status refuted and evidence that disputes it."
            message = f"Nothing {relation.label} itself, and here {claim.subject} does."
            record.fault("reflexive", record.place("object"), message, hint)
        if any(item.kind == SELF_CONTRADICTION and item.source != claim.source for item in claim.evidence):
            message = f"Only its own source, {claim.source}, can contradict itself in claim {claim.id}."
            record.fault(
                "evidence", record.place("evidence"), message, "Leave kind out of the other's evidence."
            )
        self.log.looked("status")
        computed = status_of(
            claim.evidence, self.sources, anatomical=self.vocabulary.anatomical(claim.relation)
        )
        if claim.status is not Status.DRAFT and claim.status is not computed:
            message = f"The evidence of claim {claim.id} makes it {computed}, not {claim.status}."
            record.fault("status", record.place("status"), message, f"Write status: {computed}.")

    def _evidence(self, node: Node, file: str, claim: str, position: int, source: str) -> Evidence | None:
        what = f"evidence {position + 1} of claim {claim}"
        record = Record(node, file, self.log, what, EVIDENCE_KEYS, ())
        self.log.looked("evidence")
        place = record.place("quote")
        self.places[claim, position] = Place(file, place.line, place.column)
        if record.has("source"):
            source = record.reference("source", self.sources, "source") or "?"
        if source not in self.sources:
            return None
        tier = self.sources[source].tier
        if record.has("kind"):
            kind = record.reference("kind", KINDS, "kind of evidence")
        elif (kind := DEFAULT_KINDS.get(tier)) is None:
            record.fault("evidence", node, f"{what} is from a study and does not say of which kind.")
        stance = record.choice("stance", Stance) if record.has("stance") else Stance.SUPPORTS
        quote, note, span = record.text("quote"), record.text("note"), record.integers("span", 2)
        section = record.text("section")
        held = self.sources[source].sha256 is not None or tier is Tier.CURATOR
        if held and quote is None and note is None:
            record.fault(
                "evidence", node, f"{what} has neither a quote nor a note.", "Give the words it rests on."
            )
        if quote is not None:
            self._check_quote(record, quote, span, section, self.sources[source])
        start, end = span or (None, None)
        return Evidence(
            source=source,
            stance=stance or Stance.SUPPORTS,
            kind=kind or AUTHOR_STATEMENT,
            quote=quote,
            start=start,
            end=end,
            section=section,
            presupposed=record.boolean("presupposed"),
            note=note,
            figure=record.text("figure"),
            reread=record.boolean("reread"),
            indirect=record.boolean("indirect"),
        )

    def _check_quote(
        self, record: Record, quote: str, span: tuple[int, ...] | None, section: str | None, source: Source
    ) -> None:
        self.log.looked("quotes")
        words = len(quote.split())
        if words > MAX_QUOTE_WORDS:
            hint = f"Keep the words that bear the claim, at most {MAX_QUOTE_WORDS}."
            record.fault("quotes", record.place("quote"), f"This quote has {words} words.", hint)
        if span is None and not record.has("span"):
            record.fault("quotes", record.place("quote"), f"The quote of {record.what} has no span.")
        elif span is not None and span[1] - span[0] != len(quote):
            held = span[1] - span[0]
            message = f"The span {span[0]} to {span[1]} holds {held} characters, the quote {len(quote)}."
            record.fault("quotes", record.place("span"), message)
        if section is not None and source.sections:
            record.check_reference(
                ScalarNode(record.place("section").line, record.place("section").column, section, True),
                source.sections,
                "section",
            )

    def _mark(self, node: Node, file: str, pack: Pack) -> None:
        record = Record(node, file, self.log, "the completeness mark", MARK_KEYS, MARK_REQUIRED)
        subject = record.reference("subject", self.entities, "entity")
        source = record.reference("source", self.sources, "source") if record.has("source") else pack.source
        for item in record.scalars("relations"):
            self.log.looked("marks")
            relation = record.check_reference(item, self.vocabulary.relations, "relation")
            if subject is None or source is None or relation is None:
                continue
            key = (source, subject, relation)
            if key in self.marks:
                record.fault(
                    "marks", item, f"{subject} is marked complete for {relation} twice.", "Keep one."
                )
            self.marks[key] = CompletenessMark(source, subject, relation, pack.curator, pack.name)

    def _refuse_second(self, record: Record, key: ScalarNode, taken: bool, kind: str) -> None:
        if taken:
            record.fault(
                "ids", key, f"The {kind} {key.text} is already defined in another pack.", "Use another id."
            )
