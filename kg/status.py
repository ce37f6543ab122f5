"""How the status of a claim follows from its evidence.

The rule, told to readers in docs/ontology.md. Evidence counts where a person read it again in its source
and it bears on the very claim; then

- a systematic review, two studies or, for a claim of anatomy, one reference are strong; one study is weak;
- established: strong support and nothing that counts against it; contested: both, or a single study
  against a claim that nothing else supports; refuted: strong evidence against it alone, or its own source
  contradicts it; reported: all the rest, where the asserting source stands alone.

A popular text counts for nothing, and a curator only where a claim holds by definition or follows by rule
from claims that are established.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Stance, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Evidence, Source

__all__ = [
    "AUTHOR_STATEMENT", "CURATOR_INFERENCE", "DEFINITION", "DERIVATION", "HYPOTHESIS", "KINDS",
    "REFERENCE_STATEMENT", "SELF_CONTRADICTION", "STUDY_KINDS", "status_of",
]  # fmt: skip

AUTHOR_STATEMENT = "author-statement"
REFERENCE_STATEMENT = "reference-statement"
CURATOR_INFERENCE = "curator-inference"
DEFINITION = "definition"
DERIVATION = "derivation"
SELF_CONTRADICTION = "self-contradiction"
HYPOTHESIS = "hypothesis"
SYSTEMATIC_REVIEW = "systematic-review"
# What counts as one study of its own.
STUDY_KINDS = frozenset({
    "randomised-trial", "prospective-cohort", "case-control", "cross-sectional", "laboratory-experiment",
    "simulation",
})  # fmt: skip
# Neither an opinion, however learned, nor people followed with nobody to compare them with.
UNCOUNTED = frozenset({"narrative-review", "consensus-statement", "case-series", HYPOTHESIS})
KINDS = frozenset({
    AUTHOR_STATEMENT, REFERENCE_STATEMENT, "referenced-statement", CURATOR_INFERENCE, DEFINITION, DERIVATION,
    SELF_CONTRADICTION, SYSTEMATIC_REVIEW, *STUDY_KINDS, *UNCOUNTED,
})  # fmt: skip

NONE, WEAK, STRONG = 0, 1, 2
STUDIES_NEEDED = 2


def status_of(
    evidence: Iterable[Evidence], sources: Mapping[str, Source], *, anatomical: bool, follows: bool = False
) -> Status:
    """Return the status that `evidence` gives a claim.

    `anatomical` says whether the claim is one of anatomy, `follows` whether all claims that it was
    derived from are established. Never returns `DRAFT`, which is set by the tool that drafts.
    """
    direct = [item for item in evidence if not item.indirect]
    if any(item.stance is Stance.DISPUTES and item.kind == SELF_CONTRADICTION for item in direct):
        return Status.REFUTED
    support, dispute = (
        _weight([item for item in direct if item.stance is stance], sources, anatomical, follows)
        for stance in (Stance.SUPPORTS, Stance.DISPUTES)
    )
    if dispute == NONE:
        return Status.ESTABLISHED if support == STRONG else Status.REPORTED
    return Status.REFUTED if support == NONE and dispute == STRONG else Status.CONTESTED


def _weight(
    evidence: Iterable[Evidence], sources: Mapping[str, Source], anatomical: bool, follows: bool
) -> int:
    studies: set[str] = set()
    for item in evidence:
        tier = sources[item.source].tier
        curated = item.kind == DEFINITION or (item.kind == DERIVATION and follows)
        if curated and tier is Tier.CURATOR:
            return STRONG
        if not item.reread:
            continue
        if (tier is Tier.REFERENCE and anatomical) or (tier is Tier.STUDY and item.kind == SYSTEMATIC_REVIEW):
            return STRONG
        if tier is Tier.STUDY and item.kind in STUDY_KINDS:
            studies.add(item.source)
    return STRONG if len(studies) >= STUDIES_NEEDED else WEAK if studies else NONE
