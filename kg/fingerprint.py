"""What a graph holds as one short text, so that two people can see that they have the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.packs.cache import content_to_json

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["claim_digest", "fingerprint"]


def fingerprint(graph: KnowledgeGraph) -> str:
    """Return the SHA-256 of all that was read into a graph: packs, vocabulary, phrases and mappings.

    It does not hang on where the files lie. Another form of the cache changes it.

    >>> import kg
    >>> len(fingerprint(kg.load()))
    64
    """
    return hashlib.sha256(content_to_json(graph.content).encode()).hexdigest()


def claim_digest(claim: Claim) -> str:
    """Return a short digest of what a claim states and how it stands, not of its evidence or wording.

    >>> import kg
    >>> claim = kg.load().claim("sartorius-nerve-femoral-nerve")
    >>> claim_digest(claim) == claim_digest(claim._replace(evidence=()))
    True
    >>> claim_digest(claim) == claim_digest(claim._replace(object="tibial-nerve"))
    False
    """
    stated = (
        claim.subject, claim.relation, claim.object, str(claim.modality), str(claim.status),
        claim.qualifier, claim.degree, claim.measure,
    )  # fmt: skip
    return hashlib.sha256(repr(stated).encode()).hexdigest()[:16]
