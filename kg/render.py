"""What a command shows, as lines of text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.model import Modality, Stance, Status
from kg.views import claims_about, pack_view
from kg.wording import sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.check import Check
    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity, Evidence
    from kg.paths import Chain

__all__ = [
    "check_lines",
    "claim_lines",
    "entity_line",
    "entity_lines",
    "evidence_line",
    "pack_lines",
    "path_lines",
    "surety",
]

_HEDGE_WORDS = {
    Modality.IS: "says flatly that it is so",
    Modality.CAN: "says that it can be so",
    Modality.MAY: "says that it may be so",
    Modality.OFTEN: "says that it is often so",
    Modality.AIM: "says that it is meant to be so",
}
_MATCH_WORDS = {
    "exactMatch": "the same",
    "closeMatch": "nearly the same",
    "broadMatch": "wider",
    "narrowMatch": "narrower",
    "relatedMatch": "related",
}
_STATUS_WORDS = {
    Status.ESTABLISHED: "established",
    Status.CONTESTED: "contested, sources disagree",
    Status.REPORTED: "reported, only {source} says so",
    Status.REFUTED: "refuted, as it is only disputed or contradicts itself",
    Status.DRAFT: "draft, no one has checked it",
}


def surety(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return how sure the source is, and how the claim stands, as a sentence.

    >>> import kg
    >>> graph = kg.load()
    >>> surety(graph, graph.claim("article-c18"))
    'The article says that it can be so; reported, only the article says so.'
    """
    source = source_name(graph, claim.source)
    standing = _STATUS_WORDS[claim.status].format(source=source)
    return sentence(f"{source} {_HEDGE_WORDS[claim.modality]}; {standing}")


def entity_line(graph: KnowledgeGraph, entity: Entity) -> str:
    """Return an entity on one line."""
    return f"{entity.label} ({graph.vocabulary.classes[entity.cls].label}) {entity.id}"


def entity_lines(graph: KnowledgeGraph, entity: Entity) -> Iterator[str]:
    """Yield an entity's page."""
    yield f"{entity.label} ({graph.vocabulary.classes[entity.cls].label})"
    yield f"  {entity.definition}"
    if entity.synonyms:
        yield f"  Also called: {', '.join(entity.synonyms)}."
    yield f"  {iri.entity_iri(entity.id)}"
    same = [mapping for mapping in graph.mappings if mapping.subject == f"id:{entity.id}"]
    if same:
        parts = (f"{mapping.object} ({_MATCH_WORDS[mapping.predicate]})" for mapping in same)
        yield f"  Elsewhere: {', '.join(parts)}"
    for claim in claims_about(graph, entity.id):
        yield ""
        yield from claim_lines(graph, claim)


def claim_lines(graph: KnowledgeGraph, claim: Claim) -> Iterator[str]:
    """Yield a claim, how sure it is, and the words it rests on."""
    yield f"{sentence(statement(graph, claim))} [{claim.id}]"
    yield f"  How sure: {surety(graph, claim)}"
    for item in claim.evidence:
        yield f"  {evidence_line(graph, item)}"
    if claim.degree:
        yield f"  How much, in its own words: “{claim.degree}”"
    if claim.reading:
        yield f"  How it was read: {claim.reading}"


def evidence_line(graph: KnowledgeGraph, item: Evidence) -> str:
    """Return a piece of evidence: for or against, who, where, in which words."""
    parts = ["Against it: " if item.stance is Stance.DISPUTES else "", source_name(graph, item.source)]
    if item.section:
        parts.append(f", under “{item.section}”")
    if item.quote:
        parts.append(f": “{item.quote}”")
    if item.presupposed:
        parts.append(" (taken for granted, not stated)")
    if item.note:
        parts.append(f". {item.note}" if item.quote else f": {item.note}")
    line = "".join(parts)
    return line[:1].upper() + line[1:]


def path_lines(graph: KnowledgeGraph, chain: Chain) -> Iterator[str]:
    """Yield a chain: each step with the source's words under it and how sure it is."""
    yield " → ".join(graph.entity(node).label for node in chain.nodes)
    for number, step in enumerate(chain.steps, 1):
        for claim in step:
            yield f"  {number}. {sentence(statement(graph, claim))} [{claim.id}]"
            for item in claim.evidence:
                yield f"     {evidence_line(graph, item)}"
            yield f"     How sure: {surety(graph, claim)}"


def pack_lines(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield each pack with its counts."""
    for pack in graph.packs.values():
        view = pack_view(graph, pack)
        yield f"{pack.name} {pack.version}: {pack.title}"
        yield (
            f"  Entities: {view['entities']}. Claims: {view['claims']}, of which {view['askable']} may be "
            f"asked. Pieces of evidence: {view['evidence']}. Completeness marks: {view['completenessMarks']}."
        )
        source = graph.sources[pack.source]
        yield f"  Source: {source.citation}"
        if source.caution:
            yield f"  Caution: {source.caution}"


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    """Yield each check with its count, and its faults under it."""
    width = max((len(check.name) for check in checks), default=0)
    for check in checks:
        number = len(check.faults)
        verdict = "ok" if not number else f"{number} {'fault' if number == 1 else 'faults'}"
        yield f"{check.name:<{width}}  {check.count:>6,}  {verdict}"
        for fault in check.faults:
            yield f"  {fault}"
