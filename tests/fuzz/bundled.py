"""The bundled graph, read once for all readers that need one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import kg

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["bundled"]


@cache
def bundled() -> KnowledgeGraph:
    """Return the bundled graph."""
    return kg.load()
