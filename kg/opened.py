"""The graph as the commands and the app open it. Importing this module costs next to nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["open_graph"]


def open_graph(packs: tuple[Path, ...]) -> KnowledgeGraph:
    """Return the graph of the bundled packs and of those given, by way of the user's cache."""
    import platformdirs

    import kg

    graph = kg.load(packs, cache_dir=Path(platformdirs.user_cache_dir("myograph", appauthor=False)))
    _settle()
    return graph


@cache
def _settle() -> None:
    """Keep the collector of garbage from what is there now, once in a program.

    A graph stays as long as the program; a collection that goes through a large one takes seconds.
    """
    import gc

    gc.freeze()
