"""How claims stood when they were asked, and which of them stand otherwise now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.fingerprint import claim_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph import KnowledgeGraph

__all__ = ["changed_claims", "digests"]


def changed_claims(graph: KnowledgeGraph, versions: Mapping[str, str | None]) -> list[str]:
    """Return the claims that stand otherwise than when they were last asked, or are gone; in order of id.

    `versions` are digests as the log keeps them; None, where none was kept, tells nothing.
    """
    now = {claim.id: claim_digest(claim) for claim in graph.claims()}
    return sorted(name for name, version in versions.items() if version and now.get(name) != version)


def digests(graph: KnowledgeGraph, claims: Iterable[str]) -> dict[str, str]:
    """Return how claims stand now, by id."""
    return {name: claim_digest(graph.claim(name)) for name in claims}
