"""The model as triples."""

from __future__ import annotations

import heapq
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg import iri
from kg.model import End, Stance, Status
from kg.packs.registries import object_iri
from kg.rdf.terms import PREFIXES, RDF_TYPE, myo, named
from kg.wording import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, CompletenessMark, Entity, Evidence, Mapping, Pack, Source

__all__ = ["SIDES", "by_subject", "evidence_iri"]

# The property from a claim to its evidence, by stance and whether the evidence is indirect.
SIDES = {
    (Stance.SUPPORTS, False): myo("supportedBy"),
    (Stance.SUPPORTS, True): myo("indirectlySupportedBy"),
    (Stance.DISPUTES, False): myo("disputedBy"),
    (Stance.DISPUTES, True): myo("indirectlyDisputedBy"),
}

_Record = TypeVar("_Record")
_Value = NamedNode | Literal | None


def by_subject(graph: KnowledgeGraph) -> Iterator[tuple[str, Iterable[Triple]]]:
    """Yield what the packs hold as triples, subject by subject in order of their IRIs.

    A subject comes as N-Triples has it (`<…>`), more than once where it has mappings. The vocabulary is not
    among them. Triples are made as they are asked for: all of a large graph would not fit into memory.
    """
    claims = graph.claims()
    passages = [
        (claim.id, position, item) for claim in claims for position, item in enumerate(claim.evidence, 1)
    ]
    return heapq.merge(
        _ordered(graph.packs.values(), lambda pack: iri.PACK + pack.name, _pack),
        _ordered(graph.sources.values(), lambda source: iri.SOURCE + source.id, _source),
        _ordered(
            graph.entities.values(),
            lambda entity: iri.entity_iri(entity.id),
            lambda entity: chain(_entity(entity), _edges(graph, entity)),
        ),
        _ordered(graph.mappings, _mapped, _mapping),
        _ordered(graph.marks, _mark_iri, partial(_mark, graph)),
        _ordered(claims, lambda claim: iri.claim_iri(claim.id), partial(_claim, graph)),
        _ordered(passages, lambda passage: evidence_iri(*passage[:2]), lambda passage: _evidence(*passage)),
        _ordered(
            (passage for passage in passages if passage[2].quote is not None),
            lambda passage: _quote_iri(*passage[:2]),
            lambda passage: _quote(*passage),
        ),
        _ordered(
            (passage for passage in passages if passage[2].start is not None),
            lambda passage: _span_iri(*passage[:2]),
            lambda passage: _span(*passage),
        ),
        key=itemgetter(0),
    )


def _ordered(
    records: Iterable[_Record], name: Callable[[_Record], str], triples: Callable[[_Record], Iterable[Triple]]
) -> Iterator[tuple[str, Iterable[Triple]]]:
    """Yield the triples of records, which have an IRI each, in order of these."""
    named_records = [(f"<{name(record)}>", record) for record in records]
    named_records.sort(key=itemgetter(0), reverse=True)
    while named_records:  # what is written is let go
        subject, record = named_records.pop()
        yield subject, triples(record)


def evidence_iri(claim: str, position: int) -> str:
    """Return the IRI of a claim's evidence; `position` counts from 1."""
    return f"{iri.BASE}evidence/{claim}-{position}"


def _quote_iri(claim: str, position: int) -> str:
    return f"{iri.BASE}selector/{claim}-{position}-quote"


def _span_iri(claim: str, position: int) -> str:
    return f"{iri.BASE}selector/{claim}-{position}-span"


def _english(text: str | None) -> Literal | None:
    return None if text is None else Literal(text, language="en")


def _plain(value: str | int | None) -> Literal | None:
    return None if value is None else Literal(value)


def _true(value: bool) -> Literal | None:
    return Literal(True) if value else None


def _individual(subject: str, kind: NamedNode, facts: list[tuple[NamedNode, _Value]]) -> Iterator[Triple]:
    node = NamedNode(subject)
    yield Triple(node, RDF_TYPE, kind)
    yield Triple(node, RDF_TYPE, named("owl:NamedIndividual"))
    for predicate, value in facts:
        if value is not None:
            yield Triple(node, predicate, value)


def _pack(pack: Pack) -> Iterator[Triple]:
    yield from _individual(
        iri.PACK + pack.name,
        myo("Pack"),
        [
            (named("rdfs:label"), _english(pack.title)),
            (myo("packVersion"), _plain(pack.version)),
            (myo("packSource"), NamedNode(iri.SOURCE + pack.source)),
            (myo("packCurator"), NamedNode(iri.SOURCE + pack.curator)),
            *((myo("requires"), NamedNode(iri.PACK + name)) for name in pack.requires),
        ],
    )


def _source(source: Source) -> Iterator[Triple]:
    yield from _individual(
        iri.SOURCE + source.id,
        myo("Source"),
        [
            (named("rdfs:label"), _english(source.label)),
            (myo("inPack"), NamedNode(iri.PACK + source.pack)),
            (myo("sourceTier"), myo(f"tier-{source.tier}")),
            (named("dcterms:bibliographicCitation"), _english(source.citation)),
            (myo("webAddress"), _plain(source.url)),
            (myo("licence"), _english(source.licence)),
            (myo("inSentence"), _english(source.in_sentence)),
            (myo("caution"), _english(source.caution)),
            (myo("quoteLicence"), _english(source.quote_licence)),
            (myo("sha256"), _plain(source.sha256)),
            (myo("textLength"), _plain(source.length)),
            (myo("wordCount"), _plain(source.words)),
            *(
                (myo("sectionName"), _english(f"{position}. {name}"))
                for position, name in enumerate(source.sections, 1)
            ),
        ],
    )


def _entity(entity: Entity) -> Iterator[Triple]:
    yield from _individual(
        iri.entity_iri(entity.id),
        myo(entity.cls),
        [
            (named("rdfs:label"), _english(entity.label)),
            (named("skos:definition"), _english(entity.definition)),
            (myo("inPack"), NamedNode(iri.PACK + entity.pack)),
            (myo("inSentence"), _english(entity.in_sentence)),
            (myo("plural"), _true(entity.plural)),
            (myo("vague"), _true(entity.vague)),
            *((named("skos:altLabel"), _english(name)) for name in entity.synonyms),
        ],
    )


def _mapped(mapping: Mapping) -> str:
    prefix, _, name = mapping.subject.partition(":")
    return PREFIXES[prefix] + name


def _mapping(mapping: Mapping) -> Iterator[Triple]:
    predicate = named(f"skos:{mapping.predicate}")
    yield Triple(NamedNode(_mapped(mapping)), predicate, NamedNode(object_iri(mapping.object)))


def _mark_iri(mark: CompletenessMark) -> str:
    return f"{iri.MARK}{mark.source}-{mark.subject}-{mark.relation}"


def _mark(graph: KnowledgeGraph, mark: CompletenessMark) -> Iterator[Triple]:
    subject, relation = graph.entity(mark.subject).label, graph.vocabulary.relations[mark.relation].label
    label = f"all that {graph.sources[mark.source].label} says of: {subject} {relation}"
    yield from _individual(
        _mark_iri(mark),
        myo("CompletenessMark"),
        [
            (named("rdfs:label"), _english(label)),
            (myo("inPack"), NamedNode(iri.PACK + mark.pack)),
            (myo("markedSource"), NamedNode(iri.SOURCE + mark.source)),
            (myo("markedSubject"), NamedNode(iri.entity_iri(mark.subject))),
            (myo("markedRelation"), myo(mark.relation)),
            (myo("markedBy"), NamedNode(iri.SOURCE + mark.curator)),
        ],
    )


def _claim(graph: KnowledgeGraph, claim: Claim) -> Iterator[Triple]:
    yield from _individual(
        iri.claim_iri(claim.id),
        myo("Claim"),
        [
            (named("rdfs:label"), _english(statement(graph, claim))),
            (myo("inPack"), NamedNode(iri.PACK + claim.pack)),
            (myo("subject"), NamedNode(iri.entity_iri(claim.subject))),
            (myo("predicate"), myo(claim.relation)),
            (myo("object"), NamedNode(iri.entity_iri(claim.object))),
            (myo("modality"), myo(f"modality-{claim.modality}")),
            (myo("status"), myo(f"status-{claim.status}")),
            (myo("assertedBy"), NamedNode(iri.SOURCE + claim.source)),
            (myo("qualifier"), _english(claim.qualifier)),
            (myo("degree"), _english(claim.degree)),
            (myo("reading"), _english(claim.reading)),
            (myo("readsFromObject"), _true(claim.reads_from is End.OBJECT)),
            (myo("searched"), _english(claim.searched)),
            (myo("measuredValue"), _plain(claim.measure.value if claim.measure else None)),
            (myo("unit"), _plain(claim.measure.unit if claim.measure else None)),
            *((myo("askAs"), myo(f"ask-{use}")) for use in claim.ask),
            *((myo("contradicts"), NamedNode(iri.claim_iri(other))) for other in claim.contradicts),
            *((myo("derivedFrom"), NamedNode(iri.claim_iri(other))) for other in claim.derived_from),
            *(
                (SIDES[item.stance, item.indirect], NamedNode(evidence_iri(claim.id, position)))
                for position, item in enumerate(claim.evidence, 1)
            ),
        ],
    )


def _evidence(claim: str, position: int, item: Evidence) -> Iterator[Triple]:
    yield from _individual(
        evidence_iri(claim, position),
        myo("Evidence"),
        [
            (named("rdfs:label"), _english(f"evidence {position} on {claim}")),
            (named("oa:hasSource"), NamedNode(iri.SOURCE + item.source)),
            (myo("evidenceKind"), myo(f"kind-{item.kind}")),
            (myo("section"), _english(item.section)),
            (myo("presupposed"), _true(item.presupposed)),
            (myo("finding"), _english(item.finding)),
            (myo("note"), _english(item.note)),
            (myo("figure"), _english(item.figure)),
            (myo("reread"), _true(item.reread)),
            (named("oa:hasSelector"), None if item.quote is None else NamedNode(_quote_iri(claim, position))),
            (named("oa:hasSelector"), None if item.start is None else NamedNode(_span_iri(claim, position))),
        ],
    )


def _quote(claim: str, position: int, item: Evidence) -> Iterator[Triple]:
    yield from _individual(
        _quote_iri(claim, position),
        named("oa:TextQuoteSelector"),
        [
            (named("rdfs:label"), _english(f"words of evidence {position} on {claim}")),
            (named("oa:exact"), _english(item.quote)),
        ],
    )


def _span(claim: str, position: int, item: Evidence) -> Iterator[Triple]:
    yield from _individual(
        _span_iri(claim, position),
        named("oa:TextPositionSelector"),
        [
            (named("rdfs:label"), _english(f"place of evidence {position} on {claim}")),
            (named("oa:start"), _plain(item.start)),
            (named("oa:end"), _plain(item.end)),
        ],
    )


def _edges(graph: KnowledgeGraph, entity: Entity) -> Iterator[Triple]:
    """Yield the direct edges that the claims about an entity give rise to."""
    subject = NamedNode(iri.entity_iri(entity.id))
    for claim in graph.claims(subject=entity.id):
        if not claim.live:
            continue
        object_ = NamedNode(iri.entity_iri(claim.object))
        yield Triple(subject, myo(graph.vocabulary.relations[claim.relation].twin), object_)
        if claim.status is Status.ESTABLISHED and not claim.hedged and claim.qualifier is None:
            yield Triple(subject, myo(claim.relation), object_)
