"""Evidence across the packs: of which kind it is, and what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Status, Tier
from kg.status import DEFINITION, DERIVATION, HYPOTHESIS, STUDY_KINDS, SYSTEMATIC_REVIEW, status_of

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

TIGHT = "tight-gluteus-medius"
# Of a study, and yet for nothing in a status.
UNCOUNTED = {"narrative-review", "consensus-statement", "case-series"}


def test_evidence_of_a_study_names_its_kind_and_no_other_does(graph: KnowledgeGraph) -> None:
    """None falls back on a statement; a hypothesis may be a study's or the question a curator puts up."""
    kinds = STUDY_KINDS | UNCOUNTED | {SYSTEMATIC_REVIEW}
    seen = 0
    for claim in graph.claims():
        for item in claim.evidence:
            study = graph.sources[item.source].tier is Tier.STUDY
            seen += study
            assert (item.kind in kinds) is study or item.kind == HYPOTHESIS, (claim.id, item.source)
    assert seen > 200


def test_what_was_derived_stands_by_what_it_follows_from(graph: KnowledgeGraph) -> None:
    """Its own evidence is the rule alone, and the status follows from those of the claims that it names."""
    derived = [claim for claim in graph.claims() if claim.derived_from]
    assert derived
    for claim in derived:
        follows = all(graph.claim(name).status is Status.ESTABLISHED for name in claim.derived_from)
        assert {item.kind for item in claim.evidence} == {DERIVATION}, claim.id
        anatomical = graph.vocabulary.anatomical(claim.relation)
        found = status_of(claim.evidence, graph.sources, anatomical=anatomical, follows=follows)
        assert found is claim.status, claim.id


def test_whatever_is_said_of_tightness_is_only_reported(graph: KnowledgeGraph) -> None:
    """At either end of a claim; only what a curator joins by definition is established."""
    said = [claim for claim in graph.about(TIGHT) if graph.sources[claim.source].tier is not Tier.CURATOR]
    assert {"article-c07", "article-c37"} <= {claim.id for claim in said}
    for claim in said:
        assert claim.status is Status.REPORTED, claim.id
        assert claim.searched is not None, claim.id
        studies = [item for item in claim.evidence if graph.sources[item.source].tier is Tier.STUDY]
        assert all(item.indirect for item in studies), claim.id
    for claim in graph.about(TIGHT):
        if claim not in said:
            assert {item.kind for item in claim.evidence} == {DEFINITION}, claim.id
