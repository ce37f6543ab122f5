"""How the status of a claim follows from its evidence.

The rule, told to readers in docs/ontology.md: a claim is established when it is supported and undisputed,
by a reference or by two studies; contested when some evidence that counts supports it and some disputes it;
refuted when it is only disputed or its own source contradicts it; reported when the asserting source stands
alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Stance, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Evidence, Source

__all__ = ["DEFINITION", "SELF_CONTRADICTION", "status_of"]

DEFINITION = "definition"
SELF_CONTRADICTION = "self-contradiction"
STUDIES_NEEDED = 2


def status_of(evidence: Iterable[Evidence], sources: Mapping[str, Source]) -> Status:
    """Return the status that `evidence` gives a claim.

    A popular text counts for nothing in its own favour, and a curator only where the claim holds by
    definition. Never returns `DRAFT`, which is set by the tool that drafts.
    """
    supporting_studies: set[str] = set()
    strong = disputed = False
    for item in evidence:
        if item.stance is Stance.DISPUTES:
            if item.kind == SELF_CONTRADICTION:
                return Status.REFUTED
            disputed = True
        elif item.kind == DEFINITION or sources[item.source].tier is Tier.REFERENCE:
            strong = True
        elif sources[item.source].tier is Tier.STUDY:
            supporting_studies.add(item.source)
    if disputed:
        return Status.CONTESTED if strong or supporting_studies else Status.REFUTED
    if strong or len(supporting_studies) >= STUDIES_NEEDED:
        return Status.ESTABLISHED
    return Status.REPORTED
