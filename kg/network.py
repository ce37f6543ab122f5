"""The graph as NetworkX sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx

from kg import iri
from kg.model import Stance

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["to_networkx"]


def to_networkx(graph: KnowledgeGraph) -> networkx.MultiDiGraph[str]:
    """Return entities as nodes and claims as edges, in order of id.

    Nodes carry `label`, `type` and `iri`. Each edge is keyed by its claim's id and carries `claim`,
    `relation`, `status`, `modality`, `source`, the sources for and against it (`supported_by`,
    `disputed_by`: ids with spaces between, evidence that is indirect left out) and, where they apply,
    `qualifier`, `sign`, `value` and `unit`. Refuted claims and drafts are there too: whoever walks the
    graph chooses by status.

    >>> import kg
    >>> view = kg.load().to_networkx()
    >>> view.edges["weak-gluteus-medius", "femoral-internal-rotation", "article-c18"]["modality"]
    'can'
    """
    view: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="myograph")
    for entity in graph.entities.values():
        view.add_node(entity.id, label=entity.label, type=entity.cls, iri=iri.entity_iri(entity.id))
    for claim in graph.claims():
        sign = graph.vocabulary.relations[claim.relation].sign
        optional = {"qualifier": claim.qualifier, "sign": sign}
        if claim.measure is not None:
            optional |= {"value": claim.measure.value, "unit": claim.measure.unit}
        view.add_edge(
            claim.subject,
            claim.object,
            key=claim.id,
            claim=claim.id,
            relation=claim.relation,
            status=str(claim.status),
            modality=str(claim.modality),
            source=claim.source,
            supported_by=_sources(claim, Stance.SUPPORTS),
            disputed_by=_sources(claim, Stance.DISPUTES),
            **{name: value for name, value in optional.items() if value is not None},
        )
    return view


def _sources(claim: Claim, stance: Stance) -> str:
    direct = (item.source for item in claim.evidence if item.stance is stance and not item.indirect)
    return " ".join(dict.fromkeys(direct))
