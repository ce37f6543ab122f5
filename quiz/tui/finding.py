"""Finding things in the graph as a name is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["Matches", "find"]


class Matches(NamedTuple):
    """The ids of what was found for a text, best first, and what there is to say of them."""

    text: str
    entities: tuple[str, ...]
    told: str = ""


def find(graph: KnowledgeGraph, text: str) -> Matches:
    """Return what goes by a text, whole or in part, by label, synonym, definition or id.

    Where there is no text, that is what may well be begun with. May be slow in a large graph.
    """
    key = "-".join(text.casefold().split())
    if not key:
        from kg.walk import beginnings

        return Matches(text, tuple(beginnings(graph)), "Good things to begin with:")
    named = [entity.id for entity in graph.search(text)]
    by_id = [entity for entity in graph.entities if key in entity]
    found = tuple(dict.fromkeys([*([key] if key in graph.entities else []), *named, *by_id]))
    if found:
        return Matches(text, found)
    near = graph.suggest(" ".join(text.split()))
    hint = f" Did you mean {' or '.join(f'“{label}”' for label in near)}?" if near else ""
    return Matches(text, (), f"Nothing in the graph goes by that.{hint}")
