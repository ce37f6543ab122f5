"""What a command shows, as plain data: the JSON documented in docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg import iri
from kg.packs.registries import object_iri
from kg.summary import summary_lines
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.checks.run import Check
    from kg.graph import KnowledgeGraph
    from kg.lookup import Lookup
    from kg.model import Claim, Entity, Evidence, Pack
    from kg.paths import Chain

__all__ = ["check_view", "claim_view", "entity_page", "entity_view", "pack_view", "path_view"]

View = dict[str, Any]


def entity_view(entity: Entity) -> View:
    """Return an entity in short."""
    return {"id": entity.id, "label": entity.label, "type": entity.cls, "iri": iri.entity_iri(entity.id)}


def entity_page(graph: Lookup, entity: Entity) -> View:
    """Return an entity with all that is known of it."""
    return entity_view(entity) | {
        "synonyms": list(entity.synonyms),
        "definition": entity.definition,
        "summary": list(summary_lines(graph, entity)),
        "mappings": [
            {
                "predicate": f"skos:{mapping.predicate}",
                "object": mapping.object,
                "label": mapping.object_label,
                "iri": object_iri(mapping.object),
            }
            for mapping in graph.mappings_of(entity.id)
        ],
        "claims": [claim_view(graph, claim) for claim in graph.about(entity.id)],
    }


def claim_view(graph: Lookup, claim: Claim) -> View:
    """Return a claim with its evidence."""
    return {
        "id": claim.id,
        "iri": iri.claim_iri(claim.id),
        "statement": sentence(statement(graph, claim)),
        "subject": entity_view(graph.entity(claim.subject)),
        "relation": {"id": claim.relation, "label": graph.vocabulary.relations[claim.relation].label},
        "object": entity_view(graph.entity(claim.object)),
        "qualifier": claim.qualifier,
        "degree": claim.degree,
        "modality": str(claim.modality),
        "status": str(claim.status),
        "assertedBy": claim.source,
        "reading": claim.reading,
        "readsFrom": str(claim.reads_from),
        "askable": claim.askable,
        "askAs": [str(use) for use in claim.ask],
        "searched": claim.searched,
        "measure": None if claim.measure is None else claim.measure._asdict(),
        "derivedFrom": list(claim.derived_from),
        "contradicts": list(claim.contradicts),
        "evidence": [_evidence_view(item) for item in claim.evidence],
    }


def _evidence_view(item: Evidence) -> View:
    return {
        "source": item.source,
        "stance": str(item.stance),
        "kind": item.kind,
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "section": item.section,
        "presupposed": item.presupposed,
        "finding": item.finding,
        "note": item.note,
        "figure": item.figure,
        "reread": item.reread,
        "indirect": item.indirect,
    }


def path_view(graph: Lookup, chain: Chain) -> View:
    """Return a chain: its entities, and every claim of every step in order."""
    return {
        "nodes": [entity_view(graph.entity(node)) for node in chain.nodes],
        "claims": [claim_view(graph, claim) for step in chain.steps for claim in step],
    }


def pack_view(graph: KnowledgeGraph, pack: Pack) -> View:
    """Return a pack and how much it holds."""
    claims = [claim for claim in graph.claims() if claim.pack == pack.name]
    return {
        "name": pack.name,
        "version": pack.version,
        "title": pack.title,
        "source": pack.source,
        "requires": list(pack.requires),
        "entities": sum(entity.pack == pack.name for entity in graph.entities.values()),
        "claims": len(claims),
        "evidence": sum(len(claim.evidence) for claim in claims),
        "askable": sum(claim.askable for claim in claims),
        "completenessMarks": sum(mark.pack == pack.name for mark in graph.marks),
    }


def check_view(checks: Sequence[Check]) -> list[View]:
    """Return checks with their counts and faults."""
    return [
        {
            "check": check.name,
            "count": check.count,
            "faults": [
                {
                    "file": fault.file,
                    "line": fault.line,
                    "column": fault.column,
                    "message": fault.message,
                    "hint": fault.hint,
                    "length": fault.length,
                    "excerpt": fault.excerpt,
                }
                for fault in check.faults
            ],
        }
        for check in checks
    ]
