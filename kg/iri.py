"""The IRIs of the project. One never changes once it is released; labels may."""

from __future__ import annotations

__all__ = ["BASE", "CLAIM", "ENTITY", "MARK", "PACK", "SCHEMA", "SOURCE", "claim_iri", "entity_iri"]

BASE = "https://w3id.org/myograph/"
SCHEMA = BASE + "schema#"
ENTITY = BASE + "id/"
CLAIM = BASE + "claim/"
SOURCE = BASE + "source/"
PACK = BASE + "pack/"
MARK = BASE + "mark/"


def entity_iri(entity: str) -> str:
    """Return the IRI of an entity's id.

    >>> entity_iri("knee-pain")
    'https://w3id.org/myograph/id/knee-pain'
    """
    return ENTITY + entity


def claim_iri(claim: str) -> str:
    """Return the IRI of a claim's id.

    >>> claim_iri("article-c01")
    'https://w3id.org/myograph/claim/article-c01'
    """
    return CLAIM + claim
