"""The model as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from kg import iri
from kg.model import End, Stance, Status
from kg.rdf.terms import PREFIXES, RDF_TYPE, myo, named
from kg.registries import object_iri
from kg.wording import statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, CompletenessMark, Entity, Evidence, Pack, Source

__all__ = ["SIDES", "evidence_iri", "triples_of"]

# The property from a claim to its evidence, by stance and whether the evidence is indirect.
SIDES = {
    (Stance.SUPPORTS, False): myo("supportedBy"),
    (Stance.SUPPORTS, True): myo("indirectlySupportedBy"),
    (Stance.DISPUTES, False): myo("disputedBy"),
    (Stance.DISPUTES, True): myo("indirectlyDisputedBy"),
}

_Value = NamedNode | Literal | None


def triples_of(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield what the packs hold as triples, in no particular order; the vocabulary is not among them."""
    for pack in graph.packs.values():
        yield from _pack(pack)
    for source in graph.sources.values():
        yield from _source(source)
    for entity in graph.entities.values():
        yield from _entity(entity)
    for mapping in graph.mappings:
        prefix, _, name = mapping.subject.partition(":")
        subject = NamedNode(PREFIXES[prefix] + name)
        yield Triple(subject, named(f"skos:{mapping.predicate}"), NamedNode(object_iri(mapping.object)))
    for mark in graph.marks:
        yield from _mark(graph, mark)
    for claim in graph.claims():
        yield from _claim(graph, claim)
        yield from _edges(graph, claim)


def evidence_iri(claim: str, position: int) -> str:
    """Return the IRI of a claim's evidence; `position` counts from 1."""
    return f"{iri.BASE}evidence/{claim}-{position}"


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


def _mark(graph: KnowledgeGraph, mark: CompletenessMark) -> Iterator[Triple]:
    subject, relation = graph.entity(mark.subject).label, graph.vocabulary.relations[mark.relation].label
    label = f"all that {graph.sources[mark.source].label} says of: {subject} {relation}"
    yield from _individual(
        f"{iri.MARK}{mark.source}-{mark.subject}-{mark.relation}",
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
    for position, item in enumerate(claim.evidence, 1):
        yield from _evidence(claim.id, position, item)


def _evidence(claim: str, position: int, item: Evidence) -> Iterator[Triple]:
    name = f"{claim}-{position}"
    selectors = f"{iri.BASE}selector/{name}"
    quote, span = NamedNode(f"{selectors}-quote"), NamedNode(f"{selectors}-span")
    yield from _individual(
        evidence_iri(claim, position),
        myo("Evidence"),
        [
            (named("rdfs:label"), _english(f"evidence {position} on {claim}")),
            (named("oa:hasSource"), NamedNode(iri.SOURCE + item.source)),
            (myo("evidenceKind"), myo(f"kind-{item.kind}")),
            (myo("section"), _english(item.section)),
            (myo("presupposed"), _true(item.presupposed)),
            (myo("note"), _english(item.note)),
            (myo("figure"), _english(item.figure)),
            (myo("reread"), _true(item.reread)),
            (named("oa:hasSelector"), None if item.quote is None else quote),
            (named("oa:hasSelector"), None if item.start is None else span),
        ],
    )
    if item.quote is not None:
        yield from _individual(
            quote.value,
            named("oa:TextQuoteSelector"),
            [
                (named("rdfs:label"), _english(f"words of evidence {position} on {claim}")),
                (named("oa:exact"), _english(item.quote)),
            ],
        )
    if item.start is not None:
        yield from _individual(
            span.value,
            named("oa:TextPositionSelector"),
            [
                (named("rdfs:label"), _english(f"place of evidence {position} on {claim}")),
                (named("oa:start"), _plain(item.start)),
                (named("oa:end"), _plain(item.end)),
            ],
        )


def _edges(graph: KnowledgeGraph, claim: Claim) -> Iterator[Triple]:
    if not claim.live:
        return
    subject, object_ = NamedNode(iri.entity_iri(claim.subject)), NamedNode(iri.entity_iri(claim.object))
    yield Triple(subject, myo(graph.vocabulary.relations[claim.relation].twin), object_)
    if claim.status is Status.ESTABLISHED and not claim.hedged and claim.qualifier is None:
        yield Triple(subject, myo(claim.relation), object_)
