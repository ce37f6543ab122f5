"""The knowledge graph: claims about muscles, their disorders and exercises, each with its source.

>>> import kg
>>> graph = kg.load()
>>> graph.entity("gluteus-medius").label
'gluteus medius'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph import KnowledgeGraph

__all__ = ["__version__", "load"]

__version__ = "0.1.0"


def load(extra_packs: Sequence[Path | str] = (), *, cache_dir: Path | None = None) -> KnowledgeGraph:
    """Return the graph of the bundled packs, and of `extra_packs` read after them.

    `cache_dir` is where the packs are kept once read, under a name made from their content; None
    reads them afresh.

    Raises `kg.errors.PackError`, which holds every fault found, where a pack is not in order.
    """
    from kg.packs.loading import load_graph

    return load_graph([Path(path) for path in extra_packs], cache_dir=cache_dir)
