"""What a command shows, as lines of text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.inwords import counted
from kg.standing import evidence_lines, measured, surety
from kg.summary import summary_lines
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.checks.run import Check
    from kg.graph import KnowledgeGraph
    from kg.lookup import Lookup
    from kg.model import Claim, Entity
    from kg.paths import Chain

__all__ = [
    "check_lines",
    "claim_lines",
    "entity_line",
    "entity_lines",
    "naming_lines",
    "pack_lines",
    "path_lines",
]

_MATCH_WORDS = {
    "exactMatch": "the same",
    "closeMatch": "nearly the same",
    "broadMatch": "wider",
    "narrowMatch": "narrower",
    "relatedMatch": "related",
}


def entity_line(graph: Lookup, entity: Entity) -> str:
    """Return an entity on one line."""
    return f"{entity.label} ({graph.vocabulary.classes[entity.cls].label}) {entity.id}"


def entity_lines(graph: Lookup, entity: Entity) -> Iterator[str]:
    """Yield an entity's page."""
    yield f"{entity.label} ({graph.vocabulary.classes[entity.cls].label})"
    for line in naming_lines(graph, entity):
        yield f"  {line}"
    for line in summary_lines(graph, entity):
        yield f"  {line}"
    for claim in graph.about(entity.id):
        yield ""
        yield from claim_lines(graph, claim)


def naming_lines(graph: Lookup, entity: Entity) -> Iterator[str]:
    """Yield what an entity is, what else it is called, its IRI, and what registries call it."""
    yield entity.definition
    if entity.synonyms:
        yield f"Also called: {', '.join(entity.synonyms)}."
    yield iri.entity_iri(entity.id)
    same = graph.mappings_of(entity.id)
    if same:
        parts = (f"{mapping.object} ({_MATCH_WORDS[mapping.predicate]})" for mapping in same)
        yield f"Elsewhere: {', '.join(parts)}"


def claim_lines(graph: Lookup, claim: Claim) -> Iterator[str]:
    """Yield a claim, how sure it is, and the words it rests on."""
    yield f"{sentence(statement(graph, claim))} [{claim.id}]"
    yield f"  How sure: {surety(graph, claim)}"
    if value := measured(claim):
        yield f"  {value}"
    for line in evidence_lines(graph, claim):
        yield f"  {line}"
    if claim.searched:
        yield f"  {claim.searched}"
    if claim.degree:
        yield f"  How much: “{claim.degree}”"
    if claim.reading:
        yield f"  How it was read: {claim.reading}"


def path_lines(graph: Lookup, chain: Chain) -> Iterator[str]:
    """Yield a chain: each step with the source's words under it and how sure it is."""
    yield " → ".join(graph.entity(node).label for node in chain.nodes)
    for number, step in enumerate(chain.steps, 1):
        for claim in step:
            yield f"  {number}. {sentence(statement(graph, claim))} [{claim.id}]"
            for line in evidence_lines(graph, claim):
                yield f"     {line}"
            yield f"     How sure: {surety(graph, claim)}"


def pack_lines(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield each pack with its counts."""
    from kg.views import pack_view

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
    """Yield each check with its count, and how many faults it found."""
    width = max((len(check.name) for check in checks), default=0)
    for check in checks:
        verdict = counted(len(check.faults), "fault") if check.faults else "ok"
        yield f"{check.name:<{width}}  {check.count:>6,}  {verdict}"
