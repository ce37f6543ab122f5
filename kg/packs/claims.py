"""The claims of a pack and their evidence: read, and held against their ends, relations and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import AskUse, Claim, End, Evidence, Measure, Modality, Stance, Status, Tier
from kg.packs.format import CLAIM, EVIDENCE, MAX_QUOTE_WORDS, MEASURE, VALUE, Refers, advice
from kg.packs.hedges import denial_in, hedge_below
from kg.packs.record import Record
from kg.packs.yamlnodes import ScalarNode
from kg.status import (
    AUTHOR_STATEMENT,
    CURATOR_INFERENCE,
    KINDS,
    REFERENCE_STATEMENT,
    SELF_CONTRADICTION,
    status_of,
)
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from kg.model import Pack, Relation, Source
    from kg.packs.names import PackNames
    from kg.packs.reader import PackReader
    from kg.packs.yamlnodes import Node

__all__ = ["UNPLACED", "ClaimReader"]

# What evidence is where it does not say; of a study it must be said.
DEFAULT_KINDS = {
    Tier.POPULAR: AUTHOR_STATEMENT,
    Tier.REFERENCE: REFERENCE_STATEMENT,
    Tier.CURATOR: CURATOR_INFERENCE,
}
# How the fault of a quote ends that does not say where it stands.
UNPLACED = "has no span."
# So many relations at most are listed that would fit the ends of a claim.
MOST_FITTING = 8
CLAIM_ADVICE, MEASURE_ADVICE = advice(CLAIM), advice(MEASURE)


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads the claims of one pack into what `reader` knows. `names` are those that the pack may use."""

    reader: PackReader
    names: PackNames
    pack: Pack
    file: str
    # The claims of whose evidence not all could be read that makes their status.
    _unread: set[str] = field(default_factory=set)

    def read(self, key: ScalarNode, node: Node) -> None:
        """Read a claim; it is kept where everything that it needs is there."""
        reader, names = self.reader, self.names
        record = Record(
            node, self.file, reader.log, f"claim {key.text}", CLAIM.keys, CLAIM.required,
            advice=CLAIM_ADVICE, name=key,
        )  # fmt: skip
        reader.note_place(self.file, key, "claim", key.text)
        reader.refuse_second(record, key, reader.claims, "claim")
        subject = names.of(record, "subject", Refers.ENTITY)
        relation = names.of(record, "relation", Refers.RELATION)
        object_ = names.of(record, "object", Refers.ENTITY)
        modality = record.choice("modality", Modality)
        status = record.choice("status", Status)
        source = names.of(record, "source", Refers.SOURCE) if record.has("source") else self.pack.source
        derived = names.all_of(record, "derived_from", Refers.CLAIM)
        contradicts = names.all_of(record, "contradicts", Refers.CLAIM)
        evidence = [
            found
            for position, item in enumerate(record.items("evidence"))
            if (found := self._evidence(item, key.text, position, source or "?")) is not None
        ]
        if record.has("evidence") and not record.items("evidence"):
            hint = "Add at least one piece: “- {quote: …, span: [start, end]}”."
            record.fault("evidence", record.place("evidence"), f"Claim {key.text} has no evidence.", hint)
        ask = record.choices("ask", AskUse)
        measure = self._measure(record) if record.has("measure") else None
        texts = {name: record.text(name) for name in ("qualifier", "degree", "reading", "searched")}
        reads_from = record.choice("reads_from", End) or End.SUBJECT
        if None in (subject, relation, object_, modality, status, source) or not evidence:
            return
        assert subject
        assert relation
        assert object_
        assert modality
        assert status
        assert source
        if status is Status.DRAFT:
            # Nobody has seen it: it is not asked, whatever is to be asked once it is a draft no more.
            ask = ()
        claim = Claim(
            id=key.text,
            subject=subject,
            relation=relation,
            object=object_,
            modality=modality,
            status=status,
            source=source,
            pack=self.pack.name,
            evidence=tuple(evidence),
            ask=ask,
            reads_from=reads_from,
            derived_from=tuple(sorted(node.text for node in derived)),
            contradicts=tuple(sorted(node.text for node in contradicts)),
            measure=measure,
            **texts,
        )
        self._check(claim, record)
        reader.claims.setdefault(key.text, claim)

    def _measure(self, claim: Record) -> Measure | None:
        what = f"the measure of {claim.what}"
        record = Record(
            claim.place("measure"), self.file, self.reader.log, what, MEASURE.keys, MEASURE.required,
            advice=MEASURE_ADVICE, name=claim.key("measure"),
        )  # fmt: skip
        value, unit = record.written("value", VALUE), record.text("unit")
        return None if value is None or unit is None else Measure(value, unit)

    def _check(self, claim: Claim, record: Record) -> None:
        """Hold a claim against its relation, and its status against its evidence."""
        vocabulary, log = self.reader.vocabulary, self.reader.log
        relation = vocabulary.relations[claim.relation]
        self._check_end(claim, record, "subject", claim.subject, relation.domain)
        self._check_end(claim, record, "object", claim.object, relation.range)
        log.looked("reflexive")
        if relation.irreflexive and claim.subject == claim.object and claim.status is not Status.REFUTED:
            hint = "Correct the object, or keep it with the status refuted and evidence that disputes it."
            message = f"Nothing {relation.label} itself, and here {claim.subject} does."
            record.fault("reflexive", record.place("object"), message, hint)
        if any(item.kind == SELF_CONTRADICTION and item.source != claim.source for item in claim.evidence):
            message = f"Only its own source, {claim.source}, can contradict itself in claim {claim.id}."
            hint = "Leave kind out of the other's evidence."
            record.fault("evidence", record.place("evidence"), message, hint)
        stances = {
            item.stance
            for item in claim.evidence
            if item.source == claim.source and item.kind != SELF_CONTRADICTION
        }
        if len(stances) > 1:
            message = f"{claim.source} both supports and disputes claim {claim.id}, which is its own."
            hint = (
                "Keep what it claims. Where it contradicts itself, write kind: self-contradiction; a denial "
                "alone is no claim."
            )
            record.fault("evidence", record.place("evidence"), message, hint)
        self._check_words(claim, record)
        if claim.id in self._unread:
            return
        if not any(item.stance is Stance.SUPPORTS for item in claim.evidence):
            message = f"Nothing supports claim {claim.id}: all its evidence disputes it."
            hint = "A claim is what some source says. What a text denies it does not claim: delete this one."
            record.fault("evidence", record.place("evidence"), message, hint)
            return
        log.looked("status")
        computed = status_of(
            claim.evidence, self.reader.sources, anatomical=vocabulary.anatomical(claim.relation)
        )
        if claim.status is not Status.DRAFT and claim.status is not computed:
            message = f"The evidence of claim {claim.id} makes it {computed}, not {claim.status}."
            record.fault("status", record.place("status"), message, f"Write status: {computed}.")

    def _check_words(self, claim: Claim, record: Record) -> None:
        """Fault a claim that its source denies, or that says more than each passage in it.

        Where `reading` says how the words were read, its author has seen them.
        """
        self.reader.log.looked("quotes")
        own = [
            item.quote or ""
            for item in claim.evidence
            if item.source == claim.source and item.stance is Stance.SUPPORTS
        ]
        if claim.reading is not None or not own:
            return
        denials = [denial_in(quote) for quote in own]
        if denials[0] is not None and all(denials):
            message = f"The quote says “{denials[0]}”, and the claim says that it is so."
            hint = (
                "If that word is about something else, quote fewer words, or say so under “reading”. "
                "What a text denies it does not claim: then delete the claim."
            )
            record.fault("quotes", record.place("subject"), message, hint)
        found = [hedge_below(claim.modality, quote) for quote in own]
        if found[0] is not None and all(found):
            word, modality = found[0]
            message = f"The quote says “{word}”, and the claim says “{claim.modality}”."
            hint = f"Write modality: {modality}. If “{word}” is about something else, say so under “reading”."
            record.fault("quotes", record.place("modality"), message, hint)

    def _check_end(self, claim: Claim, record: Record, end: str, entity: str, wanted: str) -> None:
        reader = self.reader
        reader.log.looked("domain and range")
        cls = reader.entities[entity].cls
        if reader.classed(entity) and not reader.vocabulary.is_a(cls, wanted):
            article = "an" if wanted[0] in "AEIO" else "a"
            message = f"The {end} of {claim.relation} must be {article} {wanted}; {entity} is of class {cls}."
            record.fault("domain and range", record.place(end), message, self._fitting(claim, end, wanted))

    def _fitting(self, claim: Claim, end: str, wanted: str) -> str:
        """Return what to write where an end of a claim is of the wrong class."""
        reader = self.reader
        subject, object_ = reader.entities[claim.subject].cls, reader.entities[claim.object].cls
        relations = [reader.vocabulary.relations[name] for name in reader.vocabulary.claimable()]

        def fits(relation: Relation, domain: str, range_: str) -> bool:
            is_a = reader.vocabulary.is_a
            return is_a(domain, relation.domain) and is_a(range_, relation.range)

        asked = reader.vocabulary.relations[claim.relation]
        if fits(asked, object_, subject):
            return "The other way round it would do: swap subject and object."
        # What goes between any two things is hardly what was meant, nor is what turns the sense around.
        others = [
            relation.id
            for relation in relations
            if {relation.domain, relation.range} != {ROOT}
            and relation.sign == asked.sign
            and fits(relation, subject, object_)
        ]
        if reader.classed(claim.subject) and reader.classed(claim.object) and others:
            listed = ", ".join(others[:MOST_FITTING]) + (" and others" if others[MOST_FITTING:] else "")
            return f"Name another {end}, or a relation that goes between these: {listed}."
        named = getattr(claim, end)
        if reader.classed(named) and asked.sign is not None:
            return (
                f"Name another {end}: describe what the text means, such as “limited …”, as a new entity of "
                f"class {wanted} or one below it. Or correct the class of {named}."
            )
        return f"Name another {end}, or correct the class of {named}."

    def _evidence(self, node: Node, claim: str, position: int, source: str) -> Evidence | None:
        reader = self.reader
        what = f"evidence {position + 1} of claim {claim}"
        record = Record(node, self.file, reader.log, what, EVIDENCE.keys, EVIDENCE.required)
        reader.log.looked("evidence")
        for key in ("quote", "span", "section"):
            reader.note_place(self.file, record.place(key), "evidence", claim, str(position), key)
        if record.has("source"):
            source = self.names.of(record, "source", Refers.SOURCE) or "?"
        if source not in reader.sources:
            self._unread.add(claim)
            return None
        known = reader.sources[source]
        if record.has("kind"):
            kind = self.names.of(record, "kind", Refers.EVIDENCE_KIND)
        elif (kind := DEFAULT_KINDS.get(known.tier)) is None:
            hint = f"Add “kind: …”, one of {', '.join(sorted(KINDS - {*DEFAULT_KINDS.values()}))}."
            record.fault("evidence", node, f"{what} is from a study and does not say of which kind.", hint)
        stance = record.choice("stance", Stance) if record.has("stance") else Stance.SUPPORTS
        if kind is None or stance is None or not reader.tiered(source):
            self._unread.add(claim)
        quote, note, span = record.text("quote"), record.text("note"), record.integers("span", 2)
        section = record.text("section")
        held = known.sha256 is not None or known.tier is Tier.CURATOR
        if held and not any(map(record.has, ("quote", "finding", "note"))):
            message = f"{what} has neither a quote nor a note."
            record.fault("evidence", node, message, "Give the words it rests on.")
        if quote is not None:
            self._check_quote(record, quote, span, section, known)
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
            finding=record.text("finding"),
        )

    def _check_quote(
        self, record: Record, quote: str, span: tuple[int, ...] | None, section: str | None, source: Source
    ) -> None:
        self.reader.log.looked("quotes")
        words = len(quote.split())
        if words > MAX_QUOTE_WORDS:
            hint = f"Keep the words that bear the claim, at most {MAX_QUOTE_WORDS}."
            record.fault("quotes", record.place("quote"), f"This quote has {words} words.", hint)
        if span is None and not record.has("span"):
            hint = "Add “span: [start, end]”; `myograph fmt --source-text FILE` writes where it stands."
            record.fault("quotes", record.place("quote"), f"The quote of {record.what} {UNPLACED}", hint)
        elif span is not None and span[1] - span[0] != len(quote):
            held = span[1] - span[0]
            message = f"The span {span[0]} to {span[1]} holds {held} characters, the quote {len(quote)}."
            hint = f"If it begins there, write span: [{span[0]}, {span[0] + len(quote)}]."
            record.fault("quotes", record.place("span"), message, hint)
        place = record.place("section")
        if section is not None and source.sections and isinstance(place, ScalarNode):
            place = ScalarNode(place.line, place.column, section, place.quoted, place.length)
            record.check_reference(place, source.sections, "section")
