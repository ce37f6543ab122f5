"""What a graph holds as one short text, so that two people can see that they have the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.cache import content_to_json

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["fingerprint"]


def fingerprint(graph: KnowledgeGraph) -> str:
    """Return the SHA-256 of all that was read into a graph: packs, vocabulary, phrases and mappings.

    It does not hang on where the files lie. Another form of the cache changes it.

    >>> import kg
    >>> len(fingerprint(kg.load()))
    64
    """
    return hashlib.sha256(content_to_json(graph.content).encode()).hexdigest()
